/*
 * list: LIST responses that nobody has just asked for (RFC 5465 section 5).
 */
#ifndef LIST_H
#define LIST_H

#include "imapd/folder.h"
#include "imapd/imapd.h"

/*
 * "* LIST (...) "." name", with what it was called before (NULL: the same);
 * where it is not among all of them it is \NonExistent.
 */
void	 list_tell(struct session *, const struct folders *all,
	    const char *folder, const char *old, bool no_access);

#endif
