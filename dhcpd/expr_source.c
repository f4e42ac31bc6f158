/* expr_source: what an expression knows of packet, lease and server. */
#include <string.h>
#include <unistd.h>

#include "dhcpd/expr_impl.h"

static const struct bytes null = { NULL, 0 };

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
		value_null(v, EXPR_DATA);
		return;
	}
	p[0] = env->view->htype;
	if (env->view->chaddr.len > 0)
		memcpy(p + 1, env->view->chaddr.data, env->view->chaddr.len);
	value_data(v, (struct bytes){ p, env->view->chaddr.len + 1 });
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
		value_null(v, EXPR_DATA);
	else if (b->type == BINDING_STRING)
		value_data(v, (struct bytes){ b->data, b->len });
	else if (b->type == BINDING_NUMBER)
		value_number(v, true, b->number);
	else
		value_truth(v, b->number != 0);
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
		value_data(v, t == NULL || !t->leased ? null :
		    expr_encode(env->arena, t->address, 32));
		break;
	case OP_LEASE_TIME:
		value_number(v, t != NULL && t->leased,
		    t == NULL ? 0 : t->lease_time);
		break;
	case OP_HOST_DECL_NAME:
		value_data(v, text_of(env->arena, t != NULL &&
		    t->host_name != NULL ? t->host_name :
		    env->scope != NULL ? expr_host_name(env->scope) : NULL));
		break;
	case OP_KNOWN:
		value_truth(v, (t != NULL && t->known) ||
		    (env->scope != NULL && expr_known(env->scope)));
		break;
	default:
		value_truth(v, t != NULL && t->is_static);
	}
}

static void
eval_hostname(const struct expr_env *env, struct value *v)
{
	char name[256];

	if (gethostname(name, sizeof(name)) == -1)
		name[0] = '\0';
	name[sizeof(name) - 1] = '\0';
	value_data(v, text_of(env->arena, name));
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
		value_truth(v, b.data != NULL);
	else
		value_data(v, b);
}

void
expr_source(const struct expr *e, const struct expr_env *env, struct value *v)
{
	switch (e->op) {
	case OP_VARIABLE:
		eval_variable(e, env, v);
		break;
	case OP_DEFINED:
		value_truth(v, expr_binding(env, e->name) != NULL);
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
		value_data(v, packet_field(env, AT_FILE, SIZE_FILE));
		break;
	case OP_SERVER_NAME:
		value_data(v, packet_field(env, AT_SNAME, SIZE_SNAME));
		break;
	default:			/* OP_CHECK */
		value_truth(v, env->scope != NULL &&
		    expr_in_class(env->scope, e->name));
	}
}
