/*
 * facts: what RFC 3659 says of a file: MLSx lines, times, OPTS MLST.
 */
#ifndef FACTS_H
#define FACTS_H

#include <sys/stat.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "ftpd/permission.h"

/* Bits: which facts a client wants; the order is that of the names. */
enum {
	FACT_TYPE	= 1,
	FACT_SIZE	= 2,
	FACT_MODIFY	= 4,
	FACT_PERM	= 8,
	FACT_UNIQUE	= 16,
	FACT_MODE	= 32,		/* UNIX.mode */
	FACT_UID	= 64,		/* UNIX.uid */
	FACT_GID	= 128,		/* UNIX.gid */
	FACT_ALL	= 255,
	FACT_DEFAULT	= FACT_TYPE | FACT_SIZE | FACT_MODIFY | FACT_PERM |
			  FACT_UNIQUE | FACT_MODE
};

/* The longest line without the name and a link's target. */
#define FACTS_LINE	224

/* Who asks, for the perm fact. */
struct facts_who {
	uid_t		 uid;
	gid_t		 gid;
	const gid_t	*groups;
	size_t		 ngroups;
	unsigned	 perms;		/* PERM_ bits of the account */
};

/*
 * "type=file;size=12;...; " with the space before the name, into text.
 * type is "file", "dir", "cdir", "pdir", or NULL for what st says; target
 * is a symbolic link's, or NULL.  parent says whether the directory may be
 * written, for perm.  Returns the length, 0 if it does not fit.
 */
size_t	 facts_line(char *text, size_t size, unsigned wanted,
	    const struct stat *st, const char *type, const char *target,
	    const struct facts_who *, bool parent);

/* May this file be read, written, entered by who (4, 2, 1)? */
bool	 facts_access(const struct stat *, const struct facts_who *,
	    unsigned how);

/* OPTS MLST's argument: the facts wanted; what is unknown is dropped. */
unsigned facts_opts(const char *arg);

/* "type;size;" into text; with feat all of them, and * on the set. */
#define FACTS_NAMES	96
void	 facts_names(char text[FACTS_NAMES], unsigned set, bool feat);

/* YYYYMMDDHHMMSS in UTC. */
#define FACTS_TIME	15
void	 facts_time(char text[FACTS_TIME], time_t);

/*
 * The same read, with .sss if there is one; *rest behind it.  False: it is
 * not a time (month 13, 30 February, 61 seconds).
 */
bool	 facts_scan_time(const char *text, struct timespec *,
	    const char **rest);

#endif
