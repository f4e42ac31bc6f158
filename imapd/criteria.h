/*
 * criteria: what a client searches for, as a program (RFC 9051 section
 * 6.4.4, with RFC 5032, RFC 5182, RFC 7162 section 3.1.5, RFC 8514 and
 * RFC 8474).
 *
 * Keys stand behind what they are about: "OR SEEN NOT TO joe" is SEEN, TO joe,
 * NOT, OR.  Neither reading nor judging recurses, so nesting costs nothing
 * but keys, whose number is limited.
 */
#ifndef CRITERIA_H
#define CRITERIA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/charset.h"
#include "imapd/find.h"
#include "imapd/out.h"
#include "imapd/parse.h"
#include "imapd/set.h"

enum {
	/* D-4; a client that has names of 1,000 people is known. */
	CRITERIA_KEYS = 4096,

	/* Of all strings, mapped: a command cannot have more. */
	CRITERIA_TEXT = 1 << 20
};

enum key_kind {
	/* the last keys, put together: true and false are 1 and 0 */
	KEY_NOT, KEY_OR, KEY_AND,
	/* what the index knows */
	KEY_ALL, KEY_FLAGS, KEY_KEYWORD, KEY_RECENT, KEY_NUMBERS, KEY_UIDS,
	KEY_LARGER, KEY_SMALLER, KEY_BEFORE, KEY_ON, KEY_SINCE, KEY_OLDER,
	KEY_YOUNGER, KEY_SAVEDBEFORE, KEY_SAVEDON, KEY_SAVEDSINCE,
	KEY_MODSEQ,
	/* what is in the header */
	KEY_HEADER, KEY_SENTBEFORE, KEY_SENTON, KEY_SENTSINCE,
	/* what is in the body */
	KEY_EMAILID, KEY_BODY, KEY_TEXT
};

/* From which kind on the file is looked into, and all of it. */
#define KEY_FIRST_HEADER	KEY_HEADER
#define KEY_FIRST_BODY		KEY_EMAILID

struct key {
	enum key_kind	 kind;
	unsigned	 flags;		/* FLAGS: all of these are set */
	uint64_t	 n;		/* sizes, seconds, modseq; AND: of how
					   many; KEYWORD: its bit, if bound */
	int64_t		 day;
	struct set	 set, bound;	/* NUMBERS, UIDS: as sent; as it is */
	size_t		 name, name_len;	/* HEADER, KEYWORD: in text */
	size_t		 string, string_len;	/* to find, mapped: in text */
	struct needle	*needle;	/* once bound */
};

struct criteria {
	struct key	*key;
	size_t		 n, size;
	struct out	 text;		/* what strings and names are in */
	bool		 modseq;	/* MODSEQ is one of the keys */
	bool		 headers, bodies;	/* ... one of these is */
	bool		 dates, sizes;	/* of the index, which it may lack */
	bool		 numbers;	/* message numbers are */
	bool		 no_memory;
};

/*
 * Reads keys up to the end of the command; their strings are in `charset`
 * (NULL: not said).  What it gives is freed by criteria_free(), also after
 * false, when p says why.
 */
bool	 criteria_parse(struct parse *p, const struct charset *charset,
	    struct criteria *);
void	 criteria_free(struct criteria *);

#endif
