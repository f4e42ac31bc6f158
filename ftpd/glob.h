/*
 * glob: file name patterns, for the last component of a path.
 *
 * * ? [a-z] [!a-z] and \ before any of them.  No braces, no tilde, no
 * recursion: the cost is at most pattern times name (CVE-2010-2632).
 */
#ifndef GLOB_H
#define GLOB_H

#include <stdbool.h>

/* Has it one of * ? [ ? */
bool	 glob_special(const char *pattern);

/* A leading dot must be matched by a dot, as in a shell. */
bool	 glob_match(const char *pattern, const char *name);

#endif
