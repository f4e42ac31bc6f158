/*
 * vouch: is this the user's password?  Of an account of the system or of a
 * passwd-file; for postern-checkpassword(8) only.
 *
 * vouch_fetch() is what may need root, and looks at nothing; vouch() is the
 * rest, and needs no right.
 */
#ifndef VOUCH_H
#define VOUCH_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

#include "common/gate.h"
#include "common/native.h"

/* The exit codes of the checkpassword interface. */
enum {
	EXIT_YES = 0,
	EXIT_NO = 1,
	EXIT_MISUSED = 2,
	EXIT_TEMPORARY = 111
};

struct vouch {
	/* the caller says */
	const char	*passwd;	/* NULL: the accounts of the system */
	bool		 des;		/* as for native_hash() */
	bool		 identify;	/* without a password */
	bool		 need_shell;
	/* vouch_fetch() fills */
	uid_t		 uid;		/* who we were */
	gid_t		 gid;
	int		 fd, error;	/* of passwd, open(2)'s */
	struct native_secret secret;
};

/* With a passwd-file it is opened, and user is not used. */
void	 vouch_fetch(struct vouch *, const char *user);

/*
 * Fills *who with the user or a reason, wipes and closes what was fetched, and
 * returns an exit code.  Somebody unknown or locked out takes as long (P-1).
 */
int	 vouch(struct vouch *, const char *user, const char *password,
	    size_t len, struct identity *who);

/* Says why not: an exit code.  The second adds what errno is. */
int	 vouch_no(struct identity *who, const char *reason);
int	 vouch_temporary(struct identity *who, const char *what);

#endif
