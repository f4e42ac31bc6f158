/*
 * post: the seam between the SMTP session and the mail store.
 *
 * Above it (session.h) is the protocol, below it are users and files:
 *
 *	post.c				which way we work, and passing on
 *	broker.c, serve.c		what the front asks; the clerk's answers
 *	transaction.c			one message from MAIL to its verdict
 *	recipient.c, users.c, alias.c,	whose it is
 *	    domain.c, envelope.c
 *	deliver.c, deliver_commit.c,	into Maildirs
 *	    box.c, copy.c, disk.c
 *	worker.c, brief.c, jobs.c,	other users' processes
 *	    staff.c
 *	filter.c, relay.c,		programs of the administrator's
 *	    command_delivery.c, command.c
 *	blocklist.c			-R
 *
 * The session does not know which of two ways it works:
 *
 *   alone	Not root, and nothing to run or to check: this one process
 *		looks up recipients and delivers, inside JAIL_MAIL.
 *   brokered	Otherwise.  The session is a front in JAIL_PARSER that asks
 *		the clerk (master.h) with the records of broker.h; the
 *		message goes into an anonymous file that was opened before
 *		the forks.  The clerk has the files of accounts and aliases
 *		open, and is nobody; it has a worker per uid do the delivery.
 *		Not root it delivers by itself, since it is that user
 *		already, and only commands are workers'.
 *
 * One transaction: post_mail, post_rcpt ..., post_spool, the message
 * written in order to the descriptor, post_deliver.  post_reset drops it at
 * any point, and is called for it by post_deliver and post_mail.
 */
#ifndef POST_H
#define POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/master.h"
#include "common/peer.h"
#include "smtpd/smtpd.h"

enum post_verdict {
	POST_OK,
	POST_UNKNOWN,		/* 550 5.1.1 no such user */
	POST_RELAY,		/* 550 5.7.1 not ours, and not from a user */
	POST_TOO_MANY,		/* 452 4.5.3 recipients */
	POST_OVER_QUOTA,	/* 552 5.2.2 */
	POST_QUOTA_SOON,	/* 452 4.2.2 over, but a place may be made */
	POST_TOO_BIG,		/* 552 5.3.4 */
	POST_NO_SPACE,		/* 452 4.3.1 the disk */
	POST_REJECTED,		/* 550 5.7.1 the filter's line is in text */
	POST_DEFERRED,		/* 451 4.7.1 the filter's line is in text */
	POST_FAILED,		/* 554 5.3.0 the command refused for good */
	POST_CONFIG,		/* 451 4.3.5 aliases loop, a bad file */
	POST_TEMPORARY		/* 451 4.3.0 anything else */
};

/* What the session knows of a message it has written to the spool. */
struct post_message {
	const char	*id;		/* for the log and the filter */
	uint64_t	 size;		/* bytes written, LF line ends */
	uint64_t	 crlf_size;	/* the same with CRLF line ends */
	const char	*helo;
	const char	*auth_user;	/* "" without AUTH */
};

struct post;				/* post.c has the one there is */
struct post *post_instance(void);

/*
 * From main, before anything is read from the peer.  Opens files, decides
 * alone or brokered; *brokered tells which.  local_ip is this connection's
 * own end, or "".  -1 with errno, and *what is the path that failed.
 */
int	 post_open(struct post *, const struct settings *,
	    const char *local_ip, bool *brokered, const char **what);

/* Alone: enters the jail. */
int	 post_jail(struct post *);

/* In the front, before its jail: asks through this gate from now on. */
void	 post_front(struct post *, struct gate *);

/* In the front: who it is, when a PROXY header says so.  Borrows it. */
void	 post_named(struct post *, const struct peer *);

/*
 * Brokered: the clerk's life.  post_clerk_open() comes before it, still as
 * root; both are for struct master.
 */
void	 post_clerk_open(struct master *);
void	 post_clerk(struct master *);

/* MAIL.  size is the declared one, 0 when none. */
enum post_verdict post_mail(struct post *, const char *reverse_path,
	    uint64_t size);

/*
 * RCPT.  address is local@domain, unquoted; domain is "" for the bare
 * postmaster.  It is added when the verdict is POST_OK.
 */
enum post_verdict post_rcpt(struct post *, const char *local,
	    const char *domain);

/*
 * Where the message goes, after the last RCPT; write in order, from the
 * descriptor's present offset.  Borrowed: post closes it.  -1 with errno.
 */
int	 post_spool(struct post *);

/*
 * Delivers to all or to none; over LMTP each recipient on its own and
 * each[i] is the verdict of the i-th post_rcpt() that was POST_OK.  When it
 * returns POST_OK the message is durable.  text (GATE_TEXT bytes) is what
 * filter or command said, or "".
 */
enum post_verdict post_deliver(struct post *, const struct post_message *,
	    enum post_verdict each[], char *text);

void	 post_reset(struct post *);

/* -M: may who has logged in send as this address? */
bool	 post_owns(struct post *, const char *local, const char *domain);

/* -R: does a block list have this address?  *zone (GATE_TEXT bytes). */
bool	 post_blocked(struct post *, const char *ip, char *zone);

#endif
