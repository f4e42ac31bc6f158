/*
 * delivery: one new message into one Maildir, in two phases.
 *
 *	maildir_open(&md, at, path, MAILDIR_CREATE)
 *	delivery_begin(&d, &md, host, &count)	a file in tmp/; write to d.fd
 *	delivery_prepare(&d, vsize)	synced; nothing is visible yet
 *	delivery_place(&d)		renamed to new/ (or cur/)
 *	delivery_sync(&md, false)	the rename is synced: now say 250
 *
 * For several recipients (S-13): prepare all, place all, sync each Maildir
 * once; for many, delivery_sync_all() before each of the two.
 * delivery_abort() at any point before place leaves nothing; after place it
 * takes the message back (whoever saw it has seen it).
 *
 * 1. A file has its final name only when its bytes are on the disk.
 * 2. The caller acknowledges only after delivery_sync() has returned 0.
 * 3. No name is ever taken over: EEXIST instead (M-3).
 * 4. A failure leaves nothing outside tmp/ when delivery_abort() is called.
 */
#ifndef DELIVERY_H
#define DELIVERY_H

#include <sys/types.h>

#include <stdbool.h>
#include <stdint.h>

#include "common/maildir.h"

struct delivery {
	const struct maildir	*to;	/* borrowed until done or abort */
	int			 fd;	/* for the caller to write; or -1 */
	bool			 synced;	/* prepare need not do it */
	bool			 placed;
	bool			 in_cur;
	int64_t			 size, vsize;	/* known after prepare */
	char			 tmp[MAILDIR_NAME + 1];	/* in tmp/ */
	char			 name[MAILDIR_NAME + 1]; /* in new/ or cur/ */
};

/* O_EXCL, mode 0600.  -1 with errno; then nothing needs to be undone. */
int	 delivery_begin(struct delivery *, const struct maildir *,
	    const char *host, unsigned *count);

/*
 * Syncs and learns the size.  `vsize` is the size with CRLF line ends if the
 * writer counted it, or -1: then the file is read again.  The final name is
 * decided here, and d->fd is closed.
 */
int	 delivery_prepare(struct delivery *, int64_t vsize);

/*
 * The same for a message that belongs in cur/ with flags (IMAP APPEND).
 * `keywords`: letters a-z as bits.  Call between prepare and place.
 */
int	 delivery_flags(struct delivery *, unsigned flags, uint32_t keywords);

/* mtime is INTERNALDATE (M-5); call after writing, before prepare. */
int	 delivery_date(struct delivery *, int64_t internaldate);

/*
 * In place of begin, write and prepare: a second link to a message of the
 * same account (M-9), of which the sizes are known.  EXDEV, EMLINK, EPERM:
 * the bytes must be copied instead.
 */
int	 delivery_link(struct delivery *, const struct maildir *,
	    const char *host, unsigned *count, int dir, const char *name,
	    int64_t size, int64_t vsize);

/* Gives the message its name in new/ or cur/. */
int	 delivery_place(struct delivery *);

/* Makes every place in new/ (or cur/) permanent. */
int	 delivery_sync(const struct maildir *, bool cur);

/*
 * Syncs at once all that is unsynced on the file system of fd; *dev says
 * which that is.  One commit of its journal then takes ten messages as fast
 * as one, but whatever others have written goes with it.  False where it
 * failed, or cannot be relied on: sync each on its own then.
 */
bool	 delivery_sync_all(int fd, dev_t *dev);

/*
 * Many messages to one Maildir whose prepare has left syncing to this: before
 * the first is placed.
 */
int	 delivery_sync_files(struct delivery *const *, size_t n);

/* Keeps errno.  Harmless on one that was never begun or is all zero. */
void	 delivery_abort(struct delivery *);

#endif
