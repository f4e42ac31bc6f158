/*
 * sort: what each message has to compare, and comparing it (sort.h).
 */
#include <stdlib.h>
#include <string.h>

#include "imapd/address.h"
#include "imapd/casemap.h"
#include "imapd/header.h"
#include "imapd/sentdate.h"
#include "imapd/sort.h"
#include "imapd/subject.h"
#include "imapd/words.h"

static void
add_mapped(struct out *o, const char *p, size_t len)
{
	char mapped[CASEMAP_SIZE(ADDRESS_TEXT)];

	/* pieces of an address are no longer */
	out_bytes(o, mapped, casemap(p, len < ADDRESS_TEXT ? len :
	    ADDRESS_TEXT, mapped));
}

/* RFC 5957 section 3: the name, else mailbox@host. */
static void
add_display(struct sort *t, const struct addresses *a)
{
	t->scratch.len = 0;
	t->scratch.failed = false;
	if (a->name.there && a->name.len > 0)
		words_write(&t->scratch, a->name.p, a->name.len);
	if (t->scratch.len > 0) {
		add_mapped(&t->text, t->scratch.p, t->scratch.len);
		return;
	}
	add_mapped(&t->text, a->local.p, a->local.len);
	if (a->host.len > 0) {
		out_char(&t->text, '@');
		add_mapped(&t->text, a->host.p, a->host.len);
	}
}

/* The first address; a group is none (7.11). */
static void
add_address(struct sort *t, const struct field *f, bool display)
{
	enum address_kind kind;
	struct addresses a;

	address_init(&a, f->value, f->value_len);
	do
		kind = address_next(&a);
	while (kind == ADDRESS_GROUP || kind == ADDRESS_GROUP_END);
	if (kind != ADDRESS_MAILBOX)
		return;
	if (display)
		add_display(t, &a);
	else
		add_mapped(&t->text, a.local.p, a.local.len);
}

static void
add_value(struct sort *t, const struct criterion *c, const struct field *f,
    struct value *v)
{
	struct sentdate d;

	if (c->by == BY_DATE) {
		if (sentdate_read(f->value, f->value_len, &d))
			v->n = d.seconds;
		return;
	}
	v->n = (int64_t)t->text.len;
	if (c->by == BY_SUBJECT)
		(void)subject_write(&t->text, f->value, f->value_len,
		    &t->scratch);
	else
		add_address(t, f, c->by >= BY_DISPLAYFROM);
	v->len = (uint32_t)(t->text.len - (size_t)v->n);
}

/* The first field of each name counts. */
static void
add_fields(struct sort *t, uint32_t number, struct value *v)
{
	bool seen[SORT_CRITERIA] = { false };
	const char *p, *end;
	struct field f;
	size_t len, i, left = 0;

	if (!source_header(&t->source, number, true, &p, &len))
		return;			/* it is gone: sorts as empty */
	for (i = 0; i < t->nby; i++)
		left += t->by[i].field != NULL;
	end = p + len;
	while (left > 0 && header_next(&p, end, &f))
		for (i = 0; i < t->nby; i++) {
			const char *name = t->by[i].field;

			if (name == NULL || seen[i] ||
			    !field_is(&f, name, strlen(name)))
				continue;
			seen[i] = true;
			left--;
			add_value(t, &t->by[i], &f, &v[i]);
		}
}

static bool
more_room(struct sort *t)
{
	size_t size = t->size > 0 ? t->size * 2 : 256;
	struct value *v;
	uint64_t *m;

	v = reallocarray(t->value, size, t->nby * sizeof(*v));
	if (v != NULL)
		t->value = v;
	m = reallocarray(t->modseq, size, sizeof(*m));
	if (m != NULL)
		t->modseq = m;
	if (v == NULL || m == NULL)
		return false;
	t->size = size;
	return true;
}

bool
sort_learn(struct sort *t, uint32_t number, const struct message *m)
{
	struct value *v;
	size_t i;

	if (t->found.n == t->size && !more_room(t)) {
		t->found.failed = true;
		return false;
	}
	v = &t->value[t->found.n * t->nby];
	memset(v, 0, t->nby * sizeof(*v));
	for (i = 0; i < t->nby; i++)
		if (t->by[i].by == BY_ARRIVAL || t->by[i].by == BY_DATE)
			v[i].n = m->internaldate;
		else if (t->by[i].by == BY_SIZE)
			v[i].n = m->vsize;
	if (t->headers)
		add_fields(t, number, v);
	t->modseq[t->found.n] = m->modseq;
	found_add(&t->found, t->s->uid ? m->uid : number, m->modseq);
	found_add(&t->uids, m->uid, 0);
	t->found.failed |= t->text.failed;
	return !t->found.failed;
}

static int
compare_text(const struct sort *t, const struct value *a,
    const struct value *b)
{
	uint32_t len = a->len < b->len ? a->len : b->len;
	int r = len == 0 ? 0 : memcmp(t->text.p + a->n, t->text.p + b->n,
	    len);

	return r != 0 ? r : a->len < b->len ? -1 : a->len > b->len;
}

int
sort_compare(void *arg, uint32_t a, uint32_t b)
{
	const struct sort *t = arg;
	const struct value *x = &t->value[a * t->nby];
	const struct value *y = &t->value[b * t->nby];
	size_t i;
	int r;

	for (i = 0; i < t->nby; i++) {
		if (t->by[i].by >= BY_CC)
			r = compare_text(t, &x[i], &y[i]);
		else
			r = x[i].n < y[i].n ? -1 : x[i].n > y[i].n;
		if (r != 0)
			return t->by[i].reverse ? -r : r;
	}
	return 0;
}
