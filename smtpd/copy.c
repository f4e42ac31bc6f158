/*
 * copy: bytes into a file, from memory or from another file.
 */
#include <sys/uio.h>

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "smtpd/copy.h"

int
copy_vector(int fd, const struct iovec *iov, int n)
{
	struct iovec left[2] = { iov[0], { NULL, 0 } };
	ssize_t w;
	int i = 0;

	if (n == 2)
		left[1] = iov[1];
	while (i < n) {
		w = writev(fd, left + i, n - i);
		if (w == -1)
			return -1;
		while (i < n && (size_t)w >= left[i].iov_len)
			w -= (ssize_t)left[i++].iov_len;
		if (i < n) {
			left[i].iov_base = (char *)left[i].iov_base + w;
			left[i].iov_len -= (size_t)w;
		}
	}
	return 0;
}

int
copy_range(int from, off_t at, uint64_t n, int to, char *buf, size_t size)
{
	struct iovec iov;
	ssize_t got = 0;

	while (n > 0 && (got = copy_file_range(from, &at, to, NULL,
	    n > SSIZE_MAX ? SSIZE_MAX : (size_t)n, 0)) > 0)
		n -= (uint64_t)got;
	if (got == -1 && (errno == ENOSPC || errno == EDQUOT || errno == EIO))
		return -1;
	/* Not between these two files, or not on this system. */
	while (n > 0) {
		got = pread(from, buf, n < size ? (size_t)n : size, at);
		if (got <= 0) {
			if (got == 0)
				errno = EIO;	/* shorter than it was */
			return -1;
		}
		iov.iov_base = buf;
		iov.iov_len = (size_t)got;
		if (copy_vector(to, &iov, 1) == -1)
			return -1;
		at += got;
		n -= (uint64_t)got;
	}
	return 0;
}
