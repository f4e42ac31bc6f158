/*
 * base64: RFC 4648 section 4, with padding, into the caller's buffers.
 *
 * Decoding is strict, as RFC 4954, RFC 5034 and RFC 9051 all ask of a
 * server: no white space, no missing or misplaced padding, and the bits
 * that padding leaves over must be zero.
 */
#ifndef BASE64_H
#define BASE64_H

#include <sys/types.h>

#include <stddef.h>

/* Bytes that base64_encode() writes for n bytes, its NUL included. */
#define BASE64_SIZE(n)		(((size_t)(n) + 2) / 3 * 4 + 1)

/* The most bytes that n characters can decode to. */
#define BASE64_DECODED(n)	((size_t)(n) / 4 * 3)

/*
 * Encodes len bytes and ends them with a NUL.  Returns the characters
 * before the NUL, or -1 (ENOSPC) when size is less than BASE64_SIZE(len).
 */
ssize_t	 base64_encode(const void *in, size_t len, char *out, size_t size);

/*
 * Decodes len characters; in need not end with a NUL.  Nothing is appended.
 * Returns the number of bytes, or -1: EINVAL when it is not base64, ENOSPC
 * when it does not fit; out is then undefined.  in and out may be the same.
 */
ssize_t	 base64_decode(const char *in, size_t len, void *out, size_t size);

#endif
