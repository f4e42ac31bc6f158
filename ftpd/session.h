/*
 * session: after login, in the process that has become the user.
 */
#ifndef SESSION_H
#define SESSION_H

#include "ftpd/ftpd.h"

/*
 * s->who has logged in as s->ask says, and we are him, in his home, which is
 * the root directory (rooted) or not.  -1 with errno: it cannot be used.
 */
int	 session_enter(struct session *, bool rooted);

/*
 * Goes on where the front stopped: answers the login and serves until the
 * end.
 */
void	 session_run(struct session *);

void	 do_acct(struct session *, char *arg);
void	 do_abor(struct session *, char *arg);
void	 do_quit(struct session *, char *arg);
void	 do_rein(struct session *, char *arg);

#endif
