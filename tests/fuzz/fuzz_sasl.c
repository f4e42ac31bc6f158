/*
 * sasl: "MECHANISM" or "MECHANISM response", then a line each for what the
 * client says.  A line "!text" is put into base64 first, so that mutations
 * reach what is inside; "?n" is how the gate answers from then on: no, yes,
 * temporary, nonsense.  The seed is fixed, and so are the nonces.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/password.h"
#include "common/sasl.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct sasl s;
static struct gate_request q;
static struct gate_reply reply;

/* What must hold after every step. */
static void
check(enum sasl_result r)
{
	static const char none[GATE_SECRET];
	char bytes[BASE64_DECODED(SASL_CHALLENGE_SIZE)];

	if (r == SASL_CHALLENGE) {
		if (base64_decode(s.challenge, strlen(s.challenge), bytes,
		    sizeof(bytes)) == -1)
			abort();
	} else if (r != SASL_ASK) {
		if (s.mechanism != 0 || s.secret_len != 0 ||
		    memcmp(s.secret, none, sizeof(none)) != 0)
			abort();
	}
}

static enum sasl_result
ask_gate(void)
{
	char name[ACCOUNT_NAME_SIZE];

	sasl_ask(&s, &q);
	if (!account_name(q.user, strnlen(q.user, sizeof(q.user)), name) ||
	    strcmp(name, q.user) != 0)
		abort();
	if (q.what == GATE_LOGIN && (q.secret_len == 0 ||
	    q.secret_len > sizeof(q.secret) ||
	    memchr(q.secret, '\0', q.secret_len) != NULL))
		abort();
	return sasl_answer(&s, &reply);
}

/* One line, in a buffer of its own size; "!" has it encoded. */
static char *
take(const uint8_t **data, size_t *left, size_t *len)
{
	const uint8_t *nl = memchr(*data, '\n', *left);
	size_t n = nl != NULL ? (size_t)(nl - *data) : *left;
	char *line;

	if (n > 0 && (*data)[0] == '!') {
		line = malloc(BASE64_SIZE(n - 1));
		if (line == NULL)
			abort();
		*len = (size_t)base64_encode(*data + 1, n - 1, line,
		    BASE64_SIZE(n - 1));
	} else {
		line = malloc(n + 1);
		if (line == NULL)
			abort();
		memcpy(line, *data, n);
		line[n] = '\0';
		*len = n;
	}
	n += nl != NULL;
	*data += n;
	*left -= n;
	return line;
}

static enum sasl_result
begin(char *line)
{
	char encoded[BASE64_SIZE(SASL_RESPONSE_MAX)];
	char *initial = strchr(line, ' ');

	if (initial != NULL)
		*initial++ = '\0';
	if (initial != NULL && *initial == '!' && base64_encode(initial + 1,
	    strlen(initial + 1), encoded, sizeof(encoded)) != -1)
		initial = encoded;
	return sasl_begin(&s, line, initial);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	enum sasl_result r = SASL_UNKNOWN;
	size_t n;
	char *line;

	if (sasl_init(&s, MECHANISM_PLAIN | MECHANISM_LOGIN |
	    MECHANISM_SCRAM) == -1)
		abort();
	memset(s.seed, 0, sizeof(s.seed));
	memset(&reply, 0, sizeof(reply));
	reply.verdict = GATE_YES;
	reply.iterations = 4096;
	reply.salt_len = 4;
	while (len > 0) {
		line = take(&data, &len, &n);
		if (n == 2 && line[0] == '?')
			reply.verdict = (uint32_t)line[1] & 3;
		else if (r == SASL_CHALLENGE)
			r = sasl_line(&s, line, n);
		else
			r = begin(line);
		free(line);
		check(r);
		while (r == SASL_ASK) {
			r = ask_gate();
			check(r);
		}
	}
	return 0;
}
