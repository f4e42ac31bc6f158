/*
 * bytes: a run of octets that somebody else owns.
 *
 * data is NULL for "null", which is not the same as an empty run: an option
 * that is absent, an expression that has no value.
 */
#ifndef DHCPD_BYTES_H
#define DHCPD_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	const uint8_t	*data;
	size_t		 len;
};

#endif
