#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "imapd/fetchatts.h"
#include "imapd/result.h"

static const struct {
	const char *name;
	unsigned    option;
} names[] = {
	{ "MIN",	RETURN_MIN },
	{ "MAX",	RETURN_MAX },
	{ "ALL",	RETURN_ALL },
	{ "COUNT",	RETURN_COUNT },
	{ "SAVE",	RETURN_SAVE },
	{ "PARTIAL",	RETURN_PARTIAL },
	{ "UPDATE",	RETURN_UPDATE },
	{ "CONTEXT",	RETURN_CONTEXT },
};

static bool
parse_end_of_range(struct parse *p, bool minus, uint32_t *n)
{
	uint64_t value;

	if ((minus && !parse_char(p, '-')) ||
	    !parse_nz_number(p, UINT32_MAX, &value))
		return false;
	*n = (uint32_t)value;
	return true;
}

bool
partial_parse(struct parse *p, struct result *r)
{
	uint32_t n;

	r->backwards = parse_peek(p) == '-';
	if (!parse_end_of_range(p, r->backwards, &r->from) ||
	    !parse_char(p, ':') ||
	    !parse_end_of_range(p, r->backwards, &r->to)) {
		p->expected = "a range like 1:100 or -1:-100";
		return false;
	}
	if (r->from > r->to) {
		n = r->from;
		r->from = r->to;
		r->to = n;
	}
	return true;
}

/* "UPDATE (UID FLAGS)", or without the blank. */
static bool
parse_atts(struct parse *p, struct result *r)
{
	struct parse at = *p;

	if (parse_peek(&at) == ' ')
		(void)parse_space(&at);
	if (parse_peek(&at) != '(')
		return true;
	*p = at;
	return r->atts == NULL ? fetch_atts_parse(p, &r->atts) :
	    parse_fail(p, "UPDATE once");
}

static bool
parse_option(struct parse *p, unsigned allowed, struct result *r)
{
	size_t i;

	for (i = 0; i < nitems(names); i++)
		if ((allowed & names[i].option) != 0 &&
		    parse_word(p, names[i].name))
			break;
	if (i == nitems(names))
		return parse_fail(p, "a result option");
	r->options |= names[i].option;
	if (names[i].option == RETURN_UPDATE && (allowed & RETURN_ATTS) != 0)
		return parse_atts(p, r);
	return names[i].option != RETURN_PARTIAL ||
	    (parse_space(p) && partial_parse(p, r));
}

bool
result_parse(struct parse *p, unsigned allowed, struct result *r)
{
	memset(r, 0, sizeof(*r));
	if (allowed == 0 || !parse_word(p, "RETURN"))
		return true;
	r->given = true;
	if (!parse_space(p) || !parse_char(p, '('))
		return false;
	while (parse_peek(p) != ')')
		if (!parse_option(p, allowed, r) ||
		    (parse_peek(p) == ' ' ? !parse_space(p) :
		    parse_peek(p) != ')' && !parse_char(p, ')')))
			return false;
	if ((r->options & (RETURN_ALL | RETURN_PARTIAL)) ==
	    (RETURN_ALL | RETURN_PARTIAL))
		return parse_fail(p, "either ALL or PARTIAL");
	/* CONTEXT is a hint, and UPDATE asks for nothing now. */
	if ((r->options & ~(unsigned)(RETURN_CONTEXT | RETURN_UPDATE)) == 0)
		r->options |= RETURN_ALL;
	return parse_char(p, ')') && parse_space(p);
}

void
result_free(struct result *r)
{
	fetch_atts_free(r->atts);
	r->atts = NULL;
}

bool
result_wanted(const struct result *r)
{
	return (r->options & (RETURN_MIN | RETURN_MAX | RETURN_ALL |
	    RETURN_COUNT | RETURN_PARTIAL)) != 0;
}

void
found_add(struct found *f, uint32_t number, uint64_t modseq)
{
	size_t size = f->size > 0 ? f->size * 2 : 64;
	uint32_t *more;

	if (f->n == f->size) {
		more = reallocarray(f->number, size, sizeof(*more));
		if (more == NULL) {
			f->failed = true;
			return;
		}
		f->number = more;
		f->size = size;
	}
	f->number[f->n++] = number;
	if (modseq > f->modseq)
		f->modseq = modseq;
	if (f->n == 1)
		f->first = modseq;
	f->last = modseq;
}

void
found_free(struct found *f)
{
	free(f->number);
	memset(f, 0, sizeof(*f));
}

void
found_write(struct out *o, const struct found *f, size_t from, size_t n)
{
	size_t i = from, end = from + n, last;

	while (i < end) {
		for (last = i; last + 1 < end &&
		    f->number[last + 1] == f->number[last] + 1; last++)
			continue;
		if (i > from)
			out_char(o, ',');
		out_number(o, f->number[i]);
		if (last > i) {
			out_char(o, ':');
			out_number(o, f->number[last]);
		}
		i = last + 1;
	}
}

size_t
result_part(const struct result *r, size_t count, size_t *from)
{
	size_t to = r->to < count ? r->to : count;

	*from = 0;
	if (r->from > count)
		return 0;
	*from = r->backwards ? count - to : r->from - 1;
	return to - r->from + 1;
}

void
partial_write(struct out *o, const struct result *r)
{
	const char *minus = r->backwards ? "-" : "";

	out_text(o, minus);
	out_number(o, r->from);
	out_char(o, ':');
	out_text(o, minus);
	out_number(o, r->to);
}

static void
write_partial(struct out *o, const struct result *r, const struct found *f)
{
	size_t from, n = result_part(r, f->n, &from);

	out_text(o, " PARTIAL (");
	partial_write(o, r);
	out_char(o, ' ');
	if (n > 0)
		found_write(o, f, from, n);
	else
		out_text(o, "NIL");
	out_char(o, ')');
}

/* RFC 4731 section 3.2: of the messages that the answer names. */
static uint64_t
modseq_of(const struct result *r, const struct found *f)
{
	bool min = (r->options & RETURN_MIN) != 0;
	bool max = (r->options & RETURN_MAX) != 0;

	if ((!min && !max) || (r->options & (RETURN_ALL | RETURN_COUNT |
	    RETURN_PARTIAL)) != 0)
		return f->modseq;
	if (min && max)
		return f->first > f->last ? f->first : f->last;
	return min ? f->first : f->last;
}

void
result_write(struct out *o, const struct result *r, const struct found *f,
    bool modseq)
{
	unsigned options = r->options;

	if (f->n > 0 && (options & RETURN_MIN) != 0) {
		out_text(o, " MIN ");
		out_number(o, f->number[0]);
	}
	if (f->n > 0 && (options & RETURN_MAX) != 0) {
		out_text(o, " MAX ");
		out_number(o, f->number[f->n - 1]);
	}
	if (f->n > 0 && (options & RETURN_ALL) != 0) {
		out_text(o, " ALL ");
		found_write(o, f, 0, f->n);
	}
	if ((options & RETURN_PARTIAL) != 0)
		write_partial(o, r, f);
	if ((options & RETURN_COUNT) != 0) {
		out_text(o, " COUNT ");
		out_number(o, f->n);
	}
	if (modseq && f->n > 0) {
		out_text(o, " MODSEQ ");
		out_number(o, modseq_of(r, f));
	}
}
