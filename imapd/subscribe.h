/*
 * subscribe: the mailboxes that the user has subscribed to.
 *
 * postern-subscriptions in the Maildir root holds the directory name of one
 * folder a line ("INBOX" for INBOX), and is replaced whole.  As long as it is
 * missing, what Dovecot (subscriptions, both versions) or Courier
 * (courierimapsubscribed) kept is what holds (7.4).
 */
#ifndef SUBSCRIBE_H
#define SUBSCRIBE_H

#include <stdbool.h>
#include <stddef.h>

#define SUBSCRIPTIONS		"postern-subscriptions"
#define SUBSCRIPTIONS_MAX	(4 << 20)	/* bytes; more is not read */

/*
 * Calls `each` with the name of every folder; stops at a -1 and returns it.
 * -1 with errno also when they cannot be read.
 */
int	 subscriptions_read(int root, int (*each)(void *, const char *),
	    void *arg);

/* Durable; to do it twice is no error. */
int	 subscriptions_change(int root, const char *folder, bool yes);

/*
 * What the text of a file means; for tests.  The text is written over: each
 * name becomes a string in it.
 */
enum subscriptions_kind {
	SUBSCRIPTIONS_OURS,
	SUBSCRIPTIONS_DOVECOT,
	SUBSCRIPTIONS_COURIER
};
int	 subscriptions_parse(char *text, enum subscriptions_kind,
	    int (*each)(void *, const char *), void *arg);

#endif
