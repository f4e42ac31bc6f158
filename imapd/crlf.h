/*
 * crlf: lines as they are sent.
 *
 * A Maildir's lines end in LF or CRLF.  A client gets CRLF, and each LF
 * without its CR counts as two octets (I-5).  A NUL becomes 0x80: no literal
 * may hold one.
 */
#ifndef CRLF_H
#define CRLF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is still to be sent; it begins a line. */
struct crlf {
	const char	*start, *p, *end;
	bool		 lf;		/* a CR was sent for the LF at p */
};

void	 crlf_init(struct crlf *, const char *p, size_t len);

/* All that is left, in octets; nothing changes. */
uint64_t crlf_octets(const struct crlf *);

/* The next octets, up to size of them; fewer at the end alone. */
size_t	 crlf_copy(struct crlf *, char *to, size_t size);

/* Passes over n octets, or all there are. */
void	 crlf_skip(struct crlf *, uint64_t n);

#endif
