/*
 * section: BODY[...] (RFC 9051 section 6.4.5): reading it from a command,
 * finding what it means in a message, sending that.
 */
#ifndef SECTION_H
#define SECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/content.h"
#include "imapd/mime.h"
#include "imapd/out.h"
#include "imapd/parse.h"

enum section_kind {
	SECTION_ALL,		/* BODY[], BODY[1] */
	SECTION_HEADER,
	SECTION_FIELDS,		/* HEADER.FIELDS */
	SECTION_FIELDS_NOT,
	SECTION_TEXT,
	SECTION_MIME,
	SECTION_BINARY,		/* RFC 3516 */
	SECTION_BINARY_SIZE
};

enum {
	SECTIONS_MAX	= 64,	/* in one FETCH */
	SECTION_NUMBERS	= 512,	/* of parts, in all of them */
	SECTION_NAMES	= 512	/* of fields */
};

struct section {
	enum section_kind kind;
	bool		 partial;
	bool		 kept;		/* for fetchone.c */
	uint16_t	 number, numbers;	/* the first, and how many */
	uint16_t	 name, names;
	uint64_t	 offset, count;
	const char	*label;		/* instead of BODY[...]: RFC822 */
};

/* Those of one FETCH; what they point to is good as long as the command. */
struct sections {
	size_t		 n;
	uint16_t	 numbers, names;
	struct section	 item[SECTIONS_MAX];
	uint32_t	 number[SECTION_NUMBERS];
	struct text	 name[SECTION_NAMES];
};

/* What follows "BODY" or "BODY.PEEK", from its "[" on. */
bool	 parse_section(struct parse *, struct sections *);

/* What follows "BINARY" or "BINARY.PEEK", or "BINARY.SIZE". */
bool	 parse_binary_section(struct parse *, struct sections *, bool size);

/* RFC822, RFC822.HEADER, RFC822.TEXT. */
bool	 section_add(struct parse *, struct sections *, const char *label,
	    enum section_kind);

/* Adds those of b that a does not have; there is no room for too many. */
void	 sections_merge(struct sections *a, const struct sections *b);

/* Are the parts of the message needed for any of these? */
bool	 sections_need_mime(const struct sections *);

/*
 * False: the encoding of a part that is wanted without it is not known; the
 * FETCH is to fail (RFC 9051 section 6.4.5).
 */
bool	 sections_can_decode(const struct sections *, const struct mime *);

/* Are these HEADER.FIELDS of the message that the cache has? */
bool	 section_is_kept(const struct sections *, size_t i);

/* The same as section_write() from the fields that the cache gave. */
void	 section_write_fields(struct out *, const struct sections *, size_t i,
	    const char *fields, size_t len);

/*
 * Where the bytes of a section are, as they are on disk; the fields of a
 * header are put together in *text.  False: there is no such part.
 */
bool	 section_bytes(const struct sections *, size_t i,
	    const struct content *, const struct mime *m, const char **p,
	    size_t *len, struct out *text);

/*
 * Sends "BODY[...] {n}" and the text; NIL where there is no such part.  *m is
 * the message's parts, if they are needed.
 */
void	 section_write(struct out *, const struct sections *, size_t i,
	    const struct content *, const struct mime *m);

#endif
