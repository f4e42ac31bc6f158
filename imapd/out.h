/*
 * out: what is sent, in the syntax of IMAP (RFC 9051 section 4).
 *
 * A struct out writes to the peer, or into memory that it grows: for tests,
 * and for what is to be kept.  Errors stick: a caller need not look before
 * the end.  Nothing here adds a blank or a CRLF that was not asked for.
 */
#ifndef OUT_H
#define OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lineio.h"

struct out {
	struct lineio	*io;		/* the peer, or NULL: memory */
	bool		 utf8;		/* quoted strings may hold UTF-8 */
	bool		 failed;	/* no memory, or more than max */
	char		*p;		/* memory: the bytes so far */
	size_t		 len, size, max;
};

/* Borrows io. */
void	 out_peer(struct out *, struct lineio *io);

/* At most max bytes; out_free() gives them back. */
void	 out_memory(struct out *, size_t max);
void	 out_free(struct out *);

void	 out_bytes(struct out *, const void *, size_t);
void	 out_text(struct out *, const char *);
void	 out_char(struct out *, char);
void	 out_number(struct out *, uint64_t);

/*
 * Room for some bytes, *size of them, that the caller makes in place and then
 * says how many they were.  NULL: no more will go out.
 */
char	*out_room(struct out *, size_t *size);
void	 out_made(struct out *, size_t);

/*
 * A string: quoted where that is allowed and short, else a literal.  A NUL,
 * which neither may hold, becomes 0x80.
 */
void	 out_string(struct out *, const char *, size_t);

/* NIL for a NULL pointer, else a string. */
void	 out_nstring(struct out *, const char *, size_t);

/* An atom where the bytes can be one, else a string. */
void	 out_astring(struct out *, const char *, size_t);

#endif
