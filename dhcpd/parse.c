/* parse: blocks, and the table of statements. */
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/parse.h"
#include "dhcpd/suggest.h"

static const struct keyword {
	const char	*word;
	unsigned	 where;
	bool		(*parse)(struct parser *, struct block *,
			    const struct token *);
} keywords[] = {
	{ "include",	IN_ANY,		parse_include },
	{ "subnet",	IN_FILE | IN_GROUP | IN_NETWORK, parse_subnet },
	{ "shared-network", IN_FILE | IN_GROUP, parse_network },
	{ "pool",	IN_NETWORK | IN_SUBNET, parse_pool },
	{ "group",	IN_FILE | IN_GROUP | IN_NETWORK | IN_SUBNET,
	    parse_group },
	{ "host",	IN_FILE | IN_GROUP | IN_NETWORK | IN_SUBNET | IN_POOL,
	    parse_host },
	{ "class",	IN_DECLARATION & ~(IN_CLASS | IN_HOST), parse_class },
	{ "subclass",	IN_DECLARATION & ~(IN_CLASS | IN_HOST),
	    parse_subclass },
	{ "range",	IN_SUBNET | IN_POOL, parse_range },
	{ "interface",	IN_NETWORK | IN_SUBNET, parse_interface },
	{ "authoritative", IN_ANY,	parse_authoritative },
	{ "not",	IN_ANY,		parse_authoritative },
	{ "allow",	IN_ANY,		parse_allow },
	{ "deny",	IN_ANY,		parse_allow },
	{ "ignore",	IN_ANY,		parse_allow },
	{ "option",	IN_ANY,		parse_option },
	{ "supersede",	IN_ANY,		parse_how },
	{ "send",	IN_ANY,		parse_how },
	{ "append",	IN_ANY,		parse_how },
	{ "prepend",	IN_ANY,		parse_how },
	{ "default",	IN_ANY,		parse_default },
	{ "server-identifier", IN_ANY,	parse_server_identifier },
	{ "hardware",	IN_HOST,	parse_hardware },
	{ "fixed-address", IN_HOST,	parse_fixed },
	{ "host-identifier", IN_HOST,	parse_identifier },
	{ "dynamic",	IN_HOST,	parse_dynamic },
	{ "deleted",	IN_HOST,	parse_dynamic },
	{ "match",	IN_CLASS,	parse_match },
	{ "spawn",	IN_CLASS,	parse_spawn },
	{ "lease",	IN_CLASS,	parse_limit },
	{ "if",		IN_ANY,		parse_if },
	{ "switch",	IN_ANY,		parse_switch },
	{ "case",	IN_SWITCH,	parse_case },
	{ "break",	IN_CODE | IN_SWITCH, parse_break },
	{ "on",		IN_ANY,		parse_on },
	{ "set",	IN_ANY,		parse_set },
	{ "unset",	IN_ANY,		parse_unset },
	{ "eval",	IN_ANY,		parse_eval },
	{ "log",	IN_ANY,		parse_log },
	{ "execute",	IN_ANY,		parse_execute },
	{ "key",	IN_ANY,		parse_key },
	{ "zone",	IN_ANY,		parse_zone },
	{ "failover",	IN_FILE | IN_GROUP | IN_NETWORK | IN_SUBNET | IN_POOL,
	    parse_failover },
};

static const char *
place_name(unsigned kind)
{
	static const struct {
		unsigned	 kind;
		const char	*name;
	} names[] = {
		{ IN_FILE, "the file itself" }, { IN_GROUP, "a group" },
		{ IN_NETWORK, "a shared-network" }, { IN_SUBNET, "a subnet" },
		{ IN_POOL, "a pool" }, { IN_HOST, "a host" },
		{ IN_CLASS, "a class" }, { IN_SWITCH, "a switch" },
		{ IN_CODE, "statements that are executed" }
	};
	size_t i;

	for (i = 0; i + 1 < nitems(names) && (names[i].kind & kind) == 0; i++)
		;
	return names[i].name;
}

/* ISC takes any word before a ';': that is how "authorative;" slips by. */
static bool
unknown_word(struct parser *p, const struct block *b, const struct token *word)
{
	const struct option *d;
	struct suggest s;
	size_t i;

	suggest_init(&s, word->text);
	for (i = 0; i < nitems(keywords); i++)
		if (keywords[i].where & b->kind)
			suggest_try(&s, keywords[i].word);
	for (i = 0; i < OPTION_BUCKETS; i++)
		for (d = p->c->options.server->by_name[i]; d != NULL;
		    d = d->next_name)
			suggest_try(&s, d->name);
	if (s.best != NULL)
		return parse_error(p, word,
		    "unknown statement \"%.64s\": did you mean \"%s\"?",
		    word->text, s.best);
	if (option_named(p->c->options.dhcp, word->text) != NULL)
		return parse_error(p, word, "\"%.64s\" is an option: "
		    "did you mean \"option %.64s\"?", word->text, word->text);
	return parse_error(p, word, "unknown statement \"%.64s\": "
	    "expecting a parameter or declaration", word->text);
}

static bool
parse_statement(struct parser *p, struct block *b)
{
	struct option *param;
	struct token word;
	bool known, good;
	size_t i;

	if (lexer_peek(p->x)->kind != TOKEN_WORD)
		return parse_error(p, lexer_peek(p->x),
		    "expecting a parameter or declaration");
	lexer_next(p->x, &word);
	for (i = 0; i < nitems(keywords); i++)
		if (strcasecmp(word.text, keywords[i].word) == 0)
			break;
	if (i < nitems(keywords) && (keywords[i].where & b->kind) == 0)
		return parse_error(p, &word, "%s not allowed here, in %s.",
		    keywords[i].word, place_name(b->kind));
	if (i < nitems(keywords))
		return keywords[i].parse(p, b, &word);
	param = option_named(p->c->options.server, word.text);
	if (param != NULL)
		return parse_param(p, b, param);
	good = parse_other(p, &word, &known);
	return known ? good : unknown_word(p, b, &word);
}

/* All statements up to the '}' or the end of the file; consumes neither. */
void
parse_block(struct parser *p, struct block *b)
{
	struct token t;

	for (;;) {
		if (lexer_peek(p->x)->kind == TOKEN_END)
			return;
		if (p->errors > CONFIG_COMPLAINTS)
			return;
		if (parse_peek_mark(p, '}')) {
			if (b->braced)
				return;
			parse_error(p, lexer_peek(p->x), "there is no brace "
			    "to close: expecting a parameter or declaration");
			lexer_next(p->x, &t);
			continue;
		}
		if (!parse_statement(p, b))
			parse_skip(p);
	}
}

/* "{" statements "}" */
bool
parse_braces(struct parser *p, struct block *b)
{
	struct token open = *lexer_peek(p->x), end;

	if (!parse_mark(p, '{'))
		return false;
	if (b->depth > STATEMENT_DEPTH)
		return parse_error(p, &open, "blocks are nested more than "
		    "%d deep", STATEMENT_DEPTH);
	b->braced = true;
	parse_block(p, b);
	if (parse_take_mark(p, '}'))
		return true;
	end = *lexer_peek(p->x);
	if (p->errors <= CONFIG_COMPLAINTS)
		parse_error(p, &end, "unexpected end of file: the brace of "
		    "line %u is not closed", open.line);
	return true;
}

void
parse_file(struct parser *p, struct block *b, const char *name,
    const char *text, size_t len)
{
	struct lexer *outer = p->x, x;
	bool braced = b->braced;

	lexer_init(&x, name, text, len, &p->c->arena);
	p->x = &x;
	b->braced = false;
	parse_block(p, b);
	b->braced = braced;
	p->x = outer;
}

struct group *
parse_group_new(struct parser *p, struct group *outer)
{
	struct group *g = arena_alloc(&p->c->arena, sizeof(*g));

	if (g == NULL) {
		parse_memory(p);
		return NULL;
	}
	g->outer = outer;
	g->depth = outer == NULL ? 0 : outer->depth + 1;
	return g;
}

struct statement *
parse_add(struct parser *p, struct block *b, enum statement_kind kind)
{
	struct statement *st = arena_alloc(&p->c->arena, sizeof(*st));

	if (st == NULL) {
		parse_memory(p);
		return NULL;
	}
	st->kind = kind;
	*b->tail = st;
	b->tail = &st->next;
	return st;
}

struct mention *
parse_mention(struct parser *p, struct mention **list,
    const struct token *name)
{
	struct mention *m = arena_alloc(&p->c->arena, sizeof(*m));

	if (m == NULL) {
		parse_memory(p);
		return NULL;
	}
	m->name = name->text;
	m->at = *name;
	m->file = p->x->name;
	m->next = *list;
	*list = m;
	return m;
}

struct mention *
parse_mentioned(struct mention *m, const char *name)
{
	while (m != NULL && strcasecmp(m->name, name) != 0)
		m = m->next;
	return m;
}
