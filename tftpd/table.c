#include "tftpd/table.h"

#include <stdlib.h>
#include <string.h>

/* FNV-1a, from a start that nobody knows. */
uint64_t
table_hash(uint64_t seed, const void *buf, size_t len)
{
	const unsigned char *p = buf;
	uint64_t hash = seed;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
	return hash ^ hash >> 32;
}

static size_t
bucket(const struct table *t, const union address *a, unsigned port)
{
	uint64_t hash = t->seed ^ port << 8;

	hash = a->sa.sa_family == AF_INET ?
	    table_hash(hash, &a->in.sin_addr, sizeof(a->in.sin_addr)) :
	    table_hash(hash, &a->in6.sin6_addr, sizeof(a->in6.sin6_addr));
	return hash & (TABLE_BUCKETS - 1);
}

void
table_init(struct table *t, uint64_t seed)
{
	memset(t, 0, sizeof(*t));
	t->seed = seed;
}

struct table_entry *
table_find(const struct table *t, const union address *peer)
{
	struct table_entry *e;

	e = t->peers[bucket(t, peer, address_port(peer))];
	while (e != NULL && !address_same(&e->peer, peer))
		e = e->next;
	return e;
}

static struct table_host **
find_host(struct table *t, const union address *a)
{
	struct table_host **h = &t->hosts[bucket(t, a, 0)];

	while (*h != NULL && !address_same_host(&(*h)->address, a))
		h = &(*h)->next;
	return h;
}

size_t
table_host(const struct table *t, const union address *a)
{
	const struct table_host *h = t->hosts[bucket(t, a, 0)];

	while (h != NULL && !address_same_host(&h->address, a))
		h = h->next;
	return h == NULL ? 0 : h->active;
}

int
table_add(struct table *t, struct table_entry *e)
{
	struct table_host **h = find_host(t, &e->peer);
	size_t i = bucket(t, &e->peer, address_port(&e->peer));

	if (*h == NULL) {
		*h = calloc(1, sizeof(**h));
		if (*h == NULL)
			return -1;
		(*h)->address = e->peer;
	}
	e->host = *h;
	e->host->entries++;
	e->host->active++;
	e->active = true;
	e->next = t->peers[i];
	t->peers[i] = e;
	e->older = t->newest;
	e->newer = NULL;
	if (t->newest != NULL)
		t->newest->newer = e;
	t->newest = e;
	t->entries++;
	t->active++;
	return 0;
}

void
table_idle(struct table *t, struct table_entry *e)
{
	if (!e->active)
		return;
	e->active = false;
	e->host->active--;
	t->active--;
}

static void
leave_host(struct table *t, struct table_entry *e)
{
	struct table_host **h = find_host(t, &e->peer);

	if (--e->host->entries > 0)
		return;
	*h = e->host->next;
	free(e->host);
}

void
table_remove(struct table *t, struct table_entry *e)
{
	struct table_entry **p;

	if (e->host == NULL)
		return;
	p = &t->peers[bucket(t, &e->peer, address_port(&e->peer))];
	while (*p != e)
		p = &(*p)->next;
	*p = e->next;
	if (e->newer != NULL)
		e->newer->older = e->older;
	else
		t->newest = e->older;
	if (e->older != NULL)
		e->older->newer = e->newer;
	table_idle(t, e);
	leave_host(t, e);
	t->entries--;
	e->host = NULL;
}
