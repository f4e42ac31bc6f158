/* What sync.c and sync_add.c share.  For nobody else. */
#ifndef SYNC_IMPL_H
#define SYNC_IMPL_H

#include "common/look.h"
#include "common/stamp.h"
#include "common/sync.h"
#include "common/watch.h"

/* Both directories; [WATCH_NEW] and [WATCH_CUR] throughout. */
struct dirs {
	struct index_stamp stamp[WATCH_DIRS];
};

struct run {
	struct sync	*s;
	struct look	 look;
	struct fsclock	 clock;		/* before the last pass began */
	struct dirs	 before;	/* likewise */
	bool		 read[WATCH_DIRS];	/* in the last pass */
	bool		 settled;	/* nothing disturbed the last pass */
	bool		 missing;	/* it saw not all that there were */
	bool		 moved;		/* we renamed files of new/ */
	bool		 watched;
	int64_t		 now;		/* savedate of what is new */
	struct dirs	 start;		/* when watching began */
};

/* To cur/: messages that a session which does not move has left in new/. */
void	 sync_move_known(struct run *);

/* UIDs for the files that have none, moving them if that is wanted. */
int	 sync_add_found(struct run *);

#endif
