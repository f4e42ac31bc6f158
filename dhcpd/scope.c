/* scope: a request's hosts, and the statements of the places it is at. */
#include <stdlib.h>
#include <string.h>

#include "dhcpd/parse.h"
#include "dhcpd/scope_impl.h"

enum {
	GROUPS = STATEMENT_DEPTH + 8	/* around a statement */
};

struct scope *
scope_new(struct config *config, const struct scope_hooks *hooks)
{
	struct scope *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	s->config = config;
	if (hooks != NULL)
		s->hooks = *hooks;
	s->ncells = config->options.n;
	s->cells = calloc(s->ncells, sizeof(*s->cells));
	if (s->cells == NULL) {
		free(s);
		return NULL;
	}
	arena_init(&s->arena, SCOPE_ARENA);
	s->env.arena = &s->arena;
	s->env.scope = s;
	scope_begin(s, NULL);
	return s;
}

void
scope_free(struct scope *s)
{
	if (s == NULL)
		return;
	binding_free(&s->env.temporary);
	arena_free(&s->arena);
	free(s->cells);
	free(s);
}

/* A new serial number forgets every cell at once. */
static void
forget(struct scope *s)
{
	s->serial++;
	s->first = NULL;
	s->last = &s->first;
	memset(s->on, 0, sizeof(s->on));
	binding_free(&s->env.temporary);
}

/* RFC 2131 section 4.2: a client identifier is who it is; else chaddr. */
static void
find_hosts(struct scope *s)
{
	const struct view *v = s->view;

	s->nhosts = 0;
	if (v == NULL)
		return;
	if (v->options != NULL)
		s->nhosts = config_hosts_uid(s->config, v->options[61],
		    s->hosts);
	if (s->nhosts == 0)
		s->nhosts = config_hosts_hardware(s->config, v->htype,
		    v->chaddr, s->hosts);
	if (s->nhosts == 0 && s->config->nidentifiers > 0)
		s->nhosts = config_hosts_identity(s->config, v, &s->arena,
		    s->hosts);
}

void
scope_begin(struct scope *s, const struct view *view)
{
	forget(s);
	arena_empty(&s->arena);
	memset(&s->place, 0, sizeof(s->place));
	s->view = view;
	s->env.view = view;
	s->env.tenure = NULL;
	s->mode = SCOPE_LOOK;
	find_hosts(s);
	scope_classify(s);
}

struct host *const *
scope_hosts(const struct scope *s, size_t *n)
{
	*n = s->nhosts;
	return s->hosts;
}

static bool
fixed_in(const struct host *h, const struct network *network,
    struct subnet **subnet, uint32_t *address)
{
	struct subnet *in;
	size_t i;

	for (i = 0; i < h->nfixed; i++)
		for (in = network->subnets; in != NULL; in = in->next)
			if ((h->fixed[i] & in->mask) == in->address) {
				*subnet = in;
				*address = h->fixed[i];
				return true;
			}
	return false;
}

struct host *
scope_host(const struct scope *s, const struct network *network,
    struct subnet **subnet, uint32_t *address)
{
	size_t i;

	*subnet = NULL;
	*address = 0;
	if (network == NULL)
		return s->nhosts > 0 ? s->hosts[0] : NULL;
	for (i = 0; i < s->nhosts; i++)
		if (fixed_in(s->hosts[i], network, subnet, address))
			return s->hosts[i];
	for (i = 0; i < s->nhosts; i++)
		if (s->hosts[i]->nfixed == 0)
			return s->hosts[i];
	return NULL;
}

bool
expr_known(struct scope *s)
{
	return s->nhosts > 0;
}

const char *
expr_host_name(struct scope *s)
{
	return s->place.host == NULL ? NULL : s->place.host->name;
}

/* Is g one of the groups around inner, or inner itself? */
static bool
is_around(const struct group *g, const struct group *inner)
{
	while (inner != NULL && inner->depth > g->depth)
		inner = inner->outer;
	return inner == g;
}

/* A group and those around it, up to the first that done has seen. */
static void
run_group(struct scope *s, const struct group *g, const struct group *done)
{
	const struct group *groups[GROUPS];
	size_t n = 0;

	for (; g != NULL && n < GROUPS; g = g->outer) {
		if (done != NULL && is_around(g, done))
			break;
		groups[n++] = g;
	}
	while (n > 0)
		scope_statements(s, groups[--n]->statements);
}

void
scope_enter(struct scope *s, const struct place *place, enum scope_mode mode)
{
	const struct group *done = s->config->group;
	size_t i;

	forget(s);
	s->place = *place;
	s->env.tenure = place->tenure;
	s->mode = mode;
	if (place->subnet != NULL)
		done = place->subnet->group;
	else if (place->network != NULL)
		done = place->network->group;
	run_group(s, done, NULL);
	if (place->pool != NULL) {
		run_group(s, place->pool->group, done);
		if (!is_around(place->pool->group, done))
			done = place->pool->group;
	}
	for (i = s->nclasses; i > 0; i--)
		run_group(s, s->classes[i - 1]->group, done);
	if (place->host != NULL)
		run_group(s, place->host->group, done);
	s->mode = SCOPE_LOOK;
}

const struct statement *
scope_on(const struct scope *s, enum event event)
{
	return s->on[event];
}

void
scope_run(struct scope *s, enum event event)
{
	if (s->on[event] == NULL)
		return;
	s->mode = SCOPE_ACT;
	scope_statements(s, s->on[event]->body);
	s->mode = SCOPE_LOOK;
}

/*
 * The text is parsed into an arena of its own, by a copy of the
 * configuration that shares the definitions: nothing of it may stay.
 */
int
scope_run_text(struct scope *s, const char *text, const struct tenure *tenure,
    const struct config_env *env)
{
	struct config shadow = *s->config;
	struct parser p = { .c = &shadow, .env = env, .fixed = true,
	    .variables = s->config->variables,
	    .bindings = tenure->bindings != NULL ? *tenure->bindings : NULL };
	struct statement *list = NULL;
	struct block b = { .kind = IN_CODE, .group = s->config->group,
	    .tail = &list };
	struct place place = { .tenure = tenure };
	struct pattern *re;

	arena_init(&shadow.arena, SCOPE_ARENA);
	shadow.options.arena = &shadow.arena;
	shadow.patterns = NULL;
	parse_file(&p, &b, "lease", text, strlen(text));
	forget(s);
	s->place = place;
	s->env.tenure = tenure;
	if (p.errors == 0) {
		s->mode = SCOPE_ACT;
		scope_statements(s, list);
		s->mode = SCOPE_LOOK;
	}
	forget(s);
	for (re = shadow.patterns; re != NULL; re = re->next)
		regfree(&re->regex);
	arena_free(&shadow.arena);
	return p.errors == 0 ? 0 : -1;
}
