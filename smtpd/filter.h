/*
 * filter: shows a message to the command of -F before it is accepted.
 *
 * The command gets the message on its standard input as it will be stored,
 * from Received on, with LF line ends, and in its environment
 *
 *	SENDER			"" for the null sender
 *	RECIPIENTS		one on each line, as many as fit in 120 KiB
 *	RECIPIENT_COUNT
 *	CLIENT_IP HELO AUTH_USER	"" when there is none
 *	MESSAGE_ID		ours: what is in Received and the log
 *	MESSAGE_SIZE		bytes
 *
 * and answers by its exit status:
 *
 *	0	accepted; what it wrote to its standard output, unless that
 *		is nothing, is delivered instead
 *	100	refused: 550 with the first line of its standard error or,
 *		when that is empty, of its standard output
 *	else	(111 by custom) put off: 451, with the same line
 *
 * So do a signal, the time limit and more output than a message may have.
 * It runs as us or, when we are root, as nobody, in "/".
 */
#ifndef FILTER_H
#define FILTER_H

#include "smtpd/transaction.h"

#define FILTER_SECONDS	60	/* the peer waits for its reply (S-14) */

/*
 * POST_OK: *source is the message to deliver, which may be another now; or
 * POST_REJECTED, POST_DEFERRED, POST_TEMPORARY.  text has GATE_TEXT bytes.
 */
enum post_verdict filter_run(struct transaction *,
	    const struct post_message *, struct source *source, char *text);

/* WORKER_FILTER. */
void	 filter_job(uint32_t arg, int fd);

#endif
