/*
 * uniqueid: what POP3 servers that read mbox files answer to UIDL (facts
 * 7.5), so that clients which leave mail on the server fetch nothing twice.
 */
#ifndef UNIQUEID_H
#define UNIQUEID_H

#include "mbox/mbox.h"

enum {
	UNIQUEID_SIZE = 71	/* RFC 1939 section 7: 70 bytes, and a NUL */
};

enum uniqueid {
	UNIQUEID_NONE,		/* what pop3d -u says */
	UNIQUEID_POPA3D,	/* MD5 of what no reader changes */
	UNIQUEID_UW,		/* UIDVALIDITY and UID */
	UNIQUEID_XUIDL		/* qpopper and others: the field X-UIDL */
};

/* False: there is no such format. */
bool	 uniqueid_parse(enum uniqueid *, const char *name);

/* Writes a string, "" when the message has none. */
void	 uniqueid_make(enum uniqueid, const struct mbox_message *,
	    uint32_t uidvalidity, char out[UNIQUEID_SIZE]);

#endif
