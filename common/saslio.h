/*
 * saslio: a step of sasl.h with the peer, over lineio.
 */
#ifndef SASLIO_H
#define SASLIO_H

#include "common/lineio.h"
#include "common/sasl.h"

/*
 * After SASL_CHALLENGE: sends it behind prompt ("+", "334") and a blank,
 * reads the client's line and wipes that, since it may hold a password.
 *
 * *got is how the reading went.  After LINE_EOF and LINE_TIMEOUT the session
 * is over, and the result SASL_CANCELLED; a line too long, or with a NUL or
 * a bare CR in it, is SASL_MALFORMED.  The exchange is wiped after these.
 */
enum sasl_result sasl_converse(struct sasl *, struct lineio *,
	    const char *prompt, enum line *got);

#endif
