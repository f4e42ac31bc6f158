/*
 * clerk: for a front under test, one that has said no to all that can be
 * asked of it.
 */
#ifndef FUZZ_CLERK_H
#define FUZZ_CLERK_H

#include <sys/socket.h>

#include <stdlib.h>
#include <unistd.h>

#include "common/gate.h"

/* The front's end is pair[0]; the caller closes both. */
static void
begin_clerk(struct gate *g, int pair[2])
{
	static struct gate_reply no[GATE_TRIES];
	size_t i;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
		abort();
	for (i = 0; i < GATE_TRIES; i++) {
		no[i].verdict = i == 1 ? GATE_TEMPORARY : GATE_NO;
		no[i].number = GATE_TRIES - 1 - (unsigned)i;
		no[i].iterations = 4096;
		no[i].salt_len = 16;
	}
	if (write(pair[1], no, sizeof(no)) != sizeof(no) ||
	    shutdown(pair[1], SHUT_WR) == -1)
		abort();
	g->fd = pair[0];
}

#endif
