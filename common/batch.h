/*
 * batch: the names of messages that are to come into a mailbox together, all
 * or none, as its journal announces them.
 *
 * They were made by maildir_unique() in one process, one after the other, so
 * a time, a process, a range of counts and a host describe them all.
 */
#ifndef BATCH_H
#define BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/maildir.h"

/* As it is on disk.  last 0: none. */
struct batch {
	int64_t		from, to;	/* seconds */
	uint32_t	pid, first, last;	/* counts */
	uint32_t	host_len;
	char		host[MAILDIR_HOST];
};

/* One more name; to an empty batch any.  False: it does not fit in. */
bool	 batch_add(struct batch *, const char *unique);

/* Is this one of them?  ,S= and what follows is passed over. */
bool	 batch_has(const struct batch *, const char *name, size_t len);

#endif
