/*
 * view: the mailbox that is selected, and what numbers and UIDs of the client
 * mean in it (view.h).
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/view.h"

/* Ranges of \Recent that are remembered; the oldest go first. */
#define RECENT_RANGES	64

void
view_take_recent(struct view *v, const struct mailbox_status *st,
    uint32_t from)
{
	struct set *r = &v->recent;

	if (from < st->first_recent)
		from = st->first_recent;
	if (from >= st->uidnext)
		return;
	if (r->n > 0 && r->range[r->n - 1].to == from - 1) {
		r->range[r->n - 1].to = st->uidnext - 1;
	} else {
		if (r->n == RECENT_RANGES)
			memmove(r->range, r->range + 1,
			    --r->n * sizeof(*r->range));
		set_add(r, from, st->uidnext - 1);
	}
	if (!v->readonly)
		(void)mailbox_claim_recent(&v->mb);
}

int
view_open(struct view *v, int root, const char *folder, bool readonly)
{
	unsigned how = (readonly ? 0u : MAILBOX_MOVE) |
	    (*folder == '\0' ? MAILBOX_CREATE : 0u);
	struct mailbox_status st;

	view_close(v);
	if (mailbox_open(&v->mb, root, folder, how) == -1)
		return -1;
	v->open = true;
	v->readonly = readonly;
	memcpy(v->folder, folder, strlen(folder) + 1);
	mailbox_status(&v->mb, &st);
	v->count = st.messages;
	v->uidvalidity = st.uidvalidity;
	v->uidnext = st.uidnext;
	v->modseq = v->looked = st.highestmodseq;
	view_take_recent(v, &st, 1);
	return 0;
}

void
view_close(struct view *v)
{
	cache_close(&v->cache);
	if (v->open)
		mailbox_close(&v->mb);
	free(v->told);
	set_free(&v->recent);
	memset(v, 0, sizeof(*v));
}

bool
view_message(struct view *v, uint32_t number, struct message *m)
{
	return number >= 1 && number <= v->count &&
	    mailbox_numbers(&v->mb, number - 1, m);
}

bool
view_recent(const struct view *v, uint32_t uid)
{
	return set_has(&v->recent, uid);
}

uint32_t
view_count_recent(struct view *v)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < v->recent.n; i++)
		n += mailbox_lower(&v->mb, v->recent.range[i].to + 1) -
		    mailbox_lower(&v->mb, v->recent.range[i].from);
	return n;
}

/* The numbers of the UIDs that are there. */
static void
resolve_uids(struct view *v, const struct set *uids, struct set *numbers)
{
	uint32_t from, to;
	size_t i;

	for (i = 0; i < uids->n; i++) {
		from = mailbox_lower(&v->mb, uids->range[i].from);
		to = uids->range[i].to == UINT32_MAX ? v->count :
		    mailbox_lower(&v->mb, uids->range[i].to + 1);
		if (from < to)
			set_add(numbers, from + 1, to);
	}
}

bool
view_resolve(struct view *v, const struct set *set, bool uid,
    struct set *numbers)
{
	uint32_t max = v->count;
	struct set wanted;
	size_t i;
	bool good = true;

	set_clear(numbers);
	if (uid && v->count == 0)
		return true;		/* I-16 */
	if (uid)
		max = mailbox_uid(&v->mb, v->count - 1);
	memset(&wanted, 0, sizeof(wanted));
	for (i = 0; i < set->n; i++)
		set_add(&wanted, set->range[i].from, set->range[i].to);
	set_normalize(&wanted, max);
	if (uid) {
		resolve_uids(v, &wanted, numbers);
		set_normalize(numbers, max);
		set_free(&wanted);
	} else {
		good = wanted.n > 0 && wanted.range[0].from > 0 &&
		    wanted.range[wanted.n - 1].to <= max;
		set_free(numbers);
		*numbers = wanted;
	}
	return good && !numbers->failed;
}

uint32_t *
view_uids(struct view *v, const struct set *numbers, size_t *n)
{
	uint64_t count = set_count(numbers);
	uint32_t *uids, i;
	size_t r;

	*n = 0;
	uids = calloc(count > 0 ? (size_t)count : 1, sizeof(*uids));
	if (uids == NULL)
		return NULL;
	for (r = 0; r < numbers->n; r++)
		for (i = numbers->range[r].from; i <= numbers->range[r].to;
		    i++)
			uids[(*n)++] = mailbox_uid(&v->mb, i - 1);
	return uids;
}
