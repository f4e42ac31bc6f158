/*
 * dhcp_fixture: respond() asked and answered in words.
 *
 * A message is a line of words, "discover mac=2 b 50=.12", and so is what
 * comes back, "offer yi=10.0.0.12 to=bcast order=53,54,51 ...": a test is
 * a table of lines.  See dhcp_word() and dhcp_words_out() for what there is.
 */
#ifndef DHCP_FIXTURE_H
#define DHCP_FIXTURE_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/config.h"
#include "dhcpd/lease.h"
#include "dhcpd/packet.h"
#include "dhcpd/ranges.h"
#include "dhcpd/respond.h"
#include "dhcpd/scope.h"
#include "guard.h"

#define DHCP_START	1800000000u	/* the clock of all tests */

struct dhcp {
	struct config	*config;
	struct scope	*scope;
	struct leases	*leases;
	struct responder responder;
	struct interface interface;
	struct packet	 packet;
	struct reply	 reply;
	unsigned	 puts;		/* leases written by this message */
	char		 log[16384];	/* what it said */
	char		 ran[1024];	/* what it executed */
	char		 out[16384];	/* the answer in words */
};

/* ".7" is 10.0.0.7. */
static inline uint32_t
dhcp_addr(const char *s)
{
	unsigned a = 10, b = 0, c = 0, d = 0;

	if (*s == '.')
		d = (unsigned)atoi(s + 1);
	else if (sscanf(s, "%u.%u.%u.%u", &a, &b, &c, &d) != 4)
		return 0;
	return a << 24 | b << 16 | c << 8 | d;
}

static void
dhcp_put(void *arg, struct lease *l)
{
	struct dhcp *d = arg;

	(void)l;
	d->puts++;
}

static void
dhcp_say(void *arg, int priority, const char *line)
{
	struct dhcp *d = arg;
	size_t len = strlen(d->log);

	(void)priority;
	snprintf(d->log + len, sizeof(d->log) - len, "%s\n", line);
}

static void
dhcp_execute(void *arg, char *const argv[])
{
	struct dhcp *d = arg;
	size_t len;

	for (; *argv != NULL; argv++) {
		len = strlen(d->ran);
		snprintf(d->ran + len, sizeof(d->ran) - len, "%s ", *argv);
	}
}

static bool
dhcp_ours(void *arg, uint32_t addr)
{
	(void)arg;
	return addr == dhcp_addr(".1") || addr == dhcp_addr("10.9.0.1");
}

static void
dhcp_complain(void *arg, int priority, const char *text)
{
	(void)arg;
	if (priority <= 3)
		fprintf(stderr, "%s\n", text);
}

static inline void
dhcp_configure(struct dhcp *d, const char *text)
{
	const struct config_env env = { .complain = dhcp_complain };
	const struct scope_hooks hooks = { dhcp_say, dhcp_execute, d };
	struct config *c = config_parse("test", text, strlen(text), &env);
	const uint32_t own = dhcp_addr(".1");
	struct scope *s;

	if (c == NULL || (s = scope_new(c, &hooks)) == NULL ||
	    ranges_set(d->leases, c, &own, 1) == -1)
		abort();
	if (d->scope != NULL)
		scope_free(d->scope);
	if (d->config != NULL)
		config_free(d->config);
	d->config = c;
	d->scope = s;
	d->responder.config = c;
	d->responder.scope = s;
	respond_configured(&d->responder);
}

static inline struct dhcp *
dhcp_new(const char *text)
{
	struct dhcp *d = calloc(1, sizeof(*d));

	if (d == NULL || (d->leases = leases_new()) == NULL)
		abort();
	d->interface = (struct interface){ .name = "eth0", .index = 2,
	    .address = dhcp_addr(".1"), .netmask = 0xffffff00u,
	    .hardware = { HTYPE_ETHERNET, 6, { 2, 0, 0, 0, 0, 0xfe } } };
	d->responder = (struct responder){ .leases = d->leases,
	    .now = DHCP_START, .server_port = 67, .client_port = 68,
	    .arg = d, .put = dhcp_put, .say = dhcp_say, .ours = dhcp_ours };
	dhcp_configure(d, text);
	return d;
}

static inline void
dhcp_free(struct dhcp *d)
{
	scope_free(d->scope);
	config_free(d->config);
	leases_free(d->leases);
	free(d);
}

/* --- a message from words */

struct dhcp_message {
	uint8_t		 raw[PACKET_MAX];
	size_t		 len;
	bool		 bare;		/* no END, no padding */
	size_t		 cut;		/* so many bytes off its end */
	size_t		 size;		/* padded to this */
	struct arrival	 arrival;
};

static inline void
dhcp_add(struct dhcp_message *m, unsigned code, const void *data, size_t len)
{
	m->raw[m->len++] = (uint8_t)code;
	m->raw[m->len++] = (uint8_t)len;
	memcpy(m->raw + m->len, data, len);
	m->len += len;
}

/* "0a0b", "'text", ".7", "1,3,6" (or "15,"), "@600" (four bytes) */
static inline size_t
dhcp_value(const char *s, uint8_t *to)
{
	unsigned byte;
	size_t n = 0;
	int used;

	if (*s == '\'') {
		memcpy(to, s + 1, strlen(s + 1));
		return strlen(s + 1);
	}
	if (*s == '@' || strchr(s, '.') != NULL) {
		put_u32(to, *s == '@' ? (uint32_t)strtoul(s + 1, NULL, 0) :
		    dhcp_addr(s));
		return 4;
	}
	if (strchr(s, ',') != NULL) {
		for (; *s != '\0'; s += strcspn(s, ","), s += *s == ',')
			to[n++] = (uint8_t)atoi(s);
		return n;
	}
	while (sscanf(s, "%2x%n", &byte, &used) == 1) {
		to[n++] = (uint8_t)byte;
		s += used;
	}
	return n;
}

static inline unsigned
dhcp_type(const char *word)
{
	static const char *const types[] = { "bootp", "discover", "offer",
	    "request", "decline", "ack", "nak", "release", "inform", "9",
	    "leasequery", "unassigned", "unknown", "active" };
	unsigned i;

	for (i = 0; i < nitems(types); i++)
		if (strcmp(word, types[i]) == 0)
			return i;
	return (unsigned)atoi(word);
}

/* NUMBER=value: an option; the others: fields, and how it came. */
static inline void
dhcp_word(struct dhcp_message *m, const char *key, const char *value)
{
	static const struct { const char *name; size_t at; } addresses[] = {
		{ "ci", 12 }, { "yi", 16 }, { "si", 20 }, { "gi", 24 } };
	uint8_t data[512];
	size_t i;

	for (i = 0; i < nitems(addresses); i++)
		if (strcmp(key, addresses[i].name) == 0) {
			put_u32(m->raw + addresses[i].at, dhcp_addr(value));
			return;
		}
	if (*key >= '0' && *key <= '9')
		dhcp_add(m, (unsigned)atoi(key), data,
		    dhcp_value(value, data));
	else if (strcmp(key, "mac") == 0)
		m->raw[33] = (uint8_t)atoi(value);
	else if (strcmp(key, "b") == 0)
		put_u16(m->raw + 10, FLAG_BROADCAST);
	else if (strcmp(key, "op") == 0)
		m->raw[0] = (uint8_t)atoi(value);
	else if (strcmp(key, "htype") == 0)
		m->raw[1] = (uint8_t)atoi(value);
	else if (strcmp(key, "hlen") == 0)
		m->raw[2] = (uint8_t)atoi(value);
	else if (strcmp(key, "hops") == 0)
		m->raw[3] = (uint8_t)atoi(value);
	else if (strcmp(key, "secs") == 0)
		put_u16(m->raw + 8, (uint16_t)atoi(value));
	else if (strcmp(key, "cookie") == 0)
		put_u32(m->raw + 236, (uint32_t)strtoul(value, NULL, 16));
	else if (strcmp(key, "from") == 0)
		m->arrival.source = dhcp_addr(value);
	else if (strcmp(key, "to") == 0)
		m->arrival.destination = dhcp_addr(value);
	else if (strcmp(key, "port") == 0)
		m->arrival.source_port = (uint16_t)atoi(value);
	else if (strcmp(key, "bare") == 0)
		m->bare = true;
	else if (strcmp(key, "cut") == 0)
		m->cut = (size_t)atoi(value);
	else if (strcmp(key, "size") == 0)
		m->size = (size_t)atoi(value);
	else
		abort();
}

static inline void
dhcp_message(struct dhcp_message *m, const char *words)
{
	char text[4096], *s = text, *word, *key;
	uint8_t type;

	memset(m, 0, sizeof(*m));
	m->raw[0] = BOOTREQUEST;
	m->raw[1] = HTYPE_ETHERNET;
	m->raw[2] = 6;
	put_u32(m->raw + 4, 0x12345678);
	m->raw[28] = 2;
	m->raw[33] = 1;
	put_u32(m->raw + PACKET_HEADER, PACKET_COOKIE);
	m->len = PACKET_OPTIONS;
	m->size = PACKET_MIN;
	m->arrival.destination = UINT32_MAX;
	m->arrival.source_port = 68;
	snprintf(text, sizeof(text), "%s", words);
	word = strsep(&s, " ");
	type = (uint8_t)dhcp_type(word);
	if (type != BOOTP)
		dhcp_add(m, OPT_MESSAGE_TYPE, &type, 1);
	while ((word = strsep(&s, " ")) != NULL) {
		if (*word == '\0')
			continue;
		key = strsep(&word, "=");
		dhcp_word(m, key, word != NULL ? word : "");
	}
	m->len -= m->cut;
	if (!m->bare) {
		m->raw[m->len++] = OPT_END;
		if (m->len < m->size)
			m->len = m->size;
	}
}

/* --- an answer in words */

static inline void
dhcp_out(struct dhcp *d, const char *fmt, ...)
{
	size_t len = strlen(d->out);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(d->out + len, sizeof(d->out) - len, fmt, ap);
	va_end(ap);
}

/* order=53,54,51 and one NUMBER=hex for each option there is. */
static inline void
dhcp_options_out(struct dhcp *d, const struct packet *p)
{
	const uint8_t *at = p->raw.data + PACKET_OPTIONS;
	const uint8_t *end = p->raw.data + p->raw.len;
	const char *comma = "";
	size_t i;
	unsigned code;

	dhcp_out(d, " order=");
	for (; at < end && *at != OPT_END; at += 2 + at[1]) {
		dhcp_out(d, "%s%u", comma, *at);
		comma = ",";
	}
	for (code = 1; code < 255; code++) {
		if (p->options[code].data == NULL)
			continue;
		dhcp_out(d, " %u=", code);
		for (i = 0; i < p->options[code].len; i++)
			dhcp_out(d, "%02x", p->options[code].data[i]);
	}
}

static inline void
dhcp_words_out(struct dhcp *d)
{
	static const char *const types[] = { "bootp", "discover", "offer",
	    "request", "decline", "ack", "nak", "release", "inform", "9",
	    "leasequery", "unassigned", "unknown", "active" };
	static const char *const targets[] = { "ip", "raw", "bcast" };
	static const char *const outcomes[] = { "none", "send", "commit",
	    "probe" };
	static struct packet p;
	char a[ADDRESS_TEXT];
	const struct reply *r = &d->reply;

	d->out[0] = '\0';
	dhcp_out(d, " %s puts=%u", outcomes[r->outcome], d->puts);
	if (r->outcome == RESPOND_NOTHING) {
		dhcp_out(d, " ");
		return;
	}
	if (!packet_parse(&p, (const uint8_t *)guard(r->packet, r->len),
	    r->len))
		abort();
	dhcp_out(d, " %s len=%zu op=%u xid=%x hlen=%u hops=%u secs=%u "
	    "flags=%04x", p.type < nitems(types) ? types[p.type] : "?",
	    r->len, p.op, p.xid, p.hlen, p.hops, p.secs, p.flags);
	dhcp_out(d, " ci=%s", address_text(p.ciaddr, a));
	dhcp_out(d, " yi=%s", address_text(p.yiaddr, a));
	dhcp_out(d, " si=%s", address_text(p.siaddr, a));
	dhcp_out(d, " gi=%s", address_text(p.giaddr, a));
	dhcp_out(d, " mac=%u", p.chaddr[5]);
	dhcp_out(d, " to=%s:%s:%u", targets[r->target],
	    address_text(r->address, a), r->port);
	dhcp_out(d, " source=%s", address_text(r->source, a));
	dhcp_out(d, " file=%.128s sname=%.64s", p.overload_file ? "(options)"
	    : (const char *)p.file, p.overload_sname ? "(options)" :
	    (const char *)p.sname);
	if (p.cookie)
		dhcp_options_out(d, &p);
	if (r->outcome == RESPOND_PROBE)
		dhcp_out(d, " probe=%s ms=%u", address_text(r->probe, a),
		    r->probe_ms);
	dhcp_out(d, " ");
}

/*
 * Does what a line says; the answer is in d->out.  "+60" lets a minute
 * pass; "conflict .10" is an answer to a probe.
 */
static inline void
dhcp_do(struct dhcp *d, const char *words)
{
	static struct dhcp_message m;

	d->puts = 0;
	d->log[0] = d->ran[0] = '\0';
	if (*words == '+') {
		d->responder.now += (uint32_t)atoi(words + 1);
		(void)respond_expire(&d->responder, 1000);
		snprintf(d->out, sizeof(d->out), " puts=%u ", d->puts);
		return;
	}
	if (strncmp(words, "conflict ", 9) == 0) {
		respond_conflict(&d->responder, dhcp_addr(words + 9));
		snprintf(d->out, sizeof(d->out), " puts=%u ", d->puts);
		return;
	}
	dhcp_message(&m, words);
	m.arrival.interface = &d->interface;
	if (!packet_parse(&d->packet, (const uint8_t *)guard(m.raw, m.len),
	    m.len)) {
		snprintf(d->out, sizeof(d->out), " unparsed ");
		return;
	}
	(void)respond(&d->responder, &d->packet, &m.arrival, &d->reply);
	dhcp_words_out(d);
}

/*
 * The first of the expected words that the answer does not have, NULL when
 * it has all: "!53=*" must not be there, "53=*" with any value.
 */
static inline const char *
dhcp_missing(const struct dhcp *d, const char *expected)
{
	static char word[512];
	const char *from = expected;
	size_t len;
	bool not, any, has;

	for (; *from != '\0'; from += len) {
		from += strspn(from, " ");
		len = strcspn(from, " ");
		if (len == 0)
			break;
		not = *from == '!';
		any = from[len - 1] == '*';
		snprintf(word, sizeof(word), " %.*s%s",
		    (int)(len - not - any), from + not, any ? "" : " ");
		has = strstr(d->out, word) != NULL;
		if (has == not) {
			snprintf(word, sizeof(word), "%.*s", (int)len, from);
			return word;
		}
	}
	return NULL;
}

#endif
