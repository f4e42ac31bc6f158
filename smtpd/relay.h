/*
 * relay: hands mail for elsewhere to the command of -r, which has the
 * interface of sendmail(8):
 *
 *	command ... -f sender -- recipient ...
 *
 * with the message on its standard input, without Return-Path; the null
 * sender is "<>".  It runs as who has logged in, in his home directory or
 * "/", when we are root; else as us.  Mail that only an alias sends
 * elsewhere is handed over by nobody.
 *
 * Its exit status is of sysexits(3): 0 took it; EX_DATAERR, EX_NOINPUT,
 * EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_PROTOCOL, EX_NOPERM and qmail's
 * 100 refuse it for good; every other, a signal and the time limit put it
 * off.
 */
#ifndef RELAY_H
#define RELAY_H

#include <stddef.h>

#include "smtpd/command.h"
#include "smtpd/transaction.h"

#define RELAY_SECONDS	60

/* To the targets which[], all TARGET_REMOTE.  text has GATE_TEXT bytes. */
enum post_verdict relay_run(struct transaction *, const uint16_t which[],
	    size_t n, const struct source *, char *text);

/* WORKER_RELAY. */
void	 relay_job(uint32_t arg, int fd);

/*
 * What -r and -D have in common.  The meaning of what command_run() has
 * returned; what names the command in the log.
 */
enum post_verdict relay_verdict(int status, const struct command *,
	    const char *what);

/* In the worker: tells the clerk what the command has come to. */
void	 relay_tell(int fd, enum post_verdict, const struct command *);

/*
 * In the clerk: the last word of a worker that runs a command for so many
 * seconds at most and ends with relay_tell().  Leaves the worker.  text is
 * set unless all is well, and has GATE_TEXT bytes.
 */
enum post_verdict relay_outcome(struct worker *, unsigned seconds,
	    char *text);

#endif
