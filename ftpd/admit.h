/*
 * admit: the parent's part of the gate: who gets in, and as whom.
 *
 * Beside GATE_LOGIN, which gate_check() decides, it knows ADMIT_GUEST (user
 * anonymous), ftpusers(5), and the names of HOST.
 */
#ifndef ADMIT_H
#define ADMIT_H

#include "ftpd/ftpd.h"

enum { ADMIT_GUEST = 'g' };	/* user: its "password"; secret: the HOST */

/* The list of those who may not, for system accounts; -U names another. */
#define ADMIT_FTPUSERS	"/etc/ftpusers"

/* Nobody but root works on this machine now. */
#define ADMIT_NOLOGIN	"/etc/nologin"

/*
 * Answers the front until somebody has logged in (s->who, s->anonymous), TLS
 * is wanted (s->host) or the front is gone.
 */
enum gate_end admit_serve(struct session *);

/* Are accounts the system's own? */
bool	 admit_system(const struct settings *);

/* Is this a host of -v?  *dir, when not NULL, gets its root or NULL. */
bool	 admit_host(const struct settings *, const char *name,
	    const char **dir);

/* Is user named in this text of ftpusers(5)? */
bool	 admit_listed(const char *text, const char *user);

#endif
