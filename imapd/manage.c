#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/quota.h"
#include "imapd/command.h"
#include "imapd/folder.h"
#include "imapd/metadata.h"
#include "imapd/notify.h"
#include "imapd/objectid.h"
#include "imapd/session.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"

static void
refuse(struct session *s, const char *what)
{
	switch (errno) {
	case EEXIST:
		reply_no(s, "[ALREADYEXISTS] there is such a mailbox");
		break;
	case ENOENT:
	case ENOTDIR:
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
		break;
	case ENAMETOOLONG:
		reply_no(s, "[LIMIT] the name is too long");
		break;
	default:
		reply_errno(s, what);
	}
}

/* " (USE (\Sent))" (RFC 6154 section 3) */
static bool
parse_use(struct parse *p, unsigned *use)
{
	struct text t;

	*use = 0;
	if (parse_peek(p) != ' ')
		return true;
	if (!parse_space(p) || !parse_char(p, '(') ||
	    !(parse_word(p, "USE") || parse_fail(p, "USE")) ||
	    !parse_space(p) || !parse_char(p, '('))
		return false;
	do {
		if (!parse_flag(p, &t))
			return false;
		*use |= use_bit(&t) != 0 ? use_bit(&t) : USE_UNKNOWN;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')') && parse_char(p, ')');
}

/* RFC 8474 section 4.1. */
static void
reply_created(struct session *s, const char *folder)
{
	char id[OBJECTID];
	struct mailbox mb;

	if (mailbox_open(&mb, s->root, folder, 0) == -1) {
		reply_ok(s, "CREATE completed");
		return;
	}
	objectid_mailbox(&mb, id);
	mailbox_close(&mb);
	reply_ok(s, "[MAILBOXID (%s)] CREATE completed", id);
}

void
do_create(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	unsigned use;

	if (!folder_arg(s, p, folder))
		return;
	if (!parse_use(p, &use)) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if ((use & USE_UNKNOWN) != 0) {
		reply_no(s, "[USEATTR] we know no such use");
	} else if (folder_create(s->root, folder) == -1) {
		refuse(s, "CREATE");
	} else if (use != 0 && use_set(s->root, folder, use) == -1) {
		refuse(s, "CREATE");
		(void)folder_delete(s->root, folder);
	} else {
		notify_named(s, folder);
		reply_created(s, folder);
	}
}

/*
 * A mailbox selected here is no more, or has another name; `below`: so it is
 * with those below it.
 */
static void
deselect(struct session *s, const char *folder, bool below)
{
	size_t len = strlen(folder);
	char next;

	if (s->state != STATE_SELECTED ||
	    strncmp(s->view.folder, folder, len) != 0)
		return;
	next = s->view.folder[len];
	if (next != '\0' && (!below || next != '.'))
		return;
	session_leave(s);
	out_text(&s->out, "* OK [CLOSED] the mailbox is gone\r\n");
}

/* What a folder adds to the quota. */
static void
weigh(int root, const char *folder, int64_t *bytes, int64_t *count)
{
	struct quota q;
	struct mailbox mb;
	struct message m;
	uint32_t i;

	*bytes = *count = 0;
	if (quota_read(root, &q) != 1 || !quota_counts(folder) ||
	    mailbox_open(&mb, root, folder, 0) == -1)
		return;
	for (i = 0; i < mb.count; i++)
		if (mailbox_numbers(&mb, i, &m) && m.size >= 0 &&
		    (m.flags & FLAG_DELETED) == 0) {
			*bytes += m.size;
			++*count;
		}
	mailbox_close(&mb);
}

void
do_delete(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	int64_t bytes, count;

	if (!folder_arg(s, p, folder) || !command_end(s, p))
		return;
	if (*folder == '\0') {
		reply_no(s, "[CANNOT] INBOX cannot be deleted");
		return;
	}
	weigh(s->root, folder, &bytes, &count);
	if (folder_delete(s->root, folder) == -1) {
		refuse(s, "DELETE");
		return;
	}
	notify_named(s, folder);
	if (count > 0)
		(void)quota_add(s->root, -bytes, -count);
	deselect(s, folder, false);
	reply_ok(s, "DELETE completed");
}

/* RFC 5464 section 4.1: INBOX keeps its own. */
static void
copy_metadata(struct session *s, const char *to)
{
	struct metadata *m = malloc(sizeof(*m));

	if (m != NULL && metadata_read(s->root, "", m) == 0) {
		if (m->n > 0)
			(void)metadata_write(s->root, to, m);
		metadata_free(m);
	}
	free(m);
}

static void
rename_inbox(struct session *s, const char *to)
{
	int left;

	if (folder_create(s->root, to) == -1) {
		refuse(s, "RENAME");
		return;
	}
	notify_named(s, to);
	copy_metadata(s, to);
	left = move_inbox(s, to);
	if (left == -1)
		reply_errno(s, "RENAME");
	else if (left > 0)
		reply_no(s, "[SERVERBUG] %d messages are still in INBOX",
		    left);
	else
		reply_ok(s, "RENAME completed");
}

/* RFC 9051 section 6.3.6. */
void
do_rename(struct session *s, struct parse *p)
{
	char from[NAME_FOLDER], to[NAME_FOLDER];

	if (!folder_arg(s, p, from) || !folder_arg(s, p, to) ||
	    !command_end(s, p))
		return;
	if (*from == '\0') {
		rename_inbox(s, to);
		return;
	}
	if (folder_rename(s->root, from, to) == -1) {
		if (errno == EINVAL)
			reply_no(s, "[CANNOT] that is below itself");
		else
			refuse(s, "RENAME");
		return;
	}
	notify_named(s, from);
	notify_named(s, to);
	deselect(s, from, true);
	reply_ok(s, "RENAME completed");
}

static void
subscribe(struct session *s, struct parse *p, bool yes)
{
	char folder[NAME_FOLDER];

	if (!folder_arg(s, p, folder) || !command_end(s, p))
		return;
	if (yes && !folder_exists(s->root, folder))
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
	else if (subscriptions_change(s->root, folder, yes) == -1)
		reply_errno(s, yes ? "SUBSCRIBE" : "UNSUBSCRIBE");
	else {
		notify_named(s, folder);
		reply_ok(s, "%s completed", yes ? "SUBSCRIBE" : "UNSUBSCRIBE");
	}
}

void
do_subscribe(struct session *s, struct parse *p)
{
	subscribe(s, p, true);
}

void
do_unsubscribe(struct session *s, struct parse *p)
{
	subscribe(s, p, false);
}
