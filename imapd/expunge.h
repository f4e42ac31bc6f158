/*
 * expunge: removing for ever what is \Deleted.
 */
#ifndef EXPUNGE_H
#define EXPUNGE_H

#include "imapd/imapd.h"

/*
 * Of the selected mailbox, or (numbers not NULL) of these messages.  How many
 * could not be removed, or -1 with errno.  The client is told by the next
 * view_update().
 */
int	 expunge_deleted(struct session *, const struct set *numbers);

/*
 * OK after a command that removes messages, with the modseq it has led to if
 * it is no more `before`.
 */
void	 expunge_reply_ok(struct session *, uint64_t before,
	    const char *text);

#endif
