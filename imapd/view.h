/*
 * view: what this session has been told of the mailbox that it has selected
 * (RFC 9051 section 5.2).
 *
 * 1. Message number n means the same message until the client has been sent
 *    the EXPUNGE (or VANISHED) that changes it.
 * 2. EXISTS never shrinks but by those; RFC822.SIZE, UID and text of a
 *    number never change.
 * 3. Each change of a flag, by whom ever, is told once; what the client has
 *    done silently is not told to it, unless others were there meanwhile.
 *
 * Messages are numbered from 1 here; in mailbox.h from 0.
 */
#ifndef VIEW_H
#define VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "common/mailbox.h"
#include "imapd/cache.h"
#include "imapd/name.h"
#include "imapd/out.h"
#include "imapd/set.h"

/* How the client wants to be told. */
enum {
	VIEW_CONDSTORE	= 1,	/* FETCH has UID and MODSEQ (RFC 7162) */
	VIEW_QRESYNC	= 2,	/* VANISHED, not EXPUNGE */
	VIEW_REV2	= 4,	/* no RECENT, FETCH has UID (RFC 9051) */
	VIEW_UIDS	= 8,	/* FETCH has UID: a UID command's */
	VIEW_NO_FLAGS	= 16,	/* FETCH has no FLAGS: .SILENT */
	VIEW_NO_CHANGES	= 32,	/* changes of flags are not told */
	VIEW_UIDONLY	= 64	/* VANISHED, and UIDFETCH (RFC 9586) */
};

/* One change of ours: its FETCH was sent, or was not wanted. */
struct told {
	uint32_t	 uid;
	uint64_t	 modseq;
};

struct view {
	struct mailbox	 mb;
	bool		 open;
	bool		 readonly;
	char		 folder[NAME_FOLDER];
	uint32_t	 count;		/* as the client knows it */
	uint32_t	 uidvalidity, uidnext;
	uint64_t	 looked;	/* all expunges up to it were told */
	uint64_t	 modseq;	/* all changes up to it were told... */
	struct told	*told;		/* ... and these of our own */
	size_t		 ntold, told_size;
	struct set	 recent;	/* UIDs that were \Recent here */
	unsigned	 nkeywords;	/* keywords the client knows of */
	struct cache	 cache;		/* see there */
	/* Called, if set, while what is gone still has its number. */
	void		 (*expunged)(void *arg);
	void		*expunged_arg;
};

/* -1 with errno.  Closes what was open. */
int	 view_open(struct view *, int root, const char *folder,
	    bool readonly);
void	 view_close(struct view *);

/*
 * Tells what has happened: EXPUNGE or VANISHED, EXISTS, RECENT, FLAGS,
 * FETCH.  Not while a command runs whose message numbers must hold (I-15).
 * -1 with errno: ESTALE: the UIDs of the client are void; it must go.
 */
int	 view_update(struct view *, struct out *, unsigned how);

/*
 * Has something been expunged, as far as was heard, that the client counts?
 * Perhaps, where the index no longer knows.
 */
bool	 view_lost_some(struct view *);

/* Message number `number`.  False: there is none. */
bool	 view_message(struct view *, uint32_t number, struct message *);

/*
 * What a set from the client means: message numbers, normal.  UIDs that are
 * not there are passed over.  False: a message number that is none.
 */
bool	 view_resolve(struct view *, const struct set *, bool uid,
	    struct set *numbers);

/* The UIDs of message numbers, ascending; the caller's.  NULL with errno. */
uint32_t *view_uids(struct view *, const struct set *numbers, size_t *n);

/*
 * mailbox_store() of messages of which the client is told at once, or knows
 * (silent): view_update() will not tell it of this change.
 */
int	 view_store(struct view *, const uint32_t *uids, size_t n,
	    const struct mailbox_change *, bool silent, uint32_t *failed);

/* The flags of this one, as they are now, were written by the caller. */
void	 view_told(struct view *, uint32_t uid);

/*
 * Messages from UID `from` on that nobody saw before us are \Recent here, and
 * for nobody else.
 */
void	 view_take_recent(struct view *, const struct mailbox_status *,
	    uint32_t from);
bool	 view_recent(const struct view *, uint32_t uid);

/* "(\Seen $Forwarded)" */
void	 view_write_flags(struct view *, struct out *,
	    const struct message *, unsigned how);

/* "* 12 FETCH (", or "* 4711 UIDFETCH (". */
void	 view_begin_fetch(struct out *, uint32_t number, uint32_t uid,
	    unsigned how);

/* "* 12 FETCH (FLAGS (...))" with what `how` adds. */
void	 view_write_fetch(struct view *, struct out *, uint32_t number,
	    const struct message *, unsigned how);

/* "* FLAGS (...)" and PERMANENTFLAGS. */
void	 view_write_keywords(struct view *, struct out *);

/* The same, if there is a keyword that the client does not know of. */
void	 view_new_keywords(struct view *, struct out *);

/* How many messages are \Recent. */
uint32_t view_count_recent(struct view *);

#endif
