/* expr: evaluation. */
#include <string.h>
#include <unistd.h>

#include "dhcpd/expr_impl.h"

static const struct bytes null = { NULL, 0 };

static void
give_data(struct value *v, struct bytes b)
{
	v->type = EXPR_DATA;
	v->data = b;
	v->null = b.data == NULL;
}

static void
give_number(struct value *v, bool known, uint32_t number)
{
	v->type = EXPR_NUMBER;
	v->number = number;
	v->null = !known;
}

static void
give_truth(struct value *v, bool truth)
{
	v->type = EXPR_BOOLEAN;
	v->truth = truth;
	v->null = false;
}

static void
give_null(struct value *v, enum expr_type type)
{
	v->type = type;
	v->null = true;
}

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

/* An option of the packet, or inside one. */
static struct bytes
sent(const struct option *d, const struct expr_env *env, unsigned depth)
{
	const struct option *outer = d->space->outer;

	if (env->view == NULL || env->view->options == NULL || depth > 4)
		return null;
	if (outer != NULL)
		return option_inside(env->arena, d->space,
		    sent(outer, env, depth + 1), d->code);
	if (d->code > 255 || strcmp(d->space->name, "dhcp") != 0)
		return null;
	return env->view->options[d->code];
}

static void
eval_hardware(const struct expr_env *env, struct value *v)
{
	uint8_t *p = NULL;

	if (env->view != NULL)
		p = arena_alloc(env->arena, env->view->chaddr.len + 1);
	if (p == NULL) {
		give_null(v, EXPR_DATA);
		return;
	}
	p[0] = env->view->htype;
	if (env->view->chaddr.len > 0)
		memcpy(p + 1, env->view->chaddr.data, env->view->chaddr.len);
	give_data(v, (struct bytes){ p, env->view->chaddr.len + 1 });
}

static struct bytes
text_of(struct arena *arena, const char *text)
{
	struct bytes b = { NULL, 0 };

	if (text != NULL) {
		b.data = (const uint8_t *)arena_copy(arena, text, strlen(text));
		b.len = b.data == NULL ? 0 : strlen(text);
	}
	return b;
}

const struct binding *
expr_binding(const struct expr_env *env, const char *name)
{
	const struct binding *b = binding_find(env->temporary, name);

	if (b == NULL && env->tenure != NULL && env->tenure->bindings != NULL)
		b = binding_find(*env->tenure->bindings, name);
	return b;
}

static void
eval_variable(const struct expr *e, const struct expr_env *env,
    struct value *v)
{
	const struct binding *b = expr_binding(env, e->name);

	if (b == NULL)
		give_null(v, EXPR_DATA);
	else if (b->type == BINDING_STRING)
		give_data(v, (struct bytes){ b->data, b->len });
	else if (b->type == BINDING_NUMBER)
		give_number(v, true, b->number);
	else
		give_truth(v, b->number != 0);
}

/* BOOTP's fixed fields, as C strings (RFC 2131 figure 1). */
static struct bytes
packet_field(const struct expr_env *env, size_t at, size_t size)
{
	const uint8_t *p, *end;

	if (env->view == NULL || env->view->packet.len < at + size)
		return null;
	p = env->view->packet.data + at;
	end = memchr(p, '\0', size);
	if (*p == '\0')
		return null;
	return (struct bytes){ p, end == NULL ? size : (size_t)(end - p) };
}

enum {
	AT_SNAME = 44, SIZE_SNAME = 64,
	AT_FILE = 108, SIZE_FILE = 128
};

/* What is known of the lease. */
static void
eval_tenure(const struct expr *e, const struct expr_env *env, struct value *v)
{
	const struct tenure *t = env->tenure;

	switch (e->op) {
	case OP_LEASED_ADDRESS:
		give_data(v, t == NULL || !t->leased ? null :
		    expr_encode(env->arena, t->address, 32));
		break;
	case OP_LEASE_TIME:
		give_number(v, t != NULL && t->leased,
		    t == NULL ? 0 : t->lease_time);
		break;
	case OP_HOST_DECL_NAME:
		give_data(v, text_of(env->arena, t != NULL &&
		    t->host_name != NULL ? t->host_name :
		    env->scope != NULL ? expr_host_name(env->scope) : NULL));
		break;
	case OP_KNOWN:
		give_truth(v, (t != NULL && t->known) ||
		    (env->scope != NULL && expr_known(env->scope)));
		break;
	default:
		give_truth(v, t != NULL && t->is_static);
	}
}

static void
eval_hostname(const struct expr_env *env, struct value *v)
{
	char name[256];

	if (gethostname(name, sizeof(name)) == -1)
		name[0] = '\0';
	name[sizeof(name) - 1] = '\0';
	give_data(v, text_of(env->arena, name));
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
	give_truth(v, same_value(e, &a, &b) == (e->op == OP_EQUAL));
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
		give_truth(v, regexec(e->regex, text, 0, NULL, 0) == 0);
		return;
	}
	if (text != NULL)
		b = arg_data(e, 1, env);
	if (b.data != NULL)
		pattern = arena_copy(env->arena, b.data, b.len);
	if (pattern == NULL || regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB |
	    (e->op == OP_IREGEX ? REG_ICASE : 0)) != 0) {
		give_null(v, EXPR_BOOLEAN);
		return;
	}
	give_truth(v, regexec(&re, text, 0, NULL, 0) == 0);
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
		give_truth(v, !a);
		v->null = null_a;
		return;
	}
	if (e->op == OP_OR && a) {
		give_truth(v, true);
		return;
	}
	b = arg_truth(e, 1, env, &null_b);
	if (e->op == OP_OR) {
		give_truth(v, a || b);
		v->null = null_a && null_b;
	} else {
		give_truth(v, a && b);
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
		give_null(v, EXPR_NUMBER);
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
	give_number(v, true, a);
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

	give_number(v, known, n);
}

static void
eval_option(const struct expr *e, const struct expr_env *env, struct value *v)
{
	struct bytes b = null;

	if (e->op != OP_CONFIG_OPTION)
		b = sent(e->option, env, 0);
	else if (env->scope != NULL)
		b = expr_configured(env->scope, e->option);
	if (e->op == OP_EXISTS)
		give_truth(v, b.data != NULL);
	else
		give_data(v, b);
}

void
expr_eval(const struct expr *e, const struct expr_env *env, struct value *v)
{
	memset(v, 0, sizeof(*v));
	switch (e->op) {
	case OP_NULL:
		give_null(v, EXPR_DATA);
		break;
	case OP_DATA:
		give_data(v, e->data);
		break;
	case OP_NUMBER:
		give_number(v, true, e->number);
		break;
	case OP_VARIABLE:
		eval_variable(e, env, v);
		break;
	case OP_DEFINED:
		give_truth(v, expr_binding(env, e->name) != NULL);
		break;
	case OP_OPTION: case OP_CONFIG_OPTION: case OP_EXISTS:
		eval_option(e, env, v);
		break;
	case OP_HARDWARE:
		eval_hardware(env, v);
		break;
	case OP_LEASED_ADDRESS: case OP_LEASE_TIME: case OP_HOST_DECL_NAME:
	case OP_KNOWN: case OP_STATIC:
		eval_tenure(e, env, v);
		break;
	case OP_GETHOSTNAME:
		eval_hostname(env, v);
		break;
	case OP_FILENAME:
		give_data(v, packet_field(env, AT_FILE, SIZE_FILE));
		break;
	case OP_SERVER_NAME:
		give_data(v, packet_field(env, AT_SNAME, SIZE_SNAME));
		break;
	case OP_CHECK:
		give_truth(v, env->scope != NULL &&
		    expr_in_class(env->scope, e->name));
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
		give_data(v, eval_text(e, env));
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
