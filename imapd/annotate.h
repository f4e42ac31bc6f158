/*
 * annotate: what GETMETADATA and SETMETADATA (RFC 5464) share: one command,
 * and the reading of it.
 */
#ifndef ANNOTATE_H
#define ANNOTATE_H

#include "imapd/imapd.h"
#include "imapd/metadata.h"

enum { ANNOTATE_NAMES = 64 };	/* entries in one command */

struct annotate {
	bool		 server;	/* the mailbox name was "" */
	char		 folder[NAME_FOLDER];
	char		 name[NAME_SIZE];
	uint64_t	 maxsize;
	int		 depth;
	struct text	 entry[ANNOTATE_NAMES];
	struct text	 value[ANNOTATE_NAMES];
	size_t		 n;
	struct metadata	 data;
	uint64_t	 longest;	/* of those larger than maxsize */
	bool		 first;
};

/* The caller's, by free(3): it is too large for the stack.  NULL: answered. */
struct annotate *annotate_begin(struct session *);

/* The mailbox, or "", which is the account.  False: it was answered. */
bool	 annotate_mailbox(struct session *, struct parse *,
	    struct annotate *);

/* The name of one entry more. */
bool	 annotate_entry(struct parse *, struct annotate *);

/* Is it what the folder is for (RFC 6154 section 4), which is kept apart? */
bool	 annotate_is_use(const struct annotate *, const struct text *entry);

/* False: it was answered. */
bool	 annotate_is_there(struct session *, const struct annotate *);

#endif
