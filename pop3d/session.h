/*
 * session: the TRANSACTION state, in the process that has become the user.
 */
#ifndef SESSION_H
#define SESSION_H

#include "pop3d/pop3d.h"

/*
 * Goes on where the front stopped: s->who has logged in as s->ask says, and
 * this process is him, in his home directory.  Locks itself up in the
 * Maildir, answers the login and serves until the end.
 */
void	 session_run(struct session *);

/* The UPDATE state and the last reply. */
void	 session_quit(struct session *);

void	 do_stat(struct session *, char *arg);
void	 do_noop(struct session *, char *arg);
void	 do_rset(struct session *, char *arg);
void	 do_last(struct session *, char *arg);

/* message.c: about one message, or each. */
void	 do_list(struct session *, char *arg);
void	 do_uidl(struct session *, char *arg);
void	 do_retr(struct session *, char *arg);
void	 do_top(struct session *, char *arg);
void	 do_dele(struct session *, char *arg);

#endif
