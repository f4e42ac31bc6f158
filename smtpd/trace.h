/*
 * trace: the Received field (RFC 5321 section 4.4), and the names by which
 * a message is known.
 */
#ifndef TRACE_H
#define TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/scan.h"

#define TRACE_ID	40
#define TRACE_MAX	2048	/* a Received field with its four names */

struct trace {
	const char	*helo;		/* what it called itself; anything */
	const char	*name;		/* its name by the address, or "" */
	const char	*ip;		/* or "" */
	const char	*host;		/* we */
	const char	*id;
	const char	*rcpt;		/* NULL when there are several */
	bool		 lmtp, extended, tls, authenticated, utf8;
	int64_t		 seconds;
};

/* RFC 3848 and RFC 6531 section 4.3: "ESMTPSA", "UTF8LMTP" and the like. */
void	 trace_protocol(const struct trace *, char *with, size_t size);

/* The whole field with LF line ends.  Returns its length, below size. */
size_t	 trace_received(const struct trace *, char *out, size_t size);

/*
 * Names a message: the clock in microseconds, the process and a count make
 * it unique on this host.
 */
void	 trace_id(char id[TRACE_ID], int64_t microseconds, long pid,
	    unsigned count);

#endif
