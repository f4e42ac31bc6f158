/*
 * preview: how a message begins, for lists of messages (RFC 8970).
 */
#ifndef PREVIEW_H
#define PREVIEW_H

#include "imapd/mime.h"
#include "imapd/out.h"

/* RFC 8970 section 3.1: characters, at most. */
#define PREVIEW_CHARACTERS	200

/*
 * The first text of the message in p as a string: in UTF-8, HTML without its
 * tags, all white space one blank.  "" where there is none.
 */
void	 preview_write(struct out *, const char *p, const struct mime *);

#endif
