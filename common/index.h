/*
 * index: the file postern-index of a mailbox, and its image in memory.
 *
 * The file is a snapshot with a journal behind it:
 *
 *	header | records | expunged | heap | keywords | copy of the header
 *	journal entry | journal entry | ...
 *
 * The snapshot is written once, to a file of another name that is synced and
 * then renamed.  The journal only grows.  Nothing is ever overwritten or cut
 * off, so the snapshot can be mapped without fear of SIGBUS; who can truncate
 * the file could as well kill the process.
 *
 * An image is the snapshot mapped privately, with the journal applied to it:
 * pages that no change falls on are shared and cost nothing.  New records
 * and names live in memory of our own until the next snapshot.
 *
 * Everything read from the file is checked where it is used: offsets and
 * lengths against what is there, names against their checksum.
 */
#ifndef INDEX_H
#define INDEX_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/batch.h"
#include "common/mailbox.h"

#define INDEX_FILE	"postern-index"
#define INDEX_TEMP	"postern-index.new"
#define INDEX_MAGIC	"postern\n"

enum {
	INDEX_VERSION	= 2,	/* 1 had another sum of the body */
	INDEX_ORDER	= 0x01020304,	/* as this machine stores it */
	INDEX_UIDS	= 10000,	/* reserved beyond UIDNEXT (I-1) */
	INDEX_EXPUNGED	= 16384,	/* expunges remembered */
	INDEX_PIECE	= 65536,	/* bytes summed at once */
	INDEX_EXTRA	= 1024,		/* of extras in a heap entry */
	INDEX_TOUCHED	= 256		/* changes of flags remembered */
};

/* No UID is given above this; room is left for what comes after. */
#define INDEX_UID_MAX	UINT32_C(0xff000000)

/* st_mtime of a directory as of a complete look at it; 0: look again. */
struct index_stamp {
	int64_t		sec;
	int64_t		nsec;
};

struct index_header {
	char		magic[8];
	uint32_t	version, order;
	uint64_t	generation;	/* of this file; seeds its checksums */
	uint64_t	length;		/* where the journal begins */
	uint64_t	body_sum;	/* of all between the two headers */
	uint64_t	heap, heap_len;
	uint32_t	records, expunged, keywords_len, features;

	/* What follows is brought up to date by the journal. */
	uint32_t	uidvalidity, uidnext;
	uint32_t	uidlimit;	/* the journal gives only UIDs below */
	uint32_t	first_recent;
	uint64_t	highestmodseq;
	uint64_t	floor;		/* expunges after this are all known */
	uint32_t	messages, unseen, deleted, in_new;
	uint64_t	size, vsize;
	uint32_t	no_size, no_vsize;
	uint32_t	first_unseen;	/* all with a UID below are seen */
	uint32_t	spare;
	struct index_stamp cur, new;
	uint8_t		later[64];
	uint64_t	check;
};
_Static_assert(sizeof(struct index_header) == 256, "header");

enum {
	FEATURE_UIDL	= 1 << 0,	/* some message has a saved UIDL */
	FEATURE_ORDER	= 1 << 1	/* ... a POP3 order */
};

/* In ascending order of UID. */
struct record {
	uint32_t	uid;
	uint16_t	flags;
	uint16_t	hash;		/* index_hash() of the base name */
	uint64_t	keywords, modseq;
	int64_t		size, vsize, internaldate, savedate;
	uint32_t	name;		/* in the heap; in ours: NAME_OURS */
	uint32_t	cache;
};
_Static_assert(sizeof(struct record) == 64, "record");
#define NAME_OURS	UINT32_C(0x80000000)

struct expunged {		/* or touched */
	uint32_t	uid, spare;
	uint64_t	modseq;
};

/*
 * In the heap, followed by the base name and the extras, at multiples of 4.
 * The checksum (seeded with UIDVALIDITY) makes each of them worth keeping
 * when all around it is lost.
 */
struct heap_entry {
	uint32_t	uid;
	uint16_t	base_len, extra_len;
	uint32_t	check;
};

/* Extras are {type, length, bytes}. */
enum {
	EXTRA_INFO	= 'I',	/* ":2,..." where it is not what we write */
	EXTRA_UIDL	= 'U',
	EXTRA_ORDER	= 'O',	/* uint32_t */
	EXTRA_GUID	= 'G'
};

struct name {			/* a heap entry that has its checksum */
	const char	*base, *extra;
	size_t		 base_len, extra_len;
};

struct image {
	struct index_header h;		/* as of now */
	int		 fd;
	ino_t		 ino;
	uint64_t	 length;	/* of the snapshot on disk; 0: none */
	uint64_t	 end;		/* bytes of the file applied */
	bool		 torn;		/* the file goes on with rubbish */
	bool		 damaged;	/* something in it was not right */
	bool		 verified;	/* the body has its sum */

	char		*map;
	size_t		 map_len;
	struct record	*base;		/* mapped */
	uint32_t	 nbase;
	const char	*heap;		/* mapped */
	size_t		 heap_len;
	const struct expunged *old;	/* mapped */
	uint32_t	 nold;

	struct record	*tail;		/* ours, as are those below */
	uint32_t	 ntail, tail_size;
	char		*names;
	size_t		 names_len, names_size;
	struct expunged	*exp;
	uint32_t	 nexp, exp_size;
	char		*keyword[MAILBOX_KEYWORDS];

	/* The last changes of flags, one over the other once it is full... */
	struct expunged	 touched[INDEX_TOUCHED];
	uint32_t	 ntouched;
	uint64_t	 touched_floor;	/* ... all that came after this */

	struct batch	 adding;	/* announced, and nothing after it */

	uint64_t	 weight;	/* bytes that short entries changed */

	/* Changes applied but not written yet; see journal.h. */
	char		*batch;
	size_t		 batch_len, batch_size;
	bool		 changed;
	bool		 rewrite;	/* not worth a journal */
	int		 error;		/* errno of what went wrong, or 0 */
};

enum index_result {
	INDEX_OK,
	INDEX_ABSENT,
	INDEX_DAMAGED,		/* salvage.h may find something in it */
	INDEX_ERROR		/* errno */
};

/* Gives an image of the file in `dir`. */
enum index_result index_load(int dir, struct image **);

/*
 * Applies what others appended.  INDEX_ABSENT: the file was replaced, load
 * again.  INDEX_DAMAGED: it does not belong to what we have.
 */
enum index_result index_update(struct image *, int dir);

/* Reads the whole file and compares its sum; once per image. */
bool	 index_verify(struct image *);

/* Gives an image of nothing, not on disk. */
struct image *index_empty(uint32_t uidvalidity, uint64_t modseq);
void	 index_free(struct image *);

/*
 * Writes the image as a new snapshot, durably, and gives what it is then.
 * NULL with errno.  The caller has the write lock.
 */
struct image *index_write(struct image *, int dir);

/* Records, those gone (FLAG_GONE) included. */
static inline uint32_t
index_count(const struct image *img)
{
	return img->nbase + img->ntail;
}

static inline struct record *
index_record(const struct image *img, uint32_t i)
{
	return i < img->nbase ? img->base + i : img->tail + (i - img->nbase);
}

/* The first record with a UID >= uid. */
uint32_t index_lower(const struct image *, uint32_t uid);

/* NULL if there is none, or it is gone. */
struct record *index_find(const struct image *, uint32_t uid);

/* False: damaged there. */
bool	 index_name(const struct image *, const struct record *,
	    struct name *);

/* An extra, or NULL. */
const char *index_extra(const struct name *, int type, size_t *len);

/*
 * The name of the file, in new/ if FLAG_IN_NEW, else in cur/.  Returns its
 * length or 0 with errno; never a name that leads elsewhere.
 */
size_t	 index_filename(const struct image *, const struct record *,
	    char buf[MAILDIR_NAME + 1]);

/* Counts a record in (1) or out (-1). */
void	 index_counters(struct image *, const struct record *, int sign);

/* Is this file header good for a file of `size` bytes? */
bool	 index_header_ok(const struct index_header *, uint64_t size);
uint64_t index_header_check(const struct index_header *);

/* A heap entry in `len` bytes: its length, or 0 if it is none. */
size_t	 heap_entry_check(const char *p, size_t len, uint32_t uidvalidity,
	    uint32_t *uid, struct name *);
/* Its length when written (a multiple of 4). */
size_t	 heap_entry_len(size_t base_len, size_t extra_len);
void	 heap_entry_put(char *p, uint32_t uidvalidity, uint32_t uid,
	    const struct name *);

/* Enough to pass over most records when looking for a few names. */
static inline uint16_t
index_hash(uint32_t hash)
{
	return (uint16_t)(hash >> 16);
}

/* Fast, 8 bytes at a time; not against an adversary. */
uint64_t index_sum(uint64_t seed, const void *p, size_t len);

/* Another, 32 bytes at a time: for the body, in pieces of INDEX_PIECE. */
uint64_t index_sum_long(uint64_t seed, const void *p, size_t len);

#endif
