/*
 * gate: between the front of a session and its clerk (clerk.h).
 *
 * The front reads what the peer sends before login and can do nothing but
 * ask.  It asks with one fixed-size record and gets one back; the clerk
 * reads exactly that size, checks every length, then reads as much of the
 * rest as was checked.
 * What either side cannot understand ends this session only.
 *
 *	GATE_LOGIN	is this user who he says he is?
 *	GATE_SALT	SCRAM: the salt and count of this user
 *	GATE_TLS	the peer was told to go ahead: exec the wrapper
 *	'a' ... 'z'	a server's own questions (smtpd/broker.h)
 */
#ifndef GATE_H
#define GATE_H

#include <sys/types.h>

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GATE_TAG	64	/* IMAP tag, with its NUL */
#define GATE_USER	336	/* name or address: 64 + 1 + 255 */
#define GATE_SECRET	2048	/* password, or SCRAM AuthMessage */
#define GATE_PROOF	64	/* SCRAM ClientProof, or APOP digest in hex */
#define GATE_REST	16384	/* what was pipelined behind: a full lineio */
#define GATE_TEXT	512	/* one line of a reply */
#define GATE_SALT_SIZE	64
#define GATE_GROUPS	64	/* supplementary groups of one user */
#define GATE_IP		46	/* INET6_ADDRSTRLEN */

enum gate_what {
	GATE_LOGIN = 'A',
	GATE_SALT = 'S',
	GATE_TLS = 'T'
};

enum gate_mechanism {
	GATE_PLAIN,		/* secret is the password */
	GATE_SCRAM,		/* secret is the AuthMessage, proof the proof */
	GATE_APOP		/* secret is the greeting's timestamp */
};

enum gate_verdict {
	GATE_NO,		/* zero, so that a cleared record says no */
	GATE_YES,
	GATE_TEMPORARY,		/* cannot tell: 454, [SYS/TEMP] */
	GATE_EXPIRED		/* no, though the password is right */
};

/* From the front.  Strings end with a NUL inside their field. */
struct gate_request {
	uint32_t what;
	uint32_t mechanism;	/* GATE_LOGIN; else a server's own flags */
	uint32_t secret_len;	/* a secret may not hold a NUL, but may fill */
	uint32_t rest_len;
	uint64_t number;	/* a server's own: a size, a count */
	char	 tag[GATE_TAG];
	char	 user[GATE_USER];
	char	 secret[GATE_SECRET];
	uint8_t	 proof[GATE_PROOF];
	char	 ip[GATE_IP];	/* the peer, when a PROXY header named it */
	uint16_t port;
	char	 rest[GATE_REST];	/* only rest_len of it is sent */
};

/* To the front. */
struct gate_reply {
	uint32_t verdict;
	uint32_t iterations;			/* GATE_SALT */
	uint32_t salt_len;
	uint32_t number;			/* a server's own */
	uint8_t	 salt[GATE_SALT_SIZE];
	uint8_t	 server_signature[32];		/* SCRAM, GATE_YES */
	char	 user[GATE_USER];		/* the account's name */
	char	 text[GATE_TEXT];		/* a server's own */
};

/*
 * Who has logged in, as the clerk has found; also what
 * postern-checkpassword writes on descriptor 4.
 */
struct identity {
	uint32_t verdict;
	uint32_t iterations;			/* GATE_SALT */
	uint32_t salt_len;
	uint32_t ngroups;
	uid_t	 uid;
	gid_t	 gid;
	gid_t	 groups[GATE_GROUPS];
	uint8_t	 salt[GATE_SALT_SIZE];
	uint8_t	 server_signature[32];
	char	 user[GATE_USER];
	char	 home[PATH_MAX];
	char	 shell[256];
	char	 extra[1024];
	char	 reason[96];	/* of a no, for our log only */
};

struct suite;
struct peer;
struct option_list;

/* The caller clears it, and sets the last two before the first check. */
struct gate {
	int	 fd;			/* the socket to the other side */
	pid_t	 front;			/* in the master; 0 once reaped */
	int	 status;		/* its exit code, or 128 + signal */
	unsigned tries;			/* failed ones so far */
	unsigned salts;			/* questions for a salt so far */
	unsigned delay;			/* ms that the next wrong one waits */
	bool	 named;			/* the PROXY header's word was taken */
	const struct option_list *local;	/* as in struct check_source */
	bool	 need_shell;
};

/* Three wrong passwords end the session; each waits longer (P-8). */
#define GATE_TRIES	3

/*
 * What the first wrong password waits, in ms; doubled by each.  Another
 * number in the environment, at most a minute, is taken instead: whoever
 * starts us may set it, and no peer can.
 */
#define GATE_DELAY	2000
#define GATE_DELAY_ENV	"POSTERN_DELAY"

/* That other number, or the preset: in ms, what a mistake costs. */
unsigned gate_delay(unsigned preset);

/*
 * A front has its own deadline for the time before login.  One that has not
 * got anywhere after so long, in ms, is not ours any more.
 */
#define GATE_FRONT_MS	(20 * 60 * 1000)

/* A SCRAM client asks once for each try; some give up and begin again. */
#define GATE_SALTS	6

/*
 * Forks the front.  Returns 0 in the front, 1 in the master, -1 with
 * errno.  The front dies with the master.
 */
int	 gate_fork(struct gate *);

/*
 * The front's side: asks and waits.  False: the clerk is gone.  The
 * secret of a GATE_LOGIN is wiped as soon as it is sent.
 */
bool	 gate_ask(struct gate *, struct gate_request *, struct gate_reply *);

/*
 * The front's last word when nothing more is to be asked or answered: all
 * that the peer is to get has been sent before.  Then the front exits.
 */
bool	 gate_tell(struct gate *, const struct gate_request *);

/*
 * The clerk's side.  gate_receive() returns false at the end of the
 * front and after a record that is not one; every string in *req then
 * ends inside its field and every length fits.
 */
bool	 gate_receive(struct gate *, struct gate_request *);
bool	 gate_answer(struct gate *, const struct gate_reply *);

/*
 * Takes the address that the front read in a PROXY header, with -H and
 * once: after gate_receive(), before *peer is used.
 */
void	 gate_named(struct gate *, const struct suite *, struct peer *,
	    const struct gate_request *);

/* What a session before login comes to. */
enum gate_end {
	GATE_ENDED,		/* it is over */
	GATE_BECOME,		/* logged in: *who says as whom */
	GATE_WRAP		/* exec the TLS wrapper now */
};

/*
 * Waits for the front's end, and kills it when it does not come soon; fills
 * status, which is not 0 when the front broke a rule (JAIL trap: 159).
 */
void	 gate_reap(struct gate *);

/*
 * Becomes *who: groups, gid, uid, verified; then its home directory, which
 * must be named, and is made when the user can.  Without root only what is
 * already so succeeds.  -1 with errno.
 */
int	 gate_become(const struct identity *who);

#endif
