/* md5: the vectors of RFC 1321, and the APOP example of RFC 1939. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/md5.h"
#include "common/scan.h"
#include "guard.h"

static const struct {
	const char	*text, *digest;
} rows[] = {
	{ "", "d41d8cd98f00b204e9800998ecf8427e" },
	{ "a", "0cc175b9c0f1b6a831c399e269772661" },
	{ "abc", "900150983cd24fb0d6963f7d28e17f72" },
	{ "message digest", "f96b697d7cb7938d525a2f31aaf161d0" },
	{ "abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b" },
	{ "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
	    "d174ab98d277d9f5a5611c2c9f419d9f" },
	{ "1234567890123456789012345678901234567890"
	    "1234567890123456789012345678901234567890",
	    "57edf4a22be3c955ac49da2e2107b67a" },
	/* RFC 1939 section 7 */
	{ "<1896.697170952@dbc.mtview.ca.us>tanstaaf",
	    "c4c9334bac560ecc979e58001b3e22fb" },
};

static void
md5_does_the_vectors_in_any_pieces(void **state)
{
	unsigned char digest[MD5_SIZE];
	char hex[MD5_HEX_SIZE], *p;
	struct md5 m;
	size_t i, len, cut;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].text);
		p = guard(rows[i].text, len);
		for (cut = 0; cut <= len; cut++) {
			md5_init(&m);
			md5_update(&m, p, cut);
			md5_update(&m, p + cut, len - cut);
			md5_final(&m, digest);
			md5_hex(digest, hex);
			assert_string_equal(hex, rows[i].digest);
		}
	}
}

static void
md5_does_a_million_letters(void **state)
{
	unsigned char digest[MD5_SIZE];
	char hex[MD5_HEX_SIZE], a[1000];
	struct md5 m;
	int i;

	(void)state;
	memset(a, 'a', sizeof(a));
	md5_init(&m);
	for (i = 0; i < 1000; i++)
		md5_update(&m, a, sizeof(a));
	md5_final(&m, digest);
	md5_hex(digest, hex);
	assert_string_equal(hex, "7707d6ae4e027c70eea2a935c2296f21");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(md5_does_the_vectors_in_any_pieces),
		cmocka_unit_test(md5_does_a_million_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
