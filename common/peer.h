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

struct peer {
	char	 ip[46];	/* "" when nobody can tell */
	char	 local_ip[46];
	char	 name[256];	/* TCPREMOTEHOST; "" mostly */
	uint16_t port, local_port;
	bool	 loopback;	/* it sits on this machine */
};

/* From the environment and the socket fd; reads nothing from it. */
void	 peer_find(struct peer *, const struct suite *, int fd);

/* Puts ip and port there if they are an address; ip may be IPv4-mapped. */
bool	 peer_set(struct peer *, const char *ip, unsigned port);

/* Tells ourselves, behind the wrapper, who it was: sets the environment. */
int	 peer_export(const struct peer *);

enum peer_proxy {
	PEER_PROXY_OK,
	PEER_PROXY_MORE,	/* not all of it is there yet */
	PEER_PROXY_BAD
};

#define PEER_PROXY_MAX	536	/* v2: 16 + 520; v1 has at most 107 */

/*
 * A PROXY protocol header, version 1 or 2, at the head of buf.  *used says
 * how long it was.  LOCAL and UNKNOWN leave *p as it was.
 */
enum peer_proxy peer_proxy(struct peer *, const void *buf, size_t len,
	    size_t *used);

#endif
