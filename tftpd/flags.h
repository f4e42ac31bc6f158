/*
 * flags: the command line, which is tftpd-hpa's (5.2 and 6.0) and a few
 * words more (tftpd(8)).
 */
#ifndef TFTPD_FLAGS_H
#define TFTPD_FLAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "tftpd/server.h"

struct flags {
	struct config	 config;	/* -B -R -T -W -c -p -r -s -U -v ... */
	bool		 ipv4, ipv6;	/* neither: both */
	bool		 alone;		/* -l */
	bool		 foreground;	/* -L */
	bool		 to_stderr;	/* -e */
	const char	*user;		/* -u; NULL: not given */
	const char	*pid_file;	/* -P */
	const char	*map_file;	/* -m */
	const char	*map_test;	/* --map-test */
	unsigned long	 map_steps;	/* 0: not given */
	unsigned long	 idle;		/* -t, seconds; 0: not given */
	const char	*service;	/* -S: a port for all addresses */
	size_t		 naddresses;
	const char	*addresses[SERVER_SOCKETS];
	size_t		 ndirs;
	const char	*dirs[FILE_ROOTS];
};

enum flags_end {
	FLAGS_OK,
	FLAGS_SHOWN,		/* -h, -V: nothing is left to be done */
	FLAGS_BAD		/* error says which */
};

/* All strings borrow from argv. */
enum flags_end flags_read(struct flags *, int argc, char **argv,
	    char *error, size_t size);

#endif
