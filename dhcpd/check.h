/*
 * check: dhcpd -t and -T.
 */
#ifndef DHCPD_CHECK_H
#define DHCPD_CHECK_H

#include <stdbool.h>

/*
 * Reads the file, says on standard error all that is wrong with it, and
 * returns the exit status: 0, or 1 as ISC dhcpd's.  quiet: errors only.
 */
int	 check_config(const char *path, bool quiet);

/*
 * Reads a lease file below the directory dirfd, logs all that is wrong with
 * it, prints how much there is, and returns the exit status.
 */
int	 check_leases(int dirfd, const char *name);

#endif
