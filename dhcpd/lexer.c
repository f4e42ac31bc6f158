/* lexer: one pass, one token of looking ahead. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "dhcpd/lexer.h"

void
lexer_init(struct lexer *x, const char *name, const char *text, size_t len,
    struct arena *arena)
{
	memset(x, 0, sizeof(*x));
	x->name = name;
	x->p = x->row = text;
	x->end = text + len;
	x->line = 1;
	x->arena = arena;
}

static void
newline(struct lexer *x)
{
	x->line++;
	x->row = x->p;
}

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '-' || c == '.';
}

static void
skip_blanks(struct lexer *x)
{
	char c;

	while (x->p < x->end) {
		c = *x->p;
		if (c == '#') {
			while (x->p < x->end && *x->p != '\n')
				x->p++;
		} else if (c == '\n') {
			x->p++;
			newline(x);
		} else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' ||
		    c == '\v')
			x->p++;
		else
			return;
	}
}

static void
token_begin(struct lexer *x, struct token *t)
{
	memset(t, 0, sizeof(*t));
	t->line = x->line;
	t->column = (unsigned)(x->p - x->row) + 1;
	t->row = x->row;
	t->text = "";
}

static void
token_text(struct lexer *x, struct token *t, const char *from, size_t len)
{
	t->text = arena_copy(x->arena, from, len);
	t->len = len;
	if (t->text == NULL)
		t->kind = TOKEN_BAD;
}

static unsigned
digits(struct lexer *x, unsigned base, int most)
{
	unsigned n = 0, d;
	char c;

	while (most-- > 0 && x->p < x->end) {
		c = *x->p;
		if (c >= '0' && c <= '9')
			d = (unsigned)(c - '0');
		else if (isxdigit((unsigned char)c))
			d = (unsigned)(tolower((unsigned char)c) - 'a' + 10);
		else
			break;
		if (d >= base)
			break;
		n = n * base + d;
		x->p++;
	}
	return n;
}

/* Behind a backslash: \t \r \n \b \ooo \xhh, and anything else as it is. */
static char
escaped(struct lexer *x)
{
	char c = *x->p++;

	switch (c) {
	case 't':
		return '\t';
	case 'r':
		return '\r';
	case 'n':
		return '\n';
	case 'b':
		return '\b';
	case 'x':
		return (char)digits(x, 16, 2);
	case '\n':
		newline(x);
		return c;
	default:
		if (c < '0' || c > '7')
			return c;
		x->p--;
		return (char)digits(x, 8, 3);
	}
}

/* The decoded text is never longer than the source. */
static void
read_string(struct lexer *x, struct token *t)
{
	const char *q = x->p + 1;
	char *out;

	while (q < x->end && *q != '"')
		q += *q == '\\' && q + 1 < x->end ? 2 : 1;
	t->kind = TOKEN_STRING;
	if (q >= x->end) {
		t->kind = TOKEN_BAD;
		t->text = "the string has no end";
		x->p = x->end;
		return;
	}
	out = arena_alloc(x->arena, (size_t)(q - x->p));
	t->text = out;
	if (out == NULL) {
		t->kind = TOKEN_BAD;
		return;
	}
	x->p++;
	while (x->p < q) {
		if (*x->p == '\\') {
			x->p++;
			out[t->len++] = escaped(x);
			continue;
		}
		if ((out[t->len++] = *x->p++) == '\n')
			newline(x);
	}
	out[t->len] = '\0';
	x->p = q + 1;
}

static void
read_token(struct lexer *x, struct token *t)
{
	const char *from;

	skip_blanks(x);
	token_begin(x, t);
	if (x->p >= x->end) {
		t->kind = TOKEN_END;
		return;
	}
	from = x->p;
	if (*from == '"') {
		read_string(x, t);
	} else if (is_word(*from) && *from != '-' && *from != '.') {
		while (x->p < x->end && is_word(*x->p))
			x->p++;
		t->kind = TOKEN_WORD;
		token_text(x, t, from, (size_t)(x->p - from));
	} else {
		x->p++;
		t->mark = *from;
		t->kind = *from > ' ' && *from < 0x7f ? TOKEN_MARK : TOKEN_BAD;
		if (t->kind == TOKEN_BAD)
			t->text = "no character for a configuration";
		else
			token_text(x, t, from, 1);
	}
}

void
lexer_next(struct lexer *x, struct token *t)
{
	if (x->peeked) {
		x->peeked = false;
		*t = x->token;
		return;
	}
	read_token(x, t);
}

const struct token *
lexer_peek(struct lexer *x)
{
	if (!x->peeked) {
		read_token(x, &x->token);
		x->peeked = true;
	}
	return &x->token;
}

void
lexer_raw(struct lexer *x, struct token *t)
{
	const char *from;

	skip_blanks(x);
	token_begin(x, t);
	from = x->p;
	if (x->p < x->end && *x->p == '"') {
		read_string(x, t);
		return;
	}
	while (x->p < x->end && *x->p != ';' && *x->p > ' ' && *x->p < 0x7f)
		x->p++;
	t->kind = x->p == x->end ? TOKEN_END : TOKEN_WORD;
	token_text(x, t, from, (size_t)(x->p - from));
}

bool
token_is(const struct token *t, const char *word)
{
	return t->kind == TOKEN_WORD && strcasecmp(t->text, word) == 0;
}

bool
token_mark(const struct token *t, char mark)
{
	return t->kind == TOKEN_MARK && t->mark == mark;
}

unsigned
token_shown(const struct token *t)
{
	unsigned i, shown = 0;

	for (i = 0; i + 1 < t->column; i++)
		shown = t->row[i] == '\t' ? (shown | 7) + 1 : shown + 1;
	return shown;
}
