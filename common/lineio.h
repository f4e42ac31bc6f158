/*
 * lineio: lines and bytes from the peer, replies to it.
 *
 * One struct lineio lives as long as the session; nothing here allocates.
 * Replies are held back until reading would block, so a burst of pipelined
 * commands (RFC 2920) is answered with one write.
 *
 * Errors stick: after a failed read or write every later line_get()
 * returns LINE_EOF (or LINE_TIMEOUT again), so a reply needs no check of
 * its own.
 *
 * Works on sockets, pipes and whatever else a super-server or a TLS
 * wrapper gives us, whether O_NONBLOCK is set on it or not.
 */
#ifndef LINEIO_H
#define LINEIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum line {
	LINE_OK,
	LINE_EOF,		/* the peer is gone */
	LINE_TIMEOUT,		/* it was silent too long, or took too long */
	LINE_TOOLONG,		/* discarded through its LF */
	LINE_BARE		/* holds a NUL or a CR alone: caller decides */
};

#define LINE_INPUT	16384	/* AUTH may have 12288 (RFC 4954 section 4) */
#define LINE_BULK	65536	/* at a time, for who takes messages */
#define LINE_OUTPUT	32768	/* replies, and messages on their way out */

/* A peer that takes nothing for so long is gone (D-3); seconds. */
#define LINE_STALL	300

struct lineio {
	int	 in, out;
	bool	 in_socket, out_socket;
	unsigned timeout;	/* seconds allowed for one line or chunk */
	int64_t	 deadline;	/* of this phase, by line_now(); 0: none */
	enum line broken;	/* LINE_OK, or what every later call returns */
	bool	 drained;	/* the last read took all that was there */
	size_t	 max;		/* longest line allowed now, CRLF included */
	size_t	 room;		/* of ibuf: LINE_INPUT, or all of it */
	size_t	 pos, len;	/* unread: ibuf[pos] up to ibuf[len] */
	size_t	 pending;	/* unsent: obuf[0] up to obuf[pending] */
	uint64_t received, sent;	/* bytes, for the log */
	char	 ibuf[LINE_BULK];
	char	 obuf[LINE_OUTPUT];
};

/* Borrows both descriptors; the caller closes them.  timeout in seconds. */
void	 line_init(struct lineio *, int in, int out, unsigned timeout);

/*
 * From now on LINE_BULK bytes are read at a time: for a session that will not
 * hand over what it has not read, which must not be more than LINE_INPUT.
 */
void	 line_bulk(struct lineio *);

/* Milliseconds of the monotonic clock. */
int64_t	 line_now(void);

/* The phase that begins now ends in so many seconds; 0: never. */
void	 line_phase(struct lineio *, unsigned seconds);

/*
 * Reads one line ended by CRLF or LF, strips that and ends it with a NUL.
 * *line points into the buffer and is good until the next call.
 */
enum line line_get(struct lineio *, char **line, size_t *len);

/*
 * Bytes instead of lines: waits until at least one is there; *data and *len
 * describe what is buffered.  line_took() says how many were used.
 */
enum line line_data(struct lineio *, const char **data, size_t *len);
void	 line_took(struct lineio *, size_t n);

/*
 * Reads what has come, behind what is unread, and does not wait: LINE_OK
 * also when that was nothing, LINE_TOOLONG when there is no room for more.
 * LINE_EOF does not stick: what is unread may still be answered.
 */
enum line line_more(struct lineio *);

/*
 * Reads straight into the caller's buffer when nothing is buffered (for
 * bulk data), at most size bytes; *len is what came.
 */
enum line line_read(struct lineio *, void *buf, size_t size, size_t *len);

/* Has the peer sent something not yet read?  Waits up to ms for it. */
bool	 line_waiting(struct lineio *, int ms);

/* Puts bytes at the head of the unread input.  False when they don't fit. */
bool	 line_unread(struct lineio *, const void *bytes, size_t len);

/* Queues a reply; sends only when the buffer is full. */
void	 line_put(struct lineio *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 line_write(struct lineio *, const void *bytes, size_t len);

/*
 * Room for at least want (<= LINE_OUTPUT / 2) bytes in the output buffer,
 * for a caller that makes its output in place; *size is all there is.
 * NULL when the peer is gone.
 */
char	*line_room(struct lineio *, size_t want, size_t *size);
void	 line_made(struct lineio *, size_t n);

/*
 * The end: sends what is queued, says that no more will come, so that the
 * peer need not wait for our exit, and reads what the peer sent behind its
 * last command, for a connection closed with input unread is reset, and the
 * last reply may be lost with it.
 */
void	 line_end(struct lineio *);

/* Sends what is queued.  -1 when the peer is gone or takes nothing. */
int	 line_flush(struct lineio *);

#endif
