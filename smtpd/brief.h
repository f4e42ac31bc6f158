/*
 * brief: what a worker is told of a message, over its socket.
 *
 * It gets the sender, where the message is, and the targets that are its
 * own: what is another recipient's business a user's process never has.
 * What a job needs beyond that follows in a record of the job's.
 *
 * A worker does not take the clerk's word for more than that: a string that
 * does not end, a count that is too large or a target that is root is no
 * brief.
 */
#ifndef BRIEF_H
#define BRIEF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "smtpd/transaction.h"

/* Does the string end within its array? */
#define BRIEF_ENDS(s)	(memchr((s), '\0', sizeof(s)) != NULL)

/* In the clerk: of the targets which[].  False: the worker is gone. */
bool	 brief_send(int fd, const struct transaction *, const uint16_t which[],
	    size_t n, const struct source *);

/*
 * In the worker: reads the brief into its own transaction, whose targets are
 * then those of which[], in that order.  NULL: there is none.
 */
struct transaction *brief_read(int fd, struct source *);

/* The transaction that workers will have: set before the forks, and asked. */
void	 brief_for(struct transaction *);
const struct transaction *brief_own(void);

#endif
