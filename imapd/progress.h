/*
 * progress: a word from time to time while a command takes long (RFC 9585;
 * I-28), so that no client gives up.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "imapd/imapd.h"

struct progress {
	struct session	*s;
	uint64_t	 goal;		/* 0: not known */
	int64_t		 next;		/* when to speak; line_now() */
	unsigned	 steps;		/* since we looked at the clock */
};

/* The command of s is about to do `goal` steps. */
void	 progress_begin(struct progress *, struct session *s, uint64_t goal);

/*
 * `done` steps are done; cheap.  False: the peer is gone, nobody waits for
 * the rest.
 */
bool	 progress_step(struct progress *, uint64_t done);

#endif
