/*
 * play: what the parts of the transcript player share.
 *
 *	script.c	a transcript, read into steps
 *	match.c		escapes, variables, patterns
 *	world.c		the scratch directory: accounts, mailboxes, files
 *	check.c		what is looked for in it afterwards
 *	conn.c		one server process and the bytes to and from it
 *	run.c		the steps of a transcript, in order and in a mode
 *	play.c		each file in its modes, side by side, TAP
 */
#ifndef PLAY_H
#define PLAY_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define nitems(a)	(sizeof(a) / sizeof((a)[0]))

enum {
	SESSIONS = 10,		/* C: is session 1, C2: ... C9: are more */
	VARS_MAX = 16,		/* %{names} in one transcript */
	ARGS_MAX = 100,		/* words of a server's command line */
	LIMIT_SECONDS = 30,	/* for one transcript in one mode */
	PLAY_UID = 20000	/* root's tests run as this, without root */
};

enum kind {
	STEP_SEND,		/* C: and C- */
	STEP_LINE,		/* S: */
	STEP_REGEX,		/* S~ */
	STEP_ANY,		/* S: ... */
	STEP_EOF,		/* EOF: the server hangs up */
	STEP_HANGUP,		/* HANGUP: we send no more */
	STEP_CONNECT,		/* CONNECT: a new session */
	STEP_SHELL		/* ! command */
};

struct step {
	enum kind	 kind;
	int		 session;
	unsigned	 line;		/* in the transcript */
	bool		 crlf;		/* STEP_SEND: C: and not C- */
	char		*text;
};

/* A line "key: value" with the "| lines" that follow it. */
struct directive {
	const char	*key;
	char		*value;
	char		*body;		/* NULL: there are none */
	unsigned	 line;
};

struct script {
	const char	*path;
	char		*text;		/* the file; the rest points into it */
	const char	*title;		/* its first comment */
	struct step	*steps;
	size_t		 nsteps;
	struct directive *directives;
	size_t		 ndirectives;
};

struct vars {
	size_t	 n;
	struct {
		char	 name[32];
		char	 value[1024];
	} var[VARS_MAX];
};

/* Where one run of one transcript lives. */
struct world {
	char	 root[256];
	char	 home[300];		/* of the first account */
	char	 maildir[320];
	char	 passwd[300];
	char	 log[300];		/* the server's standard error */
	char	*server;		/* the binary */
	bool	 as_root;		/* "root: needed" */
	bool	 keep_root;		/* or something else will drop it */
	uid_t	 uid;			/* whom the server runs as */
	unsigned naccounts;
};

struct conn {
	int	 rfd, wfd;		/* ours; -1: closed */
	pid_t	 pid;			/* 0: not started */
	bool	 eof, slow;
	int64_t	 deadline;
	size_t	 pos, len, size;
	char	*buf;
};

enum mode { MODE_LINES, MODE_BYTES, MODE_PIPELINED, MODE_PIPES, MODES };

/* A run of one transcript in one mode. */
struct run {
	const struct script	*script;
	enum mode		 mode;
	struct world		 world;
	char			**argv;
	struct conn		 conns[SESSIONS];
	struct vars		 vars;
	bool			*sent;		/* ahead of its turn, a step */
	int64_t			 deadline;
};

/* What went wrong, for the "# " lines; the first one counts. */
void	 complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void	*grow(void *, size_t n, size_t size);
int64_t	 now(void);

/* script.c: exits with a message when the file cannot be understood. */
void	 script_read(struct script *, const char *path);
const struct directive *script_find(const struct script *, const char *key);

/* match.c */
char	*match_unescape(const char *, const struct vars *, size_t *len);
bool	 match_line(const char *pattern, const char *, size_t len,
	    struct vars *);
const char *match_get(const struct vars *, const char *name, size_t len);
void	 match_set(struct vars *, const char *name, size_t nlen,
	    const char *value, size_t vlen);
char	*match_printable(const char *, size_t len);

/* run.c: all steps, and then the checks; false: complain() was told why. */
bool	 run_steps(struct run *);

/* world.c */
bool	 world_make(struct world *, const struct script *,
	    const char *fixtures);
char	*world_expand(const struct world *, const char *);
void	 world_become(const struct world *);
void	 world_environment(const struct world *, const struct script *);
void	 world_remove(const struct world *);

/* The text of a file with a NUL behind it, or NULL; the caller frees it. */
char	*world_slurp(const char *path, size_t *len);

/* check.c: "check: ..."; is there nothing bad in the log? */
bool	 check_directive(const struct world *, const struct directive *);
bool	 check_log(const struct world *);

/* conn.c */
bool	 conn_start(struct conn *, const struct world *,
	    const struct script *, char *const argv[], bool pipes,
	    int64_t deadline);
bool	 conn_send(struct conn *, const char *, size_t len, bool bytewise);
bool	 conn_line(struct conn *, char **line, size_t *len);
void	 conn_hangup(struct conn *);
bool	 conn_eof(struct conn *);
bool	 conn_drain(struct conn *);
bool	 conn_end(struct conn *, int *status);

#endif
