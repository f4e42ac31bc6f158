/* dhcpd.conf: what is accepted, and what is said about what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/config.h"
#include "dhcpd/lexer.h"
#include "dhcpd/suggest.h"
#include "guard.h"

#define DIR	"tests/dhcpd-conf/"

/* What was complained about, one behind the other. */
static char said[65536];
static unsigned errors, warnings, notes;

static void
complain(void *arg, int priority, const char *text)
{
	size_t len = strlen(said);

	(void)arg;
	snprintf(said + len, sizeof(said) - len, "%s\n", text);
	if (priority == LOG_ERR)
		errors++;
	else if (priority == LOG_WARNING)
		warnings++;
	else
		notes++;
}

static const struct config_env env = { .complain = complain };

static struct config *
parse(const char *text)
{
	said[0] = '\0';
	errors = warnings = notes = 0;
	return config_parse("test", text, strlen(text), &env);
}

static bool
good(const char *text)
{
	struct config *c = parse(text);

	config_free(c);
	return c != NULL;
}

static void
every_sample_has_isc_s_verdict(void **state)
{
	static const struct {
		const char	*file;
		bool		 good;
		size_t		 subnets, hosts, classes;
	} rows[] = {
		{ "01.conf", true, 1, 0, 0 }, { "03.conf", true, 1, 0, 0 },
		{ "05.conf", true, 3, 0, 4 }, { "07.conf", true, 1, 16, 0 },
		{ "09.conf", true, 3, 0, 4 }, { "11.conf", true, 9, 7, 0 },
		{ "13.conf", true, 3, 1, 0 }, { "15.conf", true, 33, 40, 0 },
		{ "17.conf", true, 5, 0, 0 }, { "19.conf", true, 7, 0, 1 },
		{ "21.conf", true, 2, 54, 0 }, { "23.conf", true, 1, 12, 1 },
		{ "25.conf", true, 1, 1, 2 }, { "27.conf", false, 0, 0, 0 },
		{ "29.conf", true, 2, 4, 0 },
	};
	struct config *c;
	char path[64];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		snprintf(path, sizeof(path), DIR "%s", rows[i].file);
		errors = 0;
		c = config_load(path, &env);
		assert_int_equal(c != NULL, rows[i].good);
		assert_int_equal(errors > 0, !rows[i].good);
		if (c == NULL)
			continue;
		assert_int_equal(c->nsubnets, rows[i].subnets);
		assert_int_equal(c->nhosts, rows[i].hosts);
		assert_int_equal(c->nclasses, rows[i].classes);
		config_free(c);
	}
}

static void
every_grammar_case_has_its_verdict(void **state)
{
	static const char subnet[] = "subnet 10.0.0.0 netmask 255.0.0.0 {";
	char line[4096], text[8192], *word[4], *s;
	FILE *f = fopen(DIR "cases", "r");
	size_t n, cases = 0;

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		for (s = line, n = 0; n < 4; n++)
			word[n] = n < 3 ? strsep(&s, "\t") : s;
		assert_non_null(word[3]);
		snprintf(text, sizeof(text), "%s%s%s",
		    *word[2] == 's' ? subnet : "", word[3],
		    *word[2] == 's' ? "\n}\n" : "\n");
		if (*word[2] == 'g') {
			n = strlen(text);
			snprintf(text + n, sizeof(text) - n, "%s }\n", subnet);
		}
		if (good(text) != (strcmp(word[1], "ok") == 0))
			fail_msg("%s should be %s: %s", word[3], word[1],
			    said);
		cases++;
	}
	fclose(f);
	assert_true(cases > 100);
}

static void
a_message_shows_where(void **state)
{
	static const struct {
		const char	*text;
		const char	*said;
	} rows[] = {
		{ "authorative;\n",
		  "test line 1: column 1: unknown statement \"authorative\": "
		  "did you mean \"authoritative\"?\nauthorative;\n^\n" },
		{ "\n\n  option domain-nam \"x\";\n",
		  "test line 3: column 10: unknown option dhcp.domain-nam: "
		  "did you mean \"domain-name\"?\n  option domain-nam \"x\";\n"
		  "         ^\n" },
		{ "\tping-check yes;\n",
		  "test line 1: column 13: expecting boolean: on, off, true "
		  "or false.\n        ping-check yes;\n"
		  "                   ^\n" },
		{ "if exsits host-name { }\n",
		  "test line 1: column 11: left brace expected.\n"
		  "if exsits host-name { }\n          ^\n"
		  "test line 1: column 4: this variable is never set: exsits: "
		  "did you mean \"exists\"?\n"
		  "if exsits host-name { }\n   ^\n" },
		{ "option host-name = substr(hardware, 1, 2);",
		  "test line 1: column 20: unknown function substr\n"
		  "option host-name = substr(hardware, 1, 2);\n"
		  "                   ^\n" },
		{ "option host-name = subtring(hardware, 1, 2);",
		  "test line 1: column 20: unknown function subtring: did you "
		  "mean \"substring\"?\n"
		  "option host-name = subtring(hardware, 1, 2);\n"
		  "                   ^\n" },
		{ "host a { }\nhost a { }\n",
		  "test line 2: column 6: a host of this name exists already: "
		  "a\nhost a { }\n     ^\n" },
		{ "domain-name \"x\";",
		  "test line 1: column 1: \"domain-name\" is an option: did "
		  "you mean \"option domain-name\"?\ndomain-name \"x\";\n^\n" },
		{ "deny unknown-client;",
		  "test line 1: column 6: expecting allow/deny key: did you "
		  "mean \"unknown-clients\"?\ndeny unknown-client;\n"
		  "     ^\n" },
		{ "ddns-update-style iterim;",
		  "test line 1: column 19: unknown value for "
		  "ddns-update-style: \"iterim\": did you mean \"interim\"?\n"
		  "ddns-update-style iterim;\n                  ^\n" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_false(good(rows[i].text));
		assert_string_equal(said, rows[i].said);
	}
}

static void
a_long_line_is_shown_around_the_fault(void **state)
{
	char text[2000];

	(void)state;
	memset(text, ' ', sizeof(text));
	strcpy(text + 1000, "foo bar; # and so on and on");
	assert_false(good(text));
	assert_non_null(strstr(said, "foo bar; # and so on"));
	assert_non_null(strstr(said, "\n                                      ^"));
	assert_true(strlen(said) < 300);
}

static void
parsing_goes_on_behind_an_error(void **state)
{
	(void)state;
	assert_false(good("foo;\nbar { a; b { } }\noption x;\n"
	    "subnet 10.0.0.0 netmask 255.0.0.0 { ranje 10.0.0.1; range 1; "
	    "option host-name \"x\" }\n;\nhost a { fixed-address 1.2.3.4; }"));
	assert_int_equal(errors, 7);
}

static void
what_is_not_done_is_announced(void **state)
{
	(void)state;
	assert_true(good("ddns-update-style interim; omapi-port 7911;\n"
	    "failover peer \"f\" { primary; address 10.0.0.1; "
	    "peer address 10.0.0.2; mclt 60; split 128; }\n"
	    "subnet 10.0.0.0 netmask 255.0.0.0 { pool { failover peer \"f\"; "
	    "range 10.0.0.5; } }"));
	assert_int_equal(notes, 3);
	assert_true(good("ddns-update-style none; ddns-updates off;"));
	assert_int_equal(notes, 0);
}

static void
what_is_strange_is_warned_about(void **state)
{
	static const char *const rows[] = {
		"host a { hardware ethernet 0:1:2:3:4; }",
		("subnet 10.0.0.0 netmask 255.0.0.0 { range 10.0.0.5 "
		    "10.0.0.9; } host a { fixed-address 10.0.0.9; }"),
		"subnet 10.0.0.0 netmask 255.0.255.0 { }",
		("subnet 10.0.0.0 netmask 255.0.0.0 { } "
		    "subnet 10.1.0.0 netmask 255.255.0.0 { }"),
		"if neverset = \"x\" { }",
		"vendor-option-space nowhere;",
		"if known and static or known { }",
		"key k { }",
		"ldap-server \"x\";",
		"option x code 256 = text;",
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_true(good(rows[i]));
		if (warnings != 1)
			fail_msg("%s: %s", rows[i], said);
	}
	assert_true(good("if known and (static or known) or static { }"));
}

static void
nesting_has_a_limit(void **state)
{
	char text[20000];
	size_t n, i;

	(void)state;
	for (n = 0, i = 0; i < 1000; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "group {");
	assert_false(good(text));
	for (n = 0, i = 0; i < 1000; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "if known {");
	assert_false(good(text));
	n = (size_t)snprintf(text, sizeof(text), "if ");
	memset(text + n, '(', 10000);
	text[n + 10000] = '\0';
	assert_false(good(text));
	n = (size_t)snprintf(text, sizeof(text), "if ");
	for (i = 0; i < 1000; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "not ");
	assert_false(good(text));
	n = (size_t)snprintf(text, sizeof(text), "if known ");
	for (i = 0; i < 1000; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n, "or known ");
	assert_false(good(text));
	/* but not elsif: there may be thousands */
	n = (size_t)snprintf(text, sizeof(text), "if known { } ");
	for (i = 0; i < 1000; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "elsif known { }");
	assert_true(good(text));
}

static void
complaints_have_a_limit(void **state)
{
	char text[20000] = "";
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++)
		strcat(text, "foo;");
	assert_false(good(text));
	assert_int_equal(errors, CONFIG_COMPLAINTS);
}

static int
open_self(void *arg, const char *path)
{
	int fd[2];

	(void)arg;
	(void)path;
	if (pipe(fd) == -1)
		return -1;
	if (write(fd[1], "include \"again\";\n", 17) != 17)
		abort();
	close(fd[1]);
	return fd[0];
}

static void
a_file_that_includes_itself_is_an_error(void **state)
{
	struct config_env self = { .open = open_self, .complain = complain };

	(void)state;
	errors = 0;
	assert_null(config_load("again", &self));
	assert_int_equal(errors, 1);
}

static size_t
resolve(void *arg, const char *name, uint32_t *addresses, size_t max)
{
	size_t n;

	(void)arg;
	if (strcmp(name, "two.example") != 0)
		return 0;
	for (n = 0; n < 2 && n < max; n++)
		addresses[n] = 0x0a000001 + (uint32_t)n;
	return n;
}

static void
names_become_all_their_addresses(void **state)
{
	static const char text[] = "host a { fixed-address two.example, "
	    "10.0.0.9; } host b { fixed-address none.example; }";
	struct config_env with = { .resolve = resolve, .complain = complain };
	struct config *c;

	(void)state;
	warnings = 0;
	c = config_parse("test", text, strlen(text), &with);
	assert_non_null(c);
	assert_int_equal(c->hosts->nfixed, 3);
	assert_int_equal(c->hosts->fixed[1], 0x0a000002);
	assert_int_equal(c->hosts->fixed[2], 0x0a000009);
	assert_int_equal(c->hosts->next->nfixed, 0);
	assert_int_equal(warnings, 1);
	config_free(c);
}

static void
places_are_found_by_address(void **state)
{
	struct config *c = parse(
	    "subnet 10.0.0.0 netmask 255.0.0.0 { range 10.0.0.5 10.0.0.9; }"
	    "subnet 10.1.0.0 netmask 255.255.0.0 { range 10.1.0.1; }"
	    "shared-network s { subnet 10.2.0.0 netmask 255.255.0.0 { }"
	    "  subnet 192.168.0.0 netmask 255.255.255.0 { }"
	    "  pool { range 192.168.0.200 192.168.0.100; } }");
	static const struct {
		uint32_t	 address;
		uint32_t	 subnet;	/* 0: none */
		uint32_t	 low;		/* of the range; 0: none */
	} rows[] = {
		{ 0x0a000001, 0x0a000000, 0 },
		{ 0x0a000005, 0x0a000000, 0x0a000005 },
		{ 0x0a000009, 0x0a000000, 0x0a000005 },
		{ 0x0a00000a, 0x0a000000, 0 },
		{ 0x0a010001, 0x0a010000, 0x0a010001 },
		{ 0x0a01ffff, 0x0a010000, 0 },
		{ 0x0a030000, 0x0a000000, 0 },
		{ 0x0affffff, 0x0a000000, 0 },
		{ 0x0b000000, 0, 0 },
		{ 0, 0, 0 },
		{ 0xc0a80064, 0xc0a80000, 0xc0a80064 },
		{ 0xc0a800c9, 0xc0a80000, 0 },
		{ 0xffffffff, 0, 0 },
	};
	const struct subnet *s;
	const struct range *r;
	size_t i;

	(void)state;
	assert_non_null(c);
	for (i = 0; i < nitems(rows); i++) {
		s = config_subnet(c, rows[i].address);
		assert_int_equal(s == NULL ? 0 : s->address, rows[i].subnet);
		r = config_range(c, rows[i].address);
		assert_int_equal(r == NULL ? 0 : r->low, rows[i].low);
	}
	config_free(c);
}

static void
the_lexer_stays_inside_its_text(void **state)
{
	static const char text[] = "a \"b\\\"\\x4\\101\\\n\" c # d\n"
	    "1.2.3.4:f, -5 \"x\\";
	char *copy;
	struct arena arena;
	struct lexer x;
	struct token t;
	size_t len;

	(void)state;
	for (len = 0; len < sizeof(text); len++) {
		copy = guard(text, len + 1);
		copy[len] = '\0';
		arena_init(&arena, 1 << 20);
		lexer_init(&x, "test", copy, len, &arena);
		do
			lexer_next(&x, &t);
		while (t.kind != TOKEN_END);
		arena_free(&arena);
	}
}

static void
no_sample_cut_anywhere_is_more_than_an_error(void **state)
{
	char text[6000];
	FILE *f = fopen(DIR "09.conf", "r");
	size_t n, i;

	(void)state;
	assert_non_null(f);
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	for (i = 0; i < n; i++)
		config_free(config_parse("cut", text, i, NULL));
}

static void
words_that_are_near_are_suggested(void **state)
{
	static const struct {
		const char	*a, *b;
		unsigned	 limit, distance;
	} rows[] = {
		{ "", "", 3, 0 }, { "a", "", 3, 1 }, { "abc", "abc", 3, 0 },
		{ "ABC", "abc", 3, 0 }, { "authorative", "authoritative", 4, 2 },
		{ "rnage", "range", 2, 1 }, { "abcd", "wxyz", 2, 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(suggest_distance(rows[i].a, rows[i].b,
		    rows[i].limit), rows[i].distance);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_has_isc_s_verdict),
		cmocka_unit_test(every_grammar_case_has_its_verdict),
		cmocka_unit_test(a_message_shows_where),
		cmocka_unit_test(a_long_line_is_shown_around_the_fault),
		cmocka_unit_test(parsing_goes_on_behind_an_error),
		cmocka_unit_test(what_is_not_done_is_announced),
		cmocka_unit_test(what_is_strange_is_warned_about),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(complaints_have_a_limit),
		cmocka_unit_test(a_file_that_includes_itself_is_an_error),
		cmocka_unit_test(names_become_all_their_addresses),
		cmocka_unit_test(places_are_found_by_address),
		cmocka_unit_test(the_lexer_stays_inside_its_text),
		cmocka_unit_test(no_sample_cut_anywhere_is_more_than_an_error),
		cmocka_unit_test(words_that_are_near_are_suggested),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
