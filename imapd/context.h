/*
 * context: results of SEARCH and SORT that are kept up to date
 * (RFC 5267 section 4.3).
 *
 * 1. A context holds the UIDs that its client knows to fit; what is told of it
 *    is always the difference to that.
 * 2. What an expunge removes is told before the numbers change, all else after
 *    the EXISTS and FETCH that caused it.
 * 3. It ends with the selection of its mailbox.
 */
#ifndef CONTEXT_H
#define CONTEXT_H

#include "imapd/criteria.h"
#include "imapd/imapd.h"
#include "imapd/result.h"

enum {
	/* Appendix B: each costs a look at whatever changes... */
	CONTEXTS_MAX	= 32,

	/* ... and a sorted one keeps what it was sorted by. */
	CONTEXTS_SORTED	= 4
};

struct sort;

/*
 * UPDATE was asked for with a tag that a context has: BAD (section 4.3).
 * True: it was answered.
 */
bool	 context_refuses(struct session *, const struct result *);

/*
 * The result of the command under way, which has been told but for its OK, is
 * to be kept up to date, or else NOUPDATE says that it is not.  `uids` ascend.
 * Takes the criteria and r->atts, and in *sort what was sorted by (NULL:
 * nothing was).
 * `here`: the name of the mailbox is told with each change (RFC 7377).
 */
void	 context_begin(struct session *, struct result *r, struct criteria *,
	    const struct found *uids, struct sort **sort, bool here);

/* All of them. */
void	 contexts_end(struct session *);

/* Tells what has been expunged; the numbers are still the old ones. */
void	 contexts_expunged(void *session);

/*
 * Tells all else, and of messages from UID `fresh` on what NOTIFY has asked to
 * be fetched.  Nothing happens where nothing has changed.
 */
void	 contexts_update(struct session *, uint32_t fresh);

#endif
