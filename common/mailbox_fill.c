/* mailbox: what the index learns later, and its keywords (mailbox.h). */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/foreign.h"
#include "common/journal.h"
#include "common/mailbox_impl.h"

struct learnt {
	uint32_t	uid;
	bool		read;		/* else it could not be read */
	int64_t		size, vsize, date;
};

static bool
wanted(const struct record *r, bool dates)
{
	if ((r->flags & FLAG_GONE) != 0)
		return false;
	return dates ? r->internaldate == MAILBOX_UNKNOWN :
	    r->size < 0 || r->vsize < 0;
}

static void
learn_date(struct mailbox *mb, uint32_t n, struct learnt *l)
{
	struct stat st;

	l->size = l->vsize = l->date = MAILBOX_UNKNOWN;
	if (mailbox_stat(mb, n, &st) == -1 || !S_ISREG(st.st_mode))
		return;
	l->size = st.st_size;
	l->date = st.st_mtime;
	l->read = true;
}

/* What a stat(2) does not tell. */
static void
learn_sizes(struct mailbox *mb, uint32_t n, struct learnt *l)
{
	struct stat st;
	int fd;

	l->size = l->vsize = l->date = MAILBOX_UNKNOWN;
	fd = mailbox_openat(mb, n);
	if (fd == -1)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		l->size = st.st_size;
		l->date = st.st_mtime;
		l->vsize = maildir_vsize(fd);
		l->read = l->vsize != -1;
	}
	(void)close(fd);
}

/* Into the view, where that is not what the journal has changed already. */
static void
fill_view(struct mailbox *mb, const struct learnt *l, bool dates)
{
	uint32_t n;
	struct record *r;

	if (!mailbox_find(mb, l->uid, &n))
		return;
	r = mailbox_record(mb, n);
	index_counters(mb->view, r, -1);
	if (dates) {
		r->internaldate = l->read ? l->date : 0;
	} else {
		r->size = l->read ? l->size : 0;
		r->vsize = l->read ? l->vsize : 0;
	}
	index_counters(mb->view, r, 1);
}

static int
write_learnt(struct mailbox *mb, const struct learnt *l, size_t n)
{
	size_t i;

	if (mailbox_begin_same(mb) == -1)
		return -1;
	for (i = 0; i < n; i++)
		if (l[i].read)
			journal_sizes(mb->now, l[i].uid, l[i].size,
			    l[i].vsize, l[i].date);
	return mailbox_end(mb, false);
}

static int
fill(struct mailbox *mb, bool dates)
{
	struct learnt *l = NULL, *more;
	size_t used = 0, size = 0, i;
	uint32_t n;
	int r = 0;

	for (n = 0; n < mb->count; n++) {
		if (!wanted(mailbox_record(mb, n), dates))
			continue;
		if (used == size) {
			size = size != 0 ? size * 2 : 256;
			more = realloc(l, size * sizeof(*l));
			if (more == NULL) {
				free(l);
				return -1;
			}
			l = more;
		}
		memset(&l[used], 0, sizeof(*l));
		l[used].uid = mailbox_record(mb, n)->uid;
		if (dates)
			learn_date(mb, n, &l[used++]);
		else
			learn_sizes(mb, n, &l[used++]);
	}
	if (used > 0) {
		r = write_learnt(mb, l, used);
		for (i = 0; i < used; i++)
			fill_view(mb, &l[i], dates);
	}
	free(l);
	return r;
}

int
mailbox_sizes(struct mailbox *mb)
{
	/* What is unknown stands for messages that are gone, too. */
	if (mb->view->h.no_size == 0 && mb->view->h.no_vsize == 0)
		return 0;
	return fill(mb, false);
}

int
mailbox_dates(struct mailbox *mb)
{
	return fill(mb, true);
}

int64_t
mailbox_date(struct mailbox *mb, uint32_t n)
{
	struct learnt l;
	struct record *r;

	if (n >= mb->count) {
		errno = ENOENT;
		return MAILBOX_UNKNOWN;
	}
	r = mailbox_record(mb, n);
	if (r->internaldate != MAILBOX_UNKNOWN)
		return r->internaldate;
	memset(&l, 0, sizeof(l));
	learn_date(mb, n, &l);
	if (!l.read)
		return MAILBOX_UNKNOWN;
	/* The look may have moved it. */
	mailbox_record(mb, n)->internaldate = l.date;
	return l.date;
}

void
mailbox_tell_date(struct mailbox *mb, uint32_t n, int64_t date)
{
	if (n < mb->count)
		mailbox_record(mb, n)->internaldate = date;
}

int
mailbox_repair_size(struct mailbox *mb, uint32_t uid, int64_t size,
    int64_t vsize)
{
	if (mailbox_begin_same(mb) == -1)
		return -1;
	journal_sizes(mb->now, uid, size, vsize, MAILBOX_UNKNOWN);
	return mailbox_end(mb, false);
}

int
mailbox_claim_recent(struct mailbox *mb)
{
	uint32_t uidnext = mb->view->h.uidnext;

	if (mb->view->h.first_recent >= uidnext)
		return 0;
	if (mailbox_begin_same(mb) == -1)
		return -1;
	journal_recent(mb->now, uidnext);
	return mailbox_end(mb, false);
}

int
mailbox_touch(struct mailbox *mb)
{
	if (mailbox_begin(mb) == -1)
		return -1;
	journal_touch(mb->now, journal_modseq(mb->now));
	return mailbox_end(mb, true);
}

int
mailbox_cache(struct mailbox *mb, const struct mailbox_cached *c, size_t n)
{
	size_t i;

	if (mailbox_begin_same(mb) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		journal_cache(mb->now, c[i].uid, c[i].cache);
		if (c[i].date != MAILBOX_UNKNOWN)
			journal_sizes(mb->now, c[i].uid, MAILBOX_UNKNOWN,
			    MAILBOX_UNKNOWN, c[i].date);
	}
	return mailbox_end(mb, false);
}

static int
find_keyword(const struct image *img, const char *name)
{
	int i;

	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		if (img->keyword[i] != NULL &&
		    strcasecmp(img->keyword[i], name) == 0)
			return i;
	return -1;
}

/*
 * A letter for file names, in the file that Dovecot reads too.  Its way of
 * locking: make dovecot-keywords.lock, write it, rename it.  -1: no letter,
 * whatever the reason; the keyword then lives in our index.
 */
static int
take_letter(struct mailbox *mb, const char *name)
{
	static const char lock[] = "dovecot-keywords.lock";
	char text[MAILDIR_LETTERS * (MAILBOX_KEYWORD_LEN + 8)];
	struct known_list k;
	size_t len = 0, i;
	int bit = -1, fd;

	fd = openat(mb->md.dir, lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC |
	    O_NOFOLLOW, 0600);
	if (fd == -1)
		return -1;
	known_init(&k);
	if (foreign_load_keywords(&k, mb->md.dir) == -1)
		goto out;
	for (i = 0; i < MAILDIR_LETTERS; i++) {
		bool ours = k.keyword[i] == NULL && mb->now->keyword[i] == NULL
		    && bit == -1;

		if (ours)
			bit = (int)i;
		if (ours || k.keyword[i] != NULL)
			len += (size_t)snprintf(text + len, sizeof(text) - len,
			    "%zu %s\n", i, ours ? name : k.keyword[i]);
	}
	if (bit != -1 && (write(fd, text, len) != (ssize_t)len ||
	    fsync(fd) == -1 || renameat(mb->md.dir, lock, mb->md.dir,
	    "dovecot-keywords") == -1 || fsync(mb->md.dir) == -1))
		bit = -1;
out:
	if (bit == -1)
		(void)unlinkat(mb->md.dir, lock, 0);
	(void)close(fd);
	known_free(&k);
	return bit;
}

static int
define_keyword(struct mailbox *mb, const char *name)
{
	int bit = take_letter(mb, name);

	if (bit == -1)
		for (bit = MAILDIR_LETTERS; bit < MAILBOX_KEYWORDS &&
		    mb->now->keyword[bit] != NULL; bit++)
			;
	if (bit == MAILBOX_KEYWORDS) {
		errno = ENOSPC;
		return -1;
	}
	journal_keyword(mb->now, (unsigned)bit, name);
	return bit;
}

int
mailbox_keyword_bit(struct mailbox *mb, const char *name, bool create)
{
	int bit = mb->now != NULL ? find_keyword(mb->now, name) : -1;

	if (bit != -1 || !create)
		return bit;
	if (*name == '\0' || strlen(name) > MAILBOX_KEYWORD_LEN ||
	    strpbrk(name, " \n\r\t") != NULL) {
		errno = EINVAL;
		return -1;
	}
	if (mailbox_begin(mb) == -1)
		return -1;
	bit = find_keyword(mb->now, name);
	if (bit == -1)
		bit = define_keyword(mb, name);
	if (bit == -1) {
		mailbox_abandon(mb);
		return -1;
	}
	return mailbox_end(mb, true) == -1 ? -1 : bit;
}
