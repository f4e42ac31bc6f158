/*
 * lease: the rules of lease.h hold after any sequence of changes; a model
 * that looks at every lease says what must come out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/lease.h"

#define LOW	0x0a000000u
#define ADDRS	60u		/* 0-39 pool 0, 40-55 pool 1, the rest none */
#define CLIENTS	12u
#define ROUNDS	60000u

static uint32_t seed = 1;

static uint32_t
any(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static const struct lease_range ranges[] = {
	{ LOW, LOW + 39, 0 }, { LOW + 40, LOW + 55, 1 },
};

static struct hardware
hardware(uint32_t n)
{
	struct hardware h = { 1, 6, { 2, 0, 0, 0, 0, (uint8_t)n } };

	return h;
}

static struct bytes
uid(uint32_t n, uint8_t buf[4])
{
	struct bytes b = { buf, 4 };

	put_u32(buf, n);
	return b;
}

static void
change(struct leases *t, uint32_t now)
{
	static const enum lease_state states[] = { LEASE_FREE, LEASE_ACTIVE,
	    LEASE_ABANDONED, LEASE_ACTIVE };
	struct lease *l = lease_at(t, LOW + any(ADDRS));
	struct hardware h = hardware(any(CLIENTS));
	const struct bytes none = { NULL, 0 };
	uint8_t buf[4];

	assert_non_null(l);
	switch (any(5)) {
	case 0:
		if (l->state != LEASE_ACTIVE)
			lease_offer(t, l, now + 1 + any(50));
		break;
	case 1:
		if ((l->flags & LEASE_F_OFFERED) != 0)
			lease_unoffer(t, l);
		break;
	case 2:
		assert_int_equal(lease_client(t, l, &h, any(3) == 0 ? none :
		    uid(any(CLIENTS), buf)), 0);
		break;
	default:
		l->ends = any(9) == 0 ? LEASE_NEVER : now + 1 + any(200);
		lease_state(t, l, states[any(nitems(states))]);
	}
}

/* Rule 4, and that a chain has nothing else. */
static void
check_clients(const struct leases *t)
{
	const struct lease *l;
	struct hardware h;
	uint32_t n;
	size_t i, by_uid, by_hw, in_uid, in_hw;
	uint8_t buf[4];

	for (n = 0; n < CLIENTS; n++) {
		h = hardware(n);
		by_uid = by_hw = in_uid = in_hw = 0;
		for (i = 0; i < leases_count(t); i++) {
			l = leases_at(t, i);
			by_hw += hardware_equal(&l->hardware, &h);
			by_uid += lease_item(l, LEASE_UID).len == 4 &&
			    get_u32(lease_item(l, LEASE_UID).data) == n;
		}
		for (l = lease_by_hardware(t, &h); l != NULL;
		    l = lease_next_hardware(t, l), in_hw++)
			assert_true(hardware_equal(&l->hardware, &h));
		for (l = lease_by_uid(t, uid(n, buf)); l != NULL;
		    l = lease_next_uid(t, l), in_uid++)
			assert_int_equal(get_u32(lease_item(l,
			    LEASE_UID).data), n);
		assert_int_equal(by_uid, in_uid);
		assert_int_equal(by_hw, in_hw);
	}
}

/* Rules 2 and 3: counts, the lists' heads, and what is due next. */
static void
check_pools(struct leases *t)
{
	uint32_t pool, next = LEASE_NEVER, at;
	struct lease_count n;
	struct lease *l;
	size_t i;

	for (i = 0; i < leases_count(t); i++) {
		l = leases_at(t, i);
		assert_int_equal(l->pool, l->addr < LOW + 40 ? 0 :
		    l->addr < LOW + 56 ? 1 : LEASE_NO_POOL);
		at = (l->flags & LEASE_F_OFFERED) != 0 ? l->offered :
		    l->state == LEASE_ACTIVE || l->state == LEASE_ABANDONED ?
		    l->ends : LEASE_NEVER;
		if (at < next)
			next = at;
	}
	assert_int_equal(lease_next_due(t), next);
	for (pool = 0; pool < 2; pool++) {
		struct lease_count has = { 0, 0, 0, 0 };

		for (i = 0; i < leases_count(t); i++) {
			l = leases_at(t, i);
			if (l->pool != pool)
				continue;
			if ((l->flags & LEASE_F_OFFERED) != 0)
				has.offered++;
			else if (l->state == LEASE_ACTIVE)
				has.active++;
			else if (l->state == LEASE_ABANDONED)
				has.abandoned++;
		}
		leases_pool(t, pool, &n);
		assert_int_equal(n.total, pool == 0 ? 40 : 16);
		assert_int_equal(n.active, has.active);
		assert_int_equal(n.offered, has.offered);
		assert_int_equal(n.abandoned, has.abandoned);
		l = lease_oldest_free(t, pool);
		if (l == NULL)
			assert_int_equal(n.total, n.active + n.offered +
			    n.abandoned);
		else {
			assert_int_equal(l->pool, pool);
			assert_int_equal(l->flags & LEASE_F_OFFERED, 0);
			assert_true(l->state != LEASE_ACTIVE &&
			    l->state != LEASE_ABANDONED);
		}
		l = lease_oldest_abandoned(t, pool);
		assert_int_equal(l != NULL, has.abandoned > 0);
		l = lease_oldest_offer(t, pool);
		assert_int_equal(l != NULL, has.offered > 0);
	}
}

static void
the_rules_hold_whatever_happens(void **state)
{
	struct leases *t = leases_new();
	uint32_t i, now = 1000000;
	struct lease *l;

	(void)state;
	assert_int_equal(leases_pools(t, ranges, nitems(ranges), 2), 0);
	for (i = 0; i < ROUNDS; i++) {
		change(t, now);
		now += any(3) == 0;
		while ((l = lease_due(t, now)) != NULL) {
			if ((l->flags & LEASE_F_OFFERED) != 0)
				lease_unoffer(t, l);
			else
				lease_state(t, l, LEASE_FREE);
		}
		if (i % 64 == 0) {
			check_clients(t);
			check_pools(t);
		}
		if (i % 5000 == 0) {
			assert_int_equal(leases_pools(t, ranges,
			    nitems(ranges), 2), 0);
			check_pools(t);
		}
	}
	leases_free(t);
}

/* Each address once, before any is given a second time. */
static void
new_clients_get_new_addresses_first(void **state)
{
	struct leases *t = leases_new();
	bool seen[40] = { false };
	struct lease *l;
	uint32_t i;

	(void)state;
	assert_int_equal(leases_pools(t, ranges, nitems(ranges), 2), 0);
	for (i = 0; i < 40; i++) {
		l = lease_oldest_free(t, 0);
		assert_non_null(l);
		assert_false(seen[l->addr - LOW]);
		seen[l->addr - LOW] = true;
		l->starts = 1000 + i;
		l->ends = 1010 + i;
		lease_state(t, l, LEASE_ACTIVE);
		lease_state(t, l, LEASE_FREE);
	}
	l = lease_oldest_free(t, 0);
	assert_int_equal(l->ends, 1010);
	leases_free(t);
}

/* Facts 3.5, Clock: what was leased in this run moves with the clock. */
static void
a_clock_that_jumps_moves_the_times(void **state)
{
	struct leases *t = leases_new();
	struct lease *old, *new;

	(void)state;
	assert_int_equal(leases_pools(t, ranges, nitems(ranges), 2), 0);
	old = lease_at(t, LOW);
	old->ends = 5000;
	lease_state(t, old, LEASE_ACTIVE);
	new = lease_at(t, LOW + 1);
	new->starts = 100;
	new->ends = 700;
	new->flags |= LEASE_F_RUN;
	lease_state(t, new, LEASE_ACTIVE);
	assert_int_equal(lease_next_due(t), 700);
	leases_shift(t, 1000000);
	assert_int_equal(new->ends, 1000700);
	assert_int_equal(new->starts, 1000100);
	assert_int_equal(old->ends, 5000);
	assert_int_equal(lease_next_due(t), 5000);
	leases_shift(t, -2000000);
	assert_int_equal(new->ends, 1);
	leases_free(t);
}

static void
items_are_kept_in_order_and_within_bounds(void **state)
{
	struct leases *t = leases_new();
	struct lease *l = lease_at(t, LOW);
	static uint8_t big[LEASE_DATA_MAX];
	struct bytes value = { big, 5000 };
	enum lease_item_kind kind;
	size_t at = 0, n = 0;

	(void)state;
	assert_int_equal(lease_add(l, LEASE_SET, value), 0);
	assert_int_equal(lease_add(l, LEASE_SET, value), 0);
	assert_int_equal(lease_put(l, LEASE_HOSTNAME, value), 0);
	assert_int_equal(lease_add(l, LEASE_SET, value), -1);
	value.len = 10;
	assert_int_equal(lease_put(l, LEASE_HOSTNAME, value), 0);
	assert_int_equal(lease_item(l, LEASE_HOSTNAME).len, 10);
	while (lease_next_item(l, &at, &kind, &value))
		n++;
	assert_int_equal(n, 3);
	value.data = NULL;
	assert_int_equal(lease_put(l, LEASE_SET, value), 0);
	assert_null(lease_item(l, LEASE_SET).data);
	assert_int_equal(lease_item(l, LEASE_HOSTNAME).len, 10);
	leases_free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rules_hold_whatever_happens),
		cmocka_unit_test(new_clients_get_new_addresses_first),
		cmocka_unit_test(a_clock_that_jumps_moves_the_times),
		cmocka_unit_test(items_are_kept_in_order_and_within_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
