/* parse_expr: expressions, by precedence. */
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/expr_impl.h"
#include "dhcpd/parse.h"
#include "dhcpd/suggest.h"

enum {
	ARGS = 64		/* of concat and pick-first-value */
};

static bool parse_level(struct parser *, int level, enum expr_type wanted,
    const struct expr **);

static struct expr *
expr_new(struct parser *p, enum expr_op op, enum expr_type type)
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

static bool
set_args(struct parser *p, struct expr *e, const struct expr *const *args,
    size_t n)
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

/* The shape of a function: a letter an argument. */
static const struct function {
	const char	*name;
	enum expr_op	 op;
	enum expr_type	 type;
	/*
	 * "" nothing at all, "()" empty parentheses; d data, n number,
	 * w width in bits, "d*" one or more; O the name of an option, no
	 * parentheses; V (variable); C "class"
	 */
	const char	*shape;
} functions[] = {
	{ "substring", OP_SUBSTRING, EXPR_DATA, "dnn" },
	{ "suffix", OP_SUFFIX, EXPR_DATA, "dn" },
	{ "lcase", OP_LCASE, EXPR_DATA, "d" },
	{ "ucase", OP_UCASE, EXPR_DATA, "d" },
	{ "option", OP_OPTION, EXPR_DATA, "O" },
	{ "config-option", OP_CONFIG_OPTION, EXPR_DATA, "O" },
	{ "exists", OP_EXISTS, EXPR_BOOLEAN, "O" },
	{ "hardware", OP_HARDWARE, EXPR_DATA, "" },
	{ "packet", OP_PACKET, EXPR_DATA, "nn" },
	{ "concat", OP_CONCAT, EXPR_DATA, "d*" },
	{ "reverse", OP_REVERSE, EXPR_DATA, "nd" },
	{ "leased-address", OP_LEASED_ADDRESS, EXPR_DATA, "" },
	{ "lease-time", OP_LEASE_TIME, EXPR_NUMBER, "" },
	{ "binary-to-ascii", OP_TO_ASCII, EXPR_DATA, "nndd" },
	{ "encode-int", OP_ENCODE_INT, EXPR_DATA, "nw" },
	{ "extract-int", OP_EXTRACT_INT, EXPR_NUMBER, "dw" },
	{ "pick-first-value", OP_PICK, EXPR_DATA, "d*" },
	{ "pick", OP_PICK, EXPR_DATA, "d*" },
	{ "host-decl-name", OP_HOST_DECL_NAME, EXPR_DATA, "" },
	{ "known", OP_KNOWN, EXPR_BOOLEAN, "" },
	{ "static", OP_STATIC, EXPR_BOOLEAN, "" },
	{ "gethostname", OP_GETHOSTNAME, EXPR_DATA, "()" },
	{ "filename", OP_FILENAME, EXPR_DATA, "" },
	{ "server-name", OP_SERVER_NAME, EXPR_DATA, "" },
	{ "check", OP_CHECK, EXPR_BOOLEAN, "C" },
	{ "defined", OP_DEFINED, EXPR_BOOLEAN, "V" },
	{ "null", OP_NULL, EXPR_DATA, "" },
};

static bool
function_width(struct parser *p, struct expr *e)
{
	struct token at = *lexer_peek(p->x);
	int64_t bits;

	if (!parse_number(p, 0, 32, &bits))
		return false;
	if (bits != 8 && bits != 16 && bits != 32)
		return parse_error(p, &at, "the width is 8, 16 or 32 bits.");
	e->number = (uint32_t)bits;
	return true;
}

static bool
typed_arg(struct parser *p, char letter, const struct expr **e)
{
	enum expr_type wanted = letter == 'n' ? EXPR_NUMBER : EXPR_DATA;
	struct token at = *lexer_peek(p->x);

	if (!parse_level(p, 0, wanted, e))
		return false;
	if (!expr_may_be(*e, wanted))
		return parse_error(p, &at, wanted == EXPR_NUMBER ?
		    "expecting a numeric expression." :
		    "expecting a data expression.");
	return true;
}

static bool
function_args(struct parser *p, struct expr *e, const char *shape)
{
	const struct expr *args[ARGS];
	size_t n = 0;

	if (!parse_mark(p, '('))
		return false;
	for (;;) {
		if (*shape == 'w') {
			if (!function_width(p, e))
				return false;
		} else {
			if (n == ARGS)
				return parse_error(p, lexer_peek(p->x),
				    "more than %d arguments.", ARGS);
			if (!typed_arg(p, *shape, &args[n++]))
				return false;
		}
		if (shape[1] == '*') {
			if (!parse_take_mark(p, ','))
				break;
		} else if (*++shape == '\0')
			break;
		else if (!parse_mark(p, ','))
			return false;
	}
	return parse_mark(p, ')') && set_args(p, e, args, n);
}

static bool
function_name(struct parser *p, struct expr *e, bool string)
{
	struct token t;

	if (!parse_mark(p, '(') && !string)
		return false;
	if (!(string ? parse_string(p, &t) : parse_word(p, &t, "a variable")))
		return false;
	e->name = t.text;
	return parse_mark(p, ')');
}

static bool
parse_function(struct parser *p, const struct function *f,
    const struct expr **result)
{
	struct expr *e = expr_new(p, f->op, f->type);
	struct option *d = NULL;
	struct token t;

	if (e == NULL)
		return false;
	*result = e;
	switch (f->shape[0]) {
	case '\0':
		return true;
	case '(':
		return parse_mark(p, '(') && parse_mark(p, ')');
	case 'O':
		if (!parse_option_name(p, &d))
			return false;
		e->option = d;
		return true;
	case 'C':
		if (!parse_string(p, &t))
			return false;
		e->name = t.text;
		return true;
	case 'V':
		return function_name(p, e, false);
	default:
		return function_args(p, e, f->shape);
	}
}

/* A number, an address, or octets in hexadecimal. */
static bool
parse_constant(struct parser *p, const struct expr **result)
{
	struct expr *e = expr_new(p, OP_DATA, EXPR_DATA);
	struct build b = { .arena = &p->c->arena };
	struct token at = *lexer_peek(p->x), t;
	uint32_t address;
	int64_t n;

	if (e == NULL)
		return false;
	*result = e;
	if (text_address(at.text, &address)) {
		lexer_next(p->x, &t);
		build_number(&b, address, 4);
	} else if (at.len > 2) {
		/* more than an octet: it can only be a number */
		e->op = OP_NUMBER;
		e->type = EXPR_NUMBER;
		if (!parse_number(p, 0, UINT32_MAX, &n))
			return false;
		e->number = (uint32_t)n;
	} else if (!parse_hex(p, &b))
		return false;
	e->data = (struct bytes){ b.data, b.len };
	if (b.len == 1 && strspn(at.text, "0123456789") == at.len) {
		e->plain = true;
		e->number = (uint32_t)strtoul(at.text, NULL, 10);
	}
	return !b.failed || parse_memory(p);
}

/*
 * Is a word without a meaning of its own octets or the name of a variable?
 * A digit decides, then a colon, and then whether the file, or the lease
 * that the text is of, has set such a variable.
 */
static bool
is_constant(const struct parser *p, const struct token *t)
{
	static const char hex[] = "0123456789abcdefABCDEF";

	if (t->text[0] >= '0' && t->text[0] <= '9')
		return true;
	if (t->len > 2 || strspn(t->text, hex) != t->len)
		return false;
	if (!p->in_case && *p->x->p == ':')
		return true;
	return parse_mentioned(p->variables, t->text) == NULL &&
	    binding_find(p->bindings, t->text) == NULL;
}

static bool
parse_variable(struct parser *p, const struct expr **result)
{
	struct mention *m;
	struct suggest s;
	struct expr *e;
	struct token t;
	size_t i;

	lexer_next(p->x, &t);
	suggest_init(&s, t.text);
	for (i = 0; i < nitems(functions); i++)
		suggest_try(&s, functions[i].name);
	if (parse_peek_mark(p, '('))
		return parse_error(p, &t, "unknown function %.64s%s%s%s",
		    t.text, s.best != NULL ? ": did you mean \"" : "",
		    s.best != NULL ? s.best : "",
		    s.best != NULL ? "\"?" : "");
	e = expr_new(p, OP_VARIABLE, EXPR_DATA);
	m = parse_mention(p, &p->reads, &t);
	if (e == NULL || m == NULL)
		return false;
	m->meant = s.best;
	e->name = t.text;
	*result = e;
	return true;
}

static bool
parse_primary(struct parser *p, enum expr_type wanted,
    const struct expr **result)
{
	const struct token *t = lexer_peek(p->x);
	struct token word;
	struct expr *e;
	size_t i;

	if (parse_take_mark(p, '('))
		return parse_level(p, 0, wanted, result) && parse_mark(p, ')');
	if (t->kind == TOKEN_STRING) {
		lexer_next(p->x, &word);
		e = expr_new(p, OP_DATA, EXPR_DATA);
		if (e == NULL)
			return false;
		e->data = (struct bytes){ (const uint8_t *)word.text,
		    word.len };
		*result = e;
		return true;
	}
	if (t->kind != TOKEN_WORD)
		return parse_error(p, t, "expecting an expression.");
	for (i = 0; i < nitems(functions); i++)
		if (parse_take_word(p, functions[i].name))
			return parse_function(p, &functions[i], result);
	if (is_constant(p, t))
		return parse_constant(p, result);
	return parse_variable(p, result);
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
	struct expr *e = expr_new(p, o->op, o->type);

	if (e == NULL || !set_args(p, e, args, 2))
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
	e = expr_new(p, OP_NOT, EXPR_BOOLEAN);
	*result = e;
	return e != NULL && set_args(p, e, &arg, 1);
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

static bool
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
