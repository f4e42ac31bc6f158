/*
 * copy: bytes into a file, from memory or from another file.  Both return -1
 * with errno; what was written by then stays.
 */
#ifndef COPY_H
#define COPY_H

#include <sys/types.h>
#include <sys/uio.h>

#include <stddef.h>
#include <stdint.h>

/* One or two pieces, all of them. */
int	 copy_vector(int fd, const struct iovec *, int n);

/*
 * n bytes from an offset of one file to the end of another, by the kernel if
 * it can, else through buf.  EIO when there are not so many.
 */
int	 copy_range(int from, off_t at, uint64_t n, int to, char *buf,
	    size_t size);

#endif
