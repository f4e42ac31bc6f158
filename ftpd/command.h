/*
 * command: the commands of FTP as a table, and what means the same
 * before and after login.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stddef.h>

#include "ftpd/ftpd.h"

struct command {
	const char	*name;
	unsigned	 states;	/* bits: where it is allowed */
	void		(*run)(struct session *, char *arg);	/* or NULL */
	const char	*syntax;	/* of its argument, for HELP */
};

/* For HELP, and for whoever makes a dictionary of it. */
const struct command *command_table(size_t *n);

/* Implemented, and not hidden with -x? */
bool	 command_there(const struct session *, const struct command *);

/* One command, without its line end, which is overwritten. */
void	 command_line(struct session *, char *line);

/* Reads and answers commands until the state is STATE_DONE. */
void	 command_loop(struct session *);

/* The session ends after what is queued; why is for the log. */
void	 session_done(struct session *, const char *why);

/*
 * The path in the tree that the argument means (path.h), which the account
 * may do this to.  False: it was answered, 501 or 550.
 */
bool	 file_arg(struct session *, const char *arg, unsigned need,
	    char path[FTPD_PATH]);

/* No argument but blanks?  False: it was answered with 501. */
bool	 no_arg(struct session *, const char *arg);

/* Cuts the next word off; NULL: there is none (nothing was answered). */
char	*next_word(char **arg);

/* Are files and listings allowed over this data channel (-S)? */
bool	 data_allowed(struct session *);

#endif
