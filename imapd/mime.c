#include <stdlib.h>
#include <string.h>

#include "imapd/header.h"
#include "imapd/mime.h"
#include "imapd/mimetype.h"

/* RFC 2046 section 5.1.1 has 70; some write more. */
#define BOUNDARY_MAX	250

/* A multipart whose end has not come. */
struct open {
	size_t	 part;
	size_t	 boundary_len;
	char	 boundary[BOUNDARY_MAX];
	bool	 digest;		/* RFC 2046 section 5.1.5 */
};

enum where { HEADER, BODY, BETWEEN };	/* between: preamble, epilogue */

struct parser {
	struct mime	*m;
	const char	*p, *end, *start;
	size_t		 current;	/* the innermost part that is open */
	size_t		 last;		/* the latest of current's children */
	enum where	 where;
	uint64_t	 bare;		/* LFs without CR so far */
	uint64_t	 lines;		/* LFs so far */
	size_t		 eol;		/* length of the line end before p */
	size_t		 depth;		/* open multiparts */
	struct open	 open[MIME_DEPTH];
	bool		 no_memory;
};

static struct part *
part_at(struct parser *s, size_t i)
{
	return &s->m->part[i];
}

static uint64_t
sent(const struct parser *s)
{
	return (uint64_t)(s->p - s->start) + s->bare;
}

static size_t
offset(const struct parser *s)
{
	return (size_t)(s->p - s->start);
}

static bool
grow(struct mime *m)
{
	size_t size = m->size > 0 ? m->size * 2 : 8;
	struct part *p;

	if (m->n < m->size)
		return true;
	p = realloc(m->part, size * sizeof(*p));
	if (p == NULL)
		return false;
	m->part = p;
	m->size = size;
	return true;
}

/*
 * A part begins here, in the part `parent`.  Until they are known, octets and
 * lines hold what was counted where it (its body) began.
 */
static void
begin_part(struct parser *s, uint32_t parent)
{
	struct mime *m = s->m;
	struct part *p;
	size_t last = s->last;

	if (!grow(m)) {
		s->no_memory = true;
		return;
	}
	p = &m->part[m->n];
	memset(p, 0, sizeof(*p));
	p->start = p->body = p->end = offset(s);
	p->header_octets = sent(s);
	p->parent = parent;
	p->next = MIME_NONE;
	if (parent != MIME_NONE) {
		p->depth = (uint16_t)(part_at(s, parent)->depth + 1);
		if (last != MIME_NONE)
			m->part[last].next = (uint32_t)m->n;
	}
	s->current = m->n++;
	s->last = MIME_NONE;
	s->where = HEADER;
}

static uint8_t
encoding(const struct field *f)
{
	static const struct {
		const char *word;
		uint8_t	    encoding;
	} known[] = {
		{ "7bit", MIME_IDENTITY },
		{ "8bit", MIME_IDENTITY },
		{ "binary", MIME_IDENTITY },
		{ "quoted-printable", MIME_QUOTED_PRINTABLE },
		{ "base64", MIME_BASE64 },
	};
	struct mimetype t;
	size_t i;

	if (!mimetype_word(&t, f->value, f->value_len))
		return MIME_IDENTITY;
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (token_is(&t.type, known[i].word))
			return known[i].encoding;
	return MIME_UNKNOWN;
}

static bool
open_multipart(struct parser *s, const struct mimetype *t)
{
	struct open *o = &s->open[s->depth];
	struct token boundary;
	size_t len;

	if (!mimetype_find(t, "boundary", &boundary))
		return false;
	len = token_copy(o->boundary, sizeof(o->boundary), &boundary);
	while (len > 0 && (o->boundary[len - 1] == ' ' ||
	    o->boundary[len - 1] == '\t'))
		len--;
	if (len == 0)
		return false;
	o->boundary_len = len;
	o->part = s->current;
	o->digest = token_is(&t->subtype, "digest");
	s->depth++;
	part_at(s, s->current)->kind = MIME_MULTIPART;
	s->where = BETWEEN;
	return true;
}

/* Is the part a child of a multipart/digest? */
static bool
in_digest(struct parser *s)
{
	const struct part *p = part_at(s, s->current);

	return s->depth > 0 && s->open[s->depth - 1].digest &&
	    p->parent == s->open[s->depth - 1].part;
}

/*
 * What the part is, by its header.  What may not be looked into, or says it
 * is encoded although it must not be (RFC 2046 section 5.2.1), stays closed.
 */
static void
look_into(struct parser *s, const struct mimetype *t, bool none)
{
	struct part *p = part_at(s, s->current);
	bool message, too_much = s->depth == MIME_DEPTH ||
	    p->depth >= MIME_DEPTH || s->m->n >= MIME_PARTS;

	message = none ? in_digest(s) : token_is(&t->type, "message") &&
	    (token_is(&t->subtype, "rfc822") ||
	    token_is(&t->subtype, "global"));
	p->text = !message && (none || token_is(&t->type, "text"));
	if (message && p->encoding == MIME_IDENTITY && !too_much) {
		p->kind = MIME_MESSAGE;
		begin_part(s, (uint32_t)s->current);
	} else if (message) {
		p->opaque = true;
	} else if (!none && token_is(&t->type, "multipart")) {
		if (too_much)
			p->opaque = true;
		else if (!open_multipart(s, t))
			p->text = true;		/* I-12 */
	}
}

/* The header ended here; `more`: a body can follow. */
static void
end_header(struct parser *s, bool more)
{
	struct part *p = part_at(s, s->current);
	const char *at = s->start + p->start;
	bool type_seen = false, encoding_seen = false;
	struct mimetype t;
	struct field f;

	memset(&t, 0, sizeof(t));
	p->body = p->end = offset(s);
	p->header_octets = sent(s) - p->header_octets;
	p->octets = sent(s);
	p->lines = s->lines;
	s->where = BODY;
	while (header_next(&at, s->p, &f)) {	/* the first of each wins */
		if (!type_seen && field_is(&f, "Content-Type", 12)) {
			type_seen = true;
			mimetype_parse(&t, f.value, f.value_len);
		} else if (!encoding_seen &&
		    field_is(&f, "Content-Transfer-Encoding", 25)) {
			encoding_seen = true;
			p->encoding = encoding(&f);
		}
	}
	if (more)
		look_into(s, &t, t.type.len == 0);
	else
		p->text = t.type.len == 0 || token_is(&t.type, "text") ||
		    token_is(&t.type, "multipart");
}

/* The part's body ends before the line end that is before p. */
static void
end_part(struct parser *s, struct part *p, size_t eol)
{
	p->end = offset(s) - eol;
	p->octets = sent(s) - p->octets - (eol > 0 ? 2 : 0);
	p->lines = s->lines - p->lines - (eol > 0 ? 1 : 0);
}

/*
 * Ends all that is inside the part `outer`.  The line end before a delimiter
 * belongs to it (RFC 2046 section 5.1.1), unless a header still needs it.
 */
static void
end_inside(struct parser *s, uint32_t outer, size_t eol)
{
	while (s->current != outer) {
		struct part *p;

		if (s->where == HEADER) {
			end_header(s, false);
			eol = 0;
		}
		p = part_at(s, s->current);
		if (p->body + eol > offset(s))
			eol = 0;
		s->where = BODY;
		end_part(s, p, eol);
		s->last = s->current;
		s->current = p->parent;
	}
}

/*
 * Which multipart does the line delimit?  The outermost that it fits (7.12).
 * *close: it is its last.  False: none.
 */
static bool
is_delimiter(const struct parser *s, const char *line, size_t len,
    size_t *which, bool *close)
{
	size_t i, n;

	if (len < 3 || line[0] != '-' || line[1] != '-')
		return false;
	while (len > 0 && strchr(" \t\r\n", line[len - 1]) != NULL &&
	    line[len - 1] != '\0')
		len--;
	for (i = 0; i < s->depth; i++) {
		n = s->open[i].boundary_len;
		if (len < n + 2 ||
		    memcmp(line + 2, s->open[i].boundary, n) != 0)
			continue;
		*close = len == n + 4 && memcmp(line + 2 + n, "--", 2) == 0;
		*which = i;
		if (len == n + 2 || *close)
			return true;
	}
	return false;
}

static void
skip_line(struct parser *s, const char *next)
{
	s->eol = 0;
	if (next > s->p && next[-1] == '\n') {
		s->lines++;
		s->eol = next - s->p > 1 && next[-2] == '\r' ? 2 : 1;
		s->bare += s->eol == 1;
	}
	s->p = next;
}

/* A delimiter line that ends at next. */
static void
delimit(struct parser *s, size_t which, bool close, const char *next)
{
	uint32_t outer = (uint32_t)s->open[which].part;

	end_inside(s, outer, s->eol);
	s->depth = which + (close ? 0 : 1);
	skip_line(s, next);
	if (close)
		s->where = BETWEEN;
	else if (s->m->n < MIME_PARTS)
		begin_part(s, outer);
	else
		s->where = BETWEEN;
}

static bool
is_empty(const char *p, const char *next)
{
	return *p == '\n' || (next - p == 2 && p[0] == '\r' && p[1] == '\n') ||
	    (next - p == 1 && *p == '\r');
}

static void
parse_line(struct parser *s)
{
	const char *lf = memchr(s->p, '\n', (size_t)(s->end - s->p));
	const char *next = lf == NULL ? s->end : lf + 1;
	size_t which;
	bool close, empty;

	if (s->depth > 0 && is_delimiter(s, s->p, (size_t)(next - s->p),
	    &which, &close)) {
		delimit(s, which, close, next);
		return;
	}
	empty = s->where == HEADER && is_empty(s->p, next);
	skip_line(s, next);
	if (empty)
		end_header(s, true);
}

int
mime_parse(struct mime *m, const char *p, size_t len)
{
	struct parser s;

	memset(&s, 0, offsetof(struct parser, open));
	s.no_memory = false;
	s.m = m;
	s.p = s.start = p;
	s.end = p + len;
	s.current = s.last = MIME_NONE;
	m->n = 0;
	begin_part(&s, MIME_NONE);
	while (!s.no_memory && s.p < s.end)
		parse_line(&s);
	if (s.no_memory)
		return -1;
	end_inside(&s, MIME_NONE, 0);
	return 0;
}

void
mime_free(struct mime *m)
{
	free(m->part);
	memset(m, 0, sizeof(*m));
}

size_t
mime_child(const struct mime *m, size_t part)
{
	return part + 1 < m->n && m->part[part + 1].parent == part ?
	    part + 1 : MIME_NONE;
}

/*
 * The number's part below `at`.  root: `at` is a message, not a body part, so
 * that its "1" may be itself.
 */
static size_t
step(const struct mime *m, size_t at, bool root, uint32_t number)
{
	size_t child;

	if (m->part[at].kind != MIME_MULTIPART)
		return root && number == 1 ? at : MIME_NONE;
	child = mime_child(m, at);
	while (child != MIME_NONE && --number > 0)
		child = m->part[child].next;
	return child;
}

bool
mime_find(const struct mime *m, const uint32_t *section, size_t n,
    size_t *part)
{
	size_t at = 0, i;
	bool root = true;

	for (i = 0; i < n; i++) {
		if (section[i] == 0)
			return false;
		if (!root && m->part[at].kind == MIME_MESSAGE) {
			at = mime_child(m, at);
			root = true;
		}
		at = step(m, at, root, section[i]);
		if (at == MIME_NONE)
			return false;
		root = false;
	}
	*part = at;
	return true;
}
