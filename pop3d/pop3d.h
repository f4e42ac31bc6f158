/*
 * pop3d: what its flags set, and the state of a session.
 *
 * One struct session serves all processes of a session (master.h): the
 * front, which knows AUTHORIZATION only, its clerk, and the master, which
 * becomes the user and goes on with TRANSACTION.
 */
#ifndef POP3D_H
#define POP3D_H

#include <stdbool.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/lineio.h"
#include "common/options.h"
#include "common/peer.h"
#include "common/sasl.h"
#include "common/verb.h"
#include "pop3d/clash.h"
#include "pop3d/maildrop.h"
#include "pop3d/send.h"
#include "pop3d/uidl.h"

enum {
	/* RFC 1939 section 3: no less than ten minutes. */
	POP3D_IDLE = 600,

	/* ... but who has not logged in by then never will (D-2). */
	POP3D_LOGIN = 180,

	/*
	 * RFC 2449 section 4 asks for 255 octets; a response of SASL may
	 * be longer (RFC 5034 section 4), and so may a password.
	 */
	POP3D_LINE = 1024,
	POP3D_LOGIN_LINE = 4096,

	POP3D_ERRORS = 50,		/* bad commands in a session... */
	POP3D_LOGIN_ERRORS = 10,	/* ... and before login */

	POP3D_MEMORY = 512 << 20	/* of the session: 4 million messages */
};

/* The timestamp of APOP, with its NUL: a msg-id on a host's name. */
#define POP3D_STAMP	320

/* Tells ourselves, behind the TLS wrapper, the timestamp we greeted with. */
#define POP3D_STAMP_MARK	"POSTERN_APOP"

struct settings {
	struct suite	 suite;
	const char	*maildir;	/* -m, below the home directory */
	const char	*format;	/* -u */
	bool		 no_lock;	/* -y */
	unsigned long	 delay;		/* -d, seconds */
	struct uidl	 uidl;
};

enum {
	STATE_AUTH	= 1,
	STATE_TRANS	= 2,
	STATE_DONE	= 4
};

/* gate_request.number: what the front has to say beside the login. */
#define LOGIN_UTF8	1

struct session {
	const struct settings *set;
	struct peer	 peer;
	struct lineio	 io;
	unsigned	 state;
	unsigned	 mechanisms;	/* MECHANISM_ bits of the accounts */
	unsigned	 errors;
	bool		 utf8;		/* RFC 6856 */
	const char	*why;		/* it ended, for the log */

	/* In AUTHORIZATION. */
	struct gate	 gate;
	char		 user[GATE_USER];	/* of USER, as it was sent */
	char		 stamp[POP3D_STAMP];	/* "": no APOP */
	unsigned	 refused;	/* names that nobody can have */
	struct sasl	 sasl;
	struct gate_request ask;
	struct gate_reply answer;

	/* In TRANSACTION. */
	struct identity	 who;
	struct maildrop	 drop;
	struct clash	 clash;
	uint64_t	 sent, octets;	/* messages, and their octets */
	uint32_t	 removed;
	bool		 repaired;	/* a wrong size was logged already */
	struct sender	 sender;
};

#endif
