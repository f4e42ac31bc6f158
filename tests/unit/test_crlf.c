/* crlf.h: the octets are those of the plain loop, however they are cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "imapd/crlf.h"
#include "tests/unit/guard.h"

enum { MOST = 40000 };

/* As it is said in crlf.h. */
static size_t
plain(const char *p, size_t len, char *to)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		if (p[i] == '\n' && (i == 0 || p[i - 1] != '\r'))
			to[n++] = '\r';
		to[n++] = p[i] != '\0' ? p[i] : (char)0x80;
	}
	return n;
}

/* In pieces of `size`, after `skip`. */
static void
check(const char *p, size_t len, size_t size, size_t skip)
{
	static char want[2 * MOST], got[2 * MOST + 64];
	size_t all = plain(p, len, want), n = 0, one;
	struct crlf c;

	crlf_init(&c, p, len);
	assert_int_equal(crlf_octets(&c), all);
	crlf_skip(&c, skip);
	if (skip > all)
		skip = all;
	assert_int_equal(crlf_octets(&c), all - skip);
	while ((one = crlf_copy(&c, got + n, size)) > 0) {
		assert_true(one <= size);
		n += one;
		if (n + skip < all)
			assert_int_equal(one, size);
	}
	assert_int_equal(n, all - skip);
	assert_memory_equal(got, want + skip, n);
}

static void
crlf_makes_of_each_line_end_one(void **state)
{
	static const struct { const char *text; size_t len; } cases[] = {
		{ "", 0 }, { "\n", 1 }, { "\r\n", 2 }, { "\r", 1 },
		{ "a\nb\r\nc\n\n\r\n\r\r\nd\re", 17 },
		{ "0123456\n01234567\n012345678\n", 27 },
		{ "0123456\r\n0123456\r\r\n", 19 },
		{ "\0\n\0\r\0\n", 6 }, { "\n\n\n\n\n\n\n\n\n\n\n\n", 12 },
		{ "abcdefgh\r\nabcdef\r\nabcdefg\r\n", 27 },
	};
	size_t i, size, skip;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *p = guard(cases[i].text, cases[i].len);

		for (size = 1; size < 24; size++)
			for (skip = 0; skip < 40; skip++)
				check(p, cases[i].len, size, skip);
	}
}

/* All bytes that matter, at all places in a word. */
static void
crlf_agrees_on_any_mixture(void **state)
{
	static const char bytes[] = { '\r', '\n', '\0', 'x', (char)0x8a,
	    (char)0x8d, '\v', '\f' };
	static char text[MOST];
	size_t i, len;
	int round;

	(void)state;
	srandom(5);
	for (round = 0; round < 400; round++) {
		len = (size_t)random() % (round % 20 == 0 ? MOST : 100);
		for (i = 0; i < len; i++)
			text[i] = bytes[(size_t)random() % (round % 3 == 0 ?
			    8 : 4) % sizeof(bytes)];
		for (i = 0; round % 2 == 0 && i < len; i++)
			if (random() % 8 != 0)
				text[i] = 'y';
		check(text, len, 1 + (size_t)random() % 5000,
		    random() % 2 == 0 ? 0 : (size_t)random() % (2 * len + 2));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(crlf_makes_of_each_line_end_one),
		cmocka_unit_test(crlf_agrees_on_any_mixture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
