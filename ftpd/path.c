#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/below.h"
#include "ftpd/path.h"

#ifndef O_PATH
#define O_PATH	O_RDONLY
#endif

static void
close_keeping_errno(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
}

int
path_open(const struct tree *t, const char *path, int flags, mode_t mode)
{
	if ((flags & O_PATH) != O_PATH)
		flags |= O_NOCTTY;
	return below_open(t->root, path, flags, mode);
}

int
path_start(struct tree *t, const char *dir, bool hide_dots)
{
	memset(t, 0, sizeof(*t));
	t->hide_dots = hide_dots;
	memcpy(t->cwd, "/", 2);
	t->root = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return t->root == -1 ? -1 : 0;
}

/* One component of a name onto the path: -1 with errno. */
static int
append(const struct tree *t, char path[FTPD_PATH], size_t *len,
    const char *name, size_t n)
{
	if (n == 0 || (n == 1 && name[0] == '.'))
		return 0;
	if (n == 2 && name[0] == '.' && name[1] == '.') {
		while (*len > 0 && path[--*len] != '/')
			;
		return 0;
	}
	if (name[0] == '.' && t->hide_dots) {
		errno = ENOENT;
		return -1;
	}
	if (n > NAME_MAX || *len + 1 + n >= FTPD_PATH) {
		errno = ENAMETOOLONG;
		return -1;
	}
	path[(*len)++] = '/';
	memcpy(path + *len, name, n);
	*len += n;
	return 0;
}

int
path_make(const struct tree *t, const char *name, char path[FTPD_PATH])
{
	size_t len = 0, n;

	if (*name == '\0') {
		errno = ENOENT;
		return -1;
	}
	if (*name != '/' && t->cwd[1] != '\0') {
		len = strlen(t->cwd);
		memcpy(path, t->cwd, len);
	}
	for (;;) {
		n = strcspn(name, "/");
		if (append(t, path, &len, name, n) == -1)
			return -1;
		if (name[n] == '\0')
			break;
		name += n + 1;
	}
	if (len == 0)
		path[len++] = '/';
	path[len] = '\0';
	return 0;
}

static int
stat_how(const struct tree *t, const char *path, int flags, struct stat *st)
{
	int fd = path_open(t, path, O_PATH | flags, 0), result;

	if (fd == -1)
		return -1;
	result = fstat(fd, st);
	close_keeping_errno(fd);
	return result;
}

int
path_stat(const struct tree *t, const char *path, struct stat *st)
{
	return stat_how(t, path, 0, st);
}

int
path_lstat(const struct tree *t, const char *path, struct stat *st)
{
	return stat_how(t, path, O_NOFOLLOW, st);
}

int
path_parent(const struct tree *t, const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	char dir[FTPD_PATH];
	size_t len;

	if (slash == NULL || slash[1] == '\0') {
		*name = ".";
		return path_open(t, "/", O_PATH | O_DIRECTORY, 0);
	}
	*name = slash + 1;
	len = (size_t)(slash - path);
	if (len == 0)
		len = 1;
	memcpy(dir, path, len);
	dir[len] = '\0';
	return path_open(t, dir, O_PATH | O_DIRECTORY, 0);
}
