/*
 * beside: a process beside the server, which does something for it.
 */
#ifndef DHCPD_BESIDE_H
#define DHCPD_BESIDE_H

#include <sys/types.h>

/*
 * fork(2) with a socket in between, of whole records; *end is that end of it
 * which is the caller's.  The new process has no other descriptor but the
 * standard ones, and signals that may be for all of a terminal or a service
 * are the server's to answer: it is to end when the server's end closes.
 * Returns as fork(2) does, -1 with errno.
 */
pid_t	 beside_fork(int *end);

#endif
