/*
 * ftpd: what its flags set, and the state of a session.
 *
 * One struct session serves all processes of a session (master.h): the
 * front, which knows what comes before login only, its clerk, and the
 * master, which becomes the user and goes on with files.
 */
#ifndef FTPD_H
#define FTPD_H

#include <sys/types.h>

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/lineio.h"
#include "common/options.h"
#include "common/peer.h"
#include "ftpd/path.h"
#include "ftpd/permission.h"
#include "ftpd/telnet.h"
#include "ftpd/traffic.h"

enum {
	FTPD_IDLE = 300,	/* seconds; BSD's 900 keep dead ones too long */
	FTPD_IDLE_MAX = 7200,	/* what SITE IDLE may ask for without -T */

	/* Who has not logged in by then never will. */
	FTPD_LOGIN = 120,

	FTPD_ERRORS = 50,	/* bad commands in a session... */
	FTPD_LOGIN_ERRORS = 10,	/* ... and before login (ALPACA, HTTP) */

	/*
	 * One text file of ours sent in a reply: the banner, .message.  At a
	 * modem's speed that is a second.
	 */
	FTPD_MESSAGE = 8192,
	FTPD_MESSAGE_LINES = 100,

	FTPD_MEMORY = 768 << 20	/* of the session: a listing is sorted */
};

struct settings {
	struct suite	 suite;
	const char	*anonymous;	/* -a: their root; or ~name */
	bool		 anonymous_only;	/* -A */
	const char	*incoming;	/* -i, as seen by them */
	bool		 read_only;	/* -r */
	bool		 hide_dots;	/* -d */
	bool		 keep;		/* -K: nothing deleted, overwritten */
	bool		 rename;	/* -j: an upload gets another name */
	bool		 no_overwrite;	/* -O */
	bool		 same_owner;	/* -I: listings say ftp ftp */
	bool		 need_tls;	/* -S: no password, no file in clear */
	const char	*umask_text;	/* -u */
	const char	*letters;	/* -q: what those may who have no perm= */
	const char	*banner;	/* -b: sent before the greeting */
	const char	*motd;		/* -m: sent after login */
	const char	*ftpusers;	/* -U: who may not */
	struct option_list hosts;	/* -v: name or name=dir */
	unsigned long	 max_idle;	/* -T, seconds */
	const char	*max_size_text;	/* -z, of a file */
	struct rights	 rights;	/* of who has none of his own */
	struct rights	 guest_rights;	/* the rates of guests alone */
	const char	*rate, *guest_rate;	/* -B, -C: DOWN[:UP] */
	bool		 any_family;	/* -4, -6: BSD's, of no effect here */
	char		*banner_text;	/* read before privilege is given up */
	char		*motd_text;
	struct traffic_settings traffic;
};

enum {
	STATE_LOGIN	= 1,		/* the front */
	STATE_FILES	= 2,		/* the user */
	STATE_DONE	= 4
};

/* gate_request.number: what the front has to say beside the login. */
enum {
	LOGIN_PROTECTED	= 1,		/* PROT P was agreed on before it */
	LOGIN_PBSZ	= 2,
	LOGIN_QUIET	= 4
};

struct session {
	const struct settings *set;
	struct peer	 peer;
	struct lineio	 io;
	struct telnet	 telnet;	/* what of io has become a line */
	unsigned	 state;
	unsigned	 errors;
	const char	*why;		/* it ended, for the log */
	bool		 secure;	/* the control connection is in TLS */
	bool		 pbsz;		/* PBSZ was said (RFC 4217 8) */
	char		 prot;		/* 'C' or 'P' (RFC 4217 9) */

	/* Before login. */
	struct gate	 gate;
	char		 user[GATE_USER];	/* of USER, as it was sent */
	char		 host[GATE_USER];	/* of HOST (RFC 7151), or "" */
	bool		 guest;			/* USER anonymous, or ftp */
	unsigned	 refused;	/* names that nobody can have */
	int		 ftpusers;	/* the clerk's: -U, open; or -1... */
	int		 no_ftpusers;	/* ... and why: errno */
	struct gate_request ask;
	struct gate_reply answer;

	/* After it. */
	struct identity	 who;
	bool		 anonymous;
	struct rights	 rights;
	struct tree	 tree;		/* what can be seen, and where we are */
	char		 type;		/* 'A' or 'I' */
	char		 rename_from[FTPD_PATH];	/* RNFR, or "" */
	uint64_t	 restart;	/* REST, for the next transfer only */
	bool		 range_set;	/* RANG, likewise */
	uint64_t	 range_first, range_last;	/* both included */
	unsigned	 idle;		/* seconds, SITE IDLE */
	unsigned	 hash;		/* OPTS HASH: an index of hash.c */
	bool		 quiet;		/* a '-' before the password: BSD */

	/* What came while a transfer ran (control.h). */
	bool		 transferring;	/* a handler is between 150 and 226 */
	bool		 held;		/* telnet.line waits to be run... */
	enum line	 held_as;	/* ... or to be refused */
	bool		 lost;		/* the client is gone... */
	bool		 leaving;	/* ... which it said before: QUIT */
	bool		 abort;		/* ABOR: 226 is due after the 426 */
	bool		 abort_waits;	/* ABOR is behind what is held */
	bool		 quit;		/* QUIT: 221 is due after the 226 */
	size_t		 looked;	/* so much of io's input was looked at */
	struct telnet	 ahead;		/* ... and is this line */
	unsigned	 noops;		/* so many times 200 are due */

	uint64_t	 commands;	/* for the log */
	struct traffic	 traffic;
};

#endif
