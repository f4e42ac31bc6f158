/*
 * status: STATUS (RFC 9051 section 6.3.11), alone and as LIST returns it
 * (RFC 5819).
 */
#ifndef STATUS_H
#define STATUS_H

#include "imapd/imapd.h"

enum {
	STATUS_MESSAGES	= 1 << 0,
	STATUS_RECENT	= 1 << 1,
	STATUS_UIDNEXT	= 1 << 2,
	STATUS_UIDVALIDITY = 1 << 3,
	STATUS_UNSEEN	= 1 << 4,
	STATUS_DELETED	= 1 << 5,
	STATUS_SIZE	= 1 << 6,
	STATUS_HIGHESTMODSEQ = 1 << 7,
	STATUS_MAILBOXID = 1 << 8,	/* RFC 8474 */
	STATUS_APPENDLIMIT = 1 << 9,	/* RFC 7889 */
	STATUS_DELETED_STORAGE = 1 << 10	/* RFC 9208 */
};

/* "(MESSAGES UNSEEN)": bits that mean something to status_write(). */
bool	 parse_status(struct parse *, unsigned *items);

/* Does the client ask for modseqs (RFC 7162 section 3.1)? */
bool	 status_has_modseq(unsigned items);

/*
 * "* STATUS name (...)".  -1 with errno, and nothing sent, where there is no
 * such mailbox.
 */
int	 status_write(struct session *, const char *folder, unsigned items);

/* The same of one that is open. */
void	 status_write_values(struct session *, struct mailbox *,
	    const char *folder, unsigned items);

#endif
