/*
 * context: what has become of each result, and telling it; the numbers are
 * those of context.h.
 */
#include <string.h>

#include "imapd/contextlist.h"
#include "imapd/fetchatts.h"
#include "imapd/notify.h"
#include "imapd/search.h"
#include "imapd/session.h"
#include "imapd/sort.h"

/* RFC 9586 section 3: no numbers any more, if it began with them. */
static bool
by_uid(const struct session *s, const struct context *c)
{
	return c->uid || (s->enabled & ENABLED_UIDONLY) != 0;
}

/* " ADDTO (0 2:3)": where the order is the mailbox's. */
static void
write_set(struct session *s, const struct context *c, const char *word,
    const struct set *uids)
{
	struct out *o = &s->out;
	struct set numbers;
	uint32_t n, uid;
	size_t i;

	out_text(o, word);
	out_text(o, " (0 ");
	memset(&numbers, 0, sizeof(numbers));
	for (i = 0; !by_uid(s, c) && i < uids->n; i++)
		for (uid = uids->range[i].from; uid <= uids->range[i].to;
		    uid++)
			if (mailbox_find(&s->view.mb, uid, &n))
				set_append(&numbers, n + 1);
	set_write(o, by_uid(s, c) ? uids : &numbers);
	set_free(&numbers);
	out_char(o, ')');
}

static void
begin_line(struct session *s, const struct context *c)
{
	struct out *o = &s->out;
	char name[NAME_SIZE];

	out_text(o, "* ESEARCH (TAG ");
	out_string(o, c->tag, strlen(c->tag));
	if (c->here) {
		out_text(o, " MAILBOX ");
		out_astring(o, name, name_from_folder(&s->set->naming,
		    s->view.folder, o->utf8, name));
		out_text(o, " UIDVALIDITY ");
		out_number(o, s->view.uidvalidity);
	}
	out_text(o, by_uid(s, c) ? ") UID" : ")");
}

/* Takes those of b out of a; both are normal. */
static void
subtract(struct set *a, const struct set *b)
{
	struct set keep;
	uint32_t from = 1;
	size_t i;

	memset(&keep, 0, sizeof(keep));
	for (i = 0; i < b->n; i++) {
		if (b->range[i].from > from)
			set_add(&keep, from, b->range[i].from - 1);
		from = b->range[i].to + 1;
	}
	if (from != 0)
		set_add(&keep, from, UINT32_MAX);
	set_intersect(a, &keep);
	a->failed |= keep.failed;
	set_free(&keep);
}

static void
add_all(struct set *a, const struct set *b)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		set_add(a, b->range[i].from, b->range[i].to);
	set_normalize(a, 0);
}

/* One ESEARCH with both; then the client knows. */
static void
tell(struct session *s, struct context *c)
{
	const struct set *out = &c->out, *in = &c->in;
	struct view *v = &s->view;
	bool good = true;

	if (out->n == 0 && in->n == 0)
		return;
	begin_line(s, c);
	if (out->n > 0 && c->sort != NULL)
		good = sort_remove(c->sort, &v->mb, out, by_uid(s, c),
		    &s->out);
	else if (out->n > 0)
		write_set(s, c, " REMOVEFROM", out);
	if (in->n > 0 && c->sort != NULL)
		good = sort_add(c->sort, &v->mb, &v->cache, in,
		    by_uid(s, c), &s->out) && good;
	else if (in->n > 0)
		write_set(s, c, " ADDTO", in);
	out_text(&s->out, "\r\n");
	subtract(&c->found, out);
	add_all(&c->found, in);
	c->broken |= !good || c->found.failed || in->failed || out->failed;
	set_clear(&c->out);
	set_clear(&c->in);
}

/* 2. */
static void
expunged(struct session *s, struct context *c)
{
	struct mailbox *mb = &s->view.mb;
	struct message m;
	uint32_t i, to;
	size_t r;

	for (r = 0; r < c->found.n; r++) {
		to = c->found.range[r].to;
		for (i = mailbox_lower(mb, c->found.range[r].from);
		    i < s->view.count && mailbox_uid(mb, i) <= to; i++)
			if (mailbox_numbers(mb, i, &m) &&
			    (m.flags & FLAG_GONE) != 0)
				set_append(&c->out, m.uid);
	}
	tell(s, c);
}

void
contexts_expunged(void *session)
{
	struct session *s = session;
	struct context *c;

	for (c = s->contexts; c != NULL; c = c->next)
		expunged(s, c);
}

struct look {
	struct context	*c;
	struct session	*s;
	struct set	 changed;	/* UIDs to judge again */
};

static void
note_changed(void *arg, uint32_t uid)
{
	struct look *l = arg;

	if (uid < l->c->uidnext)
		set_add(&l->changed, uid, uid);
}

/* What has changed since the last time, and what is new. */
static void
find_changed(struct look *l)
{
	struct mailbox *mb = &l->s->view.mb;
	const struct context *c = l->c;
	struct message m;
	uint32_t i;

	if (!mailbox_touched(mb, c->modseq, UINT64_MAX, note_changed,
	    l)) {
		set_clear(&l->changed);
		for (i = 0; i < l->s->view.count; i++)
			if (mailbox_numbers(mb, i, &m) &&
			    m.modseq > c->modseq && m.uid < c->uidnext)
				set_append(&l->changed, m.uid);
	}
	if (c->uidnext < l->s->view.uidnext)
		set_add(&l->changed, c->uidnext, l->s->view.uidnext - 1);
	set_normalize(&l->changed, 0);
}

static void
judge_one(struct look *l, struct judge *j, uint32_t i)
{
	struct message m;
	bool had, fits;

	if (!mailbox_numbers(&l->s->view.mb, i, &m))
		return;
	had = set_has(&l->c->found, m.uid);
	fits = (m.flags & FLAG_GONE) == 0 && judge(j, i + 1, &m);
	if (had && !fits)
		set_append(&l->c->out, m.uid);
	else if (fits && !had)
		set_append(&l->c->in, m.uid);
}

static void
look_again(struct session *s, struct context *c)
{
	struct look l = { .c = c, .s = s };
	struct mailbox *mb = &s->view.mb;
	struct place at;
	struct judge j;
	uint64_t modseq;
	uint32_t i, to;
	size_t r;

	/* Judging may hear of more, which is for the next time. */
	modseq = mailbox_modseq(mb);
	find_changed(&l);
	search_selected(s, &at);
	if (judge_begin(&j, &c->criteria, &at) == 0)
		for (r = 0; r < l.changed.n; r++) {
			to = l.changed.range[r].to;
			for (i = mailbox_lower(mb, l.changed.range[r].from);
			    i < s->view.count && mailbox_uid(mb, i) <= to; i++)
				judge_one(&l, &j, i);
		}
	else
		c->broken = true;
	judge_end(&j);
	c->broken |= l.changed.failed;
	c->modseq = modseq;
	c->uidnext = s->view.uidnext;
	set_free(&l.changed);
}

/* Everything that any of them wants of message i, in one FETCH. */
static void
fetch_one(struct session *s, uint32_t i)
{
	const struct fetch_atts *atts[CONTEXTS_MAX + 1];
	const uint32_t uid = mailbox_uid(&s->view.mb, i);
	const struct context *c;
	size_t n = 0;

	if (s->notify != NULL && s->notify->atts != NULL)
		atts[n++] = s->notify->atts;
	for (c = s->contexts; c != NULL; c = c->next)
		if (c->atts != NULL && set_has(&c->in, uid))
			atts[n++] = c->atts;
	if (n > 0 && !set_has(&s->made, uid))
		fetch_tell(s, i + 1, atts, n);
}

static void
fetch_fresh(struct session *s, uint32_t fresh)
{
	uint32_t i;

	for (i = mailbox_lower(&s->view.mb, fresh); i < s->view.count; i++)
		fetch_one(s, i);
}

static void
drop_broken(struct session *s)
{
	struct context **at = &s->contexts, *c;

	while ((c = *at) != NULL) {
		if (!c->broken) {
			at = &c->next;
			continue;
		}
		context_refuse(s, c->tag, "no memory to update this result");
		*at = c->next;
		context_free(c);
	}
}

/*
 * RFC 5465 section 7 has the FETCH before ESEARCH where that is what asks for
 * it; section 5.2 has it behind.
 */
void
contexts_update(struct session *s, uint32_t fresh)
{
	bool any = s->notify != NULL && s->notify->atts != NULL;
	bool before = false;
	struct context *c;

	for (c = s->contexts; c != NULL; c = c->next) {
		if (c->modseq != mailbox_modseq(&s->view.mb) ||
		    c->uidnext != s->view.uidnext)
			look_again(s, c);
		before |= c->atts != NULL && c->in.n > 0;
	}
	any |= before;
	if (any && before)
		fetch_fresh(s, fresh);
	for (c = s->contexts; c != NULL; c = c->next)
		tell(s, c);
	if (any && !before)
		fetch_fresh(s, fresh);
	drop_broken(s);
}
