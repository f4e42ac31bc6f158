/*
 * workers: what the master does for a clerk, in the test's own process: a
 * worker is forked from here, stays who we are, and is not reaped.
 */
#ifndef WORKERS_H
#define WORKERS_H

#include <unistd.h>

#include "smtpd/worker.h"

static bool
order(struct master *m, uint32_t job, uint32_t arg, uid_t uid,
    gid_t gid, unsigned seconds, int fd)
{
	(void)m;
	(void)uid;
	(void)gid;
	if (fork() == 0) {
		(void)alarm(seconds);
		worker_jobs[job](arg, fd);
		_exit(0);
	}
	return true;
}

#endif
