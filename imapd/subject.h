/*
 * subject: the base subject of a message (RFC 5256 section 2.1).
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "imapd/out.h"

/*
 * Takes the base subject out of UTF-8 text with blanks collapsed: *p and *len
 * are narrowed to it.  True: what was taken away says that this is a reply or
 * a forward.
 */
bool	 subject_base(const char **p, size_t *len);

/*
 * That of the value of a Subject field, decoded, and mapped by casemap.h to
 * compare it; added to o.  text is memory to be used again and again.
 */
bool	 subject_write(struct out *o, const char *value, size_t len,
	    struct out *text);

#endif
