#include <stdlib.h>
#include <string.h>

#include "dhcpd/lease_impl.h"

struct leases *
leases_new(void)
{
	struct leases *t = calloc(1, sizeof(*t));

	if (t == NULL || lease_hash_init(t) == -1 ||
	    lease_heap_reserve(t) == -1) {
		leases_free(t);
		return NULL;
	}
	return t;
}

void
leases_free(struct leases *t)
{
	uint32_t place;
	size_t i;

	if (t == NULL)
		return;
	for (place = 1; place <= t->n; place++)
		free(lease_get(t, place)->data);
	for (i = 0; i * BLOCK < t->n; i++)
		free(t->blocks[i]);
	free(t->blocks);
	lease_hash_free(t);
	free(t->heap);
	free(t->spans);
	free(t->pools);
	free(t);
}

size_t
leases_count(const struct leases *t)
{
	return t->n;
}

struct lease *
leases_at(const struct leases *t, size_t i)
{
	return lease_get(t, (uint32_t)i + 1);
}

static struct lease *
new_lease(struct leases *t)
{
	struct lease **wider, *block;
	size_t n = t->n >> BLOCK_BITS;

	if ((t->n & (BLOCK - 1)) == 0) {
		wider = realloc(t->blocks, (n + 1) * sizeof(wider[0]));
		if (wider == NULL)
			return NULL;
		t->blocks = wider;
		block = calloc(BLOCK, sizeof(*block));
		if (block == NULL)
			return NULL;
		t->blocks[n] = block;
	}
	return &t->blocks[n][t->n & (BLOCK - 1)];
}

struct lease *
lease_at(struct leases *t, uint32_t addr)
{
	struct lease *l = lease_find(t, addr);

	if (l != NULL)
		return l;
	if (lease_hash_reserve(t) == -1 || lease_heap_reserve(t) == -1)
		return NULL;
	l = new_lease(t);
	if (l == NULL)
		return NULL;
	l->addr = addr;
	l->state = LEASE_FREE;
	l->self = ++t->n;
	l->pool = lease_pool_of(t, addr);
	lease_hash_address(t, l);
	lease_hang(t, l);
	return l;
}

void
lease_offer(struct leases *t, struct lease *l, uint32_t until)
{
	lease_unhang(t, l);
	l->flags |= LEASE_F_OFFERED;
	l->offered = until;
	lease_hang(t, l);
	lease_heap_place(t, l);
}

void
lease_unoffer(struct leases *t, struct lease *l)
{
	if ((l->flags & LEASE_F_OFFERED) == 0)
		return;
	if (l->ends == 0)
		lease_replace(t, l, NULL, NULL, 0);
	lease_unhang(t, l);
	l->flags &= (uint8_t)~LEASE_F_OFFERED;
	lease_hang(t, l);
	lease_heap_place(t, l);
}

void
lease_state(struct leases *t, struct lease *l, enum lease_state state)
{
	lease_unhang(t, l);
	l->flags &= (uint8_t)~LEASE_F_OFFERED;
	l->state = (uint8_t)state;
	lease_hang(t, l);
	lease_heap_place(t, l);
}

int
lease_replace(struct leases *t, struct lease *l, const struct hardware *hw,
    const uint8_t *items, size_t len)
{
	static const struct hardware none;
	uint8_t *data = NULL;

	if (len > LEASE_DATA_MAX)
		return -1;
	if (len > 0) {
		data = malloc(len);
		if (data == NULL)
			return -1;
		memcpy(data, items, len);
	}
	lease_hash_remove(t, l);
	free(l->data);
	l->data = data;
	l->data_len = (uint16_t)len;
	l->hardware = hw != NULL ? *hw : none;
	lease_hash_add(t, l);
	return 0;
}

int
lease_client(struct leases *t, struct lease *l, const struct hardware *hw,
    struct bytes uid)
{
	uint8_t items[LEASE_DATA_MAX];
	enum lease_item_kind kind;
	struct bytes value;
	size_t at = 0, used = 0;

	if (uid.len > 0)
		used = lease_item_write(items, sizeof(items), LEASE_UID, uid);
	while (lease_next_item(l, &at, &kind, &value))
		if (kind != LEASE_UID)
			used += lease_item_write(items + used,
			    sizeof(items) - used, kind, value);
	return lease_replace(t, l, hw, items, used);
}

static void
shift(uint32_t *when, int64_t seconds)
{
	int64_t moved = (int64_t)*when + seconds;

	if (*when == 0 || *when == LEASE_NEVER)
		return;
	if (moved < 1)
		moved = 1;
	if (moved >= LEASE_NEVER)
		moved = LEASE_NEVER - 1;
	*when = (uint32_t)moved;
}

void
leases_shift(struct leases *t, int64_t seconds)
{
	struct lease *l;
	uint32_t place;

	for (place = 1; place <= t->n; place++) {
		l = lease_get(t, place);
		if ((l->flags & LEASE_F_OFFERED) != 0)
			shift(&l->offered, seconds);
		if ((l->flags & LEASE_F_RUN) != 0) {
			shift(&l->starts, seconds);
			shift(&l->ends, seconds);
			shift(&l->tstp, seconds);
			shift(&l->cltt, seconds);
			l->flags |= LEASE_F_DIRTY;
		}
	}
	t->nheap = 0;
	for (place = 1; place <= t->n; place++)
		lease_get(t, place)->heap = 0;
	for (place = 1; place <= t->n; place++)
		lease_heap_place(t, lease_get(t, place));
}
