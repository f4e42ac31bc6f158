/*
 * helper: what a session needs root for after login (DESIGN 5).
 *
 * A process of its own, forked before the session becomes its user, only
 * when we are root and it has something to do.  It takes requests of one
 * byte, with descriptors beside them and no text in them:
 *
 *	'W'	with the data socket: it execs the TLS wrapper on it, around
 *		ourselves with HELPER_MARK in the environment, who copy
 *		(helper_copy()), and answers with the plain end; the oldest of
 *		too many that do not end is killed
 *	'P'	answers with a socket bound to the control connection's address
 *		and port 20, for active data
 *
 * It sees no names, no bytes of files; the session sees no keys.  It ends
 * when the session does.  With a wrapper there is one without root, too,
 * since the session's jail runs no program.
 */
#ifndef HELPER_H
#define HELPER_H

#include <stdbool.h>

#include "common/options.h"

struct data;

struct helper {
	int	 fd;		/* to it; -1: there is none */
	bool	 wraps;		/* PROT P can be had */
	bool	 port20;
};

/*
 * How we know, inside of the wrapper: by the environment, for stunnel takes
 * our arguments from its own file.  The plain end is this descriptor.
 */
#define HELPER_MARK	"POSTERN_DATA"
#define HELPER_PLAIN	9

/*
 * Forks it: when the suite has a wrapper, or (root) for port 20.  All is
 * well, with fd -1, when there is nothing to do.  -1 with errno.
 */
int	 helper_start(struct helper *, const struct suite *,
	    const struct data *, bool port20);

/*
 * Takes the socket and gives a descriptor that plain bytes go through.  -1
 * with errno, and the socket is closed.
 */
int	 helper_wrap(struct helper *, int socket);

/* A socket bound to port 20; -1 with errno: use any port. */
int	 helper_port20(struct helper *);

/*
 * Were we started to copy?  Then that is all that main() does (relay.c):
 * between 0/1 and HELPER_PLAIN until the session is done with it; returns
 * the exit status.
 */
bool	 helper_wanted(void);
int	 helper_copy(void);

void	 helper_stop(struct helper *);

#endif
