#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/writeall.h"
#include "imapd/whole.h"

static ssize_t
read_all(int fd, char *p, size_t size)
{
	size_t n = 0;
	ssize_t got;

	while (n < size && (got = read(fd, p + n, size - n)) != 0) {
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return -1;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

char *
whole_read(int at, const char *path, size_t max, size_t *len)
{
	struct stat st;
	char *text = NULL;
	ssize_t n = -1;
	int fd, e;

	fd = openat(at, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == -1)
		goto out;
	if (!S_ISREG(st.st_mode) || (uintmax_t)st.st_size > max) {
		errno = EFBIG;
		goto out;
	}
	text = malloc((size_t)st.st_size + 1);
	if (text != NULL)
		n = read_all(fd, text, (size_t)st.st_size);
out:
	e = errno;
	close(fd);
	if (n == -1) {
		free(text);
		errno = e;
		return NULL;
	}
	text[n] = '\0';
	*len = (size_t)n;
	return text;
}

/* The directory that the file is in. */
static int
sync_parent(int at, const char *path)
{
	const char *slash = strrchr(path, '/');
	char parent[PATH_MAX];
	int fd, r;

	if (slash == NULL)
		return fsync(at);
	(void)snprintf(parent, sizeof(parent), "%.*s", (int)(slash - path),
	    path);
	fd = openat(at, parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

int
whole_replace(int at, const char *path, const char *text, size_t len)
{
	char temporary[PATH_MAX];
	int fd, n, r, e;

	n = snprintf(temporary, sizeof(temporary), "%s.new", path);
	if (n < 0 || (size_t)n >= sizeof(temporary)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = openat(at, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd == -1)
		return -1;
	r = write_all(fd, text, len) == -1 ? -1 : fsync(fd);
	e = errno;
	if (close(fd) == -1 && r == 0) {
		r = -1;
		e = errno;
	}
	if (r == 0 && renameat(at, temporary, at, path) == 0)
		return sync_parent(at, path);
	if (r == 0)
		e = errno;
	(void)unlinkat(at, temporary, 0);
	errno = e;
	return -1;
}
