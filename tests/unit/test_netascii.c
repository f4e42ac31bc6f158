/* netascii: RFC 764's line ends, whatever the borders of blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "guard.h"
#include "tftpd/netascii.h"

static const struct {
	const char	*plain;
	size_t		 plain_len;
	const char	*wire;
	size_t		 wire_len;
} pairs[] = {
#define PAIR(p, w)	{ p, sizeof(p) - 1, w, sizeof(w) - 1 }
	PAIR("", ""),
	PAIR("abc", "abc"),
	PAIR("a\n", "a\r\n"),
	PAIR("\n\n", "\r\n\r\n"),
	PAIR("a\rb", "a\r\0b"),
	PAIR("\r", "\r\0"),
	PAIR("\r\n", "\r\0\r\n"),
	PAIR("\n\r", "\r\n\r\0"),
	PAIR("a\nb\rc\r\nd\n", "a\r\nb\r\0c\r\0\r\nd\r\n"),
	PAIR("\0\xff", "\0\xff"),
};

/* In blocks of size bytes, fed step bytes at a time. */
static size_t
encode(const char *in, size_t len, size_t size, size_t step, char *all)
{
	struct netascii n;
	uint8_t block[64];
	size_t at = 0, done = 0, used, chunk, fill = 0, got;

	netascii_init(&n);
	do {
		chunk = len - at < step ? len - at : step;
		got = netascii_encode(&n, block + fill, size - fill,
		    (uint8_t *)guard(in + at, chunk), chunk, &used);
		at += used;
		fill += got;
		if (fill == size || (at == len && got == 0)) {
			memcpy(all + done, block, fill);
			done += fill;
			if (fill < size)
				return done;
			fill = 0;
		}
	} while (1);
}

static void
netascii_encodes_in_blocks_of_any_size(void **state)
{
	size_t i, size, step;
	char all[64];

	(void)state;
	for (i = 0; i < nitems(pairs); i++)
		for (size = 1; size < 20; size++)
			for (step = 1; step < 20; step++) {
				assert_int_equal(encode(pairs[i].plain,
				    pairs[i].plain_len, size, step, all),
				    pairs[i].wire_len);
				assert_memory_equal(all, pairs[i].wire,
				    pairs[i].wire_len);
			}
}

static size_t
decode(const char *in, size_t len, size_t step, char *all)
{
	struct netascii n;
	size_t at, chunk, done = 0;

	netascii_init(&n);
	for (at = 0; at < len; at += chunk) {
		chunk = len - at < step ? len - at : step;
		done += netascii_decode(&n, (uint8_t *)all + done,
		    (uint8_t *)guard(in + at, chunk), chunk);
	}
	return done + netascii_finish(&n, (uint8_t *)all + done);
}

static void
netascii_decodes_blocks_of_any_size(void **state)
{
	size_t i, step;
	char all[64];

	(void)state;
	for (i = 0; i < nitems(pairs); i++)
		for (step = 1; step < 20; step++) {
			assert_int_equal(decode(pairs[i].wire,
			    pairs[i].wire_len, step, all),
			    pairs[i].plain_len);
			assert_memory_equal(all, pairs[i].plain,
			    pairs[i].plain_len);
		}
}

static void
netascii_keeps_a_cr_that_ends_nothing(void **state)
{
	static const struct {
		const char *wire, *plain;
	} odd[] = {
		{ "a\rb", "a\rb" },
		{ "a\r", "a\r" },
		{ "\r\r\n", "\r\n" },
		{ "\r\r", "\r\r" },
		{ "a\nb", "a\nb" },
		{ "\n\r\n", "\n\n" },
	};
	size_t i, step, len;
	char all[64];

	(void)state;
	for (i = 0; i < nitems(odd); i++)
		for (step = 1; step < 5; step++) {
			len = decode(odd[i].wire, strlen(odd[i].wire), step,
			    all);
			all[len] = '\0';
			assert_string_equal(all, odd[i].plain);
		}
}

static void
netascii_decode_needs_one_byte_more_than_came(void **state)
{
	struct netascii n;
	char *out = guard(NULL, 4);

	(void)state;
	netascii_init(&n);
	assert_int_equal(netascii_decode(&n, (uint8_t *)out,
	    (const uint8_t *)"\r", 1), 0);
	assert_int_equal(netascii_decode(&n, (uint8_t *)out,
	    (const uint8_t *)"abc", 3), 4);
	assert_memory_equal(out, "\rabc", 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(netascii_encodes_in_blocks_of_any_size),
		cmocka_unit_test(netascii_decodes_blocks_of_any_size),
		cmocka_unit_test(netascii_keeps_a_cr_that_ends_nothing),
		cmocka_unit_test(
		    netascii_decode_needs_one_byte_more_than_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
