/*
 * crlf: see crlf.h.  Eight bytes at a time, for all that a client reads goes
 * through here, and lines are so short that memchr(3) costs more than it
 * saves.
 */
#include <string.h>

#include "imapd/crlf.h"

enum {
	WORD = sizeof(uint64_t),
	BLOCK = 4096		/* skipped at once */
};

#define ONES	UINT64_C(0x0101010101010101)
#define LOW	(ONES * 0x7f)

/* The first byte is the lowest. */
static uint64_t
load(const char *p)
{
	uint64_t w;

	memcpy(&w, p, WORD);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	w = __builtin_bswap64(w);
#endif
	return w;
}

/* The highest bit of each byte that is c, and no other bit. */
static uint64_t
equal(uint64_t w, unsigned char c)
{
	uint64_t x = w ^ ONES * c;

	return ~(((x & LOW) + LOW) | x | LOW);
}

/* The same for LFs without their CR; *cr: is the byte before one? */
static uint64_t
bare(uint64_t w, bool *cr)
{
	uint64_t before = equal(w, '\r');
	uint64_t lf = equal(w, '\n') & ~(before << 8 | (*cr ? 0x80u : 0u));

	*cr = before >> 63 != 0;
	return lf;
}

void
crlf_init(struct crlf *c, const char *p, size_t len)
{
	c->p = p;
	c->end = p + len;
	c->cr = c->lf = false;
}

uint64_t
crlf_octets(const struct crlf *c)
{
	const char *p = c->p;
	uint64_t octets = (uint64_t)(c->end - p);
	bool cr = c->cr || c->lf;

	for (; c->end - p >= WORD; p += WORD)
		octets += (bare(load(p), &cr) >> 7) * ONES >> 56;
	for (; p < c->end; p++) {
		octets += *p == '\n' && !cr;
		cr = *p == '\r';
	}
	return octets;
}

/* One byte, and of a bare LF perhaps the CR alone. */
static size_t
copy_byte(struct crlf *c, char *to, size_t size)
{
	size_t n = 0;

	if (*c->p == '\n' && !c->cr && !c->lf) {
		to[n++] = '\r';
		c->lf = true;
		if (n == size)
			return n;
	}
	to[n++] = *c->p != '\0' ? *c->p : (char)0x80;
	c->cr = *c->p++ == '\r';
	c->lf = false;
	return n;
}

size_t
crlf_copy(struct crlf *c, char *to, size_t size)
{
	size_t n = 0;

	while (n < size && c->p < c->end) {
		uint64_t w, special;
		unsigned before;
		bool cr = c->cr || c->lf;

		if (size - n < WORD || c->end - c->p < WORD) {
			n += copy_byte(c, to + n, size - n);
			continue;
		}
		w = load(c->p);
		special = bare(w, &cr) | equal(w, '\0');
		memcpy(to + n, c->p, WORD);
		if (special == 0) {
			c->p += WORD;
			n += WORD;
			c->cr = cr;
			c->lf = false;
			continue;
		}
		before = (unsigned)__builtin_ctzll(special) / 8;
		if (before > 0)
			c->cr = c->lf = false;
		c->p += before;
		n += before;
		n += copy_byte(c, to + n, size - n);
	}
	return n;
}

void
crlf_skip(struct crlf *c, uint64_t n)
{
	struct crlf block;
	char away[2 * WORD];
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
			c->cr = block.end[-1] == '\r';
			c->lf = false;
		} else {
			n -= crlf_copy(c, away, n < sizeof(away) ?
			    (size_t)n : sizeof(away));
		}
	}
}
