/*
 * target: the mailbox that APPEND, COPY and MOVE put messages into.
 *
 *	target_open(s, &t, folder)	or it has answered
 *	target_next(s, &t)		a delivery to fill: APPEND, COPY
 *	target_flags(&t, &flags)	of the one begun last
 *	target_commit(s, &t)		durable, all or none
 *	target_close(&t)		what was not committed is gone
 */
#ifndef TARGET_H
#define TARGET_H

#include "common/delivery.h"
#include "imapd/flags.h"
#include "imapd/imapd.h"

struct target {
	struct mailbox	 mb;
	size_t		 n, size;
	struct delivery	**delivery;
	uint32_t	*uids;			/* of what is in it; or 0 */
	size_t		 made;			/* how many that are */
	struct flags	*flags;
	int64_t		*date;			/* or MAILBOX_UNKNOWN */
	uint64_t	 bytes;			/* so far, for the quota */
	uint64_t	 credit;		/* REPLACE: given back then */
	bool		 unsynced;	/* the files are not on the disk */
	bool		 done;
	struct session	*session;	/* NULL: it is not to be told */
	char		 folder[NAME_FOLDER];
};

/* False: it has been answered, with TRYCREATE where that helps. */
bool	 target_open(struct session *, struct target *, const char *folder);
void	 target_close(struct target *);

/* One more message, with nothing in it yet.  NULL with errno. */
struct delivery *target_next(struct target *);

/* Of the last one; it is prepared. */
void	 target_describe(struct target *, const struct flags *,
	    int64_t internaldate);

/*
 * Is there room for the message begun last, of so many bytes, and those before
 * it?  The other: for n of them.  False: answered.
 */
bool	 target_quota(struct session *, const struct target *,
	    uint64_t bytes);
bool	 target_quota_all(struct session *, const struct target *,
	    uint64_t bytes, size_t n);

/* -1 with errno. */
int	 target_commit(struct target *);

/* Instead: these UIDs are in it by other means.  Takes the list. */
void	 target_has(struct target *, uint32_t *uids, size_t n);

/*
 * "APPENDUID 38505 3955:3957", or COPYUID with the UIDs of the source.  One
 * that is 0 by now is no more.
 */
void	 target_write_uids(struct out *, struct target *, const char *code,
	    const struct set *source);

#endif
