/*
 * mime: the parts of a message, where they stand (RFC 2045, RFC 2046).
 *
 * Offsets only: nothing is copied, nothing recurses, the bytes are gone
 * through once.  What is broken is taken as 7.12 says; no input fails.  Depth
 * and number of parts are limited: beyond that a part is not looked into
 * (application/octet-stream).
 */
#ifndef MIME_H
#define MIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MIME_DEPTH = 100,
	MIME_PARTS = 10000
};

enum mime_kind {
	MIME_LEAF,
	MIME_MULTIPART,		/* its children are the next parts */
	MIME_MESSAGE		/* message/rfc822: its one child is the next */
};

enum mime_encoding {
	MIME_IDENTITY,		/* 7bit, 8bit, binary, none */
	MIME_QUOTED_PRINTABLE,
	MIME_BASE64,
	MIME_UNKNOWN
};

#define MIME_NONE	UINT32_MAX

struct part {
	size_t		 start;		/* of its header; the message's own
					   for the child of message/rfc822 */
	size_t		 body, end;	/* its body: what lies between */
	uint64_t	 octets;	/* of the body, as sent (content.h) */
	uint64_t	 header_octets;	/* of start up to body */
	uint64_t	 lines;		/* of the body */
	uint32_t	 parent, next;	/* MIME_NONE; next sibling */
	uint16_t	 depth;
	uint8_t		 kind;		/* enum mime_kind */
	uint8_t		 encoding;	/* enum mime_encoding */
	bool		 text;		/* type is text/..., or none is said */
	bool		 opaque;	/* by a limit or its encoding */
};

struct mime {
	struct part	*part;		/* in the order of their headers; part
					   0 is the message itself */
	size_t		 n, size;
};

/* Fills *m, whose memory is used again.  -1: ENOMEM. */
int	 mime_parse(struct mime *, const char *p, size_t len);
void	 mime_free(struct mime *);

/* The first part within this one, or MIME_NONE. */
size_t	 mime_child(const struct mime *, size_t part);

/*
 * The part that a section number means (RFC 9051 section 6.4.5.1, I-13): "1"
 * of a message that is no multipart is its text; within message/rfc822 a
 * multipart adds no level.  False: there is none.
 */
bool	 mime_find(const struct mime *, const uint32_t *section, size_t n,
	    size_t *part);

#endif
