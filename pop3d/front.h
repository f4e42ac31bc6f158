/*
 * front: the AUTHORIZATION state, in a process that can do nothing but
 * talk to the peer and ask the clerk.
 */
#ifndef FRONT_H
#define FRONT_H

#include "pop3d/pop3d.h"

/* Greets and serves until somebody has logged in or the session ends. */
void	 front_run(struct session *);

/*
 * Cuts the folder out of a name: "joe+lists@here" becomes "joe@here" and
 * "lists".  False, and an unusable name, when either is empty or does not
 * fit.
 */
bool	 front_split(char user[GATE_USER], char folder[GATE_TAG]);

void	 do_user(struct session *, char *arg);
void	 do_pass(struct session *, char *arg);
void	 do_apop(struct session *, char *arg);
void	 do_auth(struct session *, char *arg);
void	 do_stls(struct session *, char *arg);
void	 do_utf8(struct session *, char *arg);

#endif
