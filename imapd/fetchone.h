/*
 * fetchone: one message as the answer to FETCH: "* 12 FETCH (...)" (RFC 9051
 * section 7.5.2), from the index and the cache where they know it, else from
 * its file.
 */
#ifndef FETCHONE_H
#define FETCHONE_H

#include "imapd/cache.h"
#include "imapd/fetchitem.h"
#include "imapd/imapd.h"

/* All zero to begin with, but for what is wanted. */
struct fetcher {
	struct fetch_items wanted;
	unsigned	 cached;	/* CACHE_ bits that answer some */
	bool		 whole;		/* or not: the message is needed */
	bool		 lazy;		/* no PREVIEW now */
	bool		 repaired;	/* a wrong size was logged already */
	unsigned	 missing;	/* messages that are gone */
	unsigned	 undecoded;	/* ... or of an unknown encoding */
	struct kept	 kept;		/* these three are of one message */
	struct content	 content;
	struct mime	 mime;
};

/* Once, when what is wanted is known: for that many messages. */
void	 fetcher_plan(struct fetcher *, uint64_t messages);

/*
 * Writes message `number` of the view, with `more` items than are wanted; or
 * counts it, when it is gone or cannot be decoded.
 */
void	 fetcher_write(struct session *, struct fetcher *, uint32_t number,
	    const struct message *, unsigned more);

/* What the cache has learnt is kept; the memory is given back. */
void	 fetcher_end(struct session *, struct fetcher *);

#endif
