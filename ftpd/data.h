/*
 * data: the data connection, from PORT or PASV to its close.
 *
 * 1. A connection is made only with the host that the control connection
 *    is with, and never to a port below 1024 (RFC 2577 sections 3 and 4).
 * 2. Whoever else connects to the passive port is dropped, and the wait
 *    for the peer goes on.
 * 3. A listener takes one connection and is closed; a new PORT, PASV, EPRT
 *    or EPSV, a failed one too, closes what the one before had opened.
 * 4. Nothing here blocks: transfer.h waits, and watches the control
 *    connection meanwhile.
 *
 * After a successful data_step() the descriptor is data_fd(), non-blocking;
 * it is a socket of the peer's, or with PROT P one end of a socketpair to
 * the process that copies in and out of the TLS wrapper (helper.h).
 */
#ifndef DATA_H
#define DATA_H

#include <sys/types.h>

#include <stdbool.h>
#include <stdint.h>

#include "common/peer.h"
#include "ftpd/hostport.h"

struct helper;

/* What main knows before anybody has logged in. */
struct data_settings {
	uint16_t	 low, high;	/* passive ports; 0: the system's */
	struct in_addr	 announce;	/* in the 227; 0.0.0.0: the local one */
	bool		 any_peer;	/* who connects need not be the peer */
};

enum data_how {
	DATA_NONE,		/* neither PORT nor PASV: 425 */
	DATA_LISTEN,		/* waits for the peer */
	DATA_PORT,		/* an address to connect to */
	DATA_CONNECTING,
	DATA_OPEN
};

struct data {
	const struct data_settings *set;
	struct helper	*helper;	/* NULL: no port 20, no PROT P */
	union address	 peer;		/* of the control connection */
	union address	 local;		/* likewise */
	union address	 to;		/* DATA_PORT */
	enum data_how	 how;
	bool		 all;		/* EPSV ALL was said */
	bool		 tls;		/* PROT P */
	int		 listener;	/* or -1 */
	int		 fd;		/* or -1 */
};

/*
 * The peer's address is that of struct peer, so a wrapper or a proxy may
 * stand between; the local one likewise.  False when the peer is not known
 * (a pipe without TCPREMOTEIP): then there are no data connections at all.
 */
bool	 data_init(struct data *, const struct data_settings *,
	    const struct peer *);

/*
 * PASV and EPSV: listens, family AF_INET, AF_INET6 or 0 for that of the
 * control connection.  *at is what to announce (its address may be
 * set->announce).  -1 with errno; EAFNOSUPPORT: no such address here (PASV
 * over IPv6).
 */
int	 data_listen(struct data *, int family, union address *at);

/* PORT and EPRT: remembers where to.  False: not allowed (rule 1), 501. */
bool	 data_port(struct data *, const union address *to);

/*
 * One step towards an open connection: 1 it is open; 0 wait for *events on
 * *fd and call again; -1 with errno, and all is closed.
 */
int	 data_step(struct data *, int *fd, short *events);

/* The open connection, or -1. */
int	 data_fd(const struct data *);

/*
 * The end: drops everything, PASV's listener too.  What was sent still goes
 * out, and nobody waits for it.
 */
void	 data_close(struct data *);

/*
 * -N: an IPv4 address, or a host name that is looked up now.  -1 when it is
 * neither.  Before any jail.
 */
int	 data_announce(struct in_addr *, const char *text);

/* -p LOW:HIGH (or LOW-HIGH); within 1024 to 65535.  False: it is not. */
bool	 data_range(struct data_settings *, const char *text);

#endif
