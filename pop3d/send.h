/*
 * send: the bytes of a message as POP3 carries them (RFC 1939 section 3).
 *
 * 1. Every LF goes out as CRLF; one that is stored as CRLF stays as it is,
 *    and a CR alone stays a CR alone (S-5).
 * 2. A dot that begins a line is doubled; nothing else is added, but a last
 *    line without its end gets one, and then comes the final dot.
 * 3. The octets announced are those of rule 1, without what rule 2 adds.
 *
 * A message is read straight into one buffer and converted straight into
 * the output of lineio: for a small one that is one read(2).
 */
#ifndef SEND_H
#define SEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lineio.h"

/* Most messages fit, and are then known whole before a byte is sent. */
#define SEND_BUFFER	65536

struct sender {
	int64_t	 size;		/* bytes read of the file */
	int64_t	 vsize;		/* octets sent, as rule 3 counts them */
	bool	 bol;		/* a line begins here */
	char	 last;		/* the byte sent last */
	char	 buf[SEND_BUFFER];
};

enum send {
	SEND_OK,
	SEND_FAILED,	/* errno; nothing was sent */
	SEND_BROKEN	/* errno; half of it was: the session must end */
};

/*
 * Sends "+OK <octets> octets", the message in fd, which is read from its
 * start, and the final dot.  size and vsize are what the index says, or -1:
 * what is announced is counted anew if the size is not so.  Afterwards
 * s->size and s->vsize hold the truth.
 */
enum send send_message(struct sender *s, struct lineio *, int fd,
	    int64_t size, int64_t vsize);

/* The header, the blank line and so many lines of the body. */
enum send send_top(struct sender *, struct lineio *, int fd, uint64_t lines);

/*
 * The conversion alone: from *in up to end into *out up to limit, as much
 * as fits; both are moved.  send_begin() comes first.
 */
void	 send_begin(struct sender *);
void	 send_convert(struct sender *, const char **in, const char *end,
	    char **out, const char *limit);

/* Prints n and returns the end; there is room for SEND_DIGITS. */
#define SEND_DIGITS	20
char	*send_number(char *out, uint64_t n);

#endif
