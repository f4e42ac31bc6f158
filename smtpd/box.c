/*
 * box: folders kept open from one message to the next.
 */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/quota.h"
#include "common/scan.h"
#include "smtpd/box.h"

/* ms that a mailbox without a quota is taken to stay without one */
#define NO_QUOTA_FOR	1000

void
box_close(struct deliver *d, size_t box)
{
	struct box *b = &d->box[box];

	if (!b->open)
		return;
	maildir_close(&b->md);
	b->open = false;
	d->nopen--;
}

void
box_forget(struct deliver *d)
{
	size_t i;

	for (i = 0; i < d->nboxes; i++)
		box_close(d, i);
	d->nboxes = d->oldest = 0;
}

/*
 * Makes room for one more and, for a folder, its INBOX.  What is closed
 * comes back when it is needed; going round is good enough to find it.
 */
static void
make_room(struct deliver *d, size_t keep)
{
	while (d->nopen + 2 > DELIVER_BOXES) {
		d->oldest = (d->oldest + 1) % d->nboxes;
		if (d->oldest != keep && d->oldest != d->box[keep].root)
			box_close(d, d->oldest);
	}
}

/*
 * The home of a virtual user, and what -m names between it and the Maildir.
 * len is that of the home.
 */
static int
make_above(char *path, size_t len)
{
	char *slash = path + len;

	for (; slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (maildir_home(path) == -1)
			return -1;
		*slash = '/';
	}
	return 0;
}

static int
open_inbox(struct deliver *d, struct box *b, bool make)
{
	char path[ACCOUNT_HOME_SIZE + MAILDIR_NAME];
	unsigned how = make ? MAILDIR_CREATE : 0;
	int len;

	len = snprintf(path, sizeof(path), "%s/%s", b->home, d->maildir);
	if (len < 0 || (size_t)len >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (maildir_open(&b->md, AT_FDCWD, path, how) == 0)
		return 0;
	if (errno != ENOENT || !make ||
	    make_above(path, strlen(b->home)) == -1)
		return -1;
	return maildir_open(&b->md, AT_FDCWD, path, how);
}

static int
open_box(struct deliver *d, size_t box, bool make)
{
	struct box *b = &d->box[box];

	if (b->open)
		return 0;
	make_room(d, box);
	if (b->folder[0] == '\0') {
		if (open_inbox(d, b, make) == -1)
			return -1;
	} else if (open_box(d, b->root, make) == -1 ||
	    maildir_open(&b->md, d->box[b->root].md.dir, b->folder,
	    MAILDIR_CREATE | MAILDIR_FOLDER) == -1) {
		return -1;
	}
	if (b->md.tmp == -1) {		/* there, but not for deliveries */
		maildir_close(&b->md);
		errno = ENOENT;
		return -1;
	}
	if (b->md.cur != -1)
		close(b->md.cur);	/* nothing is delivered there */
	b->md.cur = -1;
	b->open = true;
	d->nopen++;
	return 0;
}

int
box_open(struct deliver *d, size_t box)
{
	return open_box(d, box, true);
}

/* Its entry, or a new one.  The caller has seen to it that there is room. */
static size_t
entry(struct deliver *d, const char *home, const char *folder, size_t root)
{
	struct box *b;
	size_t i;

	for (i = 0; i < d->nboxes; i++)
		if (strcmp(d->box[i].folder, folder) == 0 &&
		    strcmp(d->box[i].home, home) == 0)
			return i;
	b = &d->box[d->nboxes];
	memset(b, 0, sizeof(*b));
	(void)scan_copy(b->home, sizeof(b->home), home, strlen(home));
	(void)scan_copy(b->folder, sizeof(b->folder), folder, strlen(folder));
	b->md.dir = b->md.tmp = b->md.new = b->md.cur = -1;
	b->root = *folder == '\0' ? d->nboxes : root;
	return d->nboxes++;
}

/* As it was written, or else in small letters. */
static bool
tag_folder(int root, const char *tag, char folder[MAILDIR_NAME + 1])
{
	char lower[TARGET_TAG];

	if (maildir_tag_folder(root, tag, folder, MAILDIR_NAME + 1))
		return true;
	(void)scan_copy(lower, sizeof(lower), tag, strlen(tag));
	scan_lower(lower);
	return strcmp(lower, tag) != 0 &&
	    maildir_tag_folder(root, lower, folder, MAILDIR_NAME + 1);
}

int
box_find(struct deliver *d, const struct target *t, bool make, size_t *box)
{
	char folder[MAILDIR_NAME + 1];
	size_t root;

	if (d->nboxes + 2 > BOX_MAX) {
		errno = ENOMEM;
		return -1;
	}
	root = entry(d, t->home, "", 0);
	if (open_box(d, root, make) == -1)
		return -1;
	*box = root;
	if (t->tag[0] == '\0' ||
	    !tag_folder(d->box[root].md.dir, t->tag, folder))
		return 0;
	*box = entry(d, t->home, folder, root);
	return open_box(d, *box, make);
}

static enum post_verdict
over_quota(int root, uint64_t size)
{
	struct quota q;

	if (quota_read(root, &q) == 1 && q.max_bytes > 0 &&
	    size > (uint64_t)q.max_bytes)
		return POST_OVER_QUOTA;		/* it will never fit */
	return POST_QUOTA_SOON;
}

enum post_verdict
box_quota(struct deliver *d, size_t box, uint64_t limit, uint64_t size)
{
	struct box *b = &d->box[d->box[box].root];
	struct quota q;
	int known;

	if (!quota_counts(d->box[box].folder) || line_now() < b->no_quota)
		return POST_OK;
	if (open_box(d, d->box[box].root, true) == -1)
		return deliver_verdict(errno);
	known = quota_read(b->md.dir, &q);
	if (known == 0 && limit > 0)
		known = quota_limit(b->md.dir, (int64_t)limit) == -1 ? -1 :
		    quota_read(b->md.dir, &q);
	if (known == -1)
		return deliver_verdict(errno);
	if (known == 0) {
		b->no_quota = line_now() + NO_QUOTA_FOR;
		return POST_OK;
	}
	switch (quota_check(b->md.dir, (int64_t)size, 1)) {
	case QUOTA_OK:
		return POST_OK;
	case QUOTA_OVER:
		return over_quota(b->md.dir, size);
	default:
		return deliver_verdict(errno);
	}
}

/* The message is there; figures that are wrong mend themselves (7.3). */
void
box_add(struct deliver *d, size_t box, int64_t size)
{
	size_t root = d->box[box].root;

	if (!quota_counts(d->box[box].folder) ||
	    line_now() < d->box[root].no_quota)
		return;
	if (open_box(d, root, true) == 0)
		(void)quota_add(d->box[root].md.dir, size, 1);
}
