/* link_find: what interfaces the system has. */
#include <sys/socket.h>

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/link.h"

static struct link *
link_named(struct links *links, const char *name)
{
	size_t i;

	for (i = 0; i < links->n; i++)
		if (strcmp(links->item[i].interface.name, name) == 0)
			return &links->item[i];
	return NULL;
}

static void
add_hardware(struct links *links, const struct ifaddrs *a)
{
	const struct sockaddr_ll *ll =
	    (const struct sockaddr_ll *)(const void *)a->ifa_addr;
	struct link *l;

	if (link_named(links, a->ifa_name) != NULL || links->n == LINK_MAX ||
	    strlen(a->ifa_name) >= sizeof(l->interface.name))
		return;
	l = &links->item[links->n++];
	memset(l, 0, sizeof(*l));
	l->fd = -1;
	strcpy(l->interface.name, a->ifa_name);
	l->interface.index = ll->sll_ifindex;
	l->interface.hardware.type = (uint8_t)ll->sll_hatype;
	if (ll->sll_halen <= sizeof(ll->sll_addr)) {
		l->interface.hardware.len = ll->sll_halen;
		memcpy(l->interface.hardware.addr, ll->sll_addr,
		    ll->sll_halen);
	}
}

static void
add_address(struct links *links, const struct ifaddrs *a)
{
	struct link *l = link_named(links, a->ifa_name);
	const struct sockaddr_in *in =
	    (const struct sockaddr_in *)(const void *)a->ifa_addr;
	const struct sockaddr_in *mask =
	    (const struct sockaddr_in *)(const void *)a->ifa_netmask;
	uint32_t addr = ntohl(in->sin_addr.s_addr);

	if (l == NULL)
		return;
	if (l->interface.address == 0) {
		l->interface.address = addr;
		if (mask != NULL)
			l->interface.netmask = ntohl(mask->sin_addr.s_addr);
	}
	if (l->naddresses < nitems(l->addresses))
		l->addresses[l->naddresses++] = addr;
}

static bool
wanted(const struct ifaddrs *a)
{
	const unsigned flags = IFF_UP | IFF_BROADCAST;

	return a->ifa_addr != NULL && (a->ifa_flags & flags) == flags &&
	    (a->ifa_flags & IFF_LOOPBACK) == 0;
}

int
links_discover(struct links *links)
{
	struct ifaddrs *all, *a;

	links->n = 0;
	links->udp = -1;
	if (getifaddrs(&all) == -1)
		return -1;
	for (a = all; a != NULL; a = a->ifa_next)
		if (wanted(a) && a->ifa_addr->sa_family == AF_PACKET)
			add_hardware(links, a);
	for (a = all; a != NULL; a = a->ifa_next)
		if (wanted(a) && a->ifa_addr->sa_family == AF_INET)
			add_address(links, a);
	freeifaddrs(all);
	return 0;
}

int
links_only(struct links *links, const char *const *names, const char **bad)
{
	struct links *some = calloc(1, sizeof(*some));
	const struct link *l;

	if (some == NULL)
		return -1;
	for (; *names != NULL; names++) {
		l = link_named(links, *names);
		if (l == NULL) {
			*bad = *names;
			free(some);
			errno = ENODEV;
			return -1;
		}
		if (link_named(some, *names) == NULL)
			some->item[some->n++] = *l;
	}
	memcpy(links->item, some->item, sizeof(links->item));
	links->n = some->n;
	free(some);
	return 0;
}

bool
links_ours(const struct links *links, uint32_t addr)
{
	size_t i, k;

	for (i = 0; i < links->n; i++)
		for (k = 0; k < links->item[i].naddresses; k++)
			if (links->item[i].addresses[k] == addr)
				return true;
	return false;
}
