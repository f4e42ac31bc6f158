/* ftpd/digest: the checksums, by the examples of their standards. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/digest.h"
#include "guard.h"

#define ABC56	"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"

/* FIPS 180-4's examples, RFC 1321 appendix A.5, and the check of CRC-32. */
static void
the_examples_come_out(void **state)
{
	static const struct {
		enum digest_kind kind;
		const char *in, *hex;
	} rows[] = {
		{ DIGEST_SHA1, "abc",
		    "a9993e364706816aba3e25717850c26c9cd0d89d" },
		{ DIGEST_SHA1, "",
		    "da39a3ee5e6b4b0d3255bfef95601890afd80709" },
		{ DIGEST_SHA1, ABC56,
		    "84983e441c3bd26ebaae4aa1f95129e5e54670f1" },
		{ DIGEST_SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ DIGEST_SHA512, "abc", "ddaf35a193617abacc417349ae204131"
		    "12e6fa4e89a97ea20a9eeee64b55d39a"
		    "2192992a274fc1a836ba3c23a3feebbd"
		    "454d4423643ce80e2a9ac94fa54ca49f" },
		{ DIGEST_SHA512, "", "cf83e1357eefb8bdf1542850d66d8007"
		    "d620e4050b5715dc83f4a921d36ce9ce"
		    "47d0d13c5d85f2b0ff8318d2877eec2f"
		    "63b931bd47417a81a538327af927da3e" },
		{ DIGEST_MD5, "abc", "900150983cd24fb0d6963f7d28e17f72" },
		{ DIGEST_CRC32, "123456789", "cbf43926" },
		{ DIGEST_CRC32, "", "00000000" },
	};
	char hex[DIGEST_HEX];
	struct digest d;
	size_t i, n;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		n = strlen(rows[i].in);
		digest_init(&d, rows[i].kind);
		digest_update(&d, guard(rows[i].in, n), n);
		digest_final(&d, hex);
		assert_string_equal(hex, rows[i].hex);
	}
}

static void
pieces_make_the_same_as_the_whole(void **state)
{
	static char bytes[700];
	char hex[DIGEST_HEX], whole[DIGEST_HEX];
	struct digest d;
	size_t at, i, len;
	int kind;

	(void)state;
	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 7);
	for (kind = 0; kind < DIGEST_KINDS; kind++)
		for (len = 0; len < sizeof(bytes); len += 13) {
			digest_init(&d, (enum digest_kind)kind);
			digest_update(&d, bytes, len);
			digest_final(&d, whole);
			for (at = 0; at < len; at += 29) {
				digest_init(&d, (enum digest_kind)kind);
				digest_update(&d, bytes, at);
				digest_update(&d, bytes + at, 0);
				digest_update(&d, bytes + at, len - at);
				digest_final(&d, hex);
				assert_string_equal(hex, whole);
			}
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_examples_come_out),
		cmocka_unit_test(pieces_make_the_same_as_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
