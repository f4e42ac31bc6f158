/*
 * clerk: who answers the front (gate.h).
 *
 * A process without rights: it was nobody before it read the first record.
 * The passwd-file is open in it; what only root can do it has to order
 * (master.h).  Whatever is in a record, or in the accounts, can end this
 * session and nothing else.
 *
 * All of these work on the master's gate, ask, who and peer.
 */
#ifndef CLERK_H
#define CLERK_H

#include <stdbool.h>

#include "common/gate.h"

struct master;

/*
 * The life of pop3d's and imapd's: answers until somebody has logged in, TLS
 * is wanted or the front is gone.  A front that is told GATE_YES says
 * nothing more to the peer and exits: the reply to the login is the
 * session's, with the request's tag and rest.
 */
void	 clerk_serve(struct master *);

/*
 * The next record of the front's, and what a PROXY header in it says about
 * the peer.  False: there is none before the time end, or none to believe.
 */
bool	 clerk_receive(struct master *, int64_t end);

/*
 * Answers GATE_LOGIN or GATE_SALT: checks it, counts a wrong password and
 * makes it wait, logs it, wipes the secret.  Fills *who and *reply (number:
 * the tries that are left; 0: say so and end); does not send it.  refusal:
 * NULL, or why this user is not let in, whatever the password.
 */
void	 clerk_check(struct master *, const char *refusal,
	    struct gate_reply *);

/* Who is this user, without a password?  Neither counted nor logged. */
enum gate_verdict clerk_name(struct master *, const char *name,
	    struct identity *who);

#endif
