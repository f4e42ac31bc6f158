/*
 * blocklist: asks DNS block lists.
 */
#include <sys/socket.h>
#include <sys/types.h>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/jail.h"
#include "common/record.h"
#include "common/scan.h"
#include "smtpd/blocklist.h"
#include "smtpd/brief.h"

/* 0: none has it; else the number of the zone and one. */
struct outcome {
	uint32_t zone;
};

bool
blocklist_name(char *name, size_t size, const char *ip, const char *zone)
{
	unsigned char a[16];
	size_t n = 0, i;
	int len;

	if (inet_pton(AF_INET, ip, a) == 1) {
		len = snprintf(name, size, "%u.%u.%u.%u.%s", a[3], a[2], a[1],
		    a[0], zone);
		return len >= 0 && (size_t)len < size;
	}
	if (inet_pton(AF_INET6, ip, a) != 1 || size < 4 * sizeof(a))
		return false;
	for (i = sizeof(a); i-- > 0; n += 4)
		(void)snprintf(name + n, size - n, "%x.%x.", a[i] & 15u,
		    a[i] >> 4);
	len = snprintf(name + n, size - n, "%s", zone);
	return len >= 0 && (size_t)len < size - n;
}

/*
 * RFC 5782 section 2.1: an address in 127.0.0.0/8 means yes.  The lists that
 * refuse to answer a resolver say so in the last 256 of them.
 */
static bool
means_yes(uint32_t address)
{
	return address >> 24 == 127 && address >> 8 != 0x7fffff;
}

static bool
listed(const char *name)
{
	struct addrinfo hints, *all, *a;
	struct sockaddr_in in;
	bool found = false;

	memset(&hints, 0, sizeof(hints));
	hints.ai_family = AF_INET;
	hints.ai_socktype = SOCK_STREAM;
	if (getaddrinfo(name, NULL, &hints, &all) != 0)
		return false;
	for (a = all; a != NULL && !found; a = a->ai_next) {
		if (a->ai_addrlen != sizeof(in))
			continue;
		memcpy(&in, a->ai_addr, sizeof(in));
		found = means_yes(ntohl(in.sin_addr.s_addr));
	}
	freeaddrinfo(all);
	return found;
}

static void
answer(const struct option_list *zones, const char *ip, int fd)
{
	struct outcome o = { 0 };
	char name[512];
	size_t i;

	for (i = 0; i < zones->n && o.zone == 0; i++)
		if (blocklist_name(name, sizeof(name), ip, zones->item[i]) &&
		    listed(name))
			o.zone = (uint32_t)i + 1;
	(void)record_send(fd, &o, sizeof(o));
}

void
blocklist_job(uint32_t arg, int fd)
{
	const struct transaction *t = brief_own();
	char ip[GATE_IP];

	(void)arg;
	if (record_read(fd, ip, sizeof(ip), 0) && BRIEF_ENDS(ip))
		answer(&t->set->blocklists, ip, fd);
}

bool
blocklist_find(struct transaction *t, const char *ip, char *zone)
{
	const struct option_list *zones = &t->set->blocklists;
	char question[GATE_IP] = "";
	struct outcome o;
	struct worker w;
	bool ok;

	zone[0] = '\0';
	if (zones->n == 0 || ip[0] == '\0' ||
	    !scan_copy(question, sizeof(question), ip, strlen(ip)))
		return false;
	ok = worker_start(&w, t, WORKER_BLOCKLIST, JAIL_NOBODY,
	    JAIL_NOBODY, BLOCKLIST_SECONDS) &&
	    record_send(w.fd, question, sizeof(question)) &&
	    worker_read(&w, &o, sizeof(o), BLOCKLIST_SECONDS);
	worker_leave(&w);
	return ok && o.zone > 0 && o.zone <= zones->n &&
	    scan_copy(zone, GATE_TEXT, zones->item[o.zone - 1],
	    strlen(zones->item[o.zone - 1]));
}
