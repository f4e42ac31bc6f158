/*
 * sort: a result of SORT that is kept in order (RFC 5267 section 4.3).
 */
#ifndef SORT_H
#define SORT_H

#include "common/mailbox.h"
#include "imapd/cache.h"
#include "imapd/out.h"
#include "imapd/set.h"

struct sort;

void	 sort_free(struct sort *);	/* NULL is allowed */

/*
 * Both write " ADDTO (position messages ...)", or REMOVEFROM, as UIDs or as
 * the numbers that they have in mb.  False: no memory; it is out of order.
 */
bool	 sort_add(struct sort *, struct mailbox *, struct cache *,
	    const struct set *uids, bool uid, struct out *);
bool	 sort_remove(struct sort *, struct mailbox *, const struct set *uids,
	    bool uid, struct out *);

#endif
