/*
 * privilege: whom dhcpd becomes, and what of root's it keeps.
 *
 * The server keeps nothing.  The errands' process keeps, where root started
 * it, the right to read a configuration that only root can read, with its
 * keys: it is that user's with one capability (CAP_DAC_READ_SEARCH, or in
 * containers that have not that one CAP_DAC_OVERRIDE), which it raises to open
 * a file for reading, and only
 *  - whatever the configuration names, until privilege_seal(), which comes
 *    before the first packet is read; then
 *  - what was opened so, and what is below the configuration's directory.
 */
#ifndef DHCPD_PRIVILEGE_H
#define DHCPD_PRIVILEGE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/daemon.h"
#include "dhcpd/flags.h"

struct privilege {
	struct daemon_user user;
	bool	 change;		/* become that user */
	char	 config_dir[PATH_MAX];	/* with a slash behind it; "": none */
	uint32_t reader;		/* the capability's bit; 0: none */
	bool	 sealed;
	char	**opened;		/* real paths, of before the seal */
	size_t	 nopened;
};

/*
 * -user, or whose directory it is that leases are kept in, or the default
 * user; the usual directory is given to them when it is root's.  Says so in
 * the log.  -1 with errno: there is no such user.
 */
int	 privilege_find(struct privilege *, const struct flags *,
	    const char *lease_dir, bool usual);

/* For the server's process: the user, and not even what root keeps. */
int	 privilege_drop(const struct privilege *, const char *chroot_to);

/* For the errands': the user, and the right to read. */
int	 privilege_drop_but_read(struct privilege *);
/*
 * For the process that looks into the configuration before the user is known:
 * nobody, and the right to read.
 */
int	 privilege_nobody(struct privilege *);
/* A file of the configuration, for reading.  -1 with errno. */
int	 privilege_open(struct privilege *, const char *path);
void	 privilege_seal(struct privilege *);

#endif
