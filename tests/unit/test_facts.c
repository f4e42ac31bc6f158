/* facts: RFC 3659. */
#include <sys/sysmacros.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/facts.h"
#include "guard.h"

/* The calendar is our own: against the C library's, over 8000 years. */
static void
times_are_those_of_the_calendar(void **state)
{
	char ours[FACTS_TIME], theirs[40];
	struct timespec ts;
	const char *rest;
	struct tm tm;
	time_t t;

	(void)state;
	for (t = -62135596800 + 86400; t < 253402300799; t += 7654321) {
		facts_time(ours, t);
		assert_non_null(gmtime_r(&t, &tm));
		snprintf(theirs, sizeof(theirs), "%04d%02d%02d%02d%02d%02d",
		    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
		    tm.tm_min, tm.tm_sec);
		assert_string_equal(ours, theirs);
		assert_true(facts_scan_time(guard(ours, FACTS_TIME), &ts,
		    &rest));
		assert_int_equal(ts.tv_sec, t);
		assert_int_equal(*rest, '\0');
	}
	facts_time(ours, 253402300800);
	assert_string_equal(ours, "19700101000000");
}

static void
what_is_no_time_is_refused(void **state)
{
	static const struct {
		const char *text;
		bool good;
		long ns;
		const char *rest;
	} rows[] = {
		{ "20261121120005", true, 0, "" },
		{ "20261121120005 name", true, 0, " name" },
		{ "20261121120005.5 name", true, 500000000, " name" },
		{ "20261121120005.123456789123", true, 123456789, "" },
		{ "20261121120005.", true, 0, "." },
		{ "20240229000000", true, 0, "" },
		{ "20260229000000", false, 0, NULL },
		{ "19000229000000", false, 0, NULL },
		{ "20000229000000", true, 0, "" },
		{ "20261321000000", false, 0, NULL },
		{ "20260021000000", false, 0, NULL },
		{ "20261100000000", false, 0, NULL },
		{ "20261131000000", false, 0, NULL },
		{ "20261121240000", false, 0, NULL },
		{ "20261121126000", false, 0, NULL },
		{ "20161231235960", true, 0, "" },
		{ "20161231235961", false, 0, NULL },
		{ "2026112112000", false, 0, NULL },
		{ "2026112112000x", false, 0, NULL },
		{ "-0261121120005", false, 0, NULL },
		{ "", false, 0, NULL },
	};
	struct timespec ts;
	const char *rest;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		if (facts_scan_time(guard(rows[i].text,
		    strlen(rows[i].text) + 1), &ts, &rest) != rows[i].good)
			fail_msg("%s", rows[i].text);
		if (!rows[i].good)
			continue;
		assert_int_equal(ts.tv_nsec, rows[i].ns);
		assert_string_equal(rest, rows[i].rest);
	}
}

static struct stat
a_stat(mode_t mode)
{
	struct stat st;

	memset(&st, 0, sizeof(st));
	st.st_mode = mode;
	st.st_uid = 1000;
	st.st_gid = 100;
	st.st_size = 12;
	st.st_mtime = 1795262405;
	st.st_dev = 0x12;
	st.st_ino = 0xab;
	return st;
}

static void
lines_have_the_facts_that_are_wanted(void **state)
{
	static const gid_t groups[] = { 5, 100 };
	const struct {
		mode_t mode;
		uid_t uid;
		unsigned wanted, perms;
		bool parent;
		const char *type, *target, *line;
	} rows[] = {
		{ S_IFREG | 0644, 1000, FACT_DEFAULT, PERM_ALL, true, NULL,
		    NULL, "type=file;size=12;modify=20261121120005;"
		    "perm=adfrw;unique=12gab;UNIX.mode=0644; " },
		{ S_IFREG | 0644, 1000, FACT_TYPE | FACT_PERM,
		    PERM_READ_ONLY, true, NULL, NULL,
		    "type=file;perm=r; " },
		{ S_IFREG | 0604, 7, FACT_PERM, PERM_ALL, false, NULL, NULL,
		    "perm=; " },		/* by its group */
		{ S_IFREG | 0640, 7, FACT_PERM, PERM_ALL, false, NULL, NULL,
		    "perm=r; " },
		{ S_IFREG | 0000, 0, FACT_PERM, PERM_ALL, false, NULL, NULL,
		    "perm=arw; " },
		{ S_IFDIR | 01755, 1000, FACT_ALL, PERM_ALL, true, NULL,
		    NULL, "type=dir;modify=20261121120005;perm=cdeflmp;"
		    "unique=12gab;UNIX.mode=1755;UNIX.uid=1000;"
		    "UNIX.gid=100; " },
		{ S_IFDIR | 0700, 1000, FACT_TYPE, PERM_ALL, true, "pdir",
		    NULL, "type=pdir; " },
		{ S_IFLNK | 0777, 1000, FACT_TYPE | FACT_SIZE, PERM_ALL,
		    true, NULL, "../x", "type=OS.unix=slink:../x; " },
		{ S_IFLNK | 0777, 1000, FACT_TYPE, PERM_ALL,
		    true, NULL, "a;b", "type=OS.unix=slink:; " },
		{ S_IFIFO | 0777, 1000, FACT_TYPE, PERM_ALL, true, NULL,
		    NULL, "type=OS.unix=fifo; " },
		{ S_IFREG | 0644, 1000, 0, PERM_ALL, true, NULL, NULL,
		    " " },
	};
	char line[512];
	struct stat st;
	size_t i, n;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		struct facts_who who = { rows[i].uid, 5, groups, 2,
		    rows[i].perms };

		st = a_stat(rows[i].mode);
		n = facts_line(line, sizeof(line) - 1, rows[i].wanted, &st,
		    rows[i].type, rows[i].target, &who, rows[i].parent);
		line[n] = '\0';
		assert_string_equal(line, rows[i].line);
		/* Nothing behind its end, and no half lines. */
		assert_int_equal(facts_line(guard(NULL, n), n,
		    rows[i].wanted, &st, rows[i].type, rows[i].target, &who,
		    rows[i].parent), n);
		assert_int_equal(facts_line(guard(NULL, n - 1), n - 1,
		    rows[i].wanted, &st, rows[i].type, rows[i].target, &who,
		    rows[i].parent), 0);
	}
}

static void
opts_grants_what_is_known(void **state)
{
	static const struct {
		const char *arg, *text;
	} rows[] = {
		{ "type;size;", "type;size;" },
		{ "SIZE;Type", "type;size;" },
		{ "foo;modify;;unix.MODE;", "modify;UNIX.mode;" },
		{ "", "" },
		{ ";;;", "" },
		{ "typ;types;", "" },
	};
	char text[FACTS_NAMES];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		facts_names(text, facts_opts(guard(rows[i].arg,
		    strlen(rows[i].arg) + 1)), false);
		assert_string_equal(text, rows[i].text);
	}
	facts_names(text, FACT_TYPE, true);
	assert_string_equal(text, "type*;size;modify;perm;unique;UNIX.mode;"
	    "UNIX.uid;UNIX.gid;");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_those_of_the_calendar),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(lines_have_the_facts_that_are_wanted),
		cmocka_unit_test(opts_grants_what_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
