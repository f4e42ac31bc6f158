#include <string.h>
#include <strings.h>

#include "imapd/mimetype.h"

bool
token_is(const struct token *t, const char *word)
{
	return t->len == strlen(word) && strncasecmp(t->p, word, t->len) == 0;
}

static void
set_parameters(struct mimetype *m, const struct lexer *l)
{
	m->p = l->p;
	m->end = l->end;
	m->left = MIMETYPE_PARAMETERS;
}

bool
mimetype_parse(struct mimetype *m, const char *p, size_t len)
{
	struct lexer l;
	struct token slash;

	memset(m, 0, sizeof(*m));
	token_init(&l, TOKEN_MIME, p, len);
	if (token_next(&l, &m->type) != TOKEN_WORD ||
	    token_next(&l, &slash) != TOKEN_SPECIAL || *slash.p != '/' ||
	    token_next(&l, &m->subtype) != TOKEN_WORD) {
		m->type.len = m->subtype.len = 0;
		return false;
	}
	set_parameters(m, &l);
	return true;
}

bool
mimetype_word(struct mimetype *m, const char *p, size_t len)
{
	struct lexer l;

	memset(m, 0, sizeof(*m));
	token_init(&l, TOKEN_MIME, p, len);
	if (token_next(&l, &m->type) != TOKEN_WORD &&
	    m->type.kind != TOKEN_QUOTED) {
		m->type.len = 0;
		return false;
	}
	set_parameters(m, &l);
	return true;
}

/*
 * A value that is not in quotes goes up to the next semicolon or blank,
 * whatever is in it: `name=a/b.c` and `boundary==_x` are all over the mail.
 */
static void
take_value(struct lexer *l, struct token *t)
{
	const char *p;

	token_next(l, t);
	if (t->kind == TOKEN_QUOTED || t->kind == TOKEN_END)
		return;
	if (t->kind == TOKEN_SPECIAL && *t->p == ';') {
		t->len = 0;
		l->p = t->p;
		return;
	}
	for (p = t->p; p < l->end && *p != ';' && *p != ' ' && *p != '\t' &&
	    *p != '\r' && *p != '\n'; p++)
		continue;
	t->kind = TOKEN_WORD;
	t->len = (size_t)(p - t->p);
	l->p = p;
}

bool
mimetype_next(struct mimetype *m, struct parameter *out)
{
	struct lexer l;
	struct token t;

	token_init(&l, TOKEN_MIME, m->p, (size_t)(m->end - m->p));
	while (m->left > 0 && token_next(&l, &out->name) != TOKEN_END) {
		if (out->name.kind != TOKEN_WORD)
			continue;
		m->p = l.p;
		if (token_next(&l, &t) != TOKEN_SPECIAL || *t.p != '=') {
			l.p = m->p;
			continue;
		}
		take_value(&l, &out->value);
		m->p = l.p;
		m->left--;
		return true;
	}
	m->p = m->end;
	return false;
}

bool
mimetype_find(const struct mimetype *m, const char *name,
    struct token *value)
{
	struct mimetype copy = *m;
	struct parameter p;

	if (m->type.len == 0)
		return false;
	while (mimetype_next(&copy, &p)) {
		if (!token_is(&p.name, name))
			continue;
		*value = p.value;
		return true;
	}
	return false;
}
