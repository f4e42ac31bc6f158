/*
 * uidl: the unique-id of a message (RFC 1939 section 7), made from what the
 * mailbox knows by a format, so that the one of the server that was here
 * before can be had again (facts 7.5).
 *
 *	%u %v	UID and UIDVALIDITY, decimal; %08Xu: 8 hex digits at least
 *	%f	the file name up to its ':'
 *	%n	... and only up to its ,S= or ,W=
 *	%q	the file name, bytes that Courier thought odd as +XX
 *	%m	MD5 of the file name, in hex
 *	%g	the GUID of an import, or else the file name
 *	%%	a percent sign
 *
 * A number before f, n, q or g is the most bytes to take.
 *
 * A unique-id that came with an imported mailbox is kept, whatever the
 * format.  One that POP3 does not allow becomes its MD5 in hex.
 */
#ifndef UIDL_H
#define UIDL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/mailbox.h"

enum {
	UIDL_ITEMS = 32,	/* directives and single bytes in a format */

	/*
	 * RFC 1939 allows 70 bytes.  qmail-pop3d sends whole file names,
	 * and whoever comes from there needs the same: up to NAME_MAX,
	 * for formats that are a name and nothing else.
	 */
	UIDL_MAX = 70,
	UIDL_SIZE = 1024	/* before it is cut or hashed, with room */
};

struct uidl_item {
	char	 what;		/* a directive's letter, or 0: a byte */
	char	 byte;
	bool	 hex;
	unsigned width;
};

struct uidl {
	size_t	 n;
	size_t	 max;		/* longest allowed */
	struct uidl_item item[UIDL_ITEMS];
};

/* The default: that of Dovecot. */
#define UIDL_DEFAULT	"dovecot"

/* A preset's name, or a format.  False: neither. */
bool	 uidl_parse(struct uidl *, const char *);

/* Writes the unique-id, not ended by a NUL, and returns its length. */
size_t	 uidl_make(const struct uidl *, const struct message *,
	    uint32_t uidvalidity, char out[UIDL_SIZE]);

/*
 * Makes one that another message has, too, a different one: ".UID" is put
 * behind it, or it becomes the MD5 of that.  Returns the new length.
 */
size_t	 uidl_distinguish(const struct uidl *, uint32_t uid,
	    char out[UIDL_SIZE], size_t len);

#endif
