#include <string.h>

#include "common/scan.h"
#include "imapd/bodytext.h"
#include "imapd/charset.h"
#include "imapd/decode.h"
#include "imapd/header.h"
#include "imapd/mimetype.h"
#include "imapd/words.h"

enum {
	PIECE = 1024,			/* bytes decoded at a time */
	CHARSET_MAX = 64
};

/* Is it nothing but ASCII? */
static bool
is_ascii(const char *p, size_t len)
{
	uint64_t word, all = 0;

	for (; len >= sizeof(word); p += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		all |= word;
		if ((all & UINT64_C(0x8080808080808080)) != 0)
			return false;
	}
	while (len-- > 0)
		if ((*p++ & 0x80) != 0)
			return false;
	return true;
}

/* Nothing to decode, nothing folded: most fields. */
static bool
is_simple(const char *p, size_t len)
{
	const char *end = p + len, *at = p;

	if (!is_ascii(p, len) || memchr(p, '\n', len) != NULL)
		return false;
	while (end - at > 1 &&
	    (at = memchr(at, '=', (size_t)(end - at) - 1)) != NULL)
		if (*++at == '?')
			return false;
	return true;
}

void
bodytext_value(struct find *f, const char *p, size_t len, struct out *text)
{
	if (len == 0 || is_simple(p, len)) {
		find_ascii(f, p, len);
		return;
	}
	text->len = 0;
	text->failed = false;
	words_write(text, p, len);
	find_whole(f, text->p, text->len);
}

/* A whole field: "Subject: what it is about". */
static void
whole_field(struct find *f, const struct field *field, struct out *text)
{
	size_t len = (size_t)(field->value + field->value_len - field->name);

	bodytext_value(f, field->name, len, text);
}

static void
whole_header(struct find *f, const char *p, const char *end, struct out *text)
{
	struct field field;

	while (f->left > 0 && header_next(&p, end, &field))
		whole_field(f, &field, text);
}

void
bodytext_headers(struct find *f, const char *p, const struct mime *m,
    struct out *text)
{
	size_t i;

	for (i = 0; i < m->n && f->left > 0; i++)
		whole_header(f, p + m->part[i].start, p + m->part[i].body,
		    text);
}

/* NULL: none is said, or one that we do not know. */
static const struct charset *
charset_of(const char *p, const struct part *part)
{
	char name[CHARSET_MAX];
	struct mimetype type;
	struct token token;
	struct field f;

	if (!header_find(p + part->start, part->body - part->start,
	    "Content-Type", &f) ||
	    !mimetype_parse(&type, f.value, f.value_len) ||
	    !mimetype_find(&type, "charset", &token))
		return NULL;
	return charset_find(name, token_copy(name, sizeof(name), &token));
}

/* Decoded bytes to text. */
static void
convert(struct find *f, struct converter *c, const char *p, size_t len,
    bool last)
{
	char text[FIND_PIECE], *to;
	const char *end = p + len;

	if (!last && c->nheld == 0 && charset_is_ascii_based(c->charset) &&
	    is_ascii(p, len)) {
		for (; p < end; p += len) {
			len = (size_t)(end - p);
			if (len > FIND_PIECE)
				len = FIND_PIECE;
			find_text(f, p, len);
		}
		return;
	}
	do {
		to = text;
		converter_run(c, &p, end, &to, text + sizeof(text), last);
		find_text(f, text, (size_t)(to - text));
	} while (to > text);
}

static void
decode(struct find *f, struct converter *c, const char *p,
    const struct part *part)
{
	char piece[DECODE_SIZE(PIECE)];
	const char *at = p + part->body, *end = p + part->end;
	struct decoder d;
	size_t n;

	decode_init(&d, (enum mime_encoding)part->encoding);
	for (; at < end && f->left > 0; at += n) {
		n = (size_t)(end - at) < PIECE ? (size_t)(end - at) : PIECE;
		convert(f, c, piece, decode_run(&d, at, n, piece), false);
	}
	convert(f, c, piece, decode_end(&d, piece), false);
	convert(f, c, piece, 0, true);
}

static void
text_part(struct find *f, const char *p, const struct part *part)
{
	const char *body = p + part->body;
	size_t len = part->end - part->body;
	bool plain = part->encoding == MIME_IDENTITY ||
	    part->encoding == MIME_UNKNOWN;
	const struct charset *charset = charset_of(p, part);
	struct converter c;

	find_break(f);
	if (plain && !f->lines &&
	    (charset == NULL || charset_is_ascii_based(charset)) &&
	    is_ascii(body, len)) {
		find_ascii(f, body, len);
		return;
	}
	if (charset == NULL)
		charset = plain && !scan_utf8(body, len) ?
		    charset_default() : charset_find("utf-8", 5);
	if (!converter_open(&c, charset) &&
	    !converter_open(&c, charset_default()))
		return;
	decode(f, &c, p, part);
	converter_close(&c);
	find_break(f);
}

void
bodytext_parts(struct find *f, const char *p, const struct mime *m,
    struct out *text)
{
	const struct part *part;
	size_t i;

	for (i = 0; i < m->n && f->left > 0; i++) {
		part = &m->part[i];
		if (i > 0 && m->part[part->parent].kind == MIME_MESSAGE)
			whole_header(f, p + part->start, p + part->body,
			    text);
		if (part->kind == MIME_LEAF && part->text)
			text_part(f, p, part);
	}
}
