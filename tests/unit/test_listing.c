/* listing, entries, line: LIST, NLST and MLSD. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "ftpd/entries.h"
#include "ftpd/line.h"
#include "ftpd/listing.h"
#include "scratch.h"

static char out[1 << 20];

/* All of a listing. */
static const char *
all_of(struct listing *l)
{
	size_t len = 0;
	ssize_t n;

	assert_non_null(l);
	while ((n = listing_read(l, out + len, LISTING_ROOM)) > 0) {
		len += (size_t)n;
		assert_true(len + LISTING_ROOM < sizeof(out));
	}
	out[len] = '\0';
	listing_free(l);
	return out;
}

static const char *
list(enum listing_form form, const char *options, const char *prefix,
    const char *pattern)
{
	static struct listing_settings set;
	struct listing_options opt;

	set = (struct listing_settings){ .facts = FACT_TYPE,
	    .hide_ids = true };
	listing_scan_options(&opt, &options);
	return all_of(listing_open(&set, form, &opt, open(".", O_RDONLY |
	    O_DIRECTORY), true, prefix, pattern));
}

static int
fill(void **state)
{
	if (scratch_make(state) == -1 || mkdir("sub", 0755) == -1 ||
	    mkdir("sub/deep", 0755) == -1 || symlink("b.c", "link") == -1)
		return -1;
	scratch_write("b.c", "12345", 0644);
	scratch_write("a b", "", 0600);
	scratch_write(".hidden", "", 0644);
	scratch_write("new\nline", "", 0644);
	scratch_write("sub/x", "", 0644);
	return 0;
}

static void
names_are_sorted_and_good_for_retr(void **state)
{
	(void)state;
	assert_string_equal(list(LISTING_NAMES, "", "", NULL),
	    "a b\r\nb.c\r\nlink\r\nsub\r\n");
	assert_string_equal(list(LISTING_NAMES, "-r", "/pub/", NULL),
	    "/pub/sub\r\n/pub/link\r\n/pub/b.c\r\n/pub/a b\r\n");
	assert_string_equal(list(LISTING_NAMES, "-A", "", NULL),
	    ".hidden\r\na b\r\nb.c\r\nlink\r\nsub\r\n");
	assert_string_equal(list(LISTING_NAMES, "-F", "", "[bls]*"),
	    "b.c\r\nlink@\r\nsub/\r\n");
	assert_string_equal(list(LISTING_NAMES, "", "p/", "*.c"),
	    "p/b.c\r\n");
	assert_string_equal(list(LISTING_NAMES, "", "", "none*"), "");
}

static void
long_lines_are_those_of_ls(void **state)
{
	const char *text;

	(void)state;
	text = list(LISTING_LONG, "", "", NULL);
	assert_memory_equal(text, "total ", 6);
	assert_non_null(strstr(text, "-rw-r--r--   1 ftp      ftp      "
	    "       5 "));
	assert_non_null(strstr(text, " b.c\r\n"));
	assert_non_null(strstr(text, " link -> b.c\r\n"));
	assert_non_null(strstr(text, " new?line\r\n"));
	assert_null(strstr(text, ".hidden"));
	text = list(LISTING_LONG, "-a", "", NULL);
	assert_non_null(strstr(text, " .hidden\r\n"));
	assert_non_null(strstr(text, " ..\r\n"));
	text = list(LISTING_LONG, "-R", "", NULL);
	assert_non_null(strstr(text, "\r\nsub:\r\ntotal "));
	assert_non_null(strstr(text, "\r\nsub/deep:\r\ntotal "));
}

static void
machine_lines_have_all_but_what_cannot_be_said(void **state)
{
	(void)state;
	assert_string_equal(list(LISTING_FACTS, "", "", NULL),
	    "type=cdir; .\r\ntype=pdir; ..\r\ntype=file; .hidden\r\n"
	    "type=file; a b\r\ntype=file; b.c\r\n"
	    "type=OS.unix=slink:b.c; link\r\ntype=dir; sub\r\n");
}

static void
options_end_at_the_path(void **state)
{
	static const struct {
		const char *arg, *rest;
		bool all, recursive;
	} rows[] = {
		{ "-la", "", true, false },
		{ "-la  x y", "x y", true, false },
		{ "-l -R -a dir", "dir", true, true },
		{ "-", "", false, false },
		{ "-Z%s dir", "dir", false, false },
		{ "dir -a", "dir -a", false, false },
	};
	struct listing_options o;
	const char *arg;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		arg = rows[i].arg;
		listing_scan_options(&o, &arg);
		assert_string_equal(arg, rows[i].rest);
		assert_int_equal(o.all, rows[i].all);
		assert_int_equal(o.recursive, rows[i].recursive);
	}
}

/* Any names: with common beginnings, equal to a key's length and longer. */
static void
entries_are_in_the_order_of_strcmp(void **state)
{
	static const char letters[] = "ab\xff\x01";
	struct entries e = { .n = 0 };
	char name[64];
	struct name n = { .text = name };
	size_t i, k, len;

	(void)state;
	srand(7);
	for (i = 0; i < 20000; i++) {
		len = 1 + (size_t)rand() % 40;
		for (k = 0; k < len; k++)
			name[k] = k < 20 && i % 2 == 0 ? 'p' :
			    letters[(size_t)rand() % 4];
		name[len] = '\0';
		n.len = len;
		assert_int_equal(entries_add(&e, &n, 1000000, 1 << 24), 0);
	}
	entries_sort(&e);
	for (i = 1; i < e.n; i++)
		assert_true(strcmp(entries_name(&e, i - 1),
		    entries_name(&e, i)) <= 0);
	entries_free(&e);
}

static void
there_are_limits(void **state)
{
	struct entries e = { .n = 0 };
	struct name n = { .text = "name", .len = 4 };
	int i, result = 0;

	(void)state;
	for (i = 0; i < 100000 && result == 0; i++)
		result = entries_add(&e, &n, 1000, 1 << 20);
	assert_int_equal(result, -1);
	assert_int_equal(errno, ENOMEM);
	assert_in_range(e.n, 1000, 2048);
	entries_free(&e);
}

/* Rule 5: in whatever order, but each once; and sorted where that counts. */
static void
large_directories_are_complete(void **state)
{
	enum { N = 2 * LISTING_SORTED + 100 };
	static const struct {
		enum listing_form form;
		const char *options, *pattern;
		bool sorted;
	} rows[] = {
		{ LISTING_NAMES, "", NULL, false },
		{ LISTING_NAMES, "-r", NULL, false },
		{ LISTING_NAMES, "", "n*", true },
		{ LISTING_FACTS, "", NULL, false },
		{ LISTING_LONG, "", NULL, true },
	};
	static unsigned char seen[N];
	char name[16], *p;
	unsigned i, n, last;
	size_t row;

	(void)state;
	assert_int_equal(mkdir("large", 0755), 0);
	assert_int_equal(chdir("large"), 0);
	for (i = 0; i < N; i++) {
		(void)snprintf(name, sizeof(name), "n%05u", i);
		assert_int_equal(link("../b.c", name), 0);
	}
	for (row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
		(void)list(rows[row].form, rows[row].options, "",
		    rows[row].pattern);
		memset(seen, 0, sizeof(seen));
		p = out;
		for (n = last = 0; (p = strstr(p, "n0")) != NULL; n++) {
			i = (unsigned)strtoul(p + 1, &p, 10);
			assert_in_range(i, 0, N - 1);
			assert_int_equal(seen[i]++, 0);
			assert_true(!rows[row].sorted || i >= last);
			last = i;
		}
		assert_int_equal(n, N);
	}
	for (i = 0; i < N; i++) {
		(void)snprintf(name, sizeof(name), "n%05u", i);
		(void)unlink(name);
	}
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(rmdir("large"), 0);
}

static void
dates_tell_the_time_or_the_year(void **state)
{
	static const struct {
		int64_t ago;
		const char *text;
	} rows[] = {
		{ 0, "Nov 21 12:00 " },
		{ 86400 * 20, "Nov  1 12:00 " },
		{ 86400 * 179, "May 26 12:00 " },
		{ 86400 * 181, "May 24  2026 " },
		{ -3500, "Nov 21 12:58 " },
		{ -3700, "Nov 21  2026 " },
		{ 1795262400, "Jan  1  1970 " },
	};
	struct brief b = { .mode = S_IFDIR | 01777, .nlink = 2, .uid = 1,
	    .gid = 123456789, .size = 12345678901 };
	struct line_style style;
	char line[LINE_LONG];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		line_begin(&style, 1795262400, false);
		b.mtime = 1795262400 - rows[i].ago;
		*line_long(&style, line, &b) = '\0';
		assert_memory_equal(line, "drwxrwxrwt   2 1        123456789 "
		    "12345678901 ", 46);
		assert_string_equal(line + 46, rows[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_sorted_and_good_for_retr),
		cmocka_unit_test(long_lines_are_those_of_ls),
		cmocka_unit_test(
		    machine_lines_have_all_but_what_cannot_be_said),
		cmocka_unit_test(options_end_at_the_path),
		cmocka_unit_test(entries_are_in_the_order_of_strcmp),
		cmocka_unit_test(there_are_limits),
		cmocka_unit_test(large_directories_are_complete),
		cmocka_unit_test(dates_tell_the_time_or_the_year),
	};

	setenv("TZ", "UTC0", 1);
	tzset();
	umask(022);
	return cmocka_run_group_tests(tests, fill, scratch_remove);
}
