/* names: what a silent name server may and may not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "dhcpd/names.h"

static int64_t now = 1000;
static int answer;		/* what the name server says next ... */
static int64_t slow;		/* ... after so many seconds */
static unsigned asked;

static int64_t
clock_of_test(void)
{
	return now;
}

static int
look_up(const char *name, uint32_t *addresses, size_t max)
{
	int i;

	(void)name;
	asked++;
	now += slow;
	for (i = 0; i < answer && (size_t)i < max; i++)
		addresses[i] = 0x0a000001 + (uint32_t)i;
	return i < answer ? i : answer;
}

/* Steps in time; "*" stands for names_again(). */
static void
a_silence_takes_nothing_away(void **state)
{
	static const struct {
		int64_t		 after, slow;	/* seconds */
		const char	*name;
		int		 answer, found;
		unsigned	 asked;		/* how often */
	} rows[] = {
		{ 0, 0, "a", 2, 2, 1 },	/* there are two */
		{ 0, 0, "a", -1, 2, 1 },	/* he cannot tell: still */
		{ 0, 0, "b", -1, -1, 1 },	/* he is asked on */
		{ 0, 2, "a", -1, 2, 1 },	/* silence: still */
		{ 1, 0, "a", 1, 2, 0 },	/* nobody is asked meanwhile */
		{ 1, 0, "b", 1, -1, 0 },
		{ 1, 0, "*", 1, 0, 0 },
		{ NAMES_SILENCE, 0, "*", 1, 1, 1 },	/* b, not a */
		{ 0, 1, "b", -1, 1, 1 },
		{ 0, 1, "b", -1, 1, 1 },
		{ 0, 0, "b", -1, 1, 0 },
		{ NAMES_SILENCE, 0, "a", 0, 0, 1 },	/* it has none now */
		{ 0, 2, "*", -1, 0, 1 },
		{ 0, 0, "a", 1, -1, 0 },
		{ 0, 0, "b", 1, 1, 0 },
		{ NAMES_SILENCE, 0, "*", 3, 1, 1 },
		{ 0, 0, "a", 100, NAMES_ADDRESSES, 1 },
	};
	uint32_t address[NAMES_ADDRESSES + 1];
	static struct names names;
	size_t i;
	int found;

	(void)state;
	names_init(&names);
	names.look_up = look_up;
	names.clock = clock_of_test;
	for (i = 0; i < nitems(rows); i++) {
		now += rows[i].after;
		answer = rows[i].answer;
		slow = rows[i].slow;
		asked = 0;
		found = *rows[i].name == '*' ? (int)names_again(&names) :
		    names_find(&names, rows[i].name, address,
		    nitems(address));
		if (found != rows[i].found || asked != rows[i].asked)
			fail_msg("row %zu: %d found, asked %u", i, found,
			    asked);
	}
	assert_int_equal(address[63], 0x0a000040);
	assert_int_equal(names_find(&names, "a", address, 1), 1);
	names_free(&names);
}

static void
an_address_is_its_own_name(void **state)
{
	static struct names names;
	uint32_t address[4];

	(void)state;
	names_init(&names);
	assert_int_equal(names_find(&names, "127.0.0.1", address, 4), 1);
	assert_int_equal(address[0], 0x7f000001);
	names_free(&names);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_silence_takes_nothing_away),
		cmocka_unit_test(an_address_is_its_own_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
