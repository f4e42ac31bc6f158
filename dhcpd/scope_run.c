/* scope_run: statements, executed. */
#include <stdio.h>
#include <string.h>

#include "dhcpd/scope_impl.h"

enum {
	LOG_LINE = 1024		/* octets of one "log" */
};

static bool run(struct scope *, const struct statement *);

/* With the lease's variables, or where there is none for this request. */
static struct binding **
variables(struct scope *s)
{
	if (s->mode == SCOPE_ACT && s->env.tenure != NULL &&
	    s->env.tenure->bindings != NULL)
		return s->env.tenure->bindings;
	return &s->env.temporary;
}

/* What does not fit is not set: a lease has BINDING_MAX. */
static void
run_set(struct scope *s, const struct statement *st)
{
	struct binding **list = variables(s);
	struct value v;

	expr_eval(st->expr, &s->env, &v);
	if (v.null)
		binding_unset(list, st->name);
	else if (v.type == EXPR_DATA)
		binding_set_string(list, st->name, v.data);
	else if (v.type == EXPR_NUMBER)
		binding_set_number(list, st->name, v.number);
	else
		binding_set_flag(list, st->name, v.truth);
}

static void
run_log(struct scope *s, const struct statement *st)
{
	struct bytes b = expr_data(st->expr, &s->env);
	char line[LOG_LINE];
	size_t i, n = 0;

	if (s->mode != SCOPE_ACT || s->hooks.log == NULL || b.data == NULL)
		return;
	for (i = 0; i < b.len && n + 5 < sizeof(line); i++)
		if (b.data[i] >= 0x20 && b.data[i] < 0x7f)
			line[n++] = (char)b.data[i];
		else
			n += (size_t)snprintf(line + n, sizeof(line) - n,
			    "\\%03o", b.data[i]);
	line[n] = '\0';
	s->hooks.log(s->hooks.arg, st->priority, line);
}

/* An argument that is null is an empty one: the others keep their places. */
/*
 * What clients send goes to programs that write files by lines and to
 * terminals (facts 3.5).
 */
static void
tame(char *arg)
{
	for (; arg != NULL && *arg != '\0'; arg++)
		if ((unsigned char)*arg < ' ' || *arg == 0x7f)
			*arg = '?';
}

static void
run_execute(struct scope *s, const struct statement *st)
{
	char *argv[SCOPE_ARGS + 1];
	struct bytes b;
	size_t i;

	if (s->mode != SCOPE_ACT || s->hooks.execute == NULL ||
	    st->nargs + 1 > SCOPE_ARGS)
		return;
	argv[0] = arena_copy(&s->arena, st->name, strlen(st->name));
	for (i = 0; i < st->nargs; i++) {
		b = expr_data(st->args[i], &s->env);
		argv[i + 1] = arena_copy(&s->arena,
		    b.data == NULL ? (const uint8_t *)"" : b.data, b.len);
		tame(argv[i + 1]);
	}
	argv[i + 1] = NULL;
	for (i = 0; i <= st->nargs; i++)
		if (argv[i] == NULL)
			return;
	s->hooks.execute(s->hooks.arg, argv);
}

struct cell *
scope_cell(struct scope *s, const struct option *d)
{
	struct cell *c;

	if (d->id >= s->ncells)
		return NULL;
	c = &s->cells[d->id];
	return c->serial == s->serial ? c : NULL;
}

static struct bytes
both(struct scope *s, const struct statement *st, struct bytes old)
{
	struct bytes add = st->expr == NULL ? st->constant :
	    expr_data(st->expr, &s->env);

	if (old.data == NULL)
		return add;
	if (add.data == NULL)
		return old;
	return st->how == HOW_APPEND ? expr_join(&s->arena, old, add) :
	    expr_join(&s->arena, add, old);
}

static void
run_option(struct scope *s, const struct statement *st)
{
	struct bytes value = { NULL, 0 };
	struct cell *c;

	if (st->option->id >= s->ncells)
		return;
	c = &s->cells[st->option->id];
	if (c->serial != s->serial) {
		memset(c, 0, sizeof(*c));
		c->serial = s->serial;
		*s->last = c;
		s->last = &c->next;
	} else if (st->how == HOW_DEFAULT)
		return;
	else if (st->how != HOW_SUPERSEDE)
		value = scope_option_of(s, c->statement->option);
	c->known = st->how == HOW_APPEND || st->how == HOW_PREPEND;
	if (c->known)
		value = both(s, st, value);
	c->value = value;
	c->statement = st;
}

/*
 * "elsif" is an "if" that is all of "otherwise": a loop, for there may be
 * thousands of them.
 */
static bool
run_if(struct scope *s, const struct statement *st)
{
	while (!expr_true(st->expr, &s->env)) {
		if (st->otherwise == NULL)
			return true;
		if (st->otherwise->kind != STATEMENT_IF ||
		    st->otherwise->next != NULL)
			return run(s, st->otherwise);
		st = st->otherwise;
	}
	return run(s, st->body);
}

/* From the case that is equal on, through the others, to a break. */
static void
run_switch(struct scope *s, const struct statement *st)
{
	const struct expr *args[2] = { st->expr, NULL };
	struct expr equal = { .op = OP_EQUAL, .arg = args, .nargs = 2 };
	const struct statement *c, *otherwise = NULL;
	struct value v;

	expr_eval(st->expr, &s->env, &v);
	for (c = st->body; c != NULL; c = c->next) {
		if (c->kind != STATEMENT_CASE)
			continue;
		if (c->expr == NULL) {
			otherwise = c;
			continue;
		}
		args[1] = c->expr;
		if (!v.null && expr_true(&equal, &s->env))
			break;
	}
	if (c == NULL)
		c = otherwise;
	if (c != NULL)
		run(s, c->next);
}

static void
run_on(struct scope *s, const struct statement *st)
{
	int e;

	for (e = 0; e < EVENTS; e++)
		if (st->events & 1u << e)
			s->on[e] = st->body == NULL ? NULL : st;
}

/* False: a break was met. */
static bool
run(struct scope *s, const struct statement *st)
{
	for (; st != NULL; st = st->next)
		switch (st->kind) {
		case STATEMENT_OPTION:
			run_option(s, st);
			break;
		case STATEMENT_IF:
			if (!run_if(s, st))
				return false;
			break;
		case STATEMENT_SWITCH:
			run_switch(s, st);
			break;
		case STATEMENT_CASE:
			break;
		case STATEMENT_BREAK:
			return false;
		case STATEMENT_ON:
			run_on(s, st);
			break;
		case STATEMENT_SET:
			run_set(s, st);
			break;
		case STATEMENT_UNSET:
			binding_unset(variables(s), st->name);
			break;
		case STATEMENT_EVAL:
			break;		/* nothing there has an effect */
		case STATEMENT_LOG:
			run_log(s, st);
			break;
		case STATEMENT_EXECUTE:
			run_execute(s, st);
			break;
		}
	return true;
}

void
scope_statements(struct scope *s, const struct statement *st)
{
	run(s, st);
}
