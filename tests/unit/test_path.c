/* path: MAIL's and RCPT's addresses, as the RFC and as people write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "smtpd/path.h"

#include "guard.h"

struct row {
	const char	*text;		/* behind MAIL FROM */
	const char	*local, *domain;
	const char	*canonical;	/* NULL: local@domain */
	const char	*rest;
};

static void
check_rows(const struct row *rows, size_t n)
{
	char want[PATH_TEXT];
	struct path path;
	char *s;
	size_t i;

	for (i = 0; i < n; i++) {
		s = guard(rows[i].text, strlen(rows[i].text) + 1);
		if (path_parse(&path, &s) != PATH_OK)
			fail_msg("refused: %s", rows[i].text);
		snprintf(want, sizeof(want), "%s%s%s", rows[i].local,
		    rows[i].domain[0] == '\0' ? "" : "@", rows[i].domain);
		assert_string_equal(path.local, rows[i].local);
		assert_string_equal(path.domain, rows[i].domain);
		assert_string_equal(path.text, rows[i].canonical == NULL ?
		    want : rows[i].canonical);
		assert_string_equal(s, rows[i].rest);
	}
}

static void
path_takes_what_the_rfc_has(void **state)
{
	static const struct row rows[] = {
		{ ":<joe@example.org>", "joe", "example.org", NULL, "" },
		{ ":<>", "", "", NULL, "" },
		{ ":<> SIZE=1", "", "", NULL, " SIZE=1" },
		{ ":<joe@example.org> SIZE=10 BODY=7BIT", "joe",
		    "example.org", NULL, " SIZE=10 BODY=7BIT" },
		{ ":<postmaster>", "postmaster", "", NULL, "" },
		{ ":<Joe.Doe+tag@EXAMPLE.ORG>", "Joe.Doe+tag", "example.org",
		    NULL, "" },
		{ ":<!#$%&'*+-/=?^_`{|}~@a.b>", "!#$%&'*+-/=?^_`{|}~", "a.b",
		    NULL, "" },
		{ ":<@one,@two:joe@example.org>", "joe", "example.org",
		    NULL, "" },
		{ ":<@one:joe@example.org>", "joe", "example.org", NULL, "" },
		{ ":<joe@[192.0.2.1]>", "joe", "[192.0.2.1]", NULL, "" },
		{ ":<joe@[IPv6:2001:db8::1]>", "joe", "[ipv6:2001:db8::1]",
		    NULL, "" },
		{ ":<\"joe\"@a.b>", "joe", "a.b", NULL, "" },
		{ ":<\"joe doe\"@a.b>", "joe doe", "a.b", "\"joe doe\"@a.b",
		    "" },
		{ ":<\"j\\\"\\\\@>\"@a.b> X=1", "j\"\\@>", "a.b",
		    "\"j\\\"\\\\@>\"@a.b", " X=1" },
		{ ":<\"\\j\"@a.b>", "j", "a.b", NULL, "" },
		{ ":<a..b.@a.b>", "a..b.", "a.b", NULL, "" },
		{ ":<joe@a_b.c.>", "joe", "a_b.c", NULL, "" },
		{ ":<j\xc3\xb6@\xc3\xb6.org>", "j\xc3\xb6", "\xc3\xb6.org",
		    NULL, "" },
	};

	(void)state;
	check_rows(rows, nitems(rows));
}

static void
path_takes_what_people_type(void **state)
{
	static const struct row rows[] = {		/* S-20 */
		{ ": <leonardo@site2>", "leonardo", "site2", NULL, "" },
		{ " : <toto@bo.fr>", "toto", "bo.fr", NULL, "" },
		{ " <dupond@box.fr>", "dupond", "box.fr", NULL, "" },
		{ ": cook@caramel.vn", "cook", "caramel.vn", NULL, "" },
		{ ":cook@caramel.vn SIZE=1", "cook", "caramel.vn", NULL,
		    " SIZE=1" },
		{ ": Cristian <versari@free.fr>", "versari", "free.fr", NULL,
		    "" },
		{ ": \"V. <x@y>, C.\" <versari@free.fr> A=b", "versari",
		    "free.fr", NULL, " A=b" },
		{ ":\t< joe@a.b >", "joe", "a.b", NULL, "" },
		{ ": \"joe doe\"@a.b", "joe doe", "a.b", "\"joe doe\"@a.b",
		    "" },
		{ " joe", "joe", "", NULL, "" },
		{ ": cook@a.b ENVID=<x>", "cook", "a.b", NULL, " ENVID=<x>" },
	};

	(void)state;
	check_rows(rows, nitems(rows));
}

static void
path_refuses_the_rest(void **state)
{
	static const struct {
		const char	*text;
		enum path_result result;
	} rows[] = {
		{ "", PATH_EMPTY },
		{ ":", PATH_EMPTY },
		{ " : ", PATH_EMPTY },
		{ ":<", PATH_SYNTAX },
		{ ":<joe", PATH_SYNTAX },
		{ ":<joe@>", PATH_SYNTAX },
		{ ":<@a.b>", PATH_SYNTAX },
		{ ":<@a.b:>", PATH_SYNTAX },
		{ ":<@a.b,joe@c.d>", PATH_SYNTAX },
		{ ":<joe@a.b", PATH_SYNTAX },
		{ ":<joe@a.b>x", PATH_SYNTAX },
		{ ":<joe@a@b>", PATH_SYNTAX },
		{ ":<joe@a..b>", PATH_SYNTAX },
		{ ":<joe@.b>", PATH_SYNTAX },
		{ ":<joe@a b>", PATH_SYNTAX },
		{ ":<joe@a/b>", PATH_SYNTAX },
		{ ":<joe@[]>", PATH_SYNTAX },
		{ ":<joe@[192.0.2.1>", PATH_SYNTAX },
		{ ":<joe@[a b]>", PATH_SYNTAX },
		{ ":<joe doe@a.b>", PATH_SYNTAX },
		{ ":<joe(x)@a.b>", PATH_SYNTAX },
		{ ":<\"\"@a.b>", PATH_SYNTAX },
		{ ":<\"joe@a.b>", PATH_SYNTAX },
		{ ":<\"joe\\", PATH_SYNTAX },
		{ ":<\"j\x01\"@a.b>", PATH_SYNTAX },
		{ ":<\"j\\\x7f\"@a.b>", PATH_SYNTAX },
		{ ":<j\x01@a.b>", PATH_SYNTAX },
		{ ":<j\xc3@a.b>", PATH_SYNTAX },
		{ ":<j\xff\xff@a.b>", PATH_SYNTAX },
		{ ":<j@\xc0\x80.b>", PATH_SYNTAX },
	};
	struct path path;
	char *s;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		s = guard(rows[i].text, strlen(rows[i].text) + 1);
		if (path_parse(&path, &s) != rows[i].result)
			fail_msg("not as it should be: %s", rows[i].text);
	}
}

/* S-9: 64 and 255 are what the RFC has; 255 and 255 pass. */
static void
path_knows_its_limits(void **state)
{
	static const struct {
		int		 local, domain;
		bool		 quoted;
		enum path_result result;
	} rows[] = {
		{ 64, 255, false, PATH_OK },
		{ 255, 255, false, PATH_OK },
		{ 255, 255, true, PATH_OK },
		{ 256, 10, false, PATH_LONG },
		{ 256, 10, true, PATH_LONG },
		{ 10, 256, false, PATH_LONG },
		{ 2000, 2000, false, PATH_LONG },
	};
	char text[8192], *s;
	struct path path;
	size_t i;
	int n, k;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		n = snprintf(text, sizeof(text), ":<%s",
		    rows[i].quoted ? "\"" : "");
		for (k = 0; k < rows[i].local; k++) {
			if (rows[i].quoted)
				text[n++] = '\\';
			text[n++] = rows[i].quoted ? '"' : 'a';
		}
		n += snprintf(text + n, sizeof(text) - (size_t)n, "%s@",
		    rows[i].quoted ? "\"" : "");
		memset(text + n, 'd', (size_t)rows[i].domain);
		strcpy(text + n + rows[i].domain, ">");
		s = guard(text, strlen(text) + 1);
		assert_int_equal(path_parse(&path, &s), rows[i].result);
		if (rows[i].result == PATH_OK)
			assert_int_equal(strlen(path.local), rows[i].local);
	}
}

static void
path_says_when_smtputf8_is_needed(void **state)
{
	static const struct { const char *text; bool utf8; } rows[] = {
		{ ":<joe@example.org>", false },
		{ ":<j\xc3\xb6@example.org>", true },
		{ ":<joe@\xc3\xb6.org>", true },
		{ ":<\"j\xc3\xb6 x\"@example.org>", true },
		{ ":J\xc3\xb6rg <joe@example.org>", false },
	};
	struct path path;
	char *s;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		s = guard(rows[i].text, strlen(rows[i].text) + 1);
		assert_int_equal(path_parse(&path, &s), PATH_OK);
		assert_int_equal(path.utf8, rows[i].utf8);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(path_takes_what_the_rfc_has),
		cmocka_unit_test(path_takes_what_people_type),
		cmocka_unit_test(path_refuses_the_rest),
		cmocka_unit_test(path_knows_its_limits),
		cmocka_unit_test(path_says_when_smtputf8_is_needed),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
