/*
 * netascii: text as RFC 764 has it on the wire, both ways (RFC 1350).
 *
 * On the wire a line ends with CR LF and a CR alone is CR NUL.  One struct
 * netascii is one direction of one transfer: it remembers what a block's
 * border has cut in two.  Nothing here allocates.  A block that was encoded
 * once is sent again from its buffer, never encoded again.
 */
#ifndef TFTPD_NETASCII_H
#define TFTPD_NETASCII_H

#include <stddef.h>
#include <stdint.h>

struct netascii {
	int	 held;		/* encoder: the byte that goes out next, or -1;
				   decoder: a CR that waits, or -1 */
};

void	 netascii_init(struct netascii *);

/*
 * Encodes from in[len] until out[size] is full or in is used up; *used is
 * how much of it was taken.  Returns the bytes in out.  What did not fit
 * comes first in the next call, also with len 0: a file has ended when a
 * call with nothing more to give returns less than size.
 */
size_t	 netascii_encode(struct netascii *, uint8_t *out, size_t size,
	    const uint8_t *in, size_t len, size_t *used);

/*
 * Decodes all of in[len] to out, which must hold len + 1 and may not be in.
 * CR before anything but LF and NUL is kept, with what follows it.
 * Returns the bytes in out.
 */
size_t	 netascii_decode(struct netascii *, uint8_t *out, const uint8_t *in,
	    size_t len);

/* A CR that was the last byte of all: 1 and the byte in *out, else 0. */
size_t	 netascii_finish(struct netascii *, uint8_t *out);

#endif
