/*
 * fetchatts: what a client wants to be sent of messages to come: NOTIFY's
 * MessageNew (RFC 5465 section 5.2), and UPDATE in a search (section 7).
 */
#ifndef FETCHATTS_H
#define FETCHATTS_H

#include "imapd/imapd.h"

struct fetch_atts;

/*
 * "(UID FLAGS BODY.PEEK[HEADER])".  *atts is the caller's to give back, and
 * does not need the command any more.  False: p says why.
 */
bool	 fetch_atts_parse(struct parse *, struct fetch_atts **);
void	 fetch_atts_free(struct fetch_atts *);	/* NULL is allowed */

/* Do they ask for modseqs (RFC 7162 section 3.1)? */
bool	 fetch_atts_modseq(const struct fetch_atts *);

/*
 * One FETCH of message `number` with what any of these n wants, each once;
 * some may be NULL.  It does not become \Seen by it.
 */
void	 fetch_tell(struct session *, uint32_t number,
	    const struct fetch_atts *const *, size_t n);

#endif
