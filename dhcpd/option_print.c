/* option_print: values as dhcpd.conf and dhcpd.leases say them. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dhcpd/option.h"
#include "dhcpd/print.h"

void
print_init(struct print *p, char *buf, size_t size)
{
	p->buf = buf;
	p->size = size;
	p->len = 0;
	if (size > 0)
		buf[0] = '\0';
}

void
print_add(struct print *p, const char *fmt, ...)
{
	size_t left = p->len < p->size ? p->size - p->len : 0;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(left > 0 ? p->buf + p->len : NULL, left, fmt, ap);
	va_end(ap);
	if (n > 0)
		p->len += (size_t)n;
}

void
print_quoted(struct print *p, struct bytes b)
{
	size_t i;

	print_add(p, "\"");
	for (i = 0; i < b.len; i++)
		if (b.data[i] == '"' || b.data[i] == '\\')
			print_add(p, "\\%c", b.data[i]);
		else if (b.data[i] >= 0x20 && b.data[i] < 0x7f)
			print_add(p, "%c", b.data[i]);
		else
			print_add(p, "\\%03o", b.data[i]);
	print_add(p, "\"");
}

void
print_hex(struct print *p, struct bytes b)
{
	size_t i;

	for (i = 0; i < b.len; i++)
		print_add(p, "%s%x", i > 0 ? ":" : "", b.data[i]);
}

static bool
printable(struct bytes b)
{
	size_t i;

	for (i = 0; i < b.len; i++)
		if (b.data[i] < 0x20 || b.data[i] > 0x7e)
			return false;
	return true;
}

/* Octets of one field; 0: what is left is not one. */
static size_t
field_width(char type, struct bytes left)
{
	size_t n;

	switch (type) {
	case 'f': case 'B': case 'b':
		n = 1;
		break;
	case 'S': case 's':
		n = 2;
		break;
	case 'I': case 'L': case 'l': case 'T':
		n = 4;
		break;
	case '6':
		n = 16;
		break;
	case 't': case 'X': case 'U': case 'w': case 'N':
		return left.len;
	default:
		return 0;
	}
	return n <= left.len ? n : 0;
}

static void
field_number(struct print *p, char type, const uint8_t *d)
{
	uint32_t n = d[0];

	if (type == 'B')
		print_add(p, "%u", n);
	else if (type == 'b')
		print_add(p, "%d", (int8_t)n);
	else if (type == 'S')
		print_add(p, "%u", n << 8 | d[1]);
	else if (type == 's')
		print_add(p, "%d", (int16_t)(n << 8 | d[1]));
	else {
		n = n << 24 | (uint32_t)d[1] << 16 | (uint32_t)d[2] << 8 | d[3];
		if (type == 'l')
			print_add(p, "%d", (int32_t)n);
		else
			print_add(p, "%u", n);
	}
}

static void
field(struct print *p, char type, struct bytes v)
{
	size_t i;

	switch (type) {
	case 'I':
		print_add(p, "%u.%u.%u.%u", v.data[0], v.data[1], v.data[2],
		    v.data[3]);
		break;
	case '6':
		for (i = 0; i < 16; i += 2)
			print_add(p, "%s%x", i > 0 ? ":" : "",
			    v.data[i] << 8 | v.data[i + 1]);
		break;
	case 'f':
		print_add(p, "%s", v.data[0] != 0 ? "true" : "false");
		break;
	case 't': case 'U': case 'w': case 'N':
		print_quoted(p, v);
		break;
	case 'X':
		if (v.len > 0 && printable(v))
			print_quoted(p, v);
		else
			print_hex(p, v);
		break;
	default:
		field_number(p, type, v.data);
	}
}

/* Fields of one record are parted by blanks, records by commas. */
static bool
print_typed(struct print *p, const char *type, struct bytes v)
{
	size_t nfields = strcspn(type, "Aao"), i = 0, n;
	char repeats = type[nfields];

	if (nfields == 0)
		return false;
	while (i < nfields || (repeats != '\0' && repeats != 'o' && v.len > 0)) {
		if (i >= nfields && repeats == 'A' && i % nfields == 0)
			print_add(p, ", ");
		else if (i >= nfields && repeats == 'a')
			print_add(p, ", ");
		else if (i > 0)
			print_add(p, " ");
		n = field_width(repeats == 'a' && i >= nfields ?
		    type[nfields - 1] : type[i % nfields], v);
		if (n == 0 && !(v.len == 0 && strchr("tX",
		    type[i % nfields]) != NULL))
			return false;
		field(p, repeats == 'a' && i >= nfields ? type[nfields - 1] :
		    type[i % nfields], (struct bytes){ v.data, n });
		v.data += n;
		v.len -= n;
		i++;
	}
	return v.len == 0;
}

/* A label that is safe between quotes. */
static bool
plain_label(const uint8_t *label, size_t len)
{
	struct bytes b = { label, len };

	return printable(b) && memchr(label, '"', len) == NULL &&
	    memchr(label, '\\', len) == NULL;
}

/*
 * One name at *at (RFC 1035 section 4.1.4); *at is moved behind it.
 * Pointers may only go backwards, so they end.
 */
static bool
print_name(struct print *p, struct bytes v, size_t *at)
{
	size_t i = *at, end = 0, labels = 0, to, n;

	while (i < v.len && (n = v.data[i]) != 0) {
		if (n >= 0xc0) {
			if (i + 1 >= v.len)
				return false;
			to = (n & 0x3f) << 8 | v.data[i + 1];
			if (end == 0)
				end = i + 2;
			if (to >= i)
				return false;
			i = to;
		} else {
			if (n > 63 || n >= v.len - i ||
			    !plain_label(v.data + i + 1, n) || labels > 127)
				return false;
			print_add(p, "%s%.*s", labels++ > 0 ? "." : "", (int)n,
			    (const char *)v.data + i + 1);
			i += n + 1;
		}
	}
	if (i >= v.len)
		return false;
	*at = end != 0 ? end : i + 1;
	return true;
}

static bool
print_names(struct print *p, struct bytes v, bool list)
{
	size_t at = 0, names = 0;

	while (at < v.len) {
		if (names > 0 && !list)
			return false;
		print_add(p, "%s\"", names++ > 0 ? ", " : "");
		if (!print_name(p, v, &at))
			return false;
		print_add(p, "\"");
	}
	return names > 0;
}

size_t
option_print(char *buf, size_t size, const struct option *d, struct bytes v)
{
	struct print p;
	bool good;

	print_init(&p, buf, size);
	if (v.data == NULL)
		return 0;
	if (d->type[0] == 'D' || d->type[0] == 'd')
		good = print_names(&p, v, d->type[0] == 'D');
	else
		good = print_typed(&p, d->type, v);
	if (!good) {
		print_init(&p, buf, size);
		if (v.len > 0 && printable(v))
			print_quoted(&p, v);
		else
			print_hex(&p, v);
	}
	return p.len;
}
