/*
 * disk: anonymous files, and the room that is left.
 */
#include <sys/mman.h>
#include <sys/statvfs.h>

#include <fcntl.h>
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

/* What no file system has a name for.  O_TMPFILE: it is never in one. */
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
		fd = open(places[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
		if (fd != -1)
			return fd;
	}
	return memfd_create("message", MFD_CLOEXEC);
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
