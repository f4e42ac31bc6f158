/*
 * search: what SEARCH, SORT, THREAD and ESEARCH have in common.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "imapd/criteria.h"
#include "imapd/imapd.h"
#include "imapd/judge.h"
#include "imapd/result.h"

/* The result options that we offer: RETURN_ bits. */
unsigned search_options(const struct session *);

/*
 * Reads criteria up to the end of the command, with a character set before
 * them: "CHARSET x", or, where one is required, "x".  What follows MODSEQ is
 * switched on.  False: it was answered, with BAD, or with NO [BADCHARSET],
 * after which `options` with RETURN_SAVE leave an empty result.
 * criteria_free() in any case.
 */
bool	 search_criteria(struct session *, struct parse *, bool required,
	    unsigned options, struct criteria *);

/* The selected mailbox. */
void	 search_selected(struct session *, struct place *);

/*
 * Calls `each` for the messages that fit, in order or backwards, until it is
 * false.  Tells the client from time to time that it goes on.  -1 with errno.
 */
int	 search_each(struct session *, struct criteria *,
	    const struct place *, bool backwards,
	    bool (*each)(void *arg, uint32_t number,
	    const struct message *m), void *arg);

/* "* ESEARCH (TAG "a1") UID" of the command under way. */
void	 search_begin_esearch(struct session *, bool uid);

/*
 * RFC 5182 section 2.1, RFC 9394 section 3.2: keeps what was found for "$";
 * `uids` of all that was found, in the same order as in f.
 */
void	 search_save(struct session *, const struct result *,
	    const struct found *uids);

#endif
