/*
 * proxy: a PROXY header, arriving byte by byte.  What was wanted more of is
 * never judged otherwise later, and a bad one changes nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/peer.h"
#include "tests/fuzz/must.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct peer before = { .ip = "192.0.2.1", .port = 7 };
	enum peer_proxy whole, part = PEER_PROXY_MORE;
	struct peer p = before, q;
	size_t n, used, used_then;
	uint8_t *copy;

	whole = peer_proxy(&p, data, size, &used);
	if (whole == PEER_PROXY_OK) {
		must(used > 0 && used <= size && used <= PEER_PROXY_MAX);
		q = p;
		must(peer_set(&q, p.ip, p.port));
		must(strcmp(p.ip, q.ip) == 0 && p.loopback == q.loopback);
	} else
		must(memcmp(&p, &before, sizeof(p)) == 0);
	must(whole != PEER_PROXY_MORE || size < PEER_PROXY_MAX);
	for (n = 0; n <= size && part == PEER_PROXY_MORE; n++) {
		copy = malloc(n + (n == 0));	/* its end is watched */
		if (copy == NULL)
			return 0;
		if (n > 0)
			memcpy(copy, data, n);
		q = before;
		part = peer_proxy(&q, copy, n, &used_then);
		free(copy);
	}
	must(part == whole);
	must(whole != PEER_PROXY_OK || (used_then == used &&
	    memcmp(&p, &q, sizeof(p)) == 0));
	return 0;
}
