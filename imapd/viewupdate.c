/*
 * view: telling the client what has happened, and what not to tell it again;
 * the numbers are those of view.h.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "imapd/view.h"

static int
by_uid(const void *a, const void *b)
{
	const struct told *x = a, *y = b;

	return x->uid < y->uid ? -1 : x->uid > y->uid;
}

/* 3.  Not in order; view_update() sorts them. */
void
view_told(struct view *v, uint32_t uid)
{
	size_t size = v->told_size > 0 ? v->told_size * 2 : 64;
	struct message m;
	struct told *t;
	uint32_t n;

	if (!mailbox_find(&v->mb, uid, &n) || !mailbox_numbers(&v->mb, n, &m))
		return;
	if (v->ntold == v->told_size) {
		t = reallocarray(v->told, size, sizeof(*t));
		if (t == NULL)
			return;		/* it will be told twice */
		v->told = t;
		v->told_size = size;
	}
	v->told[v->ntold].uid = uid;
	v->told[v->ntold++].modseq = m.modseq;
}

static bool
was_told(const struct view *v, const struct message *m)
{
	const struct told key = { m->uid, 0 };
	const struct told *t;

	if (v->ntold == 0)
		return false;
	t = bsearch(&key, v->told, v->ntold, sizeof(*t), by_uid);
	return t != NULL && t->modseq == m->modseq;
}

/* The last word on each UID, in order. */
static void
sort_told(struct view *v)
{
	size_t i, n = 0;

	if (v->ntold > 1)
		qsort(v->told, v->ntold, sizeof(*v->told), by_uid);
	for (i = 0; i < v->ntold; i++) {
		if (n > 0 && v->told[n - 1].uid == v->told[i].uid) {
			if (v->told[i].modseq > v->told[n - 1].modseq)
				v->told[n - 1] = v->told[i];
		} else {
			v->told[n++] = v->told[i];
		}
	}
	v->ntold = n;
}

/* The UIDs that the client counts. */
static uint32_t *
remember_uids(const struct view *v)
{
	uint32_t *uids, i;

	uids = calloc(v->count > 0 ? v->count : 1, sizeof(*uids));
	if (uids != NULL)
		for (i = 0; i < v->count; i++)
			uids[i] = mailbox_uid(&v->mb, i);
	return uids;
}

/* "* 12 EXPUNGE", or one more for VANISHED. */
static void
tell_gone(struct out *o, struct set *vanished, uint32_t number, uint32_t uid,
    unsigned how)
{
	if ((how & (VIEW_QRESYNC | VIEW_UIDONLY)) != 0) {
		set_append(vanished, uid);
		return;
	}
	out_text(o, "* ");
	out_number(o, number);
	out_text(o, " EXPUNGE\r\n");
}

static void
tell_vanished(struct out *o, struct set *vanished)
{
	if (vanished->n > 0) {
		out_text(o, "* VANISHED ");
		set_write(o, vanished);
		out_text(o, "\r\n");
	}
	set_free(vanished);
}

/* 1.  By comparing all; returns how many are no longer there. */
static uint32_t
compare_all(struct view *v, struct out *o, const uint32_t *uids,
    unsigned how)
{
	struct set vanished;
	uint32_t i, at = 0, gone = 0;

	memset(&vanished, 0, sizeof(vanished));
	for (i = 0; i < v->count; i++) {
		if (at < v->mb.count && mailbox_uid(&v->mb, at) == uids[i]) {
			at++;
			continue;
		}
		tell_gone(o, &vanished, i + 1 - gone, uids[i], how);
		gone++;
	}
	tell_vanished(o, &vanished);
	return gone;
}

/* UIDs that something happened to. */
struct changes {
	uint32_t	*uid;
	size_t		 n, size;
	bool		 failed;
};

static void
collect(void *arg, uint32_t uid)
{
	struct changes *c = arg;
	size_t size = c->size > 0 ? c->size * 2 : 64;
	uint32_t *p;

	if (c->n == c->size) {
		p = reallocarray(c->uid, size, sizeof(*p));
		if (p == NULL) {
			c->failed = true;
			return;
		}
		c->uid = p;
		c->size = size;
	}
	c->uid[c->n++] = uid;
}

static int
ascending(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Sorted, each once, and only those that the client counts. */
static void
sort_changes(const struct view *v, struct changes *c)
{
	size_t i, n = 0;

	if (c->n > 1)
		qsort(c->uid, c->n, sizeof(*c->uid), ascending);
	for (i = 0; i < c->n && c->uid[i] < v->uidnext; i++)
		if (n == 0 || c->uid[n - 1] != c->uid[i])
			c->uid[n++] = c->uid[i];
	c->n = n;
}

/* UIDs that others may have changed meanwhile; false: it could be any. */
static bool
others_touched(struct view *v, struct changes *c)
{
	memset(c, 0, sizeof(*c));
	if (!mailbox_touched(&v->mb, v->modseq, v->mb.ours, collect, c) ||
	    c->failed)
		return false;
	sort_changes(v, c);
	return true;
}

int
view_store(struct view *v, const uint32_t *uids, size_t n,
    const struct mailbox_change *change, bool silent, uint32_t *failed)
{
	uint64_t before = mailbox_modseq(&v->mb), after;
	struct changes c = { NULL, 0, 0, false };
	size_t i;
	int r = mailbox_store(&v->mb, uids, n, change, failed);

	after = mailbox_modseq(&v->mb);
	if (r == -1 || v->mb.ours == 0)
		return r;
	/* One step is ours alone; else somebody's change may be between. */
	if (before == v->modseq && after == before + 1 &&
	    v->mb.ours == after) {
		v->modseq = after;
		return r;
	}
	/* Of the other's change a silent client has not been told. */
	if (!silent || others_touched(v, &c))
		for (i = 0; i < n; i++)
			if (c.n == 0 || bsearch(&uids[i], c.uid, c.n,
			    sizeof(*uids), ascending) == NULL)
				view_told(v, uids[i]);
	free(c.uid);
	return r;
}

/*
 * 1.  The same from what the index remembers.  Those before it have been told
 * already, so the number of each is that of the next one left.
 */
static uint32_t
tell_expunged(struct view *v, struct out *o, unsigned how)
{
	struct changes c;
	struct set vanished;
	size_t i;

	memset(&c, 0, sizeof(c));
	memset(&vanished, 0, sizeof(vanished));
	(void)mailbox_expunged(&v->mb, v->looked, collect, &c);
	sort_changes(v, &c);
	for (i = 0; i < c.n; i++)
		tell_gone(o, &vanished, mailbox_lower(&v->mb, c.uid[i]) + 1,
		    c.uid[i], how);
	tell_vanished(o, &vanished);
	free(c.uid);
	return (uint32_t)c.n;
}

static void
tell_arrived(struct view *v, struct out *o, const struct mailbox_status *st,
    unsigned how)
{
	view_take_recent(v, st, v->uidnext);
	out_text(o, "* ");
	out_number(o, st->messages);
	out_text(o, " EXISTS\r\n");
	if ((how & VIEW_REV2) != 0)
		return;
	out_text(o, "* ");
	out_number(o, view_count_recent(v));
	out_text(o, " RECENT\r\n");
}

static void
tell_flags_of(struct view *v, struct out *o, uint32_t i, unsigned how)
{
	struct message m;

	if (mailbox_numbers(&v->mb, i, &m) && m.modseq > v->modseq &&
	    !was_told(v, &m))
		view_write_fetch(v, o, i + 1, &m, how);
}

/* 3.  From what the index remembers, or by looking at all. */
static void
tell_flags(struct view *v, struct out *o, unsigned how)
{
	uint32_t i, end = mailbox_lower(&v->mb, v->uidnext);
	struct changes c;
	size_t n;

	if ((how & VIEW_NO_CHANGES) != 0) {
		v->ntold = 0;
		return;
	}
	sort_told(v);
	memset(&c, 0, sizeof(c));
	if (!mailbox_touched(&v->mb, v->modseq, UINT64_MAX, collect,
	    &c) || c.failed) {
		for (i = 0; i < end; i++)
			tell_flags_of(v, o, i, how);
	} else {
		sort_changes(v, &c);
		for (n = 0; n < c.n; n++)
			if (mailbox_find(&v->mb, c.uid[n], &i))
				tell_flags_of(v, o, i, how);
	}
	free(c.uid);
	v->ntold = 0;
}

bool
view_lost_some(struct view *v)
{
	return mailbox_lost(&v->mb, v->looked);
}

static uint32_t
uidvalidity(const struct view *v)
{
	struct mailbox_status st;

	mailbox_status(&v->mb, &st);
	return st.uidvalidity;
}

/* What is no longer there is told; how many that are in *gone. */
static int
update_gone(struct view *v, struct out *o, unsigned how, uint32_t *gone)
{
	uint32_t *uids = NULL;
	int r = -1, e;

	if (!mailbox_remembers(&v->mb, v->looked) &&
	    (uids = remember_uids(v)) == NULL)
		return -1;
	if (mailbox_take_view(&v->mb) == -1)
		goto out;
	if (uidvalidity(v) != v->uidvalidity) {
		errno = ESTALE;
		goto out;
	}
	*gone = uids != NULL ? compare_all(v, o, uids, how) :
	    tell_expunged(v, o, how);
	r = 0;
	/* The index was damaged; the numbers of the client are void. */
	if (v->count - *gone != mailbox_lower(&v->mb, v->uidnext)) {
		errno = ESTALE;
		r = -1;
	}
out:
	e = errno;
	free(uids);
	errno = e;
	return r;
}

int
view_update(struct view *v, struct out *o, unsigned how)
{
	struct mailbox_status st;
	uint32_t gone;

	if (!mailbox_changed(&v->mb) && mailbox_modseq(&v->mb) == v->modseq)
		return 0;
	if (mailbox_hear(&v->mb) == -1)
		return -1;
	if (v->expunged != NULL && view_lost_some(v))
		v->expunged(v->expunged_arg);
	if (update_gone(v, o, how, &gone) == -1)
		return -1;
	mailbox_status(&v->mb, &st);
	if (st.messages != v->count - gone)
		tell_arrived(v, o, &st, how);
	v->count = st.messages;
	view_new_keywords(v, o);
	if (st.highestmodseq != v->modseq)
		tell_flags(v, o, how);
	v->uidnext = st.uidnext;
	v->modseq = v->looked = st.highestmodseq;
	return 0;
}
