/* xferlog: wu-ftpd's line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ftpd/xferlog.h"
#include "scratch.h"

static struct xfer
example(void)
{
	struct xfer x = {
		.end = 1795262405,	/* 2026-11-21 12:00:05 UTC */
		.seconds = 3,
		.bytes = 12345678901,
		.host = "192.0.2.7",
		.path = "/home/joe/a b\n\xc3\xa4.txt",
		.user = "joe",
		.direction = 'o',
		.complete = true
	};

	return x;
}

static void
a_line_has_the_eighteen_fields(void **state)
{
	char line[XFERLOG_LINE];
	struct xfer x = example();

	(void)state;
	xferlog_line(line, &x);
	assert_string_equal(line, "Sat Nov 21 12:00:05 2026 3 192.0.2.7 "
	    "12345678901 /home/joe/a_b___.txt b _ o r joe ftp 0 * c\n");
	x.ascii = x.anonymous = true;
	x.complete = false;
	x.direction = 'i';
	x.user = "";
	x.end += 86400 * 10;
	xferlog_line(line, &x);
	assert_string_equal(line, "Tue Dec  1 12:00:05 2026 3 192.0.2.7 "
	    "12345678901 /home/joe/a_b___.txt a _ i a - ftp 0 * i\n");
}

static void
what_is_too_long_is_cut_and_the_line_stays_one(void **state)
{
	static char path[20000], user[5000], line[XFERLOG_LINE];
	struct xfer x = example();
	size_t len;

	(void)state;
	memset(path, 'p', sizeof(path) - 1);
	memset(user, ' ', sizeof(user) - 1);
	x.path = path;
	x.user = x.host = user;
	len = xferlog_line(line, &x);
	assert_true(len < XFERLOG_LINE);
	assert_int_equal(line[len - 1], '\n');
	assert_null(memchr(line, '\n', len - 1));
}

static void
lines_are_appended(void **state)
{
	struct xfer x = example();
	char text[1000];
	size_t n;
	FILE *f;
	int fd;

	(void)state;
	scratch_write("log", "before\n", 0600);
	fd = xferlog_open("log");
	assert_true(fd >= 0);
	xferlog_write(fd, &x);
	xferlog_write(fd, &x);
	close(fd);
	f = fopen("log", "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	assert_memory_equal(text, "before\nSat", 10);
	assert_non_null(strstr(text + 20, "\nSat"));
	assert_int_equal(xferlog_open("none/log"), -1);
	xferlog_write(-1, &x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_has_the_eighteen_fields),
		cmocka_unit_test(
		    what_is_too_long_is_cut_and_the_line_stays_one),
		cmocka_unit_test(lines_are_appended),
	};

	setenv("TZ", "UTC0", 1);
	tzset();
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
