/*
 * disk: anonymous files, and the room that is left.
 */
#include <sys/mman.h>
#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/scan.h"
#include "smtpd/disk.h"

/*
 * RFC 1870 section 6.1 has 452 for a disk that is too full.  Half as much
 * again as the message must be free (for the copy of another session, for
 * the directories), and one file in twenty, or ten thousand of them.
 */
#define ROOM_NUMERATOR	3
#define ROOM_DENOMINATOR 2
#define INODES_PART	20
#define INODES_ENOUGH	10000

/* ms for which what was free is taken to be still, when it was plenty. */
#define ROOM_FOR	1000
#define ROOM_PLENTY	16

/* It has a name briefly where there is no O_TMPFILE, or it is refused. */
static int
nameless(const char *dir)
{
	char path[PATH_MAX];
	int fd, len;

#ifdef O_TMPFILE
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd != -1 || errno != EOPNOTSUPP)
		return fd;
#endif
	len = snprintf(path, sizeof(path), "%s/.postern.XXXXXX", dir);
	if (len < 0 || (size_t)len >= sizeof(path))
		return -1;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd != -1)
		(void)unlink(path);
	return fd;
}

int
disk_spool(const char *dir)
{
	const char *const places[] = {
		dir, "/var/spool", "/var/tmp", "/tmp"
	};
	size_t i;
	int fd;

	for (i = 0; i < nitems(places); i++) {
		if (places[i] == NULL || places[i][0] == '\0')
			continue;
		fd = nameless(places[i]);
		if (fd != -1)
			return fd;
	}
#ifdef MFD_CLOEXEC
	return memfd_create("message", MFD_CLOEXEC);
#else
	return -1;
#endif
}

static uint64_t
saturated(uint64_t a, uint64_t b)
{
	return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

enum post_verdict
disk_check(struct disk *d, uint64_t size)
{
	uint64_t need = saturated(size, ROOM_NUMERATOR) / ROOM_DENOMINATOR;
	struct statvfs v;
	int64_t now = line_now();

	if (d->place == -1 || (now < d->until &&
	    saturated(need, ROOM_PLENTY) <= d->room))
		return POST_OK;
	if (fstatvfs(d->place, &v) == -1)
		return POST_TEMPORARY;
	if (v.f_blocks == 0)
		return POST_OK;		/* it does not say */
	d->room = saturated(v.f_bavail, v.f_frsize);
	d->until = now + ROOM_FOR;
	if (d->room < need)
		return POST_NO_SPACE;
	if (v.f_files != 0 && v.f_favail < INODES_ENOUGH &&
	    v.f_favail < v.f_files / INODES_PART)
		return POST_NO_SPACE;
	return POST_OK;
}
