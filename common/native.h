/*
 * native: the system's own accounts and crypt(3), for
 * postern-checkpassword(8) only.
 */
#ifndef NATIVE_H
#define NATIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "common/account.h"
#include "common/gate.h"

enum native {
	NATIVE_NONE,			/* no such account */
	NATIVE_FOUND,
	NATIVE_TROUBLE			/* errno says */
};

/* getpwnam(3): all of *who but its verdict and its groups. */
enum native	 native_find(const char *user, struct identity *who);

/* The groups, for one who got in. */
void		 native_groups(struct identity *who);

/*
 * The hash of a user, as a field for native_check(); "" when nobody can log
 * in, *why then says why; *expired, if it is there but past its time.  With
 * des the old 13 characters count as well.  Without root NATIVE_TROUBLE.
 */
enum native	 native_hash(const char *user, bool des,
		    char hash[ACCOUNT_HASH_SIZE], const char **why,
		    const char **expired);

/*
 * A hash to compare an unknown user's password with: somebody's, or, when
 * nobody has one, what a new password would get.
 */
void		 native_any_hash(char hash[ACCOUNT_HASH_SIZE]);

/* password_check(), and crypt(3) where that needs it. */
bool		 native_check(const char *field, const char *password,
		    size_t len);

#endif
