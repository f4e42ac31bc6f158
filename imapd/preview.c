#include <string.h>
#include <strings.h>

#include "imapd/charset.h"
#include "imapd/decode.h"
#include "imapd/header.h"
#include "imapd/mimetype.h"
#include "imapd/preview.h"
#include "imapd/utf8.h"

enum {
	PIECE = 1024,
	TEXT = PREVIEW_CHARACTERS * UTF8_MAX,

	/* A style sheet may come first; no more than that is looked at. */
	LOOK = 65536
};

struct preview {
	bool		 html;
	bool		 tag;		/* inside "<...>" */
	unsigned	 hidden;	/* in <style>, <script>, <head> */
	char		 name[8];	/* the tag's, as far as it is read */
	size_t		 name_len;
	bool		 entity;	/* "&...;" is passed over */
	bool		 blank;		/* one is due */
	unsigned	 characters;
	size_t		 len;
	char		 text[TEXT];
};

/* "style" begins what nobody sees, "/style" ends it. */
static void
end_tag(struct preview *v)
{
	static const char *const unseen[] = { "style", "script", "head" };
	bool closing = v->name_len > 0 && v->name[0] == '/';
	const char *name = v->name + closing;
	size_t len = v->name_len - closing, i;

	for (i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		if (len == strlen(unseen[i]) &&
		    strncasecmp(name, unseen[i], len) == 0) {
			if (!closing)
				v->hidden |= 1u << i;
			else
				v->hidden &= ~(1u << i);
		}
	v->tag = false;
	v->blank = true;
}

/* False: it is no text, or the tag goes on. */
static bool
is_text(struct preview *v, uint32_t c)
{
	if (!v->html)
		return true;
	if (v->tag) {
		if (c == '>')
			end_tag(v);
		else if (c <= ' ')
			v->name_len |= sizeof(v->name) + 1;
		else if (v->name_len < sizeof(v->name))
			v->name[v->name_len++] = (char)c;
		return false;
	}
	if (c == '<') {
		v->tag = true;
		v->name_len = 0;
		return false;
	}
	if (v->entity) {
		v->entity = c != ';' && c > ' ' && c < 0x7f;
		v->blank |= !v->entity;
		return false;
	}
	v->entity = c == '&';
	return !v->entity && v->hidden == 0;
}

static void
add(struct preview *v, uint32_t c)
{
	if (!is_text(v, c) || v->characters >= PREVIEW_CHARACTERS)
		return;
	if (c <= ' ' || c == 0x7f || c == 0xa0) {
		v->blank = true;
		return;
	}
	if (v->blank && v->len > 0) {
		v->text[v->len++] = ' ';
		v->characters++;
	}
	v->blank = false;
	if (v->characters >= PREVIEW_CHARACTERS)
		return;
	v->len += utf8_put(v->text + v->len, c);
	v->characters++;
}

/* Converted text: whole characters. */
static void
add_text(struct preview *v, const char *p, size_t len)
{
	uint32_t c;
	size_t n;

	for (; len > 0; p += n, len -= n) {
		n = utf8_get(p, len, &c);
		if (n == UTF8_BAD || n == UTF8_CUT) {
			n = 1;
			continue;
		}
		add(v, c);
	}
}

static void
convert(struct preview *v, struct converter *c, const char *p, size_t len,
    bool last)
{
	char text[PIECE], *to;
	const char *end = p + len;

	do {
		to = text;
		converter_run(c, &p, end, &to, text + sizeof(text), last);
		add_text(v, text, (size_t)(to - text));
	} while (to > text && v->characters < PREVIEW_CHARACTERS);
}

static void
read_part(struct preview *v, const char *p, const struct part *part,
    struct converter *c)
{
	char piece[DECODE_SIZE(PIECE)];
	const char *at = p + part->body, *end = p + part->end;
	struct decoder d;
	size_t n;

	if (end - at > LOOK)
		end = at + LOOK;
	decode_init(&d, (enum mime_encoding)part->encoding);
	for (; at < end && v->characters < PREVIEW_CHARACTERS; at += n) {
		n = (size_t)(end - at) < PIECE ? (size_t)(end - at) : PIECE;
		convert(v, c, piece, decode_run(&d, at, n, piece), false);
	}
	convert(v, c, piece, decode_end(&d, piece), true);
}

/* Its character set; *html: it is text/html. */
static const struct charset *
look_at_type(const char *p, const struct part *part, bool *html)
{
	const struct charset *charset = NULL;
	struct mimetype type;
	struct token token;
	struct field f;
	char name[64];

	*html = false;
	if (header_find(p + part->start, part->body - part->start,
	    "Content-Type", &f) &&
	    mimetype_parse(&type, f.value, f.value_len)) {
		*html = token_is(&type.subtype, "html");
		if (mimetype_find(&type, "charset", &token))
			charset = charset_find(name, token_copy(name,
			    sizeof(name), &token));
	}
	return charset != NULL ? charset : charset_find("utf-8", 5);
}

/* The first text/ that is not HTML, else the first of all. */
static const struct part *
choose(const char *p, const struct mime *m)
{
	const struct part *first = NULL;
	bool html;
	size_t i;

	for (i = 0; i < m->n; i++) {
		const struct part *part = &m->part[i];

		if (part->kind != MIME_LEAF || !part->text || part->opaque ||
		    part->end == part->body)
			continue;
		(void)look_at_type(p, part, &html);
		if (!html)
			return part;
		if (first == NULL)
			first = part;
	}
	return first;
}

void
preview_write(struct out *o, const char *p, const struct mime *m)
{
	const struct part *part = choose(p, m);
	const struct charset *charset;
	struct converter c;
	struct preview v;

	memset(&v, 0, sizeof(v));
	if (part != NULL) {
		charset = look_at_type(p, part, &v.html);
		if (converter_open(&c, charset) ||
		    converter_open(&c, charset_default())) {
			read_part(&v, p, part, &c);
			converter_close(&c);
		}
	}
	out_string(o, v.text, v.len);
}
