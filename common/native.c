#include <sys/types.h>

#include <crypt.h>
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/native.h"
#include "common/password.h"
#include "common/scan.h"
#include "common/secret.h"

#define DAY		86400	/* seconds: shadow(5) counts days */
#define SHADOW_LINES	1000	/* looked through for any hash at all */

/* getpwnam(3) names the errors that mean trouble; the others are absence. */
static bool
is_trouble(int error)
{
	switch (error) {
	case EIO:
	case EINTR:
	case EAGAIN:
	case EMFILE:
	case ENFILE:
	case ENOMEM:
	case ETIMEDOUT:
	case ECONNREFUSED:
		return true;
	default:
		return false;
	}
}

enum native
native_find(const char *user, struct identity *who)
{
	struct passwd *pw;

	errno = 0;
	pw = getpwnam(user);
	if (pw == NULL)
		return is_trouble(errno) ? NATIVE_TROUBLE : NATIVE_NONE;
	if (!scan_copy(who->user, sizeof(who->user), pw->pw_name,
	    strlen(pw->pw_name)) ||
	    !scan_copy(who->home, sizeof(who->home), pw->pw_dir,
	    strlen(pw->pw_dir)) ||
	    !scan_copy(who->shell, sizeof(who->shell), pw->pw_shell,
	    strlen(pw->pw_shell))) {
		errno = ENAMETOOLONG;
		return NATIVE_TROUBLE;
	}
	who->uid = pw->pw_uid;
	who->gid = pw->pw_gid;
	return NATIVE_FOUND;
}

/* Of more groups than fit, the first: the user can do less then. */
void
native_groups(struct identity *who)
{
	int n = (int)nitems(who->groups);

	if (getgrouplist(who->user, who->gid, who->groups, &n) == -1)
		n = (int)nitems(who->groups);
	who->ngroups = (uint32_t)n;
}

/* The name service keeps hashes from all but root, or in passwd(5). */
void
native_fetch(const char *user, struct native_secret *s)
{
	const size_t size = ACCOUNT_HASH_SIZE;
	const struct passwd *pw = getpwnam(user);
	const struct spwd *sp;
	int i;

	s->is_root = geteuid() == 0;
	if (pw != NULL)
		snprintf(s->hash, size, "%s", pw->pw_passwd);
	errno = 0;
	sp = getspnam(user);
	s->error = errno;
	s->known = sp != NULL;
	if (sp != NULL) {
		s->shadow = *sp;
		snprintf(s->hash, size, "%s", sp->sp_pwdp);
	}
	setspent();
	for (i = 0; i < SHADOW_LINES && s->any[0] != '$' &&
	    (sp = getspent()) != NULL; i++)
		snprintf(s->any, size, "%s", sp->sp_pwdp);
	endspent();
}

/* shadow(5): a password or an account past its time. */
static const char *
why_expired(const struct spwd *sp)
{
	long today = (long)(time(NULL) / DAY);

	if (sp->sp_expire > 0 && today >= sp->sp_expire)
		return "the account has expired";
	if (sp->sp_lstchg == 0)
		return "the password must be changed first";
	if (sp->sp_lstchg > 0 && sp->sp_max >= 0 &&
	    today - sp->sp_lstchg > sp->sp_max)
		return "the password has expired";
	return NULL;
}

enum native
native_hash(const struct native_secret *s, bool des,
    char hash[ACCOUNT_HASH_SIZE], const char **why, const char **expired)
{
	bool old = des && s->hash[0] != '$';

	hash[0] = '\0';
	if (!s->known && (is_trouble(s->error) || !s->is_root)) {
		/* A name service that was asked in vain leaves its own. */
		errno = is_trouble(s->error) ? s->error : EACCES;
		return NATIVE_TROUBLE;
	}
	*expired = s->known ? why_expired(&s->shadow) : NULL;
	if (strlen(s->hash) + sizeof("{DES-CRYPT}") > ACCOUNT_HASH_SIZE ||
	    (s->hash[0] != '$' && !old)) {
		*why = "the account is locked";
		return NATIVE_FOUND;
	}
	snprintf(hash, ACCOUNT_HASH_SIZE, "%s%s", old ? "{DES-CRYPT}" : "",
	    s->hash);
	if (password_scheme(hash, NULL) == SCHEME_NONE) {
		hash[0] = '\0';
		*why = "the account is locked";
	}
	return NATIVE_FOUND;
}

void
native_any_hash(const struct native_secret *s, char hash[ACCOUNT_HASH_SIZE])
{
	const char *setting = s->any;

	if (password_scheme(setting, NULL) != SCHEME_CRYPT)
		setting = crypt_gensalt(NULL, 0, NULL, 0);
	snprintf(hash, ACCOUNT_HASH_SIZE, "%s", setting != NULL ? setting : "");
}

/* P-1: NULL, "*0" and "*1" are errors, and never equal to anything. */
static bool
crypt_matches(const char *hash, const char *password)
{
	const char *got = crypt(password, hash);
	size_t len = strlen(hash);

	return got != NULL && got[0] != '*' && strlen(got) == len &&
	    secret_equal(got, hash, len);
}

bool
native_check(const char *field, const char *password, size_t len)
{
	char text[PASSWORD_MAX + 1], other[PASSWORD_MAX + 1];
	enum password p = password_check(field, password, len);
	const char *hash;
	bool same;

	if (p != PASSWORD_NEEDS_CRYPT)
		return p == PASSWORD_YES;
	password_scheme(field, &hash);
	memcpy(text, password, len);
	text[len] = '\0';
	same = crypt_matches(hash, text) ||
	    (password_spaces(password, len, other) > 0 &&
	    crypt_matches(hash, other));
	explicit_bzero(text, sizeof(text));
	explicit_bzero(other, sizeof(other));
	return same;
}
