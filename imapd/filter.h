/*
 * filter: several mailboxes at once, as NOTIFY and ESEARCH name them
 * (RFC 5465 section 6, RFC 7377 section 2.2).
 */
#ifndef FILTER_H
#define FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/folder.h"
#include "imapd/imapd.h"

enum {
	FILTER_SELECTED	= 1 << 0,
	FILTER_INBOXES	= 1 << 1,
	FILTER_PERSONAL	= 1 << 2,
	FILTER_SUBSCRIBED = 1 << 3,

	FILTER_NAMES	= 1000		/* in one command */
};

/* One mailbox that was named; what is below it too? */
struct filter_name {
	char	*folder;
	enum { FILTER_ONE, FILTER_CHILDREN, FILTER_SUBTREE } depth;
};

struct filter {
	unsigned	 bits;
	struct filter_name *name;
	size_t		 n;
};

/*
 * "(selected subtree (a b) mailboxes c)".  A name that cannot be one of ours
 * is passed over.  filter_free() in any case.
 */
bool	 filter_parse(struct session *, struct parse *, struct filter *);

/* One of those, which is added; the filter was all zero bytes once. */
bool	 filter_parse_one(struct session *, struct parse *, struct filter *);
void	 filter_free(struct filter *);

/* Is it one of them?  But for FILTER_SELECTED, which knows no names. */
bool	 filter_has(const struct filter *, const struct folder *);

#endif
