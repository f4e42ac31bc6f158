#include <string.h>

#include "common/log.h"
#include "common/password.h"
#include "common/saslio.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/front.h"

_Static_assert((int)LINE_INPUT <= (int)GATE_REST, "pipelined input");

static const char wrong[] =
    "[AUTHENTICATIONFAILED] wrong user name or password";

/* Nobody can have that name: the clerk need not be asked. */
static void
refuse(struct session *s)
{
	if (++s->refused >= GATE_TRIES)
		reply_bye(s, "logins", "too many wrong passwords");
	reply_no(s, wrong);
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

	q->number = 0;
	q->rest_len = login ? (uint32_t)rest : 0;
	memcpy(q->rest, s->io.ibuf + s->io.pos, q->rest_len);
	memcpy(q->tag, s->tag, sizeof(q->tag));
	memcpy(q->ip, s->peer.ip, sizeof(q->ip));
	q->port = s->peer.port;
	if ((login && line_flush(&s->io) == -1) ||
	    !gate_ask(&s->gate, q, &s->answer)) {
		reply_bye(s, "clerk-gone", "[UNAVAILABLE] not available");
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
	if (s->answer.number == 0)
		reply_bye(s, "logins", "too many wrong passwords");
	if (s->answer.verdict == GATE_TEMPORARY)
		reply_no(s, "[UNAVAILABLE] cannot check that now");
	else if (s->answer.verdict == GATE_EXPIRED)
		reply_no(s, "[EXPIRED] that password is valid no more");
	else
		reply_no(s, wrong);
}

static void
login(struct session *s, const struct text *user, const struct text *secret)
{
	struct gate_request *q = &s->ask;

	q->what = GATE_LOGIN;
	q->mechanism = GATE_PLAIN;
	q->secret_len = (uint32_t)secret->len;
	if (!password_usable(secret->p, secret->len) ||
	    !account_name(user->p, user->len, q->user)) {
		refuse(s);
		return;
	}
	memcpy(q->secret, secret->p, secret->len);
	if (ask(s))
		reply_failed(s);
}

/* RFC 9051 section 6.2.3. */
void
do_login(struct session *s, struct parse *p)
{
	struct text user, secret;

	if (!parse_space(p) || !parse_astring(p, &user) || !parse_space(p) ||
	    !parse_astring(p, &secret))
		reply_syntax(s, p);
	else if (!command_end(s, p))
		;			/* answered */
	else if (!password_allowed(s))
		reply_no(s, "[PRIVACYREQUIRED] passwords only inside TLS");
	else
		login(s, &user, &secret);
	explicit_bzero(s->input.buf, s->input.len);
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

static void
reply_exchange(struct session *s, enum sasl_result result)
{
	switch (result) {
	case SASL_FAILED:
	case SASL_TEMPORARY:
		reply_failed(s);
		break;
	case SASL_REFUSED:
		refuse(s);
		break;
	case SASL_CANCELLED:
		reply_bad(s, "cancelled");
		break;
	case SASL_UNKNOWN:
		if (password_allowed(s))
			reply_no(s, "[CANNOT] no such mechanism");
		else
			reply_no(s, "[PRIVACYREQUIRED] no such mechanism, "
			    "or not outside TLS");
		break;
	default:
		reply_bad(s, "malformed response");
	}
}

/* RFC 9051 section 6.2.2; the initial response as in RFC 4959. */
void
do_authenticate(struct session *s, struct parse *p)
{
	char mechanism[32], first[SASL_LINE_MAX + 1];
	struct text name, initial = { NULL, 0 };
	enum sasl_result result;

	if (!parse_space(p) || !parse_atom(p, &name) ||
	    (parse_peek(p) == ' ' && parse_space(p) &&
	    !parse_astring(p, &initial))) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (!scan_copy(mechanism, sizeof(mechanism), name.p, name.len)) {
		reply_exchange(s, SASL_UNKNOWN);
		return;
	}
	if (initial.p != NULL &&
	    !scan_copy(first, sizeof(first), initial.p, initial.len)) {
		reply_exchange(s, SASL_MALFORMED);
		return;
	}
	s->sasl.offered = usable_mechanisms(s);
	result = exchange(s, sasl_begin(&s->sasl, mechanism,
	    initial.p != NULL ? first : NULL));
	explicit_bzero(first, sizeof(first));
	explicit_bzero(s->input.buf, s->input.len);
	if (s->state != STATE_DONE)
		reply_exchange(s, result);
}

/*
 * RFC 9051 section 6.2.1.  What the client has sent behind it in clear ends
 * with this process (S-6).
 */
void
do_starttls(struct session *s, struct parse *p)
{
	if (!command_end(s, p))
		return;
	if (s->set->suite.tls) {
		reply_bad(s, "TLS is already active");
		return;
	}
	reply_ok(s, "begin TLS now");
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
	line_phase(&s->io, IMAPD_LOGIN);
	if (!suite->resumed) {
		out_text(&s->out, "* OK [");
		capability_write(s);
		line_put(&s->io, "] %s IMAP server ready\r\n", suite->host);
		line_flush(&s->io);
	}
	peer_log(&s->peer, suite->tls);
	return true;
}

void
front_run(struct session *s)
{
	s->state = STATE_FRONT;
	out_peer(&s->out, &s->io);
	input_init(&s->input, &s->io, INPUT_LOGIN);
	if (greet(s))
		command_loop(s);
	if (s->why == NULL)
		return;			/* the master goes on */
	line_end(&s->io);
	log_event(LOG_INFO, "end rip=%s reason=%s", peer_ip(&s->peer), s->why);
}
