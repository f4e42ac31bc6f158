#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "common/tls.h"
#include "pop3d/command.h"
#include "pop3d/front.h"
#include "pop3d/session.h"

#define BOTH	(STATE_AUTH | STATE_TRANS)
#define REPLY	512		/* RFC 2449 section 4, CRLF included */

static const struct verb verbs[] = {
	{ "RETR",	STATE_TRANS,	do_retr },
	{ "DELE",	STATE_TRANS,	do_dele },
	{ "TOP",	STATE_TRANS,	do_top },
	{ "UIDL",	STATE_TRANS,	do_uidl },
	{ "LIST",	STATE_TRANS,	do_list },
	{ "STAT",	STATE_TRANS,	do_stat },
	{ "NOOP",	STATE_TRANS,	do_noop },
	{ "RSET",	STATE_TRANS,	do_rset },
	{ "LAST",	STATE_TRANS,	do_last },
	{ "QUIT",	BOTH,		do_quit },
	{ "CAPA",	BOTH,		do_capa },
	{ "LANG",	BOTH,		do_lang },
	{ "USER",	STATE_AUTH,	do_user },
	{ "PASS",	STATE_AUTH,	do_pass },
	{ "APOP",	STATE_AUTH,	do_apop },
	{ "AUTH",	STATE_AUTH,	do_auth },
	{ "STLS",	STATE_AUTH,	do_stls },
	{ "UTF8",	STATE_AUTH,	do_utf8 },
};

void
session_done(struct session *s, const char *why)
{
	s->state = STATE_DONE;
	s->why = why;
}

static void
log_text(const struct session *s, const char *what, const char *text)
{
	char quoted[REPLY];

	log_event(LOG_INFO, "%s rip=%s text=\"%s\"", what, peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

void
reply(struct session *s, const char *fmt, ...)
{
	char line[REPLY];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(line, sizeof(line) - 2, fmt, ap);
	va_end(ap);
	if (n < 0)
		return;
	if ((size_t)n > sizeof(line) - 3)
		n = sizeof(line) - 3;
	if (s->set->suite.verbose > 1)
		log_text(s, "reply", line);
	memcpy(line + n, "\r\n", 2);
	line_write(&s->io, line, (size_t)n + 2);
}

void
reply_number(struct session *s, const char *before, uint32_t n,
    const char *after)
{
	char digits[SEND_DIGITS + 2], *end;

	if (s->set->suite.verbose > 1) {
		reply(s, "+OK %s %u %s", before, n, after);
		return;
	}
	digits[0] = ' ';
	end = send_number(digits + 1, n);
	*end++ = ' ';
	line_write(&s->io, "+OK ", 4);
	line_write(&s->io, before, strlen(before));
	line_write(&s->io, digits, (size_t)(end - digits));
	line_write(&s->io, after, strlen(after));
	line_write(&s->io, "\r\n", 2);
}

void
reply_bad(struct session *s, const char *text)
{
	unsigned limit = s->state == STATE_AUTH ? POP3D_LOGIN_ERRORS :
	    POP3D_ERRORS;

	reply(s, "-ERR %s", text);
	if (++s->errors >= limit)
		session_done(s, "errors");
}

bool
number_arg(struct session *s, char **arg, uint64_t max, uint64_t *number)
{
	const char *word = scan_word(arg);

	if (word == NULL) {
		reply_bad(s, "which one?  A number must follow");
		return false;
	}
	if (!scan_number(word, max, number)) {
		reply_bad(s, "that is not a number we can use");
		return false;
	}
	return true;
}

bool
no_more_args(struct session *s, char *arg)
{
	if (scan_word(&arg) == NULL)
		return true;
	reply_bad(s, "too many arguments");
	return false;
}

bool
password_allowed(const struct session *s)
{
	return options_password(&s->set->suite, s->peer.loopback);
}

unsigned
usable_mechanisms(const struct session *s)
{
	const struct suite *suite = &s->set->suite;
	unsigned mask = s->mechanisms;

	if (options_hides(suite, "SASL"))
		mask &= MECHANISM_APOP;
	if (!password_allowed(s))
		mask &= ~(unsigned)(MECHANISM_PLAIN | MECHANISM_LOGIN);
	return sasl_shown(mask, suite, "");
}

/* What -x hides, or cannot be had here, is no command at all. */
static bool
is_hidden(const struct session *s, const char *name)
{
	const struct suite *suite = &s->set->suite;

	if (strcmp(name, "APOP") == 0 && s->state == STATE_AUTH &&
	    s->stamp[0] == '\0')
		return true;
	if (strcmp(name, "STLS") == 0 && !suite->tls && !tls_offered(suite))
		return true;
	if (suite->hidden.n == 0)
		return false;
	if (strcmp(name, "PASS") == 0)
		name = "USER";
	if (strcmp(name, "AUTH") == 0)
		name = "SASL";
	return options_hides(suite, name);
}

/* What follows these may be a password, or its digest. */
static void
log_command(const struct session *s, const struct verb *v, const char *arg)
{
	static const char *const secret[] = { "PASS", "APOP", "AUTH" };
	char text[REPLY];
	size_t i;

	for (i = 0; i < nitems(secret); i++)
		if (strcmp(v->name, secret[i]) == 0)
			arg = "***";
	snprintf(text, sizeof(text), "%s %s", v->name, arg);
	log_text(s, "command", text);
}

void
command_line(struct session *s, char *line)
{
	const struct verb *v;
	char *arg;

	v = verb_find(verbs, nitems(verbs), line, &arg);
	if (v == NULL || is_hidden(s, v->name)) {
		reply_bad(s, "unknown command");
		return;
	}
	if (s->set->suite.verbose > 0)
		log_command(s, v, arg);
	if ((v->states & s->state) != 0)
		v->run(s, arg);
	else
		reply_bad(s, s->state == STATE_AUTH ? "log in first" :
		    "not after login");
}

void
command_loop(struct session *s)
{
	char *line;
	size_t len;

	while (s->state != STATE_DONE)
		switch (line_get(&s->io, &line, &len)) {
		case LINE_OK:
			command_line(s, line);
			break;
		case LINE_TOOLONG:
			reply_bad(s, "line too long");
			break;
		case LINE_BARE:
			reply_bad(s, "NUL or bare CR in a command");
			break;
		case LINE_EOF:
			session_done(s, "lost");
			break;
		case LINE_TIMEOUT:
			/* RFC 1939 section 3: without a word. */
			session_done(s, "timeout");
			break;
		}
}

/* One line of CAPA, if it is not hidden. */
static void
capability(struct session *s, const char *name, const char *args)
{
	if (!options_hides(&s->set->suite, name))
		reply(s, "%s%s%s", name, *args != '\0' ? " " : "", args);
}

/*
 * RFC 2449 section 5: what is there before login is announced after it as
 * well; only STLS is not (RFC 2595 section 8).
 */
void
do_capa(struct session *s, char *arg)
{
	const struct suite *suite = &s->set->suite;
	char text[64];

	if (!no_more_args(s, arg))
		return;
	reply(s, "+OK what we can do follows");
	capability(s, "TOP", "");
	capability(s, "UIDL", "");
	if (password_allowed(s))
		capability(s, "USER", "");
	sasl_names(usable_mechanisms(s), "", text, sizeof(text));
	if (text[0] != '\0')
		capability(s, "SASL", text);
	if (s->state == STATE_AUTH && !suite->tls && tls_offered(suite))
		capability(s, "STLS", "");
	capability(s, "PIPELINING", "");
	capability(s, "RESP-CODES", "");
	capability(s, "AUTH-RESP-CODE", "");
	capability(s, "EXPIRE", "NEVER");
	snprintf(text, sizeof(text), "%lu", s->set->delay);
	if (s->set->delay > 0)
		capability(s, "LOGIN-DELAY", text);
	capability(s, "UTF8", "");
	capability(s, "LANG", "");
	capability(s, "IMPLEMENTATION", "postern-" VERSION);
	reply(s, ".");
}

/* RFC 6856 section 3: we speak English. */
void
do_lang(struct session *s, char *arg)
{
	const char *wanted = scan_word(&arg);

	if (!no_more_args(s, arg))
		return;
	if (wanted == NULL) {
		reply(s, "+OK languages follow");
		reply(s, "en English");
		reply(s, ".");
	} else if (strcmp(wanted, "*") == 0 ||
	    strcasecmp(wanted, "en") == 0) {
		reply(s, "+OK en this is English");
	} else {
		reply(s, "-ERR there is only English here");
	}
}

void
do_quit(struct session *s, char *arg)
{
	if (!no_more_args(s, arg))
		return;
	if (s->state == STATE_TRANS)
		session_quit(s);
	else
		reply(s, "+OK bye");
	if (s->state != STATE_DONE)
		session_done(s, "quit");
}
