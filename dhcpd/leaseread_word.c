/* leaseread_word: words, numbers and strings of a lease file. */
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/leaseread.h"

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Blanks and comments. */
void
read_blanks(struct reader *r)
{
	while (r->p < r->end) {
		if (*r->p == '#') {
			while (r->p < r->end && *r->p != '\n')
				r->p++;
		} else if (blank(*r->p))
			r->p++;
		else
			break;
	}
}

static bool
wordy(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
	    c == ':' || c == '/' || c == '%';
}

/* The next word, empty when there is none. */
struct bytes
read_word(struct reader *r)
{
	struct bytes w;
	const char *start;

	read_blanks(r);
	start = r->p;
	while (r->p < r->end && wordy(*r->p))
		r->p++;
	w.data = (const uint8_t *)start;
	w.len = (size_t)(r->p - start);
	return w;
}

bool
read_is(struct bytes w, const char *name)
{
	return w.len == strlen(name) &&
	    strncasecmp((const char *)w.data, name, w.len) == 0;
}

/* Is this the next character?  Then it is taken. */
bool
read_take(struct reader *r, char c)
{
	read_blanks(r);
	if (r->p == r->end || *r->p != c)
		return false;
	r->p++;
	return true;
}

bool
read_wrong(struct reader *r, const char *why)
{
	if (r->why == NULL)
		r->why = why;
	return false;
}

bool
read_semicolon(struct reader *r)
{
	return read_take(r, ';') || read_wrong(r, "semicolon expected");
}

bool
read_number(struct reader *r, uint64_t max, uint64_t *n)
{
	struct bytes w = read_word(r);

	return (w.len > 0 && scan_digits((const char *)w.data, w.len, max, n)
	    == w.len) || read_wrong(r, "number expected");
}

bool
read_address(struct reader *r, uint32_t *addr)
{
	const char *end;
	uint64_t n;
	size_t digits;
	int i;

	read_blanks(r);
	*addr = 0;
	end = r->end;
	for (i = 0; i < 4; i++) {
		digits = scan_digits(r->p, (size_t)(end - r->p), 255, &n);
		if (digits == 0)
			return read_wrong(r, "IP address expected");
		r->p += digits;
		*addr = *addr << 8 | (uint32_t)n;
		if (i < 3 && (r->p == end || *r->p++ != '.'))
			return read_wrong(r, "IP address expected");
	}
	return true;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* What stands behind a backslash; the reader is behind it afterwards. */
static uint8_t
escaped(struct reader *r)
{
	char c = *r->p++;
	unsigned n = 0;
	int i;

	switch (c) {
	case 't':
		return '\t';
	case 'r':
		return '\r';
	case 'n':
		return '\n';
	case 'b':
		return '\b';
	case 'x':
		for (i = 0; i < 2 && r->p < r->end && hex_digit(*r->p) >= 0;
		    i++)
			n = n << 4 | (unsigned)hex_digit(*r->p++);
		return (uint8_t)n;
	default:
		break;
	}
	if (c < '0' || c > '7')
		return (uint8_t)c;
	n = (unsigned)(c - '0');
	for (i = 1; i < 3 && r->p < r->end && *r->p >= '0' && *r->p <= '7';
	    i++)
		n = n << 3 | (unsigned)(*r->p++ - '0');
	return (uint8_t)n;
}

bool
read_string(struct reader *r, uint8_t *dst, size_t size, size_t *len)
{
	uint8_t c;

	*len = 0;
	if (!read_take(r, '"'))
		return read_wrong(r, "string expected");
	while (r->p < r->end && *r->p != '"') {
		c = (uint8_t)*r->p++;
		if (c == '\n' || c == '\0')
			return read_wrong(r, "string without its end");
		if (c == '\\') {
			if (r->p == r->end)
				break;
			c = escaped(r);
		}
		if (*len == size)
			return read_wrong(r, "string too long");
		dst[(*len)++] = c;
	}
	return read_take(r, '"') || read_wrong(r, "string without its end");
}

/* "string", or 1:c2:76. */
bool
read_octets(struct reader *r, uint8_t *dst, size_t size, size_t *len)
{
	int digit, n, digits;

	read_blanks(r);
	if (r->p < r->end && *r->p == '"')
		return read_string(r, dst, size, len);
	*len = 0;
	do {
		n = digits = 0;
		while (r->p < r->end && (digit = hex_digit(*r->p)) >= 0 &&
		    digits++ < 2) {
			n = n << 4 | digit;
			r->p++;
		}
		if (digits == 0 || digits > 2 || *len == size)
			return read_wrong(r, "octets expected");
		dst[(*len)++] = (uint8_t)n;
	} while (r->p < r->end && *r->p == ':' && r->p++);
	return true;
}
