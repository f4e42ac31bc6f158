/*
 * name: the names of mailboxes as clients say them, and the directories of
 * Maildir++ that they mean (7.3, 7.9).
 *
 * With -p PREFIX SEPARATOR every mailbox but INBOX begins with the prefix; its
 * last character is the separator that clients see between levels, '.' or
 * '/'.  On disk it is '.', and names are in modified UTF-7; a directory whose
 * name is none, but is UTF-8, is taken for what newer Couriers make.
 */
#ifndef NAME_H
#define NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "common/maildir.h"

enum {
	NAME_FOLDER = MAILDIR_NAME + 1,	/* ".Sent.2026", "" is INBOX */
	NAME_PREFIX = 32,
	/* RFC 9051's UTF-8 needs at most three times what UTF-7 does. */
	NAME_SIZE = 3 * MAILDIR_NAME + NAME_PREFIX
};

struct naming {
	char	 separator;
	char	 prefix[NAME_PREFIX];	/* with the separator, or "" */
	size_t	 prefix_len;
};

enum name_result {
	NAME_OK,
	NAME_INVALID,		/* no name: bad UTF-7, an empty level, '/' */
	NAME_OUTSIDE,		/* not below the prefix: no such mailbox */
	NAME_TOO_LONG
};

/* "." or "INBOX/": false if it cannot be. */
bool	 naming_set(struct naming *, const char *text);

/*
 * A client's name.  utf8: it is UTF-8, not modified UTF-7.  A separator at
 * the end is passed over (RFC 9051 section 6.3.4).
 */
enum name_result name_to_folder(const struct naming *, const char *, size_t,
	    bool utf8, char folder[NAME_FOLDER]);

/* The other way; returns the length. */
size_t	 name_from_folder(const struct naming *, const char *folder,
	    bool utf8, char name[NAME_SIZE]);

/*
 * The same folder with its name in UTF-8, if that is another.  False: it is
 * not.
 */
bool	 name_in_utf8(const char *folder, char other[NAME_FOLDER]);

/*
 * Does a name match a pattern with % and * (RFC 9051 section 6.3.9)?  In time
 * of pattern times name, whatever the pattern (7.9).
 */
bool	 name_match(const char *pattern, size_t pattern_len,
	    const char *name, size_t len, char separator);

#endif
