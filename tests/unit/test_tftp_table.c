/* table and address: sessions by their clients; networks that may ask. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "tftpd/table.h"

#define SEED	UINT64_C(0x123456789abcdef)
#define MANY	5000			/* several in each bucket */

static union address
make(const char *ip, unsigned port)
{
	union address a;

	memset(&a, 0, sizeof(a));
	if (inet_pton(AF_INET, ip, &a.in.sin_addr) == 1) {
		a.sa.sa_family = AF_INET;
	} else {
		assert_int_equal(inet_pton(AF_INET6, ip, &a.in6.sin6_addr),
		    1);
		a.sa.sa_family = AF_INET6;
	}
	address_set_port(&a, port);
	return a;
}

static void
each_client_is_found_by_address_and_port(void **state)
{
	static struct table t;
	static struct table_entry entries[MANY];
	union address a;
	unsigned i;

	(void)state;
	table_init(&t, SEED);
	for (i = 0; i < MANY; i++) {
		a = make(i % 2 == 0 ? "192.0.2.1" : "2001:db8::1",
		    1024 + i / 2);
		entries[i].peer = a;
		assert_int_equal(table_add(&t, &entries[i]), 0);
	}
	assert_int_equal(t.entries, MANY);
	for (i = 0; i < MANY; i++)
		assert_ptr_equal(table_find(&t, &entries[i].peer),
		    &entries[i]);
	a = make("192.0.2.1", 1023);
	assert_null(table_find(&t, &a));
	a = make("192.0.2.2", 1024);
	assert_null(table_find(&t, &a));
	for (i = 0; i < MANY; i += 2)
		table_remove(&t, &entries[i]);
	for (i = 0; i < MANY; i++)
		assert_ptr_equal(table_find(&t, &entries[i].peer),
		    i % 2 == 0 ? NULL : &entries[i]);
	for (i = 1; i < MANY; i += 2)
		table_remove(&t, &entries[i]);
	assert_int_equal(t.entries + t.active, 0);
	assert_null(t.newest);
}

static void
a_host_has_those_that_are_active(void **state)
{
	static struct table t;
	static struct table_entry entries[4];
	union address one = make("192.0.2.1", 0), two = make("192.0.2.2", 0);
	size_t i;

	(void)state;
	table_init(&t, SEED);
	for (i = 0; i < nitems(entries); i++) {
		entries[i].peer = i < 3 ? one : two;
		address_set_port(&entries[i].peer, 2000 + (unsigned)i);
		assert_int_equal(table_add(&t, &entries[i]), 0);
	}
	assert_int_equal(table_host(&t, &one), 3);
	assert_int_equal(table_host(&t, &two), 1);
	table_idle(&t, &entries[0]);
	table_idle(&t, &entries[0]);		/* once is enough */
	assert_int_equal(table_host(&t, &one), 2);
	assert_int_equal(t.active, 3);
	assert_int_equal(t.entries, 4);
	for (i = 0; i < nitems(entries); i++) {
		table_remove(&t, &entries[i]);
		table_remove(&t, &entries[i]);	/* it is not in it any more */
	}
	assert_int_equal(table_host(&t, &one), 0);
	assert_int_equal(t.entries + t.active, 0);
}

static void
the_newest_comes_first_whoever_leaves(void **state)
{
	static struct table t;
	static struct table_entry e[3];
	unsigned i;

	(void)state;
	table_init(&t, SEED);
	for (i = 0; i < nitems(e); i++) {
		e[i].peer = make("192.0.2.1", 3000 + i);
		assert_int_equal(table_add(&t, &e[i]), 0);
	}
	assert_ptr_equal(t.newest, &e[2]);
	table_remove(&t, &e[1]);
	assert_ptr_equal(t.newest, &e[2]);
	assert_ptr_equal(e[2].older, &e[0]);
	assert_ptr_equal(e[0].newer, &e[2]);
	table_remove(&t, &e[2]);
	assert_ptr_equal(t.newest, &e[0]);
	table_remove(&t, &e[0]);
	assert_null(t.newest);
}

static void
hashes_depend_on_the_seed_and_on_each_byte(void **state)
{
	(void)state;
	assert_true(table_hash(1, "abc", 3) == table_hash(1, "abc", 3));
	assert_true(table_hash(1, "abc", 3) != table_hash(2, "abc", 3));
	assert_true(table_hash(1, "abc", 3) != table_hash(1, "abd", 3));
	assert_true(table_hash(1, "abc", 3) != table_hash(1, "ab", 2));
}

static void
addresses_are_printed_and_mapped(void **state)
{
	static const struct {
		const char	*ip;
		unsigned	 scope;
		const char	*text;
	} rows[] = {
		{ "192.0.2.1", 0, "192.0.2.1" },
		{ "2001:db8::1", 0, "2001:db8::1" },
		{ "fe80::1", 3, "fe80::1%3" },
		{ "::ffff:192.0.2.1", 0, "192.0.2.1" },
	};
	char text[ADDRESS_TEXT];
	union address a, b;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		a = make(rows[i].ip, 69);
		if (rows[i].scope != 0)
			a.in6.sin6_scope_id = rows[i].scope;
		address_plain(&a);
		assert_string_equal(address_print(&a, text), rows[i].text);
		assert_int_equal(address_port(&a), 69);
	}
	a = b = make("192.0.2.1", 69);
	address_map(&a);
	assert_int_equal(a.sa.sa_family, AF_INET6);
	assert_false(address_same_host(&a, &b));
	address_plain(&a);
	assert_true(address_same(&a, &b));
	address_set_port(&a, 70);
	assert_true(address_same_host(&a, &b));
	assert_false(address_same(&a, &b));
}

static void
networks_hold_their_addresses_only(void **state)
{
	static const struct {
		const char	*network, *ip;
		bool		 holds;
	} rows[] = {
		{ "192.0.2.0/24", "192.0.2.255", true },
		{ "192.0.2.0/24", "192.0.3.0", false },
		{ "192.0.2.1", "192.0.2.1", true },
		{ "192.0.2.1", "192.0.2.0", false },
		{ "192.0.2.0/31", "192.0.2.1", true },
		{ "192.0.2.0/31", "192.0.2.2", false },
		{ "0.0.0.0/0", "203.0.113.9", true },
		{ "0.0.0.0/0", "2001:db8::1", false },
		{ "2001:db8::/33", "2001:db8:7fff::1", true },
		{ "2001:db8::/33", "2001:db8:8000::1", false },
		{ "::/0", "2001:db8::1", true },
		{ "::/0", "192.0.2.1", false },
		{ "::1", "::1", true },
		{ "::1", "::2", false },
	};
	static const char *const wrong[] = {
		"", "/", "/8", "192.0.2.0/", "192.0.2.0/33", "192.0.2/24",
		"2001:db8::/129", "192.0.2.0/2 4", "192.0.2.0/-1", "host",
		"192.0.2.0/24/24",
	};
	struct network n;
	union address a;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_true(network_parse(&n, rows[i].network));
		a = make(rows[i].ip, 1);
		assert_int_equal(network_holds(&n, &a), rows[i].holds);
	}
	for (i = 0; i < nitems(wrong); i++)
		assert_false(network_parse(&n, wrong[i]));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_client_is_found_by_address_and_port),
		cmocka_unit_test(a_host_has_those_that_are_active),
		cmocka_unit_test(the_newest_comes_first_whoever_leaves),
		cmocka_unit_test(hashes_depend_on_the_seed_and_on_each_byte),
		cmocka_unit_test(addresses_are_printed_and_mapped),
		cmocka_unit_test(networks_hold_their_addresses_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
