/*
 * control: reading the control connection, also while a transfer runs (RFC
 * 959 section 4.1.3, facts 1.5).
 *
 * A transfer is an ordinary handler with a poll loop of its own.  Beside its
 * data it watches what control_watch() says and, when that is ready or
 * control_ready() says that something is buffered already, calls
 * control_poll(), which never waits for the client:
 *
 *	NOOP	is answered after the transfer
 *	STAT	is answered at once (transfer_status())
 *	ABOR	ends the transfer: the handler answers 426, and after it has
 *		returned 226 is sent by the loop
 *	QUIT	lets the transfer end; then 221
 *	others	wait, and with them what is behind them, to be answered in
 *		their order
 *
 * But an ABOR ends the transfer wherever it is, and is answered in its turn;
 * and that the client has gone is seen however much of its input waits.
 */
#ifndef CONTROL_H
#define CONTROL_H

#include <poll.h>

#include "ftpd/ftpd.h"

enum control {
	CONTROL_GO,
	CONTROL_ABORT,		/* ABOR: close data, answer 426, return */
	CONTROL_LOST,		/* the client is gone: the same */
	CONTROL_LEFT		/* likewise, but it had said QUIT */
};

/* For poll(2); the descriptor is -1 when nothing more can come. */
void	 control_watch(const struct session *, struct pollfd *);

/* Is there input that poll(2) cannot see? */
bool	 control_ready(const struct session *);

/* Has QUIT come, for now or for later? */
bool	 control_leaving(const struct session *);

/* Runs what has come.  The first ABOR or end of file sticks. */
enum control control_poll(struct session *);

/*
 * Waits for the next command; *line is good until the next call.  Errors are
 * those of lineio; LINE_BARE is a line with a NUL.
 */
enum line control_line(struct session *, char **line);

/* After a handler: what control_poll() has left to be answered. */
void	 control_settle(struct session *);

#endif
