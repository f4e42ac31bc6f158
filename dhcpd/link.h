/*
 * link: interfaces, raw Ethernet and UDP.
 *
 * Each interface has a packet socket with a filter, which sees clients that
 * have no address yet: UDP to our port that is for everybody, or from
 * 0.0.0.0.  One UDP socket takes what relays and renewing clients send, and
 * keeps the kernel from answering "port unreachable".  What comes in by both
 * is taken once.
 */
#ifndef DHCPD_LINK_H
#define DHCPD_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/packet.h"
#include "dhcpd/respond.h"

#define LINK_MAX	64		/* interfaces */
#define LINK_BATCH	64		/* packets taken at once */

struct link {
	struct interface interface;
	int		 fd;		/* AF_PACKET, bound to it */
	uint32_t	 addresses[8];	/* all of its own */
	size_t		 naddresses;
};

struct link_batch;

struct links {
	struct link	 item[LINK_MAX];
	size_t		 n;
	int		 udp;		/* -1: not open */
	uint16_t	 server_port, client_port;
	uint32_t	 local;		/* local-address; 0: any */
	uint32_t	 broadcast;	/* where broadcasts go: of all ones */
	uint16_t	 id;		/* of the next IP packet */
	struct link_batch *batch;	/* where packets are read to */
};

/*
 * Fills in what the system has: up, broadcast, not loopback, with an IPv4
 * address, of a hardware type that we know.  -1 with errno.
 */
int	 links_discover(struct links *);
/*
 * Keeps those of names (NULL-terminated list); -1 with errno ENODEV and
 * *bad set when one is not there.
 */
int	 links_only(struct links *, const char *const *names,
	    const char **bad);

/* Is this address one of ours? */
bool	 links_ours(const struct links *, uint32_t addr);

/* Opens the sockets; needs CAP_NET_RAW.  -1 with errno. */
int	 links_open(struct links *);

/*
 * Takes what is there, at most LINK_BATCH, and calls take (NULL: nobody)
 * for each: bytes borrowed.  Returns how many were read (some may have been
 * no DHCP), 0: none left, -1 with errno: the interface is gone.
 */
typedef void link_take(void *arg, const uint8_t *data, size_t len,
	    const struct arrival *);
int	 link_read(struct links *, struct link *, link_take *, void *arg);
int	 link_read_udp(struct links *, link_take *, void *arg);

/* -1 with errno. */
int	 link_send(struct links *, const struct reply *);

/*
 * IP and UDP around it.  frame_parse() gives the message in a frame without
 * its link header (IP first), NULL when it is none for our port, a fragment
 * or damaged; checked says whether checksums are to be looked at.
 */
#define FRAME_HEADER	28
const uint8_t *frame_parse(const uint8_t *ip, size_t len, uint16_t port,
	    bool checked, struct arrival *, size_t *message);
/* Writes both headers before len bytes at ip + FRAME_HEADER. */
void	 frame_build(uint8_t *ip, size_t len, uint32_t source,
	    uint16_t source_port, uint32_t destination, uint16_t port,
	    uint16_t id);

#endif
