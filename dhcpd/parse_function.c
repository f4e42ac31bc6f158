/* parse_function: functions, constants and variables of an expression. */
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/parse_expr_impl.h"
#include "dhcpd/suggest.h"

enum {
	ARGS = 64		/* of concat and pick-first-value */
};

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
	return parse_mark(p, ')') && parse_expr_args(p, e, args, n);
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
	struct expr *e = parse_expr_new(p, f->op, f->type);
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
	struct expr *e = parse_expr_new(p, OP_DATA, EXPR_DATA);
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
	e = parse_expr_new(p, OP_VARIABLE, EXPR_DATA);
	m = parse_mention(p, &p->reads, &t);
	if (e == NULL || m == NULL)
		return false;
	m->meant = s.best;
	e->name = t.text;
	*result = e;
	return true;
}

bool
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
		e = parse_expr_new(p, OP_DATA, EXPR_DATA);
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
