/*
 * front: before login, in a process that can do nothing but talk to the
 * peer and ask its clerk.
 */
#ifndef FRONT_H
#define FRONT_H

#include "ftpd/ftpd.h"

/* Greets and serves until somebody has logged in or the session ends. */
void	 front_run(struct session *);

/* The banner, and a name: "220-..." and "220 ... ready" (also by REIN). */
void	 front_greet(struct session *);

void	 do_user(struct session *, char *arg);
void	 do_pass(struct session *, char *arg);
void	 do_host(struct session *, char *arg);
void	 do_auth(struct session *, char *arg);

#endif
