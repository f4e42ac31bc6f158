/*
 * own: keeping the index's idea of "unchanged since" over renames and
 * removals of our own (rule 7 of sync.c).
 */
#ifndef OWN_H
#define OWN_H

#include "common/index.h"
#include "common/watch.h"

struct own {
	struct watch	*watch;		/* of the mailbox */
	bool		 kept;		/* nothing was missed up to begin */
};

/* Before the first.  The caller holds the write lock, and its descriptor. */
void	 own_begin(struct own *, struct watch *, const struct image *,
	    const struct maildir *, int lock);

/*
 * After the last: notes the new mtimes if all changes were ours.  When
 * nothing is to be noted, watch_stop() instead.
 */
void	 own_end(struct own *, struct image *, const struct maildir *);

#endif
