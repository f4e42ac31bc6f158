/*
 * look: reading new/ and cur/ and comparing them with an index.
 *
 * A pass reads one directory or both.  What differs in flags is changed in
 * the image at once; files that are not in the index are collected; records
 * that no file was seen for are counted, and nothing is concluded from it:
 * that is for sync.c.
 *
 * Finding records by name needs a table of all of them.  When only new/ is
 * read, which has few files as a rule, it is done the other way round: the
 * files are collected, and one walk over the records finds those among them.
 */
#ifndef LOOK_H
#define LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/index.h"
#include "common/known.h"

struct found {				/* a file that is not in the index */
	uint32_t	 name;		/* offset in names; NUL-terminated */
	uint16_t	 len, base_len;
	bool		 in_new;
	bool		 in_index;	/* it was there after all */
	uint8_t		 pass;		/* when last seen */
	uint32_t	 uid;		/* sync.c: the one it has, or 0 */
	const struct known *known;	/* sync.c: what is known, or NULL */
	const char	*text;		/* sync.c: the name, once all are in */
	struct maildir_time time;
};

struct look {
	struct image	*img;
	const struct maildir *md;
	uint64_t	 modseq;	/* of what changes */
	struct table	 records;	/* by base name: index in the image */
	bool		 built;		/* that table */
	uint8_t		*seen;		/* for each record: the last pass */
	uint32_t	 nrecords;	/* in the table and in seen[] */
	struct table	 files;		/* by base name: index in found */
	struct found	*found;
	uint32_t	 nfound, found_size;
	char		*names;
	size_t		 names_len, names_size;
	uint8_t		 pass;
	bool		 in_new;	/* the directory being read */
	unsigned	 unique;	/* for maildir_unique() */
	bool		 new_letters;	/* a keyword letter has no name */
};

enum { LOOK_PASSES = 200 };		/* pass is a byte */

int	 look_init(struct look *, struct image *, const struct maildir *);
void	 look_free(struct look *);

/* One pass; -1 with errno. */
int	 look_pass(struct look *, bool new, bool cur);

/* How many records should be in these directories and were not seen there. */
uint32_t look_missing(const struct look *, bool new, bool cur);

/* We renamed the file of record number i, to cur/. */
void	 look_rename(struct look *, uint32_t i, const char *name);

static inline const char *
look_name(const struct look *l, const struct found *f)
{
	return l->names + f->name;
}

/*
 * What the name of a file says of flags and keywords goes to its record,
 * number i, whose name in the index is `known` (I-6: with a modseq of its
 * own).
 */
void	 look_compare(struct look *, uint32_t i, const struct maildir_name *,
	    const struct name *known);

/*
 * The extras of a message whose file has this name: those it has, but its
 * info only if it is not what index_filename() makes of the flags.  `buf`
 * holds INDEX_EXTRA bytes.  Returns the length.
 */
size_t	 look_extras(const struct name *old, const struct maildir_name *,
	    bool in_new, char *buf);

#endif
