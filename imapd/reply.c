/* The answers to commands, and what is told with them (command.h). */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/notify.h"
#include "imapd/resync.h"

#define REPLY		1024		/* text of a tagged answer */

void
session_done(struct session *s, const char *why)
{
	s->state = STATE_DONE;
	s->why = why;
}

void
reply_bye(struct session *s, const char *why, const char *text)
{
	line_put(&s->io, "* BYE %s\r\n", text);
	session_done(s, why);
}

unsigned
session_how(const struct session *s)
{
	return ((s->enabled & ENABLED_CONDSTORE) != 0 ? VIEW_CONDSTORE : 0u) |
	    ((s->enabled & ENABLED_QRESYNC) != 0 ? VIEW_QRESYNC : 0u) |
	    ((s->enabled & ENABLED_REV2) != 0 ? VIEW_REV2 : 0u) |
	    ((s->enabled & ENABLED_UIDONLY) != 0 ? VIEW_UIDONLY : 0u) |
	    (s->uid ? VIEW_UIDS : 0u) | notify_how(s);
}

bool
session_update(struct session *s)
{
	uint32_t fresh = s->view.uidnext;

	if (s->state != STATE_SELECTED || !notify_wants(s))
		return true;
	if (view_update(&s->view, &s->out, session_how(s)) == 0) {
		contexts_update(s, fresh);
		return true;
	}
	log_event(errno == ESTALE ? LOG_NOTICE : LOG_ERR,
	    "mailbox user=%s folder=\"%s\" error=\"%s\"", s->who.user,
	    s->view.folder, strerror(errno));
	if (errno == ESTALE || errno == ENOENT)
		reply_bye(s, "mailbox-changed",
		    "the mailbox was made anew: please select it again");
	return s->state != STATE_DONE;
}

static void tagged(struct session *, const char *word, const char *fmt,
    va_list ap) __attribute__((format(printf, 3, 0)));

/* "tag OK text"; the tag of a line without one is "*" (I-19). */
static void
tagged(struct session *s, const char *word, const char *fmt, va_list ap)
{
	char text[REPLY];
	int n = snprintf(text, sizeof(text), "%s ", word);

	if (vsnprintf(text + n, sizeof(text) - (size_t)n, fmt, ap) < 0)
		text[n] = '\0';
	s->answered = true;
	if (s->set->suite.verbose > 1)
		session_log(s, "reply", text, strlen(text));
	line_put(&s->io, "%s %s\r\n", s->tag[0] != '\0' ? s->tag : "*",
	    text);
}

/* Must the client's message numbers hold until this command is over? */
static bool
numbers_hold(const struct session *s)
{
	return s->command != NULL && !s->uid &&
	    (s->command->how & COMMAND_NUMBERS) != 0;
}

/*
 * RFC 7162 section 3.2: of a message changed the modseq was told, of one
 * expunged before that nothing yet; a client cut off now must not think that
 * it knows all up to that modseq.
 */
static void
warn_of_delay(struct session *s)
{
	if (numbers_hold(s) && s->state == STATE_SELECTED &&
	    (s->enabled & ENABLED_QRESYNC) != 0 &&
	    mailbox_modseq(&s->view.mb) != s->view.modseq)
		highestmodseq_write(s);
}

/* False: the session is over, and the client knows. */
static bool
update_first(struct session *s)
{
	s->errors = 0;
	if (s->command == NULL || (s->command->how & COMMAND_QUIET) != 0)
		return true;
	warn_of_delay(s);
	if (!numbers_hold(s))
		return session_update(s);
	if (s->state == STATE_SELECTED)
		contexts_update(s, s->view.uidnext);
	return true;
}

/*
 * RFC 5530 section 3: others have expunged what this command may not tell;
 * the client may want to ask soon.
 */
static bool
must_say_expunged(struct session *s)
{
	return numbers_hold(s) && s->state == STATE_SELECTED &&
	    mailbox_modseq(&s->view.mb) != s->view.modseq &&
	    view_lost_some(&s->view);
}

void
reply_ok(struct session *s, const char *fmt, ...)
{
	char text[REPLY];
	va_list ap;

	if (!update_first(s))
		return;
	if (fmt[0] != '[' && must_say_expunged(s)) {
		(void)snprintf(text, sizeof(text), "[EXPUNGEISSUED] %s", fmt);
		fmt = text;
	}
	va_start(ap, fmt);
	tagged(s, "OK", fmt, ap);
	va_end(ap);
}

void
reply_begin(struct session *s, const char *word)
{
	s->answered = true;
	if (update_first(s))
		line_put(&s->io, "%s %s ", s->tag, word);
}

void
reply_ok_begin(struct session *s)
{
	reply_begin(s, "OK");
}

void
reply_no(struct session *s, const char *fmt, ...)
{
	va_list ap;

	s->errors = 0;
	warn_of_delay(s);
	va_start(ap, fmt);
	tagged(s, "NO", fmt, ap);
	va_end(ap);
}

void
reply_bad(struct session *s, const char *fmt, ...)
{
	unsigned limit = s->state == STATE_FRONT ? IMAPD_LOGIN_ERRORS :
	    IMAPD_ERRORS;
	va_list ap;

	va_start(ap, fmt);
	tagged(s, "BAD", fmt, ap);
	va_end(ap);
	if (++s->errors >= limit)
		reply_bye(s, "errors", "too many commands with errors");
}

void
reply_syntax(struct session *s, const struct parse *p)
{
	if (p->too_big)
		reply_no(s, "[TOOBIG] a literal is longer than we take");
	else if (p->in != NULL && p->in->broken == INPUT_GONE)
		session_done(s, s->io.broken == LINE_TIMEOUT ? "timeout" :
		    "lost");
	else
		reply_bad(s, "%s: expected %s", s->command != NULL ?
		    s->command->name : "syntax",
		    p->expected != NULL ? p->expected : "something else");
}

bool
command_end(struct session *s, struct parse *p)
{
	if (parse_end(p))
		return true;
	reply_syntax(s, p);
	return false;
}

/*
 * RFC 5530 section 3.  A full disk or a full table is not the user's doing,
 * and will pass.  What is not here should not happen.
 */
static const struct {
	int		 error;
	const char	*code;
} codes[] = {
	{ EDQUOT, "OVERQUOTA" },
	{ ENOSPC, "UNAVAILABLE" },
	{ EMFILE, "UNAVAILABLE" },
	{ ENFILE, "UNAVAILABLE" },
	{ EACCES, "NOPERM" },
	{ EPERM, "NOPERM" },
	{ EROFS, "NOPERM" },
	{ ENOENT, "NONEXISTENT" },
	{ EEXIST, "ALREADYEXISTS" },
	{ ENOTDIR, "CANNOT" },
	{ ELOOP, "CANNOT" },
	{ EAGAIN, "INUSE" },
	{ EBUSY, "INUSE" },
	{ EDEADLK, "INUSE" },
	{ ETXTBSY, "INUSE" },
	{ ENOMEM, "LIMIT" },
	{ EOVERFLOW, "LIMIT" },
	{ EFBIG, "LIMIT" },
	{ EMLINK, "LIMIT" },
	{ ENAMETOOLONG, "LIMIT" },
	{ EIO, "CORRUPTION" },
	{ EBADMSG, "CORRUPTION" },
};

void
reply_errno(struct session *s, const char *what)
{
	const char *code = "SERVERBUG";
	int e = errno;
	size_t i;

	for (i = 0; i < nitems(codes); i++)
		if (codes[i].error == e)
			code = codes[i].code;
	log_event(LOG_ERR, "%s user=%s error=\"%s\"", what, s->who.user,
	    strerror(e));
	if (e == ESTALE)
		reply_bye(s, "mailbox-changed",
		    "the mailbox was made anew: please select it again");
	else
		reply_no(s, "[%s] %s: %s", code, what, strerror(e));
}
