/*
 * scram: the server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677).
 *
 * The exchange is split over two processes.  The unprivileged one reads the
 * client's messages and builds the AuthMessage: struct scram.  The one that
 * can read the passwd-file checks the proof: struct scram_verifier.  All
 * functions are pure; messages are without their base64.
 *
 * Channel binding is not offered, so the client's flag may be n or y;
 * p is refused.
 */
#ifndef SCRAM_H
#define SCRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/account.h"
#include "common/base64.h"
#include "common/sha256.h"

enum {
	SCRAM_SALT_MAX = 64,		/* most servers make 16 bytes */
	SCRAM_NONCE_SIZE = 33,		/* 24 random bytes in base64, a NUL */
	SCRAM_CLIENT_NONCE_MAX = 128,	/* gsasl sends 24, others up to 64 */
	SCRAM_FIRST_MAX = 512,		/* client-first-message */
	SCRAM_SERVER_FIRST_SIZE = 320,	/* both nonces, salt, iterations */

	/*
	 * client-first-message-bare, server-first-message,
	 * client-final-message-without-proof, two commas, and no NUL.
	 */
	SCRAM_AUTH_MAX = 1700,

	/* "v=" and 32 bytes in base64, with a NUL. */
	SCRAM_FINAL_SIZE = 47
};

/* What the passwd-file holds for an account. */
struct scram_verifier {
	uint32_t	 iterations;
	uint32_t	 salt_len;
	unsigned char	 salt[SCRAM_SALT_MAX];
	unsigned char	 stored_key[SHA256_SIZE];
	unsigned char	 server_key[SHA256_SIZE];
};

/* What the client may see of it: the clerk's answer to "whose salt". */
struct scram_salt {
	uint32_t	 iterations;
	uint32_t	 salt_len;
	unsigned char	 salt[SCRAM_SALT_MAX];
};

/* One exchange, in the process that talks to the client. */
struct scram {
	char	 user[ACCOUNT_NAME_SIZE];	/* decoded, not yet lowered */
	char	 authzid[ACCOUNT_NAME_SIZE];	/* "" when there is none */
	size_t	 gs2_len;		/* first[0..gs2_len) is its header */
	size_t	 first_len;
	char	 first[SCRAM_FIRST_MAX];
	size_t	 client_nonce;		/* where in first it begins */
	size_t	 client_nonce_len;
	size_t	 server_first_len;
	char	 server_first[SCRAM_SERVER_FIRST_SIZE];
	size_t	 nonce_len;		/* in server_first, from offset 2 */
	size_t	 auth_len;
	char	 auth[SCRAM_AUTH_MAX];
	unsigned char	 proof[SHA256_SIZE];
};

/*
 * Parse one message of the client each, in this order.  -1 with errno:
 * EINVAL it is malformed or too long, EOPNOTSUPP it asks for channel
 * binding or for an extension that must be understood.
 */
int	 scram_client_first(struct scram *, const char *msg, size_t len);
int	 scram_client_final(struct scram *, const char *msg, size_t len);

/*
 * Builds server_first, between the two.  nonce is our own part.
 * -1 (EINVAL) when nonce or salt are out of bounds.
 */
int	 scram_server_first(struct scram *, const char *nonce,
	    const struct scram_salt *);

/*
 * Parses and prints what follows {SCRAM-SHA-256} in a passwd-file.  Both
 * return -1 with errno, EINVAL or ENOSPC.
 */
int	 scram_verifier_parse(struct scram_verifier *, const char *);
int	 scram_verifier_print(const struct scram_verifier *, char *out,
	    size_t size);

/*
 * Computes the keys of a password; iterations and salt are set already.
 */
void	 scram_verifier_make(struct scram_verifier *, const char *password,
	    size_t len);

/*
 * Whether the client has proved that it knows the password; the server's
 * signature, which proves in return that it has the verifier; and that as
 * server-final-message.
 */
bool	 scram_proof_ok(const struct scram_verifier *, const char *auth,
	    size_t auth_len, const unsigned char proof[SHA256_SIZE]);
void	 scram_signature(const struct scram_verifier *, const char *auth,
	    size_t auth_len, unsigned char out[SHA256_SIZE]);
void	 scram_server_final(const unsigned char signature[SHA256_SIZE],
	    char out[SCRAM_FINAL_SIZE]);

/*
 * A salt for a user who does not exist: always the same for a name, and
 * shaped like one that does.  P-4: else users could be probed.
 */
void	 scram_fake_salt(const unsigned char key[SHA256_SIZE],
	    const char *user, const struct scram_salt *like,
	    struct scram_salt *);

#endif
