#include <string.h>

#include "imapd/token.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void
token_init(struct lexer *l, const char *specials, const char *p, size_t len)
{
	memset(l, 0, sizeof(*l));
	l->p = p;
	l->end = p + len;
	l->specials = specials;
}

/* Behind the byte `close` that ends what began at p; or the end. */
static const char *
behind(const char *p, const char *end, char close)
{
	while (p < end && *p != close)
		p += *p == '\\' && end - p > 1 ? 2 : 1;
	return p < end ? p + 1 : end;
}

/* RFC 5322 section 3.2.2: comments nest. */
static void
skip_comment(struct lexer *l)
{
	size_t depth = 1;
	const char *p = l->p + 1;

	l->comment = p;
	for (; p < l->end; p++) {
		if (*p == '\\' && l->end - p > 1)
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			break;
	}
	l->comment_len = (size_t)(p - l->comment);
	l->p = p < l->end ? p + 1 : l->end;
}

/* Blanks, line ends and comments: is there any of them? */
static bool
skip_space(struct lexer *l)
{
	const char *from = l->p;

	while (l->p < l->end) {
		if (is_space(*l->p))
			l->p++;
		else if (*l->p == '(')
			skip_comment(l);
		else
			break;
	}
	return l->p > from;
}

static void
take_word(struct lexer *l)
{
	do
		l->p++;
	while (l->p < l->end && !is_space(*l->p) &&
	    (*l->p == '\0' || strchr(l->specials, *l->p) == NULL));
}

enum token_kind
token_next(struct lexer *l, struct token *t)
{
	t->spaced = skip_space(l);
	t->p = l->p;
	t->len = 0;
	if (l->p == l->end)
		return t->kind = TOKEN_END;
	if (*l->p == '"') {
		l->p = behind(l->p + 1, l->end, '"');
		t->p++;
		t->len = (size_t)(l->p - t->p);
		if (t->len > 0 && t->p[t->len - 1] == '"')
			t->len--;
		return t->kind = TOKEN_QUOTED;
	}
	if (*l->p == '[') {
		l->p = behind(l->p + 1, l->end, ']');
		t->kind = TOKEN_LITERAL;
	} else if (*l->p != '\0' && *l->p != '\\' && *l->p != ')' &&
	    strchr(l->specials, *l->p) != NULL) {
		l->p++;
		t->kind = TOKEN_SPECIAL;
	} else {
		take_word(l);
		t->kind = TOKEN_WORD;
	}
	t->len = (size_t)(l->p - t->p);
	return t->kind;
}

size_t
token_unquote(char *to, size_t size, const char *p, size_t len)
{
	const char *end = p + len;
	size_t n = 0;

	for (; p < end && n < size; p++) {
		if (*p == '\r' || *p == '\n')
			continue;
		if (*p == '\\' && end - p > 1)
			p++;
		to[n++] = *p;
	}
	return n;
}

size_t
token_copy(char *to, size_t size, const struct token *t)
{
	size_t n = t->len < size ? t->len : size;

	if (t->kind == TOKEN_QUOTED || t->kind == TOKEN_LITERAL)
		return token_unquote(to, size, t->p, t->len);
	memcpy(to, t->p, n);
	return n;
}
