/* config: loading, and looking things up. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/class.h"
#include "dhcpd/config_impl.h"
#include "dhcpd/expr_impl.h"
#include "dhcpd/file.h"
#include "dhcpd/hash.h"
#include "dhcpd/parse.h"

enum {
	HARDWARE_KEY = 17	/* htype and chaddr */
};

static struct config *
config_new(void)
{
	struct config *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	arena_init(&c->arena, CONFIG_ARENA);
	c->seed = hash_seed();
	c->group = arena_alloc(&c->arena, sizeof(*c->group));
	if (c->group == NULL || options_init(&c->options, &c->arena) == -1) {
		config_free(c);
		return NULL;
	}
	return c;
}

/* text is the configuration's own, NUL behind it. */
static struct config *
config_read(struct config *c, const char *name, const char *text, size_t len,
    const struct config_env *env)
{
	struct parser p = { .c = c, .env = env };
	struct block b = { .kind = IN_FILE };

	p.last_network = &c->networks;
	p.last_host = &c->hosts;
	p.last_class = &c->classes;
	b.group = c->group;
	b.tail = &c->group->statements;
	parse_file(&p, &b, name, text, len);
	if (!config_index(&p) || p.errors > 0) {
		config_free(c);
		errno = EINVAL;
		return NULL;
	}
	parse_announce(&p, name);
	c->variables = p.variables;
	return c;
}

static struct config *
cannot(const struct config_env *env, const char *name, struct config *c)
{
	int saved = errno;
	char text[512];

	snprintf(text, sizeof(text), "Can't open %.200s: %s", name,
	    strerror(saved));
	if (env != NULL && env->complain != NULL)
		env->complain(env->arg, LOG_ERR, text);
	if (c != NULL)
		config_free(c);
	errno = saved;
	return NULL;
}

struct config *
config_load(const char *path, const struct config_env *env)
{
	struct config *c = config_new();
	char *text = NULL;
	const char *name = NULL;
	size_t len;

	if (c != NULL)
		name = arena_copy(&c->arena, path, strlen(path));
	if (name != NULL)
		text = file_read(env, &c->arena, path, &len);
	if (text == NULL)
		return cannot(env, path, c);
	return config_read(c, name, text, len, env);
}

struct config *
config_parse(const char *name, const char *text, size_t len,
    const struct config_env *env)
{
	struct config *c = config_new();
	char *copy = NULL;

	if (c != NULL && len <= CONFIG_FILE)
		copy = arena_copy(&c->arena, text, len);
	if (copy == NULL)
		return cannot(env, name, c);
	return config_read(c, name, copy, len, env);
}

void
config_free(struct config *c)
{
	struct pattern *re;
	struct class *class;

	if (c == NULL)
		return;
	for (re = c->patterns; re != NULL; re = re->next)
		regfree(&re->regex);
	for (class = c->classes; class != NULL; class = class->next)
		class_forget(class);
	arena_free(&c->arena);
	free(c);
}

/*
 * The last subnet that begins at or before the address, or one around that:
 * subnets without contiguous masks are found only when they begin so.
 */
struct subnet *
config_subnet(const struct config *c, uint32_t address)
{
	size_t low = 0, high = c->nsubnets, middle;
	struct subnet *s;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (c->subnets[middle]->address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	s = c->subnets[low - 1];
	while (s != NULL && (address & s->mask) != s->address)
		s = s->enclosing;
	return s;
}

struct range *
config_range(const struct config *c, uint32_t address)
{
	size_t low = 0, high = c->nranges, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (c->ranges[middle]->low <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || c->ranges[low - 1]->high < address)
		return NULL;
	return c->ranges[low - 1];
}

static size_t
lookup(const struct config *c, const struct host_table *t, struct bytes key,
    struct host **found, size_t n)
{
	uint64_t hash = hash_bytes(c->seed, key.data, key.len);
	const struct host_entry *e = t->buckets[hash & t->mask];

	for (; e != NULL && n < CONFIG_SAME; e = e->next)
		if (e->hash == hash && e->key.len == key.len &&
		    memcmp(e->key.data, key.data, key.len) == 0)
			found[n++] = e->host;
	return n;
}

struct bytes
host_hardware_key(struct arena *arena, uint8_t htype, struct bytes address)
{
	uint8_t *p = arena_alloc(arena, address.len + 1);
	struct bytes key = { p, address.len + 1 };

	if (p == NULL)
		return (struct bytes){ NULL, 0 };
	p[0] = htype;
	if (address.len > 0)
		memcpy(p + 1, address.data, address.len);
	return key;
}

struct bytes
host_identity_key(struct arena *arena, const struct option *d,
    struct bytes value)
{
	uint8_t *p = arena_alloc(arena, sizeof(d->id) + value.len);
	struct bytes key = { p, sizeof(d->id) + value.len };

	if (p == NULL)
		return (struct bytes){ NULL, 0 };
	memcpy(p, &d->id, sizeof(d->id));
	if (value.len > 0)
		memcpy(p + sizeof(d->id), value.data, value.len);
	return key;
}

size_t
config_hosts_hardware(const struct config *c, uint8_t htype,
    struct bytes chaddr, struct host *found[CONFIG_SAME])
{
	uint8_t octets[HARDWARE_KEY] = { htype };
	struct bytes key = { octets, chaddr.len + 1 };

	if (chaddr.data == NULL || key.len > sizeof(octets))
		return 0;
	memcpy(octets + 1, chaddr.data, chaddr.len);
	return lookup(c, c->by_hardware, key, found, 0);
}

size_t
config_hosts_uid(const struct config *c, struct bytes uid,
    struct host *found[CONFIG_SAME])
{
	if (uid.data == NULL || uid.len == 0)
		return 0;
	return lookup(c, c->by_uid, uid, found, 0);
}

size_t
config_hosts_identity(const struct config *c, const struct view *view,
    struct arena *arena, struct host *found[CONFIG_SAME])
{
	const struct expr_env env = { .arena = arena, .view = view };
	struct expr e = { .op = OP_OPTION, .type = EXPR_DATA };
	struct bytes value, key;
	size_t i, n = 0;

	for (i = 0; i < c->nidentifiers; i++) {
		e.option = c->identifiers[i];
		value = expr_data(&e, &env);
		if (value.data == NULL)
			continue;
		key = host_identity_key(arena, e.option, value);
		if (key.data != NULL)
			n = lookup(c, c->by_identity, key, found, n);
	}
	return n;
}
