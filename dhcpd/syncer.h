/*
 * syncer: another process that does nothing but fdatasync(2), so that the
 * server goes on with packets while the disk is written.
 *
 * It is asked by a byte and a descriptor, one at a time, and says what
 * became of it by an errno.  Who is gone in between has said nothing: what
 * it was to sync counts as not written.
 */
#ifndef DHCPD_SYNCER_H
#define DHCPD_SYNCER_H

#include <stdbool.h>

/*
 * Makes the process, which first calls enter(arg): that gives up what it
 * does not need, -1 ends it.  Returns our end of a socket, which can be read
 * when there is an answer; -1 with errno.  The process ends when our end is
 * closed.
 */
int	 syncer_start(int (*enter)(void *arg), void *arg);

/*
 * Asks for fd, which is borrowed, to be synced.  -1 with errno: nothing was
 * asked, and the process is of no more use.
 */
int	 syncer_ask(int syncer, int fd);

/*
 * Its answer: SYNCER_DONE with *error 0 or what fdatasync(2) said;
 * SYNCER_BUSY, without wait: none yet; SYNCER_GONE: the process is no more.
 */
enum syncer_answer { SYNCER_DONE, SYNCER_BUSY, SYNCER_GONE };
enum syncer_answer syncer_answer(int syncer, bool wait, int *error);

#endif
