/*
 * recipient: from the address of RCPT to the targets of its mail.
 *
 * An address of one of our domains (-d, localhost, our own address as a
 * literal, or none at all) is looked up in this order, and the first that
 * exists counts:
 *
 *	1. the alias local@domain
 *	2. the account local@domain
 *	3. the alias local
 *	4. the account local
 *	5. all of these for the part before a "+"; for an account what
 *	   follows it names a folder
 *	6. for postmaster: all of these for root
 *	7. the catch-all user (-C)
 *	8. for postmaster: the first account there is (RFC 5321 section 4.5.1
 *	   wants this address to work always)
 *
 * Names are compared without regard to ASCII case.  A member of an alias
 * without a domain is in the first of ours, whoever asked.  An alias that
 * names itself, or a name behind a backslash, means the account of that name.
 * Members at domains not ours go to the relay command (-r); without one
 * they, like loops, programs, files and lists that are too deep or too
 * long, make the whole alias an error in the configuration.  Members that
 * do not exist are logged and left out.
 *
 * Mail for elsewhere is taken from authenticated users only, and only with
 * a relay command.
 */
#ifndef RECIPIENT_H
#define RECIPIENT_H

#include <stdbool.h>

#include "smtpd/alias.h"
#include "smtpd/envelope.h"
#include "smtpd/post.h"
#include "smtpd/users.h"

#define ALIAS_DEPTH	10	/* aliases and lists within each other */

/* Names looked up for one address; lists may name other lists twice. */
#define ALIAS_WORK	(4 * TARGET_MAX)

/* Lines in the log about one address; a list may have a hundred dead ones. */
#define ALIAS_COMPLAINTS 5

/* Where to look. */
struct recipients {
	const struct settings	*set;
	struct users		 users;
	struct alias_file	 aliases;	/* -a; fd -1: none */
	char			 local_ip[GATE_IP];
	unsigned		 work;		/* left, of ALIAS_WORK */
	unsigned		 complaints;	/* and of these */
};

/* Opens the files and reads that of -a.  -1 with errno and *what. */
int	 recipients_open(struct recipients *, const struct settings *,
	    const char *local_ip, const char **what);

/*
 * The same for the clerk, who was root perhaps and is nobody now, with the
 * files of -f and -a that are open already, or -1; it takes both.
 */
int	 recipients_take(struct recipients *, const struct settings *,
	    const char *local_ip, bool root, int passwd, int aliases,
	    const char **what);

void	 recipients_close(struct recipients *);

/* Adds the recipient to the envelope, or leaves that as it was. */
enum post_verdict recipient_find(struct recipients *, struct envelope *,
	    const char *local, const char *domain, bool authenticated);

/* Does mail for this address come to the account user? */
bool	 recipient_owns(struct recipients *, struct envelope *scratch,
	    const char *user, const char *local, const char *domain);

#endif
