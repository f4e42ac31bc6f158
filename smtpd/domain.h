/*
 * domain: which domains are ours.
 *
 * Those of -d, or without any the host's name; localhost; our own address
 * as a literal; and none at all, as in RCPT TO:<postmaster>.
 */
#ifndef DOMAIN_H
#define DOMAIN_H

#include <stdbool.h>

#include "smtpd/smtpd.h"

/* local_ip is this connection's own end, or "". */
bool	 domain_is_local(const struct settings *, const char *local_ip,
	    const char *domain);

/* What stands for the domains that have no name of their own. */
const char *domain_name(const struct settings *, const char *domain);

#endif
