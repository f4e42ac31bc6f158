/* SORT and UID SORT: RFC 5256, RFC 5267 section 3, RFC 5957. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/command.h"
#include "imapd/context.h"
#include "imapd/order.h"
#include "imapd/search.h"
#include "imapd/session.h"
#include "imapd/sort.h"

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
