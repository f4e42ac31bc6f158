/*
 * crlf: see crlf.h.  Sixteen bytes at a time, for all that a client reads
 * goes through here, and lines are so short that memchr(3) costs more than
 * it saves.  (GCC and clang make of a vector what the machine has.)
 */
#include <string.h>

#include "imapd/crlf.h"

typedef uint8_t vector __attribute__((vector_size(16)));

enum {
	VECTOR = sizeof(vector),
	COUNTED = 255,		/* vectors that a byte can count */
	BLOCK = 4096		/* skipped at once */
};

static vector
load(const char *p)
{
	vector v;

	memcpy(&v, p, VECTOR);
	return v;
}

/* 255 for each LF whose byte before is no CR.  There is a byte before p. */
static vector
bare(const char *p, vector v)
{
	return (vector)((v == '\n') & (load(p - 1) != '\r'));
}

/* How many bytes come before the first that is not 0, of eight. */
static unsigned
zeros(uint64_t lane)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return (unsigned)__builtin_clzll(lane) / 8;
#else
	return (unsigned)__builtin_ctzll(lane) / 8;
#endif
}

/* Likewise of sixteen; all of them if there is none. */
static unsigned
clean(vector v)
{
	uint64_t lane[2];

	memcpy(lane, &v, sizeof(lane));
	if ((lane[0] | lane[1]) == 0)
		return VECTOR;
	return lane[0] != 0 ? zeros(lane[0]) : 8 + zeros(lane[1]);
}

void
crlf_init(struct crlf *c, const char *p, size_t len)
{
	c->start = c->p = p;
	c->end = p + len;
	c->lf = false;
}

static bool
is_bare(const struct crlf *c, const char *p)
{
	return *p == '\n' && (p == c->start || p[-1] != '\r') &&
	    !(c->lf && p == c->p);
}

/* As many vectors as can be counted in bytes; p moves on. */
static uint64_t
count_vectors(const char **p, size_t n)
{
	vector sum = { 0 };
	uint64_t all = 0;
	unsigned i;

	for (; n > 0; n--) {
		sum -= bare(*p, load(*p));
		*p += VECTOR;
	}
	for (i = 0; i < VECTOR; i++)
		all += sum[i];
	return all;
}

uint64_t
crlf_octets(const struct crlf *c)
{
	const char *p = c->p;
	uint64_t octets = (uint64_t)(c->end - p);
	size_t n;

	if (p < c->end)
		octets += is_bare(c, p++);
	while ((n = (size_t)(c->end - p) / VECTOR) > 0)
		octets += count_vectors(&p, n < COUNTED ? n : COUNTED);
	for (; p < c->end; p++)
		octets += is_bare(c, p);
	return octets;
}

/* One byte, and of a bare LF perhaps the CR alone. */
static size_t
copy_byte(struct crlf *c, char *to, size_t size)
{
	size_t n = 0;

	if (is_bare(c, c->p)) {
		to[n++] = '\r';
		c->lf = true;
		if (n == size)
			return n;
	}
	to[n++] = *c->p != '\0' ? *c->p : (char)0x80;
	c->p++;
	c->lf = false;
	return n;
}

/* Vectors, as long as there is room for one; p is not the first byte. */
static size_t
copy_vectors(struct crlf *c, char *to, size_t size)
{
	const char *p = c->p, *last = c->end - VECTOR;
	char *at = to, *full = to + size - VECTOR - 2;
	vector v;
	unsigned n;

	while (p <= last && at <= full) {
		v = load(p);
		memcpy(at, &v, VECTOR);
		n = clean(bare(p, v) | (vector)(v == 0));
		p += n;
		at += n;
		if (n == VECTOR)
			continue;
		if (*p == '\n')
			*at++ = '\r';
		*at++ = *p != '\0' ? *p : (char)0x80;
		p++;
	}
	c->p = p;
	return (size_t)(at - to);
}

size_t
crlf_copy(struct crlf *c, char *to, size_t size)
{
	size_t n = 0;

	while (n < size && c->p < c->end) {
		if (c->p > c->start && !c->lf && size - n >= VECTOR + 2 &&
		    c->end - c->p >= VECTOR)
			n += copy_vectors(c, to + n, size - n);
		else
			n += copy_byte(c, to + n, size - n);
	}
	return n;
}

void
crlf_skip(struct crlf *c, uint64_t n)
{
	struct crlf block;
	char away[2 * VECTOR];
	uint64_t octets;

	while (n > 0 && c->p < c->end) {
		block = *c;
		octets = UINT64_MAX;
		if (c->end - c->p > BLOCK) {
			block.end = c->p + BLOCK;
			octets = crlf_octets(&block);
		}
		if (octets <= n) {
			n -= octets;
			c->p = block.end;
			c->lf = false;
		} else {
			n -= crlf_copy(c, away, n < sizeof(away) ?
			    (size_t)n : sizeof(away));
		}
	}
}
