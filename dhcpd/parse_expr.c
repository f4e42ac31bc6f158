/* parse_expr: expressions, by precedence. */
#include <string.h>

#include "common/pattern.h"
#include "common/scan.h"
#include "dhcpd/parse_expr_impl.h"

struct expr *
parse_expr_new(struct parser *p, enum expr_op op, enum expr_type type)
{
	struct expr *e = arena_alloc(&p->c->arena, sizeof(*e));

	if (e == NULL) {
		parse_memory(p);
		return NULL;
	}
	e->op = op;
	e->type = type;
	return e;
}

bool
parse_expr_args(struct parser *p, struct expr *e,
    const struct expr *const *args, size_t n)
{
	const struct expr **copy;

	copy = arena_alloc(&p->c->arena, n * sizeof(*copy));
	if (copy == NULL)
		return parse_memory(p);
	memcpy(copy, args, n * sizeof(*copy));
	e->arg = copy;
	e->nargs = n;
	return true;
}

/*
 * Ranks, the loosest first.  "and" and "or" have one rank and are taken
 * from the right, as ISC dhcpd was measured to do; the rest is usual.
 */
static const struct operator {
	const char	*text;		/* a word, or one or two marks */
	enum expr_op	 op;
	int		 level;
	enum expr_type	 args, type;
} operators[] = {
	{ "or", OP_OR, 0, EXPR_BOOLEAN, EXPR_BOOLEAN },
	{ "and", OP_AND, 0, EXPR_BOOLEAN, EXPR_BOOLEAN },
	{ "=", OP_EQUAL, 2, EXPR_DATA, EXPR_BOOLEAN },
	{ "!=", OP_DIFFERENT, 2, EXPR_DATA, EXPR_BOOLEAN },
	{ "~=", OP_REGEX, 2, EXPR_DATA, EXPR_BOOLEAN },
	{ "~~", OP_IREGEX, 2, EXPR_DATA, EXPR_BOOLEAN },
	{ "|", OP_BIT_OR, 3, EXPR_NUMBER, EXPR_NUMBER },
	{ "^", OP_BIT_XOR, 3, EXPR_NUMBER, EXPR_NUMBER },
	{ "&", OP_BIT_AND, 4, EXPR_NUMBER, EXPR_NUMBER },
	{ "+", OP_ADD, 5, EXPR_NUMBER, EXPR_NUMBER },
	{ "-", OP_SUBTRACT, 5, EXPR_NUMBER, EXPR_NUMBER },
	{ "*", OP_MULTIPLY, 6, EXPR_NUMBER, EXPR_NUMBER },
	{ "/", OP_DIVIDE, 6, EXPR_NUMBER, EXPR_NUMBER },
	{ "%", OP_REMAINDER, 6, EXPR_NUMBER, EXPR_NUMBER },
};

enum {
	LEVEL_LOGIC = 0, LEVEL_NOT = 1, LEVEL_COMPARE = 2, LEVEL_PRIMARY = 7
};

static bool
is_name(const struct operator *o)
{
	return o->op == OP_OR || o->op == OP_AND;
}

/* Takes an operator of this level; NULL: there is none.  false: wrong. */
static bool
take_operator(struct parser *p, int level, const struct operator **found)
{
	const struct operator *o;

	*found = NULL;
	for (o = operators; o < operators + nitems(operators); o++) {
		if (o->level != level)
			continue;
		if (is_name(o) ? parse_take_word(p, o->text) :
		    parse_take_mark(p, o->text[0]))
			break;
	}
	if (o == operators + nitems(operators))
		return true;
	*found = o;
	if (is_name(o) || o->text[1] == '\0')
		return true;
	if (o->text[0] == '~' && parse_take_mark(p, '~')) {
		*found = &operators[5];
		return true;
	}
	return parse_mark(p, '=');
}

static bool
constant_pattern(struct parser *p, struct expr *e, const struct token *at)
{
	struct pattern *re;
	char why[128];
	int error;

	if (e->arg[1]->op != OP_DATA)
		return true;
	re = arena_alloc(&p->c->arena, sizeof(*re));
	if (re == NULL)
		return parse_memory(p);
	if (!pattern_ok((const char *)e->arg[1]->data.data, false))
		return parse_error(p, at, "four marks of repetition in a row");
	error = regcomp(&re->regex, (const char *)e->arg[1]->data.data,
	    REG_EXTENDED | REG_NOSUB | (e->op == OP_IREGEX ? REG_ICASE : 0));
	if (error != 0) {
		regerror(error, &re->regex, why, sizeof(why));
		return parse_error(p, at, "no regular expression: %s", why);
	}
	re->next = p->c->patterns;
	p->c->patterns = re;
	e->regex = &re->regex;
	return true;
}

static bool
make_binary(struct parser *p, const struct operator *o, const struct expr *a,
    const struct expr *b, const struct token *at, const struct expr **result)
{
	const struct expr *args[2] = { a, b };
	struct expr *e = parse_expr_new(p, o->op, o->type);

	if (e == NULL || !parse_expr_args(p, e, args, 2))
		return false;
	*result = e;
	if (o->args == EXPR_BOOLEAN && (!expr_may_be(a, EXPR_BOOLEAN) ||
	    !expr_may_be(b, EXPR_BOOLEAN)))
		return parse_error(p, at, "boolean expression expected on "
		    "both sides of \"%s\"", o->text);
	if (o->args == EXPR_NUMBER && (!expr_may_be(a, EXPR_NUMBER) ||
	    !expr_may_be(b, EXPR_NUMBER)))
		return parse_error(p, at, "numeric expression expected on "
		    "both sides of \"%s\"", o->text);
	if (o->op == OP_REGEX || o->op == OP_IREGEX)
		return constant_pattern(p, e, at);
	return true;
}

static bool
parse_not(struct parser *p, enum expr_type wanted, const struct expr **result)
{
	struct token at = *lexer_peek(p->x);
	const struct expr *arg;
	struct expr *e;

	if (!parse_take_word(p, "not"))
		return parse_level(p, LEVEL_COMPARE, wanted, result);
	if (++p->expr_depth > EXPR_DEPTH)
		return parse_error(p, &at, "the expression is nested more "
		    "than %d deep.", EXPR_DEPTH);
	if (!parse_not(p, EXPR_BOOLEAN, &arg))
		return false;
	p->expr_depth--;
	if (!expr_may_be(arg, EXPR_BOOLEAN))
		return parse_error(p, &at, "boolean expression expected after "
		    "\"not\"");
	e = parse_expr_new(p, OP_NOT, EXPR_BOOLEAN);
	*result = e;
	return e != NULL && parse_expr_args(p, e, &arg, 1);
}

/* From the right; a chain of them is no depth of the user's, so limited. */
static bool
parse_logic(struct parser *p, enum expr_type wanted,
    const struct expr **result)
{
	struct token at = *lexer_peek(p->x), here;
	const struct operator *o;
	const struct expr *a, *b;

	if (++p->expr_depth > EXPR_DEPTH)
		return parse_error(p, &at, "the expression is nested more "
		    "than %d deep.", EXPR_DEPTH);
	if (!parse_not(p, wanted, &a))
		return false;
	here = *lexer_peek(p->x);
	if (!take_operator(p, LEVEL_LOGIC, &o))
		return false;
	*result = a;
	if (o != NULL) {
		bool open = !parse_peek_mark(p, '(');

		if (!parse_logic(p, EXPR_BOOLEAN, &b) ||
		    !make_binary(p, o, a, b, &here, result))
			return false;
		if (open && o->op == OP_AND && b->op == OP_OR)
			parse_warn(p, &here, "\"a and b or c\" is taken as "
			    "\"a and (b or c)\", as ISC dhcpd does: use "
			    "parentheses");
	}
	p->expr_depth--;
	return true;
}

bool
parse_level(struct parser *p, int level, enum expr_type wanted,
    const struct expr **result)
{
	const struct operator *o;
	const struct expr *a, *b;
	struct token at;

	if (level == LEVEL_LOGIC)
		return parse_logic(p, wanted, result);
	if (level == LEVEL_PRIMARY)
		return parse_primary(p, wanted, result);
	if (!parse_level(p, level + 1, wanted, &a))
		return false;
	for (;;) {
		*result = a;
		at = *lexer_peek(p->x);
		if (level > LEVEL_COMPARE && !expr_may_be(a, EXPR_NUMBER))
			return true;
		if (!take_operator(p, level, &o))
			return false;
		if (o == NULL)
			return true;
		if (!parse_level(p, level + 1, o->args, &b) ||
		    !make_binary(p, o, a, b, &at, &a))
			return false;
	}
}

bool
parse_expr(struct parser *p, enum expr_type wanted, const struct expr **e)
{
	bool good;

	p->expr_depth = 0;
	good = parse_logic(p, wanted, e);
	p->expr_depth = 0;
	return good;
}
