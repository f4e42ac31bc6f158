/*
 * transfer: bytes between a file or a listing and the data connection.
 *
 * One call moves everything, and returns when that is over; meanwhile it
 * watches the control connection and lets the session look at what comes
 * there.  So there is one thread, no signal, and no state in which a
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

/* What the session says when it has looked at the control connection. */
enum control {
	CONTROL_GO,		/* go on, and call me when more comes */
	CONTROL_LATER,		/* commands wait for the end: don't call me */
	CONTROL_ABORT,		/* ABOR */
	CONTROL_GONE		/* the peer is gone: end everything */
};

struct progress {
	uint64_t bytes;		/* over the data connection so far */
	bool	 open;		/* it is connected */
};

/*
 * The session's side: look() is called once before the wait begins (input
 * may be buffered already) and whenever fd is readable; it must not block,
 * and answers STAT and the like itself, at once.
 */
struct control_watch {
	int		 fd;
	void		*session;
	enum control	(*look)(void *session, const struct progress *);
};

enum transfer_end {
	TRANSFER_DONE,		/* 226: the last byte is with the kernel, or in
				   the file, which is not yet synced */
	TRANSFER_NOT_OPENED,	/* 425, errno */
	TRANSFER_BROKEN,	/* 426: reset, or closed while we sent */
	TRANSFER_STALLED,	/* 426: nothing moved for the data timeout */
	TRANSFER_ABORTED,	/* 426, and the session answers ABOR: 226 */
	TRANSFER_GONE,		/* the control connection is gone */
	TRANSFER_READ,		/* 451: the file could not be read; errno */
	TRANSFER_WRITE		/* 452, 552 or 451: see errno */
};

struct transfer {
	struct data		*data;
	struct control_watch	*control;	/* NULL in tests */
	struct rate		*rate;		/* NULL: no limit */
	unsigned		 connect_timeout;	/* seconds */
	unsigned		 timeout;	/* seconds without a byte */
	bool			 ascii;
	struct progress		 progress;
	bool			 look;		/* (transfer.c) still polled */
};

/*
 * Connects, or waits for the peer to connect; after "150" has been queued
 * and flushed by the caller.  TRANSFER_DONE: it is open.
 */
enum transfer_end transfer_connect(struct transfer *);

/*
 * Sends fd from offset up to its end: with sendfile(2) when it can.  The
 * connection is closed afterwards, in each case.
 */
enum transfer_end transfer_send(struct transfer *, int fd, int64_t offset);

/* Takes all that comes into fd, at its file offset; closes likewise. */
enum transfer_end transfer_receive(struct transfer *, int fd);

/*
 * Sends what fill() makes, up to its 0; -1 is TRANSFER_READ.  It is given
 * room for TRANSFER_ROOM bytes at least.
 */
#define TRANSFER_ROOM	16384
enum transfer_end transfer_produce(struct transfer *,
	    ssize_t (*fill)(void *, char *buf, size_t size), void *source);

#endif
