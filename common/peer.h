/*
 * peer: who is connected.
 *
 * In this order: our own word across STARTTLS; a PROXY header (-H); what a
 * TLS wrapper says (-s: TCPREMOTEIP, REMOTE_HOST); the socket; TCPREMOTEIP
 * of tcpserver; REMOTE_ADDR of systemd and xinetd.
 */
#ifndef PEER_H
#define PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/options.h"

struct lineio;

#define PEER_IP	46		/* INET6_ADDRSTRLEN */

struct peer {
	char	 ip[PEER_IP];	/* "" when nobody can tell */
	char	 local_ip[PEER_IP];
	char	 name[256];	/* TCPREMOTEHOST; "" mostly */
	uint16_t port, local_port;
	bool	 loopback;	/* known to sit on this machine */
};

/*
 * From the environment and the socket fd; reads nothing from it.  With -H
 * the peer is the proxy until peer_read_proxy() has been called, which is
 * not done when the suite says resumed: the header came before STARTTLS.  Takes
 * our own word out of the environment.
 */
void	 peer_find(struct peer *, const struct suite *, int fd);

/*
 * Puts ip and port there if they are an address.  IPv6 with IPv4 inside
 * becomes IPv4, a scope ("%eth0") is dropped, a name known is forgotten.
 */
bool	 peer_set(struct peer *, const char *ip, unsigned port);
bool	 peer_set_local(struct peer *, const char *ip, unsigned port);

/*
 * Tells ourselves, behind the wrapper, who it was: sets the environment,
 * and tcpserver's variables, for the wrapper.  -1 with errno.
 */
int	 peer_export(const struct peer *);

enum peer_proxy {
	PEER_PROXY_OK,
	PEER_PROXY_MORE,	/* not all of it is there yet */
	PEER_PROXY_BAD
};

/* For the log: its address, or "-" when nobody can tell. */
const char *peer_ip(const struct peer *);

/* The line "connect" of postern(7). */
void	 peer_log(const struct peer *, bool tls);

#define PEER_PROXY_MAX	536	/* v2: 16 + 520; v1 has at most 107 */

/*
 * A PROXY protocol header, version 1 or 2, at the head of buf (proxy.c).
 * *used says how long it was.  LOCAL, UNKNOWN and what is not TCP leave *p
 * as it was, and so does a bad one.  Never MORE with PEER_PROXY_MAX bytes.
 */
enum peer_proxy peer_proxy(struct peer *, const void *buf, size_t len,
	    size_t *used);

/* A proxy speaks at once; an address that it owes us is not worth more. */
#define PEER_PROXY_SECONDS	10

/*
 * Reads the header that -H promises; what came behind it is put back.  It
 * begins a phase of its own (line_phase()).  False: there is none, and so no
 * session.
 */
bool	 peer_read_proxy(struct peer *, struct lineio *);

#endif
