#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/password.h"
#include "common/scan.h"
#include "common/scram.h"
#include "common/secret.h"

#define FAKE_ITERATIONS	4096	/* RFC 7677 section 4: at least */
#define FAKE_SALT	16

/* A list of attributes, "x=value" with commas between (RFC 5802 s. 5.1). */
struct cursor {
	const char	*p, *end;
};

static int
fail(int error)
{
	errno = error;
	return -1;
}

/* The next attribute if it has this name; it is not empty. */
static bool
attribute(struct cursor *c, char name, const char **value, size_t *len)
{
	const char *comma;

	if (c->end - c->p < 3 || c->p[0] != name || c->p[1] != '=')
		return false;
	*value = c->p + 2;
	comma = memchr(*value, ',', (size_t)(c->end - *value));
	if (comma == NULL) {
		*len = (size_t)(c->end - *value);
		c->p = c->end;
	} else {
		*len = (size_t)(comma - *value);
		c->p = comma + 1;
		if (c->p == c->end)	/* a comma and nothing behind it */
			return false;
	}
	return *len > 0;
}

/* Extensions that nobody has to understand; false: not even a list. */
static bool
skip_extensions(struct cursor *c, char until)
{
	const char *value;
	size_t len;

	while (c->p < c->end && *c->p != until) {
		if (((*c->p | 0x20) < 'a' || (*c->p | 0x20) > 'z') ||
		    !attribute(c, *c->p, &value, &len))
			return false;
	}
	return true;
}

/* saslname: "=2C" is a comma, "=3D" an equals sign, no other "=". */
static bool
decode_name(const char *s, size_t len, char out[ACCOUNT_NAME_SIZE])
{
	size_t i, used = 0;
	char c;

	for (i = 0; i < len; i++) {
		c = s[i];
		if (c == '=') {
			if (len - i >= 3 && memcmp(s + i, "=2C", 3) == 0)
				c = ',';
			else if (!(len - i >= 3 &&
			    memcmp(s + i, "=3D", 3) == 0))
				return false;
			i += 2;
		}
		if (used == ACCOUNT_NAME_SIZE - 1)
			return false;
		out[used++] = c;
	}
	out[used] = '\0';
	return used > 0 && scan_utf8(out, used);
}

/* gs2-header: the binding flag and whom to act for. */
static int
parse_gs2(struct scram *s, struct cursor *c)
{
	const char *name;
	size_t len;

	s->authzid[0] = '\0';
	if (c->end - c->p < 3)
		return fail(EINVAL);
	if (c->p[0] == 'p')
		return fail(EOPNOTSUPP);
	if ((c->p[0] != 'n' && c->p[0] != 'y') || c->p[1] != ',')
		return fail(EINVAL);
	c->p += 2;
	if (*c->p == ',')
		c->p++;
	else if (!attribute(c, 'a', &name, &len) ||
	    !decode_name(name, len, s->authzid))
		return fail(EINVAL);
	return 0;
}

static bool
nonce_is_good(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] < 0x21 || s[i] > 0x7e || s[i] == ',')
			return false;
	return len > 0;
}

int
scram_client_first(struct scram *s, const char *msg, size_t len)
{
	struct cursor c;
	const char *value;
	size_t n;

	if (len > sizeof(s->first) || memchr(msg, '\0', len) != NULL)
		return fail(EINVAL);
	memcpy(s->first, msg, len);
	s->first_len = len;
	c.p = s->first;
	c.end = s->first + len;
	if (parse_gs2(s, &c) == -1)
		return -1;
	s->gs2_len = (size_t)(c.p - s->first);
	if (c.p < c.end && *c.p == 'm')
		return fail(EOPNOTSUPP);
	if (!attribute(&c, 'n', &value, &n) || !decode_name(value, n, s->user))
		return fail(EINVAL);
	if (!attribute(&c, 'r', &value, &n) || !nonce_is_good(value, n) ||
	    n > SCRAM_CLIENT_NONCE_MAX || !skip_extensions(&c, '\0'))
		return fail(EINVAL);
	s->client_nonce = (size_t)(value - s->first);
	s->client_nonce_len = n;
	return 0;
}

int
scram_server_first(struct scram *s, const char *nonce,
    const struct scram_salt *salt)
{
	char text[BASE64_SIZE(SCRAM_SALT_MAX)];
	int n;

	if (salt->salt_len == 0 || salt->salt_len > SCRAM_SALT_MAX ||
	    strlen(nonce) >= SCRAM_NONCE_SIZE)
		return fail(EINVAL);
	base64_encode(salt->salt, salt->salt_len, text, sizeof(text));
	n = snprintf(s->server_first, sizeof(s->server_first),
	    "r=%.*s%s,s=%s,i=%u", (int)s->client_nonce_len,
	    s->first + s->client_nonce, nonce, text,
	    (unsigned)salt->iterations);
	if (n < 0 || (size_t)n >= sizeof(s->server_first))
		return fail(EINVAL);
	s->server_first_len = (size_t)n;
	s->nonce_len = s->client_nonce_len + strlen(nonce);
	return 0;
}

/* client-first-bare "," server-first "," client-final-without-proof */
static int
build_auth(struct scram *s, const char *final, size_t len)
{
	int n;

	n = snprintf(s->auth, sizeof(s->auth), "%.*s,%.*s,%.*s",
	    (int)(s->first_len - s->gs2_len), s->first + s->gs2_len,
	    (int)s->server_first_len, s->server_first, (int)len, final);
	if (n < 0 || (size_t)n >= sizeof(s->auth))
		return fail(EINVAL);
	s->auth_len = (size_t)n;
	return 0;
}

/* c= is our client's own gs2 header again: nobody has changed its flag. */
static bool
same_header(const struct scram *s, const char *value, size_t len)
{
	char text[BASE64_SIZE(SCRAM_FIRST_MAX)];
	ssize_t n;

	n = base64_encode(s->first, s->gs2_len, text, sizeof(text));
	return (size_t)n == len && memcmp(text, value, len) == 0;
}

int
scram_client_final(struct scram *s, const char *msg, size_t len)
{
	struct cursor c = { msg, msg + len };
	const char *value;
	size_t n, without;

	if (len > SCRAM_AUTH_MAX || memchr(msg, '\0', len) != NULL)
		return fail(EINVAL);
	if (!attribute(&c, 'c', &value, &n) || !same_header(s, value, n))
		return fail(EINVAL);
	if (!attribute(&c, 'r', &value, &n) || n != s->nonce_len ||
	    memcmp(value, s->server_first + 2, n) != 0)
		return fail(EINVAL);
	if (!skip_extensions(&c, 'p') || c.p == c.end)
		return fail(EINVAL);
	without = (size_t)(c.p - msg) - 1;
	if (!attribute(&c, 'p', &value, &n) || c.p != c.end ||
	    base64_decode(value, n, s->proof, sizeof(s->proof)) !=
	    (ssize_t)sizeof(s->proof))
		return fail(EINVAL);
	return build_auth(s, msg, without);
}

/* One base64 field of a verifier up to the comma, or to the end. */
static ssize_t
verifier_field(const char **p, void *out, size_t size)
{
	size_t len = strcspn(*p, ",");
	ssize_t n = base64_decode(*p, len, out, size);

	*p += len;
	if (**p == ',')
		(*p)++;
	return n;
}

int
scram_verifier_parse(struct scram_verifier *v, const char *p)
{
	uint64_t iterations;
	size_t digits = strspn(p, "0123456789");
	ssize_t n;

	if (digits == 0 || p[digits] != ',' || scan_digits(p, digits,
	    PASSWORD_ITERATIONS_MAX, &iterations) != digits ||
	    iterations == 0)
		return fail(EINVAL);
	v->iterations = (uint32_t)iterations;
	p += digits + 1;
	n = verifier_field(&p, v->salt, sizeof(v->salt));
	if (n <= 0)
		return fail(EINVAL);
	v->salt_len = (uint32_t)n;
	if (verifier_field(&p, v->stored_key, SHA256_SIZE) != SHA256_SIZE ||
	    verifier_field(&p, v->server_key, SHA256_SIZE) != SHA256_SIZE ||
	    *p != '\0' || p[-1] == ',')
		return fail(EINVAL);
	return 0;
}

int
scram_verifier_print(const struct scram_verifier *v, char *out, size_t size)
{
	char salt[BASE64_SIZE(SCRAM_SALT_MAX)];
	char stored[BASE64_SIZE(SHA256_SIZE)], server[BASE64_SIZE(SHA256_SIZE)];
	int n;

	if (base64_encode(v->salt, v->salt_len, salt, sizeof(salt)) == -1)
		return -1;
	base64_encode(v->stored_key, SHA256_SIZE, stored, sizeof(stored));
	base64_encode(v->server_key, SHA256_SIZE, server, sizeof(server));
	n = snprintf(out, size, "%u,%s,%s,%s", (unsigned)v->iterations, salt,
	    stored, server);
	if (n < 0 || (size_t)n >= size)
		return fail(ENOSPC);
	return 0;
}

static void
sha256_of(const void *data, size_t len, unsigned char out[SHA256_SIZE])
{
	struct sha256 h;

	sha256_init(&h);
	sha256_update(&h, data, len);
	sha256_final(&h, out);
}

/* RFC 5802 section 3. */
void
scram_verifier_make(struct scram_verifier *v, const char *password, size_t len)
{
	unsigned char salted[SHA256_SIZE], key[SHA256_SIZE];

	pbkdf2_sha256(password, len, v->salt, v->salt_len, v->iterations,
	    salted);
	hmac_sha256(salted, sizeof(salted), "Client Key", 10, key);
	sha256_of(key, sizeof(key), v->stored_key);
	hmac_sha256(salted, sizeof(salted), "Server Key", 10, v->server_key);
	explicit_bzero(salted, sizeof(salted));
	explicit_bzero(key, sizeof(key));
}

bool
scram_proof_ok(const struct scram_verifier *v, const char *auth,
    size_t auth_len, const unsigned char proof[SHA256_SIZE])
{
	unsigned char key[SHA256_SIZE], stored[SHA256_SIZE];
	bool same;
	int i;

	hmac_sha256(v->stored_key, sizeof(v->stored_key), auth, auth_len, key);
	for (i = 0; i < SHA256_SIZE; i++)
		key[i] ^= proof[i];
	sha256_of(key, sizeof(key), stored);
	same = secret_equal(stored, v->stored_key, sizeof(stored));
	explicit_bzero(key, sizeof(key));
	return same;
}

void
scram_signature(const struct scram_verifier *v, const char *auth,
    size_t auth_len, unsigned char out[SHA256_SIZE])
{
	hmac_sha256(v->server_key, sizeof(v->server_key), auth, auth_len, out);
}

void
scram_server_final(const unsigned char signature[SHA256_SIZE],
    char out[SCRAM_FINAL_SIZE])
{
	memcpy(out, "v=", 2);
	base64_encode(signature, SHA256_SIZE, out + 2, SCRAM_FINAL_SIZE - 2);
}

void
scram_fake_salt(const unsigned char key[SHA256_SIZE], const char *user,
    const struct scram_salt *like, struct scram_salt *salt)
{
	unsigned char block[2 * SHA256_SIZE];
	struct hmac_sha256 m;

	hmac_sha256(key, SHA256_SIZE, user, strlen(user), block);
	hmac_sha256_init(&m, key, SHA256_SIZE);
	hmac_sha256_update(&m, block, SHA256_SIZE);
	hmac_sha256_update(&m, user, strlen(user));
	hmac_sha256_final(&m, block + SHA256_SIZE);
	salt->iterations = like != NULL ? like->iterations : FAKE_ITERATIONS;
	salt->salt_len = like != NULL ? like->salt_len : FAKE_SALT;
	if (salt->salt_len > SCRAM_SALT_MAX)
		salt->salt_len = SCRAM_SALT_MAX;
	memset(salt->salt, 0, sizeof(salt->salt));
	memcpy(salt->salt, block, salt->salt_len);
}
