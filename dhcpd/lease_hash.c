#include <sys/random.h>

#include <stdlib.h>
#include <string.h>

#include "dhcpd/lease_impl.h"

#define HASH_START	1024	/* heads; doubled when there are more leases */
#define HASH_FACTOR	0x9e3779b97f4a7c15u

/* Seeded, so that nobody can choose addresses that meet in one chain. */
static uint32_t
mix(uint64_t h, const uint8_t *p, size_t len)
{
	uint64_t word;
	size_t part;

	h ^= len * HASH_FACTOR;
	while (len > 0) {
		part = len < sizeof(word) ? len : sizeof(word);
		word = 0;
		memcpy(&word, p, part);
		h = (h ^ word) * HASH_FACTOR;
		h ^= h >> 29;
		p += part;
		len -= part;
	}
	h *= HASH_FACTOR;
	return (uint32_t)(h >> 32);
}

static uint32_t
hash_hardware(const struct leases *t, const struct hardware *h)
{
	return mix(t->seed + h->type, h->addr, h->len);
}

static uint32_t
hash_address(const struct leases *t, uint32_t addr)
{
	return (uint32_t)(((addr ^ t->seed) * HASH_FACTOR) >> 32);
}

static int
hash_new(struct lease_hash *h, uint32_t n)
{
	h->heads = calloc(n, sizeof(h->heads[0]));
	if (h->heads == NULL)
		return -1;
	h->mask = n - 1;
	return 0;
}

int
lease_hash_init(struct leases *t)
{
	if (getrandom(&t->seed, sizeof(t->seed), 0) != sizeof(t->seed))
		return -1;
	t->by_address = calloc(2 * HASH_START, sizeof(t->by_address[0]));
	if (t->by_address == NULL)
		return -1;
	t->address_mask = 2 * HASH_START - 1;
	if (hash_new(&t->by_uid, HASH_START) == -1)
		return -1;
	return hash_new(&t->by_hardware, HASH_START);
}

void
lease_hash_free(struct leases *t)
{
	free(t->by_address);
	free(t->by_uid.heads);
	free(t->by_hardware.heads);
}

static void
put_address(struct leases *t, const struct lease *l)
{
	uint32_t i = hash_address(t, l->addr) & t->address_mask;

	while (t->by_address[i] != 0)
		i = (i + 1) & t->address_mask;
	t->by_address[i] = l->self;
}

void
lease_hash_address(struct leases *t, struct lease *l)
{
	put_address(t, l);
}

static int
grow_addresses(struct leases *t)
{
	uint32_t size = 2 * (t->address_mask + 1), place;
	uint32_t *wider = calloc(size, sizeof(wider[0]));

	if (wider == NULL)
		return -1;
	free(t->by_address);
	t->by_address = wider;
	t->address_mask = size - 1;
	for (place = 1; place <= t->n; place++)
		put_address(t, lease_get(t, place));
	return 0;
}

/*
 * All leases are hashed anew, the first made first: so the order in a chain
 * is that of the places, until bindings change it.
 */
static int
grow_clients(struct leases *t)
{
	uint32_t size = 2 * (t->by_uid.mask + 1), place;
	struct lease_hash uid = { 0 }, hardware = { 0 };

	if (hash_new(&uid, size) == -1)
		return -1;
	if (hash_new(&hardware, size) == -1) {
		free(uid.heads);
		return -1;
	}
	free(t->by_uid.heads);
	free(t->by_hardware.heads);
	t->by_uid = uid;
	t->by_hardware = hardware;
	for (place = 1; place <= t->n; place++)
		lease_hash_add(t, lease_get(t, place));
	return 0;
}

int
lease_hash_reserve(struct leases *t)
{
	/* A table of addresses is at most half full. */
	if (2 * (t->n + 1) > t->address_mask && grow_addresses(t) == -1)
		return -1;
	if (t->n + 1 > t->by_uid.mask && grow_clients(t) == -1)
		return -1;
	return 0;
}

struct lease *
lease_find(const struct leases *t, uint32_t addr)
{
	uint32_t i = hash_address(t, addr) & t->address_mask;
	struct lease *l;

	for (; t->by_address[i] != 0; i = (i + 1) & t->address_mask) {
		l = lease_get(t, t->by_address[i]);
		if (l->addr == addr)
			return l;
	}
	return NULL;
}

static uint32_t *
uid_head(const struct leases *t, struct bytes uid)
{
	return &t->by_uid.heads[mix(t->seed, uid.data, uid.len) &
	    t->by_uid.mask];
}

static uint32_t *
hardware_head(const struct leases *t, const struct hardware *h)
{
	return &t->by_hardware.heads[hash_hardware(t, h) &
	    t->by_hardware.mask];
}

void
lease_hash_add(struct leases *t, struct lease *l)
{
	struct bytes uid = lease_item(l, LEASE_UID);
	uint32_t *head;

	l->uid_prev = l->uid_next = l->hw_prev = l->hw_next = 0;
	if (uid.data != NULL) {
		head = uid_head(t, uid);
		l->uid_next = *head;
		if (*head != 0)
			lease_get(t, *head)->uid_prev = l->self;
		*head = l->self;
	}
	if (l->hardware.len > 0) {
		head = hardware_head(t, &l->hardware);
		l->hw_next = *head;
		if (*head != 0)
			lease_get(t, *head)->hw_prev = l->self;
		*head = l->self;
	}
}

void
lease_hash_remove(struct leases *t, struct lease *l)
{
	struct bytes uid = lease_item(l, LEASE_UID);

	if (uid.data != NULL) {
		if (l->uid_prev != 0)
			lease_get(t, l->uid_prev)->uid_next = l->uid_next;
		else
			*uid_head(t, uid) = l->uid_next;
		if (l->uid_next != 0)
			lease_get(t, l->uid_next)->uid_prev = l->uid_prev;
	}
	if (l->hardware.len > 0) {
		if (l->hw_prev != 0)
			lease_get(t, l->hw_prev)->hw_next = l->hw_next;
		else
			*hardware_head(t, &l->hardware) = l->hw_next;
		if (l->hw_next != 0)
			lease_get(t, l->hw_next)->hw_prev = l->hw_prev;
	}
	l->uid_prev = l->uid_next = l->hw_prev = l->hw_next = 0;
}

/* The first at or behind this place that has this client-id. */
static struct lease *
seek_uid(const struct leases *t, uint32_t place, struct bytes uid)
{
	struct lease *l;
	struct bytes its;

	for (; place != 0; place = l->uid_next) {
		l = lease_get(t, place);
		its = lease_item(l, LEASE_UID);
		if (its.len == uid.len &&
		    memcmp(its.data, uid.data, uid.len) == 0)
			return l;
	}
	return NULL;
}

struct lease *
lease_by_uid(const struct leases *t, struct bytes uid)
{
	return uid.len == 0 ? NULL : seek_uid(t, *uid_head(t, uid), uid);
}

struct lease *
lease_next_uid(const struct leases *t, const struct lease *l)
{
	return seek_uid(t, l->uid_next, lease_item(l, LEASE_UID));
}

static struct lease *
seek_hardware(const struct leases *t, uint32_t place,
    const struct hardware *h)
{
	struct lease *l;

	for (; place != 0; place = l->hw_next) {
		l = lease_get(t, place);
		if (hardware_equal(&l->hardware, h))
			return l;
	}
	return NULL;
}

struct lease *
lease_by_hardware(const struct leases *t, const struct hardware *h)
{
	return h->len == 0 ? NULL :
	    seek_hardware(t, *hardware_head(t, h), h);
}

struct lease *
lease_next_hardware(const struct leases *t, const struct lease *l)
{
	return seek_hardware(t, l->hw_next, &l->hardware);
}
