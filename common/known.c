/* known: see known.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/index.h"
#include "common/known.h"

uint32_t
table_hash(const char *p, size_t len)
{
	uint64_t h = index_sum(len, p, len);

	return (uint32_t)(h ^ h >> 32);
}

int
table_init(struct table *t, size_t n)
{
	size_t size = 64;

	while (size < n * 2)
		size *= 2;
	t->slot = calloc(size, sizeof(*t->slot));
	t->mask = size - 1;
	t->used = 0;
	return t->slot == NULL ? -1 : 0;
}

void
table_free(struct table *t)
{
	free(t->slot);
	t->slot = NULL;
}

static int
table_grow(struct table *t)
{
	struct table bigger;
	size_t i;

	if (table_init(&bigger, t->mask + 1) == -1)
		return -1;
	for (i = 0; i <= t->mask; i++)
		if (t->slot[i].index != 0)
			(void)table_put(&bigger, t->slot[i].hash,
			    t->slot[i].index - 1);
	free(t->slot);
	*t = bigger;
	return 0;
}

int
table_put(struct table *t, uint32_t hash, uint32_t index)
{
	size_t i;

	if (t->used * 2 > t->mask && table_grow(t) == -1)
		return -1;
	for (i = hash & t->mask; t->slot[i].index != 0; i = (i + 1) & t->mask)
		;
	t->slot[i].hash = hash;
	t->slot[i].index = index + 1;
	t->used++;
	return 0;
}

bool
table_next(const struct table *t, uint32_t hash, size_t *at, uint32_t *index)
{
	size_t i = (hash + *at) & t->mask;

	for (; t->slot[i].index != 0; i = (i + 1) & t->mask) {
		++*at;
		if (t->slot[i].hash == hash) {
			*index = t->slot[i].index - 1;
			return true;
		}
	}
	return false;
}

void
known_init(struct known_list *k)
{
	memset(k, 0, sizeof(*k));
}

void
known_free(struct known_list *k)
{
	size_t i;

	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		free(k->keyword[i]);
	for (i = 0; i < k->nbuffers; i++)
		free(k->buffer[i]);
	free(k->buffer);
	free(k->item);
	table_free(&k->table);
	known_init(k);
}

int
known_keep(struct known_list *k, void *buffer)
{
	void **more = realloc(k->buffer, (k->nbuffers + 1) * sizeof(*more));

	if (more == NULL) {
		free(buffer);
		return -1;
	}
	k->buffer = more;
	k->buffer[k->nbuffers++] = buffer;
	return 0;
}

struct known *
known_find(const struct known_list *k, const char *base, size_t len)
{
	uint32_t i, hash = table_hash(base, len);
	size_t at = 0;

	if (k->table.slot == NULL)
		return NULL;
	while (table_next(&k->table, hash, &at, &i))
		if (k->item[i].base_len == len &&
		    memcmp(k->item[i].base, base, len) == 0)
			return &k->item[i];
	return NULL;
}

static bool
make_room(struct known_list *k)
{
	size_t size = k->size != 0 ? k->size * 2 : 256;
	struct known *item;

	if (k->n < k->size)
		return true;
	item = realloc(k->item, size * sizeof(*item));
	if (item == NULL)
		return false;
	k->item = item;
	k->size = size;
	return true;
}

struct known *
known_get(struct known_list *k, const char *base, size_t len)
{
	struct known *item = known_find(k, base, len);
	struct maildir_name n;

	if (item != NULL)
		return item;
	if (k->n == KNOWN_MAX || !maildir_parse(&n, base, len) ||
	    n.has_info || !make_room(k) ||
	    (k->table.slot == NULL && table_init(&k->table, 256) == -1) ||
	    table_put(&k->table, table_hash(base, len), (uint32_t)k->n) == -1)
		return NULL;
	item = &k->item[k->n++];
	memset(item, 0, sizeof(*item));
	item->base = base;
	item->base_len = (uint16_t)len;
	item->size = item->vsize = MAILBOX_UNKNOWN;
	return item;
}

int
known_keyword(struct known_list *k, const char *name, size_t len,
    unsigned first)
{
	unsigned i;

	if (len == 0 || len > MAILBOX_KEYWORD_LEN ||
	    memchr(name, '\0', len) != NULL)
		return -1;
	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		if (k->keyword[i] != NULL && strlen(k->keyword[i]) == len &&
		    strncasecmp(k->keyword[i], name, len) == 0)
			return (int)i;
	for (i = first; i < MAILBOX_KEYWORDS && k->keyword[i] != NULL; i++)
		;
	if (i == MAILBOX_KEYWORDS)
		return -1;
	k->keyword[i] = strndup(name, len);
	return k->keyword[i] == NULL ? -1 : (int)i;
}
