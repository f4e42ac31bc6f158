/*
 * objectid: names of mailboxes and messages that outlive renaming and
 * copying (RFC 8474).
 *
 * A mailbox is called by its directory's inode, which a rename keeps, and
 * its UIDVALIDITY; a message by its text, which is what a copy has in common
 * with it, wherever that is.
 */
#ifndef OBJECTID_H
#define OBJECTID_H

#include <stddef.h>

#include "common/mailbox.h"

#define OBJECTID	48		/* with its NUL */

void	 objectid_mailbox(const struct mailbox *, char id[OBJECTID]);

/* Of the message in the first len bytes of p. */
void	 objectid_message(const char *p, size_t len, char id[OBJECTID]);

#endif
