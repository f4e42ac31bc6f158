/*
 * view: flags and keywords as they are written to the client (view.h).
 */
#include "imapd/flags.h"
#include "imapd/view.h"

void
view_write_flags(struct view *v, struct out *o, const struct message *m,
    unsigned how)
{
	bool recent = (how & VIEW_REV2) == 0 && v->recent.n > 0 &&
	    view_recent(v, m->uid);

	out_text(o, recent ? "(\\Recent" : "(");
	flags_write(&v->mb, o, m->flags, m->keywords, !recent);
	out_char(o, ')');
}

void
view_begin_fetch(struct out *o, uint32_t number, uint32_t uid, unsigned how)
{
	out_text(o, "* ");
	out_number(o, (how & VIEW_UIDONLY) != 0 ? uid : number);
	out_text(o, (how & VIEW_UIDONLY) != 0 ? " UIDFETCH (" : " FETCH (");
}

void
view_write_fetch(struct view *v, struct out *o, uint32_t number,
    const struct message *m, unsigned how)
{
	const char *blank = "";

	view_begin_fetch(o, number, m->uid, how);
	if ((how & (VIEW_UIDS | VIEW_CONDSTORE | VIEW_REV2)) != 0 &&
	    (how & VIEW_UIDONLY) == 0) {
		out_text(o, "UID ");
		out_number(o, m->uid);
		blank = " ";
	}
	if ((how & VIEW_CONDSTORE) != 0) {
		out_text(o, blank);
		out_text(o, "MODSEQ (");
		out_number(o, m->modseq);
		out_char(o, ')');
		blank = " ";
	}
	if ((how & VIEW_NO_FLAGS) == 0) {
		out_text(o, blank);
		out_text(o, "FLAGS ");
		view_write_flags(v, o, m, how);
	}
	out_text(o, ")\r\n");
}

static unsigned
count_keywords(struct view *v)
{
	unsigned i, n = 0;

	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		n += mailbox_keyword(&v->mb, i) != NULL;
	return n;
}

void
view_write_keywords(struct view *v, struct out *o)
{
	const uint64_t all = UINT64_MAX;
	const unsigned system = FLAG_ANSWERED | FLAG_FLAGGED | FLAG_DELETED |
	    FLAG_SEEN | FLAG_DRAFT;

	out_text(o, "* FLAGS (");
	flags_write(&v->mb, o, system, all, true);
	out_text(o, ")\r\n* OK [PERMANENTFLAGS (");
	v->nkeywords = count_keywords(v);
	if (!v->readonly) {
		flags_write(&v->mb, o, system, all, true);
		if (v->nkeywords < MAILBOX_KEYWORDS)
			out_text(o, " \\*");
	}
	out_text(o, v->readonly ? ")] read-only\r\n" : ")] flags kept\r\n");
}

void
view_new_keywords(struct view *v, struct out *o)
{
	if (count_keywords(v) != v->nkeywords)
		view_write_keywords(v, o);
}
