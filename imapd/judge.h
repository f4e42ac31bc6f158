/*
 * judge: which messages of a mailbox fit criteria.
 *
 * What is cheap is asked first: what the index says, then the header, then
 * the body, and only as long as the outcome is open.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/mailbox.h"
#include "imapd/criteria.h"
#include "imapd/source.h"

/* Where to look. */
struct place {
	struct mailbox	*mb;
	struct cache	*cache;
	uint32_t	 count;		/* of messages the client counts */
	const struct set *recent;	/* UIDs that are \Recent; or NULL */
	const struct set *saved;	/* UIDs: what "$" means; normal */
};

struct judge {
	struct place	 at;
	struct criteria	*c;
	bool		 kept;		/* the cache knows all the fields */
	int64_t		 now;		/* of OLDER and YOUNGER */
	uint32_t	 first, last;	/* no other number can fit */
	unsigned	 set, clear;	/* nor any without these flags */
	struct source	 source;
	struct find	 find;
	struct needle	**needle;
	uint8_t		*value;		/* of each key */
	uint8_t		*stack;
	struct out	 text;
};

/*
 * Makes ready to judge messages; all is borrowed until judge_end().  The
 * mailbox learns its dates and sizes if they are needed.  -1 with errno;
 * judge_end() in any case.
 */
int	 judge_begin(struct judge *, struct criteria *, const struct place *);
void	 judge_end(struct judge *);

/* Message `number` (from 1), of which m is what mailbox_numbers() says. */
bool	 judge(struct judge *, uint32_t number, const struct message *m);

#endif
