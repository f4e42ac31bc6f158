/*
 * journal: what changed since the snapshot of an index.
 *
 * Each journal_*() below applies one change to the image and keeps it for
 * journal_commit(), which writes them all.  Reading the file applies the
 * same bytes by the same code.  Failures (no memory) stick in the image and
 * show when it is committed.
 *
 * An entry is a header, a payload and zero bytes up to a multiple of 8.  Its
 * checksum is seeded with the file's generation and its place, so nothing
 * but a whole entry in its own place is taken for one.  The first that is
 * not ends the journal.  As a rule its writer never came to fdatasync(2), so
 * no client has seen what it says; but see salvage_tail().
 */
#ifndef JOURNAL_H
#define JOURNAL_H

#include "common/index.h"

/* Applies entries, up to one that is not whole (then img->torn). */
void	 journal_replay(struct image *, const char *buf, size_t len);

/*
 * For what is left of a damaged file: what entries that are whole say of
 * keywords.  `buf` was at `at` in the file.
 */
struct journal_reader {
	void	*arg;
	void	(*flags)(void *arg, uint32_t uid, uint64_t keywords);
	void	(*keyword)(void *arg, unsigned bit, const char *, size_t len);
};
void	 journal_scan(const char *buf, size_t len, uint64_t generation,
	    uint64_t at, const struct journal_reader *);

/* rec->name is not looked at.  The UID must be >= uidnext. */
void	 journal_new(struct image *, const struct record *rec,
	    const struct name *);
void	 journal_flags(struct image *, uint32_t uid, unsigned flags,
	    uint64_t keywords, uint64_t modseq);
/* The same for all from one UID to another, in cur/; keywords stay. */
void	 journal_range(struct image *, uint32_t from, uint32_t to,
	    unsigned set, unsigned clear, uint64_t modseq);
void	 journal_expunge(struct image *, uint32_t uid, uint64_t modseq);

/* Other extras, or another base name, for a message. */
void	 journal_name(struct image *, uint32_t uid, const struct name *);

/* Each value may be MAILBOX_UNKNOWN: it is left as it is. */
void	 journal_sizes(struct image *, uint32_t uid, int64_t size,
	    int64_t vsize, int64_t internaldate);
void	 journal_cache(struct image *, uint32_t uid, uint32_t cache);
void	 journal_keyword(struct image *, unsigned bit, const char *name);
void	 journal_stamps(struct image *, const struct index_stamp *cur,
	    const struct index_stamp *new);
void	 journal_uidnext(struct image *, uint32_t uidnext);
/* Nothing but a new highest modseq. */
void	 journal_touch(struct image *, uint64_t modseq);
void	 journal_recent(struct image *, uint32_t first_recent);

/*
 * These messages are to come, all or none: what of them is there counts for
 * nothing as long as no other entry follows.
 */
void	 journal_adding(struct image *, const struct batch *);

/* The modseq of the changes being made; one for each commit. */
uint64_t journal_modseq(const struct image *);

/*
 * Writes what was changed, synced if `durable`.  The caller has the write
 * lock and has updated the image under it.  *next is NULL, or the image of a
 * new snapshot, which replaces this one.  After -1 the image is not what is
 * on disk any more: throw it away.
 */
int	 journal_commit(struct image *, int dir, int lock, bool durable,
	    struct image **next);

#endif
