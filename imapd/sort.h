/*
 * sort: a result of SORT, and its keeping in order (RFC 5267 section 4.3).
 */
#ifndef SORT_H
#define SORT_H

#include "imapd/criteria.h"
#include "imapd/imapd.h"
#include "imapd/result.h"
#include "imapd/source.h"

enum { SORT_CRITERIA = 32 };	/* there are nine, none of use twice */

enum by {
	BY_ARRIVAL, BY_SIZE,			/* from the index */
	BY_DATE,				/* a field, but a number */
	BY_CC, BY_FROM, BY_SUBJECT, BY_TO, BY_DISPLAYFROM, BY_DISPLAYTO
};

struct criterion {
	enum by		 by;
	bool		 reverse;
	const char	*field;
};

/* What one message has to compare: a number, or a string in `text`. */
struct value {
	int64_t		 n;		/* or where it is */
	uint32_t	 len;
};

struct sort {
	struct session	*s;
	struct result	 result;
	struct criteria	 criteria;
	struct criterion by[SORT_CRITERIA];
	size_t		 nby;
	bool		 headers;	/* are needed */
	struct source	 source;
	struct found	 found;		/* numbers or UIDs, as found */
	struct found	 uids;
	uint64_t	*modseq;
	struct value	*value;		/* nby of each */
	size_t		 size;		/* messages there is room for */
	struct out	 text, scratch;
	uint32_t	*order;		/* of them, from the first on... */
	size_t		 n, order_size;	/* ... unless they were removed */
};

void	 sort_free(struct sort *);	/* NULL is allowed */

/*
 * sortvalue.c: adds a message to what is known, not yet in order.  False: no
 * memory.
 */
bool	 sort_learn(struct sort *, uint32_t number, const struct message *);

/* Of two that are known, by their place in `found`: below 0, 0, above 0. */
int	 sort_compare(void *sort, uint32_t a, uint32_t b);

/*
 * sortlive.c: both write " ADDTO (position messages ...)", or REMOVEFROM, as
 * UIDs or as the numbers that they have in mb.  False: no memory; it is out of
 * order.
 */
bool	 sort_add(struct sort *, struct mailbox *, struct cache *,
	    const struct set *uids, bool uid, struct out *);
bool	 sort_remove(struct sort *, struct mailbox *, const struct set *uids,
	    bool uid, struct out *);

#endif
