/* class: hash tables that double. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/class.h"
#include "dhcpd/hash.h"

enum {
	BUCKETS_FIRST = 64
};

static int
grow(struct class *c)
{
	size_t n = c->nbuckets == 0 ? BUCKETS_FIRST : c->nbuckets * 2, i;
	struct class **buckets = calloc(n, sizeof(*buckets)), *sub, **at;

	if (buckets == NULL)
		return -1;
	for (i = 0; i < c->nbuckets; i++)
		while ((sub = c->buckets[i]) != NULL) {
			c->buckets[i] = sub->next;
			/* to the end: the newest of a key stays before others */
			at = &buckets[sub->hash & (n - 1)];
			while (*at != NULL)
				at = &(*at)->next;
			sub->next = NULL;
			*at = sub;
		}
	free(c->buckets);
	c->buckets = buckets;
	c->nbuckets = n;
	return 0;
}

int
class_insert(struct config *config, struct class *c, struct class *sub)
{
	struct class **bucket;

	if (c->nsubclasses >= c->nbuckets && grow(c) == -1 &&
	    c->nbuckets == 0)
		return -1;
	sub->hash = hash_bytes(config->seed, sub->key.data, sub->key.len);
	bucket = &c->buckets[sub->hash & (c->nbuckets - 1)];
	sub->next = *bucket;
	*bucket = sub;
	c->nsubclasses++;
	return 0;
}

struct class *
class_find(const struct config *config, const struct class *c,
    struct bytes key)
{
	struct class *sub;
	uint64_t hash;

	if (c->nbuckets == 0)
		return NULL;
	hash = hash_bytes(config->seed, key.data, key.len);
	for (sub = c->buckets[hash & (c->nbuckets - 1)]; sub != NULL;
	    sub = sub->next)
		if (sub->hash == hash && sub->key.len == key.len &&
		    (key.len == 0 ||
		    memcmp(sub->key.data, key.data, key.len) == 0))
			return sub;
	return NULL;
}

/*
 * Lets go of what was spawned and has no lease: who makes up keys must not
 * fill the memory.  All the work of it is paid for by as many spawned since.
 */
static void
sweep(struct class *c)
{
	struct class **at, *sub;
	size_t i;

	for (i = 0; i < c->nbuckets; i++)
		for (at = &c->buckets[i]; (sub = *at) != NULL;)
			if (sub->spawned && sub->leases == 0) {
				*at = sub->next;
				c->nsubclasses--;
				free(sub);
			} else
				at = &sub->next;
	c->sweep_at = 2 * c->nsubclasses;
	if (c->sweep_at < CLASS_SWEEP)
		c->sweep_at = CLASS_SWEEP;
}

struct class *
class_spawn(struct config *config, struct class *c, struct bytes key)
{
	struct class *sub;
	uint8_t *copy;

	if (c->nsubclasses >= c->sweep_at && c->nsubclasses >= CLASS_SWEEP)
		sweep(c);
	if (c->nsubclasses >= CLASS_SPAWNED) {
		errno = ENOSPC;
		return NULL;
	}
	sub = calloc(1, sizeof(*sub) + key.len);
	if (sub == NULL)
		return NULL;
	copy = (uint8_t *)(sub + 1);
	if (key.len > 0)
		memcpy(copy, key.data, key.len);
	sub->key = (struct bytes){ copy, key.len };
	sub->super = c;
	sub->name = c->name;
	sub->group = c->group;
	sub->lease_limit = c->lease_limit;
	sub->spawned = true;
	if (class_insert(config, c, sub) == -1) {
		free(sub);
		return NULL;
	}
	return sub;
}

void
class_forget(struct class *c)
{
	struct class *sub;
	size_t i;

	for (i = 0; i < c->nbuckets; i++)
		while ((sub = c->buckets[i]) != NULL) {
			c->buckets[i] = sub->next;
			if (sub->spawned)
				free(sub);
		}
	free(c->buckets);
	c->buckets = NULL;
	c->nbuckets = 0;
}

struct class *
config_class_named(const struct config *config, const char *name)
{
	struct class *c;

	for (c = config->classes; c != NULL; c = c->next)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

struct class *
config_subclass(struct config *config, struct class *c, struct bytes key)
{
	struct class *sub = class_find(config, c, key);

	if (sub == NULL && c->spawning)
		sub = class_spawn(config, c, key);
	return sub;
}

struct class *
config_subclass_there(const struct config *config, const struct class *c,
    struct bytes key)
{
	return class_find(config, c, key);
}
