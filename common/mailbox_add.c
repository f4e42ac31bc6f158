/* mailbox: messages of our own (see mailbox.h). */
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/delivery.h"
#include "common/journal.h"
#include "common/mailbox_impl.h"
#include "common/own.h"
#include "common/quota.h"

static void
abort_all(struct mailbox_addition *a, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		delivery_abort(a[i].delivery);
}

/* All get their names, or none. */
static int
place_all(struct mailbox *mb, struct own *own, struct mailbox_addition *a,
    size_t n)
{
	bool new = false, cur = false;
	size_t i;

	for (i = 0; i < n; i++) {
		struct delivery *d = a[i].delivery;

		if (delivery_place(d) == -1)
			return -1;
		watch_expect(own->watch, d->in_cur ? WATCH_CUR : WATCH_NEW,
		    WATCH_HERE, d->name);
		new |= !d->in_cur;
		cur |= d->in_cur;
	}
	if (new && delivery_sync(&mb->md, false) == -1)
		return -1;
	return cur ? delivery_sync(&mb->md, true) : 0;
}

static void
note(struct image *img, struct mailbox_addition *a, uint64_t modseq)
{
	const struct delivery *d = a->delivery;
	struct maildir_name n;
	struct record r;
	struct name name;

	if (!maildir_parse(&n, d->name, strlen(d->name)))
		return;
	memset(&r, 0, sizeof(r));
	r.uid = a->uid = img->h.uidnext;
	r.flags = (uint16_t)(n.flags | (d->in_cur ? 0u : FLAG_IN_NEW));
	r.keywords = a->keywords | n.keywords;
	r.modseq = modseq;
	r.size = d->size;
	r.vsize = d->vsize;
	r.internaldate = a->internaldate;
	r.savedate = (int64_t)time(NULL);
	name.base = n.base;
	name.base_len = n.base_len;
	name.extra = "";
	name.extra_len = 0;
	journal_new(img, &r, &name);
}

static void
count(struct mailbox *mb, const struct mailbox_addition *a, size_t n)
{
	int64_t bytes = 0, messages = 0;
	struct maildir_name name;
	size_t i;

	if (!mb->counts)
		return;
	for (i = 0; i < n; i++) {
		const struct delivery *d = a[i].delivery;

		if (maildir_parse(&name, d->name, strlen(d->name)) &&
		    (name.flags & FLAG_DELETED) != 0)
			continue;
		bytes += d->size;
		messages++;
	}
	if (messages > 0)
		(void)quota_add(mb->root, bytes, messages);
}

/*
 * Several messages are announced first, and one with a keyword that its name
 * does not tell: whoever finds that nothing followed takes back those that
 * have got their names.
 */
static int
announce(struct mailbox *mb, const struct mailbox_addition *a, size_t n)
{
	struct batch b;
	size_t i;
	int tries;

	memset(&b, 0, sizeof(b));
	if (n == 0 || (n == 1 && a[0].keywords == 0))
		return 0;
	for (i = 0; i < n; i++)
		if (!batch_add(&b, a[i].delivery->tmp))
			return 0;	/* not made by one process */
	/* A new snapshot has no journal yet: once more, then. */
	for (tries = 0; tries < 2 && mb->now->adding.last == 0; tries++) {
		journal_adding(mb->now, &b);
		if (mailbox_commit(mb) == -1)
			return -1;
	}
	return 0;
}

struct taking {
	const struct mailbox *mb;
	int	dir;
};

/* To tmp/, where it is kept for a while (M-8). */
static int
take_one(void *arg, const char *name, size_t len)
{
	const struct taking *t = arg;

	if (batch_has(&t->mb->now->adding, name, len))
		(void)maildir_rename(t->dir, name, t->mb->md.tmp, name);
	return 0;
}

void
mailbox_take_back(struct mailbox *mb)
{
	struct taking t = { mb, mb->md.cur };

	(void)maildir_list(mb->md.cur, take_one, &t);
	t.dir = mb->md.new;
	(void)maildir_list(mb->md.new, take_one, &t);
	mb->now->adding.last = 0;
}

int
mailbox_add(struct mailbox *mb, struct mailbox_addition *a, size_t n)
{
	struct own own;
	uint64_t modseq;
	size_t i;

	if (mailbox_begin(mb) == -1) {
		abort_all(a, n);
		return -1;
	}
	if (announce(mb, a, n) == -1) {
		abort_all(a, n);
		mailbox_abandon(mb);
		return -1;
	}
	own_begin(&own, &mb->watch, mb->now, &mb->md, mb->lock);
	if (place_all(mb, &own, a, n) == -1) {
		abort_all(a, n);
		watch_stop(&mb->watch);
		mailbox_abandon(mb);
		return -1;
	}
	modseq = journal_modseq(mb->now);
	for (i = 0; i < n; i++)
		note(mb->now, &a[i], modseq);
	own_end(&own, mb->now, &mb->md);
	if (mailbox_end(mb, true) == -1) {
		abort_all(a, n);
		return -1;
	}
	count(mb, a, n);
	return 0;
}
