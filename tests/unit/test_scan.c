/* scan and verb: numbers, words and command tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "common/verb.h"

static void
scan_number_takes_digits_within_a_maximum_only(void **state)
{
	static const struct {
		const char	*text;
		uint64_t	 max;
		bool		 good;
		uint64_t	 number;
	} rows[] = {
		{ "0", 10, true, 0 },
		{ "007", 10, true, 7 },
		{ "10", 10, true, 10 },
		{ "11", 10, false, 0 },
		{ "", 10, false, 0 },
		{ "+1", 10, false, 0 },
		{ "-1", 10, false, 0 },
		{ " 1", 10, false, 0 },
		{ "1 ", 10, false, 0 },
		{ "1x", 10, false, 0 },
		{ "0x1", 10, false, 0 },
		{ "18446744073709551615", UINT64_MAX, true, UINT64_MAX },
		{ "18446744073709551616", UINT64_MAX, false, 0 },
		{ "99999999999999999999999", UINT64_MAX, false, 0 },
		{ "4294967296", UINT32_MAX, false, 0 },
		{ "2", 1, false, 0 },	/* a digit above the maximum */
		{ "1", 1, true, 1 },
		{ "0", 0, true, 0 },
		{ "9", 0, false, 0 },
	};
	uint64_t n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		n = 0;
		assert_int_equal(scan_number(rows[i].text, rows[i].max, &n),
		    rows[i].good);
		assert_int_equal(n, rows[i].number);
	}
}

static void
scan_digits_stops_at_its_length(void **state)
{
	uint64_t n = 99;

	(void)state;
	assert_int_equal(scan_digits("1234", 2, 1000, &n), 2);
	assert_int_equal(n, 12);
	assert_int_equal(scan_digits("", 0, 1000, &n), 0);
	assert_int_equal(n, 12);
}

static void
scan_word_cuts_at_blanks(void **state)
{
	char line[] = "  TOP  1\t20 ";
	char *s = line;

	(void)state;
	assert_string_equal(scan_word(&s), "TOP");
	assert_string_equal(scan_word(&s), "1");
	assert_string_equal(scan_word(&s), "20");
	assert_null(scan_word(&s));
	assert_null(scan_word(&s));
}

static void
scan_utf8_follows_rfc_3629(void **state)
{
	static const struct {
		const char	*text;
		size_t		 len;
		bool		 good;
	} rows[] = {
		{ "", 0, true },
		{ "plain", 5, true },
		{ "\xc3\xa9", 2, true },
		{ "\xe2\x82\xac", 3, true },
		{ "\xf0\x9f\x92\x8c", 4, true },
		{ "\xf4\x8f\xbf\xbf", 4, true },
		{ "\xc3", 1, false },			/* cut */
		{ "\xe2\x82", 2, false },
		{ "\xc0\xaf", 2, false },		/* overlong */
		{ "\xe0\x80\xaf", 3, false },
		{ "\xf0\x80\x80\xaf", 4, false },
		{ "\xed\xa0\x80", 3, false },		/* surrogate */
		{ "\xf4\x90\x80\x80", 4, false },	/* above U+10FFFF */
		{ "\x80", 1, false },
		{ "\xff", 1, false },
		{ "a\0b", 3, false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(scan_utf8(rows[i].text, rows[i].len),
		    rows[i].good);
}

static void
scan_copy_refuses_what_does_not_fit(void **state)
{
	char buf[4] = "old";

	(void)state;
	assert_true(scan_copy(buf, sizeof(buf), "abcdef", 3));
	assert_string_equal(buf, "abc");
	assert_false(scan_copy(buf, sizeof(buf), "abcd", 4));
	assert_string_equal(buf, "");
}

static void
scan_date_writes_rfc_5322(void **state)
{
	char date[SCAN_DATE];

	(void)state;
	scan_date(date, 1795186599);
	assert_string_equal(date, "Fri, 20 Nov 2026 14:56:39 +0000");
	scan_date(date, 951827696);
	assert_string_equal(date, "Tue, 29 Feb 2000 12:34:56 +0000");
	scan_date(date, 4107542399);
	assert_string_equal(date, "Sun, 28 Feb 2100 23:59:59 +0000");
	scan_date(date, 4107542400);
	assert_string_equal(date, "Mon, 1 Mar 2100 00:00:00 +0000");
	scan_date(date, 253402300799);
	assert_string_equal(date, "Fri, 31 Dec 9999 23:59:59 +0000");
	scan_date(date, 253402300800);
	assert_string_equal(date, "");
	scan_date(date, -1);
	assert_string_equal(date, "");
	scan_date(date, 0);
	assert_string_equal(date, "Thu, 1 Jan 1970 00:00:00 +0000");
}

static void
run_nothing(struct session *s, char *arg)
{
	(void)s;
	(void)arg;
}

static const struct verb verbs[] = {
	{ "DELE", 2, run_nothing },
	{ "QUIT", 3, run_nothing },
};

static void
verb_find_ignores_case_and_gives_the_argument(void **state)
{
	char a[] = "dele 1", b[] = "QUIT", c[] = "DELETE 1", d[] = "Dele ";
	char *arg;

	(void)state;
	assert_ptr_equal(verb_find(verbs, 2, a, &arg), &verbs[0]);
	assert_string_equal(arg, "1");
	assert_ptr_equal(verb_find(verbs, 2, b, &arg), &verbs[1]);
	assert_string_equal(arg, "");
	assert_null(verb_find(verbs, 2, c, &arg));
	assert_string_equal(c, "DELETE");
	assert_ptr_equal(verb_find(verbs, 2, d, &arg), &verbs[0]);
	assert_string_equal(arg, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    scan_number_takes_digits_within_a_maximum_only),
		cmocka_unit_test(scan_digits_stops_at_its_length),
		cmocka_unit_test(scan_word_cuts_at_blanks),
		cmocka_unit_test(scan_utf8_follows_rfc_3629),
		cmocka_unit_test(scan_copy_refuses_what_does_not_fit),
		cmocka_unit_test(scan_date_writes_rfc_5322),
		cmocka_unit_test(
		    verb_find_ignores_case_and_gives_the_argument),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
