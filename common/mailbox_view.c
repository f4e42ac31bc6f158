/* mailbox: what a session sees of it, and its files (see mailbox.h). */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/delivery.h"
#include "common/journal.h"
#include "common/mailbox_impl.h"
#include "common/stamp.h"
#include "common/sync.h"

enum { TRIES = 10 };		/* for a file that others go on renaming */

static int
ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/*
 * Records that are gone already have no number.  They are in the journal
 * (a snapshot has none), so there are few.
 */
int
mailbox_take_view(struct mailbox *mb)
{
	struct image *img = mb->now;
	uint32_t *gone, i, n = 0;

	gone = malloc((img->nexp + 1) * sizeof(*gone));
	if (gone == NULL)
		return -1;
	for (i = 0; i < img->nexp; i++) {
		uint32_t at = index_lower(img, img->exp[i].uid);

		if (at < index_count(img) &&
		    index_record(img, at)->uid == img->exp[i].uid)
			gone[n++] = at;
	}
	qsort(gone, n, sizeof(*gone), ascending);
	if (mb->view != mb->now)
		index_free(mb->view);
	free(mb->gone);
	mb->view = img;
	mb->gone = gone;
	mb->ngone = n;
	mb->end = index_count(img);
	mb->count = mb->end - n;
	return 0;
}

struct record *
mailbox_record(const struct mailbox *mb, uint32_t n)
{
	uint32_t lo = 0, hi = mb->ngone;

	if (hi == 0)
		return index_record(mb->view, n);
	/* How many that are gone come before? */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (mb->gone[mid] - mid > n)
			hi = mid;
		else
			lo = mid + 1;
	}
	return index_record(mb->view, n + lo);
}

void
mailbox_status(const struct mailbox *mb, struct mailbox_status *st)
{
	const struct index_header *h = &mb->view->h;

	st->messages = mb->count;
	st->unseen = h->unseen;
	st->deleted = h->deleted;
	st->first_recent = h->first_recent;
	st->uidvalidity = h->uidvalidity;
	st->uidnext = h->uidnext;
	st->highestmodseq = h->highestmodseq;
	st->size = h->size;
	st->vsize = h->vsize;
	st->no_size = h->no_size;
	st->no_vsize = h->no_vsize;
	st->has_uidl = (h->features & FEATURE_UIDL) != 0;
	st->has_order = (h->features & FEATURE_ORDER) != 0;
}

uint64_t
mailbox_modseq(const struct mailbox *mb)
{
	const struct image *img = mailbox_same_uids(mb) ? mb->now : mb->view;

	return img->h.highestmodseq;
}

bool
mailbox_changed(struct mailbox *mb)
{
	struct stat st;

	if (mb->now == NULL || mb->now != mb->view ||
	    index_count(mb->view) != mb->end ||
	    fstatat(mb->md.dir, INDEX_FILE, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return true;
	return st.st_ino != mb->now->ino ||
	    (uint64_t)st.st_size != mb->now->end ||
	    sync_needed(&mb->md, mb->now, mb->how);
}

static bool
expunged(const struct image *img, uint64_t since,
    void (*each)(void *arg, uint32_t uid), void *arg)
{
	uint32_t i = img->nold;

	if (since < img->h.floor)
		return false;
	/* They are in the order of their modseqs. */
	while (i > 0 && img->old[i - 1].modseq > since)
		i--;
	for (; i < img->nold; i++)
		each(arg, img->old[i].uid);
	for (i = 0; i < img->nexp; i++)
		if (img->exp[i].modseq > since)
			each(arg, img->exp[i].uid);
	return true;
}

bool
mailbox_expunged(struct mailbox *mb, uint64_t since,
    void (*each)(void *arg, uint32_t uid), void *arg)
{
	return expunged(mb->view, since, each, arg);
}

static void
note_one(void *arg, uint32_t uid)
{
	bool *some = arg;

	(void)uid;
	*some = true;
}

bool
mailbox_lost(const struct mailbox *mb, uint64_t since)
{
	bool some = false;

	return mb->now == NULL || !expunged(mb->now, since, note_one, &some) ||
	    some;
}

bool
mailbox_remembers(const struct mailbox *mb, uint64_t since)
{
	return mb->now != NULL && since >= mb->now->h.floor;
}

bool
mailbox_touched(struct mailbox *mb, uint64_t since, uint64_t until,
    void (*each)(void *arg, uint32_t uid), void *arg)
{
	const struct image *img = mb->now;
	uint32_t i;

	if (img == NULL || since < img->touched_floor)
		return false;
	for (i = 0; i < img->ntouched && i < INDEX_TOUCHED; i++)
		if (img->touched[i].modseq > since &&
		    img->touched[i].modseq < until)
			each(arg, img->touched[i].uid);
	return true;
}

const char *
mailbox_keyword(struct mailbox *mb, unsigned n)
{
	const struct image *img = mailbox_same_uids(mb) ? mb->now : mb->view;

	return n < MAILBOX_KEYWORDS ? img->keyword[n] : NULL;
}

/* What to do with the file of a message. */
struct use {
	struct delivery	*delivery;	/* link it; NULL: open it... */
	struct stat	*st;		/* ... or look at it */
	const struct maildir *to;
	const char	*host;
	unsigned	*count;
};

/* As the record has it now; the name may be out of date. */
static int
use_record(struct mailbox *mb, const struct image *img,
    const struct record *r, const struct use *u)
{
	char name[MAILDIR_NAME + 1];
	int dir = (r->flags & FLAG_IN_NEW) != 0 ? mb->md.new : mb->md.cur;

	if (index_filename(img, r, name) == 0)
		return -1;
	if (u->delivery != NULL)
		return delivery_link(u->delivery, u->to, u->host, u->count,
		    dir, name, r->size, r->vsize);
	if (u->st != NULL)
		return fstatat(dir, name, u->st, AT_SYMLINK_NOFOLLOW);
	/* Not for ever in open(2), should it be a fifo. */
	return openat(dir, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

/* Somebody renamed it: what does the mailbox look like now? */
static int
look_again(struct mailbox *mb)
{
	int r;

	if (mailbox_begin_same(mb) == -1)
		return -1;
	r = mailbox_look(mb, false);
	if (r == -1) {
		mailbox_abandon(mb);
		return -1;
	}
	if (mailbox_end(mb, r == 1) == -1)
		return -1;
	if (mailbox_same_uids(mb))
		return 0;
	errno = ESTALE;
	return -1;
}

/* Returns what use_record() returns. */
static int
use_message(struct mailbox *mb, uint32_t n, const struct use *u)
{
	struct record r, *found;
	int result, tries;

	if (n >= mb->count) {
		errno = ENOENT;
		return -1;
	}
	r = *mailbox_record(mb, n);
	if (mailbox_same_uids(mb) &&
	    (found = index_find(mb->now, r.uid)) != NULL)
		result = use_record(mb, mb->now, found, u);
	else
		result = use_record(mb, mb->view, &r, u);
	/* It may be renamed again between the look and open(2). */
	for (tries = 0; result == -1 && errno == ENOENT && tries < TRIES;
	    tries++) {
		if (look_again(mb) == -1)
			return -1;
		found = index_find(mb->now, r.uid);
		if (found == NULL) {
			errno = ENOENT;
			return -1;
		}
		result = use_record(mb, mb->now, found, u);
	}
	return result;
}

int
mailbox_openat(struct mailbox *mb, uint32_t n)
{
	const struct use u = { NULL, NULL, NULL, NULL, NULL };

	return use_message(mb, n, &u);
}

int
mailbox_stat(struct mailbox *mb, uint32_t n, struct stat *st)
{
	const struct use u = { NULL, st, NULL, NULL, NULL };

	return use_message(mb, n, &u);
}

int
mailbox_link(struct mailbox *mb, uint32_t n, struct delivery *d,
    const struct maildir *to, const char *host, unsigned *count)
{
	const struct use u = { d, NULL, to, host, count };

	return use_message(mb, n, &u);
}
