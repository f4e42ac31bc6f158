/* password: which fields let nobody in, and what the others match. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/password.h"
#include "common/scan.h"
#include "guard.h"

/* RFC 7677 section 3: user "user", password "pencil". */
#define PENCIL	"{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==," \
		"WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=," \
		"wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="

static void
password_scheme_knows_its_words(void **state)
{
	static const struct {
		const char	*field;
		enum scheme	 scheme;
		const char	*rest;
	} rows[] = {
		/* P-1 */
		{ "", SCHEME_NONE, NULL },
		{ "*", SCHEME_NONE, NULL },
		{ "!", SCHEME_NONE, NULL },
		{ "!!", SCHEME_NONE, NULL },
		{ "x", SCHEME_NONE, NULL },
		{ "*0", SCHEME_NONE, NULL },
		{ "*1", SCHEME_NONE, NULL },
		{ "*LK*", SCHEME_NONE, NULL },
		{ "!$6$salt$hash", SCHEME_NONE, NULL },
		{ "$", SCHEME_NONE, NULL },
		{ "secret", SCHEME_NONE, NULL },
		{ "abJnggxhB/yWI", SCHEME_NONE, NULL },
		{ "_J9..K0AyUubDrfOgO4s", SCHEME_NONE, NULL },
		{ "$6$salt$hash", SCHEME_CRYPT, "$6$salt$hash" },
		{ "$y$j9T$x$y", SCHEME_CRYPT, "$y$j9T$x$y" },
		{ "{CRYPT}$6$salt$hash", SCHEME_CRYPT, "$6$salt$hash" },
		{ "{crypt}$6$salt$hash", SCHEME_CRYPT, "$6$salt$hash" },
		{ "{SHA512-CRYPT}$6$s$h", SCHEME_CRYPT, "$6$s$h" },
		{ "{SHA256-CRYPT}$5$s$h", SCHEME_CRYPT, "$5$s$h" },
		{ "{MD5-CRYPT}$1$s$h", SCHEME_CRYPT, "$1$s$h" },
		{ "{BLF-CRYPT}$2y$05$h", SCHEME_CRYPT, "$2y$05$h" },
		{ "{CRYPT}abJnggxhB/yWI", SCHEME_NONE, NULL },
		{ "{CRYPT}!$6$salt$hash", SCHEME_NONE, NULL },
		{ "{CRYPT}", SCHEME_NONE, NULL },
		{ "{DES-CRYPT}abJnggxhB/yWI", SCHEME_CRYPT,
		    "abJnggxhB/yWI" },
		{ "{DES-CRYPT}abJnggxhB/yW", SCHEME_NONE, NULL },
		{ "{DES-CRYPT}abJnggxhB/yWIx", SCHEME_NONE, NULL },
		{ "{DES-CRYPT}*bJnggxhB/yWI", SCHEME_NONE, NULL },
		{ "{PLAIN}x", SCHEME_PLAIN, "x" },
		{ "{plain}{x}", SCHEME_PLAIN, "{x}" },
		{ "{CLEARTEXT}!", SCHEME_PLAIN, "!" },
		{ "{PLAIN}", SCHEME_NONE, NULL },
		{ "{PLAIN", SCHEME_NONE, NULL },
		{ "{PLAINX}x", SCHEME_NONE, NULL },
		{ "{PLAI}x", SCHEME_NONE, NULL },
		{ "{}x", SCHEME_NONE, NULL },
		{ "{ARGON2ID}$argon2id$x", SCHEME_NONE, NULL },
		{ PENCIL, SCHEME_SCRAM, NULL },
		{ "{SCRAM-SHA-1}4096,a,b,c", SCHEME_NONE, NULL },
	};
	const char *rest, *field;
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].field) + 1;
		field = guard(rows[i].field, len);
		assert_int_equal(password_scheme(field, &rest),
		    rows[i].scheme);
		if (rows[i].rest != NULL)
			assert_string_equal(rest, rows[i].rest);
		assert_int_equal(password_scheme(field, NULL),
		    rows[i].scheme);
	}
}

static void
password_check_matches_the_password_only(void **state)
{
	static const struct {
		const char	*field, *password;
		enum password	 result;
	} rows[] = {
		{ "{PLAIN}secret", "secret", PASSWORD_YES },
		{ "{PLAIN}x", "x", PASSWORD_YES },	/* OpenSMTPD's bug */
		{ "{PLAIN}secret", "secre", PASSWORD_NO },
		{ "{PLAIN}secret", "secrets", PASSWORD_NO },
		{ "{PLAIN}secret", "Secret", PASSWORD_NO },
		{ "{PLAIN}secret", "{PLAIN}secret", PASSWORD_NO },
		{ "{PLAIN}secret", "", PASSWORD_NO },
		{ "{PLAIN}", "", PASSWORD_NO },
		{ "", "", PASSWORD_NO },
		{ "*", "*", PASSWORD_NO },
		{ "x", "x", PASSWORD_NO },
		{ "secret", "secret", PASSWORD_NO },
		{ PENCIL, "pencil", PASSWORD_YES },
		{ PENCIL, "pencils", PASSWORD_NO },
		{ PENCIL, "Pencil", PASSWORD_NO },
		{ PENCIL, "", PASSWORD_NO },
		{ PENCIL "x", "pencil", PASSWORD_NO },
		{ "{SCRAM-SHA-256}1000001,W22ZaJ0SNY7soEsUEjb6gQ==,"
		    "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,"
		    "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=", "pencil",
		    PASSWORD_NO },
		{ "$6$salt$hash", "x", PASSWORD_NEEDS_CRYPT },
		{ "{CRYPT}$6$salt$hash", "x", PASSWORD_NEEDS_CRYPT },
		{ "{CRYPT}$6$salt$hash", "", PASSWORD_NO },
		/* P-5: U+00A0 and U+3000 were typed, a space is stored */
		{ "{PLAIN}a b", "a\xc2\xa0""b", PASSWORD_YES },
		{ "{PLAIN}a b", "a\xe3\x80\x80""b", PASSWORD_YES },
		{ "{PLAIN}a\xc2\xa0""b", "a\xc2\xa0""b", PASSWORD_YES },
		{ "{PLAIN}a\xc2\xa0""b", "a b", PASSWORD_NO },
		{ "{PLAIN}p\xc3\xa9", "p\xc3\xa9", PASSWORD_YES },
	};
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].password);
		assert_int_equal(password_check(rows[i].field,
		    guard(rows[i].password, len), len), rows[i].result);
	}
}

static void
password_check_refuses_a_nul_and_too_much(void **state)
{
	char field[PASSWORD_MAX + 8], longest[PASSWORD_MAX + 2];

	(void)state;
	assert_int_equal(password_check("{PLAIN}a", "a\0b", 3), PASSWORD_NO);
	assert_int_equal(password_check("{PLAIN}a", "a\0", 2), PASSWORD_NO);
	memset(longest, 'a', sizeof(longest));
	memcpy(field, "{PLAIN}", 7);
	memcpy(field + 7, longest, PASSWORD_MAX);
	field[7 + PASSWORD_MAX] = '\0';
	assert_int_equal(password_check(field, longest, PASSWORD_MAX),
	    PASSWORD_YES);
	assert_int_equal(password_check(field, longest, PASSWORD_MAX + 1),
	    PASSWORD_NO);
}

static void
password_dummy_never_says_yes(void **state)
{
	(void)state;
	assert_int_equal(password_dummy("{PLAIN}a", "a", 1), PASSWORD_NO);
	assert_int_equal(password_dummy(PENCIL, "pencil", 6), PASSWORD_NO);
	assert_int_equal(password_dummy("$6$s$h", "a", 1),
	    PASSWORD_NEEDS_CRYPT);
	assert_int_equal(password_dummy("", "a", 1), PASSWORD_NO);
}

static void
password_spaces_maps_category_zs(void **state)
{
	static const struct {
		const char	*in, *out;	/* NULL: nothing to map */
	} rows[] = {
		{ "a\xc2\xa0", "a " },
		{ "\xe1\x9a\x80", " " },
		{ "\xe2\x80\x80\xe2\x80\x8a", "  " },
		{ "\xe2\x80\xaf\xe2\x81\x9f\xe3\x80\x80", "   " },
		{ "\xe2\x80\x8b", NULL },	/* zero width: no space */
		{ "\xe2\x80", NULL },
		{ "\xc2", NULL },
		{ "a b", NULL },
		{ "", NULL },
	};
	char out[32];
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		len = strlen(rows[i].in);
		assert_int_equal(password_spaces(guard(rows[i].in, len), len,
		    out), rows[i].out == NULL ? 0 : strlen(rows[i].out));
		assert_string_equal(out, rows[i].out == NULL ? rows[i].in :
		    rows[i].out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(password_scheme_knows_its_words),
		cmocka_unit_test(password_check_matches_the_password_only),
		cmocka_unit_test(password_check_refuses_a_nul_and_too_much),
		cmocka_unit_test(password_dummy_never_says_yes),
		cmocka_unit_test(password_spaces_maps_category_zs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
