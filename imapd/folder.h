/*
 * folder: the folders of one account (Maildir++, 7.3), and what is known of
 * each: is it there, who subscribed to it, what is it for.
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

/* RFC 6154 section 2. */
enum {
	USE_ALL		= 1 << 0,
	USE_ARCHIVE	= 1 << 1,
	USE_DRAFTS	= 1 << 2,
	USE_FLAGGED	= 1 << 3,
	USE_JUNK	= 1 << 4,
	USE_SENT	= 1 << 5,
	USE_TRASH	= 1 << 6,
	USE_KINDS	= 7
};

/* "\\Sent" of a bit, and the bit of a name, or 0. */
const char *use_name(unsigned bit);

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

/* subscribe.c: durable; to subscribe twice is no error. */
int	 folder_subscribe(int root, const char *folder, bool yes);

/* What a folder is for (CREATE ... USE); 0: as its name says. */
int	 folder_set_use(int root, const char *folder, unsigned use);

#endif
