/* leaseread_item: a lease's client-id, names, variables, options and rest. */
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/leaseread.h"
#include "dhcpd/leasetext.h"

#define DEPTH_MAX	64	/* braces in a block that is kept */
#define WORD_MAX	256	/* of a word we know: its length */

bool
read_begins_lease(const struct reader *r, const char *p)
{
	return r->end - p > 6 && memcmp(p, "lease ", 6) == 0;
}

/*
 * Behind the closing brace or semicolon of what is not ours.  Where a line
 * begins a lease, something was cut off before.
 */
bool
read_past(struct reader *r)
{
	bool string_open = false;
	unsigned depth = 0;

	for (; r->p < r->end; r->p++) {
		if (*r->p == '\n' && read_begins_lease(r, r->p + 1))
			return read_wrong(r, "a lease inside a statement");
		if (*r->p == '\0')
			return read_wrong(r, "zeros");
		if (string_open) {
			if (*r->p == '\\' && r->p + 1 < r->end)
				r->p++;
			else if (*r->p == '"' || *r->p == '\n')
				string_open = false;
			continue;
		}
		switch (*r->p) {
		case '"':
			string_open = true;
			break;
		case '#':
			while (r->p + 1 < r->end && r->p[1] != '\n')
				r->p++;
			break;
		case ';':
			if (depth == 0) {
				r->p++;
				return true;
			}
			break;
		case '{':
			if (++depth > DEPTH_MAX)
				return read_wrong(r, "too many braces");
			break;
		case '}':
			if (depth == 0)
				return read_wrong(r, "unexpected }");
			if (--depth > 0)
				break;
			/* "if … { } else { }" goes on. */
			r->p++;
			return true;
		default:
			break;
		}
	}
	return read_wrong(r, "unexpected end of file");
}

bool
read_item(struct reader *r, enum lease_item_kind kind, const void *data,
    size_t len)
{
	const struct bytes value = { data, len };
	size_t n;

	n = lease_item_write(r->items + r->items_len,
	    sizeof(r->items) - r->items_len, kind, value);
	r->items_len += n;
	return n > 0 || read_wrong(r, "too much in one lease");
}

size_t
read_squeezed(char *dst, const char *text, size_t len)
{
	size_t i, n = 0, run = 0;

	for (i = 0; i < len; i++) {
		if (text[i] == '\n' && run >= LEASETEXT_LINE - 1)
			n -= run - (LEASETEXT_LINE - 2);
		run = text[i] == '#' ? run + 1 : 0;
		dst[n++] = text[i];
	}
	return n;
}

/* Text as it stands. */
static bool
keep(struct reader *r, enum lease_item_kind kind, const char *text,
    size_t len)
{
	char *to = (char *)r->scratch;

	if (len > sizeof(r->scratch))
		return read_wrong(r, "too much in one lease");
	return read_item(r, kind, to, read_squeezed(to, text, len));
}

bool
read_other(struct reader *r, enum lease_item_kind kind, const char *from)
{
	return read_past(r) && keep(r, kind, from, (size_t)(r->p - from));
}

bool
read_uid(struct reader *r)
{
	return read_octets(r, r->uid, LEASE_DATA_MAX, &r->uid_len) &&
	    read_semicolon(r);
}

bool
read_hostname(struct reader *r)
{
	size_t len;

	return read_string(r, r->scratch, sizeof(r->scratch), &len) &&
	    read_item(r, LEASE_HOSTNAME, r->scratch, len) && read_semicolon(r);
}

/* A '#' that is in no string. */
static bool
has_comment(const char *s, size_t len)
{
	bool string = false;

	for (; len > 0; s++, len--)
		if (*s == '\\' && string && len > 1) {
			s++;
			len--;
		} else if (*s == '"')
			string = !string;
		else if (*s == '#' && !string)
			return true;
	return false;
}

bool
read_billing(struct reader *r, const char *from)
{
	const char *class;
	size_t len;

	read_blanks(r);
	class = r->p;
	if (!read_past(r))
		return false;
	len = (size_t)(r->p - class) - 1;
	/* With a comment or a block in it, it is no statement of ours. */
	if (class[len] != ';' || has_comment(class, len))
		return keep(r, LEASE_OTHER, from, len + 1 +
		    (size_t)(class - from));
	return keep(r, LEASE_BILLING, class, len);
}

/* set NAME = "string" | %number | true | false, or what else there may be. */
bool
read_set(struct reader *r, const char *from)
{
	struct bytes name = read_word(r), w;
	uint8_t *v = r->scratch;
	size_t len = 0, i;
	uint64_t n;

	if (name.len == 0 || name.len > WORD_MAX || !read_take(r, '='))
		return read_wrong(r, "set: name and value expected");
	memcpy(v, name.data, name.len);
	v += name.len;
	*v++ = '\0';
	read_blanks(r);
	if (r->p < r->end && *r->p == '"') {
		*v++ = '"';
		if (!read_string(r, v, LEASE_DATA_MAX - WORD_MAX - 2, &len))
			return false;
	} else {
		w = read_word(r);
		if (w.len > 1 && w.data[0] == '%' && scan_digits((const char *)
		    w.data + 1, w.len - 1, UINT64_MAX, &n) == w.len - 1) {
			*v++ = '%';
			for (i = 0; i < 8; i++)
				v[i] = (uint8_t)(n >> (56 - 8 * i));
			len = 8;
		} else if (read_is(w, "true") || read_is(w, "false")) {
			*v++ = '?';
			v[0] = read_is(w, "true");
			len = 1;
		} else
			return read_other(r, LEASE_OTHER, from);
	}
	return read_item(r, LEASE_SET, r->scratch,
	    (size_t)(v - r->scratch) + len) && read_semicolon(r);
}

/* 'I': an address; 'L': a number. */
static bool
agent_number(struct reader *r, char type, uint32_t *number)
{
	struct bytes w;
	uint64_t n;

	if (type == 'I')
		return read_address(r, number);
	w = read_word(r);
	if (w.len == 0 || scan_digits((const char *)w.data, w.len,
	    UINT32_MAX, &n) != w.len)
		return read_wrong(r, "not a number");
	*number = (uint32_t)n;
	return true;
}

/* option agent.NAME VALUE: back to what option 82 held. */
bool
read_agent(struct reader *r, const char *from)
{
	struct bytes w = read_word(r);
	const char *name = (const char *)w.data + 6;
	uint8_t *to = r->agent + r->agent_len;
	uint64_t code = 0;
	uint32_t number;
	size_t i, len;

	if (w.len <= 6 || strncasecmp((const char *)w.data, "agent.", 6) != 0)
		return read_other(r, LEASE_OTHER, from);
	w.data += 6;
	w.len -= 6;
	for (i = 0; i < leasetext_nagent; i++)
		if (read_is(w, leasetext_agent[i].name))
			break;
	if (i < leasetext_nagent)
		code = leasetext_agent[i].code;
	else if (w.len <= 8 || strncasecmp(name, "unknown-", 8) != 0 ||
	    scan_digits(name + 8, w.len - 8, UINT8_MAX, &code) != w.len - 8)
		return read_other(r, LEASE_OTHER, from);
	if (r->agent_len + 2 + 255 > sizeof(r->agent))
		return read_wrong(r, "too many agent options");
	if (i < leasetext_nagent && leasetext_agent[i].type != 'X') {
		if (!agent_number(r, leasetext_agent[i].type, &number))
			return false;
		put_u32(to + 2, number);
		len = 4;
	} else if (!read_octets(r, to + 2, 255, &len))
		return false;
	to[0] = (uint8_t)code;
	to[1] = (uint8_t)len;
	r->agent_len += 2 + len;
	return read_semicolon(r);
}
