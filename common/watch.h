/*
 * watch: did nobody but us change a Maildir while we renamed files in it?
 *
 * The mtime of a directory after our own renames covers what others did
 * between them as well, so it cannot be taken for "seen up to here".
 * inotify(7) tells each rename by name: if ours are all there is, it can.
 * Where it is missing (or refused) the answer is no, and the next one who
 * opens the mailbox reads the directory.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "common/maildir.h"

enum { WATCH_NEW, WATCH_CUR, WATCH_DIRS };

enum watch_event { WATCH_AWAY, WATCH_HERE, WATCH_REMOVED };

struct watch {
	int		 fd;		/* -1: not watching */
	bool		 lost;		/* the queue ran over */
	int		 wd[WATCH_DIRS];
	uint32_t	 pending;
	uint64_t	 expected[WATCH_DIRS], seen[WATCH_DIRS];
};

/* From here on.  It may fail: then watch_end() answers no. */
void	 watch_begin(struct watch *, const struct maildir *);

/* We have just done this. */
void	 watch_expect(struct watch *, int dir, enum watch_event,
	    const char *name);

/*
 * Up to here.  Sets clean[dir] where all that happened was ours.  Take the
 * mtimes before calling it.
 */
void	 watch_end(struct watch *, const struct maildir *,
	    bool clean[WATCH_DIRS]);

/* Instead of watch_end(), when nobody wants to know any more. */
void	 watch_drop(struct watch *);

#endif
