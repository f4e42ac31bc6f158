/*
 * path: the reverse-path and forward-path of MAIL and RCPT.
 *
 * Strict where it is safe, and lenient where people type by hand (S-20):
 * a blank before or behind the colon, no colon, no brackets, a display name
 * before the brackets.  Source routes are stripped (RFC 5321 appendix C).
 */
#ifndef PATH_H
#define PATH_H

#include <stdbool.h>
#include <stddef.h>

#define PATH_LOCAL	256	/* 64 (RFC 5321 4.5.3.1.1), but S-9 */
#define PATH_DOMAIN	256
#define PATH_TEXT	(2 * PATH_LOCAL + PATH_DOMAIN + 4)

struct path {
	bool	 null;			/* <> */
	bool	 utf8;			/* needs SMTPUTF8 (RFC 6531) */
	char	 local[PATH_LOCAL];	/* unquoted; never "" unless null */
	char	 domain[PATH_DOMAIN];	/* lower case; "[…]" a literal; may
					   be "" (postmaster, local names) */
	char	 text[PATH_TEXT];	/* canonical, for headers; no <> */
};

enum path_result {
	PATH_OK,
	PATH_EMPTY,		/* nothing there: 501 5.5.4 with a hint */
	PATH_SYNTAX,		/* 501 5.1.7 or 5.1.3 */
	PATH_LONG		/* 501 5.1.7 or 5.1.3, says too long */
};

/*
 * Parses the path at the head of *s (what follows "MAIL FROM" or "RCPT TO",
 * colon included) and moves *s to the parameters behind it.
 */
enum path_result path_parse(struct path *, char **s);

#endif
