/*
 * master: the process that may be root, and all that it does for a client.
 *
 * Until somebody has logged in, or for a whole SMTP session, there are
 *
 *	front	reads the peer (gate.h); a uid of its own, an empty root
 *	clerk	answers the front (clerk.h): accounts, passwords, what is
 *		counted and logged; a uid of its own; forked when the front
 *		asks for the first time
 *	master	whom the super-server started.  It reads nothing of the
 *		front's, only orders of the clerk's, and does what the clerk
 *		may not:
 *
 *	MASTER_BECOME	becomes the user who has logged in, whose the session is
 *	MASTER_WRAP	execs the TLS wrapper around ourselves
 *	MASTER_RUN	runs the program that knows the passwords
 *	MASTER_WORK	forks a worker, to do one of the server's jobs as a user
 *
 * An order is one datagram, of a size that its kind says; anything else
 * ends the session.
 *
 * It is the clerk that says who somebody is.  One that has gone bad can name
 * any user but uid 0, system accounts and groups (0, too) among them, and any
 * home; it gets what the server does for such a user, in the session's jail
 * or as one of the jobs, whose commands are the administrator's but whose
 * words and environment may then be the clerk's.  It gets no uid 0, no
 * program of its choice as root, and nothing out of the master's memory.
 *
 * Not root, all of it is the same, but nobody changes his uid.
 */
#ifndef MASTER_H
#define MASTER_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/checkrun.h"
#include "common/gate.h"
#include "common/options.h"
#include "common/peer.h"
#include "common/tls.h"

/* A worker's work, as the user; fd is the end that the clerk has not. */
typedef void master_job(uint32_t arg, int fd);

/* At a time; smtpd has one for each of a hundred users, and some that end. */
#define MASTER_WORKERS	256

/* The caller clears it and sets what is not ours. */
struct master {
	struct gate		*gate;
	const struct suite	*suite;
	struct peer		*peer;	/* these are the session's: what the */
	struct gate_request	*ask;	/* clerk has found about it is there */
	struct identity		*who;	/* when the master goes on */
	void			*own;	/* a server's own, or NULL; flat */
	size_t			 own_size;
	master_job *const	*jobs;
	uint32_t		 njobs;
	unsigned		 front_ms;	/* for a first question */

	/*
	 * In the clerk: what it needs open, still as who may be root (or
	 * NULL); then its life, which is to answer the front.
	 */
	void			(*open)(struct master *);
	void			(*clerk)(struct master *);

	/*
	 * In the master, at its end: it becomes the user (NULL: as
	 * gate_become(); -1 with errno), and is his session (NULL: nobody
	 * has one here), or, not root any more, tells the peer that it
	 * cannot be; and before a wrapper, what it shall hand on beside the
	 * peer (or NULL).
	 */
	int			(*become)(struct master *);
	void			(*session)(struct master *);
	void			(*sorry)(struct master *);
	void			(*wrap)(struct master *);

	/* Ours. */
	bool			 root;		/* it began so */
	int			 fd;		/* to the other one */
	int			 passwd;	/* in the clerk; 0: none */
	pid_t			 pid;		/* the clerk's */
	pid_t			 worker[MASTER_WORKERS];
	char			*program[CHECKRUN_WORDS];
	struct tls_program	 wrapper;
};

/* Forks the front: 0 in it, 1 in the master, -1 with errno. */
int	 master_fork(struct master *);

/*
 * The master's life, until there is nothing left to do or it has been
 * somebody else.  Front and clerk have been reaped before.  Returns the exit
 * code.
 */
int	 master_serve(struct master *);

/*
 * For a server's own processes: master_pair() is fork(2), and *fd the end
 * that each of the two has of a SOCK_SEQPACKET pair.  In the child the peer's
 * descriptors become fd by master_leave(): the connection shall not stay
 * open because of it.
 */
pid_t	 master_pair(int *fd);
void	 master_leave(int fd);

/*
 * In the clerk: these two are its last orders, and it returns then.  False:
 * the master is gone.
 */
bool	 master_become(struct master *);
bool	 master_wrap(struct master *);

/*
 * In the clerk: has the program run, in as its descriptor 3 and out as its
 * 4, which remain the caller's.  Returns its wait status when it has ended,
 * -1 when it did not begin, or had to be killed.
 */
int	 master_run(struct master *, int in, int out);

/*
 * In the clerk: has job number job done by who is uid and gid; 0 is nobody
 * to be.  fd is one end of a socket pair, and remains the caller's: the
 * other hears the end when the worker has ended or was never there.  After so
 * many seconds it is killed.  False: the master is gone.
 */
bool	 master_work(struct master *, uint32_t job, uint32_t arg, uid_t uid,
	    gid_t gid, unsigned seconds, int fd);

#endif
