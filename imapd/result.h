/*
 * result: what a client wants to know of what was found, and the answer
 * (RFC 4731, RFC 5182, RFC 5267, RFC 9394; RFC 9051 section 6.4.4).
 */
#ifndef RESULT_H
#define RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "imapd/out.h"
#include "imapd/parse.h"
#include "imapd/set.h"

enum {
	RETURN_MIN	= 1 << 0,
	RETURN_MAX	= 1 << 1,
	RETURN_ALL	= 1 << 2,
	RETURN_COUNT	= 1 << 3,
	RETURN_SAVE	= 1 << 4,
	RETURN_PARTIAL	= 1 << 5,
	RETURN_UPDATE	= 1 << 6,
	RETURN_CONTEXT	= 1 << 7,
	RETURN_ATTS	= 1 << 8	/* UPDATE (...), RFC 5465 section 7 */
};

struct result {
	bool		 given;		/* "RETURN (...)" was there */
	unsigned	 options;
	bool		 backwards;	/* PARTIAL counts from the end */
	uint32_t	 from, to;	/* ... of it; from <= to */
	struct fetch_atts *atts;	/* UPDATE (...), or NULL */
};

/*
 * "RETURN (...)" if it is there, up to the space behind it.  allowed: those
 * RETURN_ bits that this server offers.  result_free() in any case.
 */
bool	 result_parse(struct parse *, unsigned allowed, struct result *);
void	 result_free(struct result *);

/* Is there anything to answer now? */
bool	 result_wanted(const struct result *);

/* What was found: numbers in their order, which need not be ascending. */
struct found {
	uint32_t	*number;
	size_t		 n, size;
	uint64_t	 modseq;	/* the highest of all */
	uint64_t	 first, last;	/* those of the first and the last */
	bool		 failed;	/* no memory */
};

void	 found_add(struct found *, uint32_t number, uint64_t modseq);
void	 found_free(struct found *);

/* "2,4:7": some of them, as ranges where they ascend by one. */
void	 found_write(struct out *, const struct found *, size_t from,
	    size_t n);

/* The part of `count` that PARTIAL means: so many from *from on. */
size_t	 result_part(const struct result *, size_t count, size_t *from);

/*
 * " MIN 2 COUNT 3 ...": what the options ask for, and MODSEQ if it was a
 * key.
 */
void	 result_write(struct out *, const struct result *,
	    const struct found *, bool modseq);

/* "-1:-100" or "1:100" */
void	 partial_write(struct out *, const struct result *);
bool	 partial_parse(struct parse *, struct result *);

#endif
