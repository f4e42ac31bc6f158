#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/password.h"
#include "common/saslio.h"
#include "common/scan.h"
#include "common/tls.h"
#include "pop3d/command.h"
#include "pop3d/front.h"

_Static_assert((int)LINE_INPUT <= (int)GATE_REST, "pipelined input");
_Static_assert((int)POP3D_STAMP <= (int)GATE_SECRET, "timestamp");

#define APOP_DIGITS	32	/* RFC 1939 section 7 */

static const char wrong[] = "-ERR [AUTH] wrong user name or password";

bool
front_split(char user[GATE_USER], char folder[GATE_TAG])
{
	char *plus = strchr(user, '+'), *at = strchr(user, '@');
	size_t len;

	folder[0] = '\0';
	if (plus == NULL || (at != NULL && at < plus))
		return true;
	if (at == NULL)
		at = user + strlen(user);
	len = (size_t)(at - plus) - 1;
	if (plus == user || len == 0 ||
	    !scan_copy(folder, GATE_TAG, plus + 1, len))
		return false;
	memmove(plus, at, strlen(at) + 1);
	return true;
}

/* Nobody can have that name: the clerk need not be asked. */
static void
refuse(struct session *s)
{
	reply(s, "%s", wrong);
	if (++s->refused >= GATE_TRIES)
		session_done(s, "logins");
}

/*
 * Asks the clerk.  When it says yes the master becomes the user, answers the
 * login itself and goes on with what the client has sent behind it, so
 * this process has nothing left to do.
 */
static bool
ask(struct session *s)
{
	struct gate_request *q = &s->ask;
	size_t rest = s->io.len - s->io.pos;
	bool login = q->what == GATE_LOGIN;

	q->number = s->utf8 ? LOGIN_UTF8 : 0;
	q->rest_len = login ? (uint32_t)rest : 0;
	memcpy(q->rest, s->io.ibuf + s->io.pos, q->rest_len);
	memcpy(q->ip, s->peer.ip, sizeof(q->ip));
	q->port = s->peer.port;
	if (!front_split(q->user, q->tag)) {
		refuse(s);
		return false;
	}
	if ((login && line_flush(&s->io) == -1) ||
	    !gate_ask(&s->gate, q, &s->answer)) {
		reply(s, "-ERR [SYS/TEMP] not available");
		session_done(s, "clerk-gone");
		return false;
	}
	explicit_bzero(q->secret, sizeof(q->secret));
	if (login && s->answer.verdict == GATE_YES) {
		session_done(s, NULL);
		return false;
	}
	return true;
}

static void
reply_failed(struct session *s)
{
	if (s->answer.verdict == GATE_TEMPORARY)
		reply(s, "-ERR [SYS/TEMP] cannot check that now");
	else
		reply(s, "%s", wrong);
	if (s->answer.number == 0)
		session_done(s, "logins");
}

void
do_user(struct session *s, char *arg)
{
	const char *name = scan_word(&arg);

	s->user[0] = '\0';
	if (!password_allowed(s))
		reply_bad(s, tls_offered(&s->set->suite) ?
		    "passwords only inside TLS: send STLS first" :
		    "passwords only inside TLS");
	else if (name == NULL)
		reply_bad(s, "whose?  A user name must follow");
	else if (!no_more_args(s, arg))
		return;
	else if (!scan_copy(s->user, sizeof(s->user), name, strlen(name)))
		reply_bad(s, "that name is too long");
	else
		reply(s, "+OK and the password?");
}

/* All that follows the blank is the password (RFC 1939 section 7). */
void
do_pass(struct session *s, char *arg)
{
	struct gate_request *q = &s->ask;
	size_t len = strlen(arg);

	if (s->user[0] == '\0') {
		reply_bad(s, "send USER first");
		return;
	}
	q->what = GATE_LOGIN;
	q->mechanism = GATE_PLAIN;
	q->secret_len = (uint32_t)len;
	if (!password_usable(arg, len) ||
	    !account_name(s->user, strlen(s->user), q->user)) {
		refuse(s);
	} else {
		memcpy(q->secret, arg, len);
		if (ask(s))
			reply_failed(s);
	}
	explicit_bzero(arg, len);
	s->user[0] = '\0';
}

void
do_apop(struct session *s, char *arg)
{
	struct gate_request *q = &s->ask;
	const char *name = scan_word(&arg), *digest = scan_word(&arg);

	if (name == NULL || digest == NULL ||
	    strlen(digest) != APOP_DIGITS) {
		reply_bad(s, "a user name and 32 hex digits must follow");
		return;
	}
	if (!no_more_args(s, arg))
		return;
	q->what = GATE_LOGIN;
	q->mechanism = GATE_APOP;
	q->secret_len = (uint32_t)strlen(s->stamp);
	memcpy(q->secret, s->stamp, q->secret_len);
	memset(q->proof, 0, sizeof(q->proof));
	memcpy(q->proof, digest, APOP_DIGITS);
	if (!account_name(name, strlen(name), q->user))
		refuse(s);
	else if (ask(s))
		reply_failed(s);
}

/* The challenge, and the client's answer to it. */
static enum sasl_result
next_response(struct session *s)
{
	enum line got;
	enum sasl_result result = sasl_converse(&s->sasl, &s->io, "+", &got);

	if (got == LINE_TIMEOUT)
		session_done(s, "timeout");
	else if (got == LINE_EOF)
		session_done(s, "lost");
	return result;
}

/* Goes on as long as there is something to do but answer the command. */
static enum sasl_result
exchange(struct session *s, enum sasl_result result)
{
	for (;;) {
		if (s->state == STATE_DONE)
			return result;
		if (result == SASL_CHALLENGE) {
			result = next_response(s);
		} else if (result == SASL_ASK) {
			sasl_ask(&s->sasl, &s->ask);
			if (!ask(s)) {
				sasl_wipe(&s->sasl);
				return SASL_CANCELLED;
			}
			result = sasl_answer(&s->sasl, &s->answer);
		} else {
			return result;
		}
	}
}

/* Outlook and others ask so, for want of CAPA, what there is. */
static void
list_mechanisms(struct session *s)
{
	char names[64], *rest = names, *name;

	sasl_names(usable_mechanisms(s), "", names, sizeof(names));
	reply(s, "+OK mechanisms follow");
	while ((name = scan_word(&rest)) != NULL)
		reply(s, "%s", name);
	reply(s, ".");
}

/* RFC 5034 section 4. */
void
do_auth(struct session *s, char *arg)
{
	const char *name = scan_word(&arg), *initial = scan_word(&arg);
	unsigned refused = s->refused;
	enum sasl_result result;

	if (name == NULL) {
		list_mechanisms(s);
		return;
	}
	if (!no_more_args(s, arg))
		return;
	s->sasl.offered = usable_mechanisms(s);
	result = exchange(s, sasl_begin(&s->sasl, name, initial));
	if (s->state == STATE_DONE || s->refused > refused)
		return;
	switch (result) {
	case SASL_FAILED:
	case SASL_TEMPORARY:
		reply_failed(s);
		break;
	case SASL_REFUSED:
		refuse(s);
		break;
	case SASL_CANCELLED:
		reply(s, "-ERR cancelled");
		break;
	case SASL_UNKNOWN:
		reply_bad(s, password_allowed(s) ? "no such mechanism" :
		    "no such mechanism, or not outside TLS");
		break;
	default:
		reply_bad(s, "malformed response");
	}
}

/*
 * RFC 2595 section 4.  What the client has sent behind it in clear ends
 * with this process (S-6).
 */
void
do_stls(struct session *s, char *arg)
{
	if (!no_more_args(s, arg))
		return;
	if (s->set->suite.tls || s->utf8) {
		reply_bad(s, s->utf8 ? "not after UTF8" :
		    "TLS is already active");
		return;
	}
	reply(s, "+OK begin TLS now");
	if (line_flush(&s->io) == -1) {
		session_done(s, "lost");
		return;
	}
	s->ask.what = GATE_TLS;
	s->ask.rest_len = 0;
	memcpy(s->ask.ip, s->peer.ip, sizeof(s->ask.ip));
	s->ask.port = s->peer.port;
	(void)gate_tell(&s->gate, &s->ask);
	session_done(s, NULL);
}

void
do_utf8(struct session *s, char *arg)
{
	if (!no_more_args(s, arg))
		return;
	s->utf8 = true;
	reply(s, "+OK UTF-8 it is");
}

/* False: the session is over. */
static bool
greet(struct session *s)
{
	const struct suite *suite = &s->set->suite;

	if (suite->proxy && !suite->resumed &&
	    !peer_read_proxy(&s->peer, &s->io)) {
		session_done(s, "no-proxy-header");
		return false;
	}
	line_phase(&s->io, POP3D_LOGIN);
	if (!suite->resumed) {		/* RFC 2595 section 4 */
		reply(s, "+OK %s POP3 server ready%s%s", suite->host,
		    s->stamp[0] != '\0' ? " " : "", s->stamp);
		line_flush(&s->io);
	}
	peer_log(&s->peer, suite->tls);
	return true;
}

void
front_run(struct session *s)
{
	s->state = STATE_AUTH;
	s->io.max = POP3D_LOGIN_LINE;
	if (greet(s))
		command_loop(s);
	if (s->why == NULL)
		return;			/* the master goes on */
	line_end(&s->io);
	log_event(LOG_INFO, "end rip=%s reason=%s", peer_ip(&s->peer), s->why);
}
