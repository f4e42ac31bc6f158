/*
 * account: the passwd-file, one account at a time.
 *
 *	name:hash:uid:gid:gecos:home:shell:extra
 *
 * as passwd(5) has it; trailing fields may be missing, lines that are
 * empty or begin with # are comments.  The file is read as if it were
 * hostile: a line that is too long, holds a NUL, has a bad name or a bad
 * number is skipped and the rest still counts.  Of two lines with one name
 * the first wins.
 *
 * The file is read with pread(2) in one pass that parses only the line it
 * is looking for, so ten thousand accounts cost well under a millisecond,
 * processes may share the descriptor, and nothing is kept between calls.
 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <sys/types.h>

#include <stdbool.h>
#include <stddef.h>

enum {
	ACCOUNT_NAME_SIZE = 336,	/* 64 + 1 + 255 and a NUL */
	ACCOUNT_HASH_SIZE = 512,	/* crypt(3): CRYPT_OUTPUT_SIZE is 384 */
	ACCOUNT_HOME_SIZE = 1024,
	ACCOUNT_SHELL_SIZE = 256,
	ACCOUNT_EXTRA_SIZE = 512,
	ACCOUNT_LINE_MAX = 4096		/* longer lines are skipped */
};

struct account {
	char	 name[ACCOUNT_NAME_SIZE];	/* as account_name() makes it */
	char	 hash[ACCOUNT_HASH_SIZE];	/* a secret: wipe it */
	uid_t	 uid;			/* empty field: our effective one */
	gid_t	 gid;
	bool	 ours;			/* they were empty */
	char	 home[ACCOUNT_HOME_SIZE];	/* "" when the field is empty */
	char	 shell[ACCOUNT_SHELL_SIZE];
	char	 extra[ACCOUNT_EXTRA_SIZE];	/* may hold colons */
};

/* What a login can prove itself with, as bits. */
enum {
	MECHANISM_PLAIN = 1,
	MECHANISM_LOGIN = 2,
	MECHANISM_SCRAM = 4,		/* SCRAM-SHA-256 */
	MECHANISM_APOP = 8
};

/*
 * Makes a user name of what a client sent: ASCII letters become small, and
 * a name is refused that is empty, does not fit, begins with a dot, or holds
 * a slash, a colon, white space or any control character (a NUL too), since
 * it may become a path and is a field of this file.  Other bytes stay.
 * False: refused.
 */
bool	 account_name(const char *in, size_t len,
	    char out[ACCOUNT_NAME_SIZE]);

/*
 * Opens a passwd-file.  Only a regular file: anything else could block or
 * never end.  -1 with errno.
 */
int	 account_open(const char *path);

/* The same of what is open already; closes it when it is no such file. */
int	 account_check(int fd);

/*
 * Finds the account of user, which account_name() has made.  For
 * joe@domain the line of that name is wanted, or, when the caller says that
 * the domain is a local one, the line of joe.
 *
 * When first is not NULL it gets the file's first account that can log in
 * (name[0] is NUL when there is none): what an unknown user is compared
 * with, so that he costs the same time.
 *
 * Returns 1, 0 when there is no such account, -1 with errno; EBADMSG: there is
 * a line of his, but it is none of a passwd-file.  fd is a regular file,
 * borrowed.
 */
int	 account_find(int fd, const char *user, bool domain_is_local,
	    struct account *found, struct account *first);

/*
 * The first account of this uid, with an empty hash: 1, 0, -1 with errno.
 */
int	 account_of_uid(int fd, uid_t uid, struct account *found);

/*
 * The nearest directory that the homes of all accounts are in or are: 1, 0
 * when there are none, -1 with errno.
 */
int	 account_root(int fd, char dir[ACCOUNT_HOME_SIZE]);

/*
 * The mechanisms that every account which can log in supports:
 * MECHANISM_SCRAM when each has a {SCRAM-SHA-256} verifier, MECHANISM_APOP
 * when each has its secret as {PLAIN}; PLAIN and LOGIN always.  Clients
 * take the strongest on offer and do not fall back, so one account without
 * a verifier must hide SCRAM.  Stops reading when neither is left: on
 * files of crypt(3) hashes that is the first account.  On errors only PLAIN
 * and LOGIN are left.
 */
unsigned account_mechanisms(int fd);

/*
 * Is it in shells(5)?  An empty one is /bin/sh, as everywhere.
 */
bool	 account_shell_ok(const char *shell);

/*
 * Copies the value of key from a list of key=value that is separated by
 * white space or commas, as the extra field is; a key without "=" has the
 * value "".  False when it is not there or does not fit.
 */
bool	 account_extra(const char *extra, const char *key, char *value,
	    size_t size);

#endif
