/*
 * record: whole records between two of our processes, with a time limit.
 *
 * Times are absolute, in line_now()'s milliseconds.
 */
#ifndef RECORD_H
#define RECORD_H

#include <sys/types.h>
#include <sys/uio.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whoever began a record, or is waited for to take one, is busy with it. */
#define RECORD_MS	10000

/*
 * Waits for events (poll(2)) or for the other end to be closed; with events
 * 0 for that alone.  False when neither came before the time end.
 */
bool	 record_wait(int fd, short events, int64_t end);

/*
 * Reads exactly size bytes before the time end (0: no limit).  False at the
 * end of file and on errors.
 */
bool	 record_read(int fd, void *record, size_t size, int64_t end);

/* The same to a socket; a closed one is no signal, a full one an error. */
bool	 record_send(int fd, const void *record, size_t size);

/*
 * One datagram of a SOCK_SEQPACKET pair, and at most RECORD_FDS descriptors
 * beside it, -1 for none.  Sending waits for as long as it takes.
 */
#define RECORD_FDS	2

bool	 record_pass(int fd, struct iovec *, int niov,
	    const int fds[RECORD_FDS]);

/*
 * Returns the size of what came, 0 at the end, for what was larger than
 * the vector and on errors; the descriptors close on exec, and are the
 * caller's, or -1.
 */
size_t	 record_take(int fd, struct iovec *, int niov, int fds[RECORD_FDS]);

/* Closes those that are there. */
void	 record_drop(const int fds[RECORD_FDS]);

/*
 * Reaps a child.  The other end of fd is the child's alone: when that is
 * closed the child has ended, or will do nothing for us any more; it is
 * killed then, and at the time end.  Returns its exit code, or 128 and its
 * signal.
 */
int	 record_reap(pid_t pid, int fd, int64_t end);

/* A wait status as such a code. */
int	 record_code(int status);

#endif
