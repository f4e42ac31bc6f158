#include <errno.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/objectid.h"
#include "imapd/resync.h"
#include "imapd/session.h"
#include "imapd/status.h"

static const struct {
	const char	*name;
	unsigned	 bit;
} items[] = {
	{ "MESSAGES", STATUS_MESSAGES },
	{ "RECENT", STATUS_RECENT },
	{ "UIDNEXT", STATUS_UIDNEXT },
	{ "UIDVALIDITY", STATUS_UIDVALIDITY },
	{ "UNSEEN", STATUS_UNSEEN },
	{ "DELETED", STATUS_DELETED },
	{ "SIZE", STATUS_SIZE },
	{ "HIGHESTMODSEQ", STATUS_HIGHESTMODSEQ },
	{ "MAILBOXID", STATUS_MAILBOXID },
	{ "APPENDLIMIT", STATUS_APPENDLIMIT },
	{ "DELETED-STORAGE", STATUS_DELETED_STORAGE },
};

bool
parse_status(struct parse *p, unsigned *wanted)
{
	size_t i;

	*wanted = 0;
	if (!parse_char(p, '('))
		return false;
	do {
		for (i = 0; i < nitems(items); i++)
			if (parse_word(p, items[i].name))
				break;
		if (i == nitems(items))
			return parse_fail(p, "a STATUS item");
		*wanted |= items[i].bit;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

bool
status_has_modseq(unsigned wanted)
{
	return (wanted & STATUS_HIGHESTMODSEQ) != 0;
}

/* Bytes that an EXPUNGE would give back. */
static uint64_t
deleted_storage(struct mailbox *mb, const struct mailbox_status *st)
{
	uint64_t bytes = 0;
	struct message m;
	uint32_t i;

	if (st->deleted > 0)
		for (i = 0; i < mb->count; i++)
			if (mailbox_numbers(mb, i, &m) && m.size > 0 &&
			    (m.flags & FLAG_DELETED) != 0)
				bytes += (uint64_t)m.size;
	return bytes;
}

static uint64_t
value(const struct session *s, struct mailbox *mb,
    const struct mailbox_status *st, unsigned bit)
{
	switch (bit) {
	case STATUS_MESSAGES:
		return st->messages;
	case STATUS_RECENT:
		return mb->count - mailbox_lower(mb, st->first_recent);
	case STATUS_UIDNEXT:
		return st->uidnext;
	case STATUS_UIDVALIDITY:
		return st->uidvalidity;
	case STATUS_UNSEEN:
		return st->unseen;
	case STATUS_DELETED:
		return st->deleted;
	case STATUS_SIZE:
		return st->vsize;
	case STATUS_APPENDLIMIT:
		return append_limit(s);
	case STATUS_DELETED_STORAGE:
		return deleted_storage(mb, st);
	default:
		return st->highestmodseq;
	}
}

void
status_write_values(struct session *s, struct mailbox *mb, const char *folder,
    unsigned wanted)
{
	struct mailbox_status st;
	char name[NAME_SIZE], id[OBJECTID];
	bool first = true;
	size_t i, len;

	mailbox_status(mb, &st);
	len = name_from_folder(&s->set->naming, folder, s->out.utf8, name);
	out_text(&s->out, "* STATUS ");
	out_astring(&s->out, name, len);
	out_text(&s->out, " (");
	for (i = 0; i < nitems(items); i++) {
		if ((wanted & items[i].bit) == 0)
			continue;
		if (!first)
			out_char(&s->out, ' ');
		first = false;
		out_text(&s->out, items[i].name);
		out_char(&s->out, ' ');
		if (items[i].bit == STATUS_MAILBOXID) {
			objectid_mailbox(mb, id);
			out_char(&s->out, '(');
			out_text(&s->out, id);
			out_char(&s->out, ')');
			continue;
		}
		out_number(&s->out, value(s, mb, &st, items[i].bit));
	}
	out_text(&s->out, ")\r\n");
}

int
status_write(struct session *s, const char *folder, unsigned wanted)
{
	struct mailbox_status st;
	struct mailbox mb;

	if (mailbox_open(&mb, s->root, folder,
	    *folder == '\0' ? MAILBOX_CREATE : 0) == -1)
		return -1;
	mailbox_status(&mb, &st);
	if (((wanted & STATUS_SIZE) != 0 && st.no_vsize > 0) ||
	    ((wanted & STATUS_DELETED_STORAGE) != 0 && st.no_size > 0))
		(void)mailbox_sizes(&mb);
	status_write_values(s, &mb, folder, wanted);
	mailbox_close(&mb);
	return 0;
}

void
do_status(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	unsigned wanted;
	bool selected;

	if (!folder_arg(s, p, folder))
		return;
	if (!parse_space(p) || !parse_status(p, &wanted)) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (status_has_modseq(wanted))
		condstore_enable(s);
	/* RFC 9051 section 6.3.11: it works, but is not to be done. */
	selected = s->state == STATE_SELECTED &&
	    strcmp(folder, s->view.folder) == 0;
	if (status_write(s, folder, wanted) == 0)
		reply_ok(s, selected ? "[CLIENTBUG] STATUS of the mailbox "
		    "selected completed" : "STATUS completed");
	else if (errno == ENOENT || errno == ENOTDIR)
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
	else
		reply_errno(s, "STATUS");
}
