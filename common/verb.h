/*
 * verb: a server's commands as a table.
 *
 * The table is the one place that knows names, states and handlers; HELP
 * and the fuzzers' dictionaries come from it too.
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

/* "DELE LIST NOOP ...", as many as fit. */
void	 verb_names(const struct verb *, size_t n, unsigned state, char *buf,
	    size_t size);

#endif
