/*
 * errand: what the jailed server has another process do for it.
 *
 * dhcpd lives in a chroot and may open no file and run no program.  One
 * more process of its user (privilege.h), made before the jail, opens
 * configuration files for it (the descriptor comes back), resolves host names,
 * and runs the programs of "execute", without a shell and without making
 * anyone wait.
 */
#ifndef DHCPD_ERRAND_H
#define DHCPD_ERRAND_H

#include <stddef.h>
#include <stdint.h>

enum {
	ERRAND_SIZE = 32768,	/* octets of a request: an argv, a path */
	ERRAND_RUNNING = 64,	/* programs at once; further ones wait */
	ERRAND_WAITING = 1024	/* ... and these are not run, but logged */
};

/* What is called there; NULL: nothing to do, or open(2). */
struct errand_process {
	int	(*drop)(void *arg);	/* first: gives up privilege; -1 */
	int	(*open)(void *arg, const char *path);	/* -1 with errno */
	void	(*seal)(void *arg);
};

/*
 * Makes the process; returns our end of the socket, -1 with errno.  Call
 * it with the log open; it ends when our end closes.  Borrows both.
 */
int	 errand_start(const struct errand_process *, void *arg);

/* Packets come from here on: no file is opened for them that is new. */
void	 errand_seal(int fd);

/* For struct config_env: a descriptor, -1 with errno. */
int	 errand_open(int fd, const char *path);

/*
 * For struct config_env: waits at most some seconds.  CONFIG_UNASKED when
 * nobody answers.
 */
size_t	 errand_resolve(int fd, const char *name, uint32_t *addresses,
	    size_t max);

/*
 * How many of the names that had no address have some since the last call;
 * then, behind our back, all that still have none are looked for again.
 */
size_t	 errand_missing(int fd);

/*
 * Asks and does not wait: 0, or -1 with EAGAIN when it is too busy, E2BIG.
 * How the program ended is logged by that process.
 */
int	 errand_execute(int fd, char *const argv[]);

#endif
