#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "common/below.h"

#ifndef O_PATH
#define O_PATH	O_RDONLY
#endif

#ifdef __linux__

/* The same number on every processor; older libcs do not name it. */
#ifndef SYS_openat2
#define SYS_openat2	437
#endif

/* Of linux/openat2.h. */
struct how {
	uint64_t flags, mode, resolve;
};

enum {
	RESOLVE_MAGIC	= 0x02,		/* none: /proc/self/fd and the like */
	RESOLVE_ROOT	= 0x10,		/* in root */

	RACES		= 16		/* with renames: EAGAIN, ask again */
};

static int
resolve(int root, const char *path, int flags, mode_t mode)
{
	struct how how = { 0, 0, RESOLVE_ROOT | RESOLVE_MAGIC };
	int fd, tries;

	how.flags = (uint64_t)(unsigned)flags;
	if ((flags & O_CREAT) != 0)
		how.mode = mode;
	for (tries = 0; tries < RACES; tries++) {
		fd = (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
		if (fd != -1 || (errno != EAGAIN && errno != EINTR))
			return fd;
	}
	return -1;
}

/* Too old a kernel, or a sandbox around us that has not heard of it. */
static int
missing(int error)
{
	return error == ENOSYS || error == EPERM;
}

#else

static int
resolve(int root, const char *path, int flags, mode_t mode)
{
	(void)root;
	(void)path;
	(void)flags;
	(void)mode;
	errno = ENOSYS;
	return -1;
}

static int
missing(int error)
{
	return error == ENOSYS;
}

#endif

/* Opens the next component; *path is moved behind it. */
static int
step(int dir, const char **path, int flags, mode_t mode)
{
	size_t len = strcspn(*path, "/");
	char name[NAME_MAX + 1];

	if (len > NAME_MAX) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(name, *path, len);
	name[len] = '\0';
	if (strcmp(name, "..") == 0) {
		errno = EACCES;
		return -1;
	}
	*path += len;
	*path += strspn(*path, "/");
	if (**path != '\0')
		flags = O_PATH | O_DIRECTORY | O_CLOEXEC;
	return openat(dir, name, flags | O_NOFOLLOW, mode);
}

/* Component by component; no symbolic link is followed. */
static int
walk(int root, const char *path, int flags, mode_t mode)
{
	int dir = root, error, fd;

	do {
		fd = step(dir, &path, flags, mode);
		error = errno;
		if (dir != root)
			close(dir);
		errno = error;
		dir = fd;
	} while (fd != -1 && *path != '\0');
	return fd;
}

int
below_open(int root, const char *path, int flags, mode_t mode)
{
	int fd;

	flags |= O_CLOEXEC;
	path += strspn(path, "/");
	if (*path == '\0')
		return openat(root, ".", flags, mode);
	fd = resolve(root, path, flags, mode);
	if (fd == -1 && missing(errno))
		fd = walk(root, path, flags, mode);
	return fd;
}
