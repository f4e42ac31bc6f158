/*
 * sync: bringing an index in step with new/ and cur/.  The rules are at the
 * top of sync.c.
 */
#ifndef SYNC_H
#define SYNC_H

#include <stdbool.h>

#include "common/index.h"
#include "common/known.h"
#include "common/maildir.h"
#include "common/watch.h"

struct sync {
	const struct maildir *md;
	struct watch	*watch;		/* of the mailbox */
	int		 lock;		/* held for writing by the caller */
	unsigned	 how;		/* MAILBOX_MOVE */
	struct image	*img;		/* up to date and verified */
	const struct known_list *known;	/* for an empty image; or NULL */
	bool		 all;		/* look, whatever the mtimes say */
};

/*
 * Looks at the directories if they changed, and changes the image to match;
 * nothing is written to the index yet.  1: something that clients must not
 * see before it is on the disk; 0: nothing or little; -1 with errno, and the
 * image must be thrown away.
 */
int	 sync_run(struct sync *);

/* Would sync_run() look? */
bool	 sync_needed(const struct maildir *, const struct image *,
	    unsigned how);

#endif
