/*
 * parse: the words of a command (RFC 9051 section 9), one after the other.
 *
 * A cursor over what input.h has read; it cannot pass the end, and asks for a
 * literal when it comes to one.  Strings are taken out of quotes in place:
 * nothing is copied, and what a struct text points to is good until the
 * command is over.
 *
 * Every function is false when what comes next is something else; then
 * p->expected says what would have been right (unless a function further in
 * has said it), for the text of the BAD reply, and the handler has nothing
 * to do but return.  Nothing recurses; what nests is limited by its user.
 */
#ifndef PARSE_H
#define PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/input.h"
#include "imapd/set.h"

struct parse {
	char		*p, *end;
	struct input	*in;		/* for literals; NULL: none come */
	const char	*expected;	/* why it failed: a noun, or NULL */
	bool		 too_big;	/* ... because of a literal's size */
};

/* Bytes and their number.  No NUL is in them, and none behind. */
struct text {
	const char	*p;
	size_t		 len;
};

/* The command in the buffer of in. */
void	 parse_begin(struct parse *, struct input *in);

/* A buffer that is all there is. */
void	 parse_buffer(struct parse *, char *, size_t len);

/* Says what was expected; false, always. */
bool	 parse_fail(struct parse *, const char *expected);

/* What comes next, unread; '\0' at the end of the line. */
char	 parse_peek(const struct parse *);

bool	 parse_char(struct parse *, char);
bool	 parse_space(struct parse *);	/* exactly one */
bool	 parse_end(struct parse *);	/* of the command; blanks before it */

/* This word, without regard to case, and not the start of a longer one. */
bool	 parse_word(struct parse *, const char *word);

/*
 * RFC 9051's "tag", "atom", "astring", "string", "nstring" (NIL: p NULL).
 * A quoted string may hold 8-bit bytes, whatever was enabled: clients send
 * passwords and names so.
 */
bool	 parse_tag(struct parse *, struct text *);
bool	 parse_atom(struct parse *, struct text *);
bool	 parse_astring(struct parse *, struct text *);
bool	 parse_string(struct parse *, struct text *);
/* "string" or "literal8", which may hold NULs (RFC 3516). */
bool	 parse_binary(struct parse *, struct text *);
bool	 parse_nstring(struct parse *, struct text *);

/* "list-mailbox": an astring that may hold % and *. */
bool	 parse_list_mailbox(struct parse *, struct text *);

/*
 * "{n}" or "~{n}" at the end of the line, for who streams it: the cursor is
 * at the end then, and in->literal describes it.
 */
bool	 parse_stream(struct parse *);

/* Digits, at most max; parse_nz_number() refuses 0. */
bool	 parse_number(struct parse *, uint64_t max, uint64_t *);
bool	 parse_nz_number(struct parse *, uint64_t max, uint64_t *);

bool	 parse_set(struct parse *, struct set *);

/* "date-time", in quotes: seconds since the epoch. */
bool	 parse_date_time(struct parse *, int64_t *seconds);

/*
 * "date", quoted or not: days since 1 January 1970, as a calendar counts
 * them (no zone).
 */
bool	 parse_date(struct parse *, int64_t *days);

/*
 * A flag: "\Seen", "$Forwarded", a word; text holds all of it.  The ones of
 * RFC 9051 section 2.3.2 are told apart by flag_bit() of flags.h.
 */
bool	 parse_flag(struct parse *, struct text *);

/* Does text say this, without regard to case? */
bool	 text_is(const struct text *, const char *word);

#endif
