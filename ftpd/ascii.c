#include <errno.h>
#include <string.h>
#include <unistd.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "ftpd/ascii.h"

#define STEP	16

#define SIZE_BUFFER	65536

/*
 * Copies whole steps until c is in one; then that one is copied as well, and
 * the return value says where in it c is first; STEP: nowhere, but less than
 * a step is left.  Most of the time goes here.
 */
static unsigned
copy_steps(const char **in, const char *end, char **out, char c)
{
	const char *p = *in;
	char *o = *out;
	unsigned at = STEP;
#ifdef __SSE2__
	const __m128i wanted = _mm_set1_epi8(c);
	unsigned mask;
	__m128i v;

	for (; end - p >= STEP; p += STEP, o += STEP) {
		v = _mm_loadu_si128((const __m128i *)(const void *)p);
		_mm_storeu_si128((__m128i *)(void *)o, v);
		mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, wanted));
		if (mask != 0) {
			at = (unsigned)__builtin_ctz(mask);
			break;
		}
	}
#else
	const char *hit;

	for (; end - p >= STEP; p += STEP, o += STEP) {
		memcpy(o, p, STEP);
		hit = memchr(p, c, STEP);
		if (hit != NULL) {
			at = (unsigned)(hit - p);
			break;
		}
	}
#endif
	*in = p;
	*out = o;
	return at;
}

size_t
ascii_out(char *out, const char *in, size_t n)
{
	const char *p = in, *end = in + n;
	char *o = out;
	unsigned at;

	while ((at = copy_steps(&p, end, &o, '\n')) < STEP) {
		p += at + 1;
		o += at;
		*o++ = '\r';
		*o++ = '\n';
	}
	for (; p < end; p++) {
		if (*p == '\n')
			*o++ = '\r';
		*o++ = *p;
	}
	return (size_t)(o - out);
}

size_t
ascii_in(struct ascii_in *a, char *out, const char *in, size_t n)
{
	const char *p = in, *end = in + n;
	char *o = out;
	unsigned at;

	if (n == 0)
		return 0;
	if (a->cr && *p != '\n')
		*o++ = '\r';
	a->cr = false;
	/* A step ends before the last byte, so that p[at + 1] is there. */
	while ((at = copy_steps(&p, end - 1, &o, '\r')) < STEP) {
		p += at + 1;
		o += at;
		if (*p != '\n')
			*o++ = '\r';
	}
	for (; p < end - 1; p++)
		if (*p != '\r' || p[1] != '\n')
			*o++ = *p;
	if (*p == '\r')
		a->cr = true;
	else
		*o++ = *p;
	return (size_t)(o - out);
}

size_t
ascii_in_end(struct ascii_in *a, char *out)
{
	if (!a->cr)
		return 0;
	a->cr = false;
	*out = '\r';
	return 1;
}

int64_t
ascii_size(int fd)
{
	char buf[SIZE_BUFFER];
	int64_t offset = 0, lines = 0;
	const char *p, *end;
	ssize_t n;

	for (;;) {
		n = pread(fd, buf, sizeof(buf), offset);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		if (n == 0)
			return offset + lines;
		offset += n;
		end = buf + n;
		for (p = buf; p < end; p++, lines++)
			if ((p = memchr(p, '\n', (size_t)(end - p))) == NULL)
				break;
	}
}
