/*
 * users: the accounts that mail can come to.
 *
 * With -f they are those of the passwd-file.  Else they are the system's:
 * root asks for each by postern-checkpassword -i; not root there is but one
 * user we can deliver to, ourselves, and /etc/passwd says who that is.
 */
#ifndef USERS_H
#define USERS_H

#include <stdbool.h>

#include "common/check.h"
#include "smtpd/envelope.h"
#include "smtpd/post.h"

struct users {
	struct check_source	 source;	/* the system's: nothing set */
	uid_t			 euid;		/* ours */
	int			 passwd;	/* -f, or /etc/passwd; or -1 */
	bool			 own_only;	/* no other uid than ours */
	struct target		 own;		/* then: who we are */
};

/*
 * -1 with errno, and *what is the file.  When /etc/passwd does not tell who
 * we are, passwd stays -1 and own_only false: the system is asked.
 */
int	 users_open(struct users *, const struct settings *,
	    const char **what);

/* The same with the file of -f open already, or -1; were we root? */
void	 users_take(struct users *, int passwd, bool root);

void	 users_close(struct users *);

/*
 * The account local@domain, or else local; t->user tells which.  Fills all
 * of *t but its tag and address, which become "".  POST_OK, POST_UNKNOWN,
 * POST_TEMPORARY or, for an account that cannot be delivered to,
 * POST_CONFIG.
 */
enum post_verdict users_find(struct users *, const char *local,
	    const char *domain, struct target *t);

/* The first account there is; POST_UNKNOWN when that is not to be told. */
enum post_verdict users_first(struct users *, struct target *t);

/* The directory that all mail is below, "" when that is not to be told. */
void	 users_root(const struct users *, char dir[ACCOUNT_HOME_SIZE]);

#endif
