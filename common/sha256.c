#include <string.h>

#include "common/sha256.h"

/* FIPS 180-4 section 4.2.2. */
static const uint32_t k[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
	0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
	0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
	0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
	0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t
rotate(uint32_t v, int n)
{
	return v >> n | v << (32 - n);
}

static uint32_t
load(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static void
store(unsigned char *p, uint32_t v)
{
	p[0] = v >> 24;
	p[1] = v >> 16 & 255;
	p[2] = v >> 8 & 255;
	p[3] = v & 255;
}

/* FIPS 180-4 section 6.2.2, step 3; the caller rotates the names instead. */
#define ROUND(a, b, c, d, e, f, g, h, i) do {				\
	uint32_t t = (h) + (rotate((e), 6) ^ rotate((e), 11) ^		\
	    rotate((e), 25)) + ((g) ^ ((e) & ((f) ^ (g)))) + k[i] + w[i];	\
	(d) += t;							\
	(h) = t + (rotate((a), 2) ^ rotate((a), 13) ^ rotate((a), 22)) +	\
	    (((a) & (b)) | ((c) & ((a) | (b))));			\
} while (0)

/* Over sixteen words, which is the form that a password's hash repeats. */
static void
compress(uint32_t state[8], const uint32_t in[16])
{
	uint32_t w[64];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
	int i;

	memcpy(w, in, SHA256_BLOCK);
	for (i = 16; i < 64; i++)
		w[i] = w[i - 16] + w[i - 7] +
		    (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^
		    w[i - 15] >> 3) +
		    (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^
		    w[i - 2] >> 10);
	for (i = 0; i < 64; i += 8) {
		ROUND(a, b, c, d, e, f, g, h, i);
		ROUND(h, a, b, c, d, e, f, g, i + 1);
		ROUND(g, h, a, b, c, d, e, f, i + 2);
		ROUND(f, g, h, a, b, c, d, e, i + 3);
		ROUND(e, f, g, h, a, b, c, d, i + 4);
		ROUND(d, e, f, g, h, a, b, c, i + 5);
		ROUND(c, d, e, f, g, h, a, b, i + 6);
		ROUND(b, c, d, e, f, g, h, a, i + 7);
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

static void
compress_bytes(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[16];
	int i;

	for (i = 0; i < 16; i++)
		w[i] = load(block + 4 * i);
	compress(state, w);
}

void
sha256_init(struct sha256 *s)
{
	static const uint32_t h[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	};

	memcpy(s->h, h, sizeof(h));
	s->len = 0;
}

void
sha256_update(struct sha256 *s, const void *data, size_t len)
{
	const unsigned char *p = data;
	size_t have = s->len % SHA256_BLOCK, n;

	s->len += len;
	while (len > 0) {
		if (have == 0 && len >= SHA256_BLOCK) {
			compress_bytes(s->h, p);
			n = SHA256_BLOCK;
		} else {
			n = SHA256_BLOCK - have;
			if (n > len)
				n = len;
			memcpy(s->block + have, p, n);
			have = (have + n) % SHA256_BLOCK;
			if (have == 0)
				compress_bytes(s->h, s->block);
		}
		p += n;
		len -= n;
	}
}

void
sha256_final(struct sha256 *s, unsigned char out[SHA256_SIZE])
{
	static const unsigned char pad[SHA256_BLOCK] = { 0x80 };
	unsigned char bits[8];
	size_t have = s->len % SHA256_BLOCK;
	int i;

	store(bits, (uint32_t)(s->len >> 29));
	store(bits + 4, (uint32_t)(s->len << 3));
	sha256_update(s, pad, (have < 56 ? 56 : 120) - have);
	sha256_update(s, bits, sizeof(bits));
	for (i = 0; i < 8; i++)
		store(out + 4 * i, s->h[i]);
	explicit_bzero(s, sizeof(*s));
}

void
hmac_sha256_init(struct hmac_sha256 *m, const void *key, size_t len)
{
	unsigned char pad[SHA256_BLOCK] = { 0 };
	size_t i;

	if (len > sizeof(pad)) {
		sha256_init(&m->inner);
		sha256_update(&m->inner, key, len);
		sha256_final(&m->inner, pad);
	} else if (len > 0)
		memcpy(pad, key, len);
	for (i = 0; i < sizeof(pad); i++)
		pad[i] ^= 0x36;
	sha256_init(&m->inner);
	sha256_update(&m->inner, pad, sizeof(pad));
	for (i = 0; i < sizeof(pad); i++)
		pad[i] ^= 0x36 ^ 0x5c;
	sha256_init(&m->outer);
	sha256_update(&m->outer, pad, sizeof(pad));
	explicit_bzero(pad, sizeof(pad));
}

void
hmac_sha256_update(struct hmac_sha256 *m, const void *data, size_t len)
{
	sha256_update(&m->inner, data, len);
}

void
hmac_sha256_final(struct hmac_sha256 *m, unsigned char out[SHA256_SIZE])
{
	sha256_final(&m->inner, out);
	sha256_update(&m->outer, out, SHA256_SIZE);
	sha256_final(&m->outer, out);
}

void
hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
    unsigned char out[SHA256_SIZE])
{
	struct hmac_sha256 m;

	hmac_sha256_init(&m, key, key_len);
	hmac_sha256_update(&m, data, len);
	hmac_sha256_final(&m, out);
}

/*
 * w = HMAC(w), for a key whose two padded blocks are already hashed into
 * inner and outer: w is one block of 32 bytes, a 1 bit and the length, 96
 * bytes with the key's block before it.  So an iteration is two
 * compressions and no copying of bytes.
 */
static void
hmac_again(const uint32_t inner[8], const uint32_t outer[8], uint32_t w[16])
{
	uint32_t h[8];

	memcpy(h, inner, sizeof(h));
	compress(h, w);
	memcpy(w, h, sizeof(h));
	memcpy(h, outer, sizeof(h));
	compress(h, w);
	memcpy(w, h, sizeof(h));
}

void
pbkdf2_sha256(const void *password, size_t len, const void *salt,
    size_t salt_len, uint32_t iterations, unsigned char out[SHA256_SIZE])
{
	static const unsigned char first_block[4] = { 0, 0, 0, 1 };
	struct hmac_sha256 key, m;
	uint32_t w[16] = { 0 }, sum[8];
	int i;

	hmac_sha256_init(&key, password, len);
	m = key;
	hmac_sha256_update(&m, salt, salt_len);
	hmac_sha256_update(&m, first_block, sizeof(first_block));
	hmac_sha256_final(&m, out);
	for (i = 0; i < 8; i++)
		sum[i] = w[i] = load(out + 4 * i);
	w[8] = 0x80000000;
	w[15] = (SHA256_BLOCK + SHA256_SIZE) * 8;
	while (--iterations > 0) {
		hmac_again(key.inner.h, key.outer.h, w);
		for (i = 0; i < 8; i++)
			sum[i] ^= w[i];
	}
	for (i = 0; i < 8; i++)
		store(out + 4 * i, sum[i]);
	explicit_bzero(&key, sizeof(key));
	explicit_bzero(w, sizeof(w));
	explicit_bzero(sum, sizeof(sum));
}
