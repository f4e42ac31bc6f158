/* file: read it all; it may be a pipe, so its size is not asked. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "dhcpd/file.h"

enum {
	FILE_FIRST = 8192	/* octets asked for at once, then doubled */
};

static char *
read_all(int fd, struct arena *arena, size_t *len)
{
	size_t size = FILE_FIRST;
	char *text = arena_alloc(arena, size + 1), *more;
	ssize_t n;

	if (text == NULL)
		return NULL;
	for (*len = 0;; *len += (size_t)n) {
		if (*len == size) {
			if (size >= CONFIG_FILE) {
				errno = EFBIG;
				return NULL;
			}
			more = arena_alloc(arena, size * 2 + 1);
			if (more == NULL)
				return NULL;
			memcpy(more, text, size);
			text = more;
			size *= 2;
		}
		n = read(fd, text + *len, size - *len);
		if (n == -1 && errno == EINTR)
			n = 0;
		else if (n == -1)
			return NULL;
		else if (n == 0)
			break;
	}
	text[*len] = '\0';
	return text;
}

char *
file_read(const struct config_env *env, struct arena *arena, const char *path,
    size_t *len)
{
	int fd, saved;
	char *text;

	if (env != NULL && env->open != NULL)
		fd = env->open(env->arg, path);
	else
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd == -1)
		return NULL;
	text = read_all(fd, arena, len);
	saved = errno;
	close(fd);
	errno = saved;
	return text;
}
