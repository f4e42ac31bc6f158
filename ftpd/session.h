/*
 * session: after login, in the process that has become the user.
 */
#ifndef SESSION_H
#define SESSION_H

#include "ftpd/ftpd.h"

/*
 * Still what the parent is (root, perhaps): opens what the session will need
 * and starts its helpers, then becomes s->who, below his home for good.  -1
 * with errno.
 */
int	 session_enter(struct session *);

/*
 * Goes on where the front stopped: s->who has logged in as s->ask says.
 * Answers the login and serves until the end.
 */
void	 session_run(struct session *);

void	 do_acct(struct session *, char *arg);
void	 do_abor(struct session *, char *arg);
void	 do_quit(struct session *, char *arg);
void	 do_rein(struct session *, char *arg);

#endif
