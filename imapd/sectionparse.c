/*
 * section: BODY[...] as a command has it: read, and put together with those of
 * another (section.h).
 */
#include <string.h>
#include <strings.h>

#include "imapd/section.h"

static struct section *
add(struct parse *p, struct sections *s)
{
	struct section *item;

	if (s->n == SECTIONS_MAX) {
		(void)parse_fail(p, "fewer sections");
		return NULL;
	}
	item = &s->item[s->n++];
	memset(item, 0, sizeof(*item));
	item->number = s->numbers;
	item->name = s->names;
	return item;
}

bool
section_add(struct parse *p, struct sections *s, const char *label,
    enum section_kind kind)
{
	struct section *item = add(p, s);

	if (item == NULL)
		return false;
	item->label = label;
	item->kind = kind;
	return true;
}

/* "(subject from)" */
static bool
parse_names(struct parse *p, struct sections *s, struct section *item)
{
	if (!parse_space(p) || !parse_char(p, '('))
		return false;
	do {
		if (s->names == SECTION_NAMES)
			return parse_fail(p, "fewer names of fields");
		if (!parse_astring(p, &s->name[s->names]))
			return false;
		s->names++;
		item->names++;
	} while (parse_peek(p) == ' ' && parse_space(p));
	return parse_char(p, ')');
}

/* "section-text"; MIME only behind a number. */
static bool
parse_text(struct parse *p, struct sections *s, struct section *item)
{
	if (parse_word(p, "HEADER.FIELDS.NOT")) {
		item->kind = SECTION_FIELDS_NOT;
		return parse_names(p, s, item);
	}
	if (parse_word(p, "HEADER.FIELDS")) {
		item->kind = SECTION_FIELDS;
		return parse_names(p, s, item);
	}
	if (parse_word(p, "HEADER"))
		item->kind = SECTION_HEADER;
	else if (parse_word(p, "TEXT"))
		item->kind = SECTION_TEXT;
	else if (item->numbers > 0 && parse_word(p, "MIME"))
		item->kind = SECTION_MIME;
	else
		return parse_fail(p, "a section");
	return true;
}

/* "1.2.TEXT" */
static bool
parse_spec(struct parse *p, struct sections *s, struct section *item)
{
	uint64_t number;

	while (parse_peek(p) >= '0' && parse_peek(p) <= '9') {
		if (s->numbers == SECTION_NUMBERS)
			return parse_fail(p, "fewer parts");
		if (!parse_nz_number(p, UINT32_MAX, &number))
			return false;
		s->number[s->numbers++] = (uint32_t)number;
		item->numbers++;
		if (parse_peek(p) != '.')
			return true;
		(void)parse_char(p, '.');
	}
	return parse_text(p, s, item);
}

/* "<0.1024>", or nothing. */
static bool
parse_partial(struct parse *p, struct section *item)
{
	if (parse_peek(p) != '<')
		return true;
	item->partial = true;
	(void)parse_char(p, '<');
	return parse_number(p, INT64_MAX, &item->offset) &&
	    parse_char(p, '.') &&
	    parse_nz_number(p, INT64_MAX, &item->count) && parse_char(p, '>');
}

bool
parse_section(struct parse *p, struct sections *s)
{
	struct section *item = add(p, s);

	return item != NULL && parse_char(p, '[') &&
	    (parse_peek(p) == ']' || parse_spec(p, s, item)) &&
	    parse_char(p, ']') && parse_partial(p, item);
}

/* "1.2"; no HEADER or the like. */
bool
parse_binary_section(struct parse *p, struct sections *s, bool size)
{
	struct section *item = add(p, s);

	if (item == NULL || !parse_char(p, '[') ||
	    (parse_peek(p) != ']' && !parse_spec(p, s, item)) ||
	    !parse_char(p, ']'))
		return false;
	if (item->kind != SECTION_ALL)
		return parse_fail(p, "numbers of a part");
	item->kind = size ? SECTION_BINARY_SIZE : SECTION_BINARY;
	return size || parse_partial(p, item);
}

static bool
same(const struct sections *a, const struct section *x,
    const struct sections *b, const struct section *y)
{
	size_t i;

	if (x->kind != y->kind || x->partial != y->partial ||
	    x->numbers != y->numbers || x->names != y->names ||
	    x->offset != y->offset || x->count != y->count ||
	    x->label != y->label ||
	    memcmp(a->number + x->number, b->number + y->number,
	    x->numbers * sizeof(*a->number)) != 0)
		return false;
	for (i = 0; i < x->names; i++) {
		const struct text *t = &a->name[x->name + i];
		const struct text *u = &b->name[y->name + i];

		if (t->len != u->len || strncasecmp(t->p, u->p, t->len) != 0)
			return false;
	}
	return true;
}

static bool
has(const struct sections *a, const struct sections *b,
    const struct section *y)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (same(a, &a->item[i], b, y))
			return true;
	return false;
}

void
sections_merge(struct sections *a, const struct sections *b)
{
	struct section *x;
	size_t i;

	for (i = 0; i < b->n; i++) {
		const struct section *y = &b->item[i];

		if (has(a, b, y) || a->n == SECTIONS_MAX ||
		    a->numbers + y->numbers > SECTION_NUMBERS ||
		    a->names + y->names > SECTION_NAMES)
			continue;
		x = &a->item[a->n++];
		*x = *y;
		x->number = a->numbers;
		x->name = a->names;
		memcpy(a->number + a->numbers, b->number + y->number,
		    y->numbers * sizeof(*a->number));
		memcpy(a->name + a->names, b->name + y->name,
		    y->names * sizeof(*a->name));
		a->numbers += y->numbers;
		a->names += y->names;
	}
}
