/* rate: the token bucket. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/rate.h"

static void
without_a_limit_everything_goes(void **state)
{
	struct rate r;

	(void)state;
	rate_init(&r, 0, 5);
	assert_int_equal(rate_allow(&r, 1 << 30, 5), 1 << 30);
	rate_spend(&r, 1 << 30);
	assert_int_equal(rate_allow(&r, 1 << 30, 5), 1 << 30);
}

/* A sender that is always ready, for ten seconds. */
static void
over_time_the_rate_is_kept(void **state)
{
	static const uint64_t rates[] = { 100, 1500, 10000, 999999,
	    50000000, (uint64_t)1 << 36 };
	int64_t now, end;
	uint64_t sent;
	struct rate r;
	size_t i, n;

	(void)state;
	for (i = 0; i < nitems(rates); i++) {
		rate_init(&r, rates[i], 0);
		sent = 0;
		end = 10000;
		for (now = 0; now < end && sent < rates[i] * 20; ) {
			n = rate_allow(&r, SIZE_MAX / 2, now);
			rate_spend(&r, n);
			sent += n;
			if (n == 0)
				now += rate_wait(&r);
		}
		/* The burst at the start and the last wait are on top. */
		assert_in_range(sent, rates[i] * 9,
		    rates[i] * 11 + 2048);
	}
}

static void
time_that_stands_still_or_goes_back_gives_nothing(void **state)
{
	struct rate r;

	(void)state;
	rate_init(&r, 10000, 1000);
	rate_spend(&r, rate_allow(&r, 1000000, 1000));
	assert_int_equal(rate_allow(&r, 1, 1000), 0);
	assert_int_equal(rate_allow(&r, 1, 0), 0);
	assert_true(rate_allow(&r, 1, 2000) == 1);
}

static void
a_long_pause_is_not_saved_up(void **state)
{
	struct rate r;

	(void)state;
	rate_init(&r, 40000, 0);
	rate_spend(&r, rate_allow(&r, 1000000, 0));
	assert_int_equal(rate_allow(&r, 1000000, INT64_MAX / 2), 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_limit_everything_goes),
		cmocka_unit_test(over_time_the_rate_is_kept),
		cmocka_unit_test(
		    time_that_stands_still_or_goes_back_gives_nothing),
		cmocka_unit_test(a_long_pause_is_not_saved_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
