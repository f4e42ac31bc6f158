/* imapd, set and date: numbers and days as clients write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "guard.h"
#include "imapd/date.h"
#include "imapd/out.h"
#include "imapd/set.h"

/* What it is once "*" is 10, written again; NULL: it is none. */
static const char *
normal(const char *text, size_t *used)
{
	static char answer[256];
	struct set s;
	struct out o;
	bool good;

	memset(&s, 0, sizeof(s));
	good = set_parse(&s, guard(text, strlen(text)), strlen(text), used);
	set_normalize(&s, 10);
	out_memory(&o, sizeof(answer) - 1);
	set_write(&o, &s);
	assert_false(o.failed);
	if (o.len > 0)
		memcpy(answer, o.p, o.len);
	answer[o.len] = '\0';
	out_free(&o);
	set_free(&s);
	return good ? answer : NULL;
}

static void
sets_are_sorted_and_joined_and_end_where_they_must(void **state)
{
	static const struct {
		const char	*text, *normal;
		size_t		 used;
	} cases[] = {
		{ "1", "1", 1 }, { "*", "10", 1 }, { "3:5", "3:5", 3 },
		{ "5:3", "3:5", 3 }, { "1,2,3", "1:3", 5 },
		{ "7,1:3,2:5", "1:5,7", 9 }, { "*:8", "8:10", 3 },
		{ "8:*", "8:10", 3 }, { "12:*", "10:12", 4 },
		{ "4294967295", "4294967295", 10 },
		{ "1:4294967295,5", "1:4294967295", 14 },
		{ "1 FLAGS", "1", 1 }, { "1:2)", "1:2", 3 },
		{ "*,*,1", "1,10", 5 }, { "2,1", "1:2", 3 },
		{ "", NULL, 0 }, { "0", NULL, 0 }, { "1:0", NULL, 0 },
		{ "4294967296", NULL, 0 }, { "1,", NULL, 0 },
		{ "1:", NULL, 0 }, { ":1", NULL, 0 }, { "1,,2", NULL, 0 },
		{ "-1", NULL, 0 }, { "+1", NULL, 0 }, { "a", NULL, 0 },
		{ "1:2:", "1:2", 3 }, { "01", "1", 2 },
	};
	const char *got;
	size_t i, used;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		got = normal(cases[i].text, &used);
		if (cases[i].normal == NULL) {
			assert_null(got);
			continue;
		}
		assert_non_null(got);
		assert_string_equal(got, cases[i].normal);
		assert_int_equal(used, cases[i].used);
	}
}

static void
a_saved_result_is_told_apart(void **state)
{
	struct set s;
	size_t used;

	(void)state;
	memset(&s, 0, sizeof(s));
	assert_true(set_parse(&s, "$ FLAGS", 7, &used));
	assert_true(s.saved);
	assert_int_equal(used, 1);
	assert_true(set_parse(&s, "1", 1, &used));
	assert_false(s.saved);
	set_free(&s);
}

static void
a_set_has_so_many_ranges_and_no_more(void **state)
{
	size_t size = 2 * (SET_RANGES + 1), used;
	char *text = malloc(size);
	struct set s;
	size_t i;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < size; i++)
		text[i] = i % 2 == 0 ? '7' : ',';
	memset(&s, 0, sizeof(s));
	assert_true(set_parse(&s, text, 2 * SET_RANGES - 1, &used));
	assert_false(set_parse(&s, text, size - 1, &used));
	set_free(&s);
	free(text);
}

static void
members_are_counted_found_and_cut(void **state)
{
	struct set a, b;
	size_t used;

	(void)state;
	memset(&a, 0, sizeof(a));
	memset(&b, 0, sizeof(b));
	assert_true(set_parse(&a, "1:5,8,10:4294967295", 19, &used));
	set_normalize(&a, 1);
	assert_true(set_count(&a) == UINT64_C(4294967292));
	assert_true(set_has(&a, 5) && set_has(&a, 8));
	assert_false(set_has(&a, 6) || set_has(&a, 9) || set_has(&a, 0));
	assert_true(set_parse(&b, "4:8,100", 7, &used));
	set_normalize(&b, 1);
	set_intersect(&a, &b);
	assert_int_equal(set_count(&a), 4);		/* 4 5 8 100 */
	set_part(&a, 1, 2);
	assert_int_equal(set_count(&a), 2);
	assert_true(set_has(&a, 5) && set_has(&a, 8));
	set_part(&a, 9, 2);
	assert_int_equal(set_count(&a), 0);
	set_append(&a, 3);
	set_append(&a, 4);
	set_append(&a, 6);
	assert_int_equal(a.n, 2);
	set_free(&a);
	set_free(&b);
}

static void
dates_are_days_of_the_calendar(void **state)
{
	static const struct {
		const char	*text;
		int64_t		 days;		/* -1: none */
	} cases[] = {
		{ "1-Jan-1970", 0 }, { "01-Jan-1970", 0 },
		{ "29-Feb-2000", 11016 }, { "1-feb-1994", 8797 },
		{ "31-Dec-1999", 10956 }, { "29-Feb-2100", -1 },
		{ "30-Feb-2000", -1 }, { "0-Jan-2000", -1 },
		{ "32-Jan-2000", -1 }, { "1-Foo-2000", -1 },
		{ "1-Jan-200", -1 }, { "1-Jan-20000", -1 }, { "", -1 },
		{ "1 Jan 2000", -1 }, { "1-Jan-2000 ", -1 },
		{ "-1-Jan-2000", -1 }, { "1-Jan", -1 },
	};
	int64_t days;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);
		bool good = date_read(guard(cases[i].text, len), len, &days);

		assert_int_equal(good, cases[i].days != -1);
		if (good)
			assert_int_equal(days, cases[i].days);
	}
}

static void
days_come_back(void **state)
{
	int64_t days, year;
	unsigned month, day;

	(void)state;
	for (days = -1000000; days < 1000000; days += 17) {
		date_of_days(days, &year, &month, &day);
		assert_true(date_days(year, month, day) == days);
		assert_in_range(month, 1, 12);
		assert_in_range(day, 1, 31);
	}
}

static void
times_are_seconds_in_utc(void **state)
{
	static const struct {
		const char	*text, *utc;	/* NULL: none */
	} cases[] = {
		{ "17-Jul-1996 02:44:25 -0700",
		    "17-Jul-1996 09:44:25 +0000" },
		{ " 1-Jan-2000 00:30:00 +0100",
		    "31-Dec-1999 23:30:00 +0000" },
		{ "01-jan-1970 00:00:00 +0000",
		    " 1-Jan-1970 00:00:00 +0000" },
		{ "28-Feb-2000 23:59:61 +0000", NULL },
		{ "28-Feb-2000 23:60:00 +0000", NULL },
		{ "28-Feb-2000 24:00:00 +0000", NULL },
		{ "30-Feb-2000 00:00:00 +0000", NULL },
		{ "28-Feb-2000 23:59:59 0000", NULL },
		{ "28-Feb-2000 23:59:59", NULL },
		{ "28-Feb-2000 23:59:59 +0000 ", NULL },
		{ "", NULL },
	};
	char utc[DATE_TIME];
	int64_t t;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].text);
		bool good = date_time_read(guard(cases[i].text, len), len, &t);

		assert_int_equal(good, cases[i].utc != NULL);
		if (!good)
			continue;
		date_write(utc, t);
		assert_string_equal(utc, cases[i].utc);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    sets_are_sorted_and_joined_and_end_where_they_must),
		cmocka_unit_test(a_saved_result_is_told_apart),
		cmocka_unit_test(a_set_has_so_many_ranges_and_no_more),
		cmocka_unit_test(members_are_counted_found_and_cut),
		cmocka_unit_test(dates_are_days_of_the_calendar),
		cmocka_unit_test(days_come_back),
		cmocka_unit_test(times_are_seconds_in_utc),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
