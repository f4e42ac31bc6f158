/*
 * listentry: one entry of a listing as its line; for listing.c.
 */
#ifndef LISTENTRY_H
#define LISTENTRY_H

#include <limits.h>
#include <stdbool.h>

#include "ftpd/entries.h"
#include "ftpd/line.h"
#include "ftpd/listing.h"

/* What is the same for all of them. */
struct listentry {
	const struct listing_settings *set;
	enum listing_form form;
	bool		 classify;	/* -F */
	bool		 top;		/* ".." is the directory itself */
	char		 prefix[PATH_MAX];	/* before each name, or "" */
	struct line_style style;
};

/* The directory, and may names in it be changed (MLSD)? */
struct listentry_dir {
	int		 fd;
	bool		 writable;
};

/* May a name be said at all in this form (rule 4)? */
bool	 listentry_ok(enum listing_form, const char *name, size_t len);

/*
 * The line with its CRLF at to, which has room for LISTING_ROOM; returns its
 * end.  brief is what is known of it, or NULL but for LISTING_LONG.  One
 * that is gone has no line.
 */
char	*listentry_put(struct listentry *, const struct listentry_dir *,
	    const char *name, const struct brief *, char *to);

/* A name as a line may hold it, without an end. */
char	*listentry_name(const struct listentry *, char *to, const char *name);

#endif
