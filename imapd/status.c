#include <errno.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/objectid.h"
#include "imapd/resync.h"
#include "imapd/session.h"
#include "imapd/status.h"

enum {
	MESSAGES	= 1 << 0,
	RECENT		= 1 << 1,
	UIDNEXT		= 1 << 2,
	UIDVALIDITY	= 1 << 3,
	UNSEEN		= 1 << 4,
	DELETED		= 1 << 5,
	SIZE		= 1 << 6,
	HIGHESTMODSEQ	= 1 << 7,
	MAILBOXID	= 1 << 8,	/* RFC 8474 */
	APPENDLIMIT	= 1 << 9,	/* RFC 7889 */
	DELETED_STORAGE	= 1 << 10	/* RFC 9208 */
};

static const struct {
	const char	*name;
	unsigned	 bit;
} items[] = {
	{ "MESSAGES",		MESSAGES },
	{ "RECENT",		RECENT },
	{ "UIDNEXT",		UIDNEXT },
	{ "UIDVALIDITY",	UIDVALIDITY },
	{ "UNSEEN",		UNSEEN },
	{ "DELETED",		DELETED },
	{ "SIZE",		SIZE },
	{ "HIGHESTMODSEQ",	HIGHESTMODSEQ },
	{ "MAILBOXID",		MAILBOXID },
	{ "APPENDLIMIT",	APPENDLIMIT },
	{ "DELETED-STORAGE",	DELETED_STORAGE },
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
	return (wanted & HIGHESTMODSEQ) != 0;
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
	case MESSAGES:
		return st->messages;
	case RECENT:
		return mb->count - mailbox_lower(mb, st->first_recent);
	case UIDNEXT:
		return st->uidnext;
	case UIDVALIDITY:
		return st->uidvalidity;
	case UNSEEN:
		return st->unseen;
	case DELETED:
		return st->deleted;
	case SIZE:
		return st->vsize;
	case APPENDLIMIT:
		return append_limit(s);
	case DELETED_STORAGE:
		return deleted_storage(mb, st);
	default:
		return st->highestmodseq;
	}
}

static void
write_values(struct session *s, struct mailbox *mb, const char *folder,
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
		if (items[i].bit == MAILBOXID) {
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
	if (((wanted & SIZE) != 0 && st.no_vsize > 0) ||
	    ((wanted & DELETED_STORAGE) != 0 && st.no_size > 0))
		(void)mailbox_sizes(&mb);
	write_values(s, &mb, folder, wanted);
	mailbox_close(&mb);
	return 0;
}

void
do_status(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	unsigned wanted;

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
	if (status_write(s, folder, wanted) == 0)
		reply_ok(s, "STATUS completed");
	else if (errno == ENOENT || errno == ENOTDIR)
		reply_no(s, "[NONEXISTENT] there is no such mailbox");
	else
		reply_errno(s, "STATUS");
}
