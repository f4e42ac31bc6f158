#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/clerk.h"
#include "common/log.h"
#include "common/tls.h"
#include "ftpd/admit.h"
#include "ftpd/dataverbs.h"
#include "ftpd/message.h"

#define GUEST_ACCOUNT	"ftp"
#define NOBODY		65534

/* A longer ftpusers(5) is not read to its end, and so keeps out all. */
#define LIST_MAX	(256 * 1024)

bool
admit_system(const struct settings *set)
{
	return set->suite.passwd == NULL && set->suite.check.argc == 0;
}

bool
admit_host(const struct settings *set, const char *name, const char **dir)
{
	const char *item;
	size_t i, len;

	for (i = 0; i < set->hosts.n; i++) {
		item = set->hosts.item[i];
		len = strcspn(item, "=");
		if (strlen(name) != len || strncasecmp(item, name, len) != 0)
			continue;
		if (dir != NULL)
			*dir = item[len] == '=' ? item + len + 1 : NULL;
		return true;
	}
	return false;
}

bool
admit_listed(const char *text, const char *user)
{
	size_t len, n = strlen(user);

	for (; *text != '\0'; text += strcspn(text, "\n"), text +=
	    *text == '\n') {
		text += strspn(text, " \t");
		len = strcspn(text, " \t\r\n#");
		if (len == n && len > 0 && strncasecmp(text, user, n) == 0)
			return true;
	}
	return false;
}

/* NULL: there is none. */
static const char *
list_path(const struct settings *set)
{
	if (set->ftpusers != NULL)
		return set->ftpusers;
	return admit_system(set) ? ADMIT_FTPUSERS : NULL;
}

void
admit_open(struct session *s)
{
	const char *path = list_path(s->set);

	s->ftpusers = path == NULL ? -1 :
	    open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	s->no_ftpusers = path == NULL ? ENOENT : errno;
}

void
admit_close(struct session *s)
{
	if (s->ftpusers != -1)
		close(s->ftpusers);
	s->ftpusers = -1;
}

/*
 * A list that is there and cannot be read keeps everybody out.  Returns why
 * this one may not come in, or NULL.
 */
static const char *
may_not(struct session *s, const char *user)
{
	const struct settings *set = s->set;
	const char *path = list_path(set);
	char *text = NULL;
	bool listed;

	if (path == NULL)
		return NULL;
	if (s->ftpusers == -1)
		errno = s->no_ftpusers;
	else if (lseek(s->ftpusers, 0, SEEK_SET) != -1)
		text = message_load(fcntl(s->ftpusers, F_DUPFD_CLOEXEC, 0),
		    LIST_MAX);
	if (text == NULL) {
		if (errno == ENOENT && set->ftpusers == NULL)
			return NULL;
		log_event(LOG_ERR, "ftpusers path=%s error=\"%s\"", path,
		    strerror(errno));
		return "ftpusers cannot be read";
	}
	listed = strlen(text) == LIST_MAX || admit_listed(text, user);
	free(text);
	return listed ? "is in ftpusers" : NULL;
}

/*
 * The account that guests share.  Its home is the tree if that is a name
 * (-A alone, or -a ~name); else the tree is -a's and only its uid counts,
 * nobody's where there is no such account.  Without root they are as we are.
 */
static bool
find_guest(struct session *s, struct master *m, const char *dir)
{
	struct identity *who = &s->who;
	const char *name = dir == NULL ? GUEST_ACCOUNT :
	    dir[0] == '~' ? dir + 1 : NULL;
	enum gate_verdict v = GATE_NO;

	memset(who, 0, sizeof(*who));
	if (name != NULL || m->root)
		v = clerk_name(m, name == NULL ? GUEST_ACCOUNT : name, who);
	if (v != GATE_YES && name != NULL)
		return false;
	if (v != GATE_YES) {
		memset(who, 0, sizeof(*who));
		who->uid = who->gid = NOBODY;
		who->verdict = GATE_YES;
	}
	if (!m->root) {
		who->uid = geteuid();
		who->gid = getegid();
	}
	if (name == NULL)
		snprintf(who->home, sizeof(who->home), "%s", dir);
	snprintf(who->user, sizeof(who->user), "anonymous");
	return who->uid != 0 && who->home[0] == '/';
}

static void
admit_guest(struct session *s, struct master *m, struct gate_reply *r)
{
	const struct settings *set = s->set;
	struct gate_request *q = &s->ask;
	const char *dir = set->anonymous;
	char host[GATE_USER] = "", name[4 * GATE_USER];

	memset(r, 0, sizeof(*r));
	if (set->anonymous == NULL && !set->anonymous_only)
		return;
	if (q->secret_len < sizeof(host))
		memcpy(host, q->secret, q->secret_len);
	if (host[0] != '\0' && (!admit_host(set, host, &dir) || dir == NULL))
		dir = set->anonymous;
	log_quote(name, sizeof(name), q->user, strlen(q->user));
	r->number = 1;
	if (!find_guest(s, m, dir)) {
		log_event(LOG_ERR, "login deferred user=anonymous rip=%s "
		    "reason=\"no account or directory for it\"",
		    peer_ip(&s->peer));
		r->verdict = GATE_TEMPORARY;
		return;
	}
	log_event(LOG_INFO, "login user=anonymous method=GUEST rip=%s tls=%s "
	    "email=%s", peer_ip(&s->peer), s->secure ? "yes" : "no", name);
	r->verdict = GATE_YES;
}

/* What one record comes to; false: nothing yet, go on. */
static bool
serve_one(struct session *s, struct master *m)
{
	struct gate_request *q = &s->ask;
	struct gate_reply r;

	switch (q->what) {
	case GATE_TLS:
		if (tls_offered(&s->set->suite))
			(void)master_wrap(m);
		return true;
	case GATE_LOGIN:
		if (q->mechanism != GATE_PLAIN || s->set->anonymous_only)
			return true;
		clerk_check(m, may_not(s, q->user), &r);
		break;
	case ADMIT_GUEST:
		admit_guest(s, m, &r);
		break;
	default:
		return true;
	}
	if (!gate_answer(&s->gate, &r) || r.verdict != GATE_YES)
		return r.number == 0;
	transfer_announce(s);
	(void)master_become(m);
	return true;
}

void
admit_serve(struct session *s, struct master *m)
{
	int64_t end = line_now() + GATE_FRONT_MS;

	transfer_close(s);
	while (clerk_receive(m, end) && !serve_one(s, m))
		;
}
