#include <sys/random.h>

#include <crypt.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>

#include "common/enrol.h"
#include "common/password.h"
#include "common/scan.h"
#include "common/scram.h"

#define SALT_LEN	16

/*
 * crypt_gensalt(3)'s prefix and cost for each word; NULL and 0 are what it
 * holds best.  Its 5 for bcrypt is from 1999; 10 takes some 60 ms.
 */
static const struct method {
	const char	*scheme;
	const char	*prefix;
	unsigned long	 cost;
} methods[] = {
	{ "CRYPT",		NULL,	0 },
	{ "SHA512-CRYPT",	"$6$",	0 },
	{ "SHA256-CRYPT",	"$5$",	0 },
	{ "BLF-CRYPT",		"$2b$",	10 }
};

static void
echo(bool on)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &t) == -1)
		return;
	if (on)
		t.c_lflag |= ECHO;
	else
		t.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &t);
}

int
enrol_read(char *password, size_t size)
{
	bool ask = isatty(STDIN_FILENO);
	size_t len = 0;
	char c;

	if (ask) {
		fputs("Password: ", stderr);
		echo(false);
	}
	while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n') {
		if (len == size)
			break;
		password[len++] = c;
	}
	if (ask) {
		echo(true);
		fputc('\n', stderr);
	}
	return len == 0 || len == size ? -1 : (int)len;
}

/* P-5: what needs normalising would not be the client's password. */
static bool
is_ascii(const char *s, size_t len, char first)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (s[i] < first || s[i] > '~')
			return false;
	return true;
}

static const char *
enrol_scram(const char *password, size_t len, uint32_t iterations,
    char *field, size_t size)
{
	static const char word[] = "{SCRAM-SHA-256}";
	struct scram_verifier v;

	if (!is_ascii(password, len, ' '))
		return "SCRAM-SHA-256 needs an ASCII password";
	v.iterations = iterations;
	v.salt_len = SALT_LEN;
	if (getrandom(v.salt, SALT_LEN, 0) != SALT_LEN)
		return "no random bytes";
	scram_verifier_make(&v, password, len);
	if (!scan_copy(field, size, word, strlen(word)) ||
	    scram_verifier_print(&v, field + strlen(word),
	    size - strlen(word)) == -1)
		return "the field is too long";
	return NULL;
}

static const char *
enrol_crypt(const struct method *m, const char *password, char *field,
    size_t size)
{
	const char *setting = crypt_gensalt(m->prefix, m->cost, NULL, 0);
	const char *hash = setting != NULL ? crypt(password, setting) : NULL;
	int n;

	if (hash == NULL || hash[0] != '$')
		return "crypt(3) does not have this scheme";
	n = snprintf(field, size, "{%s}%s", m->scheme, hash);
	return n < 0 || (size_t)n >= size ? "the field is too long" : NULL;
}

const char *
enrol(const char *scheme, const char *password, size_t len,
    uint32_t iterations, char *field, size_t size)
{
	size_t i;
	int n;

	if (!password_usable(password, len))
		return "not a password: empty, too long, or with a NUL";
	if (strcasecmp(scheme, "SCRAM-SHA-256") == 0)
		return enrol_scram(password, len, iterations, field, size);
	for (i = 0; i < nitems(methods); i++)
		if (strcasecmp(scheme, methods[i].scheme) == 0)
			return enrol_crypt(&methods[i], password, field, size);
	if (strcasecmp(scheme, "PLAIN") != 0)
		return "not a scheme: SCRAM-SHA-256, CRYPT, SHA512-CRYPT, "
		    "SHA256-CRYPT, BLF-CRYPT, PLAIN";
	if (!is_ascii(password, len, ' ') || memchr(password, ':', len) != NULL)
		return "PLAIN needs an ASCII password without a colon";
	n = snprintf(field, size, "{PLAIN}%s", password);
	return n < 0 || (size_t)n >= size ? "the field is too long" : NULL;
}
