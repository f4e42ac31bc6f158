#include <errno.h>
#include <string.h>

#include "common/log.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/expunge.h"
#include "imapd/notify.h"
#include "imapd/objectid.h"
#include "imapd/resync.h"
#include "imapd/session.h"

void
session_leave(struct session *s)
{
	notify_left(s);
	contexts_end(s);
	view_close(&s->view);
	set_clear(&s->saved);
	s->state = STATE_AUTH;
}

static void
number_code(struct out *o, const char *code, uint64_t n, const char *text)
{
	out_text(o, "* OK [");
	out_text(o, code);
	out_char(o, ' ');
	out_number(o, n);
	out_text(o, "] ");
	out_text(o, text);
	out_text(o, "\r\n");
}

/* RFC 9051 section 6.3.2, RFC 3501 section 6.3.1, I-21. */
static void
describe(struct session *s)
{
	struct view *v = &s->view;
	struct out *o = &s->out;
	char id[OBJECTID];
	uint32_t unseen;

	view_write_keywords(v, o);
	out_text(o, "* ");
	out_number(o, v->count);
	out_text(o, " EXISTS\r\n");
	if ((s->enabled & ENABLED_REV2) == 0) {
		out_text(o, "* ");
		out_number(o, view_count_recent(v));
		out_text(o, " RECENT\r\n");
		unseen = mailbox_first_unseen(&v->mb);
		if (unseen < v->count &&
		    (s->enabled & ENABLED_UIDONLY) == 0)
			number_code(o, "UNSEEN", unseen + 1, "first unseen");
	}
	objectid_mailbox(&v->mb, id);
	out_text(o, "* OK [MAILBOXID (");
	out_text(o, id);
	out_text(o, ")] its name for ever\r\n");
	number_code(o, "UIDVALIDITY", v->uidvalidity, "UIDs valid");
	number_code(o, "UIDNEXT", v->uidnext, "next UID");
	number_code(o, "HIGHESTMODSEQ", v->modseq, "highest");
}

/* RFC 9051 section 6.3.2; OLDNAME: the client calls it by another name. */
static void
describe_name(struct session *s, const char *folder)
{
	struct out *o = &s->out;
	char name[NAME_SIZE];
	size_t len;

	if ((s->enabled & ENABLED_REV2) == 0)
		return;
	len = name_from_folder(&s->set->naming, folder, o->utf8, name);
	out_text(o, s->set->naming.separator == '.' ? "* LIST () \".\" " :
	    "* LIST () \"/\" ");
	out_astring(o, name, len);
	if (s->mailbox.len != len ||
	    memcmp(s->mailbox.p, name, len) != 0) {
		out_text(o, " (\"OLDNAME\" (");
		out_astring(o, s->mailbox.p, s->mailbox.len);
		out_text(o, "))");
	}
	out_text(o, "\r\n");
}

static void
refuse(struct session *s)
{
	if (errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG)
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
	else
		reply_errno(s, "SELECT");
}

static void
select_folder(struct session *s, const char *folder, bool readonly,
    struct resync *r)
{
	if (s->state == STATE_SELECTED) {
		session_leave(s);
		out_text(&s->out, "* OK [CLOSED] the mailbox before\r\n");
	}
	if (view_open(&s->view, s->root, folder, readonly) == -1) {
		refuse(s);
		return;
	}
	if (s->view.mb.repaired || s->view.mb.imported)
		log_event(LOG_NOTICE, "mailbox user=%s folder=\"%s\" %s",
		    s->who.user, folder, s->view.mb.repaired ?
		    "index=rebuilt" : "uids=imported");
	s->state = STATE_SELECTED;
	describe(s);
	describe_name(s, folder);
	resync_tell(s, r);
	reply_ok(s, readonly ? "[READ-ONLY] examined" :
	    "[READ-WRITE] selected");
}

/* "(CONDSTORE QRESYNC (...))" (RFC 7162 sections 3.1.8 and 3.2.5) */
static bool
parse_parameters(struct session *s, struct parse *p, bool *condstore,
    struct resync *r)
{
	if (parse_peek(p) != ' ')
		return true;
	if (!parse_space(p) || !parse_char(p, '('))
		return false;
	do {
		if (parse_word(p, "CONDSTORE")) {
			*condstore = true;
		} else if (parse_word(p, "QRESYNC")) {
			if ((s->enabled & ENABLED_QRESYNC) == 0)
				return parse_fail(p, "ENABLE QRESYNC first");
			if (r->wanted || !parse_qresync(p, r))
				return parse_fail(p, "one QRESYNC");
		} else {
			return parse_fail(p, "a SELECT parameter");
		}
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

static void
do_open(struct session *s, struct parse *p, bool readonly)
{
	char folder[NAME_FOLDER];
	struct resync r;
	bool condstore = false;

	if (!folder_arg(s, p, folder))
		return;
	memset(&r, 0, sizeof(r));
	if (!parse_parameters(s, p, &condstore, &r)) {
		reply_syntax(s, p);
	} else if (r.numbers.n > 0 && (s->enabled & ENABLED_UIDONLY) != 0) {
		reply_bad(s, "[UIDREQUIRED] you have enabled UIDONLY");
	} else if (command_end(s, p)) {
		if (condstore)
			s->enabled |= ENABLED_CONDSTORE;
		select_folder(s, folder, readonly, &r);
	}
	resync_free(&r);
}

void
do_select(struct session *s, struct parse *p)
{
	do_open(s, p, false);
}

void
do_examine(struct session *s, struct parse *p)
{
	do_open(s, p, true);
}

/* RFC 9051 section 6.4.1: without a word about what is removed. */
void
do_close(struct session *s, struct parse *p)
{
	if (!command_end(s, p))
		return;
	if (!s->view.readonly && expunge_deleted(s, NULL) == -1) {
		reply_errno(s, "CLOSE");
		return;
	}
	session_leave(s);
	reply_ok(s, "CLOSE completed");
}

void
do_unselect(struct session *s, struct parse *p)
{
	if (!command_end(s, p))
		return;
	session_leave(s);
	reply_ok(s, "UNSELECT completed");
}

/* RFC 3501 section 6.4.1: all is on the disk already. */
void
do_check(struct session *s, struct parse *p)
{
	if (command_end(s, p))
		reply_ok(s, "CHECK completed");
}
