#include <string.h>

#include "dhcpd/link.h"

/* RFC 791 and RFC 768: where what lies. */
enum {
	IP_TOTAL = 2,
	IP_FRAGMENT = 6,
	IP_TTL = 8,
	IP_PROTOCOL = 9,
	IP_SUM = 10,
	IP_SOURCE = 12,
	IP_DESTINATION = 16,
	IP_HEADER = 20,
	UDP_SOURCE = 0,
	UDP_DESTINATION = 2,
	UDP_LENGTH = 4,
	UDP_SUM = 6,
	UDP_HEADER = 8,

	PROTOCOL_UDP = 17,
	TTL = 64,
	TOS_LOWDELAY = 0x10	/* as ISC sends it */
};

#define FRAGMENT	0x3fff	/* more fragments, or an offset */

static uint32_t
sum(const uint8_t *p, size_t len, uint32_t s)
{
	for (; len > 1; p += 2, len -= 2)
		s += get_u16(p);
	if (len > 0)
		s += (uint32_t)*p << 8;
	return s;
}

static uint16_t
fold(uint32_t s)
{
	while (s > 0xffff)
		s = (s >> 16) + (s & 0xffff);
	return (uint16_t)~s;
}

/* RFC 768: over addresses, protocol and length as well. */
static uint16_t
udp_sum(const uint8_t *ip, const uint8_t *udp, size_t len)
{
	uint32_t s = PROTOCOL_UDP + (uint32_t)len;

	return fold(sum(udp, len, sum(ip + IP_SOURCE, 8, s)));
}

const uint8_t *
frame_parse(const uint8_t *ip, size_t len, uint16_t port, bool checked,
    struct arrival *a, size_t *message)
{
	const uint8_t *udp;
	size_t header, total, length;

	if (len < IP_HEADER || ip[0] >> 4 != 4)
		return NULL;
	header = (size_t)(ip[0] & 15) * 4;
	total = get_u16(ip + IP_TOTAL);
	if (header < IP_HEADER || total > len ||
	    total < header + UDP_HEADER || ip[IP_PROTOCOL] != PROTOCOL_UDP ||
	    (get_u16(ip + IP_FRAGMENT) & FRAGMENT) != 0)
		return NULL;
	if (checked && fold(sum(ip, header, 0)) != 0)
		return NULL;
	udp = ip + header;
	length = get_u16(udp + UDP_LENGTH);
	if (length < UDP_HEADER || length > total - header ||
	    get_u16(udp + UDP_DESTINATION) != port)
		return NULL;
	if (checked && get_u16(udp + UDP_SUM) != 0 &&
	    udp_sum(ip, udp, length) != 0)
		return NULL;
	a->source = get_u32(ip + IP_SOURCE);
	a->destination = get_u32(ip + IP_DESTINATION);
	a->source_port = get_u16(udp + UDP_SOURCE);
	*message = length - UDP_HEADER;
	return udp + UDP_HEADER;
}

void
frame_build(uint8_t *ip, size_t len, uint32_t source, uint16_t source_port,
    uint32_t destination, uint16_t port, uint16_t id)
{
	uint8_t *udp = ip + IP_HEADER;
	uint16_t check;

	memset(ip, 0, FRAME_HEADER);
	ip[0] = 4 << 4 | IP_HEADER / 4;
	ip[1] = TOS_LOWDELAY;
	put_u16(ip + IP_TOTAL, (uint16_t)(len + FRAME_HEADER));
	put_u16(ip + 4, id);
	ip[IP_TTL] = TTL;
	ip[IP_PROTOCOL] = PROTOCOL_UDP;
	put_u32(ip + IP_SOURCE, source);
	put_u32(ip + IP_DESTINATION, destination);
	put_u16(ip + IP_SUM, fold(sum(ip, IP_HEADER, 0)));
	put_u16(udp + UDP_SOURCE, source_port);
	put_u16(udp + UDP_DESTINATION, port);
	put_u16(udp + UDP_LENGTH, (uint16_t)(len + UDP_HEADER));
	check = udp_sum(ip, udp, len + UDP_HEADER);
	put_u16(udp + UDP_SUM, check != 0 ? check : 0xffff);
}
