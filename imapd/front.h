/*
 * front: the not authenticated state (RFC 9051 section 6.2), in a process
 * that can do nothing but talk to the peer and ask the clerk.
 */
#ifndef FRONT_H
#define FRONT_H

#include "imapd/imapd.h"

/* Greets and serves until somebody has logged in or the session ends. */
void	 front_run(struct session *);

void	 do_login(struct session *, struct parse *);
void	 do_authenticate(struct session *, struct parse *);
void	 do_starttls(struct session *, struct parse *);

#endif
