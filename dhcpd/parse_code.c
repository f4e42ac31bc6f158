/* parse_code: statements that are executed. */
#include <stdio.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/expr_impl.h"
#include "dhcpd/parse.h"

enum {
	EXECUTE_ARGS = 63,	/* SCOPE_ARGS without the NULL */
	TEXT_MAX = 65536	/* octets of an "on" block in the lease file */
};

/* "{" statements "}" as a list of their own. */
static bool
code_block(struct parser *p, const struct block *b, unsigned kind,
    struct statement **list)
{
	struct block in = *b;

	in.kind = kind;		/* declarations do not depend on packets */
	in.depth = b->depth + 1;
	in.tail = list;
	return parse_braces(p, &in);
}

static bool
condition(struct parser *p, const struct expr **e)
{
	struct token at = *lexer_peek(p->x);

	if (!parse_expr(p, EXPR_BOOLEAN, e))
		return false;
	if (!expr_may_be(*e, EXPR_BOOLEAN))
		return parse_error(p, &at, "boolean expression expected");
	return true;
}

/* A loop, since there may be any number of elsif. */
bool
parse_if(struct parser *p, struct block *b, const struct token *word)
{
	struct block arm = *b;
	struct statement *st;

	(void)word;
	st = parse_add(p, &arm, STATEMENT_IF);
	b->tail = arm.tail;
	for (;;) {
		if (st == NULL)
			return true;
		if (!condition(p, &st->expr)) {
			/* runs as never */
			st->kind = STATEMENT_BREAK;
			return false;
		}
		if (!code_block(p, b, IN_CODE, &st->body))
			return false;
		arm.tail = &st->otherwise;
		if (parse_take_word(p, "elsif")) {
			st = parse_add(p, &arm, STATEMENT_IF);
		} else if (parse_take_word(p, "else")) {
			if (!parse_take_word(p, "if"))
				return code_block(p, b, IN_CODE, &st->otherwise);
			st = parse_add(p, &arm, STATEMENT_IF);
		} else
			return true;
	}
}

bool
parse_switch(struct parser *p, struct block *b, const struct token *word)
{
	struct statement *st;
	const struct expr *e;

	(void)word;
	if (!parse_mark(p, '(') || !parse_expr(p, EXPR_DATA, &e) ||
	    !parse_mark(p, ')'))
		return false;
	st = parse_add(p, b, STATEMENT_SWITCH);
	if (st == NULL)
		return true;
	st->expr = e;
	return code_block(p, b, IN_CODE | IN_SWITCH, &st->body);
}

bool
parse_case(struct parser *p, struct block *b, const struct token *word)
{
	struct statement *st;
	const struct expr *e;
	bool good;

	(void)word;
	p->in_case = true;
	p->colon = false;
	good = parse_expr(p, EXPR_DATA, &e);
	p->in_case = false;
	if (!good || (!p->colon && !parse_mark(p, ':')))
		return false;
	st = parse_add(p, b, STATEMENT_CASE);
	if (st != NULL)
		st->expr = e;
	return true;
}

/* "default:" of a switch, or "default OPTION VALUE;" */
bool
parse_default(struct parser *p, struct block *b, const struct token *word)
{
	if (!parse_peek_mark(p, ':'))
		return parse_how(p, b, word);
	if ((b->kind & IN_SWITCH) == 0)
		return parse_error(p, word, "default: not allowed here: "
		    "it is not in a switch.");
	parse_take_mark(p, ':');
	parse_add(p, b, STATEMENT_CASE);
	return true;
}

bool
parse_break(struct parser *p, struct block *b, const struct token *word)
{
	(void)word;
	if (!parse_end(p))
		return false;
	parse_add(p, b, STATEMENT_BREAK);
	return true;
}

/* What the lease file gets, made here and not at each lease. */
static bool
on_text(struct parser *p, struct statement *st)
{
	size_t len = statement_print(NULL, 0, st->body, 4);
	char *text;

	if (len >= TEXT_MAX)
		return parse_error(p, lexer_peek(p->x), "this is too long "
		    "for the lease file.");
	text = arena_alloc(&p->c->arena, len + 1);
	if (text == NULL)
		return parse_memory(p);
	statement_print(text, len + 1, st->body, 4);
	st->text = text;
	return true;
}

bool
parse_on(struct parser *p, struct block *b, const struct token *word)
{
	static const char *const names[EVENTS] = { "commit", "expiry",
	    "release" };
	struct statement *st;
	unsigned events = 0;
	size_t i;

	(void)word;
	do {
		parse_take_mark(p, '|');	/* "||" is "or" */
		for (i = 0; i < EVENTS; i++)
			if (parse_take_word(p, names[i]))
				break;
		if (i == EVENTS)
			return parse_error(p, lexer_peek(p->x),
			    "expecting a lease event type: commit, expiry or "
			    "release.");
		events |= 1u << i;
	} while (parse_take_word(p, "or") || parse_take_mark(p, '|'));
	if (!parse_peek_mark(p, '{') && !parse_peek_mark(p, ';'))
		return parse_mark(p, '{');
	st = parse_add(p, b, STATEMENT_ON);
	if (st == NULL)
		return true;
	st->events = events;
	if (parse_take_mark(p, ';'))
		return true;
	return code_block(p, b, IN_CODE, &st->body) && on_text(p, st);
}

bool
parse_set(struct parser *p, struct block *b, const struct token *word)
{
	struct statement *st;
	const struct expr *e;
	struct token name;

	(void)word;
	if (!parse_word(p, &name, "the name of a variable"))
		return false;
	/* known from here on, also when the expression is wrong */
	if (parse_mentioned(p->variables, name.text) == NULL)
		parse_mention(p, &p->variables, &name);
	if (!parse_mark(p, '=') || !parse_expr(p, EXPR_DATA, &e) ||
	    !parse_end(p))
		return false;
	st = parse_add(p, b, STATEMENT_SET);
	if (st != NULL) {
		st->name = name.text;
		st->expr = e;
	}
	return true;
}

bool
parse_unset(struct parser *p, struct block *b, const struct token *word)
{
	struct statement *st;
	struct token name;

	(void)word;
	if (!parse_word(p, &name, "the name of a variable") || !parse_end(p))
		return false;
	st = parse_add(p, b, STATEMENT_UNSET);
	if (st != NULL)
		st->name = name.text;
	return true;
}

bool
parse_eval(struct parser *p, struct block *b, const struct token *word)
{
	struct statement *st;
	const struct expr *e;

	(void)word;
	if (!parse_expr(p, EXPR_DATA, &e) || !parse_end(p))
		return false;
	st = parse_add(p, b, STATEMENT_EVAL);
	if (st != NULL)
		st->expr = e;
	return true;
}

/* "log(" [ PRIORITY "," ] EXPR ")" */
bool
parse_log(struct parser *p, struct block *b, const struct token *word)
{
	static const struct {
		const char	*word;
		int		 priority;
	} priorities[] = {
		{ "fatal", LOG_CRIT }, { "error", LOG_ERR },
		{ "info", LOG_INFO }, { "debug", LOG_DEBUG }
	};
	int priority = LOG_DEBUG;
	struct statement *st;
	const struct expr *e;
	size_t i;

	(void)word;
	if (!parse_mark(p, '('))
		return false;
	for (i = 0; i < nitems(priorities); i++)
		if (parse_take_word(p, priorities[i].word)) {
			priority = priorities[i].priority;
			if (!parse_mark(p, ','))
				return false;
			break;
		}
	if (!parse_expr(p, EXPR_DATA, &e) || !parse_mark(p, ')') ||
	    !parse_end(p))
		return false;
	st = parse_add(p, b, STATEMENT_LOG);
	if (st != NULL) {
		st->priority = priority;
		st->expr = e;
	}
	return true;
}

/* The path, and arguments that are not regarded by any shell. */
bool
parse_execute(struct parser *p, struct block *b, const struct token *word)
{
	const struct expr *args[EXECUTE_ARGS], **copy;
	struct statement *st;
	struct token path;
	size_t n = 0;

	(void)word;
	if (!parse_mark(p, '(') || !parse_string(p, &path))
		return false;
	if (strlen(path.text) != path.len || path.len == 0)
		return parse_error(p, &path, "no path of a program.");
	while (parse_take_mark(p, ',')) {
		if (n == EXECUTE_ARGS)
			return parse_error(p, lexer_peek(p->x), "more than "
			    "%d arguments.", EXECUTE_ARGS);
		if (!parse_expr(p, EXPR_DATA, &args[n++]))
			return false;
	}
	if (!parse_mark(p, ')') || !parse_end(p))
		return false;
	copy = arena_alloc(&p->c->arena, n * sizeof(*copy));
	st = parse_add(p, b, STATEMENT_EXECUTE);
	if (copy == NULL || st == NULL)
		return true;
	memcpy(copy, args, n * sizeof(*copy));
	st->name = path.text;
	st->args = copy;
	st->nargs = n;
	p->c->executes = true;
	return true;
}
