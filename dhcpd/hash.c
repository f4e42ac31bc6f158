/* hash: SipHash-1-3 by Aumasson and Bernstein, half of its key fixed. */
#include <sys/random.h>

#include <string.h>
#include <time.h>

#include "dhcpd/hash.h"

struct sip {
	uint64_t	 a, b, c, d;
};

static uint64_t
rotate(uint64_t x, int n)
{
	return x << n | x >> (64 - n);
}

static void
sip_round(struct sip *s)
{
	s->a += s->b;
	s->b = rotate(s->b, 13) ^ s->a;
	s->a = rotate(s->a, 32);
	s->c += s->d;
	s->d = rotate(s->d, 16) ^ s->c;
	s->a += s->d;
	s->d = rotate(s->d, 21) ^ s->a;
	s->c += s->b;
	s->b = rotate(s->b, 17) ^ s->c;
	s->c = rotate(s->c, 32);
}

/* The kernel has no entropy in the first second of a boot: then the clock. */
uint64_t
hash_seed(void)
{
	struct timespec ts;
	uint64_t seed = 0;

	if (getrandom(&seed, sizeof(seed), GRND_NONBLOCK) == sizeof(seed))
		return seed;
	clock_gettime(CLOCK_REALTIME, &ts);
	return (uint64_t)ts.tv_sec * 1000000007u ^ (uint64_t)ts.tv_nsec << 20;
}

uint64_t
hash_bytes(uint64_t seed, const void *data, size_t len)
{
	struct sip s = { seed ^ 0x736f6d6570736575u, 0x646f72616e646f6du ^ 77,
	    seed ^ 0x6c7967656e657261u, 0x7465646279746573u ^ 77 };
	const uint8_t *p = data;
	uint64_t word, last = (uint64_t)len << 56;
	size_t i, rest = len % 8;
	int n;

	for (i = 0; i + 8 <= len; i += 8) {
		memcpy(&word, p + i, 8);
		s.d ^= word;
		sip_round(&s);
		s.a ^= word;
	}
	for (i = 0; i < rest; i++)
		last |= (uint64_t)p[len - rest + i] << (8 * i);
	s.d ^= last;
	sip_round(&s);
	s.a ^= last;
	s.c ^= 0xff;
	for (n = 0; n < 3; n++)
		sip_round(&s);
	return s.a ^ s.b ^ s.c ^ s.d;
}
