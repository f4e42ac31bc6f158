/*
 * bodytext: what a message says, decoded and in UTF-8, for find.h.
 */
#ifndef BODYTEXT_H
#define BODYTEXT_H

#include <stddef.h>

#include "imapd/find.h"
#include "imapd/mime.h"
#include "imapd/out.h"

/* One field's value; text is memory to be used again and again. */
void	 bodytext_value(struct find *, const char *p, size_t len,
	    struct out *text);

/* All fields of all headers: of the message and of its parts. */
void	 bodytext_headers(struct find *, const char *p, const struct mime *,
	    struct out *text);

/* The text of the text parts; of messages within it, their headers too. */
void	 bodytext_parts(struct find *, const char *p, const struct mime *,
	    struct out *text);

#endif
