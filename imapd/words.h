/*
 * words: what a header field says, as UTF-8 (RFC 2047, RFC 2231 section 5).
 */
#ifndef WORDS_H
#define WORDS_H

#include <stddef.h>

#include "imapd/out.h"

/*
 * Writes the value of a field: encoded words decoded, wherever they stand
 * (7.12: senders put them into quotes and parameters, too), line ends of
 * folding taken out.  Words next to each other are one text, even where a
 * character is split between them.  What is in no known character set stays
 * as it is; 8-bit text without one is UTF-8, or else Windows-1252.
 */
void	 words_write(struct out *, const char *p, size_t len);

#endif
