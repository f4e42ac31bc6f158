/*
 * address: the addresses of From, To and the like (RFC 5322 section 3.4 with
 * the obsolete forms of 4.4), one after the other.
 *
 * Nothing is allocated and nothing recurses, so a field may name half a
 * million people.  Nothing fails: what is no address comes out as a mailbox
 * without a host.
 */
#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/token.h"

#define ADDRESS_TEXT	1024	/* of each piece; what is longer is cut off */

enum address_kind {
	ADDRESS_NONE,		/* that was the last one */
	ADDRESS_MAILBOX,
	ADDRESS_GROUP,		/* begins; its name is in `local` */
	ADDRESS_GROUP_END
};

/* A piece of an address, in its reader's memory. */
struct piece {
	char	 p[ADDRESS_TEXT];
	size_t	 len;
	bool	 there;		/* may be there and empty: <""@host> */
};

struct addresses {
	struct lexer	 lexer;
	bool		 in_group;
	/* the present one: good until the next call */
	struct piece	 name;	/* phrase, or comment; words still encoded */
	struct piece	 route;	/* "@a,@b" of an old source route */
	struct piece	 local, host;
};

/* Borrows the field's value. */
void	 address_init(struct addresses *, const char *p, size_t len);
enum address_kind address_next(struct addresses *);

#endif
