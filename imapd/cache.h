/*
 * cache: what clients ask of every message, kept: the header fields that
 * lists, SEARCH, SORT and THREAD need, ENVELOPE, BODYSTRUCTURE and EMAILID.
 *
 * A struct cache belongs to one struct mailbox and to its view (view.h has
 * one).  All zero bytes are a cache that has not been used; nothing needs to
 * be opened.  It never fails for want of a file: what cannot be kept is made
 * anew each time.  The file and its rules are in cachefile.h.
 *
 *	while (more messages)
 *		cache_get(c, mb, number, CACHE_FIELDS, &kept)
 *	cache_flush(c, mb)		at the end of the command
 */
#ifndef CACHE_H
#define CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"
#include "imapd/cachefile.h"
#include "imapd/content.h"
#include "imapd/mime.h"
#include "imapd/out.h"

enum {
	CACHE_FIELDS	= 1 << 0,
	CACHE_ENVELOPE	= 1 << 1,
	CACHE_STRUCTURE	= 1 << 2,
	CACHE_EMAILID	= 1 << 3
};

/* Pointers are good until the next call that gets this cache. */
struct kept {
	/*
	 * Lines of the header as they are in the file, for header.h to read,
	 * in their order, with an empty line at the end: at least those whose
	 * names cache_has_field() knows.  Never NULL if asked for.
	 */
	const char	*fields;
	size_t		 fields_len;
	/* As envelope_write() writes it.  NULL: too long to be kept. */
	const char	*envelope;
	size_t		 envelope_len;
	/* BODYSTRUCTURE, likewise. */
	const char	*structure;
	size_t		 structure_len;
	/* As objectid.h makes it.  NULL only if it was not asked for. */
	const char	*emailid;
	size_t		 emailid_len;
};

struct cache {
	struct cachefile file;
	bool		 fresh;		/* we looked at the file's name */
	bool		 useless;	/* it cannot be written */
	char		*batch;		/* entries to be written */
	size_t		 batch_len;
	struct mailbox_cached *place;	/* where those written and not */
	size_t		 nplaces;	/* yet are; the last `unplaced` are */
	size_t		 unplaced;	/* in the batch */
	size_t		 places;	/* room for that many */
	/* of the message looked at last */
	struct content	 content;
	struct mime	 mime;
	struct out	 entry;
};

/*
 * What is kept of message `n` (from 0) of the view; `want` are CACHE_ bits.
 * A message that nothing is kept of is opened.  False with errno: it is gone
 * (ENOENT), or cannot be read.
 */
bool	 cache_get(struct cache *, struct mailbox *, uint32_t n,
	    unsigned want, struct kept *);

/* Is this a header field that is kept of every message? */
bool	 cache_has_field(const char *name, size_t len);

/*
 * Writes what was learnt, and frees memory that only a running command
 * needs.  Free when nothing was learnt.
 */
void	 cache_flush(struct cache *, struct mailbox *);

/* Before the mailbox is closed; what was not flushed is forgotten. */
void	 cache_close(struct cache *);

#endif
