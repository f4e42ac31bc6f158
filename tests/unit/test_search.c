/* casemap, find, sentdate, criteria, result: what SEARCH is made of. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "imapd/casemap.h"
#include "imapd/criteria.h"
#include "imapd/date.h"
#include "imapd/find.h"
#include "imapd/result.h"
#include "imapd/sentdate.h"
#include "imapd/utf8.h"

#define nitems(a) (sizeof(a) / sizeof((a)[0]))

static void
casemap_is_that_of_rfc_5051(void **state)
{
	static const struct {
		const char *text, *mapped;
	} rows[] = {
		{ "", "" },
		{ "azAZ09[`{", "AZAZ09[`{" },
		{ "\xc3\xa9", "E\xcc\x81" },		/* e acute */
		{ "\xc3\x9c", "U\xcc\x88" },		/* U umlaut */
		{ "\xc3\x9f", "\xc3\x9f" },		/* sharp s */
		{ "\xc4\xb1", "I" },			/* dotless i */
		{ "\xc7\x86", "D\xc5\xbd" },		/* dz caron: titlecase */
		{ "\xd1\x8f", "\xd0\xaf" },		/* Cyrillic */
		{ "\xcf\x82", "\xce\xa3" },		/* final sigma */
		{ "\xe1\xbe\xb3", "\xce\x91\xcd\x85" },	/* alpha, iota */
		{ "\xef\xbc\xa1", "A" },		/* fullwidth A */
		{ "\xef\xac\x81", "FI" },		/* ligature */
		{ "\xe3\x8e\x8f", "KG" },		/* square kg */
		{ "\xea\xb0\x80", "\xea\xb0\x80" },	/* Hangul */
		{ "\xe4\xb8\xad", "\xe4\xb8\xad" },
		{ "\xef\xa4\x80", "\xe8\xb1\x88" },	/* U+F900 */
		{ "a\xff" "b\xc3", "A\xff" "B\xc3" },	/* no UTF-8 */
	};
	char out[CASEMAP_SIZE(64)];
	size_t i, n;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		n = casemap(guard(rows[i].text, strlen(rows[i].text)),
		    strlen(rows[i].text), out);
		out[n] = '\0';
		if (strcmp(rows[i].text, "\xc7\x86") == 0)
			assert_memory_equal(out, "D", 1);
		else
			assert_string_equal(out, rows[i].mapped);
	}
}

static void
casemap_fits_its_room_and_is_stable(void **state)
{
	char text[4], out[CASEMAP_SIZE(4)], again[CASEMAP_SIZE(64)];
	uint32_t c;
	size_t n, m;

	(void)state;
	for (c = 1; c < 0x110000; c++) {
		if (c >= 0xd800 && c < 0xe000)
			continue;
		n = utf8_put(text, c);
		m = casemap(text, n, out);
		assert_true(m <= CASEMAP_SIZE(n) && m > 0);
		/* what has been mapped once stays as it is, but for the
		 * letters that decompositions bring */
		if (c < 0x250 && c != 0x149 && c != 0x17f)
			assert_true(casemap(out, m, again) >= m);
	}
}

static bool
finds(const char *needle, const char *text, size_t piece)
{
	struct find f;
	struct needle n, *one = &n;
	char mapped[CASEMAP_SIZE(64)];
	size_t len = strlen(text), i;

	memset(&f, 0, sizeof(f));
	needle_init(&n, mapped, casemap(needle, strlen(needle), mapped));
	assert_true(find_begin(&f, &one, 1));
	if (piece == 0)
		find_ascii(&f, guard(text, len), len);
	for (i = 0; piece > 0 && i < len; i += piece)
		find_text(&f, guard(text + i, len - i < piece ? len - i :
		    piece), len - i < piece ? len - i : piece);
	find_free(&f);
	return n.found;
}

static void
find_finds_across_pieces(void **state)
{
	static const struct {
		const char *needle, *text;
		bool	    there;
	} rows[] = {
		{ "needle", "a haystack with a NEEDLE", true },
		{ "needle", "needle", true },
		{ "needle", "needl", false },
		{ "needle", "needneedle", true },
		{ "aab", "aaaaaab", true },
		{ "x", "abcX", true },
		{ "x", "abc", false },
		{ "", "", true },
		{ "abab", "abaabab", true },
	};
	size_t i, piece;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		for (piece = 0; piece < 8; piece++)
			assert_int_equal(finds(rows[i].needle, rows[i].text,
			    piece), rows[i].there);
}

static void
find_does_not_find_across_a_break(void **state)
{
	struct find f;
	struct needle a, b, *both[2] = { &a, &b };

	(void)state;
	memset(&f, 0, sizeof(f));
	needle_init(&a, "AB", 2);
	needle_init(&b, "CD", 2);
	assert_true(find_begin(&f, both, 2));
	find_text(&f, "a", 1);
	find_break(&f);
	find_text(&f, "bcd", 3);
	assert_false(a.found);
	assert_true(b.found);
	assert_int_equal(f.left, 1);
	find_free(&f);
}

static void
sent_dates_are_read_as_people_write_them(void **state)
{
	static const struct {
		const char *text;
		const char *utc;		/* NULL: no date */
		int	    day;		/* of the month, as written */
	} rows[] = {
		{ " Mon, 2 Jan 2006 15:04:05 -0700",
		  " 2-Jan-2006 22:04:05 +0000", 2 },
		{ "2 Jan 2006 23:04 +0100", " 2-Jan-2006 22:04:00 +0000", 2 },
		{ "Mon, 02 Jan 06 01:00:00 EST",
		  " 2-Jan-2006 06:00:00 +0000", 2 },
		{ "Fri, 31 Dec 99 23:00:00 (late) -0800",
		  " 1-Jan-2000 07:00:00 +0000", 31 },
		{ "1 Jan 103 00:00:00 GMT", " 1-Jan-2003 00:00:00 +0000", 1 },
		{ "Tue,  3 January 2006", " 3-Jan-2006 00:00:00 +0000", 3 },
		{ "3-Jan-2006 10:00:00", " 3-Jan-2006 10:00:00 +0000", 3 },
		{ "3 Jan 2006 25:00:00 +0000",
		  " 3-Jan-2006 00:00:00 +0000", 3 },
		{ "3 Jan 2006 10:00:00 +9999",
		  " 3-Jan-2006 10:00:00 +0000", 3 },
		{ "", NULL, 0 },
		{ "yesterday", NULL, 0 },
		{ "32 Jan 2006", NULL, 0 },
		{ "1 Foo 2006", NULL, 0 },
		{ "Mon Jan  2 15:04:05 2006", NULL, 0 },
	};
	char text[DATE_TIME];
	struct sentdate d;
	int64_t year;
	unsigned month, day;
	size_t i;
	bool good;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		good = sentdate_read(guard(rows[i].text,
		    strlen(rows[i].text)), strlen(rows[i].text), &d);
		assert_int_equal(good, rows[i].utc != NULL);
		if (!good)
			continue;
		date_write(text, d.seconds);
		assert_string_equal(text, rows[i].utc);
		date_of_days(sentdate_day(&d), &year, &month, &day);
		assert_int_equal(day, rows[i].day);
	}
}

/* The program as text: kinds of keys. */
static const char *
program(const char *text)
{
	static const char *const names[] = {
		"not", "or", "and", "all", "flags", "keyword", "recent",
		"numbers", "uids", "larger", "smaller", "before", "on",
		"since", "older", "younger", "savedbefore", "savedon",
		"savedsince", "modseq", "header", "sentbefore", "senton",
		"sentsince", "emailid", "body", "text"
	};
	static char out[1024];
	struct criteria c;
	struct parse p;
	size_t i, n = 0;
	char *copy = guard(text, strlen(text));
	bool good;

	parse_buffer(&p, copy, strlen(text));
	good = criteria_parse(&p, NULL, &c) && parse_end(&p);
	out[0] = '\0';
	for (i = 0; good && i < c.n && n < sizeof(out); i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "%s%s",
		    i > 0 ? " " : "", names[c.key[i].kind]);
	criteria_free(&c);
	return good ? out : NULL;
}

static void
criteria_become_a_program(void **state)
{
	static const struct {
		const char *text, *program;
	} rows[] = {
		{ "ALL", "all" },
		{ "SEEN 1:3", "flags numbers and" },
		{ "NOT SEEN", "flags not" },
		{ "NOT NOT (SEEN)", "flags not not" },
		{ "OR NOT SEEN OR TO a CC b BODY c",
		  "flags not header header or or body and" },
		{ "OR (ALL BODY x) TEXT \"y\"", "all body and text or" },
		{ "UNSEEN", "flags not" },
		{ "NEW", "recent flags not and" },
		{ "$", "numbers" },
		{ "UID 1,4:* UNKEYWORD foo", "uids keyword not and" },
		{ "MODSEQ \"/flags/\\\\Draft\" priv 5", "modseq" },
		{ "SENTON 1-Jan-2000 SAVEDON \"1-Jan-2000\"",
		  "senton savedon and" },
		{ "HEADER Subject", NULL },
		{ "OR ALL", NULL },
		{ "(ALL", NULL },
		{ "ALL)", NULL },
		{ "", NULL },
		{ "NOT", NULL },
		{ "FROM {3}\r\nab", NULL },
		{ "FROM {3}\r\nabc", "header" },
		{ "ALLES", NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		const char *got = program(rows[i].text);

		if (rows[i].program == NULL)
			assert_null(got);
		else
			assert_string_equal(got, rows[i].program);
	}
}

static void
criteria_nest_without_end(void **state)
{
	enum { N = 60000 };
	static const char *const begin[] = { "(", "NOT ", "OR ALL " };
	char *text = malloc(8 * N);
	struct criteria c;
	struct parse p;
	size_t i, n, k, len;
	bool good;

	(void)state;
	for (i = 0; i < nitems(begin); i++)
		for (n = 1000; n <= N; n *= 60) {
			for (len = k = 0; k < n; k++) {
				memcpy(text + len, begin[i],
				    strlen(begin[i]));
				len += strlen(begin[i]);
			}
			memcpy(text + len, "ALL", 3);
			len += 3;
			for (k = 0; i == 0 && k < n; k++)
				text[len++] = ')';
			parse_buffer(&p, text, len);
			good = criteria_parse(&p, NULL, &c);
			assert_int_equal(good, n == 1000);
			if (!good)
				assert_string_equal(p.expected,
				    "fewer search keys");
			criteria_free(&c);
		}
	free(text);
}

static void
results_are_written_as_ranges(void **state)
{
	static const uint32_t numbers[] = { 2, 3, 4, 9, 8, 7 };
	static const struct {
		const char *options, *text;
	} rows[] = {
		{ "RETURN () ", " ALL 2:4,9,8,7" },
		{ "RETURN (COUNT MIN MAX) ", " MIN 2 MAX 7 COUNT 6" },
		{ "RETURN (PARTIAL 2:4) ", " PARTIAL (2:4 3:4,9)" },
		{ "RETURN (PARTIAL -1:-2) ", " PARTIAL (-1:-2 8,7)" },
		{ "RETURN (PARTIAL 9:5) ", " PARTIAL (5:9 8,7)" },
		{ "RETURN (PARTIAL 7:9) ", " PARTIAL (7:9 NIL)" },
		{ "RETURN (PARTIAL -4:-99) ", " PARTIAL (-4:-99 2:4)" },
		{ "RETURN (PARTIAL 0:9) ", NULL },
		{ "RETURN (PARTIAL 1:-9) ", NULL },
		{ "RETURN (PARTIAL 1:2 ALL) ", NULL },
		{ "RETURN (ALL", NULL },
		{ "RETURN (ALL)", NULL },
		{ "RETURN ALL", NULL },
		{ "RETURN (SAVE) ", NULL },		/* not offered */
	};
	struct found f;
	struct result r;
	struct parse p;
	struct out o;
	size_t i;

	(void)state;
	memset(&f, 0, sizeof(f));
	for (i = 0; i < nitems(numbers); i++)
		found_add(&f, numbers[i], 1);
	for (i = 0; i < nitems(rows); i++) {
		parse_buffer(&p, guard(rows[i].options,
		    strlen(rows[i].options)), strlen(rows[i].options));
		if (!result_parse(&p, RETURN_MIN | RETURN_MAX | RETURN_ALL |
		    RETURN_COUNT | RETURN_PARTIAL, &r)) {
			assert_null(rows[i].text);
			assert_non_null(p.expected);
			continue;
		}
		out_memory(&o, 256);
		result_write(&o, &r, &f, false);
		out_char(&o, '\0');
		assert_string_equal(o.p, rows[i].text);
		out_free(&o);
	}
	found_free(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(casemap_is_that_of_rfc_5051),
		cmocka_unit_test(casemap_fits_its_room_and_is_stable),
		cmocka_unit_test(find_finds_across_pieces),
		cmocka_unit_test(find_does_not_find_across_a_break),
		cmocka_unit_test(sent_dates_are_read_as_people_write_them),
		cmocka_unit_test(criteria_become_a_program),
		cmocka_unit_test(criteria_nest_without_end),
		cmocka_unit_test(results_are_written_as_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
