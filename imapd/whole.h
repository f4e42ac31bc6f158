/*
 * whole: small files that are read at once and replaced at once, so that
 * whoever reads one has it as it was or as it is, also after a power failure.
 */
#ifndef WHOLE_H
#define WHOLE_H

#include <stddef.h>

/*
 * Gives all of a regular file of at most max bytes, and a NUL behind it.
 * NULL with errno; EFBIG.
 */
char	*whole_read(int at, const char *path, size_t max, size_t *len);

/*
 * Durable when it returns.  The caller sees to it that nobody else does the
 * same at the same time.  -1 with errno.
 */
int	 whole_replace(int at, const char *path, const char *text,
	    size_t len);

#endif
