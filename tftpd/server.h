/*
 * server: requests come in, sessions are made of them.
 *
 * One process, one loop.  Whoever asks is looked up in the table; a request
 * that may be served gets a session (tftpd/session.h), which lives by its
 * own socket, or by the server's with `single`, until it is over.
 */
#ifndef TFTPD_SERVER_H
#define TFTPD_SERVER_H

#include <sys/uio.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/loop.h"
#include "tftpd/address.h"
#include "tftpd/file.h"
#include "tftpd/negotiate.h"
#include "tftpd/packet.h"
#include "tftpd/remap.h"
#include "tftpd/table.h"
#include "tftpd/udp.h"

#define SERVER_SOCKETS	32	/* addresses to listen on */
#define SERVER_NETWORKS	64	/* --allow */

/* Filled from the command line. */
struct config {
	struct policy	 policy;
	struct file_rules files;
	struct remap	*remap;		/* the server's: changed by SIGHUP */
	unsigned	 low, high;	/* -R; 0 and 0: any port */
	int64_t		 timeout;	/* -T, us */
	unsigned	 verbose;	/* -v */
	bool		 single;	/* one port for all */
	bool		 fragments;	/* blocks may exceed a packet */
	size_t		 active_max;	/* transfers at a time */
	size_t		 host_max;	/* those of one host */
	size_t		 nallow;	/* 0: everybody */
	struct network	 allow[SERVER_NETWORKS];
};

/* What one call needs and nobody keeps: shared by all sessions. */
struct scratch {
	uint8_t		 packet[PACKET_MAX + 64];	/* as it came */
	uint8_t		 data[PACKET_MAX + 64];		/* blocks to send */
	uint8_t		 headers[UDP_BLOCKS][PACKET_HEADER];
	struct iovec	 iov[2 * UDP_BLOCKS];
	uint8_t		 oack[OACK_MAX];
	struct request	 request;
};

struct server {
	struct loop	*loop;
	struct config	*config;
	struct table	 table;
	size_t		 nsockets;
	struct loop_fd	 sockets[SERVER_SOCKETS];
	int64_t		 busy_at;	/* the last request or end of one */
	struct scratch	 scratch;
};

/* seed: random.  loop and config are borrowed. */
void	 server_init(struct server *, struct loop *, struct config *,
	    uint64_t seed);

/* Serves requests that come to this socket (udp_prepare()).  -1: errno. */
int	 server_listen(struct server *, int fd);

/* Ends all sessions, and says so to their clients. */
void	 server_end(struct server *);

#endif
