/*
 * alias: the alias file, in the syntax of sendmail's aliases(5).
 *
 *	# comment
 *	name: member, "member", \member,
 *		member, :include:/a/list/of/members
 *
 * This module reads files and takes text apart; what a member means is
 * recipient.h's business.  Programs ("|command") and files ("/path") are
 * told apart only to be refused.
 *
 * The text is not trusted: members of :include: files may be written by
 * users.  Every line is bounded and a bad one spoils only its own alias.
 */
#ifndef ALIAS_H
#define ALIAS_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define ALIAS_NAME	512	/* "local@domain" with its NUL, S-9 */
#define ALIAS_PATH	1024	/* of an :include: file */

/* One file in memory; 16 MiB hold half a million aliases. */
#define ALIAS_FILE_MAX	(16UL << 20)

struct alias_file {
	int		 fd;	/* -1: no file */
	char		*text;
	size_t		 len, size;
	struct timespec	 changed;
};

enum alias_kind {
	ALIAS_END,
	ALIAS_MEMBER,		/* text is a name or an address, unquoted */
	ALIAS_FINAL,		/* the same, with a backslash before it */
	ALIAS_INCLUDE,		/* text is a path */
	ALIAS_REFUSED,		/* a program or a file */
	ALIAS_BAD		/* cannot be understood */
};

/* A list of members: text from p up to end. */
struct alias_list {
	const char	*p, *end;
	bool		 lines;	/* an :include: file: LF separates too */
};

/*
 * Opens a file, which must be a regular one; alias_refresh() reads it, and
 * reads it again when it has been changed in place.  When that fails the old
 * text stays.  -1 with errno.
 */
int	 alias_open(struct alias_file *, const char *path);

/* The two halves of it; alias_take() takes the descriptor, or closes it. */
int	 alias_open_file(const char *path);
int	 alias_take(struct alias_file *, int fd);

int	 alias_refresh(struct alias_file *);
void	 alias_close(struct alias_file *);

/* The members of name, compared without regard to ASCII case. */
bool	 alias_find(const char *text, size_t len, const char *name,
	    struct alias_list *);

/* The next member; text has ALIAS_PATH bytes. */
enum alias_kind alias_next(struct alias_list *, char *text);

/* Does any alias of this file include another file? */
bool	 alias_includes(const char *text, size_t len);

#endif
