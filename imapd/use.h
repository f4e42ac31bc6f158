/*
 * use: what a mailbox is for (RFC 6154): \Sent, \Trash ...
 *
 * postern-use in a folder's directory names its uses, one a line (CREATE ...
 * USE).  A use that no folder has in this way goes to the first folder with
 * one of the names that are common for it.
 */
#ifndef USE_H
#define USE_H

#include <stdbool.h>

#include "imapd/parse.h"

struct folders;

enum {
	USE_ARCHIVE	= 1 << 0,
	USE_DRAFTS	= 1 << 1,
	USE_JUNK	= 1 << 2,
	USE_SENT	= 1 << 3,
	USE_TRASH	= 1 << 4,
	USE_KINDS	= 5,
	USE_UNKNOWN	= 1 << 5	/* \All, \Flagged: no folder is */
};

#define USE_FILE	"postern-use"

/* "\\Sent" of a bit, and the bit of a name, or 0. */
const char *use_name(unsigned bit);
unsigned use_bit(const struct text *);

/* Fills in what each folder is for. */
void	 use_mark(int root, struct folders *);

/*
 * Makes a folder for each use that has none, and subscribes to it: for an
 * account that nobody has subscribed to anything in yet.  -1 with errno.
 */
int	 use_make_all(int root);

/* Gives a folder these uses, durably.  -1 with errno. */
int	 use_set(int root, const char *folder, unsigned use);

#endif
