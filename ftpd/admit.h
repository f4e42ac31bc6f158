/*
 * admit: the parent's part of the gate: who gets in, and as whom.
 *
 * Beside GATE_LOGIN, which gate_check() decides, it knows ADMIT_GUEST (user
 * anonymous), has ftpusers(5) and nologin(5) for system accounts, and the
 * names of HOST.
 */
#ifndef ADMIT_H
#define ADMIT_H

#include "ftpd/ftpd.h"

enum { ADMIT_GUEST = 'g' };

/*
 * Answers the front until somebody has logged in (s->who, s->anonymous), TLS
 * is wanted or the front is gone.
 */
enum gate_end admit_serve(struct session *);

/*
 * The account of anonymous users, found before the fork since it may need
 * NSS.  -1: -a names somebody who is not there; errno.
 */
int	 admit_find_guest(struct session *);

#endif
