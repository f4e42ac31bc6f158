/*
 * disk: anonymous files, and the room that is left on the mail's file system.
 */
#ifndef DISK_H
#define DISK_H

#include <stdint.h>

#include "smtpd/post.h"

struct disk {
	int		 place;		/* anything on it; -1: not known */
	int64_t		 until;		/* line_now() up to which room holds */
	uint64_t	 room;		/* bytes */
};

/*
 * Is there room for a message of so many bytes?  POST_OK, also when nobody
 * can tell; POST_NO_SPACE; POST_TEMPORARY when place cannot be asked.
 */
enum post_verdict disk_check(struct disk *, uint64_t size);

/*
 * An anonymous file for reading and writing, the caller's: in dir if that is
 * not NULL and can be, in /var/spool, /var/tmp or /tmp, else in memory.  -1
 * with errno.
 */
int	 disk_spool(const char *dir);

#endif
