/*
 * AUTH (RFC 4954).  The exchange is sasl.c's, the verdict the clerk's,
 * which also makes a wrong password wait and writes the log.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/saslio.h"
#include "common/scan.h"
#include "smtpd/session.h"

/* SCRAM shows nobody the password, so it is good outside TLS as well. */
unsigned
auth_offered(const struct session *s)
{
	if (s->gate == NULL || s->user[0] != '\0' ||
	    options_hides(&s->set->suite, "AUTH"))
		return 0;
	if (!options_password(&s->set->suite, s->peer.loopback))
		return s->mechanisms & MECHANISM_SCRAM;
	return s->mechanisms;
}

/* Would this mechanism show a password to whoever listens? */
static bool
shows_password(const struct session *s, const char *mechanism)
{
	return !options_password(&s->set->suite, s->peer.loopback) &&
	    (strcasecmp(mechanism, "PLAIN") == 0 ||
	    strcasecmp(mechanism, "LOGIN") == 0);
}

static bool
ask_parent(struct session *s)
{
	struct gate_request *request = &s->request;

	memset(request, 0, sizeof(*request));
	sasl_ask(&s->sasl, request);
	snprintf(request->ip, sizeof(request->ip), "%s", s->peer.ip);
	request->port = s->peer.port;
	if (!gate_ask(s->gate, request, &s->answer)) {
		reply(s, REPLY_BROKEN);
		session_end(s, "clerk-gone");
		return false;
	}
	return true;
}

/* The peer's next line; false when there is none, and all is answered. */
static bool
next_line(struct session *s, enum sasl_result *result)
{
	enum line got;

	*result = sasl_converse(&s->sasl, &s->io, "334", &got);
	if (got == LINE_EOF || got == LINE_TIMEOUT) {
		session_lost(s, got);
		return false;
	}
	if (got == LINE_TOOLONG) {
		reply(s, REPLY_LONG_AUTH);
		return false;
	}
	return true;
}

/* False when the command has been answered already. */
static bool
exchange(struct session *s, enum sasl_result *result)
{
	for (;;) {
		if (*result == SASL_CHALLENGE) {
			if (!next_line(s, result))
				return false;
		} else if (*result == SASL_ASK) {
			if (!ask_parent(s))
				return false;
			*result = sasl_answer(&s->sasl, &s->answer);
		} else {
			return true;
		}
	}
}

/* After the third wrong password the peer may come again later. */
static void
failed(struct session *s)
{
	reply(s, REPLY_AUTH_FAILED);
	if (++s->logins >= GATE_TRIES) {
		reply(s, REPLY_TOO_MANY_LOGINS);
		session_end(s, "logins");
	}
}

static void
conclude(struct session *s, enum sasl_result result)
{
	switch (result) {
	case SASL_OK:
		snprintf(s->user, sizeof(s->user), "%s",
		    s->answer.user[0] != '\0' ? s->answer.user :
		    s->sasl.user);
		reply(s, REPLY_AUTHENTICATED);
		break;
	case SASL_TEMPORARY:
		reply(s, REPLY_AUTH_TEMPORARY);
		break;
	case SASL_CANCELLED:
		reply(s, REPLY_AUTH_CANCELLED);
		break;
	case SASL_MALFORMED:
		reply(s, REPLY_AUTH_MALFORMED);
		break;
	case SASL_UNKNOWN:
		reply(s, REPLY_NO_MECHANISM);
		break;
	default:
		failed(s);
		break;
	}
}

void
do_auth(struct session *s, char *arg)
{
	char *mechanism = scan_word(&arg), *initial = scan_word(&arg);
	enum sasl_result result;

	if (s->user[0] != '\0') {
		reply(s, REPLY_AUTH_TWICE);
		return;
	}
	if (mechanism == NULL || scan_word(&arg) != NULL) {
		reply(s, REPLY_AUTH_SYNTAX);
		return;
	}
	if (auth_offered(s) == 0 || shows_password(s, mechanism)) {
		reply(s, REPLY_AUTH_NEEDS_TLS);
		return;
	}
	result = sasl_begin(&s->sasl, mechanism, initial);
	if (initial != NULL)
		explicit_bzero(initial, strlen(initial));
	if (exchange(s, &result))
		conclude(s, result);
	sasl_wipe(&s->sasl);
}
