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
 * what others wrote meanwhile.  Who needs two takes them in one order
 * (mailbox_move.c).  Deliveries need no lock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/foreign.h"
#include "common/journal.h"
#include "common/sync_impl.h"

enum {
	TRIES = 20,			/* for an undisturbed look (5) */
	WAIT = 5000000			/* nanoseconds between them */
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
	r->missing = look_missing(&r->look, r->read[WATCH_NEW],
	    r->read[WATCH_CUR]) > 0;
	if (!r->missing)
		return 0;
	for (i = 0; i < TRIES; i++) {
		if (pass(r, true, true) == -1)
			return -1;
		r->missing = look_missing(&r->look, true, true) > 0;
		if (!r->missing || undisturbed(r))
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
	    l->nrecords + l->nfound < r->s->watch->from)
		return;
	r->watched = watch_begin(r->s->watch, r->s->md);
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
		watch_end(r->s->watch, r->s->md, clean);
	r->watched = false;
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
	if (r->settled && r->missing)
		expunge_missing(r);
	begin_watch(r);
	if ((r->s->how & MAILBOX_MOVE) != 0)
		sync_move_known(r);
	if (sync_add_found(r) == -1)
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
	r.now = (int64_t)time(NULL);
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
	if (r.watched)
		watch_stop(s->watch);
	look_free(&r.look);
	errno = e;
	return result;
}
