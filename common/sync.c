/*
 * sync: bringing an index in step with new/ and cur/.
 *
 * What always holds, and is tested under these numbers:
 *
 *  1. A UID never names two messages.  UIDs ascend; the one given next is
 *     above all that the index, its high-water mark or an imported list
 *     may have given.
 *  2. UIDNEXT on disk is greater than any UID a client has seen: the index
 *     is synced before mailbox_open() or _refresh() returns a new UID.
 *  3. UIDVALIDITY changes only when UIDs were lost, and then grows; also
 *     for a folder deleted and made again.
 *  4. HIGHESTMODSEQ only grows, and is on disk with the change it counts.
 *  5. A message is found gone only by a look that nothing disturbed, under
 *     the lock (M-7).  One that was renamed meanwhile is not gone.
 *  6. What a file name says of flags is the truth: changes by others are
 *     taken over, ours are renames.  No flag lives in the index alone but
 *     keywords that have no letter.
 *  7. A change after the look is seen by the next: an mtime is kept only if
 *     nothing can hide behind it (stamp.h, watch.h).
 *  8. An index file is replaced whole or appended to; what is not whole in
 *     it counts for nothing; what is damaged is made anew from what is left.
 *  9. No lock is held but inside a call of mailbox.h.
 *
 * Locking, one rule: byte 0 of postern-lock, read-locked to load the index,
 * write-locked for all that changes it or renames or removes files in cur/.
 * It is never upgraded: whoever wants to write asks anew and then reads
 * what others wrote meanwhile.  Deliveries need no lock.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/foreign.h"
#include "common/journal.h"
#include "common/look.h"
#include "common/stamp.h"
#include "common/sync.h"
#include "common/watch.h"

enum {
	TRIES = 20,			/* for an undisturbed look (5) */
	WAIT = 5000000			/* nanoseconds between them */
};

/* Both directories; [WATCH_NEW] and [WATCH_CUR] throughout. */
struct dirs {
	struct index_stamp stamp[WATCH_DIRS];
};

struct run {
	struct sync	*s;
	struct look	 look;
	struct fsclock	 clock;		/* before the last pass began */
	struct dirs	 before;	/* likewise */
	bool		 read[WATCH_DIRS];	/* in the last pass */
	bool		 settled;	/* nothing disturbed the last pass */
	bool		 moved;		/* we renamed files of new/ */
	bool		 watched;
	struct watch	 watch;
	struct dirs	 start;		/* when watching began */
};

static int
read_dirs(const struct maildir *md, struct dirs *d)
{
	if (stamp_read(md->new, &d->stamp[WATCH_NEW]) == -1)
		return -1;
	return stamp_read(md->cur, &d->stamp[WATCH_CUR]);
}

/* 7.  Zero, or other than it was when all was seen. */
static bool
is_stale(const struct index_stamp *known, const struct index_stamp *now)
{
	return known->sec == 0 || !stamp_equal(known, now);
}

bool
sync_needed(const struct maildir *md, const struct image *img, unsigned how)
{
	struct dirs d;

	if ((how & MAILBOX_MOVE) != 0 && img->h.in_new > 0)
		return true;
	return read_dirs(md, &d) == -1 ||
	    is_stale(&img->h.new, &d.stamp[WATCH_NEW]) ||
	    is_stale(&img->h.cur, &d.stamp[WATCH_CUR]);
}

static int
pass(struct run *r, bool new, bool cur)
{
	r->read[WATCH_NEW] = new;
	r->read[WATCH_CUR] = cur;
	if (fsclock_read(r->s->lock, &r->clock) == -1 ||
	    read_dirs(r->s->md, &r->before) == -1)
		return -1;
	return look_pass(&r->look, new, cur);
}

/* 5.  Did no directory we read change from before we read it until now? */
static bool
undisturbed(const struct run *r)
{
	struct dirs now;
	int i;

	if (read_dirs(r->s->md, &now) == -1)
		return false;
	for (i = 0; i < WATCH_DIRS; i++)
		if (r->read[i] && (stamp_racy(&r->before.stamp[i], &r->clock)
		    || !stamp_equal(&r->before.stamp[i], &now.stamp[i])))
			return false;
	return true;
}

/*
 * 5.  The first pass reads what changed.  When something is missing, both
 * directories are read until nothing disturbs it; if others never pause,
 * what is missing stays, and the next one to open looks again.
 */
static int
look_until_settled(struct run *r)
{
	static const struct timespec wait = { 0, WAIT };
	int i;

	r->settled = true;
	if (look_missing(&r->look, r->read[WATCH_NEW],
	    r->read[WATCH_CUR]) == 0)
		return 0;
	for (i = 0; i < TRIES; i++) {
		if (pass(r, true, true) == -1)
			return -1;
		if (look_missing(&r->look, true, true) == 0 || undisturbed(r))
			return 0;
		(void)nanosleep(&wait, NULL);
	}
	r->settled = false;
	return 0;
}

static void
expunge_missing(struct run *r)
{
	struct look *l = &r->look;
	uint32_t i;

	for (i = 0; i < l->nrecords; i++) {
		const struct record *rec = index_record(l->img, i);
		bool in_new = (rec->flags & FLAG_IN_NEW) != 0;

		if ((rec->flags & FLAG_GONE) == 0 && l->seen[i] != l->pass &&
		    r->read[in_new ? WATCH_NEW : WATCH_CUR])
			journal_expunge(l->img, rec->uid, l->modseq);
	}
}

/* Known UIDs first; then as delivered: by time, and within one by count. */
static int
by_uid_and_time(const struct found *x, const struct found *y)
{
	if (x->uid != y->uid) {
		if (x->uid == 0 || y->uid == 0)
			return x->uid == 0 ? 1 : -1;
		return x->uid < y->uid ? -1 : 1;
	}
	if (x->time.sec != y->time.sec)
		return x->time.sec < y->time.sec ? -1 : 1;
	if (x->time.usec != y->time.usec)
		return x->time.usec < y->time.usec ? -1 : 1;
	if (x->base_len != y->base_len)
		return x->base_len < y->base_len ? -1 : 1;
	return memcmp(x->text, y->text, x->base_len);
}

/*
 * Merges runs of 1, 2, 4 ...; qsort(3) of some libc copies far more, and
 * this is half of a first look.  `to` has room for n more.
 */
static void
sort(struct found **from, struct found **to, size_t n)
{
	size_t width, at, i, j, k, mid, end;
	struct found **t, **result = from;

	for (width = 1; width < n; width *= 2) {
		for (at = 0; at < n; at = end) {
			mid = at + width < n ? at + width : n;
			end = mid + width < n ? mid + width : n;
			for (i = k = at, j = mid; k < end; k++)
				if (j == end || (i < mid && by_uid_and_time(
				    from[i], from[j]) <= 0))
					to[k] = from[i++];
				else
					to[k] = from[j++];
		}
		t = from;
		from = to;
		to = t;
	}
	if (from != result)
		memcpy(result, from, n * sizeof(struct found *));
}

/* What is known of each, and their order. */
static struct found **
sort_found(struct run *r)
{
	struct look *l = &r->look;
	struct found **f = calloc(l->nfound + 1, 2 * sizeof(f[0]));
	uint32_t i, last = 0;

	if (f == NULL)
		return NULL;
	for (i = 0; i < l->nfound; i++) {
		f[i] = &l->found[i];
		f[i]->text = look_name(l, f[i]);
		if (r->s->known == NULL)
			continue;
		f[i]->known = known_find(r->s->known, f[i]->text,
		    f[i]->base_len);
		if (f[i]->known != NULL &&
		    f[i]->known->uid < r->s->known->uidnext)
			f[i]->uid = f[i]->known->uid;
	}
	sort(f, f + l->nfound, l->nfound);
	/* 1.  A list that gives one UID to two files keeps it for one. */
	for (i = 0; i < l->nfound && f[i]->uid != 0; i++) {
		if (f[i]->uid == last)
			f[i]->uid = 0;
		else
			last = f[i]->uid;
	}
	if (i > 0)
		sort(f, f + l->nfound, l->nfound);
	return f;
}

/* To cur/; the info that it has is kept, and is never left out (M-6). */
static bool
move_file(struct run *r, const char *name, size_t len,
    char new[MAILDIR_NAME + 1])
{
	struct maildir_name n;
	size_t info;

	if (!maildir_parse(&n, name, len))
		return false;
	memcpy(new, n.base, n.base_len);
	info = maildir_info(new + n.base_len, MAILDIR_NAME + 1 - n.base_len,
	    n.flags, n.keywords, n.letters, n.letters_len, n.ext, n.ext_len);
	if (info == 0 ||
	    maildir_rename(r->s->md->new, name, r->s->md->cur, new) == -1)
		return false;
	r->moved = true;
	watch_expect(&r->watch, WATCH_NEW, WATCH_AWAY, name);
	watch_expect(&r->watch, WATCH_CUR, WATCH_HERE, new);
	return true;
}

/* Messages that a session which does not move has left in new/. */
static void
move_known(struct run *r)
{
	struct look *l = &r->look;
	char name[MAILDIR_NAME + 1], moved[MAILDIR_NAME + 1];
	uint32_t i;

	if (l->img->h.in_new == 0)
		return;
	for (i = 0; i < l->nrecords; i++) {
		struct record rec = *index_record(l->img, i);
		size_t len;

		if ((rec.flags & FLAG_GONE) != 0 ||
		    (rec.flags & FLAG_IN_NEW) == 0)
			continue;
		len = index_filename(l->img, &rec, name);
		if (len == 0 || !move_file(r, name, len, moved))
			continue;
		look_rename(l, i, moved);
	}
}

/* Extras from the list that the message is known by. */
static size_t
known_extras(const struct known *k, char *buf)
{
	size_t len = 0;

	if (k->uidl != NULL && k->uidl_len > 0 && k->uidl_len <= KNOWN_UIDL) {
		buf[len++] = EXTRA_UIDL;
		buf[len++] = (char)k->uidl_len;
		memcpy(buf + len, k->uidl, k->uidl_len);
		len += k->uidl_len;
	}
	if (k->guid != NULL && k->guid_len > 0 && k->guid_len <= KNOWN_UIDL) {
		buf[len++] = EXTRA_GUID;
		buf[len++] = (char)k->guid_len;
		memcpy(buf + len, k->guid, k->guid_len);
		len += k->guid_len;
	}
	if (k->order != 0) {
		buf[len++] = EXTRA_ORDER;
		buf[len++] = sizeof(k->order);
		memcpy(buf + len, &k->order, sizeof(k->order));
		len += sizeof(k->order);
	}
	return len;
}

static void
add_file(struct run *r, struct found *f, uint32_t uid)
{
	char moved[MAILDIR_NAME + 1];
	char from[INDEX_EXTRA], extra[INDEX_EXTRA];
	struct maildir_name n;
	struct record rec;
	struct name name = { f->text, from, f->base_len, 0 }, new;
	const char *text = f->text;
	size_t len = f->len;

	if (f->in_new && (r->s->how & MAILBOX_MOVE) != 0 &&
	    move_file(r, text, len, moved)) {
		text = moved;
		len = strlen(moved);
		f->in_new = false;
	}
	if (!maildir_parse(&n, text, len))
		return;
	memset(&rec, 0, sizeof(rec));
	rec.uid = uid;
	rec.flags = (uint16_t)(n.flags | (f->in_new ? FLAG_IN_NEW : 0u));
	rec.keywords = n.keywords;
	rec.modseq = r->look.modseq;
	rec.size = n.size;
	rec.vsize = n.vsize;
	rec.internaldate = MAILBOX_UNKNOWN;
	rec.savedate = (int64_t)time(NULL);
	if (f->known != NULL) {
		rec.keywords |= f->known->keywords &
		    ~((UINT64_C(1) << MAILDIR_LETTERS) - 1);
		if (rec.size < 0)
			rec.size = f->known->size;
		if (rec.vsize < 0)
			rec.vsize = f->known->vsize;
		name.extra_len = known_extras(f->known, from);
	}
	new = name;
	new.extra = extra;
	new.extra_len = look_extras(&name, &n, f->in_new, extra);
	journal_new(r->s->img, &rec, &new);
}

/* Seen by an earlier pass, but not by the last: renamed or gone again. */
static bool
still_there(const struct run *r, const struct found *f)
{
	return f->pass == r->look.pass || faccessat(f->in_new ?
	    r->s->md->new : r->s->md->cur, f->text, F_OK, 0) == 0;
}

static int
add_found(struct run *r)
{
	struct look *l = &r->look;
	struct image *img = r->s->img;
	struct found **sorted = sort_found(r);
	uint32_t i;

	if (sorted == NULL)
		return -1;
	for (i = 0; i < l->nfound && img->error == 0; i++) {
		struct found *f = sorted[i];

		if (f->in_index)
			continue;
		if (f->uid == 0 && r->s->known != NULL &&
		    img->h.uidnext < r->s->known->uidnext)
			journal_uidnext(img, r->s->known->uidnext);	/* 1 */
		if (still_there(r, f))
			add_file(r, f, f->uid != 0 ? f->uid : img->h.uidnext);
	}
	if (r->s->known != NULL && img->h.uidnext < r->s->known->uidnext)
		journal_uidnext(img, r->s->known->uidnext);
	free(sorted);
	return 0;
}

static void
begin_watch(struct run *r)
{
	const struct look *l = &r->look;
	bool any = l->img->h.in_new > 0;
	uint32_t i;

	for (i = 0; i < l->nfound; i++)
		any = any || l->found[i].in_new;
	r->start = r->before;
	if (!any || (r->s->how & MAILBOX_MOVE) == 0 || !r->clock.fine ||
	    l->nrecords + l->nfound < SYNC_WATCH)
		return;
	watch_begin(&r->watch, r->s->md);
	r->watched = r->watch.fd != -1;
	if (read_dirs(r->s->md, &r->start) == -1)
		r->watched = false;
}

/*
 * 7.  What may be written down as "seen up to here".  A directory we read
 * was seen as of `before`; one we did not read, as of the header.
 */
static void
new_stamps(struct run *r)
{
	static const struct index_stamp never;
	struct index_header *h = &r->s->img->h;
	struct index_stamp stamp[WATCH_DIRS];
	bool clean[WATCH_DIRS] = { false, false };
	struct dirs now;
	int i;

	if (read_dirs(r->s->md, &now) == -1)
		r->settled = false;
	if (r->watched)
		watch_end(&r->watch, r->s->md, clean);
	for (i = 0; i < WATCH_DIRS; i++) {
		struct index_stamp seen = i == WATCH_NEW ? h->new : h->cur;

		if (r->read[i])
			seen = stamp_racy(&r->before.stamp[i], &r->clock) ?
			    never : r->before.stamp[i];
		if (seen.sec != 0 && r->moved)
			clean[i] = clean[i] &&
			    stamp_equal(&seen, &r->start.stamp[i]);
		else
			clean[i] = stamp_equal(&seen, &now.stamp[i]);
		stamp[i] = clean[i] && r->settled ? now.stamp[i] : never;
	}
	if (!stamp_equal(&stamp[WATCH_NEW], &h->new) ||
	    !stamp_equal(&stamp[WATCH_CUR], &h->cur))
		journal_stamps(r->s->img, &stamp[WATCH_CUR],
		    &stamp[WATCH_NEW]);
}

/* Letters that someone else's keywords have got since (M-6). */
static void
name_letters(struct image *img, const struct maildir *md)
{
	struct known_list k;
	unsigned i;

	known_init(&k);
	if (foreign_load_keywords(&k, md->dir) == 1)
		for (i = 0; i < MAILDIR_LETTERS; i++)
			if (k.keyword[i] != NULL && (img->keyword[i] == NULL ||
			    strcmp(img->keyword[i], k.keyword[i]) != 0))
				journal_keyword(img, i, k.keyword[i]);
	known_free(&k);
}

static int
look_and_apply(struct run *r, bool new, bool cur)
{
	struct image *img = r->s->img;
	uint32_t uidnext = img->h.uidnext;
	uint64_t modseq = img->h.highestmodseq;

	if (pass(r, new, cur) == -1 || look_until_settled(r) == -1)
		return -1;
	if (r->settled)
		expunge_missing(r);
	begin_watch(r);
	if ((r->s->how & MAILBOX_MOVE) != 0)
		move_known(r);
	if (add_found(r) == -1)
		return -1;
	if (r->look.new_letters)
		name_letters(img, r->s->md);
	new_stamps(r);
	if (img->error != 0) {
		errno = img->error;
		return -1;
	}
	return img->h.uidnext != uidnext || img->h.highestmodseq != modseq;
}

int
sync_run(struct sync *s)
{
	struct run r;
	struct dirs now;
	bool new, cur;
	int result, e;

	memset(&r, 0, sizeof(r));
	r.s = s;
	r.watch.fd = -1;
	if (read_dirs(s->md, &now) == -1)
		return -1;
	new = s->all || is_stale(&s->img->h.new, &now.stamp[WATCH_NEW]) ||
	    ((s->how & MAILBOX_MOVE) != 0 && s->img->h.in_new > 0);
	cur = s->all || is_stale(&s->img->h.cur, &now.stamp[WATCH_CUR]);
	if (!new && !cur)
		return 0;
	if (look_init(&r.look, s->img, s->md) == -1)
		return -1;
	result = look_and_apply(&r, new, cur);
	e = errno;
	watch_drop(&r.watch);
	look_free(&r.look);
	errno = e;
	return result;
}
