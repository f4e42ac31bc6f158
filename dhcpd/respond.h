/*
 * respond: a packet comes in, a packet goes out.
 *
 * No sockets, no clock, no file: the caller gives the time, writes the leases
 * that changed, and sends.  All rules of RFC 2131 are below this header.
 */
#ifndef DHCPD_RESPOND_H
#define DHCPD_RESPOND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/lease.h"
#include "dhcpd/packet.h"

struct config;			/* dhcpd/config.h */
struct scope;			/* dhcpd/scope.h */

/* Where a packet came in; the server's list of these outlives it all. */
struct interface {
	char		 name[16];
	int		 index;		/* of the kernel */
	uint32_t	 address;	/* the first one; 0: none */
	uint32_t	 netmask;
	struct hardware	 hardware;
};

/* How it came in. */
struct arrival {
	const struct interface *interface;
	uint32_t source;		/* IP address, 0.0.0.0 often */
	uint32_t destination;		/* 255.255.255.255: broadcast */
	uint16_t source_port;
};

enum outcome {
	RESPOND_NOTHING,
	RESPOND_SEND,		/* now */
	RESPOND_COMMIT,		/* when the lease file is synced */
	RESPOND_PROBE		/* an offer: when nobody has the address */
};

/* Where it goes (facts 3.4). */
enum target {
	TARGET_IP,		/* by the IP stack, to address:port */
	TARGET_RAW,		/* a frame to hardware, IP to address:port */
	TARGET_BROADCAST	/* a frame to everybody, 255.255.255.255 */
};

struct reply {
	enum outcome	 outcome;
	enum target	 target;
	uint32_t	 address;	/* IP destination */
	uint16_t	 port;
	uint32_t	 source;	/* IP source: our server identifier */
	struct hardware	 hardware;	/* TARGET_RAW */
	const struct interface *interface;
	struct lease	*lease;		/* that it is about; or NULL */
	uint32_t	 probe;		/* RESPOND_PROBE: this address … */
	uint32_t	 probe_ms;	/* … for so long */
	bool		 probe_arp;	/* … and by ARP, if it is on the wire */
	size_t		 len;
	uint8_t		 packet[PACKET_REPLY];
};

/*
 * What respond() needs beside the packet.  Of the callbacks, put is called
 * for each lease whose block must be written, say gets the log lines, one
 * line each, without newline, already escaped; ours tells whether an
 * address is this server's.
 */
struct responder {
	struct config	*config;
	struct scope	*scope;		/* of this configuration */
	struct leases	*leases;
	uint32_t	 now;		/* seconds since 1970 */
	uint16_t	 server_port, client_port; /* 67, 68 */
	void		*arg;
	void	 (*put)(void *arg, struct lease *);
	void	 (*say)(void *arg, int priority, const char *line);
	bool	 (*ours)(void *arg, uint32_t addr);
};

/* Answers; *reply is filled in but for what its outcome does not need. */
enum outcome respond(struct responder *, const struct packet *,
	    const struct arrival *, struct reply *);

/*
 * Somebody answered the probe of this address: it is abandoned.  The caller
 * then asks respond() again with the same packet.
 */
void	 respond_conflict(struct responder *, uint32_t addr);

/*
 * A configuration was read, and leases_pools() called: counts anew what is
 * billed to classes.
 */
void	 respond_configured(struct responder *);

/* Ends what is due: offers, leases, quarantines; at most max of them. */
size_t	 respond_expire(struct responder *, size_t max);

/* SIGUSR1: one line a pool. */
void	 respond_usage(struct responder *);

#endif
