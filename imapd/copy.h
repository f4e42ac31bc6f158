/*
 * copy: what COPY and MOVE have in common: messages of one mailbox, and the
 * target that they are to be in.
 */
#ifndef COPY_H
#define COPY_H

#include "imapd/imapd.h"
#include "imapd/target.h"

struct copy {
	struct view	*from;
	struct set	 numbers;
	struct set	 source;	/* UIDs that were copied */
	struct target	 to;
};

/*
 * Reads the arguments of COPY or MOVE, opens the target, and calls `run`,
 * which answers, if there is anything to do.
 */
void	 copy_command(struct session *, struct parse *, bool move,
	    void (*run)(struct session *, struct copy *));

/* Harmless on one that is all zero. */
void	 copy_free(struct copy *);

/*
 * The bit that keyword `n` of the source has in the target, where it is made;
 * -1 where there is no room for it.  False with errno.
 */
bool	 copy_keyword(struct copy *, unsigned n, int *there);

/*
 * Bytes of the messages, which all have known sizes afterwards.  False with
 * errno.
 */
bool	 copy_measure(const struct copy *, uint64_t *bytes);

/*
 * Makes second links to all of them, or copies where there can be none:
 * durable, all or (-1 with errno) none.
 */
int	 copy_all(struct session *, struct copy *);

/* NO for errno: nothing was done. */
void	 copy_reply_failed(struct session *, const char *verb);

#endif
