/*
 * packet: a BOOTP or DHCP message (RFC 951, RFC 2131 section 2), taken
 * apart and put together.
 *
 * Addresses are numbers in host order here and everywhere in dhcpd, but in
 * the bytes of options.  A struct packet points into itself and into what it
 * was parsed from: it is not to be copied, and lives no longer than that.
 */
#ifndef DHCPD_PACKET_H
#define DHCPD_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dhcpd/bytes.h"

#define PACKET_HEADER	236	/* before the cookie */
#define PACKET_OPTIONS	240	/* behind it */
#define PACKET_MIN	300	/* RFC 951: no reply is shorter */
#define PACKET_MAX	4096	/* longest request; longer ones are no DHCP */
#define PACKET_COOKIE	0x63825363u
#define PACKET_UDP	28	/* bytes of IP and UDP header before it */
#define PACKET_SIZE_MIN	576	/* what each host takes (RFC 2131 section 2) */
#define PACKET_VEND	64	/* BOOTP's field for options, with the cookie */

#define PACKET_CHADDR	16
#define PACKET_SNAME	64
#define PACKET_FILE	128

#define FLAG_BROADCAST 0x8000u	/* in flags */

enum {
	BOOTREQUEST = 1,
	BOOTREPLY = 2
};

enum {
	HTYPE_ETHERNET = 1,
	HTYPE_INFINIBAND = 32
};

/* Option 53; what is above DHCPINFORM is of RFC 4388. */
enum {
	BOOTP = 0,		/* there was none */
	DHCPDISCOVER = 1,
	DHCPOFFER,
	DHCPREQUEST,
	DHCPDECLINE,
	DHCPACK,
	DHCPNAK,
	DHCPRELEASE,
	DHCPINFORM,
	DHCPLEASEQUERY = 10,
	DHCPLEASEUNASSIGNED,
	DHCPLEASEUNKNOWN,
	DHCPLEASEACTIVE
};

/* The codes that the server itself knows. */
enum {
	OPT_PAD = 0,
	OPT_SUBNET_MASK = 1,
	OPT_ROUTERS = 3,
	OPT_HOST_NAME = 12,
	OPT_REQUESTED = 50,
	OPT_LEASE_TIME = 51,
	OPT_OVERLOAD = 52,
	OPT_MESSAGE_TYPE = 53,
	OPT_SERVER_ID = 54,
	OPT_PARAMETERS = 55,
	OPT_MESSAGE = 56,
	OPT_MAX_SIZE = 57,
	OPT_RENEWAL = 58,
	OPT_REBINDING = 59,
	OPT_VENDOR_CLASS = 60,
	OPT_CLIENT_ID = 61,
	OPT_SERVER_NAME = 66,
	OPT_FILENAME = 67,
	OPT_USER_CLASS = 77,
	OPT_RAPID_COMMIT = 80,
	OPT_FQDN = 81,
	OPT_AGENT = 82,
	OPT_LAST_TRANSACTION = 91,
	OPT_ASSOCIATED = 92,
	OPT_ARCHITECTURE = 93,
	OPT_PXE_CLIENT_ID = 97,
	OPT_V6ONLY = 108,
	OPT_AUTO_CONFIG = 116,
	OPT_SUBNET_SELECTION = 118,
	OPT_END = 255
};

/* Sub-options of 82 that decide where a client is and who answers. */
enum {
	AGENT_CIRCUIT_ID = 1,
	AGENT_REMOTE_ID = 2,
	AGENT_LINK_SELECTION = 5,	/* RFC 3527 */
	AGENT_SERVER_ID = 11,		/* RFC 5107 */
	AGENT_RELAY_PORT = 19		/* RFC 8357 */
};

/* A hardware address; len 0: none that says anything (RFC 4390). */
struct hardware {
	uint8_t	 type;
	uint8_t	 len;			/* at most PACKET_CHADDR */
	uint8_t	 addr[PACKET_CHADDR];	/* 0 behind len */
};

struct packet {
	uint8_t	 op;
	uint8_t	 hops;
	uint8_t	 type;		/* option 53, or BOOTP */
	bool	 cookie;	/* the options field has RFC 2132's */
	struct hardware	hardware;
	uint32_t xid;
	uint16_t secs;		/* as they came, big-endian */
	uint16_t flags;
	uint32_t ciaddr, yiaddr, siaddr, giaddr;
	uint8_t	 chaddr[PACKET_CHADDR];
	uint8_t	 hlen;		/* as it came: may be more than 16 */
	uint8_t	 sname[PACKET_SNAME];	/* not ended, maybe options */
	uint8_t	 file[PACKET_FILE];
	bool	 overload_file, overload_sname;	/* they held options */
	bool	 nul;		/* its host name ended with a NUL */
	struct bytes raw;	/* the whole message, borrowed */
	struct bytes options[256];	/* by code; data NULL: not there */
	size_t	 used;		/* of joined */
	uint8_t	 joined[PACKET_MAX];	/* those that came in pieces */
};

/*
 * Takes a message apart.  An option that is cut short ends the options:
 * those before it count.  A zero-length client-id counts as none, and a
 * host name loses its trailing NULs.  False when it is shorter than
 * PACKET_HEADER or longer than PACKET_MAX; op is not looked at.
 */
bool	 packet_parse(struct packet *, const uint8_t *raw, size_t len);

bool	 packet_has(const struct packet *, uint8_t code);

/* An option of four bytes or more, its first four; 0: not there. */
uint32_t packet_u32(const struct packet *, uint8_t code);

/*
 * A sub-option of the relay's, 82 (RFC 3046 section 2): the first of its
 * code.  data NULL: not there, or cut short.
 */
struct bytes packet_agent(const struct packet *, uint8_t code);

/* One option of a reply; its bytes are borrowed. */
struct packet_option {
	uint8_t		 code;
	struct bytes	 value;
};

#define PACKET_REPLY	1500	/* room for the longest reply we write */

/* How a reply is laid out. */
struct packet_layout {
	size_t	 max;		/* longest message, without IP and UDP */
	bool	 cookie;	/* else no options at all (RFC 951) */
	bool	 use_file;	/* options may go to file, where it is empty */
	bool	 use_sname;
};

/*
 * Writes the message and returns its length, at least PACKET_MIN and at
 * most layout->max (which is not below PACKET_MIN).  Options go in the
 * order given, those above 255 bytes split (RFC 3396); 82 keeps its room
 * and is the last; what does not fit in the options field goes to file and
 * sname, if allowed, and 52 says so.  Those that fit nowhere are left out
 * and counted in *lost.  Of *p the header is taken; its type, options and
 * raw are not looked at.
 */
size_t	 packet_build(uint8_t out[PACKET_REPLY], const struct packet *p,
	    const struct packet_option *options, size_t n,
	    const struct packet_layout *layout, size_t *lost);

/* "aa:bb:cc:dd:ee:ff" as the log and the lease file write it. */
#define HARDWARE_TEXT	(3 * PACKET_CHADDR + 1)
char	*hardware_text(const struct hardware *, char text[HARDWARE_TEXT]);
bool	 hardware_equal(const struct hardware *, const struct hardware *);

/* "192.0.2.1" of a number in host order. */
#define ADDRESS_TEXT	16
char	*address_text(uint32_t addr, char text[ADDRESS_TEXT]);

uint16_t get_u16(const uint8_t *);
uint32_t get_u32(const uint8_t *);
void	 put_u16(uint8_t *, uint16_t);
void	 put_u32(uint8_t *, uint32_t);

#endif
