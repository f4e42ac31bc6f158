/* expr: evaluation of operators and functions. */
#include <string.h>

#include "common/pattern.h"
#include "dhcpd/expr_impl.h"

static const struct bytes null = { NULL, 0 };

bool
expr_may_be(const struct expr *e, enum expr_type type)
{
	return e->type == type || e->op == OP_VARIABLE || e->op == OP_NULL ||
	    (type == EXPR_NUMBER && e->op == OP_DATA && e->plain);
}

/* The octets of an argument, null when it is no data. */
static struct bytes
arg_data(const struct expr *e, size_t i, const struct expr_env *env)
{
	return expr_data(e->arg[i], env);
}

static bool
arg_number(const struct expr *e, size_t i, const struct expr_env *env,
    uint32_t *number)
{
	return expr_number(e->arg[i], env, number);
}

/* Of both sides, what has the other's type. */
static bool
same_value(const struct expr *e, struct value *a, struct value *b)
{
	if (a->null || b->null)
		return a->null && b->null;
	if (a->type != b->type && a->type == EXPR_NUMBER && e->arg[1]->plain)
		return a->number == e->arg[1]->number;
	if (a->type != b->type && b->type == EXPR_NUMBER && e->arg[0]->plain)
		return b->number == e->arg[0]->number;
	if (a->type != b->type)
		return false;
	if (a->type == EXPR_NUMBER)
		return a->number == b->number;
	if (a->type == EXPR_BOOLEAN)
		return a->truth == b->truth;
	return a->data.len == b->data.len && (a->data.len == 0 ||
	    memcmp(a->data.data, b->data.data, a->data.len) == 0);
}

static void
eval_equal(const struct expr *e, const struct expr_env *env, struct value *v)
{
	struct value a, b;

	expr_eval(e->arg[0], env, &a);
	expr_eval(e->arg[1], env, &b);
	value_truth(v, same_value(e, &a, &b) == (e->op == OP_EQUAL));
}

/* regexec() wants a C string: what is behind a NUL is not looked at. */
static void
eval_regex(const struct expr *e, const struct expr_env *env, struct value *v)
{
	struct bytes a = arg_data(e, 0, env), b = null;
	const char *text = NULL, *pattern = NULL;
	regex_t re;

	if (a.data != NULL)
		text = arena_copy(env->arena, a.data, a.len);
	if (text != NULL && e->regex != NULL) {
		value_truth(v, regexec(e->regex, text, 0, NULL, 0) == 0);
		return;
	}
	if (text != NULL)
		b = arg_data(e, 1, env);
	if (b.data != NULL)
		pattern = arena_copy(env->arena, b.data, b.len);
	if (pattern == NULL || !pattern_ok(pattern, true) ||
	    regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB |
	    (e->op == OP_IREGEX ? REG_ICASE : 0)) != 0) {
		value_null(v, EXPR_BOOLEAN);
		return;
	}
	value_truth(v, regexec(&re, text, 0, NULL, 0) == 0);
	regfree(&re);
}

/* The truth of an argument; *is_null says that it has none. */
static bool
arg_truth(const struct expr *e, size_t i, const struct expr_env *env,
    bool *is_null)
{
	struct value v;

	expr_eval(e->arg[i], env, &v);
	*is_null = v.null || v.type != EXPR_BOOLEAN;
	return !*is_null && v.truth;
}

static void
eval_logic(const struct expr *e, const struct expr_env *env, struct value *v)
{
	bool null_a, null_b, a, b;

	a = arg_truth(e, 0, env, &null_a);
	if (e->op == OP_NOT) {
		value_truth(v, !a);
		v->null = null_a;
		return;
	}
	if (e->op == OP_OR && a) {
		value_truth(v, true);
		return;
	}
	b = arg_truth(e, 1, env, &null_b);
	if (e->op == OP_OR) {
		value_truth(v, a || b);
		v->null = null_a && null_b;
	} else {
		value_truth(v, a && b);
		v->null = null_a || null_b;
	}
}

static void
eval_arithmetic(const struct expr *e, const struct expr_env *env,
    struct value *v)
{
	uint32_t a = 0, b = 0;
	bool known = arg_number(e, 0, env, &a) && arg_number(e, 1, env, &b);

	if ((e->op == OP_DIVIDE || e->op == OP_REMAINDER) && b == 0)
		known = false;
	if (!known) {
		value_null(v, EXPR_NUMBER);
		return;
	}
	switch (e->op) {
	case OP_ADD:		a += b; break;
	case OP_SUBTRACT:	a -= b; break;
	case OP_MULTIPLY:	a *= b; break;
	case OP_DIVIDE:		a /= b; break;
	case OP_REMAINDER:	a %= b; break;
	case OP_BIT_AND:	a &= b; break;
	case OP_BIT_OR:		a |= b; break;
	default:		a ^= b;
	}
	value_number(v, true, a);
}

static struct bytes
eval_all(const struct expr *e, const struct expr_env *env)
{
	struct bytes all = { NULL, 0 }, part;
	size_t i;

	for (i = 0; i < e->nargs; i++) {
		part = arg_data(e, i, env);
		if (e->op == OP_PICK && part.data != NULL)
			return part;
		if (e->op == OP_PICK)
			continue;
		if (part.data == NULL)
			return null;
		all = i == 0 ? part : expr_join(env->arena, all, part);
		if (all.data == NULL)
			return null;
	}
	return all;
}

static struct bytes
eval_substring(const struct expr *e, const struct expr_env *env)
{
	struct bytes b = arg_data(e, 0, env);
	uint32_t from, len;

	if (b.data == NULL || !arg_number(e, 1, env, &from))
		return null;
	if (e->op == OP_SUFFIX)
		return expr_suffix(b, from);
	return arg_number(e, 2, env, &len) ? expr_substring(b, from, len) :
	    null;
}

static struct bytes
eval_packet(const struct expr *e, const struct expr_env *env)
{
	uint32_t from, len;

	if (env->view == NULL || env->view->packet.data == NULL ||
	    !arg_number(e, 0, env, &from) || !arg_number(e, 1, env, &len) ||
	    from > env->view->packet.len)
		return null;
	return expr_substring(env->view->packet, from, len);
}

static struct bytes
eval_ascii(const struct expr *e, const struct expr_env *env)
{
	uint32_t base, width;
	struct bytes separator, b;

	if (!arg_number(e, 0, env, &base) || !arg_number(e, 1, env, &width))
		return null;
	separator = arg_data(e, 2, env);
	b = arg_data(e, 3, env);
	if (separator.data == NULL || b.data == NULL)
		return null;
	return expr_to_ascii(env->arena, base, width, separator, b);
}

static struct bytes
eval_text(const struct expr *e, const struct expr_env *env)
{
	struct bytes b;
	uint32_t n;

	switch (e->op) {
	case OP_SUBSTRING: case OP_SUFFIX:
		return eval_substring(e, env);
	case OP_LCASE: case OP_UCASE:
		b = arg_data(e, 0, env);
		return b.data == NULL ? null :
		    expr_case(env->arena, b, e->op == OP_UCASE);
	case OP_CONCAT: case OP_PICK:
		return eval_all(e, env);
	case OP_REVERSE:
		b = arg_data(e, 1, env);
		return b.data == NULL || !arg_number(e, 0, env, &n) ? null :
		    expr_reverse(env->arena, b, n);
	case OP_TO_ASCII:
		return eval_ascii(e, env);
	case OP_ENCODE_INT:
		return !arg_number(e, 0, env, &n) ? null :
		    expr_encode(env->arena, n, e->number);
	default:
		return eval_packet(e, env);
	}
}

static void
eval_extract(const struct expr *e, const struct expr_env *env,
    struct value *v)
{
	struct bytes b = arg_data(e, 0, env);
	uint32_t n = 0;
	bool known = b.data != NULL && expr_extract(b, e->number, &n);

	value_number(v, known, n);
}

void
expr_eval(const struct expr *e, const struct expr_env *env, struct value *v)
{
	memset(v, 0, sizeof(*v));
	switch (e->op) {
	case OP_NULL:
		value_null(v, EXPR_DATA);
		break;
	case OP_DATA:
		value_data(v, e->data);
		break;
	case OP_NUMBER:
		value_number(v, true, e->number);
		break;
	case OP_VARIABLE: case OP_DEFINED:
	case OP_OPTION: case OP_CONFIG_OPTION: case OP_EXISTS:
	case OP_HARDWARE: case OP_FILENAME: case OP_SERVER_NAME:
	case OP_LEASED_ADDRESS: case OP_LEASE_TIME: case OP_HOST_DECL_NAME:
	case OP_KNOWN: case OP_STATIC: case OP_GETHOSTNAME: case OP_CHECK:
		expr_source(e, env, v);
		break;
	case OP_EQUAL: case OP_DIFFERENT:
		eval_equal(e, env, v);
		break;
	case OP_REGEX: case OP_IREGEX:
		eval_regex(e, env, v);
		break;
	case OP_NOT: case OP_AND: case OP_OR:
		eval_logic(e, env, v);
		break;
	case OP_ADD: case OP_SUBTRACT: case OP_MULTIPLY: case OP_DIVIDE:
	case OP_REMAINDER: case OP_BIT_AND: case OP_BIT_OR: case OP_BIT_XOR:
		eval_arithmetic(e, env, v);
		break;
	case OP_EXTRACT_INT:
		eval_extract(e, env, v);
		break;
	default:
		value_data(v, eval_text(e, env));
	}
}

bool
expr_true(const struct expr *e, const struct expr_env *env)
{
	struct value v;

	expr_eval(e, env, &v);
	return !v.null && v.type == EXPR_BOOLEAN && v.truth;
}

struct bytes
expr_data(const struct expr *e, const struct expr_env *env)
{
	struct value v;

	expr_eval(e, env, &v);
	return v.null || v.type != EXPR_DATA ? null : v.data;
}

bool
expr_number(const struct expr *e, const struct expr_env *env,
    uint32_t *number)
{
	struct value v;

	if (e->op == OP_DATA && e->plain) {
		*number = e->number;
		return true;
	}
	expr_eval(e, env, &v);
	*number = v.number;
	return !v.null && v.type == EXPR_NUMBER;
}
