/*
 * admit: what ftpd's clerk (clerk.h) does: who gets in, and as whom.
 *
 * Beside GATE_LOGIN, which clerk_check() decides, it knows ADMIT_GUEST (user
 * anonymous), ftpusers(5), and the names of HOST.
 */
#ifndef ADMIT_H
#define ADMIT_H

#include "common/master.h"
#include "ftpd/ftpd.h"

enum { ADMIT_GUEST = 'g' };	/* user: its "password"; secret: the HOST */

/* The list of those who may not, for system accounts; -U names another. */
#define ADMIT_FTPUSERS	"/etc/ftpusers"

/* Nobody but root works on this machine now. */
#define ADMIT_NOLOGIN	"/etc/nologin"

/*
 * Before the front is forked, as root if we are: opens the list of those who
 * may not.  It is the clerk's to read.
 */
void	 admit_open(struct session *);
void	 admit_close(struct session *);

/*
 * The clerk's life: answers the front until somebody has logged in, TLS is
 * wanted or the front is gone.  What the session has to know of it is in
 * s->ask and s->who, and in s->traffic.announce.
 */
void	 admit_serve(struct session *, struct master *);

/* Are accounts the system's own? */
bool	 admit_system(const struct settings *);

/* Is this a host of -v?  *dir, when not NULL, gets its root or NULL. */
bool	 admit_host(const struct settings *, const char *name,
	    const char **dir);

/* Is user named in this text of ftpusers(5)? */
bool	 admit_listed(const char *text, const char *user);

#endif
