/*
 * judge: the program of keys, and those that the index decides (judge.h).
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "imapd/judge.h"
#include "imapd/judgetext.h"

#define DAY	86400

/* Of a value of a field, decoded. */
#define VALUE_MAX	(16u << 20)

static int
bind_key(struct judge *j, struct key *k)
{
	struct criteria *c = j->c;
	uint32_t max = j->at.count;
	size_t i;

	if (k->kind == KEY_KEYWORD) {
		int bit = mailbox_keyword_bit(j->at.mb, c->text.p + k->name,
		    false);

		k->n = bit == -1 ? 0 : UINT64_C(1) << bit;
	}
	if (k->kind == KEY_NUMBERS || k->kind == KEY_UIDS) {
		if (k->kind == KEY_UIDS && j->at.mb->count > 0)
			max = mailbox_uid(j->at.mb, j->at.mb->count - 1);
		set_clear(&k->bound);
		for (i = 0; i < k->set.n; i++)
			set_add(&k->bound, k->set.range[i].from,
			    k->set.range[i].to);
		set_normalize(&k->bound, max);
		if (k->bound.failed)
			return -1;
	}
	if (k->needle == NULL && (k->kind == KEY_HEADER ||
	    k->kind >= KEY_FIRST_BODY)) {
		k->needle = malloc(sizeof(*k->needle));
		if (k->needle == NULL)
			return -1;
		needle_init(k->needle, k->string_len == 0 ? "" :
		    c->text.p + k->string, k->string_len);
	}
	return 0;
}

/* The set that this key wants; NULL: it wants none. */
static const struct set *
set_of(const struct judge *j, const struct key *k)
{
	if (k->kind != KEY_NUMBERS && k->kind != KEY_UIDS)
		return NULL;
	return k->set.saved ? j->at.saved : &k->bound;
}

/* No number outside of this key's can fit. */
static void
narrow(struct judge *j, const struct key *k)
{
	const struct set *set = set_of(j, k);
	uint32_t from, to;

	if (set == NULL)
		return;
	if (set->n == 0) {
		j->first = 1;
		j->last = 0;
		return;
	}
	from = set->range[0].from;
	to = set->range[set->n - 1].to;
	if (k->kind == KEY_UIDS || k->set.saved) {
		from = mailbox_lower(j->at.mb, from) + 1;
		to = to == UINT32_MAX ? j->at.mb->count :
		    mailbox_lower(j->at.mb, to + 1);
	}
	if (from > j->first)
		j->first = from;
	if (to < j->last)
		j->last = to;
}

/* One flag alone: its opposite is another. */
static bool
is_flag(const struct key *k)
{
	return k->kind == KEY_FLAGS && (k->flags & (k->flags - 1)) == 0;
}

/*
 * Keys that all must be true are at the end of the program with their AND, or
 * the program is one key.  Those that are operators' are of no use here.
 */
static void
narrow_all(struct judge *j)
{
	const struct criteria *c = j->c;
	size_t i, n = 1, at = c->n;

	if (c->key[at - 1].kind == KEY_AND)
		n = (size_t)c->key[--at].n;
	for (i = 0; i < n && at > 0; i++) {
		const struct key *k = &c->key[--at];

		if (k->kind == KEY_NOT && at > 0 && is_flag(k - 1)) {
			j->clear |= k[-1].flags;
			at--;
			continue;
		}
		if (k->kind <= KEY_AND)
			return;
		if (k->kind == KEY_FLAGS)
			j->set |= k->flags;
		narrow(j, k);
	}
}

/* Does the cache have all the fields that these ask for? */
static bool
all_kept(const struct criteria *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->key[i].kind >= KEY_FIRST_HEADER &&
		    c->key[i].kind < KEY_FIRST_BODY &&
		    !cache_has_field(c->text.p + c->key[i].name,
		    c->key[i].name_len))
			return false;
	return true;
}

int
judge_begin(struct judge *j, struct criteria *c, const struct place *at)
{
	size_t i;

	memset(j, 0, sizeof(*j));
	j->at = *at;
	j->c = c;
	j->now = time(NULL);
	j->first = 1;
	j->last = at->count;
	j->kept = all_kept(c);
	source_begin(&j->source, at->mb, at->cache);
	out_memory(&j->text, VALUE_MAX);
	j->value = calloc(c->n, 2);
	j->needle = calloc(c->n, sizeof(struct needle *));
	if (j->value == NULL || j->needle == NULL)
		return -1;
	j->stack = j->value + c->n;
	for (i = 0; i < c->n; i++)
		if (bind_key(j, &c->key[i]) == -1)
			return -1;
	narrow_all(j);
	if ((c->dates && mailbox_dates(at->mb) == -1) ||
	    (c->sizes && mailbox_sizes(at->mb) == -1))
		return -1;
	return 0;
}

void
judge_end(struct judge *j)
{
	int e = errno;

	source_end(&j->source);
	find_free(&j->find);
	out_free(&j->text);
	free(j->value);
	free(j->needle);
	j->value = NULL;
	j->needle = NULL;
	errno = e;
}

static int64_t
day_of(int64_t seconds)
{
	return (seconds >= 0 ? seconds : seconds - (DAY - 1)) / DAY;
}

/* RFC 8514 section 4.3: without a save date the internal date counts. */
static int64_t
saved_day(const struct message *m)
{
	return day_of(m->savedate >= 0 ? m->savedate : m->internaldate);
}

/* What the index says of a key. */
static bool
judge_index(const struct judge *j, const struct key *k, uint32_t number,
    const struct message *m)
{
	const struct set *set;

	switch (k->kind) {
	case KEY_FLAGS:
		return (m->flags & k->flags) == k->flags;
	case KEY_KEYWORD:
		return (m->keywords & k->n) != 0;
	case KEY_RECENT:
		return j->at.recent != NULL && set_has(j->at.recent, m->uid);
	case KEY_NUMBERS:
	case KEY_UIDS:
		set = set_of(j, k);
		return set_has(set, k->kind == KEY_UIDS || k->set.saved ?
		    m->uid : number);
	case KEY_LARGER:
		return m->vsize >= 0 && (uint64_t)m->vsize > k->n;
	case KEY_SMALLER:
		return m->vsize >= 0 && (uint64_t)m->vsize < k->n;
	case KEY_BEFORE:
		return day_of(m->internaldate) < k->day;
	case KEY_ON:
		return day_of(m->internaldate) == k->day;
	case KEY_SINCE:
		return day_of(m->internaldate) >= k->day;
	case KEY_OLDER:
		return m->internaldate <= j->now - (int64_t)k->n;
	case KEY_YOUNGER:
		return m->internaldate >= j->now - (int64_t)k->n;
	case KEY_SAVEDBEFORE:
		return saved_day(m) < k->day;
	case KEY_SAVEDON:
		return saved_day(m) == k->day;
	case KEY_SAVEDSINCE:
		return saved_day(m) >= k->day;
	case KEY_MODSEQ:
		return m->modseq >= k->n;
	default:
		return true;
	}
}

/* n values, put together. */
static uint8_t
combine(enum key_kind kind, const uint8_t *v, size_t n)
{
	uint8_t strong = kind == KEY_OR ? TRUE : FALSE;
	bool open = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (v[i] == strong)
			return strong;
		open |= v[i] == OPEN;
	}
	return open ? OPEN : strong == TRUE ? FALSE : TRUE;
}

/* The outcome, as far as the keys are known. */
static uint8_t
outcome(struct judge *j)
{
	const struct criteria *c = j->c;
	size_t i, n, top = 0;

	for (i = 0; i < c->n; i++) {
		const struct key *k = &c->key[i];
		uint8_t *last = &j->stack[top];

		if (k->kind == KEY_NOT) {
			if (last[-1] != OPEN)
				last[-1] = last[-1] == TRUE ? FALSE : TRUE;
		} else if (k->kind <= KEY_AND) {
			n = k->kind == KEY_OR ? 2 : (size_t)k->n;
			top -= n;
			j->stack[top] = combine(k->kind, last - n, n);
			top++;
		} else {
			j->stack[top++] = j->value[i];
		}
	}
	return j->stack[0];
}

bool
judge(struct judge *j, uint32_t number, const struct message *m)
{
	const struct criteria *c = j->c;
	uint8_t v;
	size_t i;

	for (i = 0; i < c->n; i++) {
		const struct key *k = &c->key[i];

		if (k->kind >= KEY_FIRST_HEADER)
			j->value[i] = OPEN;
		else if (k->kind > KEY_AND)
			j->value[i] = judge_index(j, k, number, m);
	}
	v = outcome(j);
	if (v == OPEN && c->headers && judge_header(j, number))
		v = outcome(j);
	if (v == OPEN && c->bodies && judge_ids(j, number) &&
	    (v = outcome(j)) == OPEN && judge_body(j, number))
		v = outcome(j);
	return v == TRUE;
}
