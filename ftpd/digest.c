#include <string.h>

#include "ftpd/digest.h"

#define ROTL32(x, n)	((x) << (n) | (x) >> (32 - (n)))
#define ROTR64(x, n)	((x) >> (n) | (x) << (64 - (n)))

static const char *const names[] = {
	[DIGEST_SHA256] = "SHA-256",
	[DIGEST_SHA512] = "SHA-512",
	[DIGEST_SHA1] = "SHA-1",
	[DIGEST_MD5] = "MD5",
	[DIGEST_CRC32] = "CRC32"
};

const char *
digest_name(enum digest_kind kind)
{
	return names[kind];
}

/* FIPS 180-4 section 6.1.2. */
static void
sha1_block(struct sha1 *s, const unsigned char *p)
{
	uint32_t w[80], v[5], f, k, t;
	unsigned i;

	for (i = 0; i < 16; i++, p += 4)
		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		    (uint32_t)p[2] << 8 | p[3];
	for (; i < 80; i++)
		w[i] = ROTL32(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16],
		    1);
	memcpy(v, s->h, sizeof(v));
	for (i = 0; i < 80; i++) {
		if (i < 20) {
			f = (v[1] & v[2]) | (~v[1] & v[3]);
			k = 0x5a827999;
		} else if (i < 40 || i >= 60) {
			f = v[1] ^ v[2] ^ v[3];
			k = i < 40 ? 0x6ed9eba1 : 0xca62c1d6;
		} else {
			f = (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]);
			k = 0x8f1bbcdc;
		}
		t = ROTL32(v[0], 5) + f + v[4] + k + w[i];
		v[4] = v[3];
		v[3] = v[2];
		v[2] = ROTL32(v[1], 30);
		v[1] = v[0];
		v[0] = t;
	}
	for (i = 0; i < 5; i++)
		s->h[i] += v[i];
}

/* The first 64 bits of the fractions of the first 80 primes' cube roots. */
static const uint64_t sha512_k[80] = {
	0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f,
	0xe9b5dba58189dbbc, 0x3956c25bf348b538, 0x59f111f1b605d019,
	0x923f82a4af194f9b, 0xab1c5ed5da6d8118, 0xd807aa98a3030242,
	0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
	0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235,
	0xc19bf174cf692694, 0xe49b69c19ef14ad2, 0xefbe4786384f25e3,
	0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65, 0x2de92c6f592b0275,
	0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
	0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f,
	0xbf597fc7beef0ee4, 0xc6e00bf33da88fc2, 0xd5a79147930aa725,
	0x06ca6351e003826f, 0x142929670a0e6e70, 0x27b70a8546d22ffc,
	0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
	0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6,
	0x92722c851482353b, 0xa2bfe8a14cf10364, 0xa81a664bbc423001,
	0xc24b8b70d0f89791, 0xc76c51a30654be30, 0xd192e819d6ef5218,
	0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
	0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99,
	0x34b0bcb5e19b48a8, 0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb,
	0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3, 0x748f82ee5defb2fc,
	0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
	0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915,
	0xc67178f2e372532b, 0xca273eceea26619c, 0xd186b8c721c0c207,
	0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178, 0x06f067aa72176fba,
	0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
	0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc,
	0x431d67c49c100d4c, 0x4cc5d4becb3e42b6, 0x597f299cfc657e2a,
	0x5fcb6fab3ad6faec, 0x6c44198c4a475817
};

/* FIPS 180-4 section 6.4.2. */
static void
sha512_block(struct sha512 *s, const unsigned char *p)
{
	uint64_t w[80], v[8], t1, t2;
	unsigned i, j;

	for (i = 0; i < 16; i++)
		for (w[i] = 0, j = 0; j < 8; j++)
			w[i] = w[i] << 8 | *p++;
	for (; i < 80; i++)
		w[i] = w[i - 16] + w[i - 7] +
		    (ROTR64(w[i - 15], 1) ^ ROTR64(w[i - 15], 8) ^
		    w[i - 15] >> 7) + (ROTR64(w[i - 2], 19) ^
		    ROTR64(w[i - 2], 61) ^ w[i - 2] >> 6);
	memcpy(v, s->h, sizeof(v));
	for (i = 0; i < 80; i++) {
		t1 = v[7] + (ROTR64(v[4], 14) ^ ROTR64(v[4], 18) ^
		    ROTR64(v[4], 41)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) +
		    sha512_k[i] + w[i];
		t2 = (ROTR64(v[0], 28) ^ ROTR64(v[0], 34) ^
		    ROTR64(v[0], 39)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^
		    (v[1] & v[2]));
		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += t1;
		v[0] = t1 + t2;
	}
	for (i = 0; i < 8; i++)
		s->h[i] += v[i];
}

static void
sha1_update(struct sha1 *s, const unsigned char *p, size_t n)
{
	size_t used = s->len % 64, room = 64 - used;

	s->len += n;
	if (used > 0 && n >= room) {
		memcpy(s->block + used, p, room);
		sha1_block(s, s->block);
		p += room;
		n -= room;
		used = 0;
	}
	for (; used == 0 && n >= 64; p += 64, n -= 64)
		sha1_block(s, p);
	memcpy(s->block + used, p, n);
}

static void
sha512_update(struct sha512 *s, const unsigned char *p, size_t n)
{
	size_t used = s->len % 128, room = 128 - used;

	s->len += n;
	if (used > 0 && n >= room) {
		memcpy(s->block + used, p, room);
		sha512_block(s, s->block);
		p += room;
		n -= room;
		used = 0;
	}
	for (; used == 0 && n >= 128; p += 128, n -= 128)
		sha512_block(s, p);
	memcpy(s->block + used, p, n);
}

/* A one bit, zeros, and the length in bits at the end of a block. */
static size_t
padding(unsigned char pad[256], uint64_t len, size_t block, size_t count)
{
	size_t used = (size_t)(len % block), n, i;

	n = (used < block - count ? block : 2 * block) - used;
	memset(pad, 0, n);
	pad[0] = 0x80;
	for (i = 0; i < 8; i++)
		pad[n - 1 - i] = (unsigned char)(len << 3 >> 8 * i);
	pad[n - 9] |= count > 8 ? (unsigned char)(len >> 61) : 0;
	return n;
}

/* CRC-32 of ISO 3309, as Ethernet and zip have it. */
static uint32_t
crc32_update(uint32_t crc, const unsigned char *p, size_t n)
{
	static uint32_t table[256];
	uint32_t c;
	unsigned i, bit;

	for (i = 0; table[255] == 0 && i < 256; i++) {
		for (c = i, bit = 0; bit < 8; bit++)
			c = c >> 1 ^ (c & 1 ? 0xedb88320 : 0);
		table[i] = c;
	}
	while (n-- > 0)
		crc = crc >> 8 ^ table[(crc ^ *p++) & 0xff];
	return crc;
}

void
digest_init(struct digest *d, enum digest_kind kind)
{
	static const uint32_t h1[5] = { 0x67452301, 0xefcdab89, 0x98badcfe,
	    0x10325476, 0xc3d2e1f0 };
	static const uint64_t h512[8] = {
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b,
		0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f,
		0x1f83d9abfb41bd6b, 0x5be0cd19137e2179
	};

	memset(d, 0, sizeof(*d));
	d->kind = kind;
	switch (kind) {
	case DIGEST_SHA512:
		memcpy(d->u.sha512.h, h512, sizeof(h512));
		break;
	case DIGEST_SHA1:
		memcpy(d->u.sha1.h, h1, sizeof(h1));
		break;
	case DIGEST_MD5:
		md5_init(&d->u.md5);
		break;
	case DIGEST_CRC32:
		d->u.crc = 0xffffffff;
		break;
	default:
		sha256_init(&d->u.sha256);
	}
}

void
digest_update(struct digest *d, const void *p, size_t len)
{
	switch (d->kind) {
	case DIGEST_SHA512:
		sha512_update(&d->u.sha512, p, len);
		break;
	case DIGEST_SHA1:
		sha1_update(&d->u.sha1, p, len);
		break;
	case DIGEST_MD5:
		md5_update(&d->u.md5, p, len);
		break;
	case DIGEST_CRC32:
		d->u.crc = crc32_update(d->u.crc, p, len);
		break;
	default:
		sha256_update(&d->u.sha256, p, len);
	}
}

static size_t
sha1_final(struct sha1 *s, unsigned char *out)
{
	unsigned char pad[256];
	size_t i;

	sha1_update(s, pad, padding(pad, s->len, 64, 8));
	for (i = 0; i < 20; i++)
		out[i] = (unsigned char)(s->h[i / 4] >> (24 - 8 * (i % 4)));
	return i;
}

static size_t
sha512_final(struct sha512 *s, unsigned char *out)
{
	unsigned char pad[256];
	size_t i;

	sha512_update(s, pad, padding(pad, s->len, 128, 16));
	for (i = 0; i < 64; i++)
		out[i] = (unsigned char)(s->h[i / 8] >> (56 - 8 * (i % 8)));
	return i;
}

void
digest_final(struct digest *d, char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char out[64];
	size_t i, n;

	switch (d->kind) {
	case DIGEST_SHA512:
		n = sha512_final(&d->u.sha512, out);
		break;
	case DIGEST_SHA1:
		n = sha1_final(&d->u.sha1, out);
		break;
	case DIGEST_MD5:
		md5_final(&d->u.md5, out);
		n = MD5_SIZE;
		break;
	case DIGEST_CRC32:
		for (n = 0; n < 4; n++)
			out[n] = (unsigned char)(~d->u.crc >> (24 - 8 * n));
		break;
	default:
		sha256_final(&d->u.sha256, out);
		n = SHA256_SIZE;
	}
	for (i = 0; i < n; i++) {
		hex[2 * i] = digits[out[i] >> 4];
		hex[2 * i + 1] = digits[out[i] & 15];
	}
	hex[2 * n] = '\0';
}
