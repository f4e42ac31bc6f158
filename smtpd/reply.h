/*
 * reply: everything that smtpd ever answers, in one table with the enhanced
 * status codes of RFC 3463 (S-15).
 */
#ifndef REPLY_H
#define REPLY_H

#include "smtpd/post.h"

enum reply {
	REPLY_BYE,			/* 221 */
	REPLY_AUTHENTICATED,		/* 235 */
	REPLY_SENDER_OK,		/* 250 */
	REPLY_RCPT_OK,
	REPLY_ACCEPTED,
	REPLY_CHUNK,
	REPLY_RESET,
	REPLY_NOOP,
	REPLY_GO_AHEAD,			/* 220 */
	REPLY_HELP,			/* 214 */
	REPLY_VRFY,			/* 252 */
	REPLY_SEND_DATA,		/* 354 */

	REPLY_TIMEOUT,			/* 421 */
	REPLY_TOO_MANY_ERRORS,
	REPLY_TOO_MANY_UNKNOWN,
	REPLY_TOO_MANY_LOGINS,
	REPLY_TOO_MANY_MAILS,
	REPLY_BROKEN,

	REPLY_TEMPORARY,		/* 45x */
	REPLY_CONFIG,
	REPLY_NO_SPACE,
	REPLY_TOO_MANY_RCPTS,
	REPLY_QUOTA_SOON,
	REPLY_DEFERRED,
	REPLY_AUTH_TEMPORARY,

	REPLY_UNKNOWN_COMMAND,		/* 500 */
	REPLY_LONG_LINE,
	REPLY_BAD_LINE,
	REPLY_LONG_AUTH,
	REPLY_NO_PARAMETERS,		/* 501 */
	REPLY_NO_NAME,
	REPLY_MAIL_SYNTAX,
	REPLY_RCPT_SYNTAX,
	REPLY_BAD_SENDER,
	REPLY_BAD_RCPT,
	REPLY_LONG_SENDER,
	REPLY_LONG_RCPT,
	REPLY_BAD_VALUE,
	REPLY_BDAT_SYNTAX,
	REPLY_AUTH_SYNTAX,
	REPLY_AUTH_MALFORMED,
	REPLY_AUTH_CANCELLED,
	REPLY_NO_EXPN,			/* 502 */
	REPLY_HELLO_FIRST,		/* 503 */
	REPLY_LHLO_FIRST,
	REPLY_MAIL_FIRST,
	REPLY_MAIL_TWICE,
	REPLY_IN_TRANSACTION,
	REPLY_IN_CHUNKS,
	REPLY_CHUNK_REFUSED,
	REPLY_TLS_TWICE,
	REPLY_AUTH_TWICE,
	REPLY_NO_MECHANISM,		/* 504 */
	REPLY_AUTH_FIRST,		/* 530 */
	REPLY_TLS_FIRST,
	REPLY_AUTH_FAILED,		/* 535 */
	REPLY_AUTH_NEEDS_TLS,		/* 538 */

	REPLY_UNKNOWN_USER,		/* 550 */
	REPLY_RELAY,
	REPLY_REJECTED,
	REPLY_BARE_CR,
	REPLY_BARE_LF,
	REPLY_NUL,
	REPLY_OVER_QUOTA,		/* 552 */
	REPLY_TOO_BIG,
	REPLY_NOT_YOURS,		/* 553 */
	REPLY_NEEDS_UTF8,
	REPLY_NO_RCPTS,			/* 554 */
	REPLY_EARLY,
	REPLY_PIPELINED,
	REPLY_BLOCKED,
	REPLY_HOPS,
	REPLY_FAILED,
	REPLY_UNKNOWN_PARAMETER		/* 555 */
};

struct session;

/* Queues one reply and counts it when it is an error. */
void	 reply(struct session *, enum reply);

/* The same with another text; control characters in it become '?'. */
void	 reply_text(struct session *, enum reply, const char *fmt, ...)
	    __attribute__((format(printf, 3, 4)));

/* "250-first", ..., "250 last": lines are separated by LF. */
void	 reply_lines(struct session *, unsigned code, char *lines);

/* The words of the table, for the log. */
const char *reply_words(enum reply);

/* What a verdict of the mail store is to the peer. */
enum reply reply_verdict(enum post_verdict);

#endif
