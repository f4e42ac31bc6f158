/* loop: descriptors, timers and signals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/loop.h"

#define TIMERS	1000

static struct loop loop;
static unsigned called;
static int64_t latest;

static void
in_order(struct loop_timer *t)
{
	const int64_t *wanted = t->arg;

	assert_true(*wanted >= latest);
	assert_true(*wanted <= loop.now);
	latest = *wanted;
	called++;
}

static void
timers_come_due_in_order_and_cancelled_ones_never(void **state)
{
	static struct loop_timer timers[TIMERS];
	static int64_t wanted[TIMERS];
	unsigned i, cancelled = 0;

	(void)state;
	assert_int_equal(loop_init(&loop), 0);
	srand(1);
	for (i = 0; i < TIMERS; i++) {
		timers[i].due = in_order;
		timers[i].arg = &wanted[i];
		wanted[i] = loop.now - 3000000 + rand() % 1000000;
		loop_at(&loop, &timers[i], wanted[i]);
	}
	for (i = 0; i < TIMERS; i += 3) {	/* to later, to sooner */
		wanted[i] += rand() % 200000 - 100000;
		loop_at(&loop, &timers[i], wanted[i]);
	}
	for (i = 1; i < TIMERS; i += 7, cancelled++)
		loop_cancel(&loop, &timers[i]);
	called = 0;
	latest = 0;
	for (i = 0; i < 5; i++)
		assert_int_equal(loop_once(&loop, 0), 0);
	assert_int_equal(called, TIMERS - cancelled);
	loop_free(&loop);
}

static void
again_at_once(struct loop_timer *t)
{
	called++;
	loop_at(&loop, t, loop.now - 1);
}

static void
a_timer_set_for_now_by_a_timer_waits_for_the_next_round(void **state)
{
	struct loop_timer t = { .due = again_at_once };

	(void)state;
	assert_int_equal(loop_init(&loop), 0);
	called = 0;
	loop_after(&loop, &t, 0);
	assert_int_equal(loop_once(&loop, 1000), 0);
	assert_int_equal(called, 1);
	assert_int_equal(loop_once(&loop, 10000), 0);
	assert_int_equal(called, 2);
	loop_free(&loop);
}

static struct loop_fd two[2];

static void
remove_both(struct loop_fd *f, unsigned events)
{
	(void)f;
	assert_int_equal(events, LOOP_READ);
	called++;
	loop_remove(&loop, &two[0]);
	loop_remove(&loop, &two[1]);
}

static void
what_was_removed_is_not_called(void **state)
{
	int i, ends[2];

	(void)state;
	assert_int_equal(loop_init(&loop), 0);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "x", 1), 1);
	two[0] = (struct loop_fd){ .fd = ends[0], .ready = remove_both };
	two[1] = (struct loop_fd){ .fd = dup(ends[0]),
		.ready = remove_both };
	called = 0;
	for (i = 0; i < 2; i++)
		assert_int_equal(loop_add(&loop, &two[i], LOOP_READ), 0);
	assert_int_equal(loop_once(&loop, 1000), 0);
	assert_int_equal(loop_once(&loop, 0), 0);
	assert_int_equal(called, 1);
	loop_free(&loop);
	close(ends[0]);
	close(ends[1]);
	close(two[1].fd);
}

static void
on_signal(void *arg, int signal_number)
{
	assert_ptr_equal(arg, &loop);
	assert_int_equal(signal_number, SIGUSR1);
	called++;
}

static void
signals_arrive_while_it_waits_and_while_it_is_busy(void **state)
{
	unsigned i;

	(void)state;
	assert_int_equal(loop_init(&loop), 0);
	loop.arg = &loop;
	assert_int_equal(loop_signal(&loop, SIGUSR1, on_signal), 0);
	called = 0;
	raise(SIGUSR1);
	assert_int_equal(called, 0);
	for (i = 0; i < 200; i++)
		assert_int_equal(loop_once(&loop, 0), 0);
	assert_int_equal(called, 1);
	loop_free(&loop);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    timers_come_due_in_order_and_cancelled_ones_never),
		cmocka_unit_test(
		    a_timer_set_for_now_by_a_timer_waits_for_the_next_round),
		cmocka_unit_test(what_was_removed_is_not_called),
		cmocka_unit_test(
		    signals_arrive_while_it_waits_and_while_it_is_busy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
