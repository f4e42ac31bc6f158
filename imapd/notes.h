/*
 * notes: the annotations of a mailbox or of the account as a client knows
 * them, to tell which of them have changed (RFC 5465 section 5.6).
 */
#ifndef NOTES_H
#define NOTES_H

#include "imapd/imapd.h"

struct note {
	char		*name;
	uint64_t	 hash;		/* of its value */
};

struct notes {
	struct note	*item;
	size_t		 n;
};

void	 notes_free(struct notes *);

/*
 * What there is now (folder NULL: of the account) takes the place of what was
 * known.  tell: "* METADATA name /shared/comment" of what is another, or gone;
 * `use`: and of /private/specialuse.  Where nothing can be read it stays.
 */
void	 notes_update(struct session *, struct notes *, const char *folder,
	    bool tell, bool use);

#endif
