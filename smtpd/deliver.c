/*
 * deliver: copies of one message.  The numbers are deliver.h's.
 */
#include <sys/stat.h>
#include <sys/uio.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "common/quota.h"
#include "smtpd/box.h"
#include "smtpd/copy.h"
#include "smtpd/deliver.h"

#define NO_SPOOL	SIZE_MAX

enum post_verdict
deliver_verdict(int error)
{
	switch (error) {
	case ENOSPC:
		return POST_NO_SPACE;
	case EDQUOT:
		return POST_QUOTA_SOON;
	case EFBIG:
		return POST_TOO_BIG;
	default:
		return POST_TEMPORARY;
	}
}

enum post_verdict
deliver_failed(const struct deliver *d, size_t i, const char *what)
{
	char user[128];
	const struct target *t = &d->e->target[i];
	int error = errno;

	log_event(LOG_ERR, "deliver user=%s error=\"%s: %s\"",
	    log_quote(user, sizeof(user), t->user, strlen(t->user)), what,
	    strerror(error));
	errno = error;
	return deliver_verdict(error);
}

size_t
deliver_head(char head[DELIVER_HEAD], const char *sender,
    const struct target *t)
{
	int len = snprintf(head, DELIVER_HEAD,
	    "Return-Path: <%s>\nDelivered-To: %s\n", sender, t->address);

	return len < 0 || len >= DELIVER_HEAD ? 0 : (size_t)len;
}

void
deliver_init(struct deliver *d, const struct settings *set)
{
	d->maildir = set->maildir != NULL ? set->maildir : "Maildir";
	d->host = set->suite.host;
}

void
deliver_begin(struct deliver *d, const struct envelope *e, const char *sender)
{
	d->e = e;
	d->sender = sender;
	d->buffered = false;
	if (d->nboxes > BOX_KEEP)
		box_forget(d);
}

/* 4.  Is this folder taken by another target of this message already? */
static size_t
copy_of(const struct deliver *d, const uint16_t which[], size_t n, size_t box)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (d->copy[which[k]].begun && d->copy[which[k]].box == box)
			return which[k];
	return NO_SPOOL;
}

/* Opens the folder and a file in its tmp/. */
static int
begin_copy(struct deliver *d, size_t i)
{
	struct copy *c = &d->copy[i];

	if (delivery_begin(&c->d, &d->box[c->box].md, d->host,
	    &d->count) == -1) {
		/* The folder may have been removed and made anew. */
		if (errno != ENOENT)
			return -1;
		box_close(d, c->box);
		if (box_open(d, c->box) == -1 || delivery_begin(&c->d,
		    &d->box[c->box].md, d->host, &d->count) == -1)
			return -1;
	}
	c->begun = true;
	return 0;
}

int
deliver_spool(struct deliver *d, size_t i)
{
	char head[DELIVER_HEAD];
	struct copy *c = &d->copy[i];
	const struct target *t = &d->e->target[i];
	struct iovec iov;

	memset(c, 0, sizeof(*c));
	c->same = i;
	c->head_len = deliver_head(head, d->sender, t);
	iov.iov_base = head;
	iov.iov_len = c->head_len;
	if (box_find(d, t, true, &c->box) == -1 || begin_copy(d, i) == -1 ||
	    copy_vector(c->d.fd, &iov, 1) == -1) {
		c->verdict = deliver_failed(d, i, "spool");
		delivery_abort(&c->d);
		c->begun = false;
		return -1;
	}
	return c->d.fd;
}

/* A short message is read once and written to each with its head. */
static int
fill_copy(struct deliver *d, size_t i, const struct source *s)
{
	char head[DELIVER_HEAD];
	struct copy *c = &d->copy[i];
	struct iovec iov[2];
	ssize_t got;

	c->head_len = deliver_head(head, d->sender, &d->e->target[i]);
	iov[0].iov_base = head;
	iov[0].iov_len = c->head_len;
	if (s->size > sizeof(d->buf)) {
		if (copy_vector(c->d.fd, iov, 1) == -1)
			return -1;
		d->buffered = false;
		return copy_range(s->fd, s->from, s->size, c->d.fd, d->buf,
		    sizeof(d->buf));
	}
	if (!d->buffered) {
		got = pread(s->fd, d->buf, (size_t)s->size, s->from);
		if (got != (ssize_t)s->size) {
			if (got != -1)
				errno = EIO;
			return -1;
		}
		d->buffered = true;
	}
	iov[1].iov_base = d->buf;
	iov[1].iov_len = (size_t)s->size;
	return copy_vector(c->d.fd, iov, 2);
}

static enum post_verdict
quota_left(struct deliver *d, size_t i, uint64_t size)
{
	return box_quota(d, d->copy[i].box, d->e->target[i].quota, size);
}

/* Writes one copy, not yet synced. */
static void
write_copy(struct deliver *d, const uint16_t which[], size_t n, size_t i,
    const struct source *s)
{
	struct copy *c = &d->copy[i];

	memset(c, 0, sizeof(*c));
	c->same = i;
	if (box_find(d, &d->e->target[i], true, &c->box) == -1) {
		c->verdict = deliver_failed(d, i, "mailbox");
		return;
	}
	c->same = copy_of(d, which, n, c->box);
	if (c->same != NO_SPOOL)
		return;
	c->same = i;
	c->verdict = quota_left(d, i, s->size);
	if (c->verdict == POST_OK && (begin_copy(d, i) == -1 ||
	    fill_copy(d, i, s) == -1))
		c->verdict = deliver_failed(d, i, "write");
}

/* Those that are open, when they are many: with one call (rule 1). */
static void
sync_many(struct deliver *d, const uint16_t which[], size_t n)
{
	struct copy *c, *open[DELIVER_FILES];
	struct stat st;
	size_t k, nopen = 0;
	dev_t dev;

	for (k = 0; k < n && nopen < DELIVER_FILES; k++) {
		c = &d->copy[which[k]];
		if (c->begun && !c->staged && c->d.fd != -1)
			open[nopen++] = c;
	}
	if (nopen < DELIVER_MANY || !delivery_sync_all(open[0]->d.fd, &dev))
		return;
	for (k = 0; k < nopen; k++)
		open[k]->d.synced = fstat(open[k]->d.fd, &st) == 0 &&
		    st.st_dev == dev;
}

/* Syncs one copy and closes its file. */
static void
sync_copy(struct deliver *d, size_t i, const struct source *s)
{
	struct copy *c = &d->copy[i];

	if (c->verdict != POST_OK || c->same != i || c->staged)
		return;
	if (delivery_prepare(&c->d, (int64_t)(s->crlf_size + c->head_len +
	    2)) == -1) {
		c->verdict = deliver_failed(d, i, "sync");
	} else if ((uint64_t)c->d.size != s->size + c->head_len) {
		errno = EIO;
		c->verdict = deliver_failed(d, i, "size");
	} else {
		c->staged = true;
	}
}

/* The target whose file the session wrote to, if there is one. */
static size_t
find_spool(const struct deliver *d, const uint16_t which[], size_t n)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (d->copy[which[k]].begun)
			return which[k];
	return NO_SPOOL;
}

void
deliver_stage(struct deliver *d, const uint16_t which[], size_t n,
    const struct source *source)
{
	struct source s = *source;
	size_t k, first = 0, spool = find_spool(d, which, n);

	if (spool != NO_SPOOL) {
		s.fd = d->copy[spool].d.fd;
		s.from = (off_t)d->copy[spool].head_len;
		d->copy[spool].verdict = quota_left(d, spool, s.size);
	}
	for (k = 0; k < n; k++) {
		if (which[k] != spool)
			write_copy(d, which, n, which[k], &s);
		for (; k - first >= DELIVER_FILES; first++)
			if (which[first] != spool)
				sync_copy(d, which[first], &s);
	}
	sync_many(d, which, n);		/* 1. */
	for (; first < n; first++)
		if (which[first] != spool)
			sync_copy(d, which[first], &s);
	if (spool != NO_SPOOL)
		sync_copy(d, spool, &s);
	for (k = 0; k < n; k++)
		d->copy[which[k]].verdict =
		    d->copy[d->copy[which[k]].same].verdict;
}

enum post_verdict
deliver_room(struct deliver *d, const struct target *t, uint64_t size)
{
	size_t box;

	if (box_find(d, t, false, &box) == -1)
		return errno == ENOENT ? POST_OK : deliver_verdict(errno);
	return box_quota(d, box, t->quota, size);
}
