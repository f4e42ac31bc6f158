/*
 * telnet: lines out of the bytes of a control connection (RFC 854, RFC 959
 * section 4.1.3, RFC 1123 section 4.1.2.12).
 *
 * A state machine with no descriptor.  Commands of Telnet are taken out and
 * refused where they ask; IAC IAC is the byte 255, CR NUL is CR, a line ends
 * with LF, and one CR before that goes.
 */
#ifndef TELNET_H
#define TELNET_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* "SITE CHMOD 0644 " and a path, and room for a long password. */
#define TELNET_LINE	(PATH_MAX + 128)

enum telnet_end {
	TELNET_MORE,		/* all was taken, no line yet */
	TELNET_LINE_OK,
	TELNET_LINE_LONG,	/* was thrown away through its LF */
	TELNET_LINE_NUL		/* holds a NUL */
};

struct telnet {
	size_t	 len;
	unsigned char command;	/* IAC, WILL...DONT when one is open, or 0 */
	bool	 after_cr;
	bool	 too_long, nul;
	size_t	 answer_len;	/* refusals to be sent: the caller clears it */
	unsigned char answer[30];	/* more than fits is not answered */
	char	 line[TELNET_LINE];	/* ends with a NUL when it is one */
};

void	 telnet_init(struct telnet *);

/*
 * Takes bytes from *p up to end; stops behind the end of a line, which is
 * good until the next call.
 */
enum telnet_end telnet_feed(struct telnet *, const char **p,
	    const char *end);

#endif
