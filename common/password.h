/*
 * password: one password against one stored field, without crypt(3).
 *
 * A field may begin with a scheme word in braces, as Dovecot writes them:
 *
 *	{PLAIN} {CLEARTEXT}	the password itself
 *	{SCRAM-SHA-256}		iterations,salt,StoredKey,ServerKey
 *	{CRYPT} {MD5-CRYPT} {SHA256-CRYPT} {SHA512-CRYPT} {BLF-CRYPT}
 *	none			crypt(3) text, which must begin with $
 *	{DES-CRYPT}		13 characters: DES only where asked for by name
 *
 * crypt(3) is not called here, since the servers are also built with a libc
 * that has none: postern-checkpassword(8) does that.
 *
 * P-1: an empty field, *, !, x, and whatever else is none of these matches
 * no password.
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

enum {
	PASSWORD_MAX = 511,	/* CRYPT_MAX_PASSPHRASE_SIZE with its NUL */

	/*
	 * A stored verifier may ask for at most so many iterations, about
	 * half a second.
	 */
	PASSWORD_ITERATIONS_MAX = 1000000
};

enum scheme {
	SCHEME_NONE,		/* nobody logs in with this field */
	SCHEME_PLAIN,
	SCHEME_SCRAM,
	SCHEME_CRYPT
};

enum password {
	PASSWORD_NO,
	PASSWORD_YES,
	PASSWORD_NEEDS_CRYPT	/* ask postern-checkpassword */
};

/* *rest, when not NULL, gets what follows the scheme word. */
enum scheme	 password_scheme(const char *field, const char **rest);

/*
 * Could it be a password at all: not empty (LDAP binds without one), no
 * NUL, not too long?
 */
bool		 password_usable(const char *password, size_t len);

/*
 * Compares in constant time.  A password that does not match is tried once
 * more with its non-ASCII spaces made ASCII ones, all of RFC 8265 that
 * needs no tables (P-5).
 */
enum password	 password_check(const char *field, const char *password,
		    size_t len);

/*
 * Takes as long as password_check() would with this field and a wrong
 * password, for users that do not exist; field is another account's.
 * Returns PASSWORD_NO or PASSWORD_NEEDS_CRYPT.
 */
enum password	 password_dummy(const char *field, const char *password,
		    size_t len);

/*
 * Copies password with its non-ASCII spaces made ASCII ones to out, which
 * has room for len bytes and a NUL.  Returns the new length, or 0 when
 * there was none of them.
 */
size_t		 password_spaces(const char *password, size_t len, char *out);

#endif
