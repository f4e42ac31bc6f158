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

/*
 * After a login by SCRAM, for the session: sends our signature as one more
 * challenge and reads the empty line back (RFC 5802 section 3), which the
 * front is not there to do any more.  LINE_OK: it came; LINE_BARE: another
 * line did.
 */
enum line sasl_finish(struct lineio *, const char *prompt,
	    const uint8_t signature[SHA256_SIZE]);

#endif
