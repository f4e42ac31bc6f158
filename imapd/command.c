#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/front.h"
#include "imapd/notify.h"
#include "imapd/session.h"

#define ANY		(STATE_FRONT | STATE_AUTH | STATE_SELECTED)
#define LOGGED_IN	(STATE_AUTH | STATE_SELECTED)
#define NUMBERS		(COMMAND_NUMBERS | COMMAND_SET)
#define LOGGED		1024		/* bytes of a command, quoted */

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
session_log(const struct session *s, const char *what, const char *text,
    size_t len)
{
	char quoted[LOGGED];

	log_event(LOG_INFO, "%s rip=%s text=\"%s\"", what, peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, len));
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
		session_log(s, "command", c->name, strlen(c->name));
	else
		session_log(s, "command", from, (size_t)(p->end - from));
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
