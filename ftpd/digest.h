/*
 * digest: the checksums that HASH knows, behind one interface.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stddef.h>
#include <stdint.h>

#include "common/md5.h"
#include "common/sha256.h"

enum digest_kind {
	DIGEST_SHA256,		/* the default: zero */
	DIGEST_SHA512,
	DIGEST_SHA1,
	DIGEST_MD5,
	DIGEST_CRC32,
	DIGEST_KINDS
};

#define DIGEST_HEX	129		/* SHA-512 in hex, and a NUL */

struct sha1 {
	uint32_t h[5];
	uint64_t len;
	unsigned char block[64];
};

struct sha512 {
	uint64_t h[8];
	uint64_t len;			/* 2^64 bytes are enough */
	unsigned char block[128];
};

struct digest {
	enum digest_kind kind;
	union {
		struct sha256 sha256;
		struct sha512 sha512;
		struct sha1 sha1;
		struct md5 md5;
		uint32_t crc;
	} u;
};

/* As the draft and IANA call it: "SHA-256". */
const char *digest_name(enum digest_kind);

void	 digest_init(struct digest *, enum digest_kind);
void	 digest_update(struct digest *, const void *, size_t len);

/* In lower-case hex. */
void	 digest_final(struct digest *, char hex[DIGEST_HEX]);

#endif
