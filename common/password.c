#include <string.h>
#include <strings.h>

#include "common/password.h"
#include "common/scan.h"
#include "common/scram.h"
#include "common/secret.h"

#define DES_LEN		13	/* two of salt, eleven of hash */

/* What may follow a scheme word. */
enum form {
	ANYTHING,
	DOLLAR,
	DES
};

static const struct word {
	const char	*name;
	enum scheme	 scheme;
	enum form	 form;
} words[] = {
	{ "PLAIN",		SCHEME_PLAIN,	ANYTHING },
	{ "CLEARTEXT",		SCHEME_PLAIN,	ANYTHING },
	{ "SCRAM-SHA-256",	SCHEME_SCRAM,	ANYTHING },
	{ "CRYPT",		SCHEME_CRYPT,	DOLLAR },
	{ "MD5-CRYPT",		SCHEME_CRYPT,	DOLLAR },
	{ "SHA256-CRYPT",	SCHEME_CRYPT,	DOLLAR },
	{ "SHA512-CRYPT",	SCHEME_CRYPT,	DOLLAR },
	{ "BLF-CRYPT",		SCHEME_CRYPT,	DOLLAR },
	{ "DES-CRYPT",		SCHEME_CRYPT,	DES }
};

static bool
is_des(const char *s)
{
	return strlen(s) == DES_LEN && strspn(s, "./0123456789"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == DES_LEN;
}

static bool
has_form(const char *s, enum form form)
{
	switch (form) {
	case ANYTHING:
		return *s != '\0';
	case DOLLAR:
		return s[0] == '$' && s[1] != '\0';
	case DES:
		return is_des(s);
	}
	return false;
}

enum scheme
password_scheme(const char *field, const char **rest)
{
	const char *end = field[0] == '{' ? strchr(field, '}') : NULL;
	const char *none;
	size_t i, len;

	if (rest == NULL)
		rest = &none;
	*rest = field;
	if (field[0] == '$')
		return has_form(field, DOLLAR) ? SCHEME_CRYPT : SCHEME_NONE;
	if (end == NULL)
		return SCHEME_NONE;
	*rest = end + 1;
	len = (size_t)(end - field) - 1;
	for (i = 0; i < nitems(words); i++)
		if (strlen(words[i].name) == len &&
		    strncasecmp(words[i].name, field + 1, len) == 0)
			return has_form(*rest, words[i].form) ?
			    words[i].scheme : SCHEME_NONE;
	return SCHEME_NONE;
}

/* In a time that tells neither where they differ nor how long field is. */
static bool
plain_matches(const char *field, const char *password, size_t len)
{
	char stored[PASSWORD_MAX + 1] = { 0 }, given[PASSWORD_MAX + 1] = { 0 };
	size_t stored_len = strlen(field);
	bool same;

	if (stored_len > PASSWORD_MAX)
		return false;
	memcpy(stored, field, stored_len);
	memcpy(given, password, len);
	same = secret_equal(stored, given, sizeof(stored));
	explicit_bzero(stored, sizeof(stored));
	explicit_bzero(given, sizeof(given));
	return same;
}

static bool
scram_matches(const char *field, const char *password, size_t len)
{
	struct scram_verifier stored, given;
	bool same;

	if (scram_verifier_parse(&stored, field) == -1)
		return false;
	given = stored;
	scram_verifier_make(&given, password, len);
	same = secret_equal(stored.stored_key, given.stored_key,
	    sizeof(stored.stored_key));
	explicit_bzero(&stored, sizeof(stored));
	explicit_bzero(&given, sizeof(given));
	return same;
}

static enum password
check(const char *field, const char *password, size_t len)
{
	const char *rest;

	switch (password_scheme(field, &rest)) {
	case SCHEME_PLAIN:
		return plain_matches(rest, password, len) ?
		    PASSWORD_YES : PASSWORD_NO;
	case SCHEME_SCRAM:
		return scram_matches(rest, password, len) ?
		    PASSWORD_YES : PASSWORD_NO;
	case SCHEME_CRYPT:
		return PASSWORD_NEEDS_CRYPT;
	case SCHEME_NONE:
		break;
	}
	return PASSWORD_NO;
}

bool
password_usable(const char *password, size_t len)
{
	return len > 0 && len <= PASSWORD_MAX &&
	    memchr(password, '\0', len) == NULL;
}

enum password
password_check(const char *field, const char *password, size_t len)
{
	char other[PASSWORD_MAX + 1];
	enum password result;
	size_t n;

	if (!password_usable(password, len))
		return PASSWORD_NO;
	result = check(field, password, len);
	if (result == PASSWORD_NO) {
		n = password_spaces(password, len, other);
		if (n > 0)
			result = check(field, other, n);
		explicit_bzero(other, sizeof(other));
	}
	return result;
}

enum password
password_dummy(const char *field, const char *password, size_t len)
{
	enum password result = password_check(field, password, len);

	return result == PASSWORD_YES ? PASSWORD_NO : result;
}

/*
 * The bytes of a non-ASCII space at s (Unicode category Zs), or 0: U+00A0,
 * U+1680, U+2000 to U+200A, U+202F, U+205F, U+3000.
 */
static size_t
space(const unsigned char *s, size_t len)
{
	if (len >= 2 && s[0] == 0xc2 && s[1] == 0xa0)
		return 2;
	if (len < 3)
		return 0;
	switch (s[0] << 16 | s[1] << 8 | s[2]) {
	case 0xe19a80:
	case 0xe280af:
	case 0xe2819f:
	case 0xe38080:
		return 3;
	default:
		return s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0x80 &&
		    s[2] <= 0x8a ? 3 : 0;
	}
}

size_t
password_spaces(const char *password, size_t len, char *out)
{
	size_t i, n, used = 0;
	bool any = false;

	for (i = 0; i < len; i += n > 0 ? n : 1) {
		n = space((const unsigned char *)password + i, len - i);
		out[used++] = n > 0 ? ' ' : password[i];
		any = any || n > 0;
	}
	out[used] = '\0';
	return any ? used : 0;
}
