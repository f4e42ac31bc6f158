/*
 * users: from a name to an account.
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/users.h"

#define SYSTEM_FILE	"/etc/passwd"

#define QUOTA_MAX	(UINT64_C(1) << 60)

/*
 * "quota=" of the passwd-file: bytes, or with K, M, G; S as in maildirsize.
 * False: it is there, and is none.
 */
static bool
read_quota(const char *extra, uint64_t *bytes)
{
	static const struct {
		const char	*word;
		unsigned	 shift;
	} units[] = {
		{ "", 0 }, { "S", 0 }, { "K", 10 }, { "KB", 10 }, { "M", 20 },
		{ "MB", 20 }, { "G", 30 }, { "GB", 30 }
	};
	char value[32];
	size_t i, len;

	*bytes = 0;
	if (!account_extra(extra, "quota", value, sizeof(value)))
		return true;
	len = scan_digits(value, strlen(value), QUOTA_MAX, bytes);
	for (i = 0; len > 0 && i < nitems(units); i++)
		if (strcasecmp(value + len, units[i].word) == 0 &&
		    *bytes <= QUOTA_MAX >> units[i].shift) {
			*bytes <<= units[i].shift;
			return true;
		}
	*bytes = 0;
	return false;
}

static bool
fill_target(struct target *t, const char *user, const char *home,
    const char *extra)
{
	t->kind = TARGET_MAILBOX;
	t->tag[0] = t->address[0] = '\0';
	if (!read_quota(extra, &t->quota))
		log_event(LOG_ERR, "extra user=%s error=\"quota= not "
		    "understood, so there is none\"", user);
	return scan_copy(t->user, sizeof(t->user), user, strlen(user)) &&
	    scan_copy(t->home, sizeof(t->home), home, strlen(home));
}

static enum post_verdict
from_file(struct users *u, const char *name, struct target *t)
{
	struct account a;
	bool fits;
	int got = account_find(u->passwd, name, true, &a, NULL);

	if (got == -1)
		log_event(LOG_ERR, "account user=%s error=\"%s\"", name,
		    errno == EBADMSG ? "his line is malformed" : strerror(errno));
	if (got != 1)
		return got == 0 ? POST_UNKNOWN : POST_TEMPORARY;
	explicit_bzero(a.hash, sizeof(a.hash));
	t->uid = a.ours ? u->euid : a.uid;
	t->gid = a.gid;
	fits = fill_target(t, a.name, a.home, a.extra);
	if (u->own_only)
		return a.uid == u->euid && fits ? POST_OK : POST_UNKNOWN;
	if (!fits || !target_ok(t, u->euid == 0) ||
	    (u->euid != 0 && a.uid != u->euid)) {
		log_event(LOG_ERR, "account user=%s error=\"uid or home "
		    "unfit for mail\"", a.name);
		return POST_CONFIG;
	}
	return POST_OK;
}

/* NSS knows no domains. */
static enum post_verdict
from_system(struct users *u, const char *name, struct target *t)
{
	static struct identity who;
	char user[ACCOUNT_NAME_SIZE];
	size_t len = strcspn(name, "@");

	if (!scan_copy(user, sizeof(user), name, len))
		return POST_UNKNOWN;
	switch (check_user(&u->source, user, &who)) {
	case GATE_NO:
	case GATE_EXPIRED:
		return POST_UNKNOWN;
	case GATE_TEMPORARY:
		log_event(LOG_ERR, "account user=%s error=\"%s\"", user,
		    who.reason);
		return POST_TEMPORARY;
	case GATE_YES:
		break;
	}
	t->uid = who.uid;
	t->gid = who.gid;
	if (!fill_target(t, who.user, who.home, who.extra) ||
	    !target_ok(t, u->euid == 0))
		return POST_UNKNOWN;
	if (u->euid != 0 && t->uid != u->euid)
		return POST_UNKNOWN;
	return POST_OK;
}

enum post_verdict
users_find(struct users *u, const char *local, const char *domain,
    struct target *t)
{
	char address[ACCOUNT_NAME_SIZE + 2], name[ACCOUNT_NAME_SIZE];
	int len;

	memset(t, 0, sizeof(*t));	/* all of it goes to other processes */
	len = snprintf(address, sizeof(address), "%s@%s", local, domain);
	if (len < 0 || strchr(local, '@') != NULL ||
	    !account_name(address, (size_t)len, name))
		return POST_UNKNOWN;
	if (u->passwd != -1)
		return from_file(u, name, t);
	return from_system(u, name, t);
}

enum post_verdict
users_first(struct users *u, struct target *t)
{
	struct account found, first;

	if (u->own_only) {
		*t = u->own;
		return POST_OK;
	}
	if (u->passwd == -1)
		return POST_UNKNOWN;
	(void)account_find(u->passwd, "", false, &found, &first);
	explicit_bzero(first.hash, sizeof(first.hash));
	if (first.name[0] == '\0')
		return POST_UNKNOWN;
	return from_file(u, first.name, t);
}

/* False: /etc/passwd does not know our uid, or cannot be read. */
static bool
find_own(struct users *u)
{
	struct account a;

	u->passwd = account_open(SYSTEM_FILE);
	if (u->passwd == -1)
		return false;
	if (account_of_uid(u->passwd, u->euid, &a) == 1 &&
	    fill_target(&u->own, a.name, a.home, "")) {
		u->own.uid = a.uid;
		u->own.gid = a.gid;
		u->own_only = true;
		return true;
	}
	close(u->passwd);
	u->passwd = -1;
	return false;
}

void
users_take(struct users *u, int passwd, bool root)
{
	memset(u, 0, sizeof(*u));
	u->passwd = passwd;
	u->euid = root ? 0 : geteuid();
	if (passwd == -1 && !root)
		(void)find_own(u);
}

int
users_open(struct users *u, const struct settings *set, const char **what)
{
	int fd = -1;

	if (set->suite.passwd != NULL) {
		*what = set->suite.passwd;
		fd = account_open(*what);
		if (fd == -1)
			return -1;
	}
	users_take(u, fd, geteuid() == 0);
	return 0;
}

void
users_close(struct users *u)
{
	if (u->passwd != -1)
		close(u->passwd);
	u->passwd = -1;
}

/* Up to the nearest directory that is there: a home may yet be made. */
void
users_root(const struct users *u, char dir[ACCOUNT_HOME_SIZE])
{
	struct stat st;
	char *slash;

	dir[0] = '\0';
	if (u->own_only)
		(void)scan_copy(dir, ACCOUNT_HOME_SIZE, u->own.home,
		    strlen(u->own.home));
	else if (u->passwd != -1 && account_root(u->passwd, dir) != 1)
		dir[0] = '\0';
	while (dir[0] != '\0' && stat(dir, &st) == -1) {
		slash = strrchr(dir, '/');
		if (slash == dir)
			slash++;
		if (*slash == '\0')
			return;
		*slash = '\0';
	}
}
