/*
 * box: the folders that deliver.c writes to, kept open.
 */
#ifndef BOX_H
#define BOX_H

#include "smtpd/deliver.h"

/*
 * The folder of a target: that of its tag when there is one, else its INBOX.
 * It is open then.  make: makes the Maildir, the directories that -m names
 * above it, and the home of a virtual user, when they are not there yet.
 * -1 with errno; ENOENT: not there.
 */
int	 box_find(struct deliver *, const struct target *, bool make,
	    size_t *box);

/* Opens it again; no more than DELIVER_BOXES stay open. */
int	 box_open(struct deliver *, size_t box);
void	 box_close(struct deliver *, size_t box);

/* Closes and forgets all. */
void	 box_forget(struct deliver *);

/* May size bytes be added?  limit is the account's, 0 for none. */
enum post_verdict box_quota(struct deliver *, size_t box, uint64_t limit,
	    uint64_t size);

/* They were. */
void	 box_add(struct deliver *, size_t box, int64_t size);

#endif
