/*
 * imapd: what its flags set, and the state of a session.
 *
 * One struct session serves all processes of a session (master.h): the
 * front, which knows the not authenticated state only, its clerk, and the
 * master, which becomes the user and goes on.  It is static: what a session
 * does not touch of it costs nothing.
 */
#ifndef IMAPD_H
#define IMAPD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/lineio.h"
#include "common/options.h"
#include "common/peer.h"
#include "common/sasl.h"
#include "imapd/input.h"
#include "imapd/name.h"
#include "imapd/out.h"
#include "imapd/parse.h"
#include "imapd/set.h"
#include "imapd/view.h"

enum {
	/* RFC 9051 section 5.4: no less than 30 minutes. */
	IMAPD_IDLE = 1800,

	/* ... but who has not logged in by then never will (D-2). */
	IMAPD_LOGIN = 180,

	IMAPD_ERRORS = 10,		/* bad commands in a row... */
	IMAPD_LOGIN_ERRORS = 3,		/* ... and before login */

	/* A literal before login: RFC 7888 section 5, LITERAL-. */
	IMAPD_LITERAL_MINUS = 4096,

	IMAPD_MEMORY = 768 << 20	/* of a session: 4 million messages */
};

/* The largest message that APPEND takes, unless -S says otherwise. */
#define IMAPD_APPEND	(UINT64_C(128) << 20)

struct settings {
	struct suite	 suite;
	const char	*maildir;	/* -m, below the home directory */
	const char	*prefix;	/* -p */
	unsigned long	 append;	/* -S, bytes; 0: IMAPD_APPEND */
	struct naming	 naming;	/* what -p means */
	bool		 folders;	/* -a: make special folders */
	bool		 uidonly;	/* -u: announce it (I-31) */
};

struct context;				/* context.h */
struct notify;				/* notify.h */

enum {
	STATE_FRONT	= 1,		/* "not authenticated" */
	STATE_AUTH	= 2,
	STATE_SELECTED	= 4,
	STATE_DONE	= 8
};

/* What ENABLE and the use of an extension have switched on. */
enum {
	ENABLED_CONDSTORE = 1,		/* RFC 7162 */
	ENABLED_QRESYNC	= 2,
	ENABLED_UTF8	= 4,		/* RFC 6855 */
	ENABLED_REV2	= 8,		/* RFC 9051 */
	ENABLED_UIDONLY	= 16		/* RFC 9586 */
};

struct session {
	const struct settings *set;
	struct peer	 peer;
	struct lineio	 io;
	struct input	 input;
	struct out	 out;
	unsigned	 state;
	unsigned	 mechanisms;	/* MECHANISM_ bits of the accounts */
	unsigned	 errors;	/* in a row */
	unsigned	 enabled;
	const char	*why;		/* it ended, for the log */

	/* The command under way. */
	const struct command *command;
	bool		 uid;		/* it is the UID form */
	bool		 answered;
	char		 tag[GATE_TAG];
	struct text	 mailbox;	/* as it was named; see folder_arg() */

	/* Before login. */
	struct gate	 gate;
	unsigned	 refused;	/* names that nobody can have */
	struct sasl	 sasl;
	struct gate_request ask;
	struct gate_reply answer;

	/* After it. */
	struct identity	 who;
	int		 root;		/* the Maildir */
	unsigned	 deliveries;	/* counter for names of files */
	struct view	 view;		/* the selected mailbox */
	struct set	 saved;		/* UIDs: the result saved (RFC 5182) */
	struct set	 made;		/* UIDs that we have put there */
	struct context	*contexts;	/* results kept up to date, a list */
	struct notify	*notify;	/* what is told at any time, or NULL */
	uint64_t	 fetched, appended;	/* messages, for the log */
};

#endif
