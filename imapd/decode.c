#include <string.h>

#include "imapd/decode.h"

/* Of quoted-printable: what came before. */
enum state {
	PLAIN,
	EQUALS,			/* "=" */
	DIGIT,			/* "=A" */
	SOFT			/* "=" and blanks or a CR, then a line end */
};

void
decode_init(struct decoder *d, enum mime_encoding encoding)
{
	memset(d, 0, sizeof(*d));
	d->encoding = encoding;
}

/* The value of a digit of base64, or -1. */
static int
base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static size_t
run_base64(struct decoder *d, const char *p, size_t len, char *out)
{
	const char *end = p + len;
	size_t n = 0;
	int v;

	for (; p < end; p++) {
		v = base64_value(*p);
		if (v == -1) {
			if (*p == '=')		/* the next group begins */
				d->nbits = 0;
			continue;
		}
		d->bits = d->bits << 6 | (uint32_t)v;
		d->nbits += 6;
		if (d->nbits < 8)
			continue;
		d->nbits -= 8;
		out[n++] = (char)(d->bits >> d->nbits);
	}
	return n;
}

/* A line end without its CR gets one. */
static size_t
put(struct decoder *d, char c, char *out)
{
	size_t n = 0;

	if (c == '\n' && d->before != '\r')
		out[n++] = '\r';
	out[n++] = c;
	d->before = c;
	return n;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static size_t
flush_blanks(struct decoder *d, char *out)
{
	size_t n = d->nblanks;

	if (n == 0)
		return 0;
	memcpy(out, d->blanks, n);
	d->nblanks = 0;
	d->before = ' ';
	return n;
}

static size_t
hold_blank(struct decoder *d, char c, char *out)
{
	size_t n = 0;

	if (d->nblanks == DECODE_BLANKS)
		n = flush_blanks(d, out);
	d->blanks[d->nblanks++] = c;
	return n;
}

static size_t
plain(struct decoder *d, char c, char *out)
{
	size_t n = 0;

	if (c == ' ' || c == '\t')
		return hold_blank(d, c, out);
	if (c == '\r' || c == '\n')
		d->nblanks = 0;		/* RFC 2045 section 6.7 (3) */
	else
		n = flush_blanks(d, out);
	if (c == '=')
		d->state = EQUALS;
	else
		n += put(d, c, out + n);
	return n;
}

/* The escape was none: its bytes stand for themselves, and then c. */
static size_t
no_escape(struct decoder *d, bool digit, char c, char *out)
{
	size_t n = put(d, '=', out);

	if (digit)
		n += put(d, d->hex, out + n);
	n += flush_blanks(d, out + n);
	d->state = PLAIN;
	return n + plain(d, c, out + n);
}

static size_t
escaped(struct decoder *d, char c, char *out)
{
	if (d->state == DIGIT) {
		if (hex_value(c) == -1)
			return no_escape(d, true, c, out);
		d->state = PLAIN;
		out[0] = d->before = (char)(hex_value(d->hex) << 4 |
		    hex_value(c));
		return 1;
	}
	if (c == '\n') {
		d->state = PLAIN;
		d->nblanks = 0;
		return 0;
	}
	if (c == '\r') {
		d->state = SOFT;
		return 0;
	}
	if ((c == ' ' || c == '\t') && d->nblanks < DECODE_BLANKS) {
		d->state = SOFT;
		d->blanks[d->nblanks++] = c;
		return 0;
	}
	if (d->state == EQUALS && hex_value(c) != -1) {
		d->state = DIGIT;
		d->hex = c;
		return 0;
	}
	return no_escape(d, false, c, out);
}

/* Neither blank, control nor escape, in quoted-printable. */
static bool
is_ordinary(char c)
{
	return (unsigned char)c > ' ' && c != '=';
}

/*
 * As many bytes that stand for themselves as there are, with the blanks
 * between them; *p moves behind them.
 */
static size_t
run_plain(struct decoder *d, const char **p, const char *end, char *out)
{
	const char *at = *p;
	size_t n = flush_blanks(d, out);

	while (at < end && (is_ordinary(*at) || (*at == ' ' &&
	    end - at > 1 && is_ordinary(at[1]))))
		out[n++] = *at++;
	d->before = at[-1];
	*p = at;
	return n;
}

static size_t
run_quoted(struct decoder *d, const char *p, size_t len, char *out)
{
	const char *end = p + len;
	size_t n = 0;

	while (p < end) {
		if (d->state != PLAIN)
			n += escaped(d, *p++, out + n);
		else if (is_ordinary(*p))
			n += run_plain(d, &p, end, out + n);
		else
			n += plain(d, *p++, out + n);
	}
	return n;
}

size_t
decode_run(struct decoder *d, const char *p, size_t len, char *out)
{
	size_t i, n = 0;

	if (d->encoding == MIME_BASE64)
		return run_base64(d, p, len, out);
	if (d->encoding == MIME_QUOTED_PRINTABLE)
		return run_quoted(d, p, len, out);
	for (i = 0; i < len; i++)
		n += put(d, p[i], out + n);
	return n;
}

size_t
decode_end(struct decoder *d, char *out)
{
	size_t n = 0;

	if (d->state == DIGIT) {
		n += put(d, '=', out);
		n += put(d, d->hex, out + n);
	}
	if (d->state == PLAIN)
		n += flush_blanks(d, out + n);
	d->state = PLAIN;
	return n;
}
