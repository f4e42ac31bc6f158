/*
 * config_impl: the tables hosts are found by.
 */
#ifndef DHCPD_CONFIG_IMPL_H
#define DHCPD_CONFIG_IMPL_H

#include "dhcpd/config.h"

enum host_key { KEY_HARDWARE, KEY_UID, KEY_IDENTITY };

struct host_entry {
	struct host_entry *next;
	struct host	*host;
	struct bytes	 key;
	uint64_t	 hash;
};

struct host_table {
	struct host_entry **buckets;
	size_t		 mask;		/* of buckets, a power of two, less 1 */
};

/* The type is part of a hardware address, the option of its value. */
struct bytes host_hardware_key(struct arena *, uint8_t htype,
	    struct bytes address);
struct bytes host_identity_key(struct arena *, const struct option *,
	    struct bytes value);

#endif
