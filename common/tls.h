/*
 * tls: by exec of a wrapper (-w), after STARTTLS, STLS or AUTH TLS.
 *
 * The wrapper is given our own program and arguments to run inside, as
 * tlswrapper wants them; stunnel takes them from its own file and ignores
 * these.  We find out by POSTERN_STARTTLS in the environment that TLS is on
 * and who the peer is (options.c, peer.c): "ip port local_ip local_port", a
 * dash for what nobody knew.
 */
#ifndef TLS_H
#define TLS_H

#include <limits.h>
#include <stdbool.h>

#include "common/options.h"
#include "common/peer.h"

#define TLS_MARK	"POSTERN_STARTTLS"
#define TLS_WORDS	128

/* The wrapper's arguments and ours, made when there is no client yet. */
struct tls_program {
	char	*argv[TLS_WORDS];
	char	 path[PATH_MAX];	/* ours */
};

/*
 * The wrapper around ourselves with our arguments, or with none: then whoever
 * runs it tells us otherwise what we are for (ftpd/helper.h).  Borrows the
 * suite's words.  -1 with errno: too many.
 */
int	 tls_prepare(struct tls_program *, const struct suite *,
	    bool arguments);

/*
 * Runs it, on our descriptors 0 and 1 and with all others that do not close
 * on exec.  For the master, when front and clerk are gone: nothing that the
 * front had read crosses, and the peer has been told to go ahead by then.
 * Returns only on failure, errno set.
 */
void	 tls_run(const struct tls_program *);

/* Can STARTTLS be offered? */
bool	 tls_offered(const struct suite *);

#endif
