/*
 * early: what the configuration says of the time before it is read for good:
 * ports and paths, which are opened while there is privilege.  A process
 * without any reads it and hands over this struct; nothing of it is believed
 * that is not of its size.
 */
#ifndef DHCPD_EARLY_H
#define DHCPD_EARLY_H

#include <stdbool.h>
#include <stdint.h>

#include "dhcpd/privilege.h"

#define EARLY_PATH	1024

struct early {
	bool	 good;		/* false: the file is wrong, and why is said */
	char	 leases[EARLY_PATH];	/* "": not said */
	char	 pid_file[EARLY_PATH];
	uint16_t local_port, remote_port;	/* 0: not said */
	uint32_t local_address;
	int	 facility;	/* -1: not said */
};

/* Reads the configuration; waits for the process.  -1 with errno. */
int	 early_read(struct early *, const char *config, struct privilege *);

#endif
