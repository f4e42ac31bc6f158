/* parse_option: options, parameters and flags that a scope sets. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/expr_impl.h"
#include "dhcpd/param.h"
#include "dhcpd/parse.h"
#include "dhcpd/suggest.h"

enum {
	OPTION_NAME = 256	/* octets of SPACE.NAME */
};

/* SPACE.NAME, or NAME of the DHCP space. */
static struct space *
split_name(struct parser *p, const struct token *t, const char **name)
{
	const char *dot = strchr(t->text, '.');
	char space[OPTION_NAME];
	struct space *s;

	*name = t->text;
	if (dot == NULL)
		return p->c->options.dhcp;
	if (!scan_copy(space, sizeof(space), t->text,
	    (size_t)(dot - t->text))) {
		parse_error(p, t, "the name is too long.");
		return NULL;
	}
	*name = dot + 1;
	s = space_called(&p->c->options, space);
	if (s == NULL)
		parse_error(p, t, "unknown option space %.64s", space);
	return s;
}

static bool
unknown_option(struct parser *p, const struct token *t, const struct space *s,
    const char *name)
{
	const struct option *d;
	struct suggest best;
	size_t i;

	suggest_init(&best, name);
	for (i = 0; i < OPTION_BUCKETS; i++)
		for (d = s->by_name[i]; d != NULL; d = d->next_name)
			suggest_try(&best, d->name);
	return parse_error(p, t, "unknown option %.64s.%.64s%s%.64s%s",
	    s->name, name, best.best != NULL ? ": did you mean \"" : "",
	    best.best != NULL ? best.best : "",
	    best.best != NULL ? "\"?" : "");
}

/* "unknown-N" is option N, as octets when nobody has given it a type. */
static struct option *
find_option(struct parser *p, struct space *s, const char *name)
{
	struct option *d = option_named(s, name);
	uint64_t code;

	if (d != NULL || strncasecmp(name, "unknown-", 8) != 0)
		return d;
	if (!scan_number(name + 8, s->code_width == 1 ? 255 : UINT32_MAX,
	    &code))
		return NULL;
	d = option_coded(s, (uint32_t)code);
	if (d != NULL || p->fixed)
		return d;
	d = option_add(&p->c->options, s, name, (uint32_t)code, "X");
	if (d == NULL)
		parse_memory(p);
	return d;
}

static bool
named_option(struct parser *p, const struct token *t, struct option **d)
{
	const char *name;
	struct space *s = split_name(p, t, &name);

	if (s == NULL)
		return false;
	*d = find_option(p, s, name);
	return *d != NULL || unknown_option(p, t, s, name);
}

bool
parse_option_name(struct parser *p, struct option **d)
{
	struct token t;

	return parse_word(p, &t, "the name of an option") &&
	    named_option(p, &t, d);
}

/* What hosts are found by is kept with them, too. */
static void
note_identifier(struct parser *p, struct block *b, const struct statement *st)
{
	if (b->kind == IN_HOST && st->constant.data != NULL &&
	    st->option->space == p->c->options.dhcp && st->option->code == 61)
		b->host->uid = st->constant;
}

/* A number where octets are due is as wide as the option. */
static const struct expr *
fit_number(struct parser *p, const struct option *d, const struct expr *e)
{
	static const struct {
		char		 type;
		unsigned	 bits;
	} widths[] = { { 'B', 8 }, { 'b', 8 }, { 'S', 16 }, { 's', 16 },
	    { 'L', 32 }, { 'l', 32 }, { 'T', 32 } };
	const struct expr **arg;
	struct expr *fit;
	size_t i;

	for (i = 0; i < nitems(widths); i++)
		if (d->type[0] == widths[i].type && d->type[1] == '\0')
			break;
	if (i == nitems(widths) || (e->type != EXPR_NUMBER && !e->plain))
		return e;
	fit = arena_alloc(&p->c->arena, sizeof(*fit));
	arg = arena_alloc(&p->c->arena, sizeof(*arg));
	if (fit == NULL || arg == NULL)
		return NULL;
	arg[0] = e;
	fit->op = OP_ENCODE_INT;
	fit->type = EXPR_DATA;
	fit->number = widths[i].bits;
	fit->arg = arg;
	fit->nargs = 1;
	return fit;
}

static bool
setting_expr(struct parser *p, struct statement *st)
{
	struct token at = *lexer_peek(p->x);
	const struct expr *e;

	if (!parse_expr(p, EXPR_DATA, &e))
		return false;
	e = fit_number(p, st->option, e);
	if (e == NULL)
		return parse_memory(p);
	if (!expr_may_be(e, EXPR_DATA))
		return parse_error(p, &at, "expecting a data expression.");
	if (e->op == OP_DATA)
		st->constant = e->data;
	else
		st->expr = e;
	return true;
}

bool
parse_setting(struct parser *p, struct block *b, struct option *d,
    enum statement_how how)
{
	struct statement st = { .option = d, .how = how }, *made;

	if (parse_take_mark(p, '=')) {
		if (!setting_expr(p, &st))
			return false;
	} else if (!parse_typed(p, d, &st.constant))
		return false;
	if (!parse_end(p))
		return false;
	/* every name in it was unknown to the resolver */
	if (st.expr == NULL && st.constant.len == 0 && d->type[0] == 'I')
		return true;
	made = parse_add(p, b, STATEMENT_OPTION);
	if (made == NULL)
		return true;
	made->option = d;
	made->how = how;
	made->expr = st.expr;
	made->constant = st.constant;
	note_identifier(p, b, made);
	return true;
}

bool
parse_option(struct parser *p, struct block *b, const struct token *word)
{
	struct space *s;
	struct option *d;
	struct token t;
	const char *name;

	(void)word;
	if (parse_take_word(p, "space"))
		return parse_space(p);
	if (!parse_word(p, &t, "the name of an option"))
		return false;
	if (parse_peek_word(p, "code")) {
		s = split_name(p, &t, &name);
		return s != NULL && parse_define(p, s, name, &t);
	}
	return named_option(p, &t, &d) &&
	    parse_setting(p, b, d, HOW_SUPERSEDE);
}

/* supersede, send, append, prepend; "default" comes here from parse_code. */
bool
parse_how(struct parser *p, struct block *b, const struct token *word)
{
	enum statement_how how = HOW_SUPERSEDE;
	struct option *d;

	if (token_is(word, "default"))
		how = HOW_DEFAULT;
	else if (token_is(word, "append"))
		how = HOW_APPEND;
	else if (token_is(word, "prepend"))
		how = HOW_PREPEND;
	parse_take_word(p, "option");
	return parse_option_name(p, &d) && parse_setting(p, b, d, how);
}

/* DDNS and OMAPI are understood and not done: said once (T 4.3). */
static void
note_inactive(struct parser *p, const struct option *d)
{
	if (d->code == PARAM_OMAPI_PORT || d->code == PARAM_OMAPI_KEY)
		p->saw_omapi = true;
	if (d->code == PARAM_GET_LEASE_HOSTNAMES && !parse_peek_word(p, "off")
	    && !parse_peek_word(p, "false"))
		parse_warn(p, lexer_peek(p->x), "names of addresses are not "
		    "looked up: use host-name or use-host-decl-names");
	if (d->code == PARAM_DDNS_UPDATE_STYLE && !parse_peek_word(p, "none"))
		p->saw_ddns = true;
}

bool
parse_param(struct parser *p, struct block *b, struct option *d)
{
	note_inactive(p, d);
	if (d->code == PARAM_DYNAMIC_BOOTP_LEASE_CUTOFF &&
	    !parse_peek_mark(p, '=')) {
		struct build value = { .arena = &p->c->arena };
		struct statement *st;
		int64_t seconds;

		if (!parse_date(p, &seconds) || !parse_end(p))
			return false;
		build_number(&value, (uint32_t)seconds, 4);
		st = parse_add(p, b, STATEMENT_OPTION);
		if (st != NULL) {
			st->option = d;
			st->constant = (struct bytes){ value.data, value.len };
		}
		return true;
	}
	if (d->code == PARAM_AUTHORITATIVE)
		return parse_end(p);
	return parse_setting(p, b, d, HOW_SUPERSEDE);
}

bool
parse_flag_param(struct parser *p, struct block *b, uint32_t param, bool value,
    bool ignore)
{
	struct statement *st = parse_add(p, b, STATEMENT_OPTION);

	if (st == NULL)
		return true;
	st->option = option_coded(p->c->options.server, param);
	st->constant.data = (const uint8_t *)(value ? "\1" : "\0");
	st->constant.len = 1;
	st->ignore = ignore;
	return true;
}

bool
parse_authoritative(struct parser *p, struct block *b,
    const struct token *word)
{
	bool not = token_is(word, "not");

	if (not && !parse_take_word(p, "authoritative"))
		return parse_error(p, lexer_peek(p->x),
		    "expecting \"authoritative\" after \"not\".");
	return parse_end(p) &&
	    parse_flag_param(p, b, PARAM_AUTHORITATIVE, !not, false);
}

bool
parse_server_identifier(struct parser *p, struct block *b,
    const struct token *word)
{
	(void)word;
	return parse_setting(p, b, option_coded(p->c->options.dhcp, 54),
	    HOW_SUPERSEDE);
}

static const struct {
	const char	*word;
	enum param	 param;
} flags[] = {
	{ "unknown-clients", PARAM_BOOT_UNKNOWN_CLIENTS },
	{ "bootp", PARAM_ALLOW_BOOTP },
	{ "booting", PARAM_ALLOW_BOOTING },
	{ "dynamic-bootp", PARAM_DYNAMIC_BOOTP },
	{ "duplicates", PARAM_DUPLICATES },
	{ "declines", PARAM_DECLINES },
	{ "client-updates", PARAM_CLIENT_UPDATES },
	{ "leasequery", PARAM_LEASEQUERY },
};

static bool
allow_flag(struct parser *p, struct block *b, const struct token *word)
{
	struct suggest s;
	struct token t;
	size_t i;

	if (!parse_word(p, &t, "what to allow, deny or ignore"))
		return false;
	suggest_init(&s, t.text);
	for (i = 0; i < nitems(flags); i++) {
		if (token_is(&t, flags[i].word))
			return parse_flag_param(p, b, flags[i].param,
			    token_is(word, "allow"), token_is(word, "ignore"));
		suggest_try(&s, flags[i].word);
	}
	return parse_error(p, &t, "expecting allow/deny key%s%s%s",
	    s.best != NULL ? ": did you mean \"" : "",
	    s.best != NULL ? s.best : "", s.best != NULL ? "\"?" : "");
}

bool
parse_allow(struct parser *p, struct block *b, const struct token *word)
{
	if (b->kind == IN_POOL && !token_is(word, "ignore"))
		return parse_permit(p, b, token_is(word, "allow"));
	do {
		if (!allow_flag(p, b, word))
			return false;
	} while (parse_take_mark(p, ','));
	return parse_end(p);
}
