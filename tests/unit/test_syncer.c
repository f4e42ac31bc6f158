/* syncer: fdatasync(2) by another process. */
#include <sys/wait.h>

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "dhcpd/syncer.h"

static int
enter(void *arg)
{
	return *(const int *)arg;
}

static int
start(int result)
{
	int syncer = syncer_start(enter, &result);

	assert_int_not_equal(syncer, -1);
	return syncer;
}

static void
a_file_is_synced(void **state)
{
	char path[] = "/tmp/syncerXXXXXX";
	int syncer = start(0), fd = mkstemp(path), error = -1, i;

	(void)state;
	assert_int_not_equal(fd, -1);
	unlink(path);
	assert_int_equal(syncer_answer(syncer, false, &error), SYNCER_BUSY);
	/* More than there are descriptors: each is closed again. */
	for (i = 0; i < 3000; i++) {
		error = -1;
		assert_int_equal(syncer_ask(syncer, fd), 0);
		assert_int_equal(syncer_answer(syncer, true, &error),
		    SYNCER_DONE);
		assert_int_equal(error, 0);
	}
	assert_int_equal(syncer_answer(syncer, false, &error), SYNCER_BUSY);
	close(fd);
	close(syncer);
	assert_true(wait(NULL) > 0);
}

static void
why_it_fails_comes_back(void **state)
{
	int syncer = start(0), ends[2], error = 0;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(syncer_ask(syncer, ends[1]), 0);
	assert_int_equal(syncer_answer(syncer, true, &error), SYNCER_DONE);
	assert_int_equal(error, EINVAL);
	close(ends[0]);
	close(ends[1]);
	close(syncer);
	assert_true(wait(NULL) > 0);
}

static void
that_it_is_gone_is_seen(void **state)
{
	int syncer = start(-1), status, error;

	(void)state;
	assert_true(wait(&status) > 0);
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_int_equal(syncer_answer(syncer, true, &error), SYNCER_GONE);
	assert_int_equal(syncer_answer(syncer, false, &error), SYNCER_GONE);
	assert_int_equal(syncer_ask(syncer, STDOUT_FILENO), -1);
	close(syncer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_synced),
		cmocka_unit_test(why_it_fails_comes_back),
		cmocka_unit_test(that_it_is_gone_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
