/*
 * session: one SMTP or LMTP connection (RFC 5321, RFC 2033).
 *
 *	session.c	the loop and the table of commands
 *	abuse.c		who does not want mail delivered
 *	greet.c		who is there: PROXY header, greeting, EHLO, STARTTLS
 *	auth.c		AUTH
 *	mail.c		MAIL and RCPT
 *	message.c	DATA and BDAT
 *	reply.c		what is answered
 */
#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/lineio.h"
#include "common/peer.h"
#include "common/sasl.h"
#include "common/verb.h"
#include "smtpd/content.h"
#include "smtpd/path.h"
#include "smtpd/post.h"
#include "smtpd/reply.h"
#include "smtpd/smtpd.h"
#include "smtpd/trace.h"

/* States, and what a verb says about itself beside them. */
enum {
	START	= 1,		/* before EHLO */
	READY	= 2,		/* no transaction */
	SENDER	= 4,		/* MAIL was said */
	RCPTS	= 8,		/* and a recipient accepted */
	CHUNKS	= 16,		/* and a BDAT */
	ANY	= START | READY | SENDER | RCPTS | CHUNKS,
	DONE	= 32,		/* the session ends */

	SYNC	= 64,		/* last in a group (RFC 2920 section 3.1) */
	JUNK	= 128,		/* brings no mail nearer */
	SMTP	= 256,		/* not over LMTP */
	LMTP	= 512		/* only over LMTP */
};

#define COMMAND_MAX	2048	/* RFC 5321 4.5.3.1.4 and extensions (S-8) */
#define AUTH_MAX	12288	/* RFC 4954 section 4 */
#define HELO_MAX	256	/* RFC 5321 section 4.5.3.1.2, and a NUL */

/* What a mistake costs, in ms, if POSTERN_DELAY (gate.h) does not say. */
#define MISTAKE_MS	200

/*
 * Transactions a session (RFC 9422 section 4.1): so that the process ends
 * some day under a client that keeps its connections.
 */
#define MAIL_MAX	1000

struct session {
	struct lineio		 io;
	const struct settings	*set;
	struct post		*post;
	struct gate		*gate;		/* NULL when alone */
	struct peer		 peer;
	unsigned		 mechanisms;	/* what AUTH could offer */
	struct sasl		 sasl;
	long			 pid;		/* of this process, for ids */
	unsigned long		 mistake_ms;	/* see abuse.c */
	struct gate_request	 request;
	struct gate_reply	 answer;

	unsigned		 state;
	bool			 enhanced;	/* status codes in replies */
	bool			 extended;	/* EHLO, or LHLO, not HELO */
	char			 helo[HELO_MAX];
	char			 user[GATE_USER];	/* "": not logged in */
	enum { UNASKED, CLEAR, BLOCKED } listed;
	char			 zone[GATE_TEXT];	/* who lists it */

	struct path		 sender;	/* the transaction */
	bool			 utf8;
	unsigned		 rcpt_commands, rcpts;	/* said; accepted */
	char			 rcpt[PATH_TEXT];	/* the first */
	char			 id[TRACE_ID];
	int64_t			 mail_began, data_began;
	struct content		 content;
	bool			 refused;	/* a chunk was: drop the rest */
	enum post_verdict	 each[SMTPD_RCPT_MAX];	/* LMTP */

	int64_t			 began;
	bool			 replayed;	/* stdin is a file */
	unsigned		 commands, mails, accepted, logins;
	unsigned		 errors, unknown;
	unsigned		 strikes, junk;	/* since a message was accepted */
	const char		*end;		/* the reason, for the log */
};

/* Talks until the peer has gone or has to go.  The caller exits. */
void	 session_run(struct session *);

/* The end of a transaction, whatever became of it. */
void	 session_reset(struct session *);

/* A deadline for all commands up to the next message. */
void	 session_phase(struct session *);

/* Ends the session, and says in the log why. */
void	 session_end(struct session *, const char *why);

/* What a failed read means: answers a silent peer, and ends the session. */
void	 session_lost(struct session *, enum line);

/* Did the peer send more than it may have sent now? */
bool	 session_pipelined(const struct session *);

/* abuse.c: is this a first line that no mail client sends? */
bool	 abuse_forbidden(const char *line);

/* One more command that brought no mail nearer. */
void	 abuse_junk(struct session *);

unsigned abuse_mistakes(const struct session *);

/*
 * Before the answer to a mistake leaves us, if there are more than before:
 * makes it wait, or ends the session when it was one too many.
 */
void	 abuse_judge(struct session *, unsigned before);

/* greet.c.  False: the session is over. */
bool	 greet(struct session *);
bool	 greet_tls(const struct session *);		/* offered now? */

/* mail.c */
bool	 mail_takes_utf8(const struct session *);

/* auth.c: what is on offer now, MECHANISM_ bits. */
unsigned auth_offered(const struct session *);

void	 do_helo(struct session *, char *arg);
void	 do_ehlo(struct session *, char *arg);
void	 do_starttls(struct session *, char *arg);
void	 do_auth(struct session *, char *arg);
void	 do_mail(struct session *, char *arg);
void	 do_rcpt(struct session *, char *arg);
void	 do_data(struct session *, char *arg);
void	 do_bdat(struct session *, char *arg);

#endif
