/* sha256: the vectors of FIPS 180-4, RFC 4231 and RFC 7914; secret. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "common/secret.h"
#include "common/sha256.h"
#include "guard.h"

static void
same(const unsigned char digest[SHA256_SIZE], const char *expected)
{
	char hex[2 * SHA256_SIZE + 1];
	int i;

	for (i = 0; i < SHA256_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	assert_string_equal(hex, expected);
}

static void
sha256_does_the_vectors(void **state)
{
	static const struct {
		const char	*text, *digest;
	} rows[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		    "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
		    "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
		    "cf5b16a778af8380036ce59e7b049237"
		    "0b249b11e8f07a51afac45037afee9d1" },
	};
	unsigned char out[SHA256_SIZE];
	struct sha256 s;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].text);
		sha256_init(&s);
		sha256_update(&s, guard(rows[i].text, len), len);
		sha256_final(&s, out);
		same(out, rows[i].digest);
	}
}

static void
sha256_does_a_million_letters_in_any_pieces(void **state)
{
	static const size_t pieces[] = { 1, 7, 63, 64, 65, 127, 4096 };
	unsigned char out[SHA256_SIZE];
	char a[4096];
	struct sha256 s;
	size_t i, left, n;

	(void)state;
	memset(a, 'a', sizeof(a));
	for (i = 0; i < nitems(pieces); i++) {
		sha256_init(&s);
		for (left = 1000000; left > 0; left -= n) {
			n = left < pieces[i] ? left : pieces[i];
			sha256_update(&s, a, n);
		}
		sha256_final(&s, out);
		same(out, "cdc76e5c9914fb9281a1c7e284d73e67"
		    "f1809a48a497200e046d39ccc7112cd0");
	}
}

/* RFC 4231 sections 4.2, 4.3, 4.4 and 4.7 (a key longer than a block). */
static void
hmac_sha256_does_the_vectors(void **state)
{
	unsigned char out[SHA256_SIZE], key[131], data[50];

	(void)state;
	memset(key, 0x0b, 20);
	hmac_sha256(key, 20, "Hi There", 8, out);
	same(out, "b0344c61d8db38535ca8afceaf0bf12b"
	    "881dc200c9833da726e9376c2e32cff7");
	hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, out);
	same(out, "5bdcc146bf60754e6a042426089575c7"
	    "5a003f089d2739839dec58b964ec3843");
	memset(key, 0xaa, sizeof(key));
	memset(data, 0xdd, sizeof(data));
	hmac_sha256(key, 20, data, sizeof(data), out);
	same(out, "773ea91e36800e46854db8ebd09181a7"
	    "2959098b3ef8c122d9635514ced565fe");
	hmac_sha256(key, sizeof(key), "Test Using Larger Than Block-Size Key"
	    " - Hash Key First", 54, out);
	same(out, "60e431591ee0b67f0d8a26aacbf5b77f"
	    "8e0bc6213728c5140546040f0ee37f54");
}

static void
pbkdf2_sha256_does_the_vectors(void **state)
{
	static const struct {
		const char	*password, *salt;
		uint32_t	 iterations;
		const char	*key;
	} rows[] = {
		/* RFC 7914 section 11, the first 32 of its 64 bytes */
		{ "passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605"
		    "f94185216dde0465e68b9d57c20dacbc" },
		{ "Password", "NaCl", 80000, "4ddcd8f60b98be21830cee5ef22701f9"
		    "641a4418d04c0414aeff08876b34ab56" },
		{ "password", "salt", 2, "ae4d0c95af6b46d32d0adff928f06dd0"
		    "2a303f8ef3c251dfd6e2d85a95474c43" },
		{ "password", "salt", 4096, "c5e478d59288c841aa530db6845c4c8d"
		    "962893a001ce4e11a4963873aa98134a" },
	};
	unsigned char out[SHA256_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		pbkdf2_sha256(rows[i].password, strlen(rows[i].password),
		    rows[i].salt, strlen(rows[i].salt), rows[i].iterations,
		    out);
		same(out, rows[i].key);
	}
}

static void
secret_equal_sees_each_bit(void **state)
{
	unsigned char a[40] = { 0 }, b[40] = { 0 };
	size_t i;

	(void)state;
	assert_true(secret_equal(a, b, sizeof(a)));
	assert_true(secret_equal(a, b, 0));
	for (i = 0; i < 8 * sizeof(a); i++) {
		b[i / 8] ^= 1 << i % 8;
		assert_false(secret_equal(a, b, sizeof(a)));
		b[i / 8] ^= 1 << i % 8;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sha256_does_the_vectors),
		cmocka_unit_test(sha256_does_a_million_letters_in_any_pieces),
		cmocka_unit_test(hmac_sha256_does_the_vectors),
		cmocka_unit_test(pbkdf2_sha256_does_the_vectors),
		cmocka_unit_test(secret_equal_sees_each_bit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
