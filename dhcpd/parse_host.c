/* parse_host: host declarations. */
#include <stdio.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/parse.h"

enum {
	HARDWARE_MAX = 16,	/* chaddr: RFC 2131 figure 1 */
	HARDWARE_ETHERNET = 6
};

bool
parse_host(struct parser *p, struct block *b, const struct token *word)
{
	struct host *h = arena_alloc(&p->c->arena, sizeof(*h));
	struct token name;
	struct block in = *b;

	(void)word;
	if (h == NULL)
		return parse_memory(p);
	if (!parse_word(p, &name, "the host's name, without quotes"))
		return false;
	if (!parse_peek_mark(p, '{'))
		return parse_mark(p, '{');
	h->name = name.text;
	h->declared = parse_mention(p, &p->hosts, &name);
	h->group = parse_group_new(p, b->group);
	if (h->group == NULL)
		return true;
	in.kind = IN_HOST;
	in.depth = b->depth + 1;
	in.host = h;
	in.group = h->group;
	in.tail = &h->group->statements;
	if (!parse_braces(p, &in))
		return false;
	*p->last_host = h;
	p->last_host = &h->next;
	p->c->nhosts++;
	return true;
}

/* Also "unknown-N": RFC 2131's htype by number. */
static bool
hardware_type(struct parser *p, uint8_t *htype)
{
	static const struct {
		const char	*word;
		uint8_t		 htype;
	} types[] = {
		{ "ethernet", 1 }, { "token-ring", 6 }, { "fddi", 8 },
		{ "infiniband", 32 }
	};
	struct token t;
	uint64_t n;
	size_t i;

	if (!parse_word(p, &t, "a hardware type"))
		return false;
	for (i = 0; i < nitems(types); i++)
		if (token_is(&t, types[i].word)) {
			*htype = types[i].htype;
			return true;
		}
	if (strncmp(t.text, "unknown-", 8) == 0 &&
	    scan_number(t.text + 8, 255, &n)) {
		*htype = (uint8_t)n;
		return true;
	}
	return parse_error(p, &t, "Unknown hardware type %.64s: ethernet, "
	    "token-ring, fddi, infiniband or unknown-N", t.text);
}

bool
parse_hardware(struct parser *p, struct block *b, const struct token *word)
{
	struct build address = { .arena = &p->c->arena };
	struct token at;

	(void)word;
	if (!hardware_type(p, &b->host->htype))
		return false;
	at = *lexer_peek(p->x);
	if (!parse_hex(p, &address) || !parse_end(p))
		return false;
	if (address.len > HARDWARE_MAX)
		return parse_error(p, &at, "hardware address too long: "
		    "%zu octets, a packet has %d.", address.len, HARDWARE_MAX);
	if (b->host->htype == 1 && address.len != HARDWARE_ETHERNET)
		parse_warn(p, &at, "an ethernet address of %zu octets never "
		    "matches", address.len);
	b->host->hardware = (struct bytes){ address.data, address.len };
	return true;
}

bool
parse_fixed(struct parser *p, struct block *b, const struct token *word)
{
	struct build addresses = { .arena = &p->c->arena };
	struct token at = *lexer_peek(p->x);
	uint32_t *fixed, n;
	size_t i;

	(void)word;
	do {
		if (!parse_addresses(p, &addresses, CONFIG_FIXED))
			return false;
	} while (parse_take_mark(p, ','));
	if (addresses.len / 4 > CONFIG_FIXED)
		return parse_error(p, &at, "more than %d addresses.",
		    CONFIG_FIXED);
	if (!parse_end(p))
		return false;
	fixed = arena_alloc(&p->c->arena, addresses.len);
	if (fixed == NULL)
		return parse_memory(p);
	for (i = 0; i < addresses.len / 4; i++) {
		const uint8_t *d = addresses.data + 4 * i;

		n = (uint32_t)d[0] << 24 | (uint32_t)d[1] << 16 |
		    (uint32_t)d[2] << 8 | d[3];
		fixed[i] = n;
	}
	b->host->fixed = fixed;
	b->host->nfixed = addresses.len / 4;
	return true;
}

/* All of them are looked for in each packet: so they are few. */
static bool
note_identifier(struct parser *p, const struct option *d,
    const struct token *at)
{
	struct config *c = p->c;
	size_t i;

	for (i = 0; i < c->nidentifiers; i++)
		if (c->identifiers[i]->id == d->id)
			return true;
	if (c->nidentifiers == CONFIG_IDENTIFIERS)
		return parse_error(p, at, "more than %d different options "
		    "identify hosts.", CONFIG_IDENTIFIERS);
	c->identifiers[c->nidentifiers++] = d;
	return true;
}

/* "host-identifier option NAME VALUE;" */
bool
parse_identifier(struct parser *p, struct block *b, const struct token *word)
{
	struct token at;

	(void)word;
	if (!parse_take_word(p, "option"))
		return parse_error(p, lexer_peek(p->x),
		    "host-identifier must be an option: expecting \"option\".");
	at = *lexer_peek(p->x);
	if (!parse_option_name(p, &b->host->identifier))
		return false;
	if (b->host->identifier->space == p->c->options.server)
		return parse_error(p, &at, "this is no option of a packet.");
	return parse_typed(p, b->host->identifier, &b->host->identity) &&
	    parse_end(p) && note_identifier(p, b->host->identifier, &at);
}

bool
parse_dynamic(struct parser *p, struct block *b, const struct token *word)
{
	if (token_is(word, "dynamic"))
		b->host->dynamic = true;
	else
		b->host->deleted = true;
	return parse_end(p);
}
