/*
 * verb: a server's commands as a table.
 *
 * The table is the one place that knows names, states and handlers; HELP
 * comes from it too.
 */
#ifndef VERB_H
#define VERB_H

#include <stddef.h>

struct session;		/* each server's own */

struct verb {
	const char	*name;
	unsigned	 states;	/* bits: where the command is allowed */
	void		(*run)(struct session *, char *arg);
};

/*
 * Cuts line at its first blank, finds the word in the table without regard
 * to case and leaves *arg at what follows the blank ("" when nothing does).
 * NULL when there is no such command; line then still is the word.
 */
const struct verb *verb_find(const struct verb *, size_t n, char *line,
	    char **arg);

#endif
