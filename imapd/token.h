/*
 * token: the words of a structured header field (RFC 5322 section 3.2,
 * RFC 2045 section 5.1), in whatever state real mail has it.
 *
 * Never fails: an unfinished quoted string or comment ends where the field
 * does, any byte that means nothing else is part of a word.  Comments nest
 * without recursion.
 */
#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
	TOKEN_END,
	TOKEN_WORD,		/* an atom, or a token of MIME */
	TOKEN_QUOTED,		/* p and len are what stands in the quotes */
	TOKEN_LITERAL,		/* "[...]", brackets included */
	TOKEN_SPECIAL		/* one of the bytes that separate */
};

struct token {
	enum token_kind	 kind;
	const char	*p;
	size_t		 len;
	bool		 spaced;	/* blanks or a comment came before */
};

struct lexer {
	const char	*p, *end;
	const char	*specials;	/* TOKEN_MAIL or TOKEN_MIME */
	const char	*comment;	/* in the last one's parentheses; */
	size_t		 comment_len;	/* NULL: none yet */
};

#define TOKEN_MAIL	"()<>[]:;@\\,.\""
#define TOKEN_MIME	"()<>@,;:\\\"/[]?="

void	 token_init(struct lexer *, const char *specials, const char *p,
	    size_t len);
enum token_kind token_next(struct lexer *, struct token *);

/*
 * Copies a token's text, without the backslashes of quoted pairs and the
 * line ends of folding, up to size bytes; returns how many.  What does not
 * fit is cut off.  No NUL is added.
 */
size_t	 token_copy(char *to, size_t size, const struct token *);

/* The same of any text with quoted pairs, such as a comment's. */
size_t	 token_unquote(char *to, size_t size, const char *p, size_t len);

#endif
