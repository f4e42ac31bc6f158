/*
 * header: the fields of a header, where they stand (RFC 5322 section 2.2).
 *
 * Never fails: a line that is no field ("From " at the top, rubbish) is
 * passed over; the header ends at the first empty line or at the end.
 */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>

struct field {
	const char	*start, *end;	/* of its lines, with the last LF */
	const char	*name;
	size_t		 name_len;	/* without blanks before the colon */
	const char	*value;		/* behind the colon; folds, blanks */
	size_t		 value_len;	/* stay, the last CRLF does not */
};

/*
 * The next field; *p is moved behind it.  False at the empty line, which *p
 * then is behind, or at the end.
 */
bool	 header_next(const char **p, const char *end, struct field *);

/* The length of a header with its empty line; len if there is none. */
size_t	 header_length(const char *p, size_t len);

/* Is this the name of f, without regard to case? */
bool	 field_is(const struct field *, const char *name, size_t len);

/* The first field of that name. */
bool	 header_find(const char *p, size_t len, const char *name,
	    struct field *);

#endif
