/*
 * clash: unique-ids that two messages have in common.
 *
 * A client that meets one twice may think that it has the second message
 * already (RFC 1939 section 7).  Those we make differ, but one that came with
 * an imported mailbox can be any: equal to another, or to one of ours.  Of
 * two messages that share a unique-id the later one is to get another.
 *
 * Sought only where there are imported ones.
 */
#ifndef CLASH_H
#define CLASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pop3d/maildrop.h"
#include "pop3d/uidl.h"

/* All zero: not sought yet. */
struct clash {
	bool	  sought;
	size_t	  n;
	uint32_t *uid;		/* ascending */
};

/* Looks at all messages.  -1 with errno ENOMEM. */
int	 clash_seek(struct clash *, struct maildrop *, const struct uidl *);

bool	 clash_has(const struct clash *, uint32_t uid);

void	 clash_free(struct clash *);

#endif
