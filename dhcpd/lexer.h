/*
 * lexer: dhcpd.conf as a row of tokens that know where they stood.
 *
 * A word is letters, digits, '_', '-' and '.', so that an address, a host
 * name, a number and SPACE.OPTION are each one word; the parser knows which
 * it wants.  Strings are decoded.  Everything else is a mark of one
 * character.  '#' begins a comment; there are no others.
 */
#ifndef DHCPD_LEXER_H
#define DHCPD_LEXER_H

#include <stdbool.h>
#include <stddef.h>

#include "dhcpd/arena.h"

enum token_kind {
	TOKEN_END,		/* of this file */
	TOKEN_WORD,
	TOKEN_STRING,
	TOKEN_MARK,
	TOKEN_BAD		/* an unended string, a control character */
};

struct token {
	enum token_kind	 kind;
	char		 mark;		/* of TOKEN_MARK */
	const char	*text;		/* ends with a NUL; in the arena */
	size_t		 len;		/* a string may contain NULs */
	unsigned	 line, column;	/* where it begins, from 1 */
	const char	*row;		/* its line in the source */
};

/* One file, or one piece of text; all of it is in memory. */
struct lexer {
	const char	*name;		/* for messages */
	const char	*p, *end;
	const char	*row;		/* begin of the line p is in */
	unsigned	 line;
	struct arena	*arena;
	bool		 peeked;
	struct token	 token;		/* the one that was peeked at */
};

/* Borrows text as long as tokens are used; text[len] must be a NUL. */
void	 lexer_init(struct lexer *, const char *name, const char *text,
	    size_t len, struct arena *);

/* Out of memory is TOKEN_BAD with text NULL. */
void	 lexer_next(struct lexer *, struct token *);
const struct token *lexer_peek(struct lexer *);

/*
 * What stands before the next blank or ';', whatever it is: a secret in
 * base64; or a string.  Not after lexer_peek().
 */
void	 lexer_raw(struct lexer *, struct token *);

/* Is it this word, or this mark?  Case does not matter. */
bool	 token_is(const struct token *, const char *word);
bool	 token_mark(const struct token *, char mark);

/* The column of a token as a terminal shows it: tabs go to the next 8. */
unsigned token_shown(const struct token *);

#endif
