/*
 * section: BODY[...] of a message: where it is, and sending it (section.h).
 */
#include "imapd/binary.h"
#include "imapd/cache.h"
#include "imapd/header.h"
#include "imapd/section.h"

/* The fields of one header; a header is cut before (7.12). */
#define FIELDS_MAX	(64 << 20)

bool
sections_need_mime(const struct sections *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->item[i].numbers > 0)
			return true;
	return false;
}

static const char *const words[] = {
	[SECTION_ALL] = "",
	[SECTION_HEADER] = "HEADER",
	[SECTION_FIELDS] = "HEADER.FIELDS",
	[SECTION_FIELDS_NOT] = "HEADER.FIELDS.NOT",
	[SECTION_TEXT] = "TEXT",
	[SECTION_MIME] = "MIME",
	[SECTION_BINARY] = "",
	[SECTION_BINARY_SIZE] = ""
};

/* The names of fields as the client spelled them (I-14). */
static void
write_label(struct out *o, const struct sections *s,
    const struct section *item)
{
	unsigned i;

	if (item->label != NULL) {
		out_text(o, item->label);
		return;
	}
	out_text(o, item->kind == SECTION_BINARY ? "BINARY[" :
	    item->kind == SECTION_BINARY_SIZE ? "BINARY.SIZE[" : "BODY[");
	for (i = 0; i < item->numbers; i++) {
		if (i > 0)
			out_char(o, '.');
		out_number(o, s->number[item->number + i]);
	}
	if (item->numbers > 0 && *words[item->kind] != '\0')
		out_char(o, '.');
	out_text(o, words[item->kind]);
	for (i = 0; i < item->names; i++) {
		const struct text *name = &s->name[item->name + i];

		out_text(o, i == 0 ? " (" : " ");
		out_astring(o, name->p, name->len);
	}
	out_text(o, item->names > 0 ? ")]" : "]");
	if (item->partial) {
		out_char(o, '<');
		out_number(o, item->offset);
		out_char(o, '>');
	}
}

/* "{n}" and what is wanted of these bytes, which are so many octets. */
static void
write_octets(struct out *o, const struct section *item, const char *p,
    size_t len, uint64_t octets)
{
	uint64_t skip = 0, count = octets;

	if (item->partial) {
		skip = item->offset < octets ? item->offset : octets;
		count = octets - skip;
		if (count > item->count)
			count = item->count;
	}
	out_text(o, " {");
	out_number(o, count);
	out_text(o, "}\r\n");
	content_write(o, p, len, skip, count);
}

static void
write_bytes(struct out *o, const struct section *item, const char *p,
    size_t len)
{
	write_octets(o, item, p, len, content_octets(p, len));
}

static bool
is_named(const struct sections *s, const struct section *item,
    const struct field *f)
{
	unsigned i;

	for (i = 0; i < item->names; i++)
		if (field_is(f, s->name[item->name + i].p,
		    s->name[item->name + i].len))
			return true;
	return false;
}

/* The fields wanted, in the order of the message, and an empty line. */
static void
collect_fields(struct out *text, const struct sections *s,
    const struct section *item, const char *p, size_t len)
{
	bool wanted = item->kind == SECTION_FIELDS;
	const char *end = p + len;
	struct field f;

	while (header_next(&p, end, &f)) {
		if (is_named(s, item, &f) != wanted)
			continue;
		out_bytes(text, f.start, (size_t)(f.end - f.start));
		if (f.end[-1] != '\n')
			out_char(text, '\n');
	}
	out_text(text, "\r\n");
}

static void
write_fields(struct out *o, const struct sections *s,
    const struct section *item, const char *p, size_t len)
{
	struct out text;

	out_memory(&text, FIELDS_MAX);
	collect_fields(&text, s, item, p, len);
	write_bytes(o, item, text.p, text.len);
	out_free(&text);
}

bool
section_is_kept(const struct sections *s, size_t i)
{
	const struct section *item = &s->item[i];
	unsigned n;

	if (item->kind != SECTION_FIELDS || item->numbers > 0)
		return false;
	for (n = 0; n < item->names; n++)
		if (!cache_has_field(s->name[item->name + n].p,
		    s->name[item->name + n].len))
			return false;
	return true;
}

void
section_write_fields(struct out *o, const struct sections *s, size_t i,
    const char *fields, size_t len)
{
	write_label(o, s, &s->item[i]);
	write_fields(o, s, &s->item[i], fields, len);
}

static bool
is_binary(const struct section *item)
{
	return item->kind == SECTION_BINARY ||
	    item->kind == SECTION_BINARY_SIZE;
}

/* What encoding a BINARY has to undo: none where there is no such part. */
static enum mime_encoding
encoding_of(const struct sections *s, const struct section *item,
    const struct mime *m)
{
	size_t i;

	if (item->numbers == 0 ||
	    !mime_find(m, s->number + item->number, item->numbers, &i) ||
	    m->part[i].kind != MIME_LEAF)
		return MIME_IDENTITY;
	return m->part[i].encoding;
}

bool
sections_can_decode(const struct sections *s, const struct mime *m)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (is_binary(&s->item[i]) &&
		    encoding_of(s, &s->item[i], m) == MIME_UNKNOWN)
			return false;
	return true;
}

/* "{n}", or "~{n}" where there are NULs, and what is wanted. */
static void
write_binary(struct out *o, const struct section *item, const char *p,
    size_t len, enum mime_encoding encoding)
{
	uint64_t octets, skip = 0, count;
	bool nul;

	octets = count = binary_octets(p, len, encoding, &nul);
	if (item->kind == SECTION_BINARY_SIZE) {
		out_char(o, ' ');
		out_number(o, octets);
		return;
	}
	if (item->partial) {
		skip = item->offset < octets ? item->offset : octets;
		count = octets - skip;
		if (count > item->count)
			count = item->count;
	}
	out_text(o, nul ? " ~{" : " {");
	out_number(o, count);
	out_text(o, "}\r\n");
	binary_write(o, p, len, encoding, skip, count);
}

/* Where HEADER, TEXT and the part itself are. */
struct place {
	size_t	start, body, end;
};

/* Of the whole message. */
static void
whole(const struct content *c, struct place *place)
{
	place->start = 0;
	place->body = header_length(c->p, c->len);
	place->end = c->len;
}

/*
 * Of a part.  HEADER and TEXT are those of the message within it, if it is
 * one (I-13).
 */
static bool
find_place(const struct sections *s, const struct section *item,
    const struct mime *m, struct place *place)
{
	const struct part *part;
	size_t i;

	if (!mime_find(m, s->number + item->number, item->numbers, &i))
		return false;
	part = &m->part[i];
	if (item->kind != SECTION_ALL && item->kind != SECTION_MIME &&
	    !is_binary(item)) {
		if (part->kind != MIME_MESSAGE || i + 1 >= m->n)
			return false;
		part++;
	}
	place->start = part->start;
	place->body = part->body;
	place->end = part->end;
	return true;
}

bool
section_bytes(const struct sections *s, size_t i, const struct content *c,
    const struct mime *m, const char **p, size_t *len, struct out *text)
{
	const struct section *item = &s->item[i];
	struct place at;

	if (item->numbers == 0)
		whole(c, &at);
	else if (!find_place(s, item, m, &at))
		return false;
	if (item->kind == SECTION_TEXT ||
	    (item->kind == SECTION_ALL && item->numbers > 0))
		at.start = at.body;
	else if (item->kind != SECTION_ALL)
		at.end = at.body;
	*p = c->p + at.start;
	*len = at.end - at.start;
	if (item->kind == SECTION_FIELDS || item->kind == SECTION_FIELDS_NOT) {
		collect_fields(text, s, item, *p, *len);
		*p = text->p;
		*len = text->len;
		return !text->failed;
	}
	return true;
}

void
section_write(struct out *o, const struct sections *s, size_t i,
    const struct content *c, const struct mime *m)
{
	const struct section *item = &s->item[i];
	struct place at;

	write_label(o, s, item);
	if (item->numbers == 0)
		whole(c, &at);
	else if (!find_place(s, item, m, &at)) {
		out_text(o, item->kind == SECTION_BINARY_SIZE ? " 0" :
		    " NIL");
		return;
	}
	switch (item->kind) {
	case SECTION_ALL:
		if (item->numbers == 0 && c->octets > 0) {
			write_octets(o, item, c->p, c->len, c->octets);
			break;
		}
		if (item->numbers > 0)
			at.start = at.body;
		write_bytes(o, item, c->p + at.start, at.end - at.start);
		break;
	case SECTION_BINARY:
	case SECTION_BINARY_SIZE:
		if (item->numbers > 0)
			at.start = at.body;
		write_binary(o, item, c->p + at.start, at.end - at.start,
		    encoding_of(s, item, m));
		break;
	case SECTION_TEXT:
		write_bytes(o, item, c->p + at.body, at.end - at.body);
		break;
	case SECTION_HEADER:
	case SECTION_MIME:
		write_bytes(o, item, c->p + at.start, at.body - at.start);
		break;
	case SECTION_FIELDS:
	case SECTION_FIELDS_NOT:
		write_fields(o, s, item, c->p + at.start, at.body - at.start);
		break;
	}
}
