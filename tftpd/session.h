/*
 * session: one transfer with its file, its socket and its timer, from the
 * request to the line in the log.
 */
#ifndef TFTPD_SESSION_H
#define TFTPD_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/loop.h"
#include "tftpd/blocks.h"
#include "tftpd/server.h"
#include "tftpd/transfer.h"

struct session {
	struct table_entry entry;	/* first: found by it */
	struct server	*server;
	struct transfer	 transfer;
	struct loop_timer timer;
	struct loop_fd	 io;		/* not with a shared socket */
	struct loop_fd	 strangers;	/* once io's is tied to its peer */
	bool		 tied;		/* that has been tried */
	uint64_t	 packets;	/* that have come to io */
	uint64_t	 alone_at;	/* so many of them: see sessionwait.c */
	struct udp_path	 path;
	struct file	 file;
	struct blocks	 blocks;
	bool		 write, netascii;
	bool		 refused;	/* ICMP: nobody is there */
	bool		 logged;
	int		 error;		/* errno of what failed here */
	uint64_t	 request;	/* its hash */
	uint64_t	 bytes;		/* of the file, as in the packets */
	int64_t		 began;
	size_t		 oack_len;
	const uint8_t	*oack;		/* both in text[] */
	const char	*name;		/* escaped, for the log */
	uint8_t		 text[];
};

/* What the server has found out about a request. */
struct session_start {
	const struct udp_path	*path;
	struct file		*file;	/* taken when it succeeds */
	const struct request	*request;
	const char		*name;	/* of the file, for the log */
	const struct terms	*terms;
	uint64_t		 hash;
};

/*
 * Begins; the session frees itself when it is over.  -1 with errno: there
 * is none, and the file is still the caller's.
 */
int	 session_begin(struct server *, const struct session_start *);

/* A packet for it came to the server's own port. */
void	 session_packet(struct session *, const uint8_t *packet, size_t len);

/*
 * Its client sent a request again: true when that was a duplicate; else
 * the session is over and freed.
 */
bool	 session_again(struct session *, uint64_t hash);

/* Ends it at once: the server stops. */
void	 session_stop(struct session *);

#endif
