#include <stdlib.h>
#include <string.h>

#include "pop3d/clash.h"

/* FNV-1a: a clash of hashes alone does no harm but a longer unique-id. */
#define FNV_BASIS	UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME	UINT64_C(0x100000001b3)

struct entry {
	uint64_t hash;
	uint32_t uid;
};

static uint64_t
hash_of(const char *p, size_t len)
{
	uint64_t h = FNV_BASIS;
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)p[i]) * FNV_PRIME;
	return h;
}

static int
by_hash(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->uid < y->uid ? -1 : x->uid > y->uid;
}

static int
by_uid(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* One entry a message, in the order of their hashes; or NULL. */
static struct entry *
all_entries(struct maildrop *drop, const struct uidl *u, size_t *n)
{
	char text[UIDL_SIZE];
	struct message msg;
	struct entry *e;
	uint32_t i;

	*n = 0;
	e = calloc(drop->count, sizeof(*e));
	if (e == NULL)
		return NULL;
	for (i = 0; i < drop->count; i++) {
		if (!mailbox_get(&drop->mb, i, &msg))
			continue;
		e[*n].hash = hash_of(text, uidl_make(u, &msg,
		    drop->uidvalidity, text));
		e[(*n)++].uid = msg.uid;
	}
	qsort(e, *n, sizeof(*e), by_hash);
	return e;
}

int
clash_seek(struct clash *c, struct maildrop *drop, const struct uidl *u)
{
	struct entry *e;
	size_t i, n;

	c->sought = true;
	if (!drop->has_uidl || drop->count == 0)
		return 0;
	e = all_entries(drop, u, &n);
	if (e == NULL)
		return -1;
	c->uid = calloc(drop->count, sizeof(*c->uid));
	for (i = 1; i < n && c->uid != NULL; i++)
		if (e[i].hash == e[i - 1].hash)
			c->uid[c->n++] = e[i].uid;
	free(e);
	if (c->uid == NULL)
		return -1;
	qsort(c->uid, c->n, sizeof(*c->uid), by_uid);
	return 0;
}

bool
clash_has(const struct clash *c, uint32_t uid)
{
	return c->n > 0 && bsearch(&uid, c->uid, c->n, sizeof(*c->uid),
	    by_uid) != NULL;
}

void
clash_free(struct clash *c)
{
	free(c->uid);
	memset(c, 0, sizeof(*c));
}
