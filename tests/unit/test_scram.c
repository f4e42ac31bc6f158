/* scram: the example of RFC 7677, and what a client may not say. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "common/scram.h"
#include "guard.h"

/* RFC 7677 section 3. */
#define CLIENT_FIRST	"n,,n=user,r=rOprNGfwEbeRWgbNEkqO"
#define SERVER_NONCE	"%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"
#define NONCE		"rOprNGfwEbeRWgbNEkqO" SERVER_NONCE
#define SERVER_FIRST	"r=" NONCE ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
#define WITHOUT_PROOF	"c=biws,r=" NONCE
#define PROOF		"dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="
#define SERVER_FINAL	"v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
#define VERIFIER	"4096,W22ZaJ0SNY7soEsUEjb6gQ==," \
			"WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=," \
			"wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="

static struct scram s;

static int
first(const char *msg)
{
	size_t len = strlen(msg);

	errno = 0;
	return scram_client_first(&s, guard(msg, len), len);
}

static int
final(const char *msg)
{
	size_t len = strlen(msg);

	errno = 0;
	return scram_client_final(&s, guard(msg, len), len);
}

static void
salt(struct scram_salt *t)
{
	t->iterations = 4096;
	t->salt_len = 16;
	memset(t->salt, 0, sizeof(t->salt));
	base64_decode("W22ZaJ0SNY7soEsUEjb6gQ==", 24, t->salt,
	    sizeof(t->salt));
}

static void
scram_does_the_example_of_rfc_7677(void **state)
{
	struct scram_salt t;
	struct scram_verifier v;
	unsigned char signature[SHA256_SIZE];
	char out[SCRAM_FINAL_SIZE];

	(void)state;
	assert_int_equal(first(CLIENT_FIRST), 0);
	assert_string_equal(s.user, "user");
	assert_string_equal(s.authzid, "");
	salt(&t);
	assert_int_equal(scram_server_first(&s, SERVER_NONCE, &t), 0);
	assert_string_equal(s.server_first, SERVER_FIRST);
	assert_int_equal(final(WITHOUT_PROOF ",p=" PROOF), 0);
	assert_int_equal(s.auth_len, strlen(s.auth));
	assert_string_equal(s.auth, "n=user,r=rOprNGfwEbeRWgbNEkqO,"
	    SERVER_FIRST "," WITHOUT_PROOF);

	assert_int_equal(scram_verifier_parse(&v, VERIFIER), 0);
	assert_true(scram_proof_ok(&v, s.auth, s.auth_len, s.proof));
	scram_signature(&v, s.auth, s.auth_len, signature);
	scram_server_final(signature, out);
	assert_string_equal(out, SERVER_FINAL);

	s.proof[31] ^= 1;
	assert_false(scram_proof_ok(&v, s.auth, s.auth_len, s.proof));
	s.proof[31] ^= 1;
	s.auth[5] ^= 1;
	assert_false(scram_proof_ok(&v, s.auth, s.auth_len, s.proof));
}

static void
scram_client_first_takes_what_rfc_5802_allows(void **state)
{
	static const struct {
		const char	*msg;
		const char	*user, *authzid;
		size_t		 gs2_len;
	} rows[] = {
		{ "n,,n=user,r=abc", "user", "", 3 },
		{ "y,,n=user,r=abc", "user", "", 3 },
		{ "n,a=joe,n=joe,r=abc", "joe", "joe", 8 },
		{ "n,a=a=2Cb,n=a=2Cb=3Dc,r=a=c", "a,b=c", "a,b", 10 },
		{ "n,,n=joe@example.org,r=abc,x=ext,Y=1", "joe@example.org",
		    "", 3 },
		{ "n,,n=j\xc3\xb6,r=!~", "j\xc3\xb6", "", 3 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(first(rows[i].msg), 0);
		assert_string_equal(s.user, rows[i].user);
		assert_string_equal(s.authzid, rows[i].authzid);
		assert_int_equal(s.gs2_len, rows[i].gs2_len);
	}
}

static void
scram_client_first_refuses_the_rest(void **state)
{
	static const struct {
		const char	*msg;
		int		 error;
	} rows[] = {
		{ "", EINVAL },
		{ "n", EINVAL },
		{ "n,", EINVAL },
		{ "n,,", EINVAL },
		{ "n,,n", EINVAL },
		{ "n,,n=", EINVAL },
		{ "n,,n=user", EINVAL },
		{ "n,,n=user,", EINVAL },
		{ "n,,n=user,r=", EINVAL },
		{ "n,,n=user,r=abc,", EINVAL },
		{ "n,,n=,r=abc", EINVAL },
		{ "n,,r=abc,n=user", EINVAL },
		{ "n,,n=us=er,r=abc", EINVAL },
		{ "n,,n=user=2,r=abc", EINVAL },
		{ "n,,n=user=2c,r=abc", EINVAL },
		{ "n,,n=user=,r=abc", EINVAL },
		{ "n,,n=u\xff,r=abc", EINVAL },
		{ "n,,n=user,r=a\tb", EINVAL },
		{ "n,,n=user,r=a b", EINVAL },
		{ "n,,n=user,r=a\x7f", EINVAL },
		{ "n,,n=user,r=abc,1=x", EINVAL },
		{ "n,,n=user,r=abc,x", EINVAL },
		{ "n,,n=user,r=abc,x=", EINVAL },
		{ "n,a=,n=user,r=abc", EINVAL },
		{ "n,a=b", EINVAL },
		{ "n,b=c,n=user,r=abc", EINVAL },
		{ "x,,n=user,r=abc", EINVAL },
		{ "N,,n=user,r=abc", EINVAL },
		{ "p=tls-unique,,n=user,r=abc", EOPNOTSUPP },
		{ "n,,m=must,n=user,r=abc", EOPNOTSUPP },
	};
	char msg[SCRAM_FIRST_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(first(rows[i].msg), -1);
		assert_int_equal(errno, rows[i].error);
	}
	assert_int_equal(scram_client_first(&s, "n,,n=us\0r,r=abc", 15), -1);
	memset(msg, 'a', sizeof(msg));
	memcpy(msg, "n,,n=u,r=", 9);
	assert_int_equal(scram_client_first(&s, msg, 9 +
	    SCRAM_CLIENT_NONCE_MAX), 0);
	assert_int_equal(scram_client_first(&s, msg, 10 +
	    SCRAM_CLIENT_NONCE_MAX), -1);
	assert_int_equal(scram_client_first(&s, msg, sizeof(msg)), -1);
}

static void
scram_client_final_refuses_what_does_not_belong(void **state)
{
	static const char *const bad[] = {
		"",
		"c=biws",
		WITHOUT_PROOF,
		WITHOUT_PROOF ",",
		WITHOUT_PROOF ",p=",
		WITHOUT_PROOF ",p=AAAA",
		WITHOUT_PROOF ",p=" PROOF ",",
		WITHOUT_PROOF ",p=" PROOF ",x=y",
		WITHOUT_PROOF ",p=" PROOF "AAAA",
		WITHOUT_PROOF "x,p=" PROOF,			/* nonce */
		"c=biws,r=rOprNGfwEbeRWgbNEkqO,p=" PROOF,
		"c=eSws,r=" NONCE ",p=" PROOF,			/* y,, */
		"c=biws=,r=" NONCE ",p=" PROOF,
		"c=,r=" NONCE ",p=" PROOF,
		"r=" NONCE ",c=biws,p=" PROOF,
		"p=" PROOF "," WITHOUT_PROOF,
		WITHOUT_PROOF ",1=x,p=" PROOF,
	};
	char msg[SCRAM_AUTH_MAX + 100];
	struct scram_salt t;
	size_t i, len;

	(void)state;
	salt(&t);
	assert_int_equal(first(CLIENT_FIRST), 0);
	assert_int_equal(scram_server_first(&s, SERVER_NONCE, &t), 0);
	for (i = 0; i < nitems(bad); i++) {
		assert_int_equal(final(bad[i]), -1);
		assert_int_equal(errno, EINVAL);
	}
	assert_int_equal(final(WITHOUT_PROOF ",x=y,p=" PROOF), 0);
	assert_non_null(strstr(s.auth, ",x=y"));

	/* an extension that does not leave room for the AuthMessage */
	memset(msg, 'a', sizeof(msg));
	len = strlen(WITHOUT_PROOF ",x=");
	memcpy(msg, WITHOUT_PROOF ",x=", len);
	len = SCRAM_AUTH_MAX - 47;
	memcpy(msg + len, ",p=" PROOF, 47);
	assert_int_equal(scram_client_final(&s, msg, len + 47), -1);
}

static void
scram_server_first_has_bounds(void **state)
{
	static const char nonce[] = "0123456789012345678901234567890123456789";
	struct scram_salt t;
	char msg[SCRAM_FIRST_MAX];

	(void)state;
	salt(&t);
	memset(msg, 'a', sizeof(msg));
	memcpy(msg, "n,,n=u,r=", 9);
	assert_int_equal(scram_client_first(&s, msg,
	    9 + SCRAM_CLIENT_NONCE_MAX), 0);
	assert_int_equal(scram_server_first(&s, nonce, &t), -1);
	t.salt_len = 0;
	assert_int_equal(scram_server_first(&s, "x", &t), -1);
	t.salt_len = SCRAM_SALT_MAX + 1;
	assert_int_equal(scram_server_first(&s, "x", &t), -1);
	t.salt_len = SCRAM_SALT_MAX;
	t.iterations = UINT32_MAX;
	assert_int_equal(scram_server_first(&s, nonce + 40 -
	    (SCRAM_NONCE_SIZE - 1), &t), 0);
}

static void
scram_verifier_parses_strictly(void **state)
{
#define K "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
	static const char *const bad[] = {
		"", "4096", "4096,", "4096,c2FsdA==", "4096,c2FsdA==," K,
		"4096,c2FsdA==," K ",", "4096,c2FsdA==," K "," K ",",
		"4096,c2FsdA==," K "," K "x", "4096,c2FsdA==," K "," K "," K,
		"4096,,"  K "," K, "0,c2FsdA==," K "," K,
		"-1,c2FsdA==," K "," K, " 4096,c2FsdA==," K "," K,
		"1000001,c2FsdA==," K "," K,
		"99999999999999999999,c2FsdA==," K "," K,
		"4096,c2FsdA=," K "," K, "4096,c2FsdA==,c2FsdA==," K,
		"4096,c2FsdA==," K ",c2FsdA==",
		"4096," K K K "," K "," K,
	};
	struct scram_verifier v;
	char out[256];
	size_t i, len;

	(void)state;
	for (i = 0; i < nitems(bad); i++) {
		len = strlen(bad[i]) + 1;
		assert_int_equal(scram_verifier_parse(&v, guard(bad[i], len)),
		    -1);
	}
	assert_int_equal(scram_verifier_parse(&v, "1,YQ==," K "," K), 0);
	assert_int_equal(v.iterations, 1);
	assert_int_equal(v.salt_len, 1);
	assert_int_equal(scram_verifier_parse(&v, VERIFIER), 0);
	assert_int_equal(scram_verifier_print(&v, out, sizeof(out)), 0);
	assert_string_equal(out, VERIFIER);
	assert_int_equal(scram_verifier_print(&v, out, strlen(VERIFIER)), -1);
	memset(v.stored_key, 0, sizeof(v.stored_key));
	memset(v.server_key, 0, sizeof(v.server_key));
	scram_verifier_make(&v, "pencil", 6);
	assert_int_equal(scram_verifier_print(&v, out, sizeof(out)), 0);
	assert_string_equal(out, VERIFIER);
}

static void
scram_fake_salt_is_stable_and_looks_real(void **state)
{
	static const unsigned char key[SHA256_SIZE] = { 1 };
	static const unsigned char other[SHA256_SIZE] = { 2 };
	struct scram_salt like, a, b;

	(void)state;
	salt(&like);
	like.iterations = 10000;
	scram_fake_salt(key, "joe", &like, &a);
	scram_fake_salt(key, "joe", &like, &b);
	assert_memory_equal(&a, &b, sizeof(a));
	assert_int_equal(a.iterations, 10000);
	assert_int_equal(a.salt_len, 16);
	scram_fake_salt(key, "ann", &like, &b);
	assert_memory_not_equal(a.salt, b.salt, 16);
	scram_fake_salt(other, "joe", &like, &b);
	assert_memory_not_equal(a.salt, b.salt, 16);
	like.salt_len = SCRAM_SALT_MAX;
	scram_fake_salt(key, "joe", &like, &a);
	assert_memory_not_equal(a.salt, a.salt + 32, 32);
	scram_fake_salt(key, "joe", NULL, &a);
	assert_int_equal(a.iterations, 4096);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scram_does_the_example_of_rfc_7677),
		cmocka_unit_test(
		    scram_client_first_takes_what_rfc_5802_allows),
		cmocka_unit_test(scram_client_first_refuses_the_rest),
		cmocka_unit_test(
		    scram_client_final_refuses_what_does_not_belong),
		cmocka_unit_test(scram_server_first_has_bounds),
		cmocka_unit_test(scram_verifier_parses_strictly),
		cmocka_unit_test(scram_fake_salt_is_stable_and_looks_real),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
