/*
 * disk: anonymous files, and the room that is left on the mail's file system.
 */
#ifndef DISK_H
#define DISK_H

#include <stdint.h>

#include "smtpd/post.h"

struct disk {
	int		 place;		/* anything on it; -1: not known */
	int64_t		 until;		/* room is good until then */
	uint64_t	 room;		/* bytes */
};

/* Is there room for a message of this size?  POST_NO_SPACE. */
enum post_verdict disk_check(struct disk *, uint64_t size);

/* An anonymous file, in dir if that can be, else in memory; -1 with errno. */
int	 disk_spool(const char *dir);

#endif
