/*
 * account, password, scram: a user on the first line, a passwd-file after
 * it.
 */
#include <sys/mman.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/account.h"
#include "common/password.h"
#include "common/scram.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct account a, first;

static void
ends(const char *s, size_t size)
{
	if (memchr(s, '\0', size) == NULL)
		abort();
}

/* A field that parses is printed as something that parses the same. */
static void
check_hash(const char *hash)
{
	char out[ACCOUNT_HASH_SIZE];
	struct scram_verifier v, w;
	const char *rest;

	switch (password_scheme(hash, &rest)) {
	case SCHEME_SCRAM:
		memset(&v, 0, sizeof(v));
		memset(&w, 0, sizeof(w));
		if (scram_verifier_parse(&v, rest) == -1)
			break;
		if (scram_verifier_print(&v, out, sizeof(out)) == -1 ||
		    scram_verifier_parse(&w, out) == -1 ||
		    memcmp(&v, &w, sizeof(v)) != 0)
			abort();
		break;
	case SCHEME_PLAIN:
		/* with non-ASCII spaces another password may match too */
		if (password_check(hash, rest, strlen(rest)) !=
		    PASSWORD_YES && password_usable(rest, strlen(rest)))
			abort();
		break;
	case SCHEME_CRYPT:
		if (password_check(hash, "x", 1) != PASSWORD_NEEDS_CRYPT)
			abort();
		break;
	case SCHEME_NONE:
		if (password_check(hash, hash, strlen(hash)) == PASSWORD_YES)
			abort();
	}
}

static void
check_account(const char *user)
{
	char value[16], name[ACCOUNT_NAME_SIZE];

	ends(a.name, sizeof(a.name));
	ends(a.hash, sizeof(a.hash));
	ends(a.home, sizeof(a.home));
	ends(a.shell, sizeof(a.shell));
	ends(a.extra, sizeof(a.extra));
	if (!account_name(a.name, strlen(a.name), name) ||
	    strcmp(name, a.name) != 0 ||
	    strncmp(a.name, user, strlen(a.name)) != 0 ||
	    (user[strlen(a.name)] != '\0' && user[strlen(a.name)] != '@'))
		abort();
	check_hash(a.hash);
	account_extra(a.extra, "quota", value, sizeof(value));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static int fd = -1;
	char user[ACCOUNT_NAME_SIZE];
	const uint8_t *nl = memchr(data, '\n', len);
	unsigned mask;
	int local;

	if (nl == NULL || !account_name((const char *)data,
	    (size_t)(nl - data), user))
		return 0;
	len -= (size_t)(nl + 1 - data);
	if (fd == -1)
		fd = memfd_create("passwd", MFD_CLOEXEC);
	if (fd == -1 || ftruncate(fd, 0) == -1 ||
	    pwrite(fd, nl + 1, len, 0) != (ssize_t)len)
		abort();
	for (local = 0; local < 2; local++) {
		if (account_find(fd, user, local, &a, &first) == 1)
			check_account(user);
		if (first.name[0] != '\0' &&
		    password_scheme(first.hash, NULL) == SCHEME_NONE)
			abort();
	}
	mask = account_mechanisms(fd);
	if ((mask & (MECHANISM_SCRAM | MECHANISM_APOP)) != 0 &&
	    first.name[0] != '\0' &&
	    password_scheme(first.hash, NULL) == SCHEME_CRYPT)
		abort();
	return 0;
}
