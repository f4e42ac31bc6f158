/*
 * deliver: copies that are staged become visible, or are taken back.  The
 * numbers are deliver.h's.
 */
#include <sys/stat.h>

#include <errno.h>
#include <string.h>

#include "common/log.h"
#include "smtpd/box.h"
#include "smtpd/deliver.h"

static void
take_back(struct deliver *d, size_t i)
{
	struct copy *c = &d->copy[i];

	if (!c->begun)
		return;
	if (box_open(d, c->box) == -1)
		log_event(LOG_ERR, "deliver error=\"a copy is left behind: "
		    "%s\"", strerror(errno));
	delivery_abort(&c->d);
	box_close(d, c->box);		/* it may be the cause: look anew */
	c->begun = c->staged = false;
}

/* 3. */
static void
take_all_back(struct deliver *d, const uint16_t which[], size_t n,
    enum post_verdict verdict)
{
	size_t k;

	for (k = 0; k < n; k++) {
		take_back(d, which[k]);
		d->copy[which[k]].verdict = verdict;
	}
}

static bool
place(struct deliver *d, size_t i)
{
	struct copy *c = &d->copy[i];

	if (c->same != i)
		return true;
	if (box_open(d, c->box) == -1 || delivery_place(&c->d) == -1) {
		c->verdict = deliver_failed(d, i, "rename");
		take_back(d, i);
		return false;
	}
	d->box[c->box].dirty = true;
	return true;
}

/* 2.  The folder is synced by the first that has it. */
static bool
sync_place(struct deliver *d, size_t i)
{
	struct copy *c = &d->copy[i];
	struct box *b = &d->box[c->box];

	if (c->same != i || c->verdict != POST_OK || !b->dirty)
		return true;
	b->dirty = false;
	if (box_open(d, c->box) == 0 && delivery_sync(&b->md, false) == 0)
		return true;
	c->verdict = deliver_failed(d, i, "directory sync");
	take_back(d, i);
	return false;
}

/* With one call, when they are many, as sync_many() does for files (1). */
static void
sync_many_places(struct deliver *d, const uint16_t which[], size_t n)
{
	struct box *b, *dirty[DELIVER_FILES];
	struct stat st;
	size_t k, ndirty = 0;
	dev_t dev;

	for (k = 0; k < n && ndirty < DELIVER_FILES; k++) {
		b = &d->box[d->copy[which[k]].box];
		if (d->copy[which[k]].staged && b->dirty && b->open)
			dirty[ndirty++] = b;
	}
	if (ndirty < DELIVER_MANY ||
	    !delivery_sync_all(dirty[0]->md.new, &dev))
		return;
	for (k = 0; k < ndirty; k++)
		if (fstat(dirty[k]->md.new, &st) == 0 && st.st_dev == dev)
			dirty[k]->dirty = false;
}

void
deliver_commit(struct deliver *d, const uint16_t which[], size_t n, bool all)
{
	size_t k;

	for (k = 0; k < n; k++)
		if (!place(d, which[k]) && all) {
			take_all_back(d, which, n, d->copy[which[k]].verdict);
			return;
		}
	sync_many_places(d, which, n);
	for (k = 0; k < n; k++)
		if (!sync_place(d, which[k]) && all) {
			take_all_back(d, which, n, d->copy[which[k]].verdict);
			return;
		}
	for (k = 0; k < n; k++)
		d->copy[which[k]].verdict =
		    d->copy[d->copy[which[k]].same].verdict;
}

void
deliver_keep(struct deliver *d, const uint16_t which[], size_t n)
{
	struct copy *c;
	size_t k;

	for (k = 0; k < n; k++) {
		c = &d->copy[which[k]];
		if (!c->begun || c->verdict != POST_OK)
			continue;
		box_add(d, c->box, c->d.size);
		c->begun = false;
	}
}

void
deliver_end(struct deliver *d)
{
	size_t i;

	if (d->e == NULL)
		return;
	for (i = 0; i < d->e->ntargets; i++) {
		take_back(d, i);
		d->copy[i].verdict = POST_TEMPORARY;
	}
	d->e = NULL;
}
