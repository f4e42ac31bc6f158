/*
 * casemap: text as i;unicode-casemap compares it (RFC 5051): titlecase, then
 * decomposed.  Two texts are equal to a user when their bytes are, after
 * this; one that is within the other still is.
 */
#ifndef CASEMAP_H
#define CASEMAP_H

#include <stddef.h>

/* Room for what len bytes can become: U+FDFA is 11 times as long. */
#define CASEMAP_SIZE(len)	(11 * (len) + 4)

/*
 * Maps UTF-8; returns the bytes written to out.  What is no UTF-8 stays as it
 * is.  ASCII takes no time to speak of.
 */
size_t	 casemap(const char *p, size_t len, char *out);

/* Of an ASCII character; all other bytes stay. */
extern const unsigned char casemap_ascii[256];

#endif
