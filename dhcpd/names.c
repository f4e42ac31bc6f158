#include <sys/socket.h>

#include <netdb.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dhcpd/hash.h"
#include "dhcpd/names.h"

struct name {
	struct name	*next;
	size_t		 n;		/* addresses */
	uint32_t	 address[NAMES_ADDRESSES];
	char		 text[];
};

static int64_t
monotonic(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static int
ask_resolver(const char *name, uint32_t *addresses, size_t max)
{
	struct addrinfo hints = { .ai_family = AF_INET,
	    .ai_socktype = SOCK_DGRAM }, *list = NULL, *ai;
	struct sockaddr_in sin;
	int error = getaddrinfo(name, NULL, &hints, &list);
	size_t n = 0;

	if (error == EAI_AGAIN || error == EAI_FAIL || error == EAI_SYSTEM ||
	    error == EAI_MEMORY)
		return -1;
	for (ai = list; ai != NULL && n < max; ai = ai->ai_next) {
		memcpy(&sin, ai->ai_addr, sizeof(sin));
		addresses[n++] = ntohl(sin.sin_addr.s_addr);
	}
	if (list != NULL)
		freeaddrinfo(list);
	return (int)n;
}

void
names_init(struct names *names)
{
	memset(names, 0, sizeof(*names));
	names->look_up = ask_resolver;
	names->clock = monotonic;
	names->silent_until = INT64_MIN;
	names->seed = hash_seed();
	/* For glibc; musl's gives up after five seconds. */
	(void)setenv("RES_OPTIONS", "timeout:2 attempts:1", 0);
}

void
names_free(struct names *names)
{
	struct name *n;
	size_t i;

	for (i = 0; i < NAMES_BUCKETS; i++)
		while ((n = names->buckets[i]) != NULL) {
			names->buckets[i] = n->next;
			free(n);
		}
}

static struct name *
remember(struct names *names, const char *text)
{
	size_t len = strlen(text);
	struct name **bucket = &names->buckets[hash_bytes(names->seed, text,
	    len) % NAMES_BUCKETS], *n;

	for (n = *bucket; n != NULL; n = n->next)
		if (strcmp(n->text, text) == 0)
			return n;
	n = malloc(sizeof(*n) + len + 1);
	if (n == NULL)
		return NULL;
	n->n = 0;
	memcpy(n->text, text, len + 1);
	n->next = *bucket;
	*bucket = n;
	return n;
}

/* False: nobody answered, now or a moment ago; what was known stays. */
static bool
refresh(struct names *names, struct name *n)
{
	int64_t began = names->clock();
	int found;

	if (began < names->silent_until)
		return false;
	found = names->look_up(n->text, n->address, NAMES_ADDRESSES);
	if (found != -1) {
		n->n = (size_t)found;
		return true;
	}
	/* Who says at once that he cannot tell may be asked on. */
	names->lost += names->clock() - began;
	if (names->lost >= NAMES_LOST) {
		names->silent_until = names->clock() + NAMES_SILENCE;
		names->lost = 0;
	}
	return false;
}

int
names_find(struct names *names, const char *text, uint32_t *addresses,
    size_t max)
{
	struct name *n = remember(names, text);
	size_t found;

	if (n == NULL || (!refresh(names, n) && n->n == 0))
		return -1;
	found = n->n < max ? n->n : max;
	memcpy(addresses, n->address, found * sizeof(*addresses));
	return (int)found;
}

size_t
names_again(struct names *names)
{
	int64_t stop = names->clock() + NAMES_BUDGET;
	size_t i, found = 0;
	struct name *n;

	for (i = 0; i < NAMES_BUCKETS && names->clock() < stop; i++) {
		names->at = (names->at + 1) % NAMES_BUCKETS;
		for (n = names->buckets[names->at]; n != NULL; n = n->next) {
			if (n->n > 0)
				continue;
			if (refresh(names, n))
				found += n->n > 0;
		}
	}
	return found;
}
