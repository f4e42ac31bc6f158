/* threads: messages linked by what they refer to (RFC 5256, step 1). */
#include <sys/random.h>

#include <stdlib.h>
#include <string.h>

#include "imapd/threads.h"

enum {
	IDS_MAX = 256 << 20,

	/*
	 * Steps spent on loops that cannot be told from broken links, for
	 * each node; who makes more of them gets threads that are cut.
	 */
	CLIMB = 64
};

void
threads_init(struct threads *t)
{
	memset(t, 0, sizeof(*t));
	out_memory(&t->ids, IDS_MAX);
	t->previous = THREADS_NONE;
	/* So that nobody can send ids that all fall into one place. */
	if (getrandom(&t->seed, sizeof(t->seed), 0) == -1)
		t->seed = (uintptr_t)t;
}

void
threads_free(struct threads *t)
{
	free(t->node);
	free(t->table);
	out_free(&t->ids);
	free(t->date);
	free(t->node_of);
	free(t->up);
	free(t->child);
	free(t->next);
	free(t->last);
	memset(t, 0, sizeof(*t));
}

static uint64_t
hash(const struct threads *t, const char *p, size_t len)
{
	uint64_t h = t->seed;
	size_t i;

	for (i = 0; i < len; i++) {
		h ^= (unsigned char)p[i];
		h *= UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 29;
	}
	return h;
}

/* A new node without an id; THREADS_NONE: no memory. */
static uint32_t
new_node(struct threads *t)
{
	uint32_t size = t->size > 0 ? t->size * 2 : 1024;
	struct thread_node *n;

	if (t->failed)
		return THREADS_NONE;
	if (t->n == t->size) {
		n = size > INT32_MAX ? NULL :
		    reallocarray(t->node, size, sizeof(*n));
		if (n == NULL) {
			t->failed = true;
			return THREADS_NONE;
		}
		t->node = n;
		t->size = size;
	}
	n = &t->node[t->n];
	memset(n, 0, sizeof(*n));
	n->message = n->parent = THREADS_NONE;
	n->group = t->n;
	return t->n++;
}

/* At most half of the table is in use. */
static bool
grow_table(struct threads *t)
{
	uint32_t size = t->table_size > 0 ? t->table_size * 2 : 2048;
	uint32_t *table, i, at;

	if (t->n + 1 <= t->table_size / 2)
		return true;
	table = malloc(size * sizeof(*table));
	if (table == NULL)
		return false;
	for (i = 0; i < size; i++)
		table[i] = THREADS_NONE;
	for (i = 0; i < t->n; i++) {
		if (t->node[i].id_len == 0)
			continue;
		at = (uint32_t)t->node[i].hash & (size - 1);
		while (table[at] != THREADS_NONE)
			at = (at + 1) & (size - 1);
		table[at] = i;
	}
	free(t->table);
	t->table = table;
	t->table_size = size;
	return true;
}

/* The node of an id, made if there is none. */
static uint32_t
lookup(struct threads *t, const char *id, size_t len)
{
	uint64_t h = hash(t, id, len);
	struct thread_node *n;
	uint32_t at, i;

	if (t->failed || !grow_table(t)) {
		t->failed = true;
		return THREADS_NONE;
	}
	at = (uint32_t)h & (t->table_size - 1);
	for (; (i = t->table[at]) != THREADS_NONE;
	    at = (at + 1) & (t->table_size - 1)) {
		n = &t->node[i];
		if (n->hash == h && n->id_len == len &&
		    memcmp(t->ids.p + n->id, id, len) == 0)
			return i;
	}
	i = new_node(t);
	if (i == THREADS_NONE)
		return i;
	n = &t->node[i];
	n->hash = h;
	n->id = t->ids.len;
	n->id_len = (uint32_t)len;
	out_bytes(&t->ids, id, len);
	t->failed |= t->ids.failed;
	t->table[at] = i;
	return i;
}

static uint32_t
group(struct threads *t, uint32_t i)
{
	while (t->node[i].group != i) {
		t->node[i].group = t->node[t->node[i].group].group;
		i = t->node[i].group;
	}
	return i;
}

/*
 * Is a among the descendents of b, which has no parent?  In a group whose
 * links all stand it is, if it is in b's; else we must climb.
 */
static bool
would_loop(struct threads *t, uint32_t a, uint32_t b)
{
	uint32_t g = group(t, a);

	if (a == b)
		return true;
	if (t->node[b].children == 0 || g != group(t, b))
		return false;
	if (!t->node[g].broken)
		return true;
	for (; a != THREADS_NONE; a = t->node[a].parent)
		if (a == b || ++t->climbed > (uint64_t)CLIMB * t->n + 10000)
			return true;
	return false;
}

static void
link_nodes(struct threads *t, uint32_t parent, uint32_t child)
{
	uint32_t a, b;

	if (would_loop(t, parent, child))
		return;
	t->node[child].parent = parent;
	t->node[parent].children++;
	a = group(t, parent);
	b = group(t, child);
	t->node[b].group = a;
	t->node[a].broken |= t->node[b].broken;
}

static void
unlink_node(struct threads *t, uint32_t child)
{
	struct thread_node *n = &t->node[child];

	if (n->parent == THREADS_NONE)
		return;
	t->node[n->parent].children--;
	n->parent = THREADS_NONE;
	t->node[group(t, child)].broken = true;
}

/* Step 1.A. */
void
threads_reference(struct threads *t, const char *id, size_t len)
{
	uint32_t i;

	if (len == 0 || ++t->references > THREADS_REFERENCES)
		return;
	i = lookup(t, id, len);
	if (i == THREADS_NONE)
		return;
	if (t->previous != THREADS_NONE &&
	    t->node[i].parent == THREADS_NONE)
		link_nodes(t, t->previous, i);
	t->previous = i;
}

static bool
more_messages(struct threads *t)
{
	uint32_t size = t->messages_size > 0 ? t->messages_size * 2 : 1024;
	int64_t *date;
	uint32_t *node;

	if (t->messages < t->messages_size)
		return true;
	date = reallocarray(t->date, size, sizeof(*date));
	if (date != NULL)
		t->date = date;
	node = reallocarray(t->node_of, size, sizeof(*node));
	if (node != NULL)
		t->node_of = node;
	if (date == NULL || node == NULL)
		return false;
	t->messages_size = size;
	return true;
}

/* Step 1.B; an id that another message has is not this one's. */
void
threads_message(struct threads *t, const char *id, size_t len, int64_t date)
{
	uint32_t i = THREADS_NONE, parent = t->previous;

	t->previous = THREADS_NONE;
	t->references = 0;
	if (!more_messages(t))
		t->failed = true;
	if (len > 0)
		i = lookup(t, id, len);
	if (!t->failed && (i == THREADS_NONE ||
	    t->node[i].message != THREADS_NONE))
		i = new_node(t);
	if (t->failed)
		return;
	t->node[i].message = t->messages;
	t->node_of[t->messages] = i;
	t->date[t->messages++] = date;
	if (t->node[i].parent == parent)
		return;
	unlink_node(t, i);
	if (parent != THREADS_NONE)
		link_nodes(t, parent, i);
}
