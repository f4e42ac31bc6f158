/*
 * hook: a command after each upload (-X COMMAND).
 *
 * The session's jail starts no program, so a process forked before it, with
 * the user's uid and outside of the chroot, waits for path names and runs
 * COMMAND... PATH, one after the other, with no shell.  It knows of the
 * upload from its environment: UPLOAD_SIZE, UPLOAD_USER, UPLOAD_IP.  The
 * session does not wait for the command, nor does its exit status matter;
 * only when some hundred are due it waits until there is room for one more.
 */
#ifndef HOOK_H
#define HOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/gate.h"
#include "common/options.h"
#include "common/peer.h"

#define HOOK_WAIT	10	/* seconds for a full queue to move */

struct hook {
	int	 fd;		/* -1, as whoever has it sets it: none */
};

/*
 * Forks it, when command is not empty, and it becomes *who at once.  His
 * home is "/" in the session's paths.  -1 with errno.
 */
int	 hook_start(struct hook *, const struct option_command *,
	    const struct identity *who, const struct peer *);

/*
 * Queues an upload; path begins with a slash.  False: it was not taken, and
 * the command will not be run for it.
 */
bool	 hook_run(struct hook *, const char *path, uint64_t size);

#endif
