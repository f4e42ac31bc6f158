/* scope_class: which classes a client is in, and what that allows. */
#include <string.h>

#include "dhcpd/class.h"
#include "dhcpd/scope_impl.h"

static void
enter_class(struct scope *s, struct class *c)
{
	if (s->nclasses < SCOPE_CLASSES)
		s->classes[s->nclasses++] = c;
}

/* A subclass speaks for its class: its group is inside that's. */
static void
check_class(struct scope *s, struct class *c)
{
	struct class *sub = NULL;
	struct bytes key;

	if (c->submatch != NULL) {
		key = expr_data(c->submatch, &s->env);
		if (key.data != NULL)
			sub = config_subclass(s->config, c, key);
	}
	if (sub != NULL)
		enter_class(s, sub);
	else if (c->match_if != NULL && expr_true(c->match_if, &s->env))
		enter_class(s, c);
}

void
scope_classify(struct scope *s)
{
	struct class *c;

	s->nclasses = 0;
	if (s->view == NULL)
		return;
	for (c = s->config->classes; c != NULL; c = c->next)
		check_class(s, c);
}

static bool
is_member(const struct scope *s, const struct class *c)
{
	size_t i;

	for (i = 0; i < s->nclasses; i++)
		if (s->classes[i] == c || s->classes[i]->super == c)
			return true;
	return false;
}

bool
expr_in_class(struct scope *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->nclasses; i++)
		if (strcmp(s->classes[i]->name, name) == 0)
			return true;
	return false;
}

static bool
in_list(const struct scope *s, const struct permit *p, int64_t now)
{
	for (; p != NULL; p = p->next)
		switch (p->type) {
		case PERMIT_KNOWN:
			if (s->nhosts > 0)
				return true;
			break;
		case PERMIT_UNKNOWN:
			if (s->nhosts == 0)
				return true;
			break;
		case PERMIT_MEMBERS:
			if (is_member(s, p->class))
				return true;
			break;
		case PERMIT_DYNAMIC_BOOTP:
			if (s->view != NULL && s->view->bootp)
				return true;
			break;
		case PERMIT_AFTER:
			if (now >= p->after)
				return true;
			break;
		case PERMIT_AUTHENTICATED:
			break;		/* nobody is (RFC 3118) */
		case PERMIT_UNAUTHENTICATED:
		case PERMIT_ALL:
			return true;
		}
	return false;
}

bool
scope_permitted(const struct scope *s, const struct pool *pool, int64_t now)
{
	if (pool->no_bootp && s->view != NULL && s->view->bootp)
		return false;
	if (pool->deny != NULL && in_list(s, pool->deny, now))
		return false;
	return pool->allow == NULL || in_list(s, pool->allow, now);
}

struct class *
scope_billing(const struct scope *s, const struct class *billed, bool *full)
{
	size_t i;

	*full = false;
	for (i = 0; i < s->nclasses; i++) {
		struct class *c = s->classes[i];

		if (c->lease_limit == 0)
			continue;
		if (c == billed || c->leases < c->lease_limit) {
			*full = false;
			return c;
		}
		*full = true;
	}
	return NULL;
}
