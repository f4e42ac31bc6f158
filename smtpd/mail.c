/*
 * MAIL and RCPT: addresses, parameters, and who may send to whom.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/session.h"

/* Past any size that a message can have, so that arithmetic is safe. */
#define SIZE_LIMIT	((uint64_t)1 << 60)

/* RFC 6531 section 3.1: not without 8BITMIME. */
bool
mail_takes_utf8(const struct session *s)
{
	return !options_hides(&s->set->suite, "SMTPUTF8") &&
	    !options_hides(&s->set->suite, "8BITMIME");
}

/* What MAIL's parameters said. */
struct wish {
	uint64_t size;
	bool	 has_size, has_body, utf8, has_auth;
};

static enum reply
take_size(struct wish *w, const char *value)
{
	if (w->has_size || value == NULL || *value == '\0' ||
	    value[strspn(value, "0123456789")] != '\0')
		return REPLY_BAD_VALUE;
	if (!scan_number(value, SIZE_LIMIT, &w->size))
		w->size = SIZE_LIMIT;
	w->has_size = true;
	return REPLY_SENDER_OK;
}

/* BINARYMIME is not on offer (S-12). */
static enum reply
take_body(struct wish *w, const char *value)
{
	if (w->has_body || value == NULL ||
	    (strcasecmp(value, "7BIT") != 0 &&
	    strcasecmp(value, "8BITMIME") != 0))
		return REPLY_BAD_VALUE;
	w->has_body = true;
	return REPLY_SENDER_OK;
}

/*
 * RFC 4954 section 5: who submitted it, says somebody else.  We trust no
 * one with that, which is answered by ignoring it.
 */
static enum reply
take_auth(struct wish *w, const char *value)
{
	if (w->has_auth || value == NULL || *value == '\0')
		return REPLY_BAD_VALUE;
	w->has_auth = true;
	return REPLY_SENDER_OK;
}

/*
 * RET, ENVID and all we have not announced are refused (S-17).  SMTPUTF8
 * is taken without BODY=8BITMIME, as Apple's Mail sends it.
 */
static enum reply
take_parameter(const struct session *s, struct wish *w, char *word)
{
	const struct suite *suite = &s->set->suite;
	char *value = strchr(word, '=');

	if (value != NULL)
		*value++ = '\0';
	if (strcasecmp(word, "SIZE") == 0 && !options_hides(suite, "SIZE"))
		return take_size(w, value);
	if (strcasecmp(word, "BODY") == 0 &&
	    !options_hides(suite, "8BITMIME"))
		return take_body(w, value);
	if (strcasecmp(word, "AUTH") == 0 && s->mechanisms != 0 &&
	    !options_hides(suite, "AUTH"))
		return take_auth(w, value);
	if (strcasecmp(word, "SMTPUTF8") == 0 && mail_takes_utf8(s)) {
		if (value != NULL || w->utf8)
			return REPLY_BAD_VALUE;
		w->utf8 = true;
		return REPLY_SENDER_OK;
	}
	return REPLY_UNKNOWN_PARAMETER;
}

/* Refuses the first parameter that is wrong, by name. */
static bool
take_parameters(struct session *s, struct wish *w, char *rest)
{
	enum reply result;
	char *word;

	while ((word = scan_word(&rest)) != NULL) {
		result = take_parameter(s, w, word);
		if (result == REPLY_UNKNOWN_PARAMETER) {
			reply_text(s, result, "unknown parameter %.40s", word);
			return false;
		}
		if (result != REPLY_SENDER_OK) {
			reply_text(s, result, "bad value of %.40s", word);
			return false;
		}
	}
	return true;
}

/* "FROM" or "TO", with or without its colon, which path_parse() takes. */
static bool
take_keyword(char **arg, const char *keyword)
{
	size_t len = strlen(keyword);

	if (strncasecmp(*arg, keyword, len) != 0 ||
	    ((*arg)[len] != '\0' && strchr(" \t:<", (*arg)[len]) == NULL))
		return false;
	*arg += len;
	return true;
}

static bool
may_send(struct session *s, const struct path *from)
{
	if (!s->set->submission)
		return true;
	if (s->user[0] == '\0') {
		reply(s, auth_offered(s) == 0 && greet_tls(s) ?
		    REPLY_TLS_FIRST : REPLY_AUTH_FIRST);
		return false;
	}
	if (s->set->any_sender || from->null ||
	    post_owns(s->post, from->local, from->domain))
		return true;
	reply_text(s, REPLY_NOT_YOURS, "<%s> is not your address",
	    from->text);
	return false;
}

static bool
parse_sender(struct session *s, char **arg, struct path *from)
{
	if (!take_keyword(arg, "FROM")) {
		reply(s, REPLY_MAIL_SYNTAX);
		return false;
	}
	switch (path_parse(from, arg)) {
	case PATH_OK:
		return true;
	case PATH_EMPTY:
		reply(s, REPLY_MAIL_SYNTAX);
		break;
	case PATH_SYNTAX:
		reply(s, REPLY_BAD_SENDER);
		break;
	case PATH_LONG:
		reply(s, REPLY_LONG_SENDER);
		break;
	}
	return false;
}

static void
begin_transaction(struct session *s, const struct wish *w)
{
	enum post_verdict verdict;

	verdict = post_mail(s->post, s->sender.text, w->size);
	if (verdict != POST_OK) {
		reply(s, reply_verdict(verdict));
		return;
	}
	s->utf8 = w->utf8;
	s->rcpt_commands = s->rcpts = 0;
	s->refused = false;
	s->mail_began = line_now();
	s->state = SENDER;
	reply(s, REPLY_SENDER_OK);
}

void
do_mail(struct session *s, char *arg)
{
	struct wish w = { 0 };

	if (++s->mails > MAIL_MAX) {
		reply(s, REPLY_TOO_MANY_MAILS);
		session_end(s, "mails");
		return;
	}
	if (!parse_sender(s, &arg, &s->sender) ||
	    !take_parameters(s, &w, arg) || !may_send(s, &s->sender))
		return;
	if (s->sender.utf8 && !w.utf8)
		reply(s, REPLY_NEEDS_UTF8);
	else if (w.size > s->set->max_size)
		reply_text(s, REPLY_TOO_BIG, "message too big: %lu octets "
		    "are the most", s->set->max_size);
	else
		begin_transaction(s, &w);
}

/*
 * Asked once a session, when it is about to matter; mail to the postmaster
 * is always taken (RFC 5321 section 4.5.1), or nobody could complain.
 */
static bool
is_blocked(struct session *s, const struct path *to)
{
	if (s->set->blocklists.n == 0 || s->user[0] != '\0' ||
	    s->peer.loopback || s->peer.ip[0] == '\0' ||
	    strcasecmp(to->local, "postmaster") == 0)
		return false;
	if (s->listed == UNASKED) {
		s->listed = post_blocked(s->post, s->peer.ip, s->zone) ?
		    BLOCKED : CLEAR;
		if (s->listed == BLOCKED)
			log_event(LOG_INFO, "blocked rip=%s zone=%s",
			    s->peer.ip, s->zone);
	}
	return s->listed == BLOCKED;
}

static bool
parse_rcpt(struct session *s, char **arg, struct path *to)
{
	enum path_result result;

	if (!take_keyword(arg, "TO")) {
		reply(s, REPLY_RCPT_SYNTAX);
		return false;
	}
	result = path_parse(to, arg);
	if (result == PATH_EMPTY)
		reply(s, REPLY_RCPT_SYNTAX);
	else if (result == PATH_LONG)
		reply(s, REPLY_LONG_RCPT);
	else if (result == PATH_SYNTAX || to->null)
		reply(s, REPLY_BAD_RCPT);
	else
		return true;
	return false;
}

static void
log_refused(const struct session *s, const struct path *to, enum reply why)
{
	char from[4 * PATH_TEXT], rcpt[4 * PATH_TEXT];

	log_event(LOG_INFO, "refused rip=%s from=<%s> to=<%s> reason=%s",
	    peer_ip(&s->peer),
	    log_quote(from, sizeof(from), s->sender.text,
	    strlen(s->sender.text)),
	    log_quote(rcpt, sizeof(rcpt), to->text, strlen(to->text)),
	    why == REPLY_UNKNOWN_USER ? "unknown" : why == REPLY_RELAY ?
	    "relay" : why == REPLY_BLOCKED ? "blocked" : "other");
}

static void
add_rcpt(struct session *s, const struct path *to)
{
	enum post_verdict verdict;
	enum reply answer;

	verdict = post_rcpt(s->post, to->local, to->domain);
	answer = reply_verdict(verdict);
	if (verdict != POST_OK) {
		log_refused(s, to, answer);
		reply(s, answer);
		return;
	}
	if (s->state == SENDER)
		memcpy(s->rcpt, to->text, sizeof(s->rcpt));
	s->rcpts++;
	s->state = RCPTS;
	reply(s, REPLY_RCPT_OK);
}

void
do_rcpt(struct session *s, char *arg)
{
	struct path to;
	char *word;

	if (!parse_rcpt(s, &arg, &to))
		return;
	if ((word = scan_word(&arg)) != NULL) {		/* S-17 */
		reply_text(s, REPLY_UNKNOWN_PARAMETER,
		    "unknown parameter %.*s", (int)strcspn(word, "="), word);
	} else if (to.utf8 && !s->utf8) {
		reply(s, REPLY_NEEDS_UTF8);
	} else if (++s->rcpt_commands > SMTPD_RCPT_MAX) {
		reply(s, REPLY_TOO_MANY_RCPTS);
	} else if (is_blocked(s, &to)) {
		log_refused(s, &to, REPLY_BLOCKED);
		reply_text(s, REPLY_BLOCKED, "[%s] is listed by %.200s",
		    s->peer.ip, s->zone);
	} else {
		add_rcpt(s, &to);
	}
}
