/*
 * flags: names of flags and keywords (RFC 9051 section 2.3.2).
 */
#ifndef FLAGS_H
#define FLAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/mailbox.h"
#include "imapd/parse.h"

/* Flags as a client names them. */
struct flags {
	unsigned	 system;	/* FLAG_ bits of maildir.h */
	uint64_t	 keywords;	/* bits of the mailbox */
};

enum flag_result {
	FLAGS_OK,
	FLAGS_SYNTAX,		/* p->expected */
	FLAGS_LIMIT,		/* no room for one more keyword */
	FLAGS_ERROR		/* errno */
};

/* At most so many in one list: what a mailbox can hold, twice. */
#define FLAGS_LIST	(2 * MAILBOX_KEYWORDS)

/* "\Seen": its FLAG_ bit; 0: it is none of ours.  \Recent is none. */
unsigned flag_bit(const struct text *);

/* Names of flags as they came: the mailbox they are for may not be open. */
struct flag_list {
	unsigned	 system;
	size_t		 n;
	struct text	 keyword[FLAGS_LIST];
};

/* "(\Seen foo)"; bare: also without the parentheses (STORE). */
bool	 parse_flags(struct parse *, struct flag_list *, bool bare);

/*
 * The bits of these in a mailbox, which gives new ones room if `create`;
 * else keywords that it does not know are passed over.
 */
enum flag_result flags_resolve(struct mailbox *, const struct flag_list *,
	    bool create, struct flags *);

/* Those of a message, each with a blank before it but the first. */
void	 flags_write(struct mailbox *, struct out *, unsigned system,
	    uint64_t keywords, bool first);

#endif
