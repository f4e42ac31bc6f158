/*
 * tree: a new Maildir with UIDs, made beside the place where it will be and
 * then renamed: whoever looks sees all of it or nothing.
 *
 *	tree_begin(&t, path)		a directory beside path
 *	tree_add(&t, &message, uidl)	each, in order of its UID
 *	tree_end(&t, &mbox)		lists, sync, rename
 *
 * UIDs, unique-ids and keywords are left in Dovecot's dovecot-uidlist and
 * dovecot-keywords, which our servers read at their first visit (7.4).
 */
#ifndef TREE_H
#define TREE_H

#include <limits.h>
#include <stdio.h>

#include "mbox/mbox.h"

struct tree {
	struct maildir	 md;
	const char	*path;		/* borrowed */
	char		 work[PATH_MAX];
	FILE		*uids;		/* lines of dovecot-uidlist */
	unsigned	 count;		/* for names */
	size_t		 nmessages;
};

/*
 * EEXIST: there is something at path already.  A last component that begins
 * with a dot becomes a folder of Maildir++.  -1 with errno.
 */
int	 tree_begin(struct tree *, const char *path);

/* uidl: "" for none.  -1 with errno. */
int	 tree_add(struct tree *, const struct mbox_message *,
	    const char *uidl);

/*
 * Durable when it returns 0.  The numbers are those of the mbox when its
 * last message has been read; uidvalidity is not 0.
 */
int	 tree_end(struct tree *, const struct mbox *, uint32_t uidvalidity);

/* Takes all back that is not renamed.  Harmless on one that is all zero. */
void	 tree_abort(struct tree *);

#endif
