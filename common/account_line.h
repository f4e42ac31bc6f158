/*
 * account_line: the lines of a passwd-file and their fields.  For account.c
 * alone; account.h has the contract.
 */
#ifndef ACCOUNT_LINE_H
#define ACCOUNT_LINE_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

enum {
	ACCOUNT_FIELDS = 8,
	ACCOUNT_READ = 32768	/* bytes at a time; holds the longest line */
};

/* Lines of a file, without hidden state and without its offset. */
struct account_reader {
	int	 fd;
	off_t	 at;		/* where the file goes on */
	size_t	 pos, len;	/* unread: buf[pos] up to buf[len] */
	size_t	 used;		/* so much of buf has ever held anything */
	bool	 end;		/* of the file */
	bool	 skip;		/* in the middle of a line too long */
	char	 buf[ACCOUNT_READ];
};

/* Points into the buffer, good until the next line is read; no string. */
struct account_field {
	const char	*s;
	size_t		 len;
};

/* Borrows fd, a regular file. */
void	 account_line_init(struct account_reader *, int fd);

/*
 * The next line that is one: not empty, too long or a comment.  1, 0 at the
 * end, -1 with errno.
 */
int	 account_line_next(struct account_reader *, struct account_field *line);

/* Wipes what was read: there were passwords in it. */
void	 account_line_wipe(struct account_reader *);

/* Cuts a line at its colons; the last field keeps the rest. */
void	 account_line_split(const struct account_field *line,
	    struct account_field f[ACCOUNT_FIELDS]);

#endif
