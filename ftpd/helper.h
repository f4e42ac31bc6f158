/*
 * helper: what a session needs root for after login (DESIGN 5).
 *
 * A process of its own, forked before the session becomes its user, only
 * when it has something to do.  It takes one byte with descriptors beside it,
 * looks at nothing but their number, and answers with one byte, 0 for no:
 *
 *	one	a socket of the session's: it is bound to the control
 *		connection's address and port 20, for active data
 *	two	the data socket, and one end of a pair: the TLS wrapper is run
 *		on the first, around ourselves with HELPER_MARK in the
 *		environment, who copy between it and the second
 *		(helper_copy())
 *
 * It sees no names, no bytes of files; the session sees no keys.  It ends
 * when the session does: wrappers that have last bytes to send then get ten
 * seconds.  There are no more than four of them at a time.  With a wrapper
 * there is a helper without root, too, since the session's jail runs no
 * program.
 */
#ifndef HELPER_H
#define HELPER_H

#include <stdbool.h>

#include "common/options.h"
#include "common/peer.h"
#include "common/tls.h"
#include "ftpd/hostport.h"

struct helper {
	int	 fd;		/* to it; -1: there is none */
	bool	 wraps;		/* PROT P can be had */
	bool	 port20;
	int	 peers;		/* so many of its descriptors are the peer's */
	union address v4, v6;	/* of ours, port 20 */
	struct tls_program wrapper;
};

/*
 * How we know, inside of the wrapper: by the environment, for stunnel takes
 * our arguments from its own file.  The plain end is this descriptor.
 */
#define HELPER_MARK	"POSTERN_DATA"
#define HELPER_PLAIN	9

/*
 * Before anything is forked: is there something to do?  peer knows our own
 * address.  port20: it is wanted, which needs root.  -1 with errno.
 */
int	 helper_prepare(struct helper *, const struct suite *,
	    const struct peer *, bool port20);

/* Forks it, if there is something to do.  -1 with errno. */
int	 helper_start(struct helper *);

/*
 * Takes the socket and gives a descriptor that plain bytes go through.  -1
 * with errno, and the socket is closed.
 */
int	 helper_wrap(struct helper *, int socket);

/* Binds the socket to port 20.  False: use any port. */
bool	 helper_port20(struct helper *, int socket);

/*
 * Were we started to copy?  Then that is all that main() does (relay.c):
 * between 0/1 and HELPER_PLAIN until the session is done with it; returns
 * the exit status.
 */
bool	 helper_wanted(void);
int	 helper_copy(void);

void	 helper_stop(struct helper *);

#endif
