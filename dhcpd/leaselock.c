/*
 * leaselock: one server to a lease file.
 *
 * The lock is on the file itself, so that there is nothing to clean up, and
 * goes over to the next one before that gets the name.
 */
#include <sys/file.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <time.h>
#include <unistd.h>

#include "dhcpd/leasefile.h"

/* Who was killed may take a moment to be gone with all its processes. */
#define TRIES	60
#define PAUSE	50000000L	/* nanoseconds */

static bool
lock(int fd)
{
	static const struct timespec pause = { 0, PAUSE };
	int i;

	for (i = 0; i < TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK)
			return errno == ENOLCK || errno == EOPNOTSUPP;
		nanosleep(&pause, NULL);
	}
	return false;
}

/* Another's, in a directory of ours, can only be read. */
static int
open_it(int dirfd, const char *name)
{
	int fd = openat(dirfd, name, O_RDWR | O_CREAT | O_CLOEXEC |
	    O_NONBLOCK, 0644);

	if (fd == -1 && errno == EACCES)
		fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	return fd;
}

int
leasefile_lock(int dirfd, const char *name)
{
	struct stat is, named;
	int fd;

	while ((fd = open_it(dirfd, name)) != -1) {
		if (!lock(fd)) {
			close(fd);
			errno = EWOULDBLOCK;
			return -1;
		}
		/* While we waited it may have been replaced. */
		if (fstat(fd, &is) == 0 &&
		    fstatat(dirfd, name, &named, 0) == 0 &&
		    is.st_ino == named.st_ino && is.st_dev == named.st_dev)
			return fd;
		close(fd);
	}
	return -1;
}
