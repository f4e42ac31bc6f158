/*
 * decode: content transfer encodings, piece by piece (RFC 2045 section 6).
 *
 * Nothing fails (7.12): junk in base64 is passed over and padding ends a
 * group wherever it stands; an `=` of quoted-printable that begins nothing is
 * kept.  Lines come out ended by CRLF; base64 as it was.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stddef.h>
#include <stdint.h>

#include "imapd/mime.h"

/* Blanks whose end of line has not come: it would delete them. */
#define DECODE_BLANKS	128

/* Room that the outcome of len bytes needs at most. */
#define DECODE_SIZE(len)	(2 * (len) + DECODE_BLANKS + 8)

struct decoder {
	enum mime_encoding encoding;
	/* base64 */
	uint32_t	 bits;
	unsigned	 nbits;
	/* quoted-printable */
	int		 state;
	char		 hex;			/* the first of two digits */
	char		 blanks[DECODE_BLANKS];
	size_t		 nblanks;
	/* all but base64 */
	char		 before;		/* the byte before this one */
};

void	 decode_init(struct decoder *, enum mime_encoding);

/* len bytes into out, which has DECODE_SIZE(len); returns how many. */
size_t	 decode_run(struct decoder *, const char *p, size_t len, char *out);

/* What was held back when there is no more; DECODE_SIZE(0). */
size_t	 decode_end(struct decoder *, char *out);

#endif
