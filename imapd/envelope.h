/*
 * envelope: ENVELOPE (RFC 9051 section 7.5.2) of a header.
 */
#ifndef ENVELOPE_H
#define ENVELOPE_H

#include <stddef.h>

#include "imapd/out.h"

/* "(date subject from ...)" of the header in the first len bytes of p. */
void	 envelope_write(struct out *, const char *p, size_t len);

/*
 * A field's value as a string: without the line ends of folding and the
 * blanks around it; what is longer than 64 KiB is cut off.
 */
void	 envelope_text(struct out *, const char *p, size_t len);

#endif
