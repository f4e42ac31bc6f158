#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/account.h"
#include "common/password.h"
#include "common/vouch.h"

/* What an account is compared with, and what stands against it. */
struct finding {
	char		 hash[ACCOUNT_HASH_SIZE];
	char		 dummy[ACCOUNT_HASH_SIZE];	/* somebody else's */
	const char	*why;		/* nobody may log in here */
	const char	*expired;	/* nor here: told who knows the password */
};

/* The reason goes to whoever started us, through the record. */
int
vouch_no(struct identity *who, const char *reason)
{
	memset(who, 0, sizeof(*who));
	snprintf(who->reason, sizeof(who->reason), "%s", reason);
	return EXIT_NO;
}

int
vouch_temporary(struct identity *who, const char *what)
{
	who->verdict = GATE_TEMPORARY;
	snprintf(who->reason, sizeof(who->reason), "%s: %s", what,
	    errno == EBADMSG ? "his line is malformed" : strerror(errno));
	return EXIT_TEMPORARY;
}

static int
yes(const struct vouch *v, struct identity *who)
{
	if (who->uid == 0)
		return vouch_no(who, "uid 0 is refused");
	if (v->need_shell && !account_shell_ok(who->shell))
		return vouch_no(who, "not a login shell");
	if (v->passwd == NULL)
		native_groups(who);
	who->verdict = GATE_YES;
	return EXIT_YES;
}

void
vouch_fetch(struct vouch *v, const char *user)
{
	v->uid = geteuid();
	v->gid = getegid();
	v->fd = -1;
	if (v->passwd != NULL) {
		v->fd = open(v->passwd, O_RDONLY | O_CLOEXEC | O_NONBLOCK |
		    O_NOCTTY);
		v->error = errno;
	} else if (!v->identify)
		native_fetch(user, &v->secret);
}

static enum native
file_find(struct vouch *v, const char *user, struct finding *f,
    struct identity *who)
{
	struct account a, first;
	int n = -1;

	errno = v->error;
	v->fd = account_check(v->fd);
	if (v->fd != -1)
		n = account_find(v->fd, user, false, &a, &first);
	if (n == -1)
		return NATIVE_TROUBLE;
	if (first.name[0] != '\0')
		memcpy(f->dummy, first.hash, sizeof(first.hash));
	if (n == 1) {
		memcpy(f->hash, a.hash, sizeof(a.hash));
		who->uid = a.ours ? v->uid : a.uid;
		who->gid = a.ours ? v->gid : a.gid;
		snprintf(who->user, sizeof(who->user), "%s", a.name);
		snprintf(who->home, sizeof(who->home), "%s", a.home);
		snprintf(who->shell, sizeof(who->shell), "%s", a.shell);
		snprintf(who->extra, sizeof(who->extra), "%s", a.extra);
	}
	explicit_bzero(&a, sizeof(a));
	explicit_bzero(&first, sizeof(first));
	return n == 1 ? NATIVE_FOUND : NATIVE_NONE;
}

/* All is read for everybody, so that it tells nothing who was there. */
static enum native
system_find(const struct vouch *v, const char *user, struct finding *f,
    struct identity *who)
{
	enum native found = native_find(user, who), hashed;
	int trouble = errno;

	if (v->identify)
		return found;
	hashed = native_hash(&v->secret, v->des, f->hash, &f->why,
	    &f->expired);
	if (found == NATIVE_FOUND)
		trouble = errno;
	native_any_hash(&v->secret, f->dummy);
	errno = trouble;
	return found == NATIVE_FOUND ? hashed : found;
}

static int
judge(const struct vouch *v, enum native found, struct finding *f,
    const char *password, size_t len, struct identity *who)
{
	bool same;

	if (v->identify)	/* no secret: passwd(5) is for all to read */
		return found == NATIVE_FOUND ? yes(v, who) :
		    vouch_no(who, "no such user");
	if (found == NATIVE_NONE)
		f->why = "no such user";
	else if (f->why == NULL &&
	    password_scheme(f->hash, NULL) == SCHEME_NONE)
		f->why = "the account is locked";
	same = native_check(f->why != NULL ? f->dummy : f->hash, password,
	    len);
	if (f->why != NULL)
		return vouch_no(who, f->why);
	if (!same)
		return vouch_no(who, "wrong password");
	if (f->expired == NULL)
		return yes(v, who);
	/* RFC 5530: EXPIRED is for who has the right password. */
	vouch_no(who, f->expired);
	who->verdict = GATE_EXPIRED;
	return EXIT_NO;
}

int
vouch(struct vouch *v, const char *user, const char *password, size_t len,
    struct identity *who)
{
	struct finding f;
	enum native found;
	int code;

	memset(&f, 0, sizeof(f));
	if (v->passwd != NULL)
		found = file_find(v, user, &f, who);
	else
		found = system_find(v, user, &f, who);
	if (found == NATIVE_TROUBLE)
		code = vouch_temporary(who, v->passwd != NULL ? v->passwd :
		    user);
	else
		code = judge(v, found, &f, password, len, who);
	if (v->fd != -1)
		close(v->fd);
	explicit_bzero(&f, sizeof(f));
	explicit_bzero(&v->secret, sizeof(v->secret));
	return code;
}
