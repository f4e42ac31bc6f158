/*
 * options: the command line that all servers share (postern(7)).
 *
 * A server adds a table of its own flags; parsing, -h and the man page's
 * order come from the two tables together.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#define OPTION_LIST_MAX	32	/* -x, -d and -R may repeat so often */
#define OPTION_WORDS	24	/* words of a COMMAND */
#define OPTION_TEXT	1024	/* its length, with the NUL */

enum option_kind {
	OPTION_SWITCH,		/* bool */
	OPTION_COUNT,		/* unsigned: how often it was given */
	OPTION_STRING,		/* const char * */
	OPTION_NUMBER,		/* unsigned long, from min to max */
	OPTION_LIST,		/* struct option_list */
	OPTION_COMMAND		/* struct option_command */
};

struct option_list {
	size_t		 n;
	const char	*item[OPTION_LIST_MAX];
};

/* Split at blanks, never given to a shell; argv[argc] is NULL. */
struct option_command {
	size_t		 argc;
	char		*argv[OPTION_WORDS + 1];
	char		 text[OPTION_TEXT];
};

struct option {
	char		 letter;
	enum option_kind kind;
	void		*to;
	const char	*value;		/* its name in the usage; NULL: none */
	const char	*text;
	unsigned long	 min, max;	/* OPTION_NUMBER */
};

/* What the suite's flags set.  All strings borrow from argv. */
struct suite {
	const char		*passwd;	/* -f */
	struct option_command	 check;		/* -k */
	struct option_command	 wrapper;	/* -w */
	bool			 tls;		/* -s, or STARTTLS done */
	bool			 resumed;	/* STARTTLS: no greeting */
	bool			 cleartext;	/* -c */
	bool			 proxy;		/* -H */
	const char		*host;		/* -n, else this host's name */
	unsigned long		 timeout;	/* -t, seconds; 0: default */
	struct option_list	 hidden;	/* -x */
	bool			 to_stderr;	/* -e */
	unsigned		 verbose;	/* -l */
	int			 argc;		/* to start ourselves again */
	char			**argv;
	char			 hostname[256];
};

/* What a server exits with that cannot start. */
enum {
	EXIT_USAGE = 100,
	EXIT_TEMPORARY = 111
};

enum options_end {
	OPTIONS_OK,
	OPTIONS_SHOWN,		/* -h or -V was answered: exit 0 */
	OPTIONS_BAD		/* error[] says what: EXIT_USAGE */
};

/*
 * Fills *suite and what own[] points to.  own ends with letter '\0'.
 * program is the name for usage and version.
 */
enum options_end options_read(struct suite *, const char *program,
	    const struct option *own, int argc, char **argv,
	    char *error, size_t size);

/* Was this capability hidden with -x? */
bool	 options_hides(const struct suite *, const char *name);

/* May a password be sent over this connection (-c, -s, loopback)? */
bool	 options_password(const struct suite *, bool loopback);

#endif
