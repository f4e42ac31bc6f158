#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/front.h"
#include "imapd/notify.h"
#include "imapd/resync.h"
#include "imapd/session.h"

#define ANY		(STATE_FRONT | STATE_AUTH | STATE_SELECTED)
#define LOGGED_IN	(STATE_AUTH | STATE_SELECTED)
#define NUMBERS		(COMMAND_NUMBERS | COMMAND_SET)
#define REPLY		1024		/* text of a tagged answer */

/* What a client sends most comes first. */
static const struct command commands[] = {
	{ "FETCH", STATE_SELECTED, COMMAND_UID | NUMBERS, NULL,
	    do_fetch },
	{ "STORE", STATE_SELECTED, COMMAND_UID | NUMBERS, NULL,
	    do_store },
	{ "NOOP", ANY, 0, NULL, do_noop },
	{ "IDLE", LOGGED_IN, 0, "IDLE", do_idle },
	{ "COPY", STATE_SELECTED, COMMAND_UID | COMMAND_SET, NULL, do_copy },
	{ "MOVE", STATE_SELECTED, COMMAND_UID | COMMAND_SET |
	    COMMAND_EXPUNGES, "MOVE", do_move },
	{ "SEARCH", STATE_SELECTED, COMMAND_UID | NUMBERS, NULL,
	    do_search },
	{ "ESEARCH", LOGGED_IN, COMMAND_UID, "MULTISEARCH", do_esearch },
	{ "SORT", STATE_SELECTED, COMMAND_UID | NUMBERS, "SORT",
	    do_sort },
	{ "THREAD", STATE_SELECTED, COMMAND_UID | NUMBERS, NULL,
	    do_thread },
	{ "CANCELUPDATE", STATE_SELECTED, 0, "CONTEXT=SEARCH",
	    do_cancelupdate },
	{ "EXPUNGE", STATE_SELECTED, COMMAND_UID | COMMAND_EXPUNGES, NULL,
	    do_expunge },
	{ "APPEND", LOGGED_IN, 0, NULL, do_append },
	{ "REPLACE", STATE_SELECTED, COMMAND_UID | COMMAND_SET |
	    COMMAND_EXPUNGES, "REPLACE", do_replace },
	{ "SELECT", LOGGED_IN, COMMAND_QUIET, NULL, do_select },
	{ "EXAMINE", LOGGED_IN, COMMAND_QUIET, NULL, do_examine },
	{ "STATUS", LOGGED_IN, 0, NULL, do_status },
	{ "LIST", LOGGED_IN, 0, NULL, do_list },
	{ "LSUB", LOGGED_IN, 0, NULL, do_lsub },
	{ "XLIST", LOGGED_IN, 0, NULL, do_xlist },
	{ "NAMESPACE", LOGGED_IN, 0, "NAMESPACE", do_namespace },
	{ "CREATE", LOGGED_IN, 0, NULL, do_create },
	{ "DELETE", LOGGED_IN, 0, NULL, do_delete },
	{ "RENAME", LOGGED_IN, 0, NULL, do_rename },
	{ "SUBSCRIBE", LOGGED_IN, 0, NULL, do_subscribe },
	{ "UNSUBSCRIBE", LOGGED_IN, 0, NULL, do_unsubscribe },
	{ "GETQUOTAROOT", LOGGED_IN, 0, "QUOTA", do_getquotaroot },
	{ "GETQUOTA", LOGGED_IN, 0, "QUOTA", do_getquota },
	{ "GETMETADATA", LOGGED_IN, 0, "METADATA", do_getmetadata },
	{ "SETMETADATA", LOGGED_IN, 0, "METADATA", do_setmetadata },
	{ "NOTIFY", LOGGED_IN, 0, "NOTIFY", do_notify },
	{ "CHECK", STATE_SELECTED, 0, NULL, do_check },
	{ "CLOSE", STATE_SELECTED, COMMAND_QUIET, NULL, do_close },
	{ "UNSELECT", STATE_SELECTED, COMMAND_QUIET, "UNSELECT",
	    do_unselect },
	{ "ENABLE", LOGGED_IN, 0, "ENABLE", do_enable },
	{ "ID", ANY, 0, "ID", do_id },
	{ "CAPABILITY", ANY, 0, NULL, do_capability },
	{ "LOGOUT", ANY, COMMAND_QUIET, NULL, do_logout },
	{ "LOGIN", STATE_FRONT, COMMAND_SECRET, NULL, do_login },
	{ "AUTHENTICATE", STATE_FRONT, COMMAND_SECRET, NULL,
	    do_authenticate },
	{ "STARTTLS", STATE_FRONT, 0, "STARTTLS", do_starttls },
};

void
session_done(struct session *s, const char *why)
{
	s->state = STATE_DONE;
	s->why = why;
}

static void
log_text(const struct session *s, const char *what, const char *text,
    size_t len)
{
	char quoted[REPLY];

	log_event(LOG_INFO, "%s rip=%s text=\"%s\"", what, peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, len));
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
		log_text(s, "reply", text, strlen(text));
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
 * RFC 5530 section 3.  A full disk or a full table is not the user's doing, and
 * will pass.  What is not here should not happen.
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

static const struct command *
find(const struct session *s, const struct text *name, bool uid)
{
	size_t i;

	for (i = 0; i < nitems(commands); i++) {
		const struct command *c = &commands[i];

		if (!text_is(name, c->name) ||
		    (uid && (c->how & COMMAND_UID) == 0))
			continue;
		if (c->capability != NULL && !capability_has(s, c->capability))
			return NULL;
		return c;
	}
	return NULL;
}

static bool
read_tag(struct session *s, struct parse *p)
{
	struct text tag;

	s->tag[0] = '\0';
	if (!parse_tag(p, &tag))
		return false;
	if (!scan_copy(s->tag, sizeof(s->tag), tag.p, tag.len))
		return parse_fail(p, "a tag of at most 63 characters");
	return true;
}

/* "FETCH" or "UID FETCH"; NULL: no such command, or no word at all. */
static const struct command *
read_name(struct session *s, struct parse *p)
{
	struct text name;

	s->uid = false;
	if (!parse_space(p) || !parse_atom(p, &name))
		return NULL;
	if (text_is(&name, "UID")) {
		s->uid = true;
		if (!parse_space(p) || !parse_atom(p, &name))
			return NULL;
	}
	return find(s, &name, s->uid);
}

static void
log_command(const struct session *s, const struct command *c,
    const struct parse *p)
{
	const char *from = s->input.buf;

	if ((c->how & COMMAND_SECRET) != 0)
		log_text(s, "command", c->name, strlen(c->name));
	else
		log_text(s, "command", from, (size_t)(p->end - from));
}

static const char *
why_not_here(const struct session *s)
{
	return s->state == STATE_FRONT ? "log in first" :
	    (s->command->states & STATE_FRONT) != 0 ? "not after login" :
	    "select a mailbox first";
}

static void
dispatch(struct session *s, struct parse *p)
{
	const struct command *c = s->command;

	if (s->set->suite.verbose > 0)
		log_command(s, c, p);
	if ((c->states & s->state) == 0) {
		reply_bad(s, "%s", why_not_here(s));
		return;
	}
	/* RFC 9586 section 3.2. */
	if ((c->how & COMMAND_SET) != 0 && !s->uid &&
	    (s->enabled & ENABLED_UIDONLY) != 0) {
		reply_bad(s, "[UIDREQUIRED] you have enabled UIDONLY");
		return;
	}
	c->run(s, p);
	if (!s->answered && s->state != STATE_DONE)
		reply_no(s, "[SERVERBUG] that was not answered");
}

void
command_run(struct session *s)
{
	struct parse p;

	parse_begin(&p, &s->input);
	s->answered = false;
	s->command = NULL;
	if (!read_tag(s, &p)) {
		reply_syntax(s, &p);
	} else if (s->input.broken == INPUT_TOOLONG) {
		reply_bad(s, "[TOOBIG] the command is too long");
	} else if (s->input.broken == INPUT_BAD) {
		reply_bad(s, "NUL or bare CR in a command");
	} else {
		s->command = read_name(s, &p);
		if (s->command != NULL)
			dispatch(s, &p);
		else if (p.expected != NULL)
			reply_syntax(s, &p);
		else
			reply_bad(s, "unknown command");
	}
}

void
command_loop(struct session *s)
{
	while (s->state != STATE_DONE) {
		if (s->notify != NULL && !session_wait(s))
			break;
		if (input_command(&s->input) != INPUT_GONE)
			command_run(s);
		if (s->state == STATE_DONE)
			break;
		if (input_finish(&s->input) != INPUT_GONE)
			continue;
		if (s->io.broken == LINE_TIMEOUT)
			reply_bye(s, "timeout", "silent for too long");
		else if (s->io.broken == LINE_OK)
			reply_bye(s, "too-big", "a literal was too long");
		else
			session_done(s, "lost");
	}
}

void
do_noop(struct session *s, struct parse *p)
{
	if (command_end(s, p))
		reply_ok(s, "NOOP completed");
}

/* RFC 9051 section 6.1.3, I-29. */
void
do_logout(struct session *s, struct parse *p)
{
	if (!command_end(s, p))
		return;
	line_put(&s->io, "* BYE bye\r\n");
	reply_ok(s, "LOGOUT completed");
	session_done(s, "logout");
}
