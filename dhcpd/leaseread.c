#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/leasetext.h"

#define DAY		86400		/* seconds */
#define COMPLAINTS	100		/* after so many nobody reads them */
#define DEPTH_MAX	64		/* braces in a block that is kept */
#define WORD_MAX	256		/* of a word we know: its length */

struct reader {
	const char	*p, *end;
	const char	*text;		/* the whole */
	const char	*counted;	/* lines were counted up to here */
	size_t		 line;
	struct leases	*leases;
	struct leasefile_other *other;
	struct leasefile_report *report;
	leasefile_complain *complain;
	void		*arg;
	const char	*why;		/* what is wrong with this block */

	/* The block that is being read. */
	struct lease	 lease;		/* its plain fields */
	bool		 abandoned;	/* OpenBSD's word */
	uint8_t		 uid[LEASE_ITEM_HEAD + LEASE_DATA_MAX];
	size_t		 uid_len;
	uint8_t		 agent[LEASE_DATA_MAX];
	size_t		 agent_len;
	uint8_t		 items[LEASE_DATA_MAX];
	size_t		 items_len;
	uint8_t		 scratch[LEASE_DATA_MAX];
};

/* --- words */

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Blanks and comments. */
static void
skip(struct reader *r)
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
static struct bytes
word(struct reader *r)
{
	struct bytes w;
	const char *start;

	skip(r);
	start = r->p;
	while (r->p < r->end && wordy(*r->p))
		r->p++;
	w.data = (const uint8_t *)start;
	w.len = (size_t)(r->p - start);
	return w;
}

static bool
is(struct bytes w, const char *name)
{
	return w.len == strlen(name) &&
	    strncasecmp((const char *)w.data, name, w.len) == 0;
}

/* Is this the next character?  Then it is taken. */
static bool
take(struct reader *r, char c)
{
	skip(r);
	if (r->p == r->end || *r->p != c)
		return false;
	r->p++;
	return true;
}

static bool
wrong(struct reader *r, const char *why)
{
	if (r->why == NULL)
		r->why = why;
	return false;
}

static bool
semicolon(struct reader *r)
{
	return take(r, ';') || wrong(r, "semicolon expected");
}

static bool
number(struct reader *r, uint64_t max, uint64_t *n)
{
	struct bytes w = word(r);

	return (w.len > 0 && scan_digits((const char *)w.data, w.len, max, n)
	    == w.len) || wrong(r, "number expected");
}

static bool
address(struct reader *r, uint32_t *addr)
{
	const char *end;
	uint64_t n;
	size_t digits;
	int i;

	skip(r);
	*addr = 0;
	end = r->end;
	for (i = 0; i < 4; i++) {
		digits = scan_digits(r->p, (size_t)(end - r->p), 255, &n);
		if (digits == 0)
			return wrong(r, "IP address expected");
		r->p += digits;
		*addr = *addr << 8 | (uint32_t)n;
		if (i < 3 && (r->p == end || *r->p++ != '.'))
			return wrong(r, "IP address expected");
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

static bool
string(struct reader *r, uint8_t *dst, size_t size, size_t *len)
{
	uint8_t c;

	*len = 0;
	if (!take(r, '"'))
		return wrong(r, "string expected");
	while (r->p < r->end && *r->p != '"') {
		c = (uint8_t)*r->p++;
		if (c == '\n')
			return wrong(r, "string without its end");
		if (c == '\\') {
			if (r->p == r->end)
				break;
			c = escaped(r);
		}
		if (*len == size)
			return wrong(r, "string too long");
		dst[(*len)++] = c;
	}
	return take(r, '"') || wrong(r, "string without its end");
}

/* "string", or 1:c2:76. */
static bool
octets(struct reader *r, uint8_t *dst, size_t size, size_t *len)
{
	int digit, n, digits;

	skip(r);
	if (r->p < r->end && *r->p == '"')
		return string(r, dst, size, len);
	*len = 0;
	do {
		n = digits = 0;
		while (r->p < r->end && (digit = hex_digit(*r->p)) >= 0 &&
		    digits++ < 2) {
			n = n << 4 | digit;
			r->p++;
		}
		if (digits == 0 || digits > 2 || *len == size)
			return wrong(r, "octets expected");
		dst[(*len)++] = (uint8_t)n;
	} while (r->p < r->end && *r->p == ':' && r->p++);
	return true;
}

/* --- statements of a lease */

static bool
begins_lease(const struct reader *r, const char *p)
{
	return r->end - p > 6 && memcmp(p, "lease ", 6) == 0;
}

/*
 * Behind the closing brace or semicolon of what is not ours.  Where a line
 * begins a lease, something was cut off before.
 */
static bool
skip_statement(struct reader *r)
{
	bool string_open = false;
	unsigned depth = 0;

	for (; r->p < r->end; r->p++) {
		if (*r->p == '\n' && begins_lease(r, r->p + 1))
			return wrong(r, "a lease inside a statement");
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
				return wrong(r, "too many braces");
			break;
		case '}':
			if (depth == 0)
				return wrong(r, "unexpected }");
			if (--depth > 0)
				break;
			/* "if … { } else { }" goes on. */
			r->p++;
			return true;
		default:
			break;
		}
	}
	return wrong(r, "unexpected end of file");
}

static bool
add_item(struct reader *r, enum lease_item_kind kind, const void *data,
    size_t len)
{
	const struct bytes value = { data, len };
	size_t n;

	n = lease_item_write(r->items + r->items_len,
	    sizeof(r->items) - r->items_len, kind, value);
	r->items_len += n;
	return n > 0 || wrong(r, "too much in one lease");
}

static bool
keep_statement(struct reader *r, enum lease_item_kind kind, const char *from)
{
	return skip_statement(r) &&
	    add_item(r, kind, from, (size_t)(r->p - from));
}

/* Two digits at p. */
static bool
two(const char *p, int *n)
{
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return false;
	*n = (p[0] - '0') * 10 + p[1] - '0';
	return true;
}

/* "2026/11/21 12:10:24" as ISC writes it; slower for what is not so. */
static bool
plain_date(struct reader *r, int64_t *when)
{
	int century, year, month, day, hour, minute, second;
	const char *p = r->p;

	if (r->end - p < 19 || p[4] != '/' || p[7] != '/' || p[10] != ' ' ||
	    p[13] != ':' || p[16] != ':' || !two(p, &century) ||
	    !two(p + 2, &year) || !two(p + 5, &month) || !two(p + 8, &day) ||
	    !two(p + 11, &hour) || !two(p + 14, &minute) ||
	    !two(p + 17, &second) || month < 1 || month > 12 || day < 1 ||
	    day > 31 || hour > 23 || minute > 59 || second > 60)
		return false;
	*when = days_from_date(century * 100 + year, month, day) * DAY +
	    hour * 3600 + minute * 60 + second;
	r->p += 19;
	return true;
}

static bool
part(struct reader *r, char before, uint64_t max, int64_t *n)
{
	uint64_t value;
	size_t digits;

	if (before != '\0') {
		if (r->p == r->end || *r->p != before)
			return wrong(r, "date expected");
		r->p++;
	} else
		skip(r);
	digits = scan_digits(r->p, (size_t)(r->end - r->p), max, &value);
	r->p += digits;
	*n = (int64_t)value;
	return digits > 0 || wrong(r, "date expected");
}

static bool
odd_date(struct reader *r, int64_t *when)
{
	int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0,
	    second = 0;

	if (!part(r, '\0', 9999, &year) || !part(r, '/', 12, &month) ||
	    !part(r, '/', 31, &day) || !part(r, '\0', 23, &hour) ||
	    !part(r, ':', 59, &minute) || !part(r, ':', 60, &second) ||
	    month < 1 || day < 1)
		return wrong(r, "date expected");
	if (year < 100)
		year += 1900;
	*when = days_from_date((int)year, (int)month, (int)day) * DAY +
	    hour * 3600 + minute * 60 + second;
	return true;
}

/*
 * Behind it may stand "UTC" (OpenBSD), or the seconds that the writer's
 * clock is off it, which ISC has not written for twenty years: not looked
 * at.
 */
static bool
date(struct reader *r, uint32_t *when)
{
	struct bytes w = word(r);
	uint64_t n;
	int64_t t;

	if (is(w, "never"))
		*when = LEASE_NEVER;
	else if (is(w, "epoch")) {
		if (!number(r, UINT64_MAX, &n))
			return false;
		*when = n < LEASE_NEVER ? (uint32_t)n : LEASE_NEVER;
	} else {
		if (w.len != 1)
			return wrong(r, "date expected");
		skip(r);
		if (!plain_date(r, &t) && !odd_date(r, &t))
			return false;
		*when = t < 1 ? 1 : t < LEASE_NEVER ? (uint32_t)t :
		    LEASE_NEVER;
		if (r->p < r->end && *r->p != ';')
			(void)word(r);
	}
	return semicolon(r);
}

static bool
state(struct reader *r, uint8_t *to)
{
	struct bytes w = word(r);
	size_t i;

	for (i = 1; i < leasetext_nstates; i++)
		if (is(w, leasetext_states[i])) {
			*to = (uint8_t)i;
			return semicolon(r);
		}
	if (is(w, "bootp") || is(w, "reserved")) {	/* of ISC 3 */
		*to = LEASE_ACTIVE;
		r->lease.flags |= is(w, "bootp") ? LEASE_F_BOOTP :
		    LEASE_F_RESERVED;
		return semicolon(r);
	}
	return wrong(r, "unknown binding state");
}

/* "binding state X;", the words before it having been read. */
static bool
binding(struct reader *r, uint8_t *to)
{
	return (is(word(r), "state") && state(r, to)) ||
	    wrong(r, "binding state expected");
}

static bool
other_binding(struct reader *r, uint8_t *to)
{
	return (is(word(r), "binding") && binding(r, to)) ||
	    wrong(r, "binding state expected");
}

static bool
hardware(struct reader *r)
{
	struct hardware *h = &r->lease.hardware;
	struct bytes w = word(r);
	uint64_t n;
	size_t i, len;

	for (i = 0; i < leasetext_nhardware; i++)
		if (is(w, leasetext_hardware[i].name))
			break;
	if (i < leasetext_nhardware)
		h->type = leasetext_hardware[i].type;
	else if (w.len > 8 && strncasecmp((const char *)w.data, "unknown-",
	    8) == 0 && scan_digits((const char *)w.data + 8, w.len - 8, 255,
	    &n) == w.len - 8)
		h->type = (uint8_t)n;
	else
		return wrong(r, "unknown hardware type");
	memset(h->addr, 0, sizeof(h->addr));
	if (!octets(r, h->addr, sizeof(h->addr), &len))
		return false;
	h->len = (uint8_t)len;
	return semicolon(r);
}

static bool
uid(struct reader *r)
{
	return octets(r, r->uid, LEASE_DATA_MAX, &r->uid_len) &&
	    semicolon(r);
}

static bool
hostname(struct reader *r)
{
	size_t len;

	return string(r, r->scratch, sizeof(r->scratch), &len) &&
	    add_item(r, LEASE_HOSTNAME, r->scratch, len) && semicolon(r);
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

static bool
billing(struct reader *r, const char *from)
{
	const char *class;
	size_t len;

	skip(r);
	class = r->p;
	if (!skip_statement(r))
		return false;
	len = (size_t)(r->p - class) - 1;
	/* With a comment or a block in it, it is no statement of ours. */
	if (class[len] != ';' || has_comment(class, len))
		return add_item(r, LEASE_OTHER, from, len + 1 +
		    (size_t)(class - from));
	return add_item(r, LEASE_BILLING, class, len);
}

/* set NAME = "string" | %number | true | false, or what else there may be. */
static bool
set(struct reader *r, const char *from)
{
	struct bytes name = word(r), w;
	uint8_t *v = r->scratch;
	size_t len = 0, i;
	uint64_t n;

	if (name.len == 0 || name.len > WORD_MAX || !take(r, '='))
		return wrong(r, "set: name and value expected");
	memcpy(v, name.data, name.len);
	v += name.len;
	*v++ = '\0';
	skip(r);
	if (r->p < r->end && *r->p == '"') {
		*v++ = '"';
		if (!string(r, v, LEASE_DATA_MAX - WORD_MAX - 2, &len))
			return false;
	} else {
		w = word(r);
		if (w.len > 1 && w.data[0] == '%' && scan_digits((const char *)
		    w.data + 1, w.len - 1, UINT64_MAX, &n) == w.len - 1) {
			*v++ = '%';
			for (i = 0; i < 8; i++)
				v[i] = (uint8_t)(n >> (56 - 8 * i));
			len = 8;
		} else if (is(w, "true") || is(w, "false")) {
			*v++ = '?';
			v[0] = is(w, "true");
			len = 1;
		} else
			return keep_statement(r, LEASE_OTHER, from);
	}
	return add_item(r, LEASE_SET, r->scratch,
	    (size_t)(v - r->scratch) + len) && semicolon(r);
}

/* 'I': an address; 'L': a number. */
static bool
agent_number(struct reader *r, char type, uint32_t *number)
{
	struct bytes w;
	uint64_t n;

	if (type == 'I')
		return address(r, number);
	w = word(r);
	if (w.len == 0 || scan_digits((const char *)w.data, w.len,
	    UINT32_MAX, &n) != w.len)
		return wrong(r, "not a number");
	*number = (uint32_t)n;
	return true;
}

/* option agent.NAME VALUE: back to what option 82 held. */
static bool
option(struct reader *r, const char *from)
{
	struct bytes w = word(r);
	const char *name = (const char *)w.data + 6;
	uint8_t *to = r->agent + r->agent_len;
	uint64_t code = 0;
	uint32_t number;
	size_t i, len;

	if (w.len <= 6 || strncasecmp((const char *)w.data, "agent.", 6) != 0)
		return keep_statement(r, LEASE_OTHER, from);
	w.data += 6;
	w.len -= 6;
	for (i = 0; i < leasetext_nagent; i++)
		if (is(w, leasetext_agent[i].name))
			break;
	if (i < leasetext_nagent)
		code = leasetext_agent[i].code;
	else if (w.len <= 8 || strncasecmp(name, "unknown-", 8) != 0 ||
	    scan_digits(name + 8, w.len - 8, UINT8_MAX, &code) != w.len - 8)
		return keep_statement(r, LEASE_OTHER, from);
	if (r->agent_len + 2 + 255 > sizeof(r->agent))
		return wrong(r, "too many agent options");
	if (i < leasetext_nagent && leasetext_agent[i].type != 'X') {
		if (!agent_number(r, leasetext_agent[i].type, &number))
			return false;
		put_u32(to + 2, number);
		len = 4;
	} else if (!octets(r, to + 2, 255, &len))
		return false;
	to[0] = (uint8_t)code;
	to[1] = (uint8_t)len;
	r->agent_len += 2 + len;
	return semicolon(r);
}

static bool
failover_time(struct reader *r, enum lease_item_kind kind)
{
	uint8_t four[4];
	uint32_t when;

	if (!date(r, &when))
		return false;
	put_u32(four, when);
	return add_item(r, kind, four, sizeof(four));
}

static bool
flag(struct reader *r, uint8_t bit)
{
	r->lease.flags |= bit;
	return semicolon(r);
}

/* One statement, whose first word is w; from is where it begins. */
static bool
statement(struct reader *r, struct bytes w, const char *from)
{
	struct lease *l = &r->lease;

	if (is(w, "starts"))
		return date(r, &l->starts);
	if (is(w, "ends"))
		return date(r, &l->ends);
	if (is(w, "cltt"))
		return date(r, &l->cltt);
	if (is(w, "binding"))
		return binding(r, &l->state);
	if (is(w, "next"))
		return other_binding(r, &l->next_state);
	if (is(w, "rewind"))
		return other_binding(r, &l->rewind_state);
	if (is(w, "hardware"))
		return hardware(r);
	if (is(w, "uid"))
		return uid(r);
	if (is(w, "client-hostname"))
		return hostname(r);
	if (is(w, "set"))
		return set(r, from);
	if (is(w, "tstp"))
		return date(r, &l->tstp);
	if (is(w, "option"))
		return option(r, from);
	if (is(w, "on"))
		return keep_statement(r, LEASE_ON, from);
	if (is(w, "billing"))
		return billing(r, from);
	if (is(w, "tsfp"))
		return failover_time(r, LEASE_TSFP);
	if (is(w, "atsfp"))
		return failover_time(r, LEASE_ATSFP);
	if (is(w, "reserved"))
		return flag(r, LEASE_F_RESERVED);
	if (is(w, "dynamic-bootp") || is(w, "bootp"))
		return flag(r, LEASE_F_BOOTP);
	if (is(w, "abandoned")) {
		r->abandoned = true;
		return semicolon(r);
	}
	return keep_statement(r, LEASE_OTHER, from);
}

/* --- blocks */

/* OpenBSD's files, and ISC's of old, have no states. */
static void
guess_state(struct reader *r)
{
	struct lease *l = &r->lease;

	if (l->state != LEASE_UNSET)
		return;
	if (r->abandoned)
		l->state = LEASE_ABANDONED;
	else
		l->state = l->ends > 0 ? LEASE_ACTIVE : LEASE_FREE;
	l->next_state = l->rewind_state = LEASE_FREE;
}

/* The client-id first, the relay's last: as the writer has them. */
static bool
store(struct reader *r)
{
	const struct bytes uid_value = { r->uid, r->uid_len };
	const struct bytes agent = { r->agent, r->agent_len };
	struct lease *l = lease_at(r->leases, r->lease.addr);
	uint8_t *all = r->scratch;
	size_t used = 0;

	if (l == NULL)
		return false;
	if (uid_value.len > 0)
		used = lease_item_write(all, sizeof(r->scratch), LEASE_UID,
		    uid_value);
	if (agent.len > 0)
		(void)add_item(r, LEASE_AGENT, agent.data, agent.len);
	if (r->items_len <= sizeof(r->scratch) - used) {
		memcpy(all + used, r->items, r->items_len);
		used += r->items_len;
	}
	l->starts = r->lease.starts;
	l->ends = r->lease.ends;
	l->tstp = r->lease.tstp;
	l->cltt = r->lease.cltt;
	l->state = r->lease.state;
	l->next_state = r->lease.next_state;
	l->rewind_state = r->lease.rewind_state;
	l->flags = r->lease.flags;
	return lease_replace(r->leases, l, &r->lease.hardware, all, used)
	    == 0;
}

/* "lease" has been read.  False: the block is to be skipped. */
static bool
lease_block(struct reader *r)
{
	const char *from;
	struct bytes w;

	memset(&r->lease, 0, sizeof(r->lease));
	r->abandoned = false;
	r->uid_len = r->agent_len = r->items_len = 0;
	if (!address(r, &r->lease.addr))
		return false;
	if (!take(r, '{'))
		return wrong(r, "{ expected");
	while (!take(r, '}')) {
		from = r->p;
		w = word(r);
		if (w.len == 0)
			return wrong(r, r->p == r->end ?
			    "unexpected end of file" : "statement expected");
		if (!statement(r, w, from))
			return false;
	}
	guess_state(r);
	return true;
}

static void
complain_at(struct reader *r, const char *where)
{
	for (; r->counted < where; r->counted++)
		r->line += *r->counted == '\n';
	if (r->report->bad <= COMPLAINTS && r->complain != NULL)
		r->complain(r->arg, r->line, r->why);
}

/*
 * The next line that begins with "lease" or a brace: a block that was cut
 * off has no brace, and the next one must not be lost with it.
 */
static void
resynchronize(struct reader *r)
{
	while (r->p < r->end) {
		while (r->p < r->end && *r->p != '\n')
			r->p++;
		if (r->p == r->end)
			break;
		r->p++;
		if (r->p < r->end && *r->p == '}') {
			r->p++;
			return;
		}
		if (begins_lease(r, r->p))
			return;
	}
	r->report->torn = true;
}

static bool
keep_other(struct reader *r, const char *from, size_t len)
{
	struct leasefile_other *o = r->other;
	size_t size;
	char *wider;

	if (o->len + len + 1 > o->size) {
		size = 2 * (o->len + len + 1);
		wider = realloc(o->text, size);
		if (wider == NULL)
			return false;
		o->text = wider;
		o->size = size;
	}
	memcpy(o->text + o->len, from, len);
	o->text[o->len + len] = '\n';
	o->len += len + 1;
	return true;
}

static void
latest(struct reader *r)
{
	uint32_t t = r->lease.starts;

	if (r->lease.cltt != LEASE_NEVER && r->lease.cltt > t)
		t = r->lease.cltt;
	if (t != LEASE_NEVER && t > r->report->latest)
		r->report->latest = t;
}

/* One block or statement of the file. */
static bool
top(struct reader *r)
{
	const char *from = r->p;
	struct bytes w = word(r);

	r->why = NULL;
	if (is(w, "lease")) {
		if (lease_block(r)) {
			r->report->blocks++;
			latest(r);
			if (store(r))
				return true;
			return false;
		}
	} else if (skip_statement(r)) {
		if (is(w, "authoring-byte-order"))
			return true;	/* the writer has its own */
		return keep_other(r, from, (size_t)(r->p - from));
	}
	r->report->bad++;
	complain_at(r, r->p);
	r->p = from;
	resynchronize(r);
	return true;
}

int
leasefile_parse(struct leases *leases, struct leasefile_other *other,
    const char *text, size_t len, struct leasefile_report *report,
    leasefile_complain *complain, void *arg)
{
	struct reader *r = malloc(sizeof(*r));
	bool good = true;

	memset(report, 0, sizeof(*report));
	if (r == NULL)
		return -1;
	r->text = r->p = r->counted = text;
	r->end = text + len;
	r->line = 1;
	r->leases = leases;
	r->other = other;
	r->report = report;
	r->complain = complain;
	r->arg = arg;
	for (skip(r); good && r->p < r->end; skip(r))
		good = top(r);
	free(r);
	return good ? leases_settle(leases) : -1;
}
