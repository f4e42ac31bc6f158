/* sort: the part of it that goes on. */
#include <stdlib.h>
#include <string.h>

#include "imapd/sort.h"

/* The place among those in order that this one belongs to. */
static size_t
place_of(struct sort *t, uint32_t index)
{
	size_t lo = 0, hi = t->n, mid;
	int r;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		r = sort_compare(t, t->order[mid], index);
		if (r == 0)
			r = t->uids.number[t->order[mid]] <
			    t->uids.number[index] ? -1 : 1;
		if (r < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* What is known of it already, or is learnt now. */
static bool
know(struct sort *t, uint32_t number, const struct message *m,
    uint32_t *index)
{
	size_t i;

	for (i = 0; i < t->uids.n; i++)
		if (t->uids.number[i] == m->uid)
			break;
	*index = (uint32_t)i;
	return i < t->uids.n || sort_learn(t, number, m);
}

static bool
insert(struct sort *t, uint32_t index, size_t at)
{
	size_t size = t->order_size > 0 ? t->order_size * 2 : 64;
	uint32_t *more;

	if (t->n == t->order_size) {
		more = reallocarray(t->order, size, sizeof(*more));
		if (more == NULL)
			return false;
		t->order = more;
		t->order_size = size;
	}
	memmove(t->order + at + 1, t->order + at,
	    (t->n - at) * sizeof(*t->order));
	t->order[at] = index;
	t->n++;
	return true;
}

/* Neighbours that go by one position: " 3 7,9,2". */
struct run {
	struct out	*o;
	const char	*word;
	size_t		 at;		/* from 0 */
	struct found	 found;
};

static void
run_write(struct run *r)
{
	if (r->found.n == 0)
		return;
	out_text(r->o, r->word);
	out_number(r->o, r->at + 1);
	out_char(r->o, ' ');
	found_write(r->o, &r->found, 0, r->found.n);
	r->word = " ";
	r->found.n = 0;
}

static bool
run_end(struct run *r, bool good)
{
	run_write(r);
	if (r->word[1] == '\0')
		out_char(r->o, ')');
	good = good && !r->found.failed;
	found_free(&r->found);
	return good;
}

bool
sort_add(struct sort *t, struct mailbox *mb, struct cache *cache,
    const struct set *uids, bool uid, struct out *o)
{
	struct run r = { .o = o, .word = " ADDTO (" };
	uint32_t n, index;
	struct message m;
	bool good = true;
	size_t i, at;

	source_begin(&t->source, mb, cache);
	for (i = 0; i < uids->n; i++)
		for (n = mailbox_lower(mb, uids->range[i].from);
		    good && n < mb->count && mailbox_numbers(mb, n, &m) &&
		    m.uid <= uids->range[i].to; n++) {
			good = know(t, n + 1, &m, &index);
			if (!good)
				break;
			at = place_of(t, index);
			good = insert(t, index, at);
			if (r.found.n > 0 && at != r.at + r.found.n)
				run_write(&r);
			if (r.found.n == 0)
				r.at = at;
			found_add(&r.found, uid ? m.uid : n + 1, 0);
		}
	source_end(&t->source);
	return run_end(&r, good);
}

bool
sort_remove(struct sort *t, struct mailbox *mb, const struct set *uids,
    bool uid, struct out *o)
{
	struct run r = { .o = o, .word = " REMOVEFROM (" };
	size_t i, to = 0;
	uint32_t n;

	for (i = 0; i < t->n; i++) {
		uint32_t u = t->uids.number[t->order[i]];

		if (!set_has(uids, u)) {
			run_write(&r);
			t->order[to++] = t->order[i];
			continue;
		}
		if (r.found.n == 0)
			r.at = to;
		if (uid)
			found_add(&r.found, u, 0);
		else if (mailbox_find(mb, u, &n))
			found_add(&r.found, n + 1, 0);
	}
	t->n = to;
	return run_end(&r, true);
}
