/*
 * worker: a forked process that does one thing as another user.
 *
 * The parent may be root; what is done with mail, or with files that users
 * can write, is done here.  Not root, a worker stays who we are and only
 * keeps a crash or a hang away from the session.
 *
 * The peer's connection is closed to it: its end of the socket pair is all
 * it talks to, and that one's end is the worker's end.
 */
#ifndef WORKER_H
#define WORKER_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

/* Stays who we are: run() gives up privilege itself. */
#define WORKER_SELF	((uid_t)-1)

struct worker {
	pid_t	 pid;		/* 0: none */
	int	 fd;		/* our end */
};

/*
 * Forks, becomes uid and gid, calls run(arg, fd), ends.  When the user
 * cannot be become, the worker ends at once.  -1 with errno.
 */
int	 worker_start(struct worker *, uid_t uid, gid_t gid,
	    void (*run)(void *arg, int fd), void *arg);

/*
 * In the worker: becomes a user that nothing else on the machine is, and
 * who owns nothing.  Not root: nothing.  -1 with errno.
 */
int	 worker_drop(void);

/*
 * Exactly len bytes.  False: it is gone, or the time (seconds) has passed.
 * To write, and to read in the worker, there is record.h.
 */
bool	 worker_read(struct worker *, void *buf, size_t len,
	    unsigned seconds);

/*
 * Closes our end and reaps it; now: kills it, else only when it does not end
 * by itself.  Harmless when there is none.  Keeps errno.
 */
void	 worker_end(struct worker *, bool now);

/* All of the above for a worker that only gives one answer. */
bool	 worker_call(uid_t uid, gid_t gid, void (*run)(void *arg, int fd),
	    void *arg, void *answer, size_t len, unsigned seconds);

#endif
