/*
 * sha256: SHA-256 (FIPS 180-4), HMAC (RFC 2104), PBKDF2 (RFC 8018).
 *
 * What SCRAM-SHA-256 (RFC 5802, RFC 7677) needs and nothing more.  Each
 * final function wipes its context.
 */
#ifndef SHA256_H
#define SHA256_H

#include <stddef.h>
#include <stdint.h>

enum {
	SHA256_SIZE = 32,
	SHA256_BLOCK = 64
};

struct sha256 {
	uint32_t	 h[8];
	uint64_t	 len;			/* bytes seen */
	unsigned char	 block[SHA256_BLOCK];
};

struct hmac_sha256 {
	struct sha256	 inner, outer;
};

void	 sha256_init(struct sha256 *);
void	 sha256_update(struct sha256 *, const void *, size_t len);
void	 sha256_final(struct sha256 *, unsigned char out[SHA256_SIZE]);

void	 hmac_sha256_init(struct hmac_sha256 *, const void *key, size_t len);
void	 hmac_sha256_update(struct hmac_sha256 *, const void *, size_t len);
void	 hmac_sha256_final(struct hmac_sha256 *,
	    unsigned char out[SHA256_SIZE]);

/* The whole of it in one call. */
void	 hmac_sha256(const void *key, size_t key_len, const void *data,
	    size_t len, unsigned char out[SHA256_SIZE]);

/*
 * The first block of PBKDF2-HMAC-SHA-256, which is Hi() of RFC 5802
 * section 2.2.  iterations is at least 1; the caller has capped it.
 */
void	 pbkdf2_sha256(const void *password, size_t len, const void *salt,
	    size_t salt_len, uint32_t iterations,
	    unsigned char out[SHA256_SIZE]);

#endif
