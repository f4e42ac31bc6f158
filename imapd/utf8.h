/*
 * utf8: one character at a time (RFC 3629).
 */
#ifndef UTF8_H
#define UTF8_H

#include <stddef.h>
#include <stdint.h>

#define UTF8_MAX	4		/* bytes of a character */
#define UTF8_BAD	SIZE_MAX	/* no character begins here */
#define UTF8_CUT	(SIZE_MAX - 1)	/* it would, but for its end */

/*
 * The character at p, of which len > 0 bytes are there; returns its bytes,
 * UTF8_BAD or UTF8_CUT.  Overlong forms and surrogates are bad.
 */
size_t	 utf8_get(const char *p, size_t len, uint32_t *character);

/* Writes it, at most UTF8_MAX bytes; returns how many. */
size_t	 utf8_put(char *p, uint32_t character);

#endif
