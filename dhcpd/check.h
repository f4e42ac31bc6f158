/*
 * check: dhcpd -t.
 */
#ifndef DHCPD_CHECK_H
#define DHCPD_CHECK_H

#include <stdbool.h>

/*
 * Reads the file, says on standard error all that is wrong with it, and
 * returns the exit status: 0, or 1 as ISC dhcpd's.  quiet: errors only.
 */
int	 check_config(const char *path, bool quiet);

#endif
