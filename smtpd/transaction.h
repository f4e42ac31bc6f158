/*
 * transaction: one message from MAIL to its verdict, in the process that
 * can deliver it: alone, or the clerk.
 *
 * The order is what makes it all or nothing (S-13):
 *
 *	1. the filter (-F), which may refuse or replace the message
 *	2. all copies are written and synced, and can still be undone
 *	3. what cannot be undone: the relay command (-r), then delivery
 *	   commands (-D), one after another
 *	4. the copies get their names, and their directories are synced
 *
 * So when several commands have to run and one that is not the first fails,
 * the peer is told so although the first have taken the message; it will
 * come again or be reported as lost to all.  With one target per message,
 * or no commands, it is all or nothing without exception.
 */
#ifndef TRANSACTION_H
#define TRANSACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "common/peer.h"
#include "smtpd/deliver.h"
#include "smtpd/disk.h"
#include "smtpd/envelope.h"
#include "smtpd/post.h"
#include "smtpd/recipient.h"
#include "smtpd/worker.h"

/* Users of one message when each needs a process; RFC 5321 asks for 100. */
#define TRANSACTION_UIDS	100

/* Who has logged in; user "" nobody. */
struct login {
	char	 user[GATE_USER];
	char	 home[ACCOUNT_HOME_SIZE];
	uid_t	 uid;
	gid_t	 gid;
};

struct transaction {
	const struct settings	*set;
	const struct peer	*peer;		/* NULL: alone */
	struct master		*master;	/* ... and of whom, and how, */
	worker_order		*order;		/* workers are ordered */
	bool			 root;		/* the master; each user has a
						   worker */
	struct recipients	 recipients;
	struct login		 login;
	int			 spool;		/* -1: alone, a copy is */
	struct disk		 disk;
	int			 replaced;	/* the filter's; or -1 */

	bool			 active;
	char			 sender[PATH_TEXT];
	uint64_t		 declared;	/* SIZE=, 0: none */
	bool			 spooling;	/* alone: a file is open */
	struct envelope		 envelope;
	enum post_verdict	 verdict[TARGET_MAX];
	bool			 dropped[TARGET_MAX];	/* others failed */
	struct deliver		 deliver;
};

/* All of it was zero. */
void	 transaction_init(struct transaction *, const struct settings *);

/* As post_mail() and post_rcpt(); local and domain may end with the call. */
enum post_verdict transaction_mail(struct transaction *, const char *sender,
	    uint64_t size);
enum post_verdict transaction_rcpt(struct transaction *, const char *local,
	    const char *domain);

/* Alone: the file of the first target.  -1 with errno. */
int	 transaction_spool(struct transaction *);

/* As post_deliver(). */
enum post_verdict transaction_deliver(struct transaction *,
	    const struct post_message *, enum post_verdict each[], char *text);

/* As post_reset().  Waits for workers that are not done yet. */
void	 transaction_reset(struct transaction *);

/* As post_owns().  Resets, since it needs the envelope. */
bool	 transaction_owns(struct transaction *, const char *local,
	    const char *domain);

#endif
