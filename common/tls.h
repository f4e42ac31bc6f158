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

#include <stdbool.h>

#include "common/options.h"
#include "common/peer.h"

#define TLS_MARK	"POSTERN_STARTTLS"

/*
 * Runs the wrapper around ourselves, on our descriptors 0 and 1 and with
 * all others that do not close on exec.  For the parent, after gate_reap():
 * nothing that the front had read crosses.  Returns only on failure, errno
 * set; the peer has been told to go ahead by then.
 */
void	 tls_exec(const struct suite *, const struct peer *);

/*
 * The same with no arguments for ourselves and no word on the peer: whoever
 * calls this has told us otherwise what we are for (ftpd/helper.h).
 */
void	 tls_exec_bare(const struct suite *);

/* Can STARTTLS be offered? */
bool	 tls_offered(const struct suite *);

#endif
