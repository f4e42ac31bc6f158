/*
 * mailbox: moving messages to another mailbox (see mailbox.h).
 *
 *  1. Both mailboxes are locked, the one whose lock has the lower number of
 *     its file first.
 *  2. The index of the target says first, durably, which messages are to
 *     come, under which UIDs, and that it has to be compared with cur/.  One
 *     that never comes is found missing by whoever opens it next.
 *  3. One rename(2) of its file takes a message from here to there, so it is
 *     in one of the two at any moment.  It has a name of its own there: the
 *     base name of an index is that of one message (1 of sync.c).
 *  4. The index of the source loses it after that is on the disk.
 *
 * If not all can be renamed, those that were are renamed back.
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/delivery.h"
#include "common/journal.h"
#include "common/look.h"
#include "common/mailbox_impl.h"
#include "common/own.h"
#include "common/quota.h"

#define LETTER_BITS	((UINT64_C(1) << MAILDIR_LETTERS) - 1)

enum { TRIES = 8 };		/* when others rename at the same time */

enum { WAITS, MOVED, NOTED };	/* of a message; NOTED: in the source, too */

struct moving {
	struct mailbox	*from;
	const struct mailbox_move *move;
	uint8_t		*state;		/* for each UID */
	struct own	 away, here;
	bool		 touched_new, touched_cur;
};

/* How a message is to be called in the target, and what that says. */
struct place {
	char		 name[MAILDIR_NAME + 1], extra[INDEX_EXTRA];
	size_t		 base_len;
	struct name	 known;		/* for the index: of these two */
	unsigned	 flags;
	uint64_t	 keywords;
};

/* 1.  -1: they are one. */
static int
lock_both(struct mailbox *from, struct mailbox *to)
{
	struct stat f, t;
	bool first;
	int r;

	if (fstat(from->lock, &f) == -1 || fstat(to->lock, &t) == -1)
		return -1;
	if (f.st_dev == t.st_dev && f.st_ino == t.st_ino) {
		errno = EXDEV;
		return -1;
	}
	first = f.st_dev != t.st_dev ? f.st_dev < t.st_dev :
	    f.st_ino < t.st_ino;
	r = first ? mailbox_begin_same(from) : mailbox_begin(to);
	if (r == -1)
		return -1;
	r = first ? mailbox_begin(to) : mailbox_begin_same(from);
	if (r == -1)
		mailbox_abandon(first ? from : to);
	return r;
}

/* Keywords have bits of their own there.  False: not all are known. */
static bool
translate(const struct mailbox_move *m, uint64_t keywords, uint64_t *there)
{
	unsigned bit;

	*there = 0;
	if ((keywords & ~m->known) != 0) {
		errno = EAGAIN;
		return false;
	}
	for (bit = 0; bit < MAILBOX_KEYWORDS; bit++)
		if ((keywords >> bit & 1) != 0 && m->bit[bit] >= 0)
			*there |= UINT64_C(1) << m->bit[bit];
	return true;
}

/*
 * The place of record r, whose file is called `old`, under the base name that
 * p->name holds.  What it has of letters and info that we do not know stays.
 */
static bool
describe(const struct mailbox_move *m, const struct record *r,
    const char *old, size_t len, struct place *p)
{
	static const struct name none = { "", "", 0, 0 };
	struct maildir_name n;

	p->flags = r->flags & FLAGS_ALL;
	if (!translate(m, r->keywords, &p->keywords))
		return false;
	errno = ENAMETOOLONG;
	if (!maildir_parse(&n, old, len) || maildir_info(p->name +
	    p->base_len, sizeof(p->name) - p->base_len, p->flags,
	    (uint32_t)(p->keywords & LETTER_BITS), n.letters, n.letters_len,
	    n.ext, n.ext_len) == 0 ||
	    !maildir_parse(&n, p->name, strlen(p->name)))
		return false;
	p->known.base = p->name;
	p->known.base_len = p->base_len;
	p->known.extra = p->extra;
	p->known.extra_len = look_extras(&none, &n, false, p->extra);
	return true;
}

static bool
new_base(const struct mailbox_move *m, const struct record *r,
    struct place *p)
{
	int n;

	if (maildir_unique(p->name, sizeof(p->name), m->host, m->count) == -1)
		return false;
	p->base_len = strlen(p->name);
	if (r->size < 0 || r->vsize < 0)
		return true;
	n = snprintf(p->name + p->base_len, sizeof(p->name) - p->base_len,
	    ",S=%lld,W=%lld", (long long)r->size, (long long)r->vsize);
	p->base_len += (size_t)n;
	errno = ENAMETOOLONG;
	return p->base_len < sizeof(p->name);
}

/* 2. */
static int
say_one(struct moving *m, size_t i, uint64_t modseq)
{
	struct image *there = m->move->to->now;
	const struct record *found = index_find(m->from->now,
	    m->move->uids[i]);
	char old[MAILDIR_NAME + 1];
	struct record r;
	struct place p;
	size_t len;

	if (found == NULL) {
		errno = ENOENT;
		return -1;
	}
	r = *found;
	len = index_filename(m->from->now, &r, old);
	if (len == 0 || !new_base(m->move, &r, &p) ||
	    !describe(m->move, &r, old, len, &p))
		return -1;
	r.uid = m->move->made[i] = there->h.uidnext;
	r.flags = (uint16_t)p.flags;
	r.keywords = p.keywords;
	r.modseq = modseq;
	r.savedate = (int64_t)time(NULL);
	r.cache = 0;
	journal_new(there, &r, &p.known);
	return 0;
}

static int
say_all(struct moving *m)
{
	static const struct index_stamp never;
	struct mailbox *to = m->move->to;
	uint64_t modseq = journal_modseq(to->now);
	size_t i;

	for (i = 0; i < m->move->n; i++)
		if (say_one(m, i, modseq) == -1)
			return -1;
	journal_stamps(to->now, &never, &never);
	return mailbox_commit(to);
}

/* What was said of it is not so any more. */
static void
correct(struct image *there, const struct record *said,
    const struct name *known, const struct place *p)
{
	if (p->flags != (said->flags & FLAGS_ALL) ||
	    p->keywords != said->keywords)
		journal_flags(there, said->uid, p->flags, p->keywords,
		    journal_modseq(there));
	if (p->known.extra_len != known->extra_len || memcmp(p->extra,
	    known->extra, known->extra_len) != 0)
		journal_name(there, said->uid, &p->known);
}

/* 3. */
static int
move_one(struct moving *m, size_t i)
{
	struct image *here = m->from->now, *there = m->move->to->now;
	const struct record *found = index_find(here, m->move->uids[i]);
	const struct record *to = index_find(there, m->move->made[i]);
	char old[MAILDIR_NAME + 1];
	struct record r, said;
	struct name known;
	struct place p;
	size_t len;
	bool in_new;

	errno = ESTALE;			/* others took it, for good */
	if (found == NULL || to == NULL || !index_name(there, to, &known))
		return -1;
	r = *found;
	said = *to;
	memcpy(p.name, known.base, known.base_len);
	p.base_len = known.base_len;
	len = index_filename(here, &r, old);
	if (len == 0 || !describe(m->move, &r, old, len, &p))
		return -1;
	in_new = (r.flags & FLAG_IN_NEW) != 0;
	if (maildir_rename(in_new ? m->from->md.new : m->from->md.cur, old,
	    m->move->to->md.cur, p.name) == -1)
		return -1;
	m->state[i] = MOVED;
	m->touched_new |= in_new;
	m->touched_cur |= !in_new;
	watch_expect(m->away.watch, in_new ? WATCH_NEW : WATCH_CUR,
	    WATCH_AWAY, old);
	watch_expect(m->here.watch, WATCH_CUR, WATCH_HERE, p.name);
	correct(there, &said, &known, &p);
	return 0;
}

/* 4. */
static void
note_moved(struct moving *m)
{
	uint64_t modseq = journal_modseq(m->from->now);
	size_t i;

	for (i = 0; i < m->move->n; i++)
		if (m->state[i] == MOVED) {
			journal_expunge(m->from->now, m->move->uids[i],
			    modseq);
			m->state[i] = NOTED;
			m->from->ours = modseq;
		}
}

/* Those whose file has another name by now come after a look (M-11). */
static int
move_all(struct moving *m)
{
	size_t i, later = m->move->n;
	int tries;

	for (tries = 0; later > 0; tries++) {
		if (tries > 0) {
			note_moved(m);
			if (mailbox_look(m->from, true) == -1)
				return -1;
			errno = ESTALE;
			if (tries == TRIES || !mailbox_same_uids(m->from))
				return -1;
		}
		later = 0;
		for (i = 0; i < m->move->n; i++) {
			if (m->state[i] != WAITS || move_one(m, i) == 0)
				continue;
			if (errno != ENOENT)
				return -1;
			later++;
		}
	}
	if (delivery_sync(&m->move->to->md, true) == -1)
		return -1;
	if (m->touched_new && delivery_sync(&m->from->md, false) == -1)
		return -1;
	return m->touched_cur ? delivery_sync(&m->from->md, true) : 0;
}

/* The name that it had; one that the index has forgotten keeps the new. */
static bool
old_name(const struct image *here, uint32_t uid, char name[MAILDIR_NAME + 1],
    bool *in_new)
{
	uint32_t at = index_lower(here, uid);
	const struct record *r;

	if (at == index_count(here))
		return false;
	r = index_record(here, at);
	*in_new = (r->flags & FLAG_IN_NEW) != 0;
	return r->uid == uid && index_filename(here, r, name) != 0;
}

static bool
move_back(struct moving *m, size_t i)
{
	struct image *here = m->from->now, *there = m->move->to->now;
	const struct record *r = index_find(there, m->move->made[i]);
	char name[MAILDIR_NAME + 1], old[MAILDIR_NAME + 1];
	bool in_new = false;

	if (r == NULL || index_filename(there, r, name) == 0)
		return false;
	if (!old_name(here, m->move->uids[i], old, &in_new))
		memcpy(old, name, sizeof(old));
	return maildir_rename(m->move->to->md.cur, name, in_new ?
	    m->from->md.new : m->from->md.cur, old) == 0;
}

/* What was said of those that are not there is taken back. */
static void
undo(struct moving *m)
{
	struct image *there = m->move->to->now;
	uint64_t modseq = journal_modseq(there);
	size_t i;

	for (i = 0; i < m->move->n; i++)
		if (m->state[i] == WAITS || move_back(m, i))
			journal_expunge(there, m->move->made[i], modseq);
}

static void
count(const struct moving *m)
{
	const struct mailbox *to = m->move->to;
	int64_t bytes = 0, messages = 0;
	int sign = (int)to->counts - (int)m->from->counts;
	size_t i;

	for (i = 0; i < m->move->n && sign != 0; i++) {
		const struct record *r = index_find(to->now,
		    m->move->made[i]);

		if (r == NULL || (r->flags & FLAG_DELETED) != 0 ||
		    r->size < 0)
			continue;
		bytes += sign * r->size;
		messages += sign;
	}
	if (messages != 0)
		(void)quota_add(to->root, bytes, messages);
}

/* Both are locked, and are not afterwards. */
static int
run(struct moving *m)
{
	struct mailbox *to = m->move->to;
	int e;

	own_begin(&m->here, &to->watch, to->now, &to->md, to->lock);
	own_begin(&m->away, &m->from->watch, m->from->now, &m->from->md,
	    m->from->lock);
	if (say_all(m) == -1) {
		mailbox_abandon(to);
		goto fail;
	}
	if (move_all(m) == -1) {
		e = errno == ESTALE ? ENOENT : errno;
		undo(m);
		(void)mailbox_end(to, true);
		errno = e;
		goto fail;
	}
	note_moved(m);
	count(m);
	own_end(&m->here, to->now, &to->md);
	own_end(&m->away, m->from->now, &m->from->md);
	/* It is so: if this is not noted, the next look tells. */
	(void)mailbox_end(to, false);
	(void)mailbox_end(m->from, true);
	return 0;
fail:
	watch_stop(&to->watch);
	watch_stop(&m->from->watch);
	mailbox_abandon(m->from);
	return -1;
}

int
mailbox_move(struct mailbox *from, const struct mailbox_move *move)
{
	struct moving m;
	int r = -1, e;

	from->ours = 0;
	memset(&m, 0, sizeof(m));
	m.from = from;
	m.move = move;
	m.state = calloc(move->n + 1, 1);
	if (m.state == NULL)
		return -1;
	if (lock_both(from, move->to) == 0)
		r = run(&m);
	e = errno;
	free(m.state);
	errno = e;
	return r;
}
