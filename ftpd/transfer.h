/*
 * transfer: bytes between a file or a listing and the data connection.
 *
 * One call moves everything, and returns when that is over; meanwhile it
 * watches the control connection (control.h) and lets the session run what
 * comes there.  So there is one thread, no signal, and no state in which a
 * command finds half a transfer (ABOR, STAT, QUIT, NOOP: facts 1.5).
 */
#ifndef TRANSFER_H
#define TRANSFER_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ftpd/data.h"
#include "ftpd/rate.h"

struct session;

struct progress {
	uint64_t bytes;		/* over the data connection so far */
	bool	 open;		/* it is connected */
};

enum transfer_end {
	TRANSFER_DONE,		/* 226: the last byte is with the kernel, or in
				   the file, which is not yet synced */
	TRANSFER_NOT_OPENED,	/* 425, errno */
	TRANSFER_BROKEN,	/* 426: reset, or closed while we sent */
	TRANSFER_STALLED,	/* 426: nothing moved for the data timeout */
	TRANSFER_ABORTED,	/* 426: ABOR, or the client is gone */
	TRANSFER_READ,		/* 451: the file could not be read; errno */
	TRANSFER_WRITE		/* 452, 552 or 451: see errno */
};

struct transfer {
	struct data		*data;
	struct session		*session;	/* control.h; NULL: not watched */
	struct rate		*rate;		/* NULL: no limit */
	unsigned		 connect_timeout;	/* seconds */
	unsigned		 timeout;	/* seconds without a byte */
	bool			 ascii;
	bool			 taking;	/* there is more for us to come */
	struct progress		 progress;
	bool			 write_behind;	/* will be synced: begin early */
	uint64_t		 max_size;	/* of a file we take; 0: any */
};

/*
 * Connects, or waits for the peer to connect; after "150" has been queued
 * and flushed by the caller.  TRANSFER_DONE: it is open.
 */
enum transfer_end transfer_connect(struct transfer *);

/*
 * Sends length bytes of fd from offset, or up to its end (-1, or when that
 * comes first): with sendfile(2) when it can.  The connection is closed
 * afterwards, in each case.
 */
enum transfer_end transfer_send(struct transfer *, int fd, int64_t offset,
	    int64_t length);

/* Takes all that comes into fd, at its file offset; closes likewise. */
enum transfer_end transfer_receive(struct transfer *, int fd);

/*
 * Sends what fill() makes, up to its 0; -1 is TRANSFER_READ.  It is given
 * room for TRANSFER_ROOM bytes at least.
 */
#define TRANSFER_ROOM	16384
enum transfer_end transfer_produce(struct transfer *,
	    ssize_t (*fill)(void *, char *buf, size_t size), void *source);

/*
 * For transfer.c and receive.c.  Waits for events on fd (-1: for nothing),
 * at most ms, or for the session to end it.  TRANSFER_DONE: it may go on.
 */
enum transfer_end transfer_wait(struct transfer *, int fd, short events,
	    int ms);

/* Has the session something against going on?  Does not wait. */
enum transfer_end transfer_look(struct transfer *);

/* Of want bytes, what the rate allows now; waits when that is nothing. */
enum transfer_end transfer_allowed(struct transfer *, size_t want,
	    size_t *allowed);

/* So many have gone. */
void	 transfer_moved(struct transfer *, size_t n);

#endif
