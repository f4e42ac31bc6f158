/* parse_typed: the values of options, by type. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/option_table.h"
#include "dhcpd/param.h"
#include "dhcpd/parse.h"
#include "dhcpd/suggest.h"

static bool
value_integer(struct parser *p, char type, struct build *b)
{
	unsigned octets = strchr("Bb", type) != NULL ? 1 :
	    strchr("Ss", type) != NULL ? 2 : 4;
	int64_t most = ((int64_t)1 << 8 * octets) - 1, n;

	if (!parse_number(p, -(most + 1) / 2, most, &n))
		return false;
	build_number(b, (uint32_t)n, octets);
	return true;
}

static bool
value_text(struct parser *p, struct build *b)
{
	const struct token *t = lexer_peek(p->x);
	struct token word;

	if (t->kind == TOKEN_WORD && (strchr(t->text, '.') != NULL ||
	    strspn(t->text, "0123456789") == strlen(t->text)))
		return parse_error(p, t, "expecting string: a text like this "
		    "needs quotes, \"%.60s\"", t->text);
	if (t->kind != TOKEN_WORD && t->kind != TOKEN_STRING)
		return parse_error(p, t, "expecting string.");
	lexer_next(p->x, &word);
	build_add(b, word.text, word.len);
	return true;
}

/* An IPv6 address is words and colons to the lexer, without blanks. */
static bool
value_ip6(struct parser *p, struct build *b)
{
	struct token first = *lexer_peek(p->x), t;
	const struct token *next;
	char text[64];
	uint8_t address[16];
	size_t len = 0;
	int n;

	for (;;) {
		next = lexer_peek(p->x);
		if ((next->kind != TOKEN_WORD && !parse_peek_mark(p, ':')) ||
		    next->line != first.line ||
		    next->column != first.column + len)
			break;
		lexer_next(p->x, &t);
		n = snprintf(text + len, sizeof(text) - len, "%s", t.text);
		if (n < 0 || (size_t)n >= sizeof(text) - len)
			return parse_error(p, &first, "no IPv6 address.");
		len += (size_t)n;
	}
	if (len == 0 || inet_pton(AF_INET6, text, address) != 1)
		return parse_error(p, &first, "expecting IPv6 address.");
	build_add(b, address, sizeof(address));
	return true;
}

/* RFC 3442: "10.0.0.0/8 192.168.0.1" is 8, 10, and the router. */
static bool
value_route(struct parser *p, struct build *b)
{
	uint32_t destination, router;
	int64_t width;
	uint8_t octets[5];
	size_t i;

	if (!parse_address(p, &destination) || !parse_mark(p, '/') ||
	    !parse_number(p, 0, 32, &width) || !parse_address(p, &router))
		return false;
	octets[0] = (uint8_t)width;
	for (i = 0; i < 4; i++)
		octets[i + 1] = (uint8_t)(destination >> (24 - 8 * i));
	build_add(b, octets, 1 + (size_t)(width + 7) / 8);
	build_number(b, router, 4);
	return true;
}

static bool
value_domain(struct parser *p, struct build *b, bool compressed)
{
	struct token t;

	if (!parse_name(p, &t))
		return false;
	if (!build_name(b, t.text, t.len, compressed))
		return parse_error(p, &t, "\"%.100s\" is no domain name.",
		    t.text);
	return true;
}

static bool
value_words(struct parser *p, const struct option *d, struct build *b)
{
	const struct standard *w = option_words(d->code);
	struct suggest s;
	struct token t;

	if (!parse_name(p, &t))
		return false;
	suggest_init(&s, t.text);
	for (; w->name != NULL; w++) {
		if (strcasecmp(w->name, t.text) == 0) {
			build_number(b, w->code, 4);
			return true;
		}
		suggest_try(&s, w->name);
	}
	return parse_error(p, &t, "unknown value for %s: \"%.64s\"%s%s%s",
	    d->name, t.text, s.best != NULL ? ": did you mean \"" : "",
	    s.best != NULL ? s.best : "", s.best != NULL ? "\"?" : "");
}

static bool
value_space(struct parser *p, struct build *b)
{
	struct token t;

	if (!parse_name(p, &t))
		return false;
	/* it may be defined below: config_index() looks */
	if (parse_mention(p, &p->spaces, &t) == NULL)
		return false;
	build_add(b, t.text, t.len);
	return true;
}

static bool
value_octets(struct parser *p, struct build *b)
{
	struct bytes data;

	if (!parse_data(p, &data))
		return false;
	build_add(b, data.data, data.len);
	return true;
}

static bool
value_name(struct parser *p, const struct option *d, struct build *b)
{
	struct token t;

	if (!parse_name(p, &t))
		return false;
	if (d->code == PARAM_OMAPI_KEY &&
	    parse_mentioned(p->keys, t.text) == NULL)
		return parse_error(p, &t, "unknown key %.64s", t.text);
	build_add(b, t.text, t.len);
	return true;
}

static bool
value_field(struct parser *p, const struct option *d, char type,
    bool compressed, size_t addresses, struct build *b)
{
	uint32_t n;
	bool flag;

	switch (type) {
	case 'I':
		return parse_addresses(p, b, addresses);
	case '6':
		return value_ip6(p, b);
	case 't':
		return value_text(p, b);
	case 'X': case 'E':
		return value_octets(p, b);
	case 'd': case 'D':
		return value_domain(p, b, compressed);
	case 'f':
		if (!parse_flag(p, &flag))
			return false;
		build_number(b, flag, 1);
		return true;
	case 'T':
		if (!parse_time(p, &n))
			return false;
		build_number(b, n, 4);
		return true;
	case 'N':
		return value_words(p, d, b);
	case 'U':
		return value_space(p, b);
	case 'w':
		return value_name(p, d, b);
	case 'R':
		return value_route(p, b);
	case 'Z':
		return true;
	default:
		return value_integer(p, type, b);
	}
}

/* Fields by blanks; what repeats, by commas. */
static bool
typed_fields(struct parser *p, const struct option *d, struct build *b)
{
	size_t nfields = strcspn(d->type, "Aaoc"), i;
	char repeats = d->type[nfields], last = d->type[nfields - 1];
	bool compressed = repeats == 'c', list = last == 'D';

	for (;;) {
		for (i = 0; i < nfields; i++) {
			if (i > 0 && i == nfields - 1 && repeats == 'o' &&
			    parse_peek_mark(p, ';'))
				return true;
			if (!value_field(p, d, d->type[i], compressed,
			    repeats == 'A' || repeats == 'a' ? SIZE_MAX : 1, b))
				return false;
		}
		if (!parse_take_mark(p, ','))
			return true;
		if (repeats == 'A')
			continue;
		if (repeats != 'a' && !list)
			return parse_error(p, lexer_peek(p->x),
			    "%s takes one value.", d->name);
		do {
			if (!value_field(p, d, last, compressed, SIZE_MAX, b))
				return false;
		} while (parse_take_mark(p, ','));
		return true;
	}
}

bool
parse_typed(struct parser *p, const struct option *d, struct bytes *value)
{
	struct build b = { .arena = &p->c->arena };
	struct token at = *lexer_peek(p->x);

	build_add(&b, "", 0);
	if (!typed_fields(p, d, &b))
		return false;
	if (b.failed)
		return parse_error(p, &at, "the value is too long.");
	value->data = b.data;
	value->len = b.len;
	return true;
}
