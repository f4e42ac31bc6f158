/*
 * packet_impl: what reading and building a packet share.
 */
#ifndef DHCPD_PACKET_IMPL_H
#define DHCPD_PACKET_IMPL_H

#include "dhcpd/packet.h"

/* Where the fields of RFC 2131 section 2 lie. */
enum {
	AT_OP = 0,
	AT_HTYPE = 1,
	AT_HLEN = 2,
	AT_HOPS = 3,
	AT_XID = 4,
	AT_SECS = 8,
	AT_FLAGS = 10,
	AT_CIADDR = 12,
	AT_YIADDR = 16,
	AT_SIADDR = 20,
	AT_GIADDR = 24,
	AT_CHADDR = 28,
	AT_SNAME = 44,
	AT_FILE = 108
};

enum {
	OVERLOAD_FILE = 1,	/* RFC 2132 section 9.3 */
	OVERLOAD_SNAME = 2
};

#define PART_MAX	255	/* bytes of one piece of an option */

#endif
