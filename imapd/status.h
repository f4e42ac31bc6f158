/*
 * status: STATUS (RFC 9051 section 6.3.11), alone and as LIST returns it
 * (RFC 5819).
 */
#ifndef STATUS_H
#define STATUS_H

#include "imapd/imapd.h"

/* "(MESSAGES UNSEEN)": bits that mean something to status_write(). */
bool	 parse_status(struct parse *, unsigned *items);

/* Does the client ask for modseqs (RFC 7162 section 3.1)? */
bool	 status_has_modseq(unsigned items);

/*
 * "* STATUS name (...)".  -1 with errno, and nothing sent, where there is no
 * such mailbox.
 */
int	 status_write(struct session *, const char *folder, unsigned items);

#endif
