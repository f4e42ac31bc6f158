/*
 * copy: memcpy(3) for pieces of text.
 *
 * Replies and decoded mail are put together of words and lines.  To call
 * memcpy(3) for them costs more than to copy them, and that of musl begins
 * with an instruction that takes as long as a line.
 */
#ifndef COPY_H
#define COPY_H

#include <stddef.h>
#include <string.h>

enum { COPY_SHORT = 2048 };	/* beyond it memcpy(3) is as good or better */

/* Any len; the bytes do not overlap. */
static inline void
copy_text(char *to, const char *p, size_t len)
{
	size_t i;

	if (len > COPY_SHORT) {
		memcpy(to, p, len);
	} else if (len >= 16) {
		for (i = 0; i < len - 16; i += 16)
			memcpy(to + i, p + i, 16);
		memcpy(to + len - 16, p + len - 16, 16);
	} else if (len >= 8) {
		memcpy(to, p, 8);
		memcpy(to + len - 8, p + len - 8, 8);
	} else if (len >= 4) {
		memcpy(to, p, 4);
		memcpy(to + len - 4, p + len - 4, 4);
	} else if (len > 0) {
		to[0] = p[0];
		to[len / 2] = p[len / 2];
		to[len - 1] = p[len - 1];
	}
}

#endif
