#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/scan.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/leasetext.h"

#define DAY	86400		/* seconds */

/* Text that grows up to its end; once it was too long it stays so. */
struct out {
	char	*p, *end;
	bool	 full;
};

static void
add(struct out *o, const char *text, size_t len)
{
	if ((size_t)(o->end - o->p) < len) {
		o->full = true;
		return;
	}
	memcpy(o->p, text, len);
	o->p += len;
}

static void
adds(struct out *o, const char *text)
{
	add(o, text, strlen(text));
}

static void
addc(struct out *o, char c)
{
	add(o, &c, 1);
}

static void
add_number(struct out *o, uint64_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	add(o, p, (size_t)(digits + sizeof(digits) - p));
}

static void
add_address(struct out *o, uint32_t addr)
{
	int shift;

	for (shift = 24; shift >= 0; shift -= 8) {
		add_number(o, addr >> shift & 255);
		if (shift > 0)
			addc(o, '.');
	}
}

static void
put2(char *p, int n)
{
	p[0] = (char)('0' + n / 10);
	p[1] = (char)('0' + n % 10);
}

/* "6 2026/11/21 12:10:24", in UTC; 6 is Saturday. */
static void
add_utc(struct out *o, uint32_t when)
{
	char text[] = "W YYYY/MM/DD HH:MM:SS";
	int year, month, day, left = (int)(when % DAY);

	date_from_days(when / DAY, &year, &month, &day);
	text[0] = (char)('0' + (when / DAY + 4) % 7);
	put2(text + 2, year / 100);
	put2(text + 4, year % 100);
	put2(text + 7, month);
	put2(text + 10, day);
	put2(text + 13, left / 3600);
	put2(text + 16, left / 60 % 60);
	put2(text + 19, left % 60);
	add(o, text, sizeof(text) - 1);
}

/* A statement with a date, on its line; nothing when there is none. */
static void
add_date(struct out *o, const char *name, uint32_t when, bool local)
{
	time_t t = (time_t)when;
	char text[64];
	struct tm tm;

	if (when == 0)
		return;
	adds(o, "  ");
	adds(o, name);
	if (when == LEASE_NEVER) {
		adds(o, " never;\n");
		return;
	}
	if (!local) {
		addc(o, ' ');
		add_utc(o, when);
		adds(o, ";\n");
		return;
	}
	adds(o, " epoch ");
	add_number(o, when);
	adds(o, "; # ");
	if (localtime_r(&t, &tm) != NULL &&
	    strftime(text, sizeof(text), "%a %b %d %H:%M:%S %Y", &tm) > 0)
		adds(o, text);
	addc(o, '\n');
}

/*
 * In quotes.  '}', '#' and ';' are written as octal too: readers decode it,
 * and many do not know that they may stand in a string (facts 5.2).
 */
static void
add_string(struct out *o, struct bytes s)
{
	char octal[4] = "\\";
	size_t i;
	uint8_t c;

	addc(o, '"');
	for (i = 0; i < s.len; i++) {
		c = s.data[i];
		if (c == '"' || c == '\\') {
			addc(o, '\\');
			addc(o, (char)c);
		} else if (c < ' ' || c > '~' || c == '}' || c == '#' ||
		    c == ';') {
			octal[1] = (char)('0' + (c >> 6));
			octal[2] = (char)('0' + (c >> 3 & 7));
			octal[3] = (char)('0' + (c & 7));
			add(o, octal, sizeof(octal));
		} else
			addc(o, (char)c);
	}
	addc(o, '"');
}

/* 1:c2:76, or with padding 01:c2:76. */
static void
add_hex(struct out *o, struct bytes s, bool padded)
{
	static const char hex[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (i > 0)
			addc(o, ':');
		if (padded || s.data[i] > 15)
			addc(o, hex[s.data[i] >> 4]);
		addc(o, hex[s.data[i] & 15]);
	}
}

static bool
printable(struct bytes s)
{
	size_t i;

	for (i = 0; i < s.len; i++)
		if (s.data[i] < ' ' || s.data[i] > '~')
			return false;
	return s.len > 0;
}

static void
add_states(struct out *o, const struct lease *l)
{
	const struct {
		const char	*name;
		uint8_t		 state;
		bool		 always;
	} rows[] = {
		{ "", l->state, true },
		{ "next ", l->next_state, false },
		{ "rewind ", l->rewind_state, false },
	};
	size_t i;

	for (i = 0; i < nitems(rows); i++) {
		if (rows[i].state == LEASE_UNSET ||
		    (!rows[i].always && rows[i].state == l->state))
			continue;
		adds(o, "  ");
		adds(o, rows[i].name);
		adds(o, "binding state ");
		adds(o, leasetext_states[rows[i].state]);
		adds(o, ";\n");
	}
}

static void
add_hardware(struct out *o, const struct hardware *h)
{
	const struct bytes addr = { h->addr, h->len };
	size_t i;

	if (h->len == 0)
		return;
	adds(o, "  hardware ");
	for (i = 0; i < leasetext_nhardware; i++)
		if (leasetext_hardware[i].type == h->type)
			break;
	if (i < leasetext_nhardware)
		adds(o, leasetext_hardware[i].name);
	else {
		adds(o, "unknown-");
		add_number(o, h->type);
	}
	addc(o, ' ');
	add_hex(o, addr, true);
	adds(o, ";\n");
}

/* NAME, NUL, and a value: lease.h. */
static void
add_set(struct out *o, struct bytes item)
{
	const uint8_t *nul = memchr(item.data, '\0', item.len);
	struct bytes value;
	uint64_t n = 0;
	size_t i;

	if (nul == NULL)
		return;
	value.data = nul + 1;
	value.len = item.len - (size_t)(value.data - item.data);
	if (value.len == 0)
		return;
	adds(o, "  set ");
	add(o, (const char *)item.data, (size_t)(nul - item.data));
	adds(o, " = ");
	switch (*value.data++) {
	case '%':
		for (i = 1; i < value.len; i++)
			n = n << 8 | *value.data++;
		addc(o, '%');
		add_number(o, n);
		break;
	case '?':
		adds(o, value.len > 1 && value.data[0] != 0 ? "true" :
		    "false");
		break;
	default:
		value.len--;
		add_string(o, value);
	}
	adds(o, ";\n");
}

/* One that is not as long as its type says goes by its number. */
static void
add_suboption(struct out *o, uint8_t code, struct bytes value)
{
	const struct leasetext_agent *a = NULL;
	size_t i;

	for (i = 0; i < leasetext_nagent; i++)
		if (leasetext_agent[i].code == code &&
		    (leasetext_agent[i].type == 'X' || value.len == 4))
			a = &leasetext_agent[i];
	adds(o, "  option agent.");
	if (a != NULL)
		adds(o, a->name);
	else {
		adds(o, "unknown-");
		add_number(o, code);
	}
	addc(o, ' ');
	if (a != NULL && a->type == 'I')
		add_address(o, get_u32(value.data));
	else if (a != NULL && a->type == 'L')
		add_number(o, get_u32(value.data));
	else if (printable(value))
		add_string(o, value);
	else if (value.len > 0)
		add_hex(o, value, false);
	else
		adds(o, "\"\"");
	adds(o, ";\n");
}

/* Each sub-option is a statement of its own. */
static void
add_agent(struct out *o, struct bytes all)
{
	struct bytes value;
	size_t at = 0;

	while (all.len - at >= 2) {
		value.data = all.data + at + 2;
		value.len = all.data[at + 1];
		if (all.len - at - 2 < value.len)
			break;
		add_suboption(o, all.data[at], value);
		at += 2 + value.len;
	}
}

static void
add_text(struct out *o, const char *before, struct bytes text,
    const char *behind)
{
	adds(o, before);
	add(o, (const char *)text.data, text.len);
	adds(o, behind);
}

static void
add_item(struct out *o, enum lease_item_kind kind, struct bytes value,
    const struct lease_format *format)
{
	switch (kind) {
	case LEASE_BILLING:
		add_text(o, "  billing ", value, ";\n");
		break;
	case LEASE_UID:
		adds(o, "  uid ");
		if (format->hex_ids)
			add_hex(o, value, true);
		else
			add_string(o, value);
		adds(o, ";\n");
		break;
	case LEASE_SET:
		add_set(o, value);
		break;
	case LEASE_AGENT:
		add_agent(o, value);
		break;
	case LEASE_HOSTNAME:
		adds(o, "  client-hostname ");
		add_string(o, value);
		adds(o, ";\n");
		break;
	case LEASE_ON:
	case LEASE_OTHER:
		add_text(o, "  ", value, "\n");
		break;
	default:
		break;
	}
}

static void
add_items(struct out *o, enum lease_item_kind wanted, const struct lease *l,
    const struct lease_format *format)
{
	enum lease_item_kind kind;
	struct bytes value;
	size_t at = 0;

	while (lease_next_item(l, &at, &kind, &value))
		if (kind == wanted)
			add_item(o, kind, value, format);
}

static uint32_t
item_time(const struct lease *l, enum lease_item_kind kind)
{
	struct bytes value = lease_item(l, kind);

	return value.len == 4 ? get_u32(value.data) : 0;
}

size_t
leasefile_format(char *buf, size_t size, const struct lease *l,
    const struct lease_format *format)
{
	static const enum lease_item_kind rest[] = {
		LEASE_UID, LEASE_SET, LEASE_AGENT, LEASE_HOSTNAME,
		LEASE_OTHER, LEASE_ON
	};
	struct out o = { buf, buf + size, false };
	bool local = format->local_time;
	size_t i;

	adds(&o, "lease ");
	add_address(&o, l->addr);
	adds(&o, " {\n");
	add_date(&o, "starts", l->starts, local);
	add_date(&o, "ends", l->ends, local);
	add_date(&o, "tstp", l->tstp, local);
	add_date(&o, "tsfp", item_time(l, LEASE_TSFP), local);
	add_date(&o, "atsfp", item_time(l, LEASE_ATSFP), local);
	add_date(&o, "cltt", l->cltt, local);
	add_states(&o, l);
	if ((l->flags & LEASE_F_RESERVED) != 0)
		adds(&o, "  reserved;\n");
	if ((l->flags & LEASE_F_BOOTP) != 0)
		adds(&o, "  dynamic-bootp;\n");
	add_items(&o, LEASE_BILLING, l, format);
	add_hardware(&o, &l->hardware);
	for (i = 0; i < nitems(rest); i++)
		add_items(&o, rest[i], l, format);
	adds(&o, "}\n");
	return o.full ? 0 : (size_t)(o.p - buf);
}
