/* SORT and UID SORT: RFC 5256, RFC 5267 section 3, RFC 5957. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/address.h"
#include "imapd/casemap.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/header.h"
#include "imapd/order.h"
#include "imapd/search.h"
#include "imapd/sentdate.h"
#include "imapd/session.h"
#include "imapd/sort.h"
#include "imapd/subject.h"
#include "imapd/words.h"

enum {
	/* Of all strings to compare; the session has a limit as well. */
	TEXT_MAX = 256 << 20,
	VALUE_MAX = 16 << 20
};

static const struct {
	const char *name;
	enum by	    by;
	const char *field;
	const char *capability;
} names[] = {
	{ "ARRIVAL",	BY_ARRIVAL,	NULL,		NULL },
	{ "CC",		BY_CC,		"Cc",		NULL },
	{ "DATE",	BY_DATE,	"Date",		NULL },
	{ "FROM",	BY_FROM,	"From",		NULL },
	{ "SIZE",	BY_SIZE,	NULL,		NULL },
	{ "SUBJECT",	BY_SUBJECT,	"Subject",	NULL },
	{ "TO",		BY_TO,		"To",		NULL },
	{ "DISPLAYFROM", BY_DISPLAYFROM, "From",	"SORT=DISPLAY" },
	{ "DISPLAYTO",	BY_DISPLAYTO,	"To",		"SORT=DISPLAY" },
};

static bool
parse_criterion(struct session *s, struct parse *p, struct sort *t)
{
	struct criterion *c = &t->by[t->nby];
	size_t i;

	if (t->nby == SORT_CRITERIA)
		return parse_fail(p, "fewer sort criteria");
	memset(c, 0, sizeof(*c));
	if (parse_word(p, "REVERSE")) {
		c->reverse = true;
		if (!parse_space(p))
			return false;
	}
	for (i = 0; i < nitems(names); i++)
		if ((names[i].capability == NULL ||
		    capability_has(s, names[i].capability)) &&
		    parse_word(p, names[i].name))
			break;
	if (i == nitems(names))
		return parse_fail(p, "a sort criterion");
	c->by = names[i].by;
	c->field = names[i].field;
	t->headers |= c->field != NULL;
	t->nby++;
	return true;
}

/* "(REVERSE DATE SUBJECT) " */
static bool
parse_order(struct session *s, struct parse *p, struct sort *t)
{
	if (!parse_char(p, '('))
		return false;
	do {
		if (!parse_criterion(s, p, t))
			return false;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')') && parse_space(p);
}

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

/* Puts what was found in order. */
static bool
arrange(struct sort *t, struct found *numbers, struct found *uids)
{
	size_t i;

	t->n = t->order_size = t->found.n;
	t->order = calloc(t->n > 0 ? t->n : 1, sizeof(*t->order));
	if (t->order == NULL)
		return false;
	for (i = 0; i < t->n; i++)
		t->order[i] = (uint32_t)i;
	if (!order(t->order, t->n, sort_compare, t))
		return false;
	for (i = 0; i < t->n; i++) {
		found_add(numbers, t->found.number[t->order[i]],
		    t->modseq[t->order[i]]);
		found_add(uids, t->uids.number[t->order[i]], 0);
	}
	return !numbers->failed && !uids->failed;
}

static bool
add_message(void *arg, uint32_t number, const struct message *m)
{
	return sort_learn(arg, number, m);
}

static void
answer(struct session *s, const struct sort *t, const struct found *numbers,
    const struct found *uids)
{
	const struct result *r = &t->result;
	struct out *o = &s->out;
	size_t i;

	if ((r->options & RETURN_SAVE) != 0)
		search_save(s, r, uids);
	if (r->given && result_wanted(r)) {
		search_begin_esearch(s, s->uid);
		result_write(o, r, numbers, t->criteria.modseq);
		out_text(o, "\r\n");
	} else if (!r->given) {
		out_text(o, "* SORT");
		for (i = 0; i < numbers->n; i++) {
			out_char(o, ' ');
			out_number(o, numbers->number[i]);
		}
		if (t->criteria.modseq && numbers->n > 0) {
			out_text(o, " (MODSEQ ");
			out_number(o, numbers->modseq);
			out_char(o, ')');
		}
		out_text(o, "\r\n");
	}
}

void
sort_free(struct sort *t)
{
	if (t == NULL)
		return;
	result_free(&t->result);
	found_free(&t->found);
	found_free(&t->uids);
	out_free(&t->text);
	out_free(&t->scratch);
	free(t->modseq);
	free(t->value);
	free(t->order);
	free(t);
}

/* RFC 5267 section 4.3: from now on it is kept in order. */
static void
keep(struct session *s, struct sort **t)
{
	struct criteria criteria = (*t)->criteria;
	struct result result = (*t)->result;

	memset(&(*t)->criteria, 0, sizeof(criteria));
	(*t)->result.atts = NULL;
	context_begin(s, &result, &criteria, &(*t)->uids, t, false);
	result_free(&result);
	criteria_free(&criteria);
}

static void
run(struct session *s, struct sort **sort)
{
	struct sort *t = *sort;
	struct found numbers, uids;
	struct place at;
	size_t i;
	int r;

	memset(&numbers, 0, sizeof(numbers));
	memset(&uids, 0, sizeof(uids));
	for (i = 0; i < t->nby; i++) {
		t->criteria.dates |= t->by[i].by == BY_ARRIVAL ||
		    t->by[i].by == BY_DATE;
		t->criteria.sizes |= t->by[i].by == BY_SIZE;
	}
	search_selected(s, &at);
	source_begin(&t->source, at.mb, at.cache);
	out_memory(&t->text, TEXT_MAX);
	out_memory(&t->scratch, VALUE_MAX);
	r = search_each(s, &t->criteria, &at, false, add_message, t);
	source_end(&t->source);
	if (r == 0 && (t->found.failed || !arrange(t, &numbers, &uids))) {
		errno = ENOMEM;
		r = -1;
	}
	if (r == 0) {
		answer(s, t, &numbers, &uids);
		if ((t->result.options & RETURN_UPDATE) != 0)
			keep(s, sort);
		reply_ok(s, "SORT completed");
	} else {
		reply_errno(s, "SORT");
	}
	found_free(&numbers);
	found_free(&uids);
}

static unsigned
options(const struct session *s)
{
	unsigned bits = capability_has(s, "ESORT") ? search_options(s) : 0;

	if (!capability_has(s, "CONTEXT=SORT"))
		bits &= ~(unsigned)(RETURN_UPDATE | RETURN_CONTEXT);
	return bits;
}

void
do_sort(struct session *s, struct parse *p)
{
	struct sort *t = calloc(1, sizeof(*t));
	unsigned given;

	if (t == NULL) {
		reply_errno(s, "SORT");
		return;
	}
	t->s = s;
	if (!parse_space(p) || !result_parse(p, options(s), &t->result) ||
	    !parse_order(s, p, t)) {
		reply_syntax(s, p);
		sort_free(t);
		return;
	}
	given = t->result.options;
	if (search_criteria(s, p, true, given, &t->criteria) &&
	    !context_refuses(s, &t->result))
		run(s, &t);
	if (t != NULL)
		criteria_free(&t->criteria);
	sort_free(t);
}
