/* binding: the variables of a lease. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/expr.h"

struct binding *
binding_find(struct binding *b, const char *name)
{
	while (b != NULL && strcasecmp(b->name, name) != 0)
		b = b->next;
	return b;
}

/* New ones go to the end: the lease file keeps the order they came in. */
static struct binding *
binding_make(struct binding **list, const char *name)
{
	struct binding *b;
	unsigned n;

	for (n = 0; (b = *list) != NULL; list = &b->next, n++)
		if (strcasecmp(b->name, name) == 0)
			return b;
	if (n >= BINDING_MAX) {
		errno = ENOSPC;
		return NULL;
	}
	b = calloc(1, sizeof(*b));
	if (b != NULL && (b->name = strdup(name)) == NULL) {
		free(b);
		b = NULL;
	}
	if (b != NULL)
		*list = b;
	return b;
}

static void
binding_clear(struct binding *b)
{
	free(b->data);
	b->data = NULL;
	b->len = 0;
	b->number = 0;
}

int
binding_set_string(struct binding **list, const char *name, struct bytes value)
{
	uint8_t *copy = malloc(value.len > 0 ? value.len : 1);
	struct binding *b;

	if (copy == NULL)
		return -1;
	if (value.len > 0)
		memcpy(copy, value.data, value.len);
	b = binding_make(list, name);
	if (b == NULL) {
		free(copy);
		return -1;
	}
	binding_clear(b);
	b->type = BINDING_STRING;
	b->data = copy;
	b->len = value.len;
	return 0;
}

static int
binding_set_value(struct binding **list, const char *name, int type,
    uint32_t number)
{
	struct binding *b = binding_make(list, name);

	if (b == NULL)
		return -1;
	binding_clear(b);
	b->type = type;
	b->number = number;
	return 0;
}

int
binding_set_number(struct binding **list, const char *name, uint32_t number)
{
	return binding_set_value(list, name, BINDING_NUMBER, number);
}

int
binding_set_flag(struct binding **list, const char *name, bool flag)
{
	return binding_set_value(list, name, BINDING_FLAG, flag);
}

static void
binding_drop(struct binding **at)
{
	struct binding *b = *at;

	*at = b->next;
	free(b->data);
	free(b->name);
	free(b);
}

void
binding_unset(struct binding **list, const char *name)
{
	for (; *list != NULL; list = &(*list)->next)
		if (strcasecmp((*list)->name, name) == 0) {
			binding_drop(list);
			return;
		}
}

void
binding_free(struct binding **list)
{
	while (*list != NULL)
		binding_drop(list);
}
