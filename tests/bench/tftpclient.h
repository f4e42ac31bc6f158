/*
 * tftpclient: one download of the load generator's, as fast as a client can
 * be: it does what RFC 1350, 2347, 2348 and 7440 want and no more.
 */
#ifndef TFTPCLIENT_H
#define TFTPCLIENT_H

#include <netinet/in.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLIENT_TRIES	12		/* silences of CLIENT_WAIT each */
#define CLIENT_WAIT	1.0		/* seconds */

struct load {
	struct sockaddr_in	 server;
	const char		*name;
	unsigned		 blksize, window;	/* 512 and 1: no options */
	uint64_t		 size;		/* that the file must have */
	const uint8_t		*data;		/* its bytes; NULL: unchecked */
	bool			 gro;
};

enum client_end {
	CLIENT_GOING,
	CLIENT_DONE,
	CLIENT_FAILED		/* why says it */
};

struct client {
	const struct load	*load;
	int			 fd;
	bool			 connected;	/* the server's TID is known */
	unsigned		 blksize, window, since, silent, retries;
	unsigned		 packets;	/* that have come */
	uint64_t		 expected, bytes;
	double			 began, heard;
	const char		*why;
};

double	 client_clock(void);

/* Opens a socket and sends the request; -1 with errno. */
int	 client_start(struct client *, const struct load *);

/*
 * Takes what is in the socket; with wait it may block for CLIENT_WAIT, once.
 */
enum client_end client_read(struct client *, bool wait);

/* Nothing came: says again what it said last. */
enum client_end client_silence(struct client *);

void	 client_close(struct client *);

#endif
