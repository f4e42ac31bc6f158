/*
 * flags: the command line, which is ISC dhcpd's (dhcpd(8)).
 */
#ifndef DHCPD_FLAGS_H
#define DHCPD_FLAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/link.h"

#define FLAGS_CONFIG	"/etc/dhcp/dhcpd.conf"
#define FLAGS_LEASES	"/var/lib/dhcp/dhcpd.leases"
#define FLAGS_PID	"/var/run/dhcpd.pid"

struct flags {
	uint16_t	 port;		/* -p; 0: not given */
	bool		 foreground;	/* -f, -d */
	bool		 to_stderr;	/* -d */
	bool		 quiet;		/* -q */
	bool		 test;		/* -t */
	bool		 test_leases;	/* -T */
	bool		 no_pid;	/* --no-pid */
	const char	*config;	/* -cf */
	const char	*leases;	/* -lf; NULL: not given */
	const char	*pid_file;	/* -pf; NULL: not given */
	const char	*user, *group;	/* NULL: not given */
	uint32_t	 broadcast;	/* -s; 0: not given */
	const char	*interfaces[LINK_MAX + 1];	/* ends with NULL */
	size_t		 ninterfaces;
};

enum flags_end {
	FLAGS_OK,
	FLAGS_SHOWN,		/* --help, --version */
	FLAGS_BAD		/* error says which */
};

/* All strings borrow from argv and, as ISC's do, from the environment. */
enum flags_end flags_read(struct flags *, int argc, char **argv,
	    char *error, size_t size);

#endif
