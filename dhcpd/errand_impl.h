/*
 * errand_impl: what the two processes say to each other.
 *
 * A request is one record: a letter, a number that its answer repeats, and
 * text.
 */
#ifndef DHCPD_ERRAND_IMPL_H
#define DHCPD_ERRAND_IMPL_H

#include <sys/socket.h>

#include <stddef.h>
#include <stdint.h>

#include "dhcpd/errand.h"
#include "dhcpd/names.h"

struct request {
	char		 kind;	/* one of the below */
	uint32_t	 serial;
	char		 text[ERRAND_SIZE];
};

enum {
	ERRAND_OPEN = 'o',
	ERRAND_RESOLVE = 'r',
	ERRAND_MISSING = 'm',
	ERRAND_EXECUTE = 'x',
	ERRAND_SEAL = 's'
};

#define REQUEST_HEAD	offsetof(struct request, text)

struct answer {
	uint32_t	 serial;
	int		 error;		/* errno, or 0 */
	uint32_t	 n;
	uint32_t	 address[NAMES_ADDRESSES];
};

union control {
	struct cmsghdr	 align;
	char		 space[CMSG_SPACE(sizeof(int))];
};

#endif
