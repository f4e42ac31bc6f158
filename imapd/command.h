/*
 * command: the commands of IMAP as a table, the reading of them, and their
 * answers.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include "imapd/imapd.h"

enum {
	COMMAND_UID	= 1,	/* there is a UID form as well */
	COMMAND_NUMBERS	= 4,	/* not in the UID form: numbers must hold */
	COMMAND_SECRET	= 8,	/* what follows it is not logged */
	COMMAND_QUIET	= 16,	/* answers of it tell nothing new at all */
	COMMAND_EXPUNGES = 32,	/* it is about that: told in any case */
	COMMAND_SET	= 64	/* but for the UID form it takes numbers */
};

struct command {
	const char	*name;
	unsigned	 states;	/* where it is allowed */
	unsigned	 how;
	/* -x of this hides it; NULL: it cannot be hidden */
	const char	*capability;
	/* Reads its arguments from behind its name, answers exactly once. */
	void		(*run)(struct session *, struct parse *);
};

/* Reads and answers commands until the state is STATE_DONE. */
void	 command_loop(struct session *);

/* One command, of which the first line has been read. */
void	 command_run(struct session *);

/*
 * The tagged answers; the CRLF is added.  OK tells first what has changed in
 * the selected mailbox, as far as the command allows it.  BAD is counted.
 */
void	 reply_ok(struct session *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 reply_no(struct session *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));
void	 reply_bad(struct session *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/*
 * The same for a text that is long: writes all that comes before it; the
 * caller writes the rest to s->out, and the CRLF.
 */
void	 reply_ok_begin(struct session *);
void	 reply_begin(struct session *, const char *word);

/* BAD (or NO [TOOBIG]) for what parse.h could not read. */
void	 reply_syntax(struct session *, const struct parse *);

/*
 * Reads the end of the command; false: it was answered with BAD.  All
 * handlers call it before they do anything.
 */
bool	 command_end(struct session *, struct parse *);

/* NO for errno, logged as `what`: OVERQUOTA, INUSE, SERVERBUG... */
void	 reply_errno(struct session *, const char *what);

/* "* BYE text"; the session ends, `why` is for the log. */
void	 reply_bye(struct session *, const char *why, const char *text);

/* VIEW_ bits: how this session's client wants to be told of changes. */
unsigned session_how(const struct session *);

/*
 * Tells what has changed in the selected mailbox, expunges too.  False: the
 * session is over.
 */
bool	 session_update(struct session *);

/* The session ends after what is queued. */
void	 session_done(struct session *, const char *why);

/* A line of the log about what was said: "command rip=... text=...". */
void	 session_log(const struct session *, const char *what,
	    const char *text, size_t len);

/* capability.c: what is announced now, each with a blank before it. */
void	 capability_write(struct session *);

/* Is it announced, or would it be in another state: may it be used? */
bool	 capability_has(const struct session *, const char *name);

/* MECHANISM_ bits that can be used on this connection; -x hides. */
unsigned usable_mechanisms(const struct session *);
bool	 password_allowed(const struct session *);

void	 do_capability(struct session *, struct parse *);
void	 do_noop(struct session *, struct parse *);
void	 do_logout(struct session *, struct parse *);
void	 do_id(struct session *, struct parse *);
void	 do_enable(struct session *, struct parse *);
void	 do_namespace(struct session *, struct parse *);

#endif
