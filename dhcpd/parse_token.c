/* parse_token: tokens that a statement wants, and complaints about others. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/parse.h"

enum {
	COMPLAINT = 1024,	/* octets of one message with its line */
	SHOWN = 76		/* columns of the source line */
};

/* The part of the source line around the token, and a caret below it. */
static size_t
show_row(char *buf, size_t size, const struct token *at)
{
	unsigned caret = token_shown(at), from, col = 0;
	const char *s;
	size_t n = 0;

	from = caret >= SHOWN ? caret - SHOWN / 2 : 0;
	for (s = at->row; *s != '\0' && *s != '\n' && n < SHOWN; s++) {
		do {
			if (col++ >= from && n < size - 1)
				buf[n++] = *s < ' ' || *s > 0x7e ? ' ' : *s;
		} while (*s == '\t' && col % 8 != 0 && n < SHOWN);
	}
	while (n > 0 && buf[n - 1] == ' ')
		n--;
	return n + (size_t)snprintf(buf + n, size - n, "\n%*s^",
	    (int)(caret - from), "");
}

static void complain(struct parser *, int priority, const struct token *at,
    const char *fmt, va_list) __attribute__((format(printf, 4, 0)));

static void
complain(struct parser *p, int priority, const struct token *at,
    const char *fmt, va_list ap)
{
	char text[COMPLAINT];
	size_t n;
	int m;

	m = snprintf(text, sizeof(text), "%.200s line %u: column %u: ",
	    p->x->name, at->line, at->column);
	n = (size_t)m;
	m = vsnprintf(text + n, 512, fmt, ap);
	n += m < 512 ? (size_t)m : 511;
	text[n++] = '\n';
	show_row(text + n, sizeof(text) - n, at);
	if (p->env != NULL && p->env->complain != NULL)
		p->env->complain(p->env->arg, priority, text);
}

bool
parse_error(struct parser *p, const struct token *at, const char *fmt, ...)
{
	va_list ap;

	if (p->errors++ >= CONFIG_COMPLAINTS)
		return false;
	va_start(ap, fmt);
	if (at->kind == TOKEN_BAD)
		parse_warn(p, at, "%s", at->text != NULL ? at->text :
		    "out of memory");
	complain(p, LOG_ERR, at, fmt, ap);
	va_end(ap);
	return false;
}

void
parse_warn(struct parser *p, const struct token *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	complain(p, LOG_WARNING, at, fmt, ap);
	va_end(ap);
}

bool
parse_memory(struct parser *p)
{
	return parse_error(p, lexer_peek(p->x), "out of memory");
}

bool
parse_peek_mark(struct parser *p, char mark)
{
	return token_mark(lexer_peek(p->x), mark);
}

bool
parse_peek_word(struct parser *p, const char *word)
{
	return token_is(lexer_peek(p->x), word);
}

bool
parse_take_mark(struct parser *p, char mark)
{
	struct token t;

	if (!parse_peek_mark(p, mark))
		return false;
	lexer_next(p->x, &t);
	return true;
}

bool
parse_take_word(struct parser *p, const char *word)
{
	struct token t;

	if (!parse_peek_word(p, word))
		return false;
	lexer_next(p->x, &t);
	return true;
}

bool
parse_mark(struct parser *p, char mark)
{
	static const struct {
		char		 mark;
		const char	*name;
	} names[] = {
		{ ';', "semicolon" }, { '{', "left brace" },
		{ '}', "right brace" }, { '(', "left parenthesis" },
		{ ')', "right parenthesis" }, { ',', "comma" },
		{ ':', "colon" }, { '=', "'='" }
	};
	size_t i;

	if (parse_take_mark(p, mark))
		return true;
	for (i = 0; i + 1 < nitems(names) && names[i].mark != mark; i++)
		;
	return parse_error(p, lexer_peek(p->x), "%s expected.", names[i].name);
}

bool
parse_end(struct parser *p)
{
	return parse_mark(p, ';');
}

bool
parse_word(struct parser *p, struct token *t, const char *wanted)
{
	if (lexer_peek(p->x)->kind != TOKEN_WORD)
		return parse_error(p, lexer_peek(p->x), "expecting %s.",
		    wanted);
	lexer_next(p->x, t);
	return true;
}

bool
parse_string(struct parser *p, struct token *t)
{
	if (lexer_peek(p->x)->kind != TOKEN_STRING)
		return parse_error(p, lexer_peek(p->x),
		    "expecting a text between quotes.");
	lexer_next(p->x, t);
	return true;
}

bool
parse_name(struct parser *p, struct token *t)
{
	if (lexer_peek(p->x)->kind == TOKEN_STRING)
		return parse_string(p, t);
	return parse_word(p, t, "a name");
}

/*
 * To the end of this statement, whatever it is: behind its ';', behind the
 * braces it has, or before the brace that ends what it is in.
 */
void
parse_skip(struct parser *p)
{
	unsigned depth = 0;
	struct token t;

	for (;;) {
		if (lexer_peek(p->x)->kind == TOKEN_END ||
		    (depth == 0 && parse_peek_mark(p, '}')))
			return;
		lexer_next(p->x, &t);
		if (token_mark(&t, '{'))
			depth++;
		else if (token_mark(&t, '}') && --depth == 0)
			return;
		else if (token_mark(&t, ';') && depth == 0)
			return;
	}
}
