/*
 * engine: many clients of one loopback port in one process.
 *
 * A script drives a client: it is told when a line has come and when the
 * peer has closed, and answers by queueing what to send next.  Nothing
 * here knows a protocol.
 *
 * Whatever is not as the script expects ends the run with a message and
 * exit code 1: a server that answers wrongly gets no figure.
 */
#ifndef ENGINE_H
#define ENGINE_H

#include <sys/types.h>
#include <sys/uio.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/bench/clock.h"

enum {
	CLIENTS_MAX	= 256,		/* bounds of one run */
	TOTAL_MAX	= 1000000,
	SECONDS_MAX	= 600,
	OUT_MAX		= 4,		/* pieces queued at once */
	IN_SIZE		= 256 * 1024	/* one read; holds any one line */
};

struct client {
	int		 id, fd;
	bool		 blocked;	/* waits for room to send */
	bool		 busy;		/* has work in this phase */
	struct iovec	 out[OUT_MAX];	/* borrowed until sent */
	int		 nout;
	size_t		 inlen;
	char		*in;

	/* The script's own. */
	int		 step;
	unsigned long	 want;		/* replies still to come */
	unsigned long	 left;		/* messages left on this connection */
	bool		 body;		/* inside a multi-line reply */
	uint64_t	 octets;	/* of that reply, or of all of them */
	uint64_t	 stat_octets;	/* what STAT said */
	unsigned long	 lines;
	double		 started;
	char		*text;		/* commands of this client */
};

struct script {
	/* A line without its line end; len counts the line end too. */
	void	(*line)(struct client *, char *line, size_t len);
	void	(*closed)(struct client *);
};

extern struct client	 clients[CLIENTS_MAX];
extern int		 nclients;

/* Says what is wrong and exits 1. */
void	 fail(const struct client *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3), noreturn));

/* n clients of 127.0.0.1:port; ends the process after so many seconds. */
void	 engine_init(int n, int port, int seconds);

/* Begins a connection; the server is the first to speak. */
void	 client_connect(struct client *);
void	 client_close(struct client *);

/* Queues bytes that stay where they are until sent, and sends. */
void	 client_queue(struct client *, const void *, size_t len);
void	 client_send(struct client *);

/* Runs until no client is busy. */
void	 engine_run(const struct script *);

#endif
