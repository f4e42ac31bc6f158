/*
 * watch: did nobody but us change a Maildir while we renamed files in it?
 *
 * The mtime of a directory after our own renames covers what others did
 * between them as well, so it cannot be taken for "seen up to here".
 * inotify(7) tells each rename by name: if ours are all there is, it can.
 * Where it is missing (or refused) the answer is no, and the next one who
 * opens the mailbox reads the directory.
 *
 * To close the descriptor of a watch takes the kernel 5 to 20 ms, so it stays
 * open until the mailbox is closed.  A user has 128 of them (7.8): imapd may
 * use this one for IDLE.
 */
#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "common/maildir.h"

enum { WATCH_NEW, WATCH_CUR, WATCH_DIRS };

enum watch_event { WATCH_AWAY, WATCH_HERE, WATCH_REMOVED };

/*
 * Messages in a mailbox from which on it pays: to read the directories of
 * this many again takes about as long as to close the descriptor.
 */
enum { WATCH_FROM = 16000 };

struct watch {
	uint32_t	 from;		/* WATCH_FROM; a test may lower it */
	int		 fd;		/* of inotify(7), or -1 */
	bool		 active;	/* between begin and end */
	bool		 lost;		/* something was missed */
	int		 wd[WATCH_DIRS];
	uint32_t	 pending;
	uint64_t	 expected[WATCH_DIRS], seen[WATCH_DIRS];
};

void	 watch_init(struct watch *);
void	 watch_close(struct watch *);

/*
 * From here on.  False: it does not work, and watch_end() will answer no; so
 * it will to who began before, when this is called again before the end.
 */
bool	 watch_begin(struct watch *, const struct maildir *);

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
void	 watch_stop(struct watch *);

/*
 * Once it has begun: for who polls its descriptor, that becomes readable also
 * when something changes that no file name shows (keywords without a letter
 * are in the index alone), and when it need not.
 */
void	 watch_index(struct watch *, const struct maildir *);

#endif
