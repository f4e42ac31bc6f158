/*
 * listen: the sockets that requests come to, from wherever they are: given
 * by systemd, by inetd, or opened here.
 */
#ifndef TFTPD_LISTEN_H
#define TFTPD_LISTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "tftpd/flags.h"

struct sockets {
	size_t	 n;
	int	 fds[SERVER_SOCKETS];
	bool	 inherited;		/* somebody starts us when needed */
};

/*
 * Finds or opens them all and makes them ready (udp_prepare()).  -1, and
 * in error which one and why.
 */
int	 listen_find(struct sockets *, const struct flags *, char *error,
	    size_t size);

#endif
