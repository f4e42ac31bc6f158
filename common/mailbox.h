/*
 * mailbox: one mailbox opened: its messages in UID order, their flags and
 * sizes, kept in an index beside the Maildir (see index.h for the file and
 * sync.c for the rules it keeps).
 *
 * What a session sees is frozen: messages are numbered 0 .. count-1 when the
 * mailbox is opened (or refreshed), and keep number, UID and size whatever
 * others do, until the session calls mailbox_refresh().  Their flags, keywords
 * and modseqs are those last heard of.  Calls that change
 * something take UIDs, work on the mailbox as it is now, and hold its lock
 * only while they run.
 *
 * Functions return -1 with errno unless they say otherwise.  Nothing is held
 * in memory but what changed since the index file was written; the rest is
 * mapped.  Pointers in a struct message are good until the next call that
 * refreshes, stores, expunges or closes.
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/maildir.h"
#include "common/watch.h"

/* Flags of a message beside those of maildir.h. */
enum {
	FLAG_IN_NEW	= 1 << 6,	/* the file is still in new/ */
	FLAG_GONE	= 1 << 15	/* expunged since the view was taken */
};

enum {
	MAILBOX_KEYWORDS = 64,		/* 26 of them are in file names too */
	MAILBOX_KEYWORD_LEN = 128,	/* bytes of a keyword's name */
	MAILBOX_MAX	= 1 << 22	/* messages; then EOVERFLOW */
};

/* How to open. */
enum {
	MAILBOX_MOVE	= 1 << 0,	/* new/ to cur/ while looking */
	MAILBOX_CREATE	= 1 << 1	/* make the Maildir if it is missing */
};

#define MAILBOX_UNKNOWN	(-1)		/* size, vsize, internaldate */

struct image;				/* index.h: one loaded index */

struct mailbox {
	struct maildir	 md;
	int		 root;		/* of the account: quota, counters */
	int		 lock;		/* postern-lock */
	struct watch	 watch;		/* see there */
	unsigned	 how;
	bool		 counts;	/* this folder counts for the quota */
	bool		 repaired;	/* the index was damaged: log it */
	bool		 imported;	/* UIDs came from Dovecot or Courier */
	struct image	*now;		/* as last read or written */
	struct image	*view;		/* what numbers refer to; often now */
	uint32_t	 count;		/* messages in the view */
	uint32_t	 end;		/* records of *view in the view */
	uint32_t	*gone;		/* those that were gone already */
	uint32_t	 ngone;
	uint64_t	 ours;		/* modseq of the last change by a
					   store or expunge; 0: of none */
};

struct message {
	uint32_t	 uid;
	unsigned	 flags;		/* maildir.h, and those above */
	uint64_t	 keywords;	/* bit n: mailbox_keyword(mb, n) */
	uint64_t	 modseq;
	int64_t		 size;		/* bytes of the file, or unknown */
	int64_t		 vsize;		/* with CRLF line ends, or unknown */
	int64_t		 internaldate;	/* or unknown: mailbox_date() */
	int64_t		 savedate;	/* or unknown */
	uint32_t	 cache;		/* imapd: where its cache entry is */
	uint32_t	 order;		/* POP3 order of an import, or 0 */
	const char	*base;		/* file name up to ':' */
	size_t		 base_len;
	const char	*uidl;		/* POP3 UIDL of an import, or NULL */
	size_t		 uidl_len;
	const char	*guid;		/* of an import, else base name */
	size_t		 guid_len;
};

struct mailbox_status {
	uint32_t	 messages, unseen, deleted;
	uint32_t	 first_recent;	/* nobody saw this UID or later */
	uint32_t	 uidvalidity, uidnext;
	uint64_t	 highestmodseq;
	uint64_t	 size;		/* bytes of all files */
	uint64_t	 vsize;		/* RFC822.SIZE of all messages */
	uint32_t	 no_size, no_vsize;	/* not in these sums */
	bool		 has_uidl, has_order;	/* some message has one */
};

/*
 * Opens a mailbox: looks at the directories when they changed, gives UIDs to
 * what is new, imports a foreign UID list the first time, takes the view.
 * `root` is borrowed until close: the Maildir root of the account.  `folder`
 * is "" for INBOX or the name of a folder with its dot (".Sent").
 * ENOENT: no such Maildir.  On a full disk it opens without what has come
 * since the index was written.
 */
int	 mailbox_open(struct mailbox *, int root, const char *folder,
	    unsigned how);

/* Harmless on a mailbox all zero bytes, on one whose open failed, or twice. */
void	 mailbox_close(struct mailbox *);

/* Of the view (without looking at the disk). */
void	 mailbox_status(const struct mailbox *, struct mailbox_status *);

/*
 * Message number `n` (from 0) of the view.  False past the end, and if the
 * index turns out damaged there: then the next refresh or open repairs it.
 */
bool	 mailbox_get(struct mailbox *, uint32_t n, struct message *);

/*
 * The same without base, uidl, guid (NULL) and order (0).  For walks over a
 * large mailbox: names are half of the index, which this does not touch.
 */
bool	 mailbox_numbers(struct mailbox *, uint32_t n, struct message *);

/* The UID alone.  n must be below count. */
uint32_t mailbox_uid(const struct mailbox *, uint32_t n);

/* The highest modseq heard of; in the view, or since. */
uint64_t mailbox_modseq(const struct mailbox *);

/*
 * The first number from n on that may have all flags of `set` and none of
 * `clear`; count if none has.  For walks over a large mailbox: those passed
 * over are not looked at closely.
 */
uint32_t mailbox_next(struct mailbox *, uint32_t n, unsigned set,
	    unsigned clear);

/* The number of a UID in the view; false if it is not there. */
bool	 mailbox_find(struct mailbox *, uint32_t uid, uint32_t *n);

/* The first number whose UID is >= uid; count if there is none. */
uint32_t mailbox_lower(struct mailbox *, uint32_t uid);

/* The first number that is not seen; count if all are. */
uint32_t mailbox_first_unseen(struct mailbox *);

/*
 * Opens the file of message number n, to read.  A file renamed by others is
 * looked for.  ENOENT: it is gone.
 */
int	 mailbox_openat(struct mailbox *, uint32_t n);

/* fstatat(2) of it, likewise. */
struct stat;
int	 mailbox_stat(struct mailbox *, uint32_t n, struct stat *);

/*
 * Fills in what file names did not say, by reading those files: afterwards
 * every message of the view has its size and vsize (0 for one that cannot be
 * read).  Free when nothing is missing.
 */
int	 mailbox_sizes(struct mailbox *);

/* The same for internaldate: st_mtime (M-5).  One stat(2) a message. */
int	 mailbox_dates(struct mailbox *);

/* Of one message, for this session only; MAILBOX_UNKNOWN with errno. */
int64_t	 mailbox_date(struct mailbox *, uint32_t n);

/* The same, told by who had its file open. */
void	 mailbox_tell_date(struct mailbox *, uint32_t n, int64_t date);

/* The true sizes of a message as found when it was sent.  Never fatal. */
int	 mailbox_repair_size(struct mailbox *, uint32_t uid, int64_t size,
	    int64_t vsize);

/* What to do to flags: clear first, then set; keywords the same. */
struct mailbox_change {
	unsigned	 set, clear;
	uint64_t	 set_keywords, clear_keywords;
	uint64_t	 unchangedsince;	/* 0: always (RFC 7162) */
};

/*
 * Changes flags of messages, durably.  `uids` ascend.  Messages gone are
 * passed over.  Returns how many could not be changed (gone, or the rename
 * failed, or changed since), or -1 if nothing could be written.  If `failed`
 * is not NULL it has room for n and gets their UIDs.
 */
int	 mailbox_store(struct mailbox *, const uint32_t *uids, size_t n,
	    const struct mailbox_change *, uint32_t *failed);

/*
 * Removes messages for ever.  `uids` ascend.  Returns how many could not be
 * removed (one that is gone already counts as removed), -1 if nothing was.
 */
int	 mailbox_expunge(struct mailbox *, const uint32_t *uids, size_t n,
	    uint32_t *failed);

struct delivery;

/*
 * Begins a delivery to the Maildir `to` that is a second link to message n
 * (COPY), with its sizes as far as they are known.  As mailbox_openat() and
 * delivery_link().
 */
int	 mailbox_link(struct mailbox *, uint32_t n, struct delivery *,
	    const struct maildir *to, const char *host, unsigned *count);

/* A message to add: a delivery to mb->md, prepared, with its flags set. */
struct mailbox_addition {
	struct delivery	*delivery;
	uint64_t	 keywords;	/* those without a letter */
	int64_t		 internaldate;	/* as set, or MAILBOX_UNKNOWN */
	uint32_t	 uid;		/* given here */
};

/*
 * Adds messages durably, all or none, with UIDs that ascend (APPEND, COPY):
 * also if this process dies, or the power fails, in the middle.  They are in
 * the next view.  Deliveries are placed, or after -1 aborted.
 */
int	 mailbox_add(struct mailbox *, struct mailbox_addition *, size_t n);

/* Messages that go to another mailbox. */
struct mailbox_move {
	struct mailbox	*to;
	const uint32_t	*uids;		/* as they are; they ascend */
	uint32_t	*made;		/* gets n: as they are there */
	size_t		 n;
	uint64_t	 known;		/* keyword bits that bit[] is for */
	int8_t		 bit[MAILBOX_KEYWORDS];	/* there; -1: it is lost */
	const char	*host;		/* as maildir_unique() */
	unsigned	*count;
};

/*
 * Moves messages of the view durably, by renaming their files: whatever
 * happens, each is in one of the two, and only in one.  All of them or, after
 * -1, none; but if this process dies, or the power fails, in the middle, then
 * perhaps some.  The source is as after mailbox_expunge(), `to` as after
 * mailbox_add().  ENOENT: one of them is gone.  EAGAIN: one has a keyword that
 * `known` has not; hear of it and call again.  EXDEV, EPERM, EMLINK: they
 * cannot be renamed (or the two are one): add and expunge instead.
 */
int	 mailbox_move(struct mailbox *from, const struct mailbox_move *);

/*
 * Looks at the disk again and takes a new view.  The caller compares by UID
 * and modseq: with the status before it, messages with a UID >= uidnext are
 * new and those with a modseq > highestmodseq changed.
 */
int	 mailbox_refresh(struct mailbox *);

/*
 * The first half of that: hears of what has happened; the view stays.  And
 * the second.
 */
int	 mailbox_hear(struct mailbox *);
int	 mailbox_take_view(struct mailbox *);

/* Is every expunge after `since` that was heard of remembered? */
bool	 mailbox_remembers(const struct mailbox *, uint64_t since);

/*
 * Calls `each` for the UIDs of messages whose flags changed after `since` and
 * before `until`, as far as was heard, in any order, perhaps twice.  False:
 * there were too many to be remembered; look at the modseq of all.
 */
bool	 mailbox_touched(struct mailbox *, uint64_t since, uint64_t until,
	    void (*each)(void *arg, uint32_t uid), void *arg);

/* Has anything happened since the view was taken?  A few stat(2). */
bool	 mailbox_changed(struct mailbox *);

/*
 * Calls `each` for the UIDs expunged after `since`.  False: the record does
 * not go back that far; the caller must report all UIDs that are not there
 * (I-6).
 */
bool	 mailbox_expunged(struct mailbox *, uint64_t since,
	    void (*each)(void *arg, uint32_t uid), void *arg);

/*
 * Has something been expunged after `since`, as far as was heard, whether it
 * is in the view or not?  Perhaps, where the record does not go back that far.
 */
bool	 mailbox_lost(const struct mailbox *, uint64_t since);

/* Makes all messages of the view no longer recent for others. */
int	 mailbox_claim_recent(struct mailbox *);

/* Raises the highest modseq, durably: something else changed (RFC 7162). */
int	 mailbox_touch(struct mailbox *);

/*
 * Remembers where imapd's cache entry of a message is, and its internaldate
 * if it was learnt on the way, else MAILBOX_UNKNOWN.  Not durable.
 */
struct mailbox_cached {
	uint32_t	uid, cache;
	int64_t		date;
};
int	 mailbox_cache(struct mailbox *, const struct mailbox_cached *,
	    size_t n);

/* The name of keyword bit n, or NULL. */
const char *mailbox_keyword(struct mailbox *, unsigned n);

/*
 * The bit of a keyword (compared without case), given one if `create`.
 * -1: not there; or no bit is left (ENOSPC).
 */
int	 mailbox_keyword_bit(struct mailbox *, const char *name, bool create);

/*
 * Takes the right to be the only POP3 session here (RFC 1939 section 8);
 * released by close.  -1 with EAGAIN: another session has it.  It keeps
 * nobody out but those who ask.
 */
int	 mailbox_maildrop_lock(struct mailbox *);

#endif
