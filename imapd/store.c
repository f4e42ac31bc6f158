#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "imapd/command.h"
#include "imapd/flags.h"
#include "imapd/resync.h"
#include "imapd/session.h"

/* "+FLAGS.SILENT" and what goes with it. */
struct store {
	struct set	 numbers;
	char		 sign;		/* '+', '-', or '\0': replace */
	bool		 silent;
	bool		 conditional;	/* RFC 7162 section 3.1.3 */
	uint64_t	 unchangedsince;
	struct flag_list list;
	uint32_t	*uids, *failed;
	size_t		 n;
	struct set	 modified;	/* numbers or UIDs that had changed */
	unsigned	 gone, unwritten;
};

/* "(UNCHANGEDSINCE n)" */
static bool
parse_modifier(struct parse *p, struct store *t)
{
	if (parse_peek(p) != '(')
		return true;
	t->conditional = true;
	return parse_char(p, '(') &&
	    (parse_word(p, "UNCHANGEDSINCE") ||
	    parse_fail(p, "UNCHANGEDSINCE")) && parse_space(p) &&
	    parse_number(p, INT64_MAX, &t->unchangedsince) &&
	    parse_char(p, ')') && parse_space(p);
}

static bool
parse_action(struct parse *p, struct store *t)
{
	if (!parse_space(p) || !parse_modifier(p, t))
		return false;
	if (parse_peek(p) == '+' || parse_peek(p) == '-') {
		t->sign = parse_peek(p);
		(void)parse_char(p, t->sign);
	}
	if (parse_word(p, "FLAGS.SILENT"))
		t->silent = true;
	else if (!parse_word(p, "FLAGS"))
		return parse_fail(p, "FLAGS, +FLAGS or -FLAGS");
	return parse_space(p) && parse_flags(p, &t->list, true);
}

static void
make_change(const struct store *t, const struct flags *f,
    struct mailbox_change *c)
{
	memset(c, 0, sizeof(*c));
	c->unchangedsince = t->unchangedsince;
	if (t->sign == '-') {
		c->clear = f->system;
		c->clear_keywords = f->keywords;
		return;
	}
	c->set = f->system;
	c->set_keywords = f->keywords;
	if (t->sign == '\0') {
		c->clear = FLAGS_ALL & ~f->system;
		c->clear_keywords = ~f->keywords;
	}
}

/* RFC 7162 section 3.1.3: the client is spared to ask what it is now. */
static void
tell_modified(struct session *s, struct store *t, uint32_t number,
    const struct message *m)
{
	set_append(&t->modified, s->uid ? m->uid : number);
	view_write_fetch(&s->view, &s->out, number, m, session_how(s));
	view_told(&s->view, m->uid);
}

/* What became of those that could not be changed. */
static void
judge_failed(struct session *s, struct store *t, int failed)
{
	struct message m;
	uint32_t number;
	int i;

	for (i = 0; i < failed; i++) {
		if (!mailbox_find(&s->view.mb, t->failed[i], &number) ||
		    !mailbox_numbers(&s->view.mb, number, &m) ||
		    (m.flags & FLAG_GONE) != 0)
			t->gone++;
		else if (t->conditional && m.modseq > t->unchangedsince)
			tell_modified(s, t, number + 1, &m);
		else
			t->unwritten++;
	}
}

static bool
has_failed(const struct store *t, int failed, uint32_t uid)
{
	int lo = 0, hi = failed;

	while (lo < hi) {
		int mid = lo + (hi - lo) / 2;

		if (t->failed[mid] < uid)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < failed && t->failed[lo] == uid;
}

/* RFC 9051 section 6.4.6; RFC 7162 section 3.1.3: silent, but for modseq. */
static void
tell(struct session *s, struct store *t, int failed)
{
	bool condstore = (s->enabled & ENABLED_CONDSTORE) != 0;
	unsigned how = session_how(s);
	struct message m;
	uint32_t number;
	size_t i;

	if (t->silent && !condstore)
		return;
	if (t->silent)
		how |= VIEW_NO_FLAGS;
	for (i = 0; i < t->n; i++)
		if (!has_failed(t, failed, t->uids[i]) &&
		    mailbox_find(&s->view.mb, t->uids[i], &number) &&
		    mailbox_numbers(&s->view.mb, number, &m) &&
		    (m.flags & FLAG_GONE) == 0)
			view_write_fetch(&s->view, &s->out, number + 1, &m,
			    how);
}

static void
reply_done(struct session *s, struct store *t)
{
	bool gone = t->gone > 0 && !s->uid;

	if (t->unwritten > 0) {
		reply_no(s, "[SERVERBUG] %u messages could not be changed",
		    t->unwritten);
	} else if (t->modified.n > 0) {
		/* RFC 7162 section 3.1.3, example 11. */
		reply_begin(s, gone ? "NO" : "OK");
		out_text(&s->out, "[MODIFIED ");
		set_write(&s->out, &t->modified);
		out_text(&s->out, gone ? "] some are gone, too\r\n" :
		    "] others were stored\r\n");
	} else if (gone) {
		reply_no(s, "[EXPUNGEISSUED] some of the messages are gone");
	} else {
		reply_ok(s, "STORE completed");
	}
}

/* UNCHANGEDSINCE 0: every message has a modseq, and so has changed. */
static int
refuse_all(struct store *t)
{
	memcpy(t->failed, t->uids, t->n * sizeof(*t->uids));
	return (int)t->n;
}

static void
run(struct session *s, struct store *t)
{
	struct mailbox_change change;
	struct flags flags;
	int failed;

	switch (flags_resolve(&s->view.mb, &t->list, t->sign != '-', &flags)) {
	case FLAGS_OK:
		break;
	case FLAGS_LIMIT:
		reply_no(s, "[LIMIT] no room for another keyword");
		return;
	default:
		reply_errno(s, "STORE");
		return;
	}
	make_change(t, &flags, &change);
	t->uids = view_uids(&s->view, &t->numbers, &t->n);
	t->failed = calloc(t->n + 1, sizeof(*t->failed));
	if (t->uids == NULL || t->failed == NULL) {
		reply_errno(s, "STORE");
		return;
	}
	failed = t->conditional && t->unchangedsince == 0 ? refuse_all(t) :
	    view_store(&s->view, t->uids, t->n, &change, t->silent, t->failed);
	if (failed == -1) {
		reply_errno(s, "STORE");
		return;
	}
	judge_failed(s, t, failed);
	view_new_keywords(&s->view, &s->out);
	tell(s, t, failed);
	reply_done(s, t);
}

void
do_store(struct session *s, struct parse *p)
{
	struct store t;

	memset(&t, 0, sizeof(t));
	if (!messages_arg(s, p, &t.numbers))
		return;
	if (!parse_action(p, &t))
		reply_syntax(s, p);
	else if (!command_end(s, p))
		;			/* answered */
	else if (s->view.readonly)
		reply_no(s, "[NOPERM] the mailbox is read-only");
	else {
		if (t.conditional)
			condstore_enable(s);
		run(s, &t);
	}
	set_free(&t.numbers);
	set_free(&t.modified);
	free(t.uids);
	free(t.failed);
}
