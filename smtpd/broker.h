/*
 * broker: what the front asks the clerk, over gate.h.
 *
 * Every request has the same size and every string its end; the clerk
 * takes nothing else from them on trust.  The worst that a front which is
 * no longer ours can do is to send mail to people who could be mailed
 * anyway: who has logged in is the clerk's knowledge, and what a message
 * is for is what it has itself looked up.
 *
 *	what		user		secret		else
 *	BROKER_MAIL			reverse-path	number: SIZE=
 *	BROKER_RCPT	local part	domain
 *	BROKER_DELIVER	id		HELO		number: bytes;
 *							rest: with CRLF
 *	BROKER_EACH					number: from this
 *							recipient on
 *	BROKER_RESET
 *	BROKER_OWNS	local part	domain
 *	BROKER_BLOCKED	address
 *
 * Answers: number is the enum post_verdict, or 0 and 1; text is its text.
 * To BROKER_EACH, number is how many follow, one byte each, in text.
 */
#ifndef BROKER_H
#define BROKER_H

#include "common/gate.h"
#include "smtpd/transaction.h"

enum broker_what {
	BROKER_MAIL	= 'm',
	BROKER_RCPT	= 'r',
	BROKER_DELIVER	= 'd',
	BROKER_EACH	= 'e',
	BROKER_RESET	= 'x',
	BROKER_OWNS	= 'o',
	BROKER_BLOCKED	= 'b'
};

/* The front's side.  A clerk that is gone is POST_TEMPORARY, or false. */
/* named: the peer, when a PROXY header told the front; or NULL. */
enum post_verdict broker_mail(struct gate *, const struct peer *named,
	    const char *reverse_path, uint64_t size);
enum post_verdict broker_rcpt(struct gate *, const char *local,
	    const char *domain);
enum post_verdict broker_deliver(struct gate *, const struct post_message *,
	    enum post_verdict each[], size_t n, char *text);
void	 broker_reset(struct gate *);
bool	 broker_owns(struct gate *, const char *local, const char *domain);
bool	 broker_blocked(struct gate *, const char *ip, char *zone);

/* The clerk's life: answers until the front is gone, or TLS is wanted. */
void	 broker_serve(struct transaction *, struct master *);

#endif
