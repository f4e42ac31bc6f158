/*
 * ascii: TYPE A, line ends between ours (LF) and the network's (CRLF).
 *
 * Out: every LF becomes CRLF, also behind a CR, so that what comes back is
 * the same file (RFC 959 section 3.1.1.1).  In: CRLF becomes LF; a CR with
 * anything else behind it stays.  Exact across the borders of buffers.
 */
#ifndef ASCII_H
#define ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room that ascii_out() wants for so many bytes, and ascii_in(). */
#define ASCII_ROOM(n)	(2 * (n) + 16)
#define ASCII_ROOM_IN(n) ((n) + 16)

/* Converts n bytes; returns how many were written to out. */
size_t	 ascii_out(char *out, const char *in, size_t n);

struct ascii_in {
	bool	 cr;		/* a CR is held back */
};

/* Converts n bytes; returns how many were written to out. */
size_t	 ascii_in(struct ascii_in *, char *out, const char *in, size_t n);

/* The end: the CR that is still held back; 0 or 1 bytes. */
size_t	 ascii_in_end(struct ascii_in *, char *out);

/* The size of the file in TYPE A, from its start; -1 with errno. */
int64_t	 ascii_size(int fd);

#endif
