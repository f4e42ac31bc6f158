/*
 * command: runs a program of the administrator's (-F, -D, -r) on a message.
 *
 * It is executed by argv, never by a shell.  It gets a clean environment,
 * pipes on descriptors 0, 1 and 2 and nothing else that was open, a session
 * and process group of its own, and a time limit: when that passes, the
 * whole group is killed.
 *
 * Call it in a process that already is the user the program is to run as
 * (worker.h).
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <sys/types.h>

#include <stddef.h>

#include "common/gate.h"

enum {
	COMMAND_ENV = 24,		/* variables */
	COMMAND_ENV_BYTES = 160 * 1024,

	/* The kernel's limit for one string of an environment is 128 KiB. */
	COMMAND_ENV_VALUE = 120 * 1024,

	/* Seconds that the worker around it gets beyond the command's. */
	COMMAND_GRACE = 10
};

struct command_env {
	size_t	 n, used;
	char	*envp[COMMAND_ENV + 1];
	char	 bytes[COMMAND_ENV_BYTES];
};

struct command {
	char *const	*argv;		/* argv[0] is looked up in PATH */
	char *const	*envp;
	const char	*dir;		/* runs there */
	unsigned	 seconds;	/* limit */

	const char	*head;		/* what it reads: first this, */
	size_t		 head_len;
	int		 in;		/* then this file, by pread(2), */
	off_t		 from, to;	/* from here to there */

	int		 out;		/* its output is written here; or -1 */
	off_t		 out_max;	/* more than this is an error */
	off_t		 out_len;	/* set: what was written */

	char		 text[GATE_TEXT];	/* set: one line for the log */
	const char	*missing;	/* set when not run: dir, or NULL */
};

enum {
	COMMAND_NOT_RUN = -1,		/* errno and missing say why */
	COMMAND_KILLED = -2,		/* by a signal not ours */
	COMMAND_TIMEOUT = -3,
	COMMAND_FLOOD = -4		/* more output than out_max */
};

/*
 * Begins with PATH, and with HOME, USER, LOGNAME and SHELL when user is not
 * NULL.
 */
void	 command_env(struct command_env *, const char *user, const char *home);

/*
 * Adds NAME=value, controls left out.  What does not fit is cut, at the end
 * of a line when value has several.
 */
void	 command_env_add(struct command_env *, const char *name,
	    const char *value);

/*
 * Returns the exit status, 0 to 255, or one of the above.  text becomes the
 * first line that the program wrote to standard error, or, when that stayed
 * empty and its output is not wanted or was not 0, to standard output.  Made
 * printable.
 */
int	 command_run(struct command *);

/*
 * For COMMAND_NOT_RUN, and errno as it was left: which command or directory
 * it was; what is the word of the log for it.
 */
void	 command_not_run(const struct command *, const char *what);

#endif
