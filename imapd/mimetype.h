/*
 * mimetype: the value of Content-Type, Content-Disposition and fields like
 * them: a word or two, then parameters (RFC 2045 section 5.1, RFC 2183).
 *
 * Nothing is copied and nothing fails; the forms that mail programs invent
 * are read as they mean them.
 */
#ifndef MIMETYPE_H
#define MIMETYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/token.h"

/* CVE-2026-27859: who sends more of them wants something else. */
#define MIMETYPE_PARAMETERS	1000

struct mimetype {
	struct token	 type;		/* "text"; len 0: there is none */
	struct token	 subtype;	/* "plain" */
	const char	*p, *end;	/* the parameters, not yet read */
	unsigned	 left;		/* how many more may be read */
};

struct parameter {
	struct token	 name;
	struct token	 value;		/* TOKEN_QUOTED: use token_copy() */
};

/* "type/subtype"; false when it is not of this form. */
bool	 mimetype_parse(struct mimetype *, const char *p, size_t len);

/* The same for one word, as in Content-Disposition. */
bool	 mimetype_word(struct mimetype *, const char *p, size_t len);

/* The next parameter; what is none is passed over.  False: no more. */
bool	 mimetype_next(struct mimetype *, struct parameter *);

/* The first parameter of that name; mimetype_next() must not have been
 * called before. */
bool	 mimetype_find(const struct mimetype *, const char *name,
	    struct token *value);

/* Without regard to case. */
bool	 token_is(const struct token *, const char *word);

#endif
