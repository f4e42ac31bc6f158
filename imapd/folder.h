/*
 * folder: the folders of one account (Maildir++, 7.3), and what is known of
 * each: is it there, is it subscribed to (subscribe.h), what is it for
 * (use.h).
 *
 * Folders are named by their directory (".Sent.2026"; "" is INBOX).  All
 * functions take the descriptor of the Maildir root, keep nothing and return
 * -1 with errno.
 */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/name.h"

/* More folders than that are not listed. */
#define FOLDERS_MAX	100000

/* A folder on its way out; Maildir++ keeps such names for its own use. */
#define FOLDER_DELETED	"..postern-deleted."

/* Directories in a folder that are removed with it: cur, keywords... */
#define FOLDER_DEPTH	2

struct folder {
	char		*name;
	bool		 exists;	/* else: a parent, or subscribed */
	bool		 subscribed;
	bool		 children;	/* some folder below it exists */
	bool		 subscribed_below;	/* a descendant is */
	unsigned	 use;		/* USE_ bits */
};

struct folders {
	struct folder	*item;		/* in the order of their names */
	size_t		 n, size;
};

/*
 * All there are, INBOX first, with parents that do not exist and what was
 * subscribed to and is gone.  folders_free() gives it back.
 */
int	 folders_read(int root, struct folders *);
void	 folders_free(struct folders *);
struct folder *folders_find(const struct folders *, const char *name);

bool	 folder_exists(int root, const char *folder);

/* Durable when they return.  EEXIST; EPERM for what INBOX cannot. */
int	 folder_create(int root, const char *folder);
int	 folder_delete(int root, const char *folder);

/*
 * With all that is below it.  INBOX: its messages go to a new folder, and it
 * stays (RFC 9051 section 6.3.6): that is for who can move messages; here it
 * is EPERM.
 */
int	 folder_rename(int root, const char *from, const char *to);

/* Finishes a RENAME that was interrupted; costs nothing else. */
int	 folder_recover(int root);

#endif
