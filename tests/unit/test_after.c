/* after: programs wait for the sync that makes true what they are told. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "dhcpd/after.h"

/* What was started, a letter each; busy: nothing is. */
struct started {
	char	 text[64];
	size_t	 n;
	int	 busy;
};

static int
start(void *arg, char *const argv[])
{
	struct started *s = arg;

	if (s->busy) {
		errno = EAGAIN;
		return -1;
	}
	s->text[s->n++] = argv[0][0];
	s->text[s->n] = '\0';
	return 0;
}

/* One request of a program of that name. */
static void
request(struct after *a, const char *name, bool for_ack)
{
	char copy[2] = { name[0], '\0' };
	char *const argv[] = { copy, NULL };

	assert_int_equal(after_add(a, argv), 0);
	after_request(a, for_ack);
}

static void
run(struct after *a, const char *wanted)
{
	struct started s = { .n = 0 };

	assert_true(after_run(a, start, &s));
	assert_string_equal(s.text, wanted);
}

static void
what_comes_while_it_is_synced_waits(void **state)
{
	struct after a = { 0 };

	(void)state;
	request(&a, "a", true);
	request(&a, "b", false);
	run(&a, "");
	after_begin(&a);
	request(&a, "c", true);
	run(&a, "");
	after_end(&a, true);
	run(&a, "ab");
	run(&a, "");
	after_begin(&a);
	request(&a, "d", true);
	after_end(&a, true);
	run(&a, "c");
	after_begin(&a);
	after_end(&a, true);
	run(&a, "d");
	assert_false(after_pending(&a));
	after_free(&a);
}

static void
a_sync_that_failed_forgets_its_acks_alone(void **state)
{
	struct after a = { 0 };
	struct started s = { .busy = 1 };

	(void)state;
	request(&a, "a", true);
	after_begin(&a);
	after_end(&a, true);
	assert_false(after_run(&a, start, &s));
	request(&a, "b", true);
	request(&a, "c", false);
	request(&a, "d", true);
	after_begin(&a);
	request(&a, "e", true);
	after_end(&a, false);
	run(&a, "ac");
	after_begin(&a);
	after_end(&a, false);
	run(&a, "");
	assert_false(after_pending(&a));
	request(&a, "f", true);
	after_begin(&a);
	after_end(&a, true);
	run(&a, "f");
	after_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_while_it_is_synced_waits),
		cmocka_unit_test(a_sync_that_failed_forgets_its_acks_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
