/* glob: patterns for names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/glob.h"
#include "guard.h"

static void
patterns_match_as_in_a_shell(void **state)
{
	static const struct {
		const char *pattern, *name;
		bool match;
	} rows[] = {
		{ "*.c", "a.c", true },
		{ "*.c", ".c", false },
		{ ".*", ".c", true },
		{ "\\.c", ".c", true },
		{ "?c", ".c", false },
		{ "[.]c", ".c", false },
		{ "*.c", "a.ch", false },
		{ "*", "", true },
		{ "*", "abc", true },
		{ "**", "abc", true },
		{ "a*b*c", "aXbYbZc", true },
		{ "a*b*c", "aXbYbZ", false },
		{ "?", "a", true },
		{ "?", "", false },
		{ "?", "ab", false },
		{ "[abc]", "b", true },
		{ "[abc]", "d", false },
		{ "[!abc]", "d", true },
		{ "[^abc]", "b", false },
		{ "[a-c]x", "bx", true },
		{ "[a-]x", "-x", true },
		{ "[]a]x", "]x", true },
		{ "[!]a]x", "]x", false },
		{ "[a", "[a", true },
		{ "[", "[", true },
		{ "a[", "ab", false },
		{ "[z-a]", "m", false },
		{ "\\*", "*", true },
		{ "\\*", "a", false },
		{ "\\", "\\", true },
		{ "a\\", "a\\", true },
		{ "[\x80-\xff]", "\xc3", true },
		{ "abc", "abc", true },
		{ "abc", "abd", false },
		{ "", "", true },
		{ "", "a", false },
		{ "*[0-9][0-9].jpg", "IMG_0042.jpg", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		if (glob_match(guard(rows[i].pattern,
		    strlen(rows[i].pattern) + 1), rows[i].name) !=
		    rows[i].match)
			fail_msg("%s %s", rows[i].pattern, rows[i].name);
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(glob_match(rows[i].pattern,
		    guard(rows[i].name, strlen(rows[i].name) + 1)),
		    rows[i].match);
}

/* CVE-2010-2632: a pattern of many stars must not take for ever. */
static void
cost_is_bounded_by_pattern_times_name(void **state)
{
	char pattern[512], name[256];
	clock_t began = clock();
	size_t i;

	(void)state;
	for (i = 0; i + 4 < sizeof(pattern); i += 4)
		memcpy(pattern + i, "*a?a", 4);
	memcpy(pattern + i, "b", 2);
	memset(name, 'a', 255);
	name[255] = '\0';
	for (i = 0; i < 100; i++)
		assert_false(glob_match(pattern, name));
	assert_true(clock() - began < 5 * CLOCKS_PER_SEC);
}

static void
only_some_names_are_patterns(void **state)
{
	(void)state;
	assert_true(glob_special("*.c"));
	assert_true(glob_special("a?"));
	assert_true(glob_special("[a]"));
	assert_false(glob_special("~joe{a,b}]"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_as_in_a_shell),
		cmocka_unit_test(cost_is_bounded_by_pattern_times_name),
		cmocka_unit_test(only_some_names_are_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
