/*
 * command: the commands of POP3 as a table, the reading of them, and those
 * that mean the same before and after login.
 */
#ifndef COMMAND_H
#define COMMAND_H

#include <stddef.h>
#include <stdint.h>

#include "pop3d/pop3d.h"

/* Reads and answers commands until the state is STATE_DONE. */
void	 command_loop(struct session *);

/* One line, without its CRLF, which is overwritten. */
void	 command_line(struct session *, char *line);

/* Queues one line; the CRLF is added.  Every command gets exactly one. */
void	 reply(struct session *, const char *fmt, ...)
	    __attribute__((format(printf, 2, 3)));

/* "+OK message 12 deleted", made by hand: it is wanted for each message. */
void	 reply_number(struct session *, const char *before, uint32_t n,
	    const char *after);

/* "-ERR text", which counts as an error of the client's. */
void	 reply_bad(struct session *, const char *text);

/* The session ends after what is queued; why is for the log. */
void	 session_done(struct session *, const char *why);

/* MECHANISM_ bits that can be used on this connection; -x hides. */
unsigned usable_mechanisms(const struct session *);

/* Are USER and PASS allowed here? */
bool	 password_allowed(const struct session *);

/* "12" as the only word; false: it was answered with an error. */
bool	 number_arg(struct session *, char **arg, uint64_t max,
	    uint64_t *number);
bool	 no_more_args(struct session *, char *arg);

void	 do_capa(struct session *, char *arg);
void	 do_lang(struct session *, char *arg);
void	 do_quit(struct session *, char *arg);

#endif
