#include <string.h>

#include "imapd/command.h"
#include "imapd/resync.h"

/* RFC 7162 section 7: no "*" in it, and in ascending order. */
static bool
parse_known(struct parse *p, struct set *s)
{
	size_t i;

	if (!parse_set(p, s))
		return false;
	for (i = 0; i < s->n; i++)
		if (s->saved || s->range[i].from == SET_STAR ||
		    s->range[i].to == SET_STAR)
			return parse_fail(p, "a set without \"*\"");
	set_normalize(s, UINT32_MAX);
	return true;
}

/* " (1,5,9 11,17,40)" */
static bool
parse_sample(struct parse *p, struct resync *r)
{
	if (!parse_char(p, '(') || !parse_known(p, &r->numbers) ||
	    !parse_space(p) || !parse_known(p, &r->uids))
		return false;
	if (set_count(&r->numbers) != set_count(&r->uids))
		return parse_fail(p, "as many UIDs as message numbers");
	return parse_char(p, ')');
}

bool
parse_qresync(struct parse *p, struct resync *r)
{
	uint64_t n;

	if (!parse_space(p) || !parse_char(p, '(') ||
	    !parse_nz_number(p, UINT32_MAX, &n) || !parse_space(p) ||
	    !parse_number(p, INT64_MAX, &r->modseq))
		return false;
	r->wanted = true;
	r->uidvalidity = (uint32_t)n;
	if (parse_peek(p) == ' ' && parse_space(p) && parse_peek(p) != '(' &&
	    !parse_known(p, &r->known))
		return false;
	if (parse_peek(p) == ' ')
		(void)parse_space(p);
	if (parse_peek(p) == '(' && !parse_sample(p, r))
		return false;
	return parse_char(p, ')');
}

void
resync_free(struct resync *r)
{
	set_free(&r->known);
	set_free(&r->numbers);
	set_free(&r->uids);
}

/* UIDs that were given once and are not there. */
static void
all_missing(struct view *v, struct set *gone)
{
	uint32_t next = 1, uid, i;

	for (i = 0; i < v->count; i++) {
		uid = mailbox_uid(&v->mb, i);
		if (uid > next)
			set_add(gone, next, uid - 1);
		next = uid + 1;
	}
	if (next < v->uidnext)
		set_add(gone, next, v->uidnext - 1);
}

struct collect {
	struct view	*view;
	struct set	*gone;
};

/* What the client still counts is told to it when that is allowed. */
static void
collect(void *arg, uint32_t uid)
{
	struct collect *c = arg;
	uint32_t n;

	if (!mailbox_find(&c->view->mb, uid, &n))
		set_add(c->gone, uid, uid);
}

void
resync_vanished(struct session *s, struct set *uids, uint64_t since)
{
	struct set gone;
	struct collect c = { &s->view, &gone };

	memset(&gone, 0, sizeof(gone));
	/* I-6: rather too much than too little. */
	if (!mailbox_expunged(&s->view.mb, since, collect, &c)) {
		set_clear(&gone);
		all_missing(&s->view, &gone);
	}
	set_normalize(&gone, 0);
	set_intersect(uids, &gone);
	set_free(&gone);
	if (uids->n == 0)
		return;
	out_text(&s->out, "* VANISHED (EARLIER) ");
	set_write(&s->out, uids);
	out_text(&s->out, "\r\n");
}

/*
 * RFC 7162 section 3.2.5.2: the last UID of the sample that still has its
 * number; of what is gone below it the client knows.  0: none.
 */
static uint32_t
last_match(struct view *v, const struct resync *r)
{
	uint32_t match = 0, number, uid = 0, next = 0;
	size_t i, u = 0;

	for (i = 0; i < r->numbers.n; i++)
		for (number = r->numbers.range[i].from;
		    number <= r->numbers.range[i].to; number++) {
			if (next == 0)
				next = r->uids.range[u].from;
			uid = next;
			next = uid < r->uids.range[u].to ? uid + 1 : 0;
			u += next == 0;
			if (number > v->count)
				return match;
			if (mailbox_uid(&v->mb, number - 1) == uid)
				match = uid;
		}
	return match;
}

/* RFC 7162 section 3.2.5.1. */
static void
tell_changes(struct session *s, const struct set *known, uint64_t since)
{
	struct view *v = &s->view;
	struct message m;
	uint32_t i;

	if (v->modseq <= since)
		return;
	for (i = 1; i <= v->count; i++)
		if (view_message(v, i, &m) && m.modseq > since &&
		    set_has(known, m.uid))
			view_write_fetch(v, &s->out, i, &m, session_how(s));
}

void
resync_tell(struct session *s, struct resync *r)
{
	struct set gone, above;
	uint32_t match;
	size_t i;

	if (!r->wanted || r->uidvalidity != s->view.uidvalidity)
		return;
	if (r->known.n == 0 && s->view.uidnext > 1)
		set_add(&r->known, 1, s->view.uidnext - 1);
	match = last_match(&s->view, r);
	memset(&gone, 0, sizeof(gone));
	memset(&above, 0, sizeof(above));
	for (i = 0; i < r->known.n; i++)
		set_add(&gone, r->known.range[i].from, r->known.range[i].to);
	if (match < UINT32_MAX)
		set_add(&above, match + 1, UINT32_MAX);
	set_intersect(&gone, &above);
	resync_vanished(s, &gone, r->modseq);
	tell_changes(s, &r->known, r->modseq);
	set_free(&gone);
	set_free(&above);
}

void
highestmodseq_write(struct session *s)
{
	out_text(&s->out, "* OK [HIGHESTMODSEQ ");
	out_number(&s->out, s->view.modseq);
	out_text(&s->out, "] all up to this was told\r\n");
}

void
condstore_enable(struct session *s)
{
	bool first = (s->enabled & ENABLED_CONDSTORE) == 0;

	s->enabled |= ENABLED_CONDSTORE;
	if (first && s->state == STATE_SELECTED)
		highestmodseq_write(s);
}
