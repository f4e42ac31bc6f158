/*
 * resync: what a client that comes back has missed (RFC 7162 section 3.2),
 * and the switching on of modseqs (section 3.1).
 */
#ifndef RESYNC_H
#define RESYNC_H

#include "imapd/imapd.h"

/* "QRESYNC (uidvalidity modseq known-uids (numbers uids))" */
struct resync {
	bool		 wanted;
	uint32_t	 uidvalidity;
	uint64_t	 modseq;
	struct set	 known;		/* UIDs; none: all there ever were */
	struct set	 numbers, uids;	/* a sample: these had those UIDs */
};

/* What follows the word. */
bool	 parse_qresync(struct parse *, struct resync *);
void	 resync_free(struct resync *);

/* Of the mailbox just selected: VANISHED (EARLIER), then FETCH. */
void	 resync_tell(struct session *, struct resync *);

/*
 * "* VANISHED (EARLIER) ..." of what was expunged after `since` of these
 * UIDs, which are normal.  It is set to those written.
 */
void	 resync_vanished(struct session *, struct set *uids, uint64_t since);

/* "* OK [HIGHESTMODSEQ n]": all changes up to it have been told. */
void	 highestmodseq_write(struct session *);

/*
 * A command has shown that the client knows of modseqs: from now on it is
 * told them, at once that of the mailbox selected.
 */
void	 condstore_enable(struct session *);

#endif
