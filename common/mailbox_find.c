/* mailbox: the messages of the view, and finding them (see mailbox.h). */
#include <string.h>

#include "common/mailbox_impl.h"

static void
fill_extras(struct message *m, const struct name *n)
{
	const char *p;
	size_t len;

	m->uidl = index_extra(n, EXTRA_UIDL, &m->uidl_len);
	m->guid = index_extra(n, EXTRA_GUID, &m->guid_len);
	m->order = 0;
	p = index_extra(n, EXTRA_ORDER, &len);
	if (p != NULL && len == sizeof(m->order))
		memcpy(&m->order, p, len);
}

/* What may have changed since the view was taken. */
static const struct record *
changed_record(const struct mailbox *mb, const struct record *r,
    unsigned *gone)
{
	const struct record *now;

	if (!mailbox_same_uids(mb))
		return r;
	now = index_find(mb->now, r->uid);
	if (now != NULL)
		return now;
	*gone = FLAG_GONE;
	return r;
}

/* Asked for every message of a walk: no byte is written twice. */
bool
mailbox_numbers(struct mailbox *mb, uint32_t number, struct message *m)
{
	const struct record *r, *now;
	unsigned gone = 0;

	if (number >= mb->count)
		return false;
	r = now = mailbox_record(mb, number);
	if (mb->view != mb->now)
		now = changed_record(mb, r, &gone);
	m->uid = r->uid;
	m->flags = now->flags | gone;
	m->keywords = now->keywords;
	m->modseq = now->modseq;
	m->size = r->size;
	m->vsize = r->vsize;
	m->internaldate = r->internaldate;
	m->savedate = r->savedate;
	m->cache = now->cache;
	m->order = 0;
	m->base = m->uidl = m->guid = NULL;
	m->base_len = m->uidl_len = m->guid_len = 0;
	return r->uid < mb->view->h.uidnext;
}

bool
mailbox_get(struct mailbox *mb, uint32_t number, struct message *m)
{
	struct name n;

	if (number >= mb->count)
		return false;
	if (!mailbox_numbers(mb, number, m) ||
	    !index_name(mb->view, mailbox_record(mb, number), &n)) {
		mb->view->verified = false;	/* look closely next time */
		return false;
	}
	m->base = n.base;
	m->base_len = n.base_len;
	fill_extras(m, &n);
	return true;
}

uint32_t
mailbox_uid(const struct mailbox *mb, uint32_t n)
{
	return mailbox_record(mb, n)->uid;
}

uint32_t
mailbox_lower(struct mailbox *mb, uint32_t uid)
{
	uint32_t lo = 0, hi = mb->count;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (mailbox_record(mb, mid)->uid < uid)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool
mailbox_find(struct mailbox *mb, uint32_t uid, uint32_t *n)
{
	*n = mailbox_lower(mb, uid);
	return *n < mb->count && mailbox_record(mb, *n)->uid == uid;
}

uint32_t
mailbox_first_unseen(struct mailbox *mb)
{
	uint32_t n = mailbox_lower(mb, mb->view->h.first_unseen);

	while (n < mb->count &&
	    (mailbox_record(mb, n)->flags & FLAG_SEEN) != 0)
		n++;
	/* Nobody has to ask for these again. */
	mb->view->h.first_unseen = n < mb->count ?
	    mailbox_record(mb, n)->uid : mb->view->h.uidnext;
	return n;
}

uint32_t
mailbox_next(struct mailbox *mb, uint32_t n, unsigned set, unsigned clear)
{
	const struct image *img = mb->view;

	/* Where numbers are those of records it is the flags alone. */
	if (mb->view != mb->now || mb->ngone > 0)
		return n;
	for (; n < img->nbase && n < mb->count; n++)
		if ((img->base[n].flags & (set | clear)) == set)
			return n;
	for (; n < mb->count; n++)
		if ((img->tail[n - img->nbase].flags & (set | clear)) == set)
			return n;
	return n;
}
