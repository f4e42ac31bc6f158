/* hostport: the addresses of PORT, EPRT, EPSV and 227. */
#include <arpa/inet.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/hostport.h"
#include "guard.h"

static const char *
shown(const union address *a)
{
	static char text[80];
	char host[INET6_ADDRSTRLEN];
	bool six = a->any.sa_family == AF_INET6;

	inet_ntop(a->any.sa_family, six ? (const void *)&a->v6.sin6_addr :
	    (const void *)&a->v4.sin_addr, host, sizeof(host));
	snprintf(text, sizeof(text), "%s %u", host,
	    ntohs(six ? a->v6.sin6_port : a->v4.sin_port));
	return text;
}

static void
port_takes_six_bytes_and_nothing_else(void **state)
{
	static const struct {
		const char *arg, *want;		/* NULL: refused */
	} rows[] = {
		{ "127,0,0,1,4,1", "127.0.0.1 1025" },
		{ "255,255,255,255,255,255", "255.255.255.255 65535" },
		{ "1,2,3,4,0,21  ", "1.2.3.4 21" },
		{ " 1,2,3,4,5,6", "1.2.3.4 1286" },
		{ "1,2,3,4,5", NULL },
		{ "1,2,3,4,5,6,7", NULL },
		{ "1,2,3,4,5,256", NULL },
		{ "256,2,3,4,5,6", NULL },
		{ "1,2,3,4,5,-6", NULL },
		{ "1,2,3,4,,6", NULL },
		{ "1,2,3,4,5,", NULL },
		{ ",,,,,", NULL },
		{ "1, 2,3,4,5,6", NULL },
		{ "1.2.3.4,5,6", NULL },
		{ "0001,2,3,4,5,6", NULL },
		{ "99999999999999999999,2,3,4,5,6", NULL },
		{ "", NULL },
		{ "x", NULL },
		{ "1,2,3,4,5,6x", NULL },
	};
	union address a;
	size_t i;
	bool good;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		good = hostport_port(guard(rows[i].arg,
		    strlen(rows[i].arg) + 1), &a);
		assert_int_equal(good, rows[i].want != NULL);
		if (good)
			assert_string_equal(shown(&a), rows[i].want);
	}
}

static void
eprt_is_read_as_rfc_2428_section_2_has_it(void **state)
{
	static const struct {
		const char *arg;
		enum hostport result;
		const char *want;
	} rows[] = {
		{ "|1|132.235.1.2|6275|", HOSTPORT_OK, "132.235.1.2 6275" },
		{ "|2|1080::8:800:200c:417a|5282|", HOSTPORT_OK,
		    "1080::8:800:200c:417a 5282" },
		{ "!1!1.2.3.4!1!", HOSTPORT_OK, "1.2.3.4 1" },
		{ "|2|::ffff:1.2.3.4|1|", HOSTPORT_OK,
		    "::ffff:1.2.3.4 1" },
		{ "|1|1.2.3.4|65536|", HOSTPORT_SYNTAX, NULL },
		{ "|1|1.2.3.4|-1|", HOSTPORT_SYNTAX, NULL },
		{ "|1|1.2.3.4||", HOSTPORT_SYNTAX, NULL },
		{ "|1|1.2.3.4|1", HOSTPORT_SYNTAX, NULL },
		{ "|1|1.2.3.4|1|x", HOSTPORT_SYNTAX, NULL },
		{ "|1|1.2.3|1|", HOSTPORT_SYNTAX, NULL },
		{ "|1|::1|1|", HOSTPORT_SYNTAX, NULL },
		{ "|2|1.2.3.4|1|", HOSTPORT_SYNTAX, NULL },
		{ "|2|fe80::1%lo|1|", HOSTPORT_SYNTAX, NULL },
		{ "|3|1.2.3.4|1|", HOSTPORT_FAMILY, NULL },
		{ "||1.2.3.4|1|", HOSTPORT_SYNTAX, NULL },
		{ "1|1.2.3.4|1|", HOSTPORT_SYNTAX, NULL },
		{ "11.2.3.41", HOSTPORT_SYNTAX, NULL },
		{ "|1|11111111111111111111111111111111111111111111111111"
		    "111111|1|", HOSTPORT_SYNTAX, NULL },
		{ "||||", HOSTPORT_SYNTAX, NULL },
		{ "|", HOSTPORT_SYNTAX, NULL },
		{ "", HOSTPORT_SYNTAX, NULL },
		{ "\xff" "1\xff" "1.2.3.4\xff" "1\xff", HOSTPORT_SYNTAX,
		    NULL },
	};
	enum hostport result;
	union address a;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		result = hostport_eprt(guard(rows[i].arg,
		    strlen(rows[i].arg) + 1), &a);
		assert_int_equal(result, rows[i].result);
		if (result == HOSTPORT_OK)
			assert_string_equal(shown(&a), rows[i].want);
	}
}

static void
epsv_takes_a_family_or_all(void **state)
{
	static const struct {
		const char *arg;
		enum hostport result;
		int family;
		bool all;
	} rows[] = {
		{ "", HOSTPORT_OK, AF_UNSPEC, false },
		{ " ", HOSTPORT_OK, AF_UNSPEC, false },
		{ "1", HOSTPORT_OK, AF_INET, false },
		{ "2 ", HOSTPORT_OK, AF_INET6, false },
		{ "ALL", HOSTPORT_OK, AF_UNSPEC, true },
		{ "all ", HOSTPORT_OK, AF_UNSPEC, true },
		{ "ALLX", HOSTPORT_SYNTAX, 0, false },
		{ "3", HOSTPORT_FAMILY, 0, false },
		{ "0", HOSTPORT_FAMILY, 0, false },
		{ "1 2", HOSTPORT_SYNTAX, 0, false },
		{ "-1", HOSTPORT_SYNTAX, 0, false },
		{ "99999999999", HOSTPORT_SYNTAX, 0, false },
	};
	enum hostport result;
	int family;
	size_t i;
	bool all;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		result = hostport_epsv(rows[i].arg, &family, &all);
		assert_int_equal(result, rows[i].result);
		if (result != HOSTPORT_OK)
			continue;
		assert_int_equal(family, rows[i].family);
		assert_int_equal(all, rows[i].all);
	}
}

static void
what_is_printed_is_what_is_read(void **state)
{
	char text[HOSTPORT_TEXT];
	union address a, b;

	(void)state;
	assert_true(hostport_port("192,0,2,255,200,7", &a));
	hostport_text(text, &a.v4);
	assert_string_equal(text, "192,0,2,255,200,7");
	assert_true(hostport_port(text, &b));
	assert_memory_equal(&a, &b, sizeof(a));
}

static void
the_same_host_is_known_mapped_or_not(void **state)
{
	union address v4, mapped, other, v6;

	(void)state;
	hostport_eprt("|1|10.1.2.3|2000|", &v4);
	hostport_eprt("|2|::ffff:10.1.2.3|3000|", &mapped);
	hostport_eprt("|1|10.1.2.4|2000|", &other);
	hostport_eprt("|2|::10.1.2.3|2000|", &v6);
	assert_true(hostport_same(&v4, &mapped));
	assert_true(hostport_same(&mapped, &v4));
	assert_false(hostport_same(&v4, &other));
	assert_false(hostport_same(&v4, &v6));
	assert_false(hostport_same(&mapped, &other));
	hostport_unmap(&mapped);
	assert_string_equal(shown(&mapped), "10.1.2.3 3000");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(port_takes_six_bytes_and_nothing_else),
		cmocka_unit_test(eprt_is_read_as_rfc_2428_section_2_has_it),
		cmocka_unit_test(epsv_takes_a_family_or_all),
		cmocka_unit_test(what_is_printed_is_what_is_read),
		cmocka_unit_test(the_same_host_is_known_mapped_or_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
