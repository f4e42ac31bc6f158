/* sasl: whole exchanges, line by line; the gate's answers are made up. */
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/options.h"
#include "common/saslio.h"
#include "common/scan.h"
#include "guard.h"

#define ALL	(MECHANISM_PLAIN | MECHANISM_LOGIN | MECHANISM_SCRAM)

static struct sasl s;
static struct gate_request q;
static struct gate_reply reply;
static char text[BASE64_SIZE(SASL_RESPONSE_MAX + 16)];

static int
setup(void **state)
{
	(void)state;
	memset(&q, 0, sizeof(q));
	memset(&reply, 0, sizeof(reply));
	return sasl_init(&s, ALL);
}

static const char *
encode(const char *bytes, size_t len)
{
	assert_int_not_equal(base64_encode(bytes, len, text, sizeof(text)),
	    -1);
	return text;
}

static enum sasl_result
line(const char *l)
{
	size_t len = strlen(l);

	return sasl_line(&s, guard(l, len), len);
}

static enum sasl_result
answer(enum gate_verdict verdict)
{
	reply.verdict = verdict;
	return sasl_answer(&s, &reply);
}

static bool
is_wiped(void)
{
	static const struct sasl none;

	return s.mechanism == 0 && s.secret_len == 0 &&
	    memcmp(s.secret, none.secret, sizeof(s.secret)) == 0 &&
	    memcmp(&s.scram, &none.scram, sizeof(s.scram)) == 0;
}

static void
sasl_names_begin_with_the_strongest(void **state)
{
	char out[64];

	(void)state;
	sasl_names(ALL | MECHANISM_APOP, "", out, sizeof(out));
	assert_string_equal(out, "SCRAM-SHA-256 PLAIN LOGIN");
	sasl_names(ALL, "AUTH=", out, sizeof(out));
	assert_string_equal(out, "AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN");
	sasl_names(MECHANISM_LOGIN, "", out, sizeof(out));
	assert_string_equal(out, "LOGIN");
	sasl_names(0, "", out, sizeof(out));
	assert_string_equal(out, "");
	sasl_names(ALL, "", out, 25);
	assert_string_equal(out, "");
	sasl_names(ALL, "", out, 26);
	assert_string_equal(out, "SCRAM-SHA-256 PLAIN LOGIN");
}

static void
sasl_shows_what_is_not_hidden(void **state)
{
	static struct suite suite;

	(void)state;
	assert_int_equal(sasl_shown(ALL, &suite, ""), ALL);
	suite.hidden.item[suite.hidden.n++] = "login";
	suite.hidden.item[suite.hidden.n++] = "AUTH=SCRAM-SHA-256";
	assert_int_equal(sasl_shown(ALL | MECHANISM_APOP, &suite, ""),
	    (ALL | MECHANISM_APOP) & ~MECHANISM_LOGIN);
	assert_int_equal(sasl_shown(ALL, &suite, "AUTH="),
	    ALL & ~MECHANISM_SCRAM);
}

static void
sasl_knows_what_is_on_offer(void **state)
{
	(void)state;
	assert_int_equal(sasl_begin(&s, "CRAM-MD5", NULL), SASL_UNKNOWN);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256-PLUS", NULL),
	    SASL_UNKNOWN);
	assert_int_equal(sasl_begin(&s, "EXTERNAL", "="), SASL_UNKNOWN);
	assert_int_equal(sasl_begin(&s, "", NULL), SASL_UNKNOWN);
	assert_int_equal(sasl_begin(&s, "plain", NULL), SASL_CHALLENGE);
	s.offered = MECHANISM_PLAIN;
	assert_int_equal(sasl_begin(&s, "LOGIN", NULL), SASL_UNKNOWN);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", NULL), SASL_UNKNOWN);
	assert_int_equal(line("AA=="), SASL_MALFORMED);
}

/* RFC 4616 section 4 has "tim" and "tanstaaftanstaaf". */
static void
plain_takes_an_initial_response_or_asks(void **state)
{
	static const char tim[] = "\0tim\0tanstaaftanstaaf";
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		if (i == 0)
			assert_int_equal(sasl_begin(&s, "PLAIN",
			    encode(tim, sizeof(tim) - 1)), SASL_ASK);
		else {
			assert_int_equal(sasl_begin(&s, "PLAIN", NULL),
			    SASL_CHALLENGE);
			assert_string_equal(s.challenge, "");
			assert_int_equal(line(encode(tim, sizeof(tim) - 1)),
			    SASL_ASK);
		}
		sasl_ask(&s, &q);
		assert_int_equal(q.what, GATE_LOGIN);
		assert_int_equal(q.mechanism, GATE_PLAIN);
		assert_string_equal(q.user, "tim");
		assert_int_equal(q.secret_len, 16);
		assert_memory_equal(q.secret, "tanstaaftanstaaf", 17);
		assert_int_equal(line("AA=="), SASL_MALFORMED);
	}
}

static void
plain_ends_as_the_gate_says(void **state)
{
	static const struct {
		enum gate_verdict	 verdict;
		enum sasl_result	 result;
	} rows[] = {
		{ GATE_YES, SASL_OK },
		{ GATE_NO, SASL_FAILED },
		{ GATE_TEMPORARY, SASL_TEMPORARY },
		{ (enum gate_verdict)99, SASL_FAILED },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(sasl_begin(&s, "PLAIN", "AGEAYg=="),
		    SASL_ASK);
		assert_int_equal(answer(rows[i].verdict), rows[i].result);
		assert_true(is_wiped());
		assert_int_equal(answer(GATE_YES), SASL_MALFORMED);
	}
}

static void
plain_responses(void **state)
{
#define R(s)	s, sizeof(s) - 1
	static const struct {
		const char		*bytes;
		size_t			 len;
		enum sasl_result	 result;
		const char		*user, *secret;
	} rows[] = {
		{ R("\0a\0b"), SASL_ASK, "a", "b" },
		{ R("a\0a\0b"), SASL_ASK, "a", "b" },
		{ R("A\0a\0b"), SASL_ASK, "a", "b" },
		{ R("\0Joe@Example.ORG\0P w"), SASL_ASK, "joe@example.org",
		    "P w" },
		{ R("\0a\0\xc3\xa9"), SASL_ASK, "a", "\xc3\xa9" },
		{ R("\0a\0b\r\nc"), SASL_ASK, "a", "b\r\nc" },
		/* P-2 */
		{ R("b\0a\0b"), SASL_REFUSED, NULL, NULL },
		{ R("/\0a\0b"), SASL_REFUSED, NULL, NULL },
		{ R("\0a\r\0b"), SASL_REFUSED, NULL, NULL },
		{ R("\0a\nb\0b"), SASL_REFUSED, NULL, NULL },
		{ R("\0../a\0b"), SASL_REFUSED, NULL, NULL },
		{ R("\0a\0"), SASL_REFUSED, NULL, NULL },
		{ R(""), SASL_MALFORMED, NULL, NULL },
		{ R("\0"), SASL_MALFORMED, NULL, NULL },
		{ R("\0\0"), SASL_MALFORMED, NULL, NULL },
		{ R("\0\0b"), SASL_MALFORMED, NULL, NULL },
		{ R("\0a"), SASL_MALFORMED, NULL, NULL },
		{ R("a"), SASL_MALFORMED, NULL, NULL },
		{ R("\0a\0b\0"), SASL_MALFORMED, NULL, NULL },
		{ R("\0a\0b\0c"), SASL_MALFORMED, NULL, NULL },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(sasl_begin(&s, "PLAIN", NULL),
		    SASL_CHALLENGE);
		assert_int_equal(line(encode(rows[i].bytes, rows[i].len)),
		    rows[i].result);
		if (rows[i].result != SASL_ASK) {
			assert_true(is_wiped());
			continue;
		}
		sasl_ask(&s, &q);
		assert_string_equal(q.user, rows[i].user);
		assert_int_equal(q.secret_len, strlen(rows[i].secret));
		assert_memory_equal(q.secret, rows[i].secret, q.secret_len);
	}
}

static void
login_prompts_as_p_7_says(void **state)
{
	(void)state;
	assert_int_equal(sasl_begin(&s, "LOGIN", NULL), SASL_CHALLENGE);
	assert_string_equal(s.challenge, "VXNlcm5hbWU6");
	assert_int_equal(line(encode("Joe", 3)), SASL_CHALLENGE);
	assert_string_equal(s.challenge, "UGFzc3dvcmQ6");
	assert_int_equal(line(encode("secret", 6)), SASL_ASK);
	sasl_ask(&s, &q);
	assert_int_equal(q.mechanism, GATE_PLAIN);
	assert_string_equal(q.user, "joe");
	assert_int_equal(q.secret_len, 6);
	assert_memory_equal(q.secret, "secret", 6);
	assert_int_equal(answer(GATE_YES), SASL_OK);

	/* the name as an initial response, as some clients send it */
	assert_int_equal(sasl_begin(&s, "LOGIN", encode("joe", 3)),
	    SASL_CHALLENGE);
	assert_string_equal(s.challenge, "UGFzc3dvcmQ6");
	assert_int_equal(line("*"), SASL_CANCELLED);
	assert_true(is_wiped());

	assert_int_equal(sasl_begin(&s, "LOGIN", NULL), SASL_CHALLENGE);
	assert_int_equal(line(""), SASL_REFUSED);
	assert_int_equal(sasl_begin(&s, "LOGIN", encode("joe", 3)),
	    SASL_CHALLENGE);
	assert_int_equal(line(""), SASL_REFUSED);
}

static void
lines_that_are_no_responses(void **state)
{
	static const struct {
		const char		*line;
		enum sasl_result	 result;
	} rows[] = {
		{ "*", SASL_CANCELLED },
		{ "=", SASL_MALFORMED },
		{ "**", SASL_MALFORMED },
		{ "AGEAYg", SASL_MALFORMED },
		{ "AGEAYg==*", SASL_MALFORMED },
		{ "AGEAYg== ", SASL_MALFORMED },
		{ "AGEAYh==", SASL_MALFORMED },
		{ "=AAA", SASL_MALFORMED },
		{ "AAA=BBB", SASL_MALFORMED },
		{ "", SASL_MALFORMED },
	};
	static const char *const initial[] = { "=", "*", "AGEAYg", "====" };
	char longest[SASL_LINE_MAX + 5];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(sasl_begin(&s, "PLAIN", NULL),
		    SASL_CHALLENGE);
		assert_int_equal(line(rows[i].line), rows[i].result);
		assert_true(is_wiped());
	}
	for (i = 0; i < nitems(initial); i++)
		assert_int_equal(sasl_begin(&s, "PLAIN", initial[i]),
		    SASL_MALFORMED);
	memset(longest, 'A', sizeof(longest));
	for (i = SASL_LINE_MAX - 4; i <= sizeof(longest); i++) {
		assert_int_equal(sasl_begin(&s, "PLAIN", NULL),
		    SASL_CHALLENGE);
		assert_int_equal(sasl_line(&s, guard(longest, i), i),
		    SASL_MALFORMED);
	}
}

static void
passwords_have_a_length(void **state)
{
	char bytes[600];

	(void)state;
	memset(bytes, 'p', sizeof(bytes));
	memcpy(bytes, "\0a\0", 3);
	assert_int_equal(sasl_begin(&s, "PLAIN", encode(bytes, 3 + 511)),
	    SASL_ASK);
	assert_int_equal(sasl_begin(&s, "PLAIN", encode(bytes, 3 + 512)),
	    SASL_REFUSED);
	assert_true(is_wiped());
}

/* A client that knows the password; returns client-final in base64. */
static const char *
client_final(const char *challenge, const char *password)
{
	static char msg[1024];
	struct scram_verifier v = { .iterations = 4096, .salt_len = 4,
	    .salt = "salt" };
	unsigned char salted[SHA256_SIZE], key[SHA256_SIZE], mac[SHA256_SIZE];
	char server[512], auth[2048], proof[BASE64_SIZE(SHA256_SIZE)];
	ssize_t n;
	int i;

	n = base64_decode(challenge, strlen(challenge), server,
	    sizeof(server) - 1);
	assert_true(n > 0);
	server[n] = '\0';
	assert_memory_equal(server, "r=abc", 5);
	assert_non_null(strstr(server, ",s=c2FsdA==,i=4096"));
	scram_verifier_make(&v, password, strlen(password));
	pbkdf2_sha256(password, strlen(password), v.salt, v.salt_len,
	    v.iterations, salted);
	hmac_sha256(salted, sizeof(salted), "Client Key", 10, key);
	n = snprintf(msg, sizeof(msg), "c=biws,%.*s",
	    (int)(strchr(server, ',') - server), server);
	snprintf(auth, sizeof(auth), "n=Joe,r=abc,%s,%s", server, msg);
	hmac_sha256(v.stored_key, SHA256_SIZE, auth, strlen(auth), mac);
	for (i = 0; i < SHA256_SIZE; i++)
		mac[i] ^= key[i];
	base64_encode(mac, sizeof(mac), proof, sizeof(proof));
	n += snprintf(msg + n, sizeof(msg) - (size_t)n, ",p=%s", proof);
	return encode(msg, (size_t)n);
}

static void
give_salt(void)
{
	reply.iterations = 4096;
	reply.salt_len = 4;
	memcpy(reply.salt, "salt", 4);
	sasl_ask(&s, &q);
	assert_int_equal(q.what, GATE_SALT);
	assert_string_equal(q.user, "joe");
	assert_int_equal(answer(GATE_YES), SASL_CHALLENGE);
}

static void
scram_goes_the_whole_way(void **state)
{
	struct scram_verifier v = { .iterations = 4096, .salt_len = 4,
	    .salt = "salt" };
	char expected[SASL_FINAL_SIZE];
	int with_initial;

	(void)state;
	scram_verifier_make(&v, "secret", 6);
	for (with_initial = 0; with_initial < 2; with_initial++) {
		encode("n,,n=Joe,r=abc", 14);
		if (with_initial == 0)
			assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256",
			    text), SASL_ASK);
		else {
			assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256",
			    NULL), SASL_CHALLENGE);
			assert_string_equal(s.challenge, "");
			assert_int_equal(line(text), SASL_ASK);
		}
		give_salt();
		assert_int_equal(line(client_final(s.challenge, "secret")),
		    SASL_ASK);
		sasl_ask(&s, &q);
		assert_int_equal(q.what, GATE_LOGIN);
		assert_int_equal(q.mechanism, GATE_SCRAM);
		assert_string_equal(q.user, "joe");
		assert_true(scram_proof_ok(&v, q.secret, q.secret_len,
		    q.proof));
		scram_signature(&v, q.secret, q.secret_len,
		    reply.server_signature);
		sasl_final(reply.server_signature, expected);
		assert_int_equal(answer(GATE_YES), SASL_CHALLENGE);
		assert_string_equal(s.challenge, expected);
		assert_int_equal(line(""), SASL_OK);
		assert_true(is_wiped());
	}
}

static void
scram_ends_early(void **state)
{
	(void)state;
	encode("n,,n=Joe,r=abc", 14);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	assert_int_equal(answer(GATE_TEMPORARY), SASL_TEMPORARY);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	assert_int_equal(answer(GATE_YES), SASL_TEMPORARY);	/* no salt */
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_int_equal(line("*"), SASL_CANCELLED);

	encode("n,,n=Joe,r=abc", 14);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_int_equal(line(client_final(s.challenge, "wrong")), SASL_ASK);
	assert_int_equal(answer(GATE_NO), SASL_FAILED);
	assert_true(is_wiped());

	encode("n,,n=Joe,r=abc", 14);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_int_equal(line("AAAA"), SASL_MALFORMED);
	encode("n,,n=Joe,r=abc", 14);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_int_equal(line(client_final(s.challenge, "x")), SASL_ASK);
	assert_int_equal(answer(GATE_YES), SASL_CHALLENGE);
	assert_int_equal(line("AAAA"), SASL_MALFORMED);

	encode("n,a=ann,n=Joe,r=abc", 19);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_REFUSED);
	encode("n,a=joe,n=Joe,r=abc", 19);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	encode("n,,n=../joe,r=abc", 17);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_REFUSED);
	encode("p=tls-unique,,n=joe,r=abc", 25);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text),
	    SASL_MALFORMED);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", "="),
	    SASL_MALFORMED);
}

static void
scram_has_a_new_nonce_each_time(void **state)
{
	char before[SASL_CHALLENGE_SIZE];

	(void)state;
	encode("y,,n=Joe,r=abc", 14);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	memcpy(before, s.challenge, sizeof(before));
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_string_not_equal(before, s.challenge);
	memcpy(before, s.challenge, sizeof(before));
	setup(NULL);
	assert_int_equal(sasl_begin(&s, "SCRAM-SHA-256", text), SASL_ASK);
	give_salt();
	assert_string_not_equal(before, s.challenge);
}

/*
 * What a client that has hung up said to LOGIN's first challenge; the
 * result, how the line was, and what it got.
 */
static enum sasl_result
converse(const char *said, size_t len, enum line *got, char challenge[64])
{
	static struct lineio io;
	enum sasl_result result;
	int pair[2];
	ssize_t n;

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(write(pair[1], said, len), (ssize_t)len);
	assert_int_equal(shutdown(pair[1], SHUT_WR), 0);
	line_init(&io, pair[0], pair[0], 10);
	io.max = 64;
	assert_int_equal(sasl_begin(&s, "LOGIN", NULL), SASL_CHALLENGE);
	result = sasl_converse(&s, &io, "334", got);
	line_flush(&io);
	n = read(pair[1], challenge, 63);
	assert_true(n >= 0);
	challenge[n] = '\0';
	close(pair[0]);
	close(pair[1]);
	/* Nothing of it stays in the buffer. */
	assert_null(memmem(io.ibuf, sizeof(io.ibuf), "am9l", 4));
	return result;
}

static void
lines_of_the_peer_go_to_the_exchange(void **state)
{
	static char longer[200];
	char challenge[64];
	enum line got;

	(void)state;
	assert_int_equal(converse("am9l\r\n", 6, &got, challenge),
	    SASL_CHALLENGE);
	assert_int_equal(got, LINE_OK);
	assert_string_equal(challenge, "334 VXNlcm5hbWU6\r\n");
	assert_int_equal(converse("am9l\0\r\n", 7, &got, challenge),
	    SASL_MALFORMED);
	assert_int_equal(got, LINE_BARE);
	assert_true(is_wiped());
	memset(longer, 'x', sizeof(longer) - 1);
	longer[sizeof(longer) - 1] = '\n';
	assert_int_equal(converse(longer, sizeof(longer), &got, challenge),
	    SASL_MALFORMED);
	assert_int_equal(got, LINE_TOOLONG);
	assert_true(is_wiped());
	assert_int_equal(converse("", 0, &got, challenge), SASL_CANCELLED);
	assert_int_equal(got, LINE_EOF);
	assert_true(is_wiped());
}

static enum line
end_scram(const char *said)
{
	static struct lineio io;
	static const uint8_t signature[SHA256_SIZE];
	char got[64] = "";
	enum line result;
	int pair[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	assert_int_equal(write(pair[1], said, strlen(said)),
	    (ssize_t)strlen(said));
	assert_int_equal(shutdown(pair[1], SHUT_WR), 0);
	line_init(&io, pair[0], pair[0], 10);
	result = sasl_finish(&io, "+", signature);
	line_flush(&io);
	assert_true(read(pair[1], got, sizeof(got) - 1) > 0);
	/* "v=" and 32 zeros, in base64 twice. */
	assert_memory_equal(got, "+ dj1BQUFB", 10);
	close(pair[0]);
	close(pair[1]);
	return result;
}

static void
scram_ends_with_an_empty_line(void **state)
{
	(void)state;
	assert_int_equal(end_scram("\r\n"), LINE_OK);
	assert_int_equal(end_scram("*\r\n"), LINE_BARE);
	assert_int_equal(end_scram(""), LINE_EOF);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sasl_names_begin_with_the_strongest),
		cmocka_unit_test(sasl_shows_what_is_not_hidden),
		cmocka_unit_test_setup(sasl_knows_what_is_on_offer, setup),
		cmocka_unit_test_setup(
		    plain_takes_an_initial_response_or_asks, setup),
		cmocka_unit_test_setup(plain_ends_as_the_gate_says, setup),
		cmocka_unit_test_setup(plain_responses, setup),
		cmocka_unit_test_setup(login_prompts_as_p_7_says, setup),
		cmocka_unit_test_setup(lines_that_are_no_responses, setup),
		cmocka_unit_test_setup(passwords_have_a_length, setup),
		cmocka_unit_test_setup(scram_goes_the_whole_way, setup),
		cmocka_unit_test_setup(scram_ends_early, setup),
		cmocka_unit_test_setup(scram_has_a_new_nonce_each_time,
		    setup),
		cmocka_unit_test_setup(lines_of_the_peer_go_to_the_exchange,
		    setup),
		cmocka_unit_test(scram_ends_with_an_empty_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
