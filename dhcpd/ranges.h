/*
 * ranges: what a configuration leaves for leases.
 */
#ifndef DHCPD_RANGES_H
#define DHCPD_RANGES_H

#include <stddef.h>
#include <stdint.h>

struct config;
struct leases;

/*
 * Tells the leases of the ranges and their pools.  The fixed addresses of
 * hosts are not in them, though they may lie in a range, nor are our own:
 * nobody else gets them.  -1 with ENOMEM: nothing has changed.
 */
int	 ranges_set(struct leases *, const struct config *,
	    const uint32_t *own, size_t nown);

#endif
