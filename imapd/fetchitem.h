/*
 * fetchitem: the items of a FETCH (RFC 9051 section 6.4.5), read from a
 * command.
 */
#ifndef FETCHITEM_H
#define FETCHITEM_H

#include "imapd/section.h"

enum {
	ITEM_UID	= 1 << 0,
	ITEM_MODSEQ	= 1 << 1,
	ITEM_FLAGS	= 1 << 2,
	ITEM_DATE	= 1 << 3,
	ITEM_SIZE	= 1 << 4,
	ITEM_ENVELOPE	= 1 << 5,
	ITEM_BODY	= 1 << 6,
	ITEM_STRUCTURE	= 1 << 7,
	ITEM_SEEN	= 1 << 8,	/* makes messages \Seen */
	ITEM_SAVEDATE	= 1 << 9,	/* RFC 8514 */
	ITEM_EMAILID	= 1 << 10,	/* RFC 8474 */
	ITEM_THREADID	= 1 << 11,
	ITEM_PREVIEW	= 1 << 12,	/* RFC 8970 */
	ITEM_LAZY	= 1 << 13,

	ITEMS_FAST	= ITEM_FLAGS | ITEM_DATE | ITEM_SIZE
};

/* What is wanted; the sections point into the command. */
struct fetch_items {
	unsigned	 items;		/* ITEM_ bits */
	struct sections	 sections;
};

/*
 * "(item item)", an item or a macro, with the space before it; added to what
 * is there.  False: p says why.
 */
bool	 fetch_items_parse(struct parse *, struct fetch_items *);

/* Only "(item item)", without macros. */
bool	 fetch_items_list(struct parse *, struct fetch_items *);

#endif
