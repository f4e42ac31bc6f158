/*
 * md5: MD5 (RFC 1321), for two formats that ask for it and for nothing
 * else: the digest of APOP (RFC 1939 section 7) and the UIDLs of servers
 * that made them so.
 */
#ifndef MD5_H
#define MD5_H

#include <stddef.h>
#include <stdint.h>

enum {
	MD5_SIZE = 16,
	MD5_BLOCK = 64,
	MD5_HEX_SIZE = 33		/* 32 digits and a NUL */
};

struct md5 {
	uint32_t	 h[4];
	uint64_t	 len;			/* bytes seen */
	unsigned char	 block[MD5_BLOCK];
};

void	 md5_init(struct md5 *);
void	 md5_update(struct md5 *, const void *, size_t len);

/* Also wipes the context. */
void	 md5_final(struct md5 *, unsigned char out[MD5_SIZE]);

/* Lower-case digits, as RFC 1939 writes them, and a NUL. */
void	 md5_hex(const unsigned char digest[MD5_SIZE],
	    char out[MD5_HEX_SIZE]);

#endif
