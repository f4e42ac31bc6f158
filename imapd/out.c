#include <stdlib.h>
#include <string.h>

#include "common/copy.h"
#include "common/scan.h"
#include "imapd/out.h"

enum {
	QUOTED_MAX = 1000,	/* longer ones are literals */
	DIGITS = 20,
	ROOM = 4096		/* made in place at once */
};

void
out_peer(struct out *o, struct lineio *io)
{
	memset(o, 0, sizeof(*o));
	o->io = io;
}

void
out_memory(struct out *o, size_t max)
{
	memset(o, 0, sizeof(*o));
	o->max = max;
}

void
out_free(struct out *o)
{
	free(o->p);
	o->p = NULL;
	o->len = o->size = 0;
}

/* Room for n more bytes in memory. */
static bool
grow(struct out *o, size_t n)
{
	size_t size = o->size > 0 ? o->size : 256;
	char *p;

	if (o->failed || n > o->max - o->len) {
		o->failed = true;
		return false;
	}
	if (o->size - o->len >= n)
		return true;
	while (size - o->len < n)
		size *= 2;
	p = realloc(o->p, size);
	if (p == NULL) {
		o->failed = true;
		return false;
	}
	o->p = p;
	o->size = size;
	return true;
}

void
out_bytes(struct out *o, const void *p, size_t len)
{
	if (o->io != NULL) {
		line_write(o->io, p, len);
	} else if (len > 0 && grow(o, len)) {
		copy_text(o->p + o->len, p, len);
		o->len += len;
	}
}

char *
out_room(struct out *o, size_t *size)
{
	size_t left = o->max - o->len;

	if (o->io != NULL)
		return line_room(o->io, ROOM, size);
	*size = left > 0 && left < ROOM ? left : ROOM;
	return grow(o, *size) ? o->p + o->len : NULL;
}

void
out_made(struct out *o, size_t n)
{
	if (o->io != NULL)
		line_made(o->io, n);
	else
		o->len += n;
}

void
out_text(struct out *o, const char *s)
{
	out_bytes(o, s, strlen(s));
}

void
out_char(struct out *o, char c)
{
	out_bytes(o, &c, 1);
}

void
out_number(struct out *o, uint64_t n)
{
	char digits[DIGITS];
	size_t at = DIGITS;

	do
		digits[--at] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	out_bytes(o, digits + at, DIGITS - at);
}

/* RFC 9051 section 9, "QUOTED-CHAR". */
static bool
can_quote(const struct out *o, const char *p, size_t len)
{
	bool high = false;
	size_t i;

	if (len > QUOTED_MAX)
		return false;
	for (i = 0; i < len; i++) {
		if (p[i] == '\0' || p[i] == '\r' || p[i] == '\n')
			return false;
		high |= (p[i] & 0x80) != 0;
	}
	return !high || (o->utf8 && scan_utf8(p, len));
}

static void
quote(struct out *o, const char *p, size_t len)
{
	size_t i, from = 0;

	out_char(o, '"');
	for (i = 0; i < len; i++) {
		if (p[i] != '"' && p[i] != '\\')
			continue;
		out_bytes(o, p + from, i - from);
		out_char(o, '\\');
		from = i;
	}
	out_bytes(o, p + from, len - from);
	out_char(o, '"');
}

static void
literal(struct out *o, const char *p, size_t len)
{
	const char *nul;

	out_char(o, '{');
	out_number(o, len);
	out_text(o, "}\r\n");
	while ((nul = len > 0 ? memchr(p, '\0', len) : NULL) != NULL) {
		out_bytes(o, p, (size_t)(nul - p));
		out_char(o, (char)0x80);
		len -= (size_t)(nul - p) + 1;
		p = nul + 1;
	}
	out_bytes(o, p, len);
}

void
out_string(struct out *o, const char *p, size_t len)
{
	if (can_quote(o, p, len))
		quote(o, p, len);
	else
		literal(o, p, len);
}

void
out_nstring(struct out *o, const char *p, size_t len)
{
	if (p == NULL)
		out_text(o, "NIL");
	else
		out_string(o, p, len);
}

/* RFC 9051 section 9, "ASTRING-CHAR"; never what could be read as NIL. */
static bool
can_be_atom(const char *p, size_t len)
{
	size_t i;

	if (len == 0 || len > QUOTED_MAX ||
	    (len == 3 && (p[0] | 32) == 'n' && (p[1] | 32) == 'i'))
		return false;
	for (i = 0; i < len; i++)
		if ((unsigned char)p[i] <= ' ' ||
		    (unsigned char)p[i] >= 0x7f ||
		    strchr("(){%*\"\\", p[i]) != NULL)
			return false;
	return true;
}

void
out_astring(struct out *o, const char *p, size_t len)
{
	if (can_be_atom(p, len))
		out_bytes(o, p, len);
	else
		out_string(o, p, len);
}
