/*
 * mailbox: opening, locking, making the index anew.  The rules, with their
 * numbers, are at the top of sync.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/foreign.h"
#include "common/highwater.h"
#include "common/journal.h"
#include "common/mailbox_impl.h"
#include "common/quota.h"
#include "common/salvage.h"
#include "common/sync.h"

static void
unlock(struct mailbox *mb)
{
	int e = errno;

	(void)lock_set(mb->lock, LOCK_INDEX, F_UNLCK, true);
	errno = e;
}

/* Another image is what is now; the view keeps its own. */
static void
set_now(struct mailbox *mb, struct image *img)
{
	if (mb->now != mb->view)
		index_free(mb->now);
	mb->now = img;
}

void
mailbox_abandon(struct mailbox *mb)
{
	int e = errno;

	/* A view that shares the image shows what was not written. */
	if (mb->now != NULL && (mb->now->changed || mb->now->error != 0))
		set_now(mb, NULL);
	unlock(mb);
	errno = e;
}

/* No list of UIDs holds any more: all messages get new ones (3). */
static int
renumber(struct mailbox *mb, struct known_list *k, uint32_t least)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		k->item[i].uid = 0;
	k->uidnext = 1;
	k->first_recent = 1;
	k->uidvalidity = uidvalidity_next(mb->root, least);
	return k->uidvalidity == 0 ? -1 : 0;
}

/* There is no index file: another server's first, or none at all. */
static int
gather_foreign(struct mailbox *mb, struct known_list *k,
    const struct highwater *hw)
{
	int found = foreign_load(k, mb->md.dir);

	if (found == -1)
		return -1;
	if (hw->uidvalidity == 0) {
		if (found == 0)
			return renumber(mb, k, 0);
		mb->imported = true;
		return uidvalidity_used(mb->root, k->uidvalidity);
	}
	/*
	 * We had an index and lost it.  The list we once began with still
	 * holds for the messages in it, if nothing given since is given
	 * again (1).
	 */
	mb->repaired = true;
	if (found == 0 || k->uidvalidity != hw->uidvalidity)
		return renumber(mb, k, hw->uidvalidity + 1);
	if (k->uidnext < hw->uidlimit)
		k->uidnext = hw->uidlimit;
	return 0;
}

static int
gather(struct mailbox *mb, struct known_list *k, enum index_result found)
{
	struct highwater hw;

	if (highwater_read(mb->lock, &hw) == -1)
		return -1;
	if (found == INDEX_DAMAGED) {
		mb->repaired = true;
		if (salvage_load(k, mb->md.dir, &hw) == 0 && k->n > 0)
			return foreign_load_keywords(k, mb->md.dir) == -1 ?
			    -1 : 0;
		known_free(k);
	}
	return gather_foreign(mb, k, &hw);
}

static struct image *
image_of(const struct known_list *k)
{
	uint64_t modseq = (uint64_t)time(NULL);		/* 7.4 */
	struct image *img;
	unsigned i;

	if (k->modseq > modseq)
		modseq = k->modseq;
	img = index_empty(k->uidvalidity, modseq);
	if (img == NULL)
		return NULL;
	if (k->first_recent > 1)
		journal_recent(img, k->first_recent);
	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		if (k->keyword[i] != NULL)
			journal_keyword(img, i, k->keyword[i]);
	return img;
}

static int
commit(struct mailbox *mb, bool durable)
{
	struct image *next;

	if (journal_commit(mb->now, mb->md.dir, mb->lock, durable,
	    &next) == -1)
		return -1;
	if (next != NULL)
		set_now(mb, next);
	return 0;
}

/* 8. */
static int
make_anew(struct mailbox *mb, enum index_result found)
{
	struct known_list k;
	struct sync s = { &mb->md, &mb->watch, mb->lock, mb->how, NULL, &k,
	    true };
	int r = -1, e;

	known_init(&k);
	set_now(mb, NULL);
	if (gather(mb, &k, found) == -1)
		goto out;
	s.img = image_of(&k);
	if (s.img == NULL)
		goto out;
	set_now(mb, s.img);
	if (sync_run(&s) == -1)
		goto out;
	r = commit(mb, true);
out:
	e = errno;
	known_free(&k);
	if (r == -1)
		set_now(mb, NULL);
	errno = e;
	return r;
}

/* 1, 8.  The journal ends in rubbish: it may name messages, too. */
static int
mend(struct mailbox *mb)
{
	struct known_list k;
	struct sync s = { &mb->md, &mb->watch, mb->lock, mb->how, mb->now, &k,
	    true };
	int r, e;

	known_init(&k);
	r = salvage_tail(&k, mb->now);
	if (r == 0)
		r = sync_run(&s);
	mb->now->changed = mb->now->rewrite = true;
	if (r != -1)
		r = commit(mb, true);
	mb->repaired = true;
	e = errno;
	known_free(&k);
	errno = e;
	return r;
}

/* Reads what others wrote; no image if there is nothing good. */
static enum index_result
update(struct mailbox *mb)
{
	enum index_result r = INDEX_ABSENT;
	struct image *img;

	if (mb->now != NULL)
		r = index_update(mb->now, mb->md.dir);
	if (r == INDEX_OK || r == INDEX_ERROR)
		return r;
	r = index_load(mb->md.dir, &img);
	if (r == INDEX_OK)
		set_now(mb, img);
	return r;
}

int
mailbox_begin(struct mailbox *mb)
{
	enum index_result r;

	if (lock_set(mb->lock, LOCK_INDEX, F_WRLCK, true) == -1)
		return -1;
	r = update(mb);
	if (r == INDEX_OK && !index_verify(mb->now))
		r = INDEX_DAMAGED;
	if (r == INDEX_OK && mb->now->adding.last != 0 && !mb->now->torn)
		mailbox_take_back(mb);
	if (r == INDEX_OK && (!mb->now->torn || mend(mb) == 0))
		return 0;
	if (r != INDEX_OK && r != INDEX_ERROR && make_anew(mb, r) == 0)
		return 0;
	mailbox_abandon(mb);
	return -1;
}

bool
mailbox_same_uids(const struct mailbox *mb)
{
	return mb->view != NULL && mb->now != NULL &&
	    mb->view->h.uidvalidity == mb->now->h.uidvalidity;
}

int
mailbox_begin_same(struct mailbox *mb)
{
	if (mailbox_begin(mb) == -1)
		return -1;
	if (mailbox_same_uids(mb))
		return 0;
	(void)mailbox_end(mb, true);	/* what was made anew stays */
	errno = ESTALE;
	return -1;
}

int
mailbox_look(struct mailbox *mb, bool all)
{
	struct sync s = { &mb->md, &mb->watch, mb->lock, mb->how, mb->now,
	    NULL, all };
	int r = sync_run(&s);

	if (r == -1 && mb->now->damaged)
		return make_anew(mb, INDEX_DAMAGED);
	return r;
}

int
mailbox_commit(struct mailbox *mb)
{
	return commit(mb, true);
}

int
mailbox_end(struct mailbox *mb, bool durable)
{
	if (commit(mb, durable) == -1) {
		mailbox_abandon(mb);
		return -1;
	}
	unlock(mb);
	return 0;
}

/* A few system calls: true if there was nothing else to do. */
static bool
quick(struct mailbox *mb)
{
	bool good;

	if (lock_set(mb->lock, LOCK_INDEX, F_RDLCK, true) == -1)
		return false;
	good = update(mb) == INDEX_OK && !mb->now->torn &&
	    !sync_needed(&mb->md, mb->now, mb->how);
	unlock(mb);
	return good;
}

static int
look_and_write(struct mailbox *mb)
{
	int r;

	if (mailbox_begin(mb) == -1)
		return -1;
	r = mailbox_look(mb, false);
	if (r == -1) {
		mailbox_abandon(mb);
		return -1;
	}
	return mailbox_end(mb, r == 1);			/* 2 */
}

/*
 * On a full disk the messages that have a UID can still be read, and
 * removed; those that have none must wait (2).
 */
static bool
as_it_was(struct mailbox *mb)
{
	bool good;
	int e = errno;

	if (e != ENOSPC && e != EDQUOT && e != EROFS)
		return false;
	if (lock_set(mb->lock, LOCK_INDEX, F_RDLCK, true) == -1)
		return false;
	good = update(mb) == INDEX_OK;
	unlock(mb);
	errno = e;
	return good;
}

int
mailbox_hear(struct mailbox *mb)
{
	return quick(mb) || look_and_write(mb) == 0 || as_it_was(mb) ? 0 : -1;
}

int
mailbox_refresh(struct mailbox *mb)
{
	return mailbox_hear(mb) == -1 ? -1 : mailbox_take_view(mb);
}

int
mailbox_open(struct mailbox *mb, int root, const char *folder, unsigned how)
{
	unsigned make = (how & MAILBOX_CREATE) != 0 ? MAILDIR_CREATE : 0;
	int e;

	memset(mb, 0, sizeof(*mb));
	mb->md.dir = mb->md.tmp = mb->md.new = mb->md.cur = mb->lock = -1;
	watch_init(&mb->watch);
	mb->root = root;
	mb->how = how;
	mb->counts = quota_counts(folder) != 0;
	if (*folder != '\0' && !maildir_folder_ok(folder)) {
		errno = ENOENT;
		return -1;
	}
	if (*folder != '\0')
		make |= MAILDIR_FOLDER;
	if (maildir_open(&mb->md, root, *folder != '\0' ? folder : ".",
	    make) == -1)
		return -1;
	mb->lock = lock_open(mb->md.dir);
	if (mb->lock != -1 && mailbox_refresh(mb) == 0)
		return 0;
	e = errno;
	mailbox_close(mb);
	errno = e;
	return -1;
}

void
mailbox_close(struct mailbox *mb)
{
	if (mb->view != mb->now)
		index_free(mb->view);
	index_free(mb->now);
	free(mb->gone);
	if (mb->md.dir == 0 && mb->lock == 0)
		return;			/* never opened */
	if (mb->lock != -1)
		(void)close(mb->lock);
	maildir_close(&mb->md);
	watch_close(&mb->watch);
	memset(mb, 0, sizeof(*mb));
}

int
mailbox_maildrop_lock(struct mailbox *mb)
{
	return lock_set(mb->lock, LOCK_MAILDROP, F_WRLCK, false);
}
