/*
 * domain: which domains are ours.
 */
#include <sys/socket.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string.h>
#include <strings.h>

#include "common/gate.h"
#include "common/scan.h"
#include "smtpd/domain.h"

/* RFC 5321 section 4.1.3, of this connection's own end. */
static bool
is_own_literal(const char *local_ip, const char *literal)
{
	unsigned char ours[16], theirs[16];
	char text[GATE_IP];
	int family = AF_INET;
	size_t len = strlen(literal);

	if (len < 3 || literal[len - 1] != ']')
		return false;
	literal++;
	len -= 2;
	if (strncasecmp(literal, "IPv6:", 5) == 0) {
		family = AF_INET6;
		literal += 5;
		len -= 5;
	}
	memset(ours, 0, sizeof(ours));
	memset(theirs, 0, sizeof(theirs));
	return scan_copy(text, sizeof(text), literal, len) &&
	    inet_pton(family, text, theirs) == 1 &&
	    inet_pton(family, local_ip, ours) == 1 &&
	    memcmp(ours, theirs, sizeof(ours)) == 0;
}

bool
domain_is_local(const struct settings *set, const char *local_ip,
    const char *domain)
{
	size_t i;

	if (*domain == '\0' || strcasecmp(domain, "localhost") == 0)
		return true;
	if (*domain == '[')
		return is_own_literal(local_ip, domain);
	if (set->domains.n == 0)
		return set->suite.host != NULL &&
		    strcasecmp(set->suite.host, domain) == 0;
	for (i = 0; i < set->domains.n; i++)
		if (strcasecmp(set->domains.item[i], domain) == 0)
			return true;
	return false;
}

const char *
domain_name(const struct settings *set, const char *domain)
{
	if (*domain != '\0' && *domain != '[' &&
	    strcasecmp(domain, "localhost") != 0)
		return domain;
	return set->domains.n > 0 ? set->domains.item[0] : set->suite.host;
}
