/*
 * The order of things: a command is read, found in the table, checked
 * against the state and what the peer may have sent behind it, and run; its
 * handler answers once.  What the peer did wrong is counted in reply.c and
 * judged in abuse.c.
 */
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/session.h"

/*
 * RFC 5321 section 4.5.3.2.7 lets a server wait five minutes for a command;
 * clients rely on it.  The phase is for all commands of one transaction: a
 * byte a minute must not hold a process for ever, yet a thousand
 * recipients over a slow line must pass.
 */
#define IDLE_SECONDS	300
#define PHASE_SECONDS	900

/*
 * Who floods us never makes us wait, and only who waits looks at the clock:
 * so it is looked at once in so many commands as well.
 */
#define CLOCK_EVERY	256

/* Of a command in the log; the rest of a long one tells nothing. */
#define COMMAND_LOGGED	512

static void	 do_rset(struct session *, char *);
static void	 do_noop(struct session *, char *);
static void	 do_vrfy(struct session *, char *);
static void	 do_expn(struct session *, char *);
static void	 do_help(struct session *, char *);
static void	 do_quit(struct session *, char *);

static const struct verb verbs[] = {
	{ "MAIL",	READY,				do_mail },
	{ "RCPT",	SENDER | RCPTS,			do_rcpt },
	{ "DATA",	RCPTS | SYNC,			do_data },
	{ "BDAT",	ANY,				do_bdat },
	{ "RSET",	ANY | JUNK,			do_rset },
	{ "QUIT",	ANY,				do_quit },
	{ "EHLO",	ANY | SYNC | JUNK | SMTP,	do_ehlo },
	{ "HELO",	ANY | SYNC | JUNK | SMTP,	do_helo },
	{ "LHLO",	ANY | SYNC | JUNK | LMTP,	do_ehlo },
	{ "AUTH",	READY | SYNC,			do_auth },
	{ "STARTTLS",	READY | SENDER | RCPTS,		do_starttls },
	{ "NOOP",	ANY | SYNC | JUNK,		do_noop },
	{ "VRFY",	ANY | SYNC | JUNK,		do_vrfy },
	{ "EXPN",	ANY | SYNC | JUNK,		do_expn },
	{ "HELP",	ANY | JUNK,			do_help },
};

void
session_end(struct session *s, const char *why)
{
	s->state = DONE;
	if (s->end == NULL)
		s->end = why;
}

void
session_lost(struct session *s, enum line result)
{
	post_reset(s->post);
	if (result == LINE_TIMEOUT) {
		reply(s, REPLY_TIMEOUT);
		line_flush(&s->io);
	}
	session_end(s, result == LINE_TIMEOUT ? "timeout" : "lost");
}

void
session_reset(struct session *s)
{
	if (s->state & (SENDER | RCPTS | CHUNKS)) {
		post_reset(s->post);
		s->state = READY;
	}
	s->refused = false;
}

void
session_phase(struct session *s)
{
	int64_t last = s->began + SMTPD_SECONDS * 1000;

	line_phase(&s->io, PHASE_SECONDS);
	if (s->io.deadline > last)
		s->io.deadline = last;
}

/*
 * Only what is already here counts: asking the kernel would cost a call a
 * command.  A session that is replayed from a file is nobody's abuse.
 */
bool
session_pipelined(const struct session *s)
{
	return s->io.pos < s->io.len && !s->replayed;
}

static void
do_rset(struct session *s, char *arg)
{
	if (*arg != '\0') {
		reply(s, REPLY_NO_PARAMETERS);
		return;
	}
	session_reset(s);
	reply(s, REPLY_RESET);
}

static void
do_noop(struct session *s, char *arg)
{
	(void)arg;
	reply(s, REPLY_NOOP);
}

/* RFC 5321 section 3.5.3: 252 when asking would tell too much. */
static void
do_vrfy(struct session *s, char *arg)
{
	(void)arg;
	reply(s, REPLY_VRFY);
}

static void
do_expn(struct session *s, char *arg)
{
	(void)arg;
	reply(s, REPLY_NO_EXPN);
}

static void
do_quit(struct session *s, char *arg)
{
	if (*arg != '\0') {
		reply(s, REPLY_NO_PARAMETERS);
		return;
	}
	post_reset(s->post);
	reply(s, REPLY_BYE);
	session_end(s, "quit");
}

/* Is this verb one of ours, in this mode and with these flags? */
static bool
offered(const struct session *s, const struct verb *v)
{
	const struct suite *suite = &s->set->suite;

	if (v->states & (s->set->lmtp ? SMTP : LMTP))
		return false;
	if (v->run == do_bdat)
		return !options_hides(suite, "CHUNKING");
	if (v->run == do_auth)
		return s->mechanisms != 0 && !options_hides(suite, "AUTH");
	if (v->run == do_starttls)
		return suite->wrapper.argc > 0 &&
		    !options_hides(suite, "STARTTLS");
	return !options_hides(suite, v->name);
}

static void
do_help(struct session *s, char *arg)
{
	char names[200] = "";
	size_t i, n = 0;

	(void)arg;
	for (i = 0; i < nitems(verbs) && n < sizeof(names) - 10; i++)
		if (offered(s, &verbs[i]))
			n += (size_t)snprintf(names + n, sizeof(names) - n,
			    "%s%s", n == 0 ? "" : " ", verbs[i].name);
	reply_text(s, REPLY_HELP, "%s", names);
}

/*
 * With -l.  A password is in what follows AUTH and its mechanism; what is no
 * command is not logged, since it may be a response to an AUTH refused.
 */
static void
log_command(const struct session *s, const struct verb *v, const char *arg)
{
	char text[COMMAND_LOGGED], quoted[4 * COMMAND_LOGGED];

	if (s->set->suite.verbose == 0)
		return;
	snprintf(text, sizeof(text), "%s %.*s", v->name, v->run == do_auth ?
	    (int)strcspn(arg, " \t") : COMMAND_LOGGED, arg);
	log_event(LOG_INFO, "command rip=%s text=\"%s\"", peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

/* Why is this verb not for this state? */
static enum reply
wrong_state(const struct session *s, const struct verb *v)
{
	if (s->state == START)
		return s->set->lmtp ? REPLY_LHLO_FIRST : REPLY_HELLO_FIRST;
	if (s->state == READY)
		return REPLY_MAIL_FIRST;
	if (s->state == CHUNKS)
		return REPLY_IN_CHUNKS;
	if (v->run == do_mail)
		return REPLY_MAIL_TWICE;
	return v->run == do_data ? REPLY_NO_RCPTS : REPLY_IN_TRANSACTION;
}

/* Cuts blanks off both ends; a line of only blanks is "". */
static char *
trim(char *line, size_t *len)
{
	char *end = line + *len;

	while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	*end = '\0';
	line += strspn(line, " \t");
	*len = (size_t)(end - line);
	return line;
}

static void
dispatch(struct session *s, char *line, size_t len)
{
	const struct verb *v;
	char *arg;

	line = trim(line, &len);
	v = verb_find(verbs, nitems(verbs), line, &arg);
	if (v == NULL || !offered(s, v)) {
		reply(s, REPLY_UNKNOWN_COMMAND);
		return;
	}
	arg += strspn(arg, " \t");
	log_command(s, v, arg);
	if (len > COMMAND_MAX - 2 && v->run != do_auth) {
		reply(s, REPLY_LONG_LINE);
		return;
	}
	if ((v->states & SYNC) && session_pipelined(s)) {
		reply(s, REPLY_PIPELINED);
		session_end(s, "pipelined");
		return;
	}
	if (v->states & JUNK)
		abuse_junk(s);
	if ((v->states & s->state) == 0) {
		reply(s, wrong_state(s, v));
		return;
	}
	v->run(s, arg);
}

/* What we cannot read is not a command, but counts as one gone wrong. */
static void
take_line(struct session *s, enum line result, char *line, size_t len)
{
	s->commands++;
	if (result != LINE_TOOLONG && s->commands == 1 &&
	    abuse_forbidden(line)) {
		session_end(s, "not-smtp");
	} else if (result == LINE_TOOLONG) {
		reply(s, REPLY_LONG_LINE);
	} else if (result == LINE_BARE) {
		reply(s, REPLY_BAD_LINE);
	} else {
		dispatch(s, line, len);
	}
}

static void
log_end(const struct session *s)
{
	char user[GATE_USER * 4];

	log_event(LOG_INFO, "end rip=%s%s%s reason=%s mails=%u accepted=%u "
	    "errors=%u unknown=%u in=%llu out=%llu secs=%lld",
	    peer_ip(&s->peer), s->user[0] == '\0' ? "" : " user=",
	    log_quote(user, sizeof(user), s->user, strlen(s->user)),
	    s->end, s->mails, s->accepted, s->errors, s->unknown,
	    (unsigned long long)s->io.received,
	    (unsigned long long)s->io.sent,
	    (long long)(line_now() - s->began) / 1000);
}

void
session_run(struct session *s)
{
	unsigned long idle = s->set->suite.timeout;
	enum line result;
	unsigned before;
	size_t len;
	char *line;

	s->io.timeout = idle == 0 ? IDLE_SECONDS : (unsigned)idle;
	s->io.max = AUTH_MAX;
	s->began = line_now();
	s->state = START;
	s->enhanced = !options_hides(&s->set->suite, "ENHANCEDSTATUSCODES");
	if (!greet(s))
		s->state = DONE;
	while (s->state != DONE) {
		result = line_get(&s->io, &line, &len);
		if (s->commands % CLOCK_EVERY == CLOCK_EVERY - 1 &&
		    line_now() >= s->io.deadline)
			result = LINE_TIMEOUT;
		if (result == LINE_EOF || result == LINE_TIMEOUT) {
			session_lost(s, result);
			break;
		}
		before = abuse_mistakes(s);
		take_line(s, result, line, len);
		abuse_judge(s, before);
	}
	line_end(&s->io);
	log_end(s);
}
