/* options and log: the command line all servers share; quoting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/options.h"
#include "common/scan.h"

#define WORDS	20

static struct suite suite;
static char error[256];

static struct {
	const char		*maildir;
	bool			 lmtp;
	unsigned long		 delay;
	struct option_list	 domains;
	struct option_command	 relay;
} own;

static const struct option table[] = {
	{ 'm', OPTION_STRING, &own.maildir, "name", "the Maildir", 0, 0 },
	{ 'L', OPTION_SWITCH, &own.lmtp, NULL, "LMTP", 0, 0 },
	{ 'g', OPTION_NUMBER, &own.delay, "seconds", "delay", 1, 60 },
	{ 'd', OPTION_LIST, &own.domains, "domain", "ours", 0, 0 },
	{ 'r', OPTION_COMMAND, &own.relay, "command", "relay", 0, 0 },
	{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
};

/* Splits line at blanks ('_' stands for a blank inside a word). */
static enum options_end
read_line(const char *line)
{
	static char text[512];
	static char *argv[WORDS + 1];
	char *s = text, *p;
	int argc = 0;

	memset(&suite, 0, sizeof(suite));
	memset(&own, 0, sizeof(own));
	error[0] = '\0';
	snprintf(text, sizeof(text), "%s", line);
	while (argc < WORDS && (argv[argc] = scan_word(&s)) != NULL) {
		for (p = argv[argc]; *p != '\0'; p++)
			if (*p == '_')
				*p = ' ';
		argc++;
	}
	argv[argc] = NULL;
	return options_read(&suite, "testd", table, argc, argv, error,
	    sizeof(error));
}

static void
the_suites_flags_and_a_servers_own_are_read(void **state)
{
	(void)state;
	assert_int_equal(read_line("testd -f pw -c -t 30 -x SIZE -xHELP -ll "
	    "-m Mail -g60"), OPTIONS_OK);
	assert_string_equal(suite.passwd, "pw");
	assert_true(suite.cleartext);
	assert_int_equal(suite.timeout, 30);
	assert_int_equal(suite.verbose, 2);
	assert_true(options_hides(&suite, "size"));
	assert_true(options_hides(&suite, "HELP"));
	assert_false(options_hides(&suite, "HEL"));
	assert_string_equal(own.maildir, "Mail");
	assert_int_equal(own.delay, 60);
}

static void
a_bad_command_line_is_named(void **state)
{
	static const struct {
		const char	*line;
		const char	*error;
	} rows[] = {
		{ "testd -q", "-q: no such flag; -h lists the flags" },
		{ "testd -f", "-f: needs a value; -h lists the flags" },
		{ "testd -g 0", "-g 0: seconds must be from 1 to 60" },
		{ "testd -g 61", "-g 61: seconds must be from 1 to 60" },
		{ "testd -g x", "-g x: seconds must be from 1 to 60" },
		{ "testd -w _", "-w  : not a usable command" },
		{ "testd file", "file: no arguments are taken" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(read_line(rows[i].line), OPTIONS_BAD);
		assert_string_equal(error, rows[i].error);
	}
}

static void
a_command_is_split_and_argv_stays_whole(void **state)
{
	(void)state;
	assert_int_equal(read_line("testd -w tlswrapper_-f__cert.pem -r x"),
	    OPTIONS_OK);
	assert_int_equal(suite.wrapper.argc, 3);
	assert_string_equal(suite.wrapper.argv[0], "tlswrapper");
	assert_string_equal(suite.wrapper.argv[2], "cert.pem");
	assert_null(suite.wrapper.argv[3]);
	assert_string_equal(suite.argv[2], "tlswrapper -f  cert.pem");
}

static void
passwords_need_tls_or_leave(void **state)
{
	(void)state;
	read_line("testd");
	assert_false(options_password(&suite, false));
	assert_true(options_password(&suite, true));	/* loopback, no -w */
	read_line("testd -w tlswrapper");
	assert_false(options_password(&suite, true));
	read_line("testd -w tlswrapper -c");
	assert_true(options_password(&suite, false));
	read_line("testd -s");
	assert_true(options_password(&suite, false));
}

static void
log_quote_lets_nothing_forge_a_line(void **state)
{
	static const struct {
		const char	*text;
		size_t		 len, size;
		const char	*quoted;
	} rows[] = {
		{ "joe@example", 11, 64, "joe@example" },
		{ "a b\r\n\"\\", 7, 64, "a\\x20b\\x0d\\x0a\\x22\\x5c" },
		{ "\0\xff", 2, 64, "\\x00\\xff" },
		{ "abcdef", 6, 4, "abc" },
		{ "ab\ncd", 5, 6, "ab" },
		{ "", 0, 1, "" },
	};
	char buf[64];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_string_equal(log_quote(buf, rows[i].size, rows[i].text,
		    rows[i].len), rows[i].quoted);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_suites_flags_and_a_servers_own_are_read),
		cmocka_unit_test(a_bad_command_line_is_named),
		cmocka_unit_test(a_command_is_split_and_argv_stays_whole),
		cmocka_unit_test(passwords_need_tls_or_leave),
		cmocka_unit_test(log_quote_lets_nothing_forge_a_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
