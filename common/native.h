/*
 * native: the system's own accounts and crypt(3), for
 * postern-checkpassword(8) only.
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <shadow.h>
#include <stdbool.h>
#include <stddef.h>

#include "common/account.h"
#include "common/gate.h"

enum native {
	NATIVE_NONE,			/* no such account */
	NATIVE_FOUND,
	NATIVE_TROUBLE			/* errno says */
};

/* What shadow(5) tells root, as it is: nothing of it has been looked at. */
struct native_secret {
	bool	 is_root;		/* who asked */
	bool	 known;			/* in shadow(5) */
	int	 error;			/* else errno, or 0 */
	struct spwd shadow;		/* days; its strings are gone */
	char	 hash[ACCOUNT_HASH_SIZE];	/* cut, if longer: no hash */
	char	 any[ACCOUNT_HASH_SIZE];	/* somebody's */
};

/* getpwnam(3): all of *who but its verdict and its groups. */
enum native	 native_find(const char *user, struct identity *who);

/* The groups, for one who got in. */
void		 native_groups(struct identity *who);

/*
 * All that needs root, as which it does nothing else: the caller clears
 * *secret, gives root up behind this, and wipes it.
 */
void		 native_fetch(const char *user, struct native_secret *secret);

/*
 * The hash of a user, as a field for native_check(); "" when nobody can log
 * in, *why then says why; *expired, if it is there but past its time.  With
 * des the old 13 characters count as well.  Without root NATIVE_TROUBLE.
 */
enum native	 native_hash(const struct native_secret *, bool des,
		    char hash[ACCOUNT_HASH_SIZE], const char **why,
		    const char **expired);

/*
 * A hash to compare an unknown user's password with: somebody's, or, when
 * nobody has one, what a new password would get.
 */
void		 native_any_hash(const struct native_secret *,
		    char hash[ACCOUNT_HASH_SIZE]);

/* password_check(), and crypt(3) where that needs it. */
bool		 native_check(const char *field, const char *password,
		    size_t len);

#endif
