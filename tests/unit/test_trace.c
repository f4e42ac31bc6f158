/* trace: the Received field, and nothing of the peer's that breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/path.h"
#include "smtpd/trace.h"

static const struct trace plain = {
	.helo = "client.example.net", .name = "", .ip = "192.0.2.1",
	.host = "mx.example.org", .id = "id1", .rcpt = "joe@example.org",
	.extended = true, .seconds = 1795251600
};

static void
trace_names_the_protocol(void **state)
{
	static const struct {
		bool		 lmtp, extended, tls, authenticated, utf8;
		const char	*with;
	} rows[] = {
		{ false, false, false, false, false, "SMTP" },
		{ false, false, true, true, true, "SMTP" },
		{ false, true, false, false, false, "ESMTP" },
		{ false, true, true, false, false, "ESMTPS" },
		{ false, true, false, true, false, "ESMTPA" },
		{ false, true, true, true, false, "ESMTPSA" },
		{ false, true, false, false, true, "UTF8SMTP" },
		{ false, true, true, true, true, "UTF8SMTPSA" },
		{ true, true, false, false, false, "LMTP" },
		{ true, true, true, true, false, "LMTPSA" },
		{ true, true, true, false, true, "UTF8LMTPS" },
	};
	struct trace t = plain;
	char with[16];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		t.lmtp = rows[i].lmtp;
		t.extended = rows[i].extended;
		t.tls = rows[i].tls;
		t.authenticated = rows[i].authenticated;
		t.utf8 = rows[i].utf8;
		trace_protocol(&t, with, sizeof(with));
		assert_string_equal(with, rows[i].with);
	}
}

static void
check(const struct trace *t, const char *want)
{
	char out[TRACE_MAX];
	size_t n = trace_received(t, out, sizeof(out));

	assert_int_equal(n, strlen(want));
	assert_string_equal(out, want);
}

static void
trace_received_says_who_what_and_when(void **state)
{
	struct trace t = plain;

	(void)state;
	check(&t, "Received: from client.example.net ([192.0.2.1])\n"
	    "\tby mx.example.org with ESMTP id id1\n"
	    "\tfor <joe@example.org>; Sat, 21 Nov 2026 09:00:00 +0000\n");
	t.rcpt = NULL;
	t.name = "host.example.net";
	t.ip = "2001:db8::1";
	check(&t, "Received: from client.example.net "
	    "(host.example.net [IPv6:2001:db8::1])\n"
	    "\tby mx.example.org with ESMTP id id1; "
	    "Sat, 21 Nov 2026 09:00:00 +0000\n");
	t.ip = "";
	check(&t, "Received: from client.example.net\n"
	    "\tby mx.example.org with ESMTP id id1; "
	    "Sat, 21 Nov 2026 09:00:00 +0000\n");
}

/* S-16 */
static void
trace_received_keeps_nothing_that_has_a_meaning(void **state)
{
	struct trace t = plain;

	(void)state;
	t.rcpt = NULL;
	t.helo = "a(b)\"\\<c>;\x01\x7f\xc3\xb6_d";
	t.name = "x\nY: (z)";
	check(&t, "Received: from a?b????c??????_d "
	    "(x?Y:??z? [192.0.2.1])\n"
	    "\tby mx.example.org with ESMTP id id1; "
	    "Sat, 21 Nov 2026 09:00:00 +0000\n");
	t.name = t.ip = t.helo = "";
	check(&t, "Received: from unknown\n"
	    "\tby mx.example.org with ESMTP id id1; "
	    "Sat, 21 Nov 2026 09:00:00 +0000\n");
}

static void
trace_received_fits_with_the_longest_names(void **state)
{
	char name[2048], rcpt[PATH_TEXT], host[256], out[TRACE_MAX];
	struct trace t = plain;

	(void)state;
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	memset(rcpt, 'r', sizeof(rcpt) - 1);
	rcpt[sizeof(rcpt) - 1] = '\0';
	memset(host, 'h', sizeof(host) - 1);
	host[sizeof(host) - 1] = '\0';
	t.helo = t.name = name;
	t.rcpt = rcpt;
	t.host = host;
	assert_int_not_equal(trace_received(&t, out, sizeof(out)), 0);
	assert_int_equal(trace_received(&t, out, 100), 0);
	assert_int_equal(trace_received(&t, out, 1000), 0);
}

static void
trace_id_is_new_for_each_message(void **state)
{
	char a[TRACE_ID], b[TRACE_ID];

	(void)state;
	trace_id(a, INT64_MAX, 0x7fffffff, 0xffffffff);
	assert_true(strlen(a) < TRACE_ID - 1);
	trace_id(a, 5, 6, 7);
	trace_id(b, 5, 6, 8);
	assert_string_not_equal(a, b);
	trace_id(b, 5, 7, 7);
	assert_string_not_equal(a, b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trace_names_the_protocol),
		cmocka_unit_test(trace_received_says_who_what_and_when),
		cmocka_unit_test(
		    trace_received_keeps_nothing_that_has_a_meaning),
		cmocka_unit_test(trace_received_fits_with_the_longest_names),
		cmocka_unit_test(trace_id_is_new_for_each_message),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
