/*
 * worker: a process that does one thing as another user.
 *
 * What is done with mail, or with files that users can write, is done here,
 * and so is what runs a command of the administrator's.  The clerk orders a
 * worker from the master (master.h), whose fork it is: it knows what was
 * known before the front's first byte, which is struct transaction as
 * transaction_init() leaves it with the spool, and what it is then told
 * over its socket (brief.h).  Of the clerk's memory it has nothing.
 *
 * Not root, a worker stays who we are and only keeps a crash or a hang away
 * from the session.
 *
 * Its end of the socket pair is all it talks to, and that one's end is the
 * worker's end: the clerk can neither kill nor reap it.
 */
#ifndef WORKER_H
#define WORKER_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/master.h"

enum worker_job {
	WORKER_DELIVER,		/* staff.c */
	WORKER_FILTER,
	WORKER_RELAY,
	WORKER_COMMAND,		/* command_delivery.c */
	WORKER_BLOCKLIST,
	WORKER_JOBS
};

/* For struct master; jobs.c has it. */
extern master_job *const worker_jobs[WORKER_JOBS];

/* master_work() is one; a test has another. */
typedef bool worker_order(struct master *, uint32_t job, uint32_t arg,
	    uid_t uid, gid_t gid, unsigned seconds, int fd);

struct worker {
	int	 fd;		/* our end; -1: none */
};

struct transaction;

/* Orders one.  When the user cannot be become, it ends at once. */
bool	 worker_start(struct worker *, const struct transaction *,
	    enum worker_job, uid_t uid, gid_t gid, unsigned seconds);

/*
 * Exactly len bytes.  False: it is gone, or the time (seconds) has passed.
 * To write, and to read in the worker, there is record.h.
 */
bool	 worker_read(struct worker *, void *buf, size_t len,
	    unsigned seconds);

/*
 * Tells it that there is nothing more to come, by which it cleans up after
 * itself; then waits for its end, until the time end (line_now()), and closes
 * ours.  Harmless when there is none.
 */
void	 worker_dismiss(const struct worker *);
void	 worker_end(struct worker *, int64_t end);

/* Closes it alone: for one that has said its last word, or hangs. */
void	 worker_leave(struct worker *);

#endif
