/*
 * name: a file name from the peer, made into a path that may be opened.
 */
#ifndef TFTPD_NAME_H
#define TFTPD_NAME_H

#include <stdbool.h>

#define NAME_PATH	1024	/* a request holds less: REQUEST_MAX may not */

/*
 * The components of name with one slash between them, none at either end;
 * empty ones and "." are left out.  -1 with errno: EACCES for ".." and
 * control characters, ENAMETOOLONG, ENOENT when nothing is left.
 */
int	 name_clean(char path[NAME_PATH], const char *name);

/* The last component of a clean path. */
const char *name_last(const char *path);

/* ".NAME.tftpdN": an upload that is not complete (file.h). */
bool	 name_temporary(const char *last);

#endif
