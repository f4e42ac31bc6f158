/*
 * transfer: one transfer as a state machine (RFC 1350, 7440, 1123 section
 * 4.2.3.1).
 *
 * It has no socket, no file and no clock: packets and times come in by
 * calls, blocks go out through struct transfer_io.  Blocks have 64-bit
 * numbers here, from 1; only packets have 16 bits of them.
 *
 * 1. Only the ACK of a block that has been sent, or time, makes us send
 *    DATA.  A duplicate of the previous ACK does so only when it cannot be
 *    an echo of our own duplicates: never twice a round trip, so that no
 *    Sorcerer's Apprentice is called.
 * 2. An ACK inside the window is a loss behind it: we go back to it once,
 *    and then not again for the same number until what was sent again has
 *    had its time.
 * 3. Only blocks acknowledged or stored are progress.  Without progress
 *    it ends after `patience`, and one that never got an answer has then
 *    sent its first window at most TRANSFER_TRIES times.
 * 4. ERROR is never answered.  The last ACK of an upload comes after
 *    store() has said that the file is on the disk.
 */
#ifndef TFTPD_TRANSFER_H
#define TFTPD_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tftpd/negotiate.h"

#define TRANSFER_TIMEOUT	INT64_C(1000000)  /* us: -T says otherwise */
#define TRANSFER_TEXT		64	/* bytes of a client's ERROR */
#define TRANSFER_TRIES		6	/* for who may never have asked */

enum transfer_state {
	TRANSFER_OFFER,		/* OACK sent for a RRQ, ACK 0 is awaited */
	TRANSFER_SEND,
	TRANSFER_RECEIVE,
	TRANSFER_DALLY,		/* all received; its last ACK may get lost */
	TRANSFER_OVER
};

enum transfer_result {
	RESULT_NONE,		/* it is not over */
	RESULT_OK,
	RESULT_UNACKED,		/* all sent, the last ACK did not come: many
				   ROMs never send it */
	RESULT_PROBE,		/* the client wanted the OACK alone */
	RESULT_ABORTED,		/* ERROR from the client: error_code */
	RESULT_TIMEOUT,
	RESULT_GONE,		/* its port is closed */
	RESULT_REPLACED,	/* it began another one */
	RESULT_STOPPED,		/* the server ends */
	RESULT_FAILED		/* our file or memory: errno of the time */
};

struct transfer_io {
	/*
	 * Sends DATA first, first + 1, ... first + n - 1.  Returns how many
	 * went out (fewer: call again soon) or -1 with errno; *last says that
	 * the last one of them ends the file.
	 */
	int	 (*data)(void *arg, uint64_t first, unsigned n, bool *last);
	/* Sends the OACK. */
	void	 (*oack)(void *arg);
	/* Sends ACK number. */
	void	 (*ack)(void *arg, uint64_t number);
	/* Stores the next block; last: all of it to the disk.  -1: errno. */
	int	 (*store)(void *arg, const uint8_t *data, size_t len,
		    bool last);
};

struct transfer {
	/* for the caller to read */
	enum transfer_state	 state;
	enum transfer_result	 result;
	bool		 confirmed;	/* the client has answered once */
	int64_t		 due;		/* when transfer_tick() is wanted */
	int64_t		 rtt;		/* round trip, us; 0: not known yet */
	uint64_t	 resent;	/* packets */
	unsigned	 error_code;	/* of RESULT_ABORTED: what the */
	char		 error_text[TRANSFER_TEXT];	/* client has said */

	/* its own */
	const struct transfer_io *io;
	void		*arg;
	unsigned	 blksize, window, rollover;
	bool		 oack;
	int64_t		 timeout;	/* the first interval */
	bool		 fixed;		/* the client asked for it: constant */
	int64_t		 patience;
	int64_t		 rtt_min;	/* the shortest; 0: not known yet */
	int64_t		 progress;	/* when there was some */
	int64_t		 sent_at;	/* when anything was, last */
	int64_t		 heard;		/* the last packet of any use */
	unsigned	 tries;		/* how often it has been sent */
	/*
	 * Sending: base has no ACK yet, next goes out next, edge has never
	 * been sent, last ends the file (0: not known yet).
	 * Receiving: base is what must come next; next - 1 was acknowledged.
	 */
	uint64_t	 base, next, edge, last;
	bool		 went_back;	/* to base, since it became that */
};

/*
 * timeout is the interval before anything is sent again, in us (-T); a
 * client that asked for its own in terms gets that.  With oack the OACK is
 * sent first.  io and arg are borrowed for as long as the transfer runs.
 */
void	 transfer_init(struct transfer *, const struct transfer_io *,
	    void *arg, const struct terms *, bool write, bool oack,
	    int64_t timeout);

/* Sends what comes first. */
void	 transfer_start(struct transfer *, int64_t now);

/* A packet from the client; what is no packet of this transfer is ignored. */
void	 transfer_packet(struct transfer *, int64_t now,
	    const uint8_t *packet, size_t len);

/* It is `due`, or later; early calls do nothing. */
void	 transfer_tick(struct transfer *, int64_t now);

/* The 16 bits that stand for a block in its packet. */
unsigned transfer_wire(const struct transfer *, uint64_t block);

/* Ends it for a reason that the caller has found. */
void	 transfer_end(struct transfer *, enum transfer_result);

/*
 * The same request came again from the same port (RFC 1123 has no word on
 * it): true when it was only a duplicate, which has been answered if need
 * be; false when the client has begun anew.
 */
bool	 transfer_again(struct transfer *, int64_t now);

/* For the log. */
const char *transfer_word(enum transfer_result);

#endif
