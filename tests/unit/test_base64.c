/* base64: the vectors of RFC 4648, and what must not be decoded. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base64.h"
#include "common/scan.h"
#include "guard.h"

/* RFC 4648 section 10, and all of the alphabet. */
static const struct {
	const char	*plain, *text;
} vectors[] = {
	{ "", "" },
	{ "f", "Zg==" },
	{ "fo", "Zm8=" },
	{ "foo", "Zm9v" },
	{ "foob", "Zm9vYg==" },
	{ "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" },
	{ "\x14\xfb\x9c\x03\xd9\x7e", "FPucA9l+" },
	{ "\xff\xff\xff", "////" },
	{ "\xfb\xef\xbe", "++++" },
	{ "Username:", "VXNlcm5hbWU6" },
	{ "Password:", "UGFzc3dvcmQ6" },
};

static void
base64_does_the_vectors_both_ways(void **state)
{
	char out[64];
	size_t i, len, text_len;
	char *p;

	(void)state;
	for (i = 0; i < nitems(vectors); i++) {
		len = strlen(vectors[i].plain);
		text_len = strlen(vectors[i].text);
		assert_int_equal(base64_encode(guard(vectors[i].plain, len),
		    len, out, BASE64_SIZE(len)), text_len);
		assert_string_equal(out, vectors[i].text);
		p = guard(vectors[i].text, text_len);
		assert_int_equal(base64_decode(p, text_len, out, len), len);
		assert_memory_equal(out, vectors[i].plain, len);
	}
}

static void
base64_decode_is_strict(void **state)
{
	static const char *const bad[] = {
		"Z", "Zg", "Zg=", "Zm9", "=", "==", "===", "====", "Z===",
		"Zg==Zg==", "Zg=g", "=AAA", "AAA=BBB", "AAA=BBBB",
		"Zh==", "Zm9=", "Zm9v ", " Zm9v", "Zm\n9", "Zm9v\r\n",
		"Zm-_", "Zm9\x80", "Zm9*", "*", "AAAA====", "A=A=", "AA=A",
	};
	char out[64];
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(bad); i++) {
		len = strlen(bad[i]);
		errno = 0;
		assert_int_equal(base64_decode(guard(bad[i], len), len, out,
		    sizeof(out)), -1);
		assert_int_equal(errno, EINVAL);
	}
	assert_int_equal(base64_decode("Zm\0v", 4, out, sizeof(out)), -1);
}

static void
base64_refuses_what_does_not_fit(void **state)
{
	char out[8];

	(void)state;
	errno = 0;
	assert_int_equal(base64_encode("foob", 4, out, 8), -1);
	assert_int_equal(errno, ENOSPC);
	errno = 0;
	assert_int_equal(base64_decode("Zm9vYg==", 8, out, 3), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(base64_decode("Zm9vYg==", 8, out, 4), 4);
	assert_int_equal(base64_decode("", 0, out, 0), 0);
}

static void
base64_returns_every_byte_at_every_length(void **state)
{
	unsigned char in[256], out[256];
	char text[BASE64_SIZE(256)], *p;
	size_t i, len;
	ssize_t n;

	(void)state;
	for (i = 0; i < sizeof(in); i++)
		in[i] = (unsigned char)(255 - i);
	for (len = 0; len <= sizeof(in); len++) {
		n = base64_encode(in, len, text, sizeof(text));
		assert_int_equal(n, BASE64_SIZE(len) - 1);
		p = guard(text, (size_t)n);
		assert_int_equal(base64_decode(p, (size_t)n, out,
		    sizeof(out)), len);
		assert_memory_equal(out, in, len);
		/* in place as well */
		assert_int_equal(base64_decode(text, (size_t)n, text,
		    sizeof(text)), len);
		assert_memory_equal(text, in, len);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_does_the_vectors_both_ways),
		cmocka_unit_test(base64_decode_is_strict),
		cmocka_unit_test(base64_refuses_what_does_not_fit),
		cmocka_unit_test(base64_returns_every_byte_at_every_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
