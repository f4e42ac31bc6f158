/*
 * binary: the body of a part without its content transfer encoding (RFC 9051
 * section 6.4.5, RFC 3516).  Piece by piece: nothing large is held.
 */
#ifndef BINARY_H
#define BINARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/mime.h"
#include "imapd/out.h"

/* How many octets these bytes are; *nul: one of them is 0. */
uint64_t binary_octets(const char *p, size_t len, enum mime_encoding,
	    bool *nul);

/* Sends octets `skip` up to skip + count of them. */
void	 binary_write(struct out *, const char *p, size_t len,
	    enum mime_encoding, uint64_t skip, uint64_t count);

#endif
