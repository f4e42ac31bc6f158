/*
 * metadata: what clients have noted about mailboxes and the account
 * (RFC 5464).
 *
 * postern-metadata in a folder's directory holds the annotations of that
 * mailbox, postern-metadata.server in the Maildir root those of the account:
 * for each a line "length name", its value and a LF.
 */
#ifndef METADATA_H
#define METADATA_H

#include <stdbool.h>
#include <stddef.h>

enum {
	/* RFC 5464 section 4.1 asks for 10 entries of 1024 bytes. */
	METADATA_ENTRIES = 100,
	METADATA_VALUE	= 32768,
	METADATA_NAME	= 255,
	METADATA_FILE	= METADATA_ENTRIES * (METADATA_VALUE + 512)
};

#define METADATA_PRIVATE	"/private/"
#define METADATA_SHARED		"/shared/"

struct annotation {
	const char	*name, *value;
	size_t		 name_len, len;
};

struct metadata {
	char		*text;		/* of the file: names and values */
	size_t		 n;
	struct annotation item[METADATA_ENTRIES];
};

/* NULL: of the account.  None is no error.  -1 with errno. */
int	 metadata_read(int root, const char *folder, struct metadata *);
void	 metadata_free(struct metadata *);

/* Takes the file apart, which is written over; rubbish ends it. */
void	 metadata_parse(struct metadata *, char *text, size_t len);

/* Durable. */
int	 metadata_write(int root, const char *folder,
	    const struct metadata *);

/* NULL: there is none of that name, whatever its case. */
struct annotation *metadata_find(struct metadata *, const char *name,
	    size_t len);

/*
 * Borrows name and value; a value NULL removes.  False: there are too many.
 */
bool	 metadata_set(struct metadata *, const char *name, size_t name_len,
	    const char *value, size_t len);

/* Could it be the name of an entry (RFC 5464 section 3.2)? */
bool	 metadata_name_ok(const char *, size_t len);

/* How many levels `name` is below `above`; -1: it is not. */
int	 metadata_depth(const char *name, size_t len, const char *above,
	    size_t above_len);

#endif
