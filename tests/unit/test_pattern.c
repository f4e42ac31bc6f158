/*
 * pattern: which regular expressions regcomp(3) gets.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <regex.h>
#include <string.h>

#include "common/pattern.h"
#include "common/scan.h"

static const struct {
	const char	*text;
	bool		 ours, foreign;
} rows[] = {
	{ "", true, true },
	{ "^[a-z]+[0-9]*x?$", true, true },
	{ "a|b*|(c)", true, true },
	{ "*a|*b", true, true },	/* itself, at the beginning */
	{ "a\\+\\*+", true, true },
	{ "[+*]+", true, true },
	{ "[]+*]+", true, true },
	{ "[^]+*]+x", true, true },
	{ "[[:digit:]+*]+", true, true },
	{ "[", true, true },		/* regcomp(3) says what is wrong */
	{ "\\", true, true },
	{ "(ab)+", true, true },
	{ "((a+)+)+", true, true },
	{ "(((((a)+)+)+)+)+", true, false },
	{ "(a)+(b)+(c)+(d)+(e)+", true, false },
	{ "a{2,3}", true, false },
	{ "(a)\\1", true, false },
	{ "^.*?x", true, false },	/* Perl's, and often seen */
	{ "a**", true, false },
	{ "a{2}{3}", true, false },
	{ "a+*?", true, false },
	{ "a+*?+", false, false },
	{ "a{2}{3}{4}{5}", false, false },
	{ "a++++++++++++++++++++++++++++++++++++++++", false, false },
	{ "(a+)++++", false, false },
	{ "\\++*++", false, false }
};

static void
repetitions_of_repetitions_are_refused(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		if (pattern_ok(rows[i].text, false) != rows[i].ours ||
		    pattern_ok(rows[i].text, true) != rows[i].foreign)
			fail_msg("%s", rows[i].text);
	}
}

/* The worst of 255 bytes that a packet can bring is soon compiled. */
static void
what_is_left_is_small(void **state)
{
	char text[256];
	regex_t re;
	size_t i;

	(void)state;
	for (i = 4; i + 2 < sizeof(text) - 8; i += 2)
		memcpy(text + i, "a+", 2);
	memcpy(text, "((((", 4);
	memcpy(text + i, ")+)+)+)+", 9);
	assert_true(pattern_ok(text, true));
	assert_int_equal(regcomp(&re, text, REG_EXTENDED | REG_NOSUB), 0);
	regfree(&re);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repetitions_of_repetitions_are_refused),
		cmocka_unit_test(what_is_left_is_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
