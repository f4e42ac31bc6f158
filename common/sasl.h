/*
 * sasl: one SASL exchange (RFC 4422) as a state machine without I/O, for the
 * unprivileged front of smtpd (RFC 4954), pop3d (RFC 5034) and imapd
 * (RFC 9051 section 6.2.2).
 *
 * Lines of the client go in; what comes out is the next thing to do.
 * Nothing is compared here: what is to be checked goes through the gate.
 *
 *	r = sasl_begin(s, "PLAIN", initial_or_NULL);
 *	for (;;) {
 *		if (r == SASL_CHALLENGE) {
 *			send "+ " or "334 " and s->challenge; read a line;
 *			r = sasl_line(s, line, len);
 *		} else if (r == SASL_ASK) {
 *			sasl_ask(s, &request);
 *			gate_ask(gate, &request, &reply);
 *			r = sasl_answer(s, &reply);
 *		} else
 *			break;		and answer the command
 *	}
 *
 * After every outcome but the first two the secrets have been wiped.
 */
#ifndef SASL_H
#define SASL_H

#include <stddef.h>
#include <stdint.h>

#include "common/account.h"
#include "common/base64.h"
#include "common/gate.h"
#include "common/scram.h"

enum {
	/*
	 * The longest response that a mechanism of ours needs, and the line
	 * it comes in.  RFC 4954 section 4 allows lines of 12288, for
	 * mechanisms with more to say.
	 */
	SASL_RESPONSE_MAX = 2048,
	SASL_LINE_MAX = 2732,

	SASL_CHALLENGE_SIZE = BASE64_SIZE(SCRAM_SERVER_FIRST_SIZE),

	/* The server's last word in SCRAM, in base64, with its NUL. */
	SASL_FINAL_SIZE = BASE64_SIZE(SCRAM_FINAL_SIZE - 1)
};

enum sasl_result {
	SASL_CHALLENGE,		/* send challenge (it may be ""), get a line */
	SASL_ASK,		/* sasl_ask(), the gate, sasl_answer() */
	SASL_OK,		/* logged in */
	SASL_FAILED,		/* wrong: 535 5.7.8, -ERR [AUTH], NO */
	SASL_TEMPORARY,		/* 454 4.7.0, -ERR [SYS/TEMP] (P-8) */
	SASL_REFUSED,		/* never asked, but answer as SASL_FAILED */
	SASL_CANCELLED,		/* "*": 501 5.7.0, -ERR, BAD */
	SASL_MALFORMED,		/* 501 5.5.2, -ERR, BAD; counts (P-3) */
	SASL_UNKNOWN		/* not on offer: 504 5.5.4, -ERR, NO */
};

struct sasl {
	unsigned	 offered;	/* MECHANISM_ bits */
	unsigned	 mechanism;	/* the one under way, or 0 */
	unsigned	 step;
	unsigned	 exchanges;	/* each has a nonce of its own */
	unsigned char	 seed[SHA256_SIZE];	/* nonces are made of it */
	struct scram	 scram;
	char		 user[ACCOUNT_NAME_SIZE];
	size_t		 secret_len;
	char		 secret[GATE_SECRET];
	char		 challenge[SASL_CHALLENGE_SIZE];	/* base64 */
};

/*
 * Offers these mechanisms (MECHANISM_APOP is ignored); others are
 * SASL_UNKNOWN.  Takes random bytes for the nonces now, so that no system
 * call is needed later.  -1 with errno when there are none.
 */
int	 sasl_init(struct sasl *, unsigned mechanisms);

/*
 * Prints the names of mechanisms, the strongest first, each with prefix and
 * separated by one space: "SCRAM-SHA-256 PLAIN LOGIN".  "" when there are
 * none or when they do not fit (64 bytes do, with prefix "" or "AUTH=").
 */
void	 sasl_names(unsigned mechanisms, const char *prefix, char *out,
	    size_t size);

struct suite;

/* Those of the mechanisms that -x, by prefix and name, does not hide. */
unsigned sasl_shown(unsigned mechanisms, const struct suite *,
	    const char *prefix);

/*
 * Begins an exchange.  initial is the client's initial response as it
 * stands in the command ("=" for an empty one), or NULL when there is none.
 */
enum sasl_result sasl_begin(struct sasl *, const char *mechanism,
	    const char *initial);

/* The client's next line, without its CRLF. */
enum sasl_result sasl_line(struct sasl *, const char *line, size_t len);

/*
 * Fills what, mechanism, user, secret, secret_len and proof of a request
 * and clears nothing else of it.
 */
void	 sasl_ask(const struct sasl *, struct gate_request *);

/*
 * The clerk's answer.  After GATE_YES to SCRAM the client gets the server's
 * signature as one more challenge, and has to answer that with an empty
 * line before it is told of its success.
 */
enum sasl_result sasl_answer(struct sasl *, const struct gate_reply *);

/* The same challenge, for a session that sends it itself. */
void	 sasl_final(const uint8_t signature[SHA256_SIZE],
	    char out[SASL_FINAL_SIZE]);

/* Forgets the exchange and its secrets. */
void	 sasl_wipe(struct sasl *);

#endif
