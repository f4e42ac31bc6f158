#include <string.h>

#include "imapd/bodystructure.h"
#include "imapd/envelope.h"
#include "imapd/header.h"
#include "imapd/mimetype.h"

/* A parameter's value, a word of a type: what is longer is cut off. */
#define WORD_MAX	2048

struct writer {
	struct out	*o;
	const struct mime *m;
	const char	*p;
	bool		 extended;
};

/* The fields of a part's header that count; the first of each. */
struct head {
	struct field	 type, encoding, id, description, md5, disposition,
			 language, location;
};

static void
read_head(struct head *h, const char *p, const char *end)
{
	struct {
		const char	*name;
		struct field	*field;
	} wanted[] = {
		{ "Content-Type", &h->type },
		{ "Content-Transfer-Encoding", &h->encoding },
		{ "Content-ID", &h->id },
		{ "Content-Description", &h->description },
		{ "Content-MD5", &h->md5 },
		{ "Content-Disposition", &h->disposition },
		{ "Content-Language", &h->language },
		{ "Content-Location", &h->location },
	};
	struct field f;
	size_t i;

	memset(h, 0, sizeof(*h));
	while (header_next(&p, end, &f)) {
		for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
			if (wanted[i].field->name == NULL &&
			    field_is(&f, wanted[i].name,
			    strlen(wanted[i].name)))
				*wanted[i].field = f;
	}
}

static void
put_token(struct out *o, const struct token *t)
{
	char word[WORD_MAX];

	out_string(o, word, token_copy(word, sizeof(word), t));
}

static void
put_text(struct out *o, const struct field *f)
{
	if (f->name == NULL)
		out_text(o, "NIL");
	else
		envelope_text(o, f->value, f->value_len);
}

/* ("name" "value" ...), or NIL: never () (I-12). */
static void
put_parameters(struct out *o, struct mimetype *t)
{
	struct parameter p;
	bool any = false;

	while (t->type.len > 0 && mimetype_next(t, &p)) {
		out_char(o, any ? ' ' : '(');
		any = true;
		put_token(o, &p.name);
		out_char(o, ' ');
		put_token(o, &p.value);
	}
	out_text(o, any ? ")" : "NIL");
}

static void
put_disposition(struct out *o, const struct field *f)
{
	struct mimetype t;

	if (f->name == NULL || !mimetype_word(&t, f->value, f->value_len)) {
		out_text(o, "NIL");
		return;
	}
	out_char(o, '(');
	put_token(o, &t.type);
	out_char(o, ' ');
	put_parameters(o, &t);
	out_char(o, ')');
}

/* RFC 3282: words with commas between. */
static void
put_language(struct out *o, const struct field *f)
{
	struct lexer l;
	struct token t;
	bool any = false;

	if (f->name == NULL) {
		out_text(o, "NIL");
		return;
	}
	token_init(&l, TOKEN_MIME, f->value, f->value_len);
	while (token_next(&l, &t) != TOKEN_END) {
		if (t.kind != TOKEN_WORD && t.kind != TOKEN_QUOTED)
			continue;
		out_char(o, any ? ' ' : '(');
		any = true;
		put_token(o, &t);
	}
	out_text(o, any ? ")" : "NIL");
}

/* RFC 9051 section 7.5.2, the "extension data" behind MD5 or parameters. */
static void
put_extension(struct out *o, const struct head *h)
{
	out_char(o, ' ');
	put_disposition(o, &h->disposition);
	out_char(o, ' ');
	put_language(o, &h->language);
	out_char(o, ' ');
	put_text(o, &h->location);
}

/*
 * Type, subtype and parameters of a part that is no multipart.  I-12: what
 * says it is one but has no boundary is plain text.
 */
static void
put_type(struct out *o, const struct part *p, const struct head *h)
{
	struct mimetype t;

	if (p->opaque) {
		out_text(o, "\"application\" \"octet-stream\" NIL");
	} else if (p->kind == MIME_MESSAGE && (h->type.name == NULL ||
	    !mimetype_parse(&t, h->type.value, h->type.value_len))) {
		out_text(o, "\"message\" \"rfc822\" NIL");
	} else if (h->type.name == NULL ||
	    !mimetype_parse(&t, h->type.value, h->type.value_len) ||
	    (p->text && !token_is(&t.type, "text"))) {
		out_text(o, "\"text\" \"plain\" (\"charset\" \"us-ascii\")");
	} else {
		put_token(o, &t.type);
		out_char(o, ' ');
		put_token(o, &t.subtype);
		out_char(o, ' ');
		put_parameters(o, &t);
	}
}

static void
put_encoding(struct out *o, const struct field *f)
{
	struct mimetype t;

	if (f->name != NULL && mimetype_word(&t, f->value, f->value_len))
		put_token(o, &t.type);
	else
		out_text(o, "\"7bit\"");
}

/* All of a leaf, or of a message/rfc822 up to what it holds. */
static void
open_single(struct writer *w, size_t i, const struct head *h)
{
	const struct part *p = &w->m->part[i], *child;
	struct out *o = w->o;

	put_type(o, p, h);
	out_char(o, ' ');
	put_text(o, &h->id);
	out_char(o, ' ');
	put_text(o, &h->description);
	out_char(o, ' ');
	put_encoding(o, &h->encoding);
	out_char(o, ' ');
	out_number(o, p->octets);
	if (p->kind == MIME_MESSAGE) {
		child = &w->m->part[mime_child(w->m, i)];
		out_char(o, ' ');
		envelope_write(o, w->p + child->start,
		    child->body - child->start);
		out_char(o, ' ');
	} else if (p->text) {
		out_char(o, ' ');
		out_number(o, p->lines);
	}
}

static void
close_single(struct writer *w, const struct part *p, const struct head *h)
{
	if (p->kind == MIME_MESSAGE) {
		out_char(w->o, ' ');
		out_number(w->o, p->lines);
	}
	if (!w->extended)
		return;
	out_char(w->o, ' ');
	put_text(w->o, &h->md5);
	put_extension(w->o, h);
}

static void
close_multipart(struct writer *w, size_t i, const struct head *h)
{
	struct mimetype t;

	if (mime_child(w->m, i) == MIME_NONE) {		/* I-12 */
		out_text(w->o, "(\"text\" \"plain\" (\"charset\" "
		    "\"us-ascii\") NIL NIL \"7bit\" 0 0");
		out_text(w->o, w->extended ? " NIL NIL NIL NIL)" : ")");
	}
	out_char(w->o, ' ');
	mimetype_parse(&t, h->type.value, h->type.value_len);
	put_token(w->o, &t.subtype);
	if (!w->extended)
		return;
	out_char(w->o, ' ');
	put_parameters(w->o, &t);
	put_extension(w->o, h);
}

static void
open_part(struct writer *w, size_t i)
{
	const struct part *p = &w->m->part[i];
	struct head h;

	out_char(w->o, '(');
	if (p->kind == MIME_MULTIPART)
		return;
	read_head(&h, w->p + p->start, w->p + p->body);
	open_single(w, i, &h);
}

static void
close_part(struct writer *w, size_t i)
{
	const struct part *p = &w->m->part[i];
	struct head h;

	read_head(&h, w->p + p->start, w->p + p->body);
	if (p->kind == MIME_MULTIPART)
		close_multipart(w, i, &h);
	else
		close_single(w, p, &h);
	out_char(w->o, ')');
}

void
bodystructure_write(struct out *o, const struct mime *m, const char *p,
    bool extended)
{
	struct writer w = { o, m, p, extended };
	size_t i = 0, next;

	open_part(&w, i);
	for (;;) {
		next = mime_child(m, i);
		if (next == MIME_NONE) {
			while (close_part(&w, i),
			    next = m->part[i].next, next == MIME_NONE) {
				i = m->part[i].parent;
				if (i == MIME_NONE)
					return;
			}
		}
		i = next;
		open_part(&w, i);
	}
}
