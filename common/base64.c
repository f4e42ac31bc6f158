#include <errno.h>
#include <stdint.h>

#include "common/base64.h"

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

ssize_t
base64_encode(const void *in, size_t len, char *out, size_t size)
{
	const unsigned char *p = in;
	char *q = out;
	uint32_t v;

	if (len > SIZE_MAX / 2 || size < BASE64_SIZE(len)) {
		errno = ENOSPC;
		return -1;
	}
	for (; len > 0; len -= len < 3 ? len : 3, p += 3) {
		v = (uint32_t)p[0] << 16;
		if (len > 1)
			v |= (uint32_t)p[1] << 8;
		if (len > 2)
			v |= p[2];
		*q++ = alphabet[v >> 18];
		*q++ = alphabet[v >> 12 & 63];
		*q++ = len > 1 ? alphabet[v >> 6 & 63] : '=';
		*q++ = len > 2 ? alphabet[v & 63] : '=';
	}
	*q = '\0';
	return q - out;
}

/*
 * The value of one character, or -1.  Ranges and no table: where a secret
 * is decoded, no memory access depends on it.
 */
static int
value(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* How many characters of padding end it: 0, 1, 2. */
static size_t
padding(const char *in, size_t len)
{
	if (len == 0 || in[len - 1] != '=')
		return 0;
	return in[len - 2] == '=' ? 2 : 1;
}

ssize_t
base64_decode(const char *in, size_t len, void *out, size_t size)
{
	unsigned char *q = out;
	size_t pad, n, i;
	uint32_t v = 0;
	int c;

	if (len % 4 != 0) {
		errno = EINVAL;
		return -1;
	}
	pad = padding(in, len);
	n = BASE64_DECODED(len) - pad;
	if (n > size) {
		errno = ENOSPC;
		return -1;
	}
	for (i = 0; i < len; i++) {
		c = i < len - pad ? value((unsigned char)in[i]) : 0;
		if (c == -1)
			break;
		v = v << 6 | (uint32_t)c;
		if (i % 4 != 3)
			continue;
		if (i != len - 1 || pad == 0) {
			*q++ = v >> 16 & 255;
			*q++ = v >> 8 & 255;
			*q++ = v & 255;
			continue;
		}
		/* RFC 4648 section 3.5: what is left over must be zero. */
		if ((v & (pad == 2 ? 0xffff : 0xff)) != 0)
			break;
		*q++ = v >> 16 & 255;
		if (pad == 1)
			*q++ = v >> 8 & 255;
	}
	if (i != len) {
		errno = EINVAL;
		return -1;
	}
	return (ssize_t)n;
}
