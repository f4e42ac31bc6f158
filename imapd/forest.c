/* threads: the forest (RFC 5256, THREAD, steps 2 to 6). */
#include <stdlib.h>
#include <string.h>

#include "imapd/order.h"
#include "imapd/subjects.h"
#include "imapd/threads.h"

/* What step 5 knows of a root. */
struct head {
	uint32_t	node;
	uint32_t	subject;	/* the same number: the same subject */
	bool		reply, empty;
};

struct finish {
	struct threads	*t;
	uint32_t	*sorted;	/* messages by date */
	uint32_t	*memo;		/* of dummies: what is above them */
	bool		(*subject)(void *, uint32_t, struct out *);
	void		*arg;
	struct head	*head;
	uint32_t	 nheads;
	struct subjects	 subjects;
};

static bool
is_dummy(const struct threads *t, uint32_t i)
{
	return i >= t->n || t->node[i].message == THREADS_NONE;
}

/*
 * Step 3: what is above a node when dummies are gone: a message, a dummy that
 * has no parent, or nothing.
 */
static uint32_t
above(struct finish *f, uint32_t i)
{
	const struct thread_node *node = f->t->node;
	uint32_t p = node[i].parent, end, next;

	if (p == THREADS_NONE)
		return p;
	while (node[p].message == THREADS_NONE &&
	    node[p].parent != THREADS_NONE && f->memo[p] == THREADS_NONE)
		p = node[p].parent;
	end = f->memo[p] != THREADS_NONE ? f->memo[p] : p;
	for (p = node[i].parent; p != end && f->memo[p] == THREADS_NONE;
	    p = next) {
		next = node[p].parent;
		f->memo[p] = end;
	}
	return end;
}

/* Steps 2 and 3. */
static void
prune(struct finish *f)
{
	struct threads *t = f->t;
	uint32_t i, m;		/* next[] counts children for now */

	for (m = 0; m < t->messages; m++) {
		i = t->node_of[m];
		t->up[i] = above(f, i);
		if (t->up[i] != THREADS_NONE && is_dummy(t, t->up[i]))
			t->next[t->up[i]] = t->next[t->up[i]] ==
			    THREADS_NONE ? 1 : 2;
	}
	for (m = 0; m < t->messages; m++) {
		i = t->node_of[m];
		if (t->up[i] != THREADS_NONE && is_dummy(t, t->up[i]) &&
		    t->next[t->up[i]] == 1)
			t->up[i] = THREADS_NONE;
	}
	for (i = 0; i < t->all; i++)
		t->next[i] = THREADS_NONE;
}

static void
append(struct threads *t, uint32_t parent, uint32_t i)
{
	uint32_t *first = parent == THREADS_NONE ? &t->root :
	    &t->child[parent];
	uint32_t *last = &t->last[parent == THREADS_NONE ? t->all : parent];

	if (*first == THREADS_NONE)
		*first = i;
	else
		t->next[*last] = i;
	*last = i;
}

/*
 * Lists of children and of roots, all in the order of dates: a dummy stands
 * where its first child would.  up[] of a dummy that was merged is the one
 * that took its children.
 */
static void
make_lists(struct finish *f)
{
	struct threads *t = f->t;
	uint32_t m, i, p;

	t->root = THREADS_NONE;
	for (i = 0; i <= t->all; i++)
		t->child[i] = t->next[i] = t->last[i] = THREADS_NONE;
	for (m = 0; m < t->messages; m++) {
		i = t->node_of[f->sorted[m]];
		p = t->up[i];
		while (p != THREADS_NONE && is_dummy(t, p) &&
		    t->up[p] != THREADS_NONE)
			p = t->up[p];
		if (p != THREADS_NONE && is_dummy(t, p) &&
		    t->child[p] == THREADS_NONE)
			append(t, THREADS_NONE, p);
		t->up[i] = p;
		append(t, p, i);
	}
}

/* The subject of a message. */
static void
ask_subject(struct finish *f, uint32_t message, struct head *h)
{
	size_t from = f->subjects.text.len;

	h->reply = f->subject(f->arg, message, &f->subjects.text);
	h->empty = f->subjects.text.len == from;
	h->subject = subjects_number(&f->subjects, from);
}

/* Step 5.B: the roots and their subjects, and who stands for each. */
static bool
list_heads(struct finish *f)
{
	struct threads *t = f->t;
	uint32_t i, *holder;
	struct head *h;

	for (i = t->root; i != THREADS_NONE; i = t->next[i])
		f->nheads++;
	f->head = calloc(f->nheads + 1, sizeof(*f->head));
	if (f->head == NULL || !subjects_init(&f->subjects, f->nheads))
		return false;
	h = f->head;
	for (i = t->root; i != THREADS_NONE; i = t->next[i], h++) {
		h->node = i;
		ask_subject(f, t->node[is_dummy(t, i) ? t->child[i] :
		    i].message, h);
		if (h->empty)
			continue;
		holder = &f->subjects.holder[h->subject];
		/* it holds the place of a head in the list for now */
		if (*holder == THREADS_NONE ||
		    (!is_dummy(t, f->head[*holder].node) &&
		    (is_dummy(t, i) ||
		    (f->head[*holder].reply && !h->reply))))
			*holder = (uint32_t)(h - f->head);
	}
	return !f->subjects.text.failed;
}

/* Step 5.C: two roots with one subject; returns who stands for it now. */
static uint32_t
merge(struct finish *f, const struct head *h, uint32_t holder,
    bool holder_reply, uint32_t *dummies)
{
	struct threads *t = f->t;
	uint32_t i = h->node, both;

	if (is_dummy(t, holder)) {		/* or both are */
		t->up[i] = holder;
		return holder;
	}
	if (h->reply && !holder_reply) {
		t->up[i] = holder;
		return holder;
	}
	both = t->n + (*dummies)++;
	t->up[i] = t->up[holder] = both;
	return both;
}

static void
merge_heads(struct finish *f)
{
	uint32_t *now, k, dummies = 0, holder;
	struct subjects *s = &f->subjects;
	struct head *h;

	/* From here on nodes stand for subjects, not places in the list. */
	now = s->table;
	for (k = 0; k < s->n; k++)
		now[k] = s->holder[k] == THREADS_NONE ? THREADS_NONE :
		    f->head[s->holder[k]].node;
	for (k = 0; k < f->nheads; k++) {
		h = &f->head[k];
		if (h->empty || now[h->subject] == h->node ||
		    f->t->up[h->node] != THREADS_NONE)
			continue;
		holder = now[h->subject];
		now[h->subject] = merge(f, h, holder,
		    f->head[s->holder[h->subject]].reply, &dummies);
	}
}

/* ORDEREDSUBJECT: all with one subject are children of the first. */
static bool
by_subject(struct finish *f)
{
	struct threads *t = f->t;
	struct subjects *s = &f->subjects;
	struct head h;
	uint32_t m, i;

	if (!subjects_init(s, t->messages))
		return false;
	for (m = 0; m < t->messages; m++) {
		i = t->node_of[f->sorted[m]];
		ask_subject(f, f->sorted[m], &h);
		t->up[i] = s->holder[h.subject];
		if (s->holder[h.subject] == THREADS_NONE)
			s->holder[h.subject] = i;
	}
	return !s->text.failed;
}

/* REFS: threads in the order of their latest messages. */
static bool
order_roots(struct finish *f)
{
	struct threads *t = f->t;
	int64_t *latest = calloc(t->all + 1, sizeof(*latest));
	uint32_t *roots = calloc(t->messages + 1, sizeof(*roots));
	uint32_t *top = f->memo, i, m, r, next, n = 0;
	bool good = latest != NULL && roots != NULL;

	for (i = 0; good && i < t->all; i++)
		top[i] = THREADS_NONE;
	for (m = 0; good && m < t->messages; m++) {
		i = t->node_of[f->sorted[m]];
		for (r = i; t->up[r] != THREADS_NONE &&
		    top[r] == THREADS_NONE; r = t->up[r])
			continue;
		r = top[r] != THREADS_NONE ? top[r] : r;
		for (; i != r && top[i] == THREADS_NONE; i = next) {
			next = t->up[i];
			top[i] = r;
		}
		latest[r] = t->date[f->sorted[m]];	/* they ascend */
	}
	for (i = t->root; good && i != THREADS_NONE; i = t->next[i])
		roots[n++] = i;
	good = good && order_by(roots, n, latest);
	t->root = t->last[t->all] = THREADS_NONE;
	for (i = 0; good && i < n; i++) {
		t->next[roots[i]] = THREADS_NONE;
		append(t, THREADS_NONE, roots[i]);
	}
	free(latest);
	free(roots);
	return good;
}

static bool
allocate(struct finish *f)
{
	struct threads *t = f->t;
	size_t n;

	/* Each dummy that step 5 makes takes a message for good. */
	t->all = t->n + t->messages;
	n = (size_t)t->all + 1;
	t->up = malloc(n * sizeof(*t->up));
	t->child = malloc(n * sizeof(*t->child));
	t->next = malloc(n * sizeof(*t->next));
	t->last = malloc(n * sizeof(*t->last));
	f->memo = malloc(n * sizeof(*f->memo));
	f->sorted = malloc(n * sizeof(*f->sorted));
	if (t->up == NULL || t->child == NULL || t->next == NULL ||
	    t->last == NULL || f->memo == NULL || f->sorted == NULL)
		return false;
	memset(t->up, 0xff, n * sizeof(*t->up));
	memset(t->next, 0xff, n * sizeof(*t->next));
	memset(f->memo, 0xff, n * sizeof(*f->memo));
	return true;
}

bool
threads_finish(struct threads *t, enum threads_how how,
    bool (*subject)(void *, uint32_t, struct out *), void *arg)
{
	struct finish f;
	uint32_t i;
	bool good;

	memset(&f, 0, sizeof(f));
	f.t = t;
	f.subject = subject;
	f.arg = arg;
	t->root = THREADS_NONE;
	good = !t->failed && allocate(&f);
	for (i = 0; good && i < t->messages; i++)
		f.sorted[i] = i;
	good = good && order_by(f.sorted, t->messages, t->date);
	if (good && how == BY_ORDEREDSUBJECT)
		good = by_subject(&f);
	else if (good)
		prune(&f);
	if (good)
		make_lists(&f);
	if (good && how == BY_REFERENCES) {
		good = list_heads(&f);
		if (good) {
			merge_heads(&f);
			make_lists(&f);
		}
	} else if (good && how == BY_REFS) {
		good = order_roots(&f);
	}
	subjects_free(&f.subjects);
	free(f.head);
	free(f.memo);
	free(f.sorted);
	return good;
}

/* One thread; climbs by up[] instead of returning. */
static void
write_thread(struct out *o, const struct threads *t, uint32_t root,
    const uint32_t *number)
{
	uint32_t i = root, p;

	out_char(o, '(');
	for (;;) {
		if (!is_dummy(t, i))
			out_number(o, number[t->node[i].message]);
		if (t->child[i] != THREADS_NONE) {
			if (!is_dummy(t, i))
				out_char(o, ' ');
			i = t->child[i];
			if (t->next[i] != THREADS_NONE)
				out_char(o, '(');
			continue;
		}
		for (; i != root; i = p) {
			p = t->up[i];
			if (t->child[p] == i && t->next[i] == THREADS_NONE)
				continue;	/* an only child */
			out_char(o, ')');
			if (t->next[i] != THREADS_NONE)
				break;
		}
		if (i == root)
			break;
		i = t->next[i];
		out_char(o, '(');
	}
	out_char(o, ')');
}

void
threads_write(struct out *o, const struct threads *t, const uint32_t *number)
{
	uint32_t i;

	for (i = t->root; i != THREADS_NONE; i = t->next[i])
		write_thread(o, t, i, number);
}
