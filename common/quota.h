/*
 * quota: the maildirsize file of Maildir++ (7.3), shared with Courier,
 * Dovecot, maildrop and Postfix's VDA patch.
 *
 * Without that file, or with no limit in it, there is no quota and every
 * question is answered with yes.  All functions take the descriptor of the
 * Maildir root.
 */
#ifndef QUOTA_H
#define QUOTA_H

#include <stddef.h>
#include <stdint.h>

struct quota {
	int64_t	max_bytes, max_count;	/* 0: no limit */
	int64_t	bytes, count;		/* in use */
};

enum quota_answer {
	QUOTA_OK,
	QUOTA_OVER,		/* would not fit: 452 or 552 */
	QUOTA_ERROR		/* errno; let the mail in or defer it */
};

/* 1: read; 0: no quota here; -1 with errno.  Recounts when it is due. */
int	 quota_read(int root, struct quota *);

/* May `bytes` in `count` messages be added? */
enum quota_answer quota_check(int root, int64_t bytes, int64_t count);

/*
 * Gives a mailbox that has no limit this one, and counts what is there.  0;
 * -1 with errno.  When the mailbox changed meanwhile, nothing is done.
 */
int	 quota_limit(int root, int64_t max_bytes);

/*
 * Notes a change, negative on removal, in one appending write(2).  No file:
 * nothing to do.  Call it once per transaction, after the message is placed.
 */
int	 quota_add(int root, int64_t bytes, int64_t count);

/* Does a folder count?  Everything but .Trash and what is below it. */
int	 quota_counts(const char *folder);

/*
 * Parses `len` bytes of a maildirsize file: 0, or -1 if its first line is
 * not one.  *lines is the number of lines behind the first.
 */
int	 quota_parse(const char *buf, size_t len, struct quota *,
	    unsigned *lines);

#endif
