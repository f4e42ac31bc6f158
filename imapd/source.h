/*
 * source: messages of a mailbox, one after the other, and no more of each
 * than is asked for (SEARCH, SORT, THREAD).
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"
#include "imapd/cache.h"
#include "imapd/content.h"
#include "imapd/mime.h"

struct source {
	struct mailbox	*mb;
	struct cache	*cache;		/* NULL: none */
	uint32_t	 number;	/* of the open message; 0: none */
	int		 fd;
	char		*head;		/* the beginning of the file */
	struct content	 content;
	struct mime	 mime;
	bool		 whole;		/* content has it all */
};

/* Borrows both; cache may be NULL.  source_end() in any case. */
void	 source_begin(struct source *, struct mailbox *, struct cache *);
void	 source_end(struct source *);

/*
 * The header of message `number` (from 1); `kept`: the fields that cache.h
 * keeps will do.  What *p points to is good until the next call.  False: it
 * is gone, or cannot be read (errno).
 */
bool	 source_header(struct source *, uint32_t number, bool kept,
	    const char **p, size_t *len);

/* All of it, in s->content, and its parts, in s->mime. */
bool	 source_message(struct source *, uint32_t number);

#endif
