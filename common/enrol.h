/*
 * enrol: makes the hash field of postern-passwd(5) out of a password.
 */
#ifndef ENROL_H
#define ENROL_H

#include <stddef.h>
#include <stdint.h>

#define ENROL_ITERATIONS	10000	/* RFC 7677 section 4: 4096 or more */

/*
 * Reads one line from standard input, without echo and with a prompt when
 * that is a terminal.  Returns its length, -1 when there is none or it does
 * not fit.
 */
int	 enrol_read(char *password, size_t size);

/*
 * Puts scheme word and hash into field.  scheme is a word of
 * postern-passwd(5), CRYPT for what crypt(3) holds best.  iterations is for
 * SCRAM-SHA-256.  Returns NULL, or what is wrong.
 */
const char *enrol(const char *scheme, const char *password, size_t len,
	    uint32_t iterations, char *field, size_t size);

#endif
