#include <sys/random.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/options.h"
#include "common/password.h"
#include "common/sasl.h"
#include "common/scan.h"
#include "common/secret.h"

_Static_assert((int)GATE_USER == (int)ACCOUNT_NAME_SIZE, "names");
_Static_assert((int)GATE_SALT_SIZE == (int)SCRAM_SALT_MAX, "salts");
_Static_assert((int)GATE_SECRET >= (int)SCRAM_AUTH_MAX, "AuthMessage");
_Static_assert((int)GATE_SECRET > (int)PASSWORD_MAX, "passwords");
_Static_assert((int)GATE_PROOF >= (int)SHA256_SIZE, "proofs");
_Static_assert(SASL_LINE_MAX >= BASE64_SIZE(SASL_RESPONSE_MAX) - 1, "lines");

/* The strongest first: clients take the first they know. */
static const struct mechanism {
	const char	*name;
	unsigned	 bit;
} mechanisms[] = {
	{ "SCRAM-SHA-256",	MECHANISM_SCRAM },
	{ "PLAIN",		MECHANISM_PLAIN },
	{ "LOGIN",		MECHANISM_LOGIN }
};

/* Where an exchange is: what comes next. */
enum step {
	FIRST,			/* the client's first response */
	LOGIN_PASSWORD,
	SCRAM_SALT,		/* the clerk's word on the salt */
	SCRAM_PROOF,		/* client-final-message */
	SCRAM_END,		/* the empty response to our signature */
	VERDICT			/* the clerk's word on the secret */
};

int
sasl_init(struct sasl *s, unsigned offered)
{
	ssize_t n;

	memset(s, 0, sizeof(*s));
	s->offered = offered;
	do
		n = getrandom(s->seed, sizeof(s->seed), 0);
	while (n == -1 && errno == EINTR);
	if (n != (ssize_t)sizeof(s->seed))
		return -1;
	return 0;
}

void
sasl_names(unsigned mask, const char *prefix, char *out, size_t size)
{
	size_t i, used = 0;
	int n;

	out[0] = '\0';
	for (i = 0; i < nitems(mechanisms); i++) {
		if ((mechanisms[i].bit & mask) == 0)
			continue;
		n = snprintf(out + used, size - used, "%s%s%s",
		    used > 0 ? " " : "", prefix, mechanisms[i].name);
		if (n < 0 || (size_t)n >= size - used) {
			out[0] = '\0';
			return;
		}
		used += (size_t)n;
	}
}

unsigned
sasl_shown(unsigned mask, const struct suite *suite, const char *prefix)
{
	char name[32];
	size_t i;

	for (i = 0; i < nitems(mechanisms); i++) {
		snprintf(name, sizeof(name), "%s%s", prefix,
		    mechanisms[i].name);
		if (options_hides(suite, name))
			mask &= ~mechanisms[i].bit;
	}
	return mask;
}

void
sasl_wipe(struct sasl *s)
{
	s->mechanism = 0;
	s->step = FIRST;
	s->secret_len = 0;
	explicit_bzero(s->secret, sizeof(s->secret));
	explicit_bzero(&s->scram, sizeof(s->scram));
	explicit_bzero(s->user, sizeof(s->user));
	explicit_bzero(s->challenge, sizeof(s->challenge));
}

static enum sasl_result
finish(struct sasl *s, enum sasl_result result)
{
	sasl_wipe(s);
	return result;
}

/* The next challenge, text of len bytes. */
static enum sasl_result
challenge(struct sasl *s, enum step next, const char *text, size_t len)
{
	if (base64_encode(text, len, s->challenge, sizeof(s->challenge)) == -1)
		return finish(s, SASL_MALFORMED);
	s->step = next;
	return SASL_CHALLENGE;
}

/* The password has come: it is kept for sasl_ask(). */
static enum sasl_result
take_password(struct sasl *s, const char *password, size_t len)
{
	if (!password_usable(password, len))
		return finish(s, SASL_REFUSED);
	memcpy(s->secret, password, len);
	s->secret_len = len;
	s->step = VERDICT;
	return SASL_ASK;
}

/* RFC 4616 section 2: authzid NUL authcid NUL passwd. */
static enum sasl_result
plain_response(struct sasl *s, const char *p, size_t len)
{
	const char *end = p + len, *user, *password;
	char authzid[ACCOUNT_NAME_SIZE];

	user = memchr(p, '\0', len);
	if (user == NULL)
		return finish(s, SASL_MALFORMED);
	user++;
	password = memchr(user, '\0', (size_t)(end - user));
	if (password == NULL || password == user)
		return finish(s, SASL_MALFORMED);
	password++;
	if (memchr(password, '\0', (size_t)(end - password)) != NULL)
		return finish(s, SASL_MALFORMED);
	if (!account_name(user, (size_t)(password - 1 - user), s->user))
		return finish(s, SASL_REFUSED);

	/* P-2: nobody acts for somebody else here. */
	if (user - 1 > p && (!account_name(p, (size_t)(user - 1 - p),
	    authzid) || strcmp(authzid, s->user) != 0))
		return finish(s, SASL_REFUSED);
	return take_password(s, password, (size_t)(end - password));
}

/* No RFC has LOGIN: a name, then a password, each as it is (P-7). */
static enum sasl_result
login_response(struct sasl *s, const char *p, size_t len)
{
	if (s->step == LOGIN_PASSWORD)
		return take_password(s, p, len);
	if (!account_name(p, len, s->user))
		return finish(s, SASL_REFUSED);
	return challenge(s, LOGIN_PASSWORD, "Password:", 9);
}

static enum sasl_result
scram_first(struct sasl *s, const char *p, size_t len)
{
	struct scram *c = &s->scram;
	char authzid[ACCOUNT_NAME_SIZE];

	if (scram_client_first(c, p, len) == -1)
		return finish(s, SASL_MALFORMED);
	if (!account_name(c->user, strlen(c->user), s->user))
		return finish(s, SASL_REFUSED);
	if (c->authzid[0] != '\0' && (!account_name(c->authzid,
	    strlen(c->authzid), authzid) || strcmp(authzid, s->user) != 0))
		return finish(s, SASL_REFUSED);
	s->step = SCRAM_SALT;
	return SASL_ASK;
}

static enum sasl_result
scram_response(struct sasl *s, const char *p, size_t len)
{
	switch (s->step) {
	case FIRST:
		return scram_first(s, p, len);
	case SCRAM_PROOF:
		if (scram_client_final(&s->scram, p, len) == -1)
			break;
		memcpy(s->secret, s->scram.auth, s->scram.auth_len);
		s->secret_len = s->scram.auth_len;
		s->step = VERDICT;
		return SASL_ASK;
	case SCRAM_END:
		if (len == 0)
			return finish(s, SASL_OK);
		break;
	}
	return finish(s, SASL_MALFORMED);
}

/* Another nonce for each exchange, none of which tells the next. */
static void
make_nonce(struct sasl *s, char nonce[SCRAM_NONCE_SIZE])
{
	unsigned char mac[SHA256_SIZE];

	hmac_sha256(s->seed, sizeof(s->seed), &s->exchanges,
	    sizeof(s->exchanges), mac);
	base64_encode(mac, SCRAM_NONCE_SIZE / 4 * 3, nonce, SCRAM_NONCE_SIZE);
}

static enum sasl_result
scram_salt_came(struct sasl *s, const struct gate_reply *reply)
{
	struct scram_salt salt;
	char nonce[SCRAM_NONCE_SIZE];

	if (reply->verdict != GATE_YES || reply->salt_len > SCRAM_SALT_MAX)
		return finish(s, SASL_TEMPORARY);
	salt.iterations = reply->iterations;
	salt.salt_len = reply->salt_len;
	memcpy(salt.salt, reply->salt, sizeof(salt.salt));
	make_nonce(s, nonce);
	if (scram_server_first(&s->scram, nonce, &salt) == -1)
		return finish(s, SASL_TEMPORARY);
	return challenge(s, SCRAM_PROOF, s->scram.server_first,
	    s->scram.server_first_len);
}

/* One response, still in base64. */
static enum sasl_result
respond(struct sasl *s, const char *line, size_t len)
{
	char response[SASL_RESPONSE_MAX];
	enum sasl_result result;
	ssize_t n;

	n = base64_decode(line, len, response, sizeof(response));
	if (n == -1)
		return finish(s, SASL_MALFORMED);
	switch (s->mechanism) {
	case MECHANISM_PLAIN:
		result = plain_response(s, response, (size_t)n);
		break;
	case MECHANISM_LOGIN:
		result = login_response(s, response, (size_t)n);
		break;
	default:
		result = scram_response(s, response, (size_t)n);
	}
	explicit_bzero(response, sizeof(response));
	return result;
}

enum sasl_result
sasl_begin(struct sasl *s, const char *name, const char *initial)
{
	size_t i;

	sasl_wipe(s);
	for (i = 0; i < nitems(mechanisms); i++)
		if (strcasecmp(mechanisms[i].name, name) == 0)
			s->mechanism = mechanisms[i].bit & s->offered;
	if (s->mechanism == 0)
		return SASL_UNKNOWN;
	s->exchanges++;
	if (initial != NULL)
		return respond(s, initial,
		    strcmp(initial, "=") == 0 ? 0 : strlen(initial));
	if (s->mechanism == MECHANISM_LOGIN)
		return challenge(s, FIRST, "Username:", 9);
	return challenge(s, FIRST, "", 0);
}

enum sasl_result
sasl_line(struct sasl *s, const char *line, size_t len)
{
	if (len == 1 && line[0] == '*')
		return finish(s, SASL_CANCELLED);
	if (s->mechanism == 0 || s->step == SCRAM_SALT || s->step == VERDICT)
		return finish(s, SASL_MALFORMED);
	return respond(s, line, len);
}

void
sasl_ask(const struct sasl *s, struct gate_request *q)
{
	bool salt = s->step == SCRAM_SALT;

	q->what = salt ? GATE_SALT : GATE_LOGIN;
	q->mechanism = s->mechanism == MECHANISM_SCRAM ? GATE_SCRAM :
	    GATE_PLAIN;
	memcpy(q->user, s->user, sizeof(q->user));
	memcpy(q->secret, s->secret, sizeof(q->secret));
	q->secret_len = (uint32_t)s->secret_len;
	memset(q->proof, 0, sizeof(q->proof));
	if (!salt && q->mechanism == GATE_SCRAM)
		memcpy(q->proof, s->scram.proof, sizeof(s->scram.proof));
}

void
sasl_final(const uint8_t signature[SHA256_SIZE], char out[SASL_FINAL_SIZE])
{
	char text[SCRAM_FINAL_SIZE];

	scram_server_final(signature, text);
	base64_encode(text, sizeof(text) - 1, out, SASL_FINAL_SIZE);
}

enum sasl_result
sasl_answer(struct sasl *s, const struct gate_reply *reply)
{
	if (s->step == SCRAM_SALT)
		return scram_salt_came(s, reply);
	if (s->step != VERDICT)
		return finish(s, SASL_MALFORMED);
	if (reply->verdict == GATE_TEMPORARY)
		return finish(s, SASL_TEMPORARY);
	if (reply->verdict != GATE_YES)
		return finish(s, SASL_FAILED);
	if (s->mechanism != MECHANISM_SCRAM)
		return finish(s, SASL_OK);
	sasl_final(reply->server_signature, s->challenge);
	s->step = SCRAM_END;
	return SASL_CHALLENGE;
}
