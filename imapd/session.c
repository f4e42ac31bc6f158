#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/saslio.h"
#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/folder.h"
#include "imapd/notify.h"
#include "imapd/session.h"
#include "imapd/use.h"

/* The login failed after all: it was right, but there is no mail. */
static void
refuse(struct session *s, const char *what, const char *text)
{
	bool lasting = errno == EACCES || errno == EPERM || errno == ENOTDIR ||
	    errno == ENOENT || errno == ELOOP || errno == EROFS;

	log_event(LOG_ERR, "%s user=%s error=\"%s\"", what, s->who.user,
	    strerror(errno));
	reply_bye(s, what, "[UNAVAILABLE] cannot open your mail");
	reply_no(s, "[%s] %s", lasting ? "CONTACTADMIN" : "UNAVAILABLE", text);
}

/* The Maildir, and for reading what iconv(3) needs where libc is glibc. */
static int
enter_jail(const char *maildir)
{
	const struct jail_dir dirs[] = {
		{ .path = maildir, .fd = -1 },
#ifdef __GLIBC__
#ifdef __x86_64__
		{ "/usr/lib/x86_64-linux-gnu/gconv", -1, true },
#endif
#ifdef __aarch64__
		{ "/usr/lib/aarch64-linux-gnu/gconv", -1, true },
#endif
		{ "/usr/lib64/gconv", -1, true },
		{ "/usr/lib/gconv", -1, true },
#endif
	};

	return jail_enter_some(JAIL_TEXT, dirs, nitems(dirs));
}

/*
 * The session: it may do what its user may do, but below the Maildir only,
 * and can start no program and make no connection.
 */
static void
start(struct session *s)
{
	const char *maildir = s->set->maildir;
	struct maildir md;

	s->root = maildir_root(maildir);
	if (s->root == -1 || maildir_open(&md, s->root, ".",
	    MAILDIR_CREATE) == -1) {
		refuse(s, "maildir", "cannot open your Maildir");
		return;
	}
	maildir_close(&md);
	if (jail_limits(IMAPD_MEMORY, 0) == -1 ||
	    enter_jail(maildir) == -1) {
		refuse(s, "jail", "cannot give up privilege");
		return;
	}
	if (folder_recover(s->root) == -1)
		log_event(LOG_ERR, "rename user=%s error=\"%s\"", s->who.user,
		    strerror(errno));
	if (s->set->folders && use_make_all(s->root) == -1)
		log_event(LOG_ERR, "folders user=%s error=\"%s\"", s->who.user,
		    strerror(errno));
	line_put(&s->io, "%s OK [", s->tag);
	capability_write(s);
	out_text(&s->out, "] logged in\r\n");
}

/* RFC 9051 section 6.2.2: one more step of SCRAM. */
static bool
finish_scram(struct session *s)
{
	enum line got = sasl_finish(&s->io, "+", s->who.server_signature);

	if (got == LINE_OK)
		return true;
	if (got != LINE_EOF && got != LINE_TIMEOUT)
		reply_bad(s, "cancelled");
	session_done(s, "scram");
	return false;
}

static void
log_end(const struct session *s)
{
	char user[4 * GATE_USER];

	log_event(LOG_INFO, "end rip=%s user=%s reason=%s fetched=%llu "
	    "appended=%llu received=%llu sent=%llu", peer_ip(&s->peer),
	    log_quote(user, sizeof(user), s->who.user, strlen(s->who.user)),
	    s->why, (unsigned long long)s->fetched,
	    (unsigned long long)s->appended,
	    (unsigned long long)s->io.received,
	    (unsigned long long)s->io.sent);
}

void
session_free(struct session *s)
{
	notify_end(s);
	contexts_end(s);
	view_close(&s->view);
	set_free(&s->saved);
	set_free(&s->made);
}

void
session_run(struct session *s)
{
	s->state = STATE_AUTH;
	s->root = -1;
	memcpy(s->tag, s->ask.tag, sizeof(s->tag));
	out_peer(&s->out, &s->io);
	input_init(&s->input, &s->io, INPUT_SIZE);
	if (!line_unread(&s->io, s->ask.rest, s->ask.rest_len))
		return;
	if (s->ask.mechanism != GATE_SCRAM || finish_scram(s))
		start(s);
	command_loop(s);
	session_free(s);
	if (s->root != -1)
		close(s->root);
	line_end(&s->io);
	log_end(s);
}

/*
 * Courier names directories in UTF-8.  Where a folder, or one above it, has
 * such a name, it has it for us, too.
 */
static void
as_on_disk(int root, char folder[NAME_FOLDER])
{
	char above[NAME_FOLDER], other[NAME_FOLDER];
	char *end;

	if (!name_in_utf8(folder, other) || folder_exists(root, folder))
		return;
	memcpy(above, other, strlen(other) + 1);
	while (!folder_exists(root, above)) {
		end = strrchr(above, '.');
		if (end == NULL || end == above)
			return;
		*end = '\0';
	}
	for (end = above; *end != '\0' && (*end & 0x80) == 0; end++)
		continue;
	if (*end != '\0')
		memcpy(folder, other, strlen(other) + 1);
}

bool
folder_arg(struct session *s, struct parse *p, char folder[NAME_FOLDER])
{
	struct text name;

	if (!parse_space(p) || !parse_astring(p, &name)) {
		reply_syntax(s, p);
		return false;
	}
	s->mailbox = name;
	switch (name_to_folder(&s->set->naming, name.p, name.len,
	    s->out.utf8, folder)) {
	case NAME_OK:
		as_on_disk(s->root, folder);
		return true;
	case NAME_INVALID:
		reply_no(s, "[CANNOT] that cannot be the name of a mailbox");
		break;
	case NAME_OUTSIDE:
		reply_no(s, "[NONEXISTENT] all mailboxes begin with %s",
		    s->set->naming.prefix);
		break;
	case NAME_TOO_LONG:
		reply_no(s, "[LIMIT] the name is too long");
		break;
	}
	return false;
}

bool
messages_arg(struct session *s, struct parse *p, struct set *numbers)
{
	struct set set;
	bool good;

	memset(&set, 0, sizeof(set));
	memset(numbers, 0, sizeof(*numbers));
	if (!parse_space(p) || !parse_set(p, &set)) {
		set_free(&set);
		reply_syntax(s, p);
		return false;
	}
	good = set.saved ? view_resolve(&s->view, &s->saved, true, numbers) :
	    view_resolve(&s->view, &set, s->uid, numbers);
	set_free(&set);
	if (!good) {
		set_free(numbers);
		reply_bad(s, "there is no such message");
	}
	return good;
}
