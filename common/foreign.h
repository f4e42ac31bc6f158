/*
 * foreign: UID lists, keywords and POP3 UIDLs that Dovecot or Courier kept
 * in a Maildir (7.4), read once when a mailbox has no index of ours.
 *
 * The parsers are functions of a buffer, which the list then points into;
 * nothing in it is believed.  What makes no sense is passed over.
 */
#ifndef FOREIGN_H
#define FOREIGN_H

#include "common/known.h"

/*
 * dovecot-uidlist, version 3 or 1; also Courier's courierimapuiddb, which is
 * version 1.  -1: it is none; then the list is as it was.
 */
int	 foreign_uidlist(struct known_list *, const char *buf, size_t len);

/* dovecot-keywords: letter 'a' + n of the file name is bit n. */
void	 foreign_keywords(struct known_list *, const char *buf, size_t len);

/* courierimapkeywords/:list */
void	 foreign_courier_keywords(struct known_list *, const char *buf,
	    size_t len);

/*
 * Another file in courierimapkeywords; `name` tells which message and which
 * version, and must live as long as the list.
 */
void	 foreign_courier_update(struct known_list *, const char *name,
	    const char *buf, size_t len);

/* courierpop3dsizelist, version 3 or 2: POP3 UIDLs. */
void	 foreign_courier_pop3(struct known_list *, const char *buf,
	    size_t len);

/*
 * Reads what there is in a folder.  1: there was a list of UIDs, 0: there
 * was none (there may be UIDLs and keywords), -1 with errno.
 */
int	 foreign_load(struct known_list *, int dir);

/* Only the names of keywords, which Dovecot may go on to change. */
int	 foreign_load_keywords(struct known_list *, int dir);

#endif
