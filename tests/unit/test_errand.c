/* errand: files, names and programs by another process. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "dhcpd/errand.h"

static const struct errand_process plain;

static void
a_file_comes_back_as_a_descriptor(void **state)
{
	int fd = errand_start(&plain, NULL), file;
	char c;

	(void)state;
	assert_int_not_equal(fd, -1);
	file = errand_open(fd, "Makefile");
	assert_int_not_equal(file, -1);
	assert_int_equal(read(file, &c, 1), 1);
	assert_int_equal(c, '#');
	close(file);
	errno = 0;
	assert_int_equal(errand_open(fd, "/nonexistent/file"), -1);
	assert_int_equal(errno, ENOENT);
	close(fd);
}

static void
an_address_resolves_to_itself(void **state)
{
	int fd = errand_start(&plain, NULL);
	uint32_t address[4] = { 0 };

	(void)state;
	assert_int_equal(errand_resolve(fd, "127.0.0.1", address, 4), 1);
	assert_int_equal(address[0], 0x7f000001);
	close(fd);
}

static void
a_program_gets_its_arguments_and_nobody_waits(void **state)
{
	char path[] = "/tmp/errandXXXXXX", text[64] = "";
	static char sh[] = "/bin/sh", c[] = "-c", blank[] = "a b",
	    empty[] = "", shell[] = "$(x)", none[] = "/nonexistent/program",
	    script[] = "sleep 0.2; printf '%s|' \"$@\" > \"$0\"";
	char *const argv[] = { sh, c, script, path, blank, empty, shell,
	    NULL };
	static const struct timespec tick = { 0, 20000000 };
	int fd = errand_start(&plain, NULL), file, i;
	char *const wrong[] = { none, NULL };

	(void)state;
	file = mkstemp(path);
	assert_int_not_equal(file, -1);
	assert_int_equal(errand_execute(fd, wrong), 0);
	assert_int_equal(errand_execute(fd, argv), 0);
	assert_int_equal(lseek(file, 0, SEEK_END), 0);
	for (i = 0; i < 500 && lseek(file, 0, SEEK_END) == 0; i++)
		nanosleep(&tick, NULL);
	assert_true(pread(file, text, sizeof(text) - 1, 0) > 0);
	assert_string_equal(text, "a b||$(x)|");
	unlink(path);
	close(file);
	close(fd);
}

static void
arguments_that_do_not_fit_are_refused(void **state)
{
	static char big[ERRAND_SIZE + 1], program[] = "/bin/true";
	char *const argv[] = { program, big, NULL };
	int fd = errand_start(&plain, NULL);

	(void)state;
	memset(big, 'x', ERRAND_SIZE);
	assert_int_equal(errand_execute(fd, argv), -1);
	assert_int_equal(errno, E2BIG);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_comes_back_as_a_descriptor),
		cmocka_unit_test(an_address_resolves_to_itself),
		cmocka_unit_test(a_program_gets_its_arguments_and_nobody_waits),
		cmocka_unit_test(arguments_that_do_not_fit_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
