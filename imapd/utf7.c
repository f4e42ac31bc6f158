#include <stdint.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/utf7.h"

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* Where the output goes; len counts on when it no longer fits. */
struct to {
	char	*p;
	size_t	 len, size;
};

static void
put(struct to *t, unsigned c)
{
	if (t->len < t->size)
		t->p[t->len] = (char)c;
	t->len++;
}

static long
finish(struct to *t)
{
	if (t->len >= t->size)
		return -1;
	t->p[t->len] = '\0';
	return (long)t->len;
}

static void
put_utf8(struct to *t, uint32_t c)
{
	if (c < 0x80) {
		put(t, c);
		return;
	}
	if (c < 0x800) {
		put(t, 0xc0 | c >> 6);
	} else {
		if (c < 0x10000) {
			put(t, 0xe0 | c >> 12);
		} else {
			put(t, 0xf0 | c >> 18);
			put(t, 0x80 | (c >> 12 & 0x3f));
		}
		put(t, 0x80 | (c >> 6 & 0x3f));
	}
	put(t, 0x80 | (c & 0x3f));
}

/* UTF-16 on its way in: a high surrogate waits for the low one. */
static bool
put_utf16(struct to *t, uint32_t unit, uint32_t *high)
{
	if (unit >= 0xdc00 && unit <= 0xdfff) {
		if (*high == 0)
			return false;
		put_utf8(t, 0x10000 + ((*high - 0xd800) << 10) +
		    (unit - 0xdc00));
		*high = 0;
		return true;
	}
	if (*high != 0)
		return false;
	if (unit >= 0xd800 && unit <= 0xdbff)
		*high = unit;
	else if (unit == 0 || (unit >= 0x20 && unit <= 0x7e))
		return false;		/* no name has it; stands for itself */
	else
		put_utf8(t, unit);
	return true;
}

/* Between '&' and '-'; NULL: not well-formed.  Returns the '-'. */
static const char *
shifted(struct to *t, const char *p, const char *end)
{
	uint32_t bits = 0, high = 0;
	unsigned n = 0;
	const char *digit;

	for (; p < end && *p != '-'; p++) {
		if (*p == '\0' || (digit = strchr(digits, *p)) == NULL)
			return NULL;
		bits = bits << 6 | (uint32_t)(digit - digits);
		n += 6;
		if (n < 16)
			continue;
		n -= 16;
		if (!put_utf16(t, bits >> n & 0xffff, &high))
			return NULL;
		bits &= (1u << n) - 1;
	}
	if (p == end || n >= 6 || bits != 0 || high != 0)
		return NULL;
	return p;
}

long
utf7_to_utf8(const char *p, size_t len, char *out, size_t size)
{
	struct to t = { out, 0, size };
	const char *end = p + len;
	bool after = false;		/* a shift has just ended */

	while (p < end) {
		if (*p < 0x20 || *p > 0x7e)
			return -1;
		if (*p != '&') {
			put(&t, (unsigned char)*p++);
			after = false;
		} else if (end - p > 1 && p[1] == '-') {
			put(&t, '&');
			p += 2;
			after = false;
		} else {
			p = after ? NULL : shifted(&t, p + 1, end);
			if (p == NULL)
				return -1;
			p++;
			after = true;
		}
	}
	return finish(&t);
}

/* The next character of UTF-8 that is known to be good. */
static uint32_t
next(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	unsigned n = s[0] < 0x80 ? 0 : s[0] < 0xe0 ? 1 : s[0] < 0xf0 ? 2 : 3;
	uint32_t c = n == 0 ? s[0] : s[0] & (0x3fu >> n);
	unsigned i;

	for (i = 1; i <= n; i++)
		c = c << 6 | (s[i] & 0x3f);
	*p += n + 1;
	return c;
}

struct bits {
	uint32_t	value;
	unsigned	n;
};

static void
put_base64(struct to *t, struct bits *b, uint32_t unit)
{
	b->value = b->value << 16 | unit;
	b->n += 16;
	while (b->n >= 6) {
		b->n -= 6;
		put(t, (unsigned char)digits[b->value >> b->n & 0x3f]);
	}
	b->value &= (1u << b->n) - 1;
}

/* Ends a shift, if there is one. */
static void
unshift(struct to *t, struct bits *b, bool *in)
{
	if (!*in)
		return;
	if (b->n > 0)
		put(t, (unsigned char)digits[b->value << (6 - b->n) & 0x3f]);
	put(t, '-');
	b->n = b->value = 0;
	*in = false;
}

long
utf7_from_utf8(const char *p, size_t len, char *out, size_t size)
{
	struct to t = { out, 0, size };
	struct bits b = { 0, 0 };
	const char *end = p + len;
	bool in = false;
	uint32_t c;

	if (!scan_utf8(p, len))
		return -1;
	while (p < end) {
		c = next(&p);
		if (c >= 0x20 && c <= 0x7e) {
			unshift(&t, &b, &in);
			put(&t, c);
			if (c == '&')
				put(&t, '-');
			continue;
		}
		if (!in)
			put(&t, '&');
		in = true;
		if (c >= 0x10000) {
			c -= 0x10000;
			put_base64(&t, &b, 0xd800 + (c >> 10));
			put_base64(&t, &b, 0xdc00 + (c & 0x3ff));
		} else {
			put_base64(&t, &b, c);
		}
	}
	unshift(&t, &b, &in);
	return finish(&t);
}
