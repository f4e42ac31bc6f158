/*
 * reply: what the client is told.
 */
#ifndef REPLY_H
#define REPLY_H

#include "ftpd/ftpd.h"

/*
 * "226 text": the one reply of a command, or the last line of a long one.
 * Bytes that Telnet or a line would take amiss are made harmless, so a name
 * may be any.
 */
void	 reply(struct session *, int code, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* "211-text", the first line of a long reply (RFC 959 section 4.2)... */
void	 reply_part(struct session *, int code, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* ... and " text", which are between, and cannot look like its end. */
void	 reply_text(struct session *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/* "500 text" and its like, which count as errors of the client's. */
void	 reply_bad(struct session *, int code, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/*
 * "550 name: why" for errno, which may be any: 552 and 452 where the disk or
 * the quota is full, else code.  Unexpected ones are logged.
 */
void	 reply_errno(struct session *, int code, const char *name);

#endif
