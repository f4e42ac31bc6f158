/*
 * listargs: the arguments of LIST, LSUB and XLIST (RFC 9051 section 6.3.9).
 */
#ifndef LISTARGS_H
#define LISTARGS_H

#include "imapd/folder.h"
#include "imapd/parse.h"

enum { LIST_PATTERNS = 64 };		/* of one LIST */

enum {
	/* what is selected... */
	LIST_SUBSCRIBED	= 1 << 0,
	LIST_RECURSIVE	= 1 << 1,
	LIST_USE	= 1 << 2,
	LIST_REMOTE	= 1 << 3,	/* there are none */
	/* ... and returned */
	LIST_STATUS	= 1 << 4,
	LIST_EXTENDED	= 1 << 5,	/* not what RFC 3501 knows */
	LIST_AS_LSUB	= 1 << 6,
	LIST_AS_XLIST	= 1 << 7,
	LIST_NO_ACCESS	= 1 << 8	/* RFC 5465 section 3.1 */
};

struct list {
	unsigned	 how;
	unsigned	 status;	/* items of RETURN (STATUS (...)) */
	struct text	 reference;
	struct text	 pattern[LIST_PATTERNS];
	size_t		 n;
	struct folders	 folders;
};

/*
 * Reads them; `extended`: options are allowed (RFC 5258).  False: p says why.
 */
bool	 list_parse(struct parse *p, struct list *, bool extended);

#endif
