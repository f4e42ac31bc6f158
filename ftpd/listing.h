/*
 * listing: LIST, NLST, MLSD and STAT of a directory, a file or a pattern.
 *
 * Names are gathered and sorted, then the lines are made as they are asked
 * for, so a listing of any length is sent from a small buffer.
 *
 * 1. Cost is bounded: LISTING_ENTRIES names and LISTING_TEXT bytes of them
 *    at once, LISTING_DEPTH directories deep with -R (CVE-2011-0762).
 * 2. Nothing is looked up in NSS: owners are numbers, or "ftp".
 * 3. Lines end with CRLF in every TYPE.
 * 4. A name with CR or LF in it is left out of NLST and MLSD, for it cannot
 *    be said; in LIST controls are printed as '?'.
 * 5. NLST and MLSD of more than LISTING_SORTED names are in the order in
 *    which they are found fastest, unless another was asked for.  Programs
 *    read such a listing, and sort it themselves if they care.
 */
#ifndef LISTING_H
#define LISTING_H

#include <sys/stat.h>
#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "ftpd/facts.h"

enum {
	LISTING_ENTRIES	= 1000000,
	LISTING_TEXT	= 64 << 20,
	LISTING_SORTED	= 4096,
	LISTING_DEPTH	= 16,
	LISTING_DIRS	= 10000		/* of -R altogether */
};

enum listing_form {
	LISTING_NAMES,		/* NLST */
	LISTING_LONG,		/* LIST */
	LISTING_FACTS		/* MLSD */
};

/* The letters of ls(1) that count. */
struct listing_options {
	bool	 all;		/* -a: dot files; and . and .. */
	bool	 almost;	/* -A: dot files */
	bool	 directory;	/* -d: itself, not what is in it */
	bool	 long_form;	/* -l */
	bool	 one;		/* -1: names alone, for LIST */
	bool	 recursive;	/* -R */
	bool	 by_time, by_size, reverse;	/* -t -S -r */
	bool	 classify;	/* -F */
};

/* "-la" at *arg, up to the first blank; *arg is moved to what follows. */
void	 listing_scan_options(struct listing_options *, const char **arg);

/* What holds for the whole session. */
struct listing_settings {
	bool	 hide_dots;	/* dot files are not shown, -a or not */
	bool	 hide_ids;	/* owners are "ftp", not numbers */
	unsigned facts;		/* MLSD: FACT_ bits */
	struct facts_who who;	/* MLSD: perm */
};

struct listing;

/*
 * Begins.  Takes dir, an open directory, also when it fails; prefix is
 * printed before each name (NLST /pub), "" for none; pattern selects names,
 * NULL for all; top: ".." is dir itself.  NULL with errno.
 */
struct listing *listing_open(const struct listing_settings *,
	    enum listing_form, const struct listing_options *, int dir,
	    bool top, const char *prefix, const char *pattern);

/*
 * The same for one name in dir, which need not be a directory, nor is listed
 * as one; dir may be one of O_PATH.
 */
struct listing *listing_one(const struct listing_settings *,
	    enum listing_form, const struct listing_options *, int dir,
	    const char *prefix, const char *name);

/*
 * Fills buf with whole lines, size at least LISTING_ROOM; 0 at the end, -1
 * with errno.  Fits transfer_produce().
 */
#define LISTING_ROOM	12800	/* a prefix, a name, a target; with -R a path */
ssize_t	 listing_read(void *listing, char *buf, size_t size);

void	 listing_free(struct listing *);

#endif
