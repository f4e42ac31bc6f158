/* What the load generator's modes get from its command line. */
#ifndef LOAD_H
#define LOAD_H

#include <stdbool.h>
#include <stddef.h>

struct load {
	int		 port;
	int		 clients;	/* -c: at once */
	unsigned long	 total;		/* -n: messages or sessions */
	unsigned long	 per;		/* -m: messages per connection */
	unsigned long	 rcpts;		/* -r: recipients per message */
	size_t		 size;		/* -s: octets of a message */
	int		 first, users;	/* -f -u: user<first> and those after */
	bool		 pipelined;	/* -P */
	const char	*domain;	/* -d: appended to a recipient */
	const char	*password;	/* -w */
	char		**phases;	/* pop3: what to do, in order */
};

/* Each prints its figures, one "name value" a line, or exits with 1. */
void	 run_smtp(const struct load *);
void	 run_pop3(const struct load *);
void	 run_session(const struct load *);
void	 run_greet(const struct load *);
void	 run_login(const struct load *);

#endif
