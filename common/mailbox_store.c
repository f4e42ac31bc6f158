/* mailbox: changing flags, removing messages (see mailbox.h). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/journal.h"
#include "common/look.h"
#include "common/mailbox_impl.h"
#include "common/own.h"
#include "common/quota.h"

#define LETTER_BITS	((UINT64_C(1) << MAILDIR_LETTERS) - 1)

enum { TRIES = 8 };		/* when others rename at the same time */

enum outcome { LATER, DONE, FAILED };

/* Messages one after the other with the same change, not noted yet. */
struct alike {
	uint32_t	 n, from, to;	/* how many; UIDs */
	uint32_t	 next;		/* the record behind them */
	unsigned	 flags;		/* of the first */
	uint64_t	 keywords;
};

/* One call of mailbox_store() or _expunge(). */
struct task {
	struct mailbox	*mb;
	const uint32_t	*uids;
	size_t		 n;
	const struct mailbox_change *change;	/* NULL: expunge */
	uint64_t	 modseq;	/* of all these changes */
	uint8_t		*outcome;	/* for each UID */
	struct own	 own;
	struct alike	 alike;
	bool		 touched_new, touched_cur;
	int64_t		 bytes, count;	/* for the quota */
};

/* The name that a file is to have. */
static size_t
name_for(const char *old, size_t len, unsigned flags, uint64_t keywords,
    char new[MAILDIR_NAME + 1])
{
	struct maildir_name n;
	size_t info;

	if (!maildir_parse(&n, old, len))
		return 0;
	memcpy(new, n.base, n.base_len);
	info = maildir_info(new + n.base_len, MAILDIR_NAME + 1 - n.base_len,
	    flags, (uint32_t)(keywords & LETTER_BITS), n.letters,
	    n.letters_len, n.ext, n.ext_len);
	return info == 0 ? 0 : n.base_len + info;
}

/* The index learns the new name, where flags alone do not tell it. */
static void
note_name(struct image *img, const struct record *r, const char *file)
{
	char extra[INDEX_EXTRA];
	struct maildir_name parsed;
	struct name old, new;

	if (!index_name(img, r, &old) ||
	    !maildir_parse(&parsed, file, strlen(file)))
		return;
	new.base = file;
	new.base_len = parsed.base_len;
	new.extra = extra;
	new.extra_len = look_extras(&old, &parsed, false, extra);
	if (new.extra_len != old.extra_len ||
	    memcmp(extra, old.extra, old.extra_len) != 0)
		journal_name(img, r->uid, &new);
}

static int
rename_file(struct task *t, const struct record *r, const char *old,
    const char *new)
{
	bool in_new = (r->flags & FLAG_IN_NEW) != 0;
	int from = in_new ? t->mb->md.new : t->mb->md.cur;

	if (!in_new && strcmp(old, new) == 0)
		return 0;		/* a keyword that has no letter */
	if (maildir_rename(from, old, t->mb->md.cur, new) == -1)
		return -1;
	t->touched_cur = true;
	t->touched_new |= in_new;
	watch_expect(t->own.watch, in_new ? WATCH_NEW : WATCH_CUR,
	    WATCH_AWAY, old);
	watch_expect(t->own.watch, WATCH_CUR, WATCH_HERE, new);
	return 0;
}

/* One entry for all of them: a journal is short (journal.c). */
static void
note_alike(struct task *t)
{
	const struct alike *a = &t->alike;

	if (a->n == 1)
		journal_flags(t->mb->now, a->from, a->flags, a->keywords,
		    t->modseq);
	else if (a->n > 1)
		journal_range(t->mb->now, a->from, a->to, t->change->set,
		    t->change->clear & ~t->change->set, t->modseq);
	t->alike.n = 0;
}

/* The index learns of the flags of record number `at`, which is r. */
static void
note_flags(struct task *t, uint32_t at, const struct record *r,
    unsigned flags, uint64_t keywords)
{
	struct alike *a = &t->alike;

	if (a->n > 0 && (at != a->next || keywords != r->keywords))
		note_alike(t);
	if (keywords != r->keywords) {
		journal_flags(t->mb->now, r->uid, flags, keywords, t->modseq);
		return;
	}
	if (a->n++ == 0) {
		a->from = r->uid;
		a->flags = flags;
		a->keywords = keywords;
	}
	a->to = r->uid;
	a->next = at + 1;
}

static enum outcome
store_one(struct task *t, uint32_t uid)
{
	const struct mailbox_change *c = t->change;
	struct image *img = t->mb->now;
	uint32_t at = index_lower(img, uid);
	struct record r;
	char old[MAILDIR_NAME + 1], new[MAILDIR_NAME + 1];
	unsigned flags;
	uint64_t keywords;
	size_t len;

	if (index_find(img, uid) == NULL)
		return FAILED;
	r = *index_record(img, at);
	if (c->unchangedsince != 0 && r.modseq > c->unchangedsince)
		return FAILED;
	flags = ((r.flags & ~c->clear) | c->set) & FLAGS_ALL;
	keywords = (r.keywords & ~c->clear_keywords) | c->set_keywords;
	if (flags == (r.flags & FLAGS_ALL) && keywords == r.keywords)
		return DONE;
	len = index_filename(img, &r, old);
	if (len == 0 || name_for(old, len, flags, keywords, new) == 0)
		return FAILED;
	if (rename_file(t, &r, old, new) == -1)
		return errno == ENOENT ? LATER : FAILED;
	note_name(img, &r, new);
	note_flags(t, at, &r, flags, keywords);
	t->mb->ours = t->modseq;
	if (((flags ^ r.flags) & FLAG_DELETED) != 0 && r.size >= 0) {
		int sign = (flags & FLAG_DELETED) != 0 ? -1 : 1;

		t->bytes += sign * r.size;
		t->count += sign;
	}
	return DONE;
}

static enum outcome
expunge_one(struct task *t, uint32_t uid)
{
	struct image *img = t->mb->now;
	struct record *found = index_find(img, uid), r;
	char name[MAILDIR_NAME + 1];
	bool in_new;

	if (found == NULL)
		return DONE;
	r = *found;
	in_new = (r.flags & FLAG_IN_NEW) != 0;
	if (index_filename(img, &r, name) == 0)
		return FAILED;
	if (unlinkat(in_new ? t->mb->md.new : t->mb->md.cur, name, 0) == -1)
		return errno == ENOENT ? LATER : FAILED;
	watch_expect(t->own.watch, in_new ? WATCH_NEW : WATCH_CUR,
	    WATCH_REMOVED, name);
	t->touched_new |= in_new;
	t->touched_cur |= !in_new;
	journal_expunge(img, uid, t->modseq);
	t->mb->ours = t->modseq;
	if ((r.flags & FLAG_DELETED) == 0 && r.size >= 0) {
		t->bytes -= r.size;
		t->count--;
	}
	return DONE;
}

/*
 * Those whose file has another name by now are tried again after a look
 * (M-11).
 */
static int
run(struct task *t)
{
	size_t i, later = t->n;
	int tries;

	for (tries = 0; later > 0 && tries < TRIES; tries++) {
		if (tries > 0 && mailbox_look(t->mb, true) == -1)
			return -1;
		if (!mailbox_same_uids(t->mb)) {
			errno = ESTALE;
			return -1;
		}
		t->modseq = journal_modseq(t->mb->now);
		later = 0;
		for (i = 0; i < t->n; i++) {
			if (t->outcome[i] != LATER)
				continue;
			t->outcome[i] = (uint8_t)(t->change != NULL ?
			    store_one(t, t->uids[i]) :
			    expunge_one(t, t->uids[i]));
			later += t->outcome[i] == LATER;
		}
		note_alike(t);
	}
	return 0;
}

/* The renames are on the disk before the index says so (4, 6). */
static int
sync_dirs(const struct task *t)
{
	if (t->touched_new && fsync(t->mb->md.new) == -1)
		return -1;
	if (t->touched_cur && fsync(t->mb->md.cur) == -1)
		return -1;
	return 0;
}

static int
count_failed(const struct task *t, uint32_t *failed)
{
	size_t i;
	int n = 0;

	for (i = 0; i < t->n; i++) {
		if (t->outcome[i] == DONE)
			continue;
		if (failed != NULL)
			failed[n] = t->uids[i];
		n++;
	}
	return n;
}

static int
change(struct mailbox *mb, const uint32_t *uids, size_t n,
    const struct mailbox_change *c, uint32_t *failed)
{
	struct task t;
	int r = -1, e;

	mb->ours = 0;
	if (n == 0)
		return 0;
	memset(&t, 0, sizeof(t));
	t.mb = mb;
	t.uids = uids;
	t.n = n;
	t.change = c;
	t.outcome = calloc(n, 1);
	if (t.outcome == NULL)
		return -1;
	if (mailbox_begin_same(mb) == -1)
		goto out;
	own_begin(&t.own, &mb->watch, mb->now, &mb->md, mb->lock);
	if (run(&t) == -1 || sync_dirs(&t) == -1) {
		mailbox_abandon(mb);
		watch_stop(&mb->watch);
		goto out;
	}
	own_end(&t.own, mb->now, &mb->md);
	/* Files removed are removed; the next look tells the index so. */
	if (mailbox_end(mb, true) == -1 && c != NULL)
		goto out;
	if (mb->counts && (t.bytes != 0 || t.count != 0))
		(void)quota_add(mb->root, t.bytes, t.count);
	r = count_failed(&t, failed);
out:
	e = errno;
	free(t.outcome);
	errno = e;
	return r;
}

int
mailbox_store(struct mailbox *mb, const uint32_t *uids, size_t n,
    const struct mailbox_change *c, uint32_t *failed)
{
	return change(mb, uids, n, c, failed);
}

int
mailbox_expunge(struct mailbox *mb, const uint32_t *uids, size_t n,
    uint32_t *failed)
{
	return change(mb, uids, n, NULL, failed);
}
