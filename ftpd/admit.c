#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/log.h"
#include "common/record.h"
#include "common/tls.h"
#include "ftpd/admit.h"
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

/* A list that is there and cannot be read keeps everybody out. */
static bool
may_not(const struct settings *set, const char *user)
{
	const char *path = set->ftpusers;
	char *text;
	bool listed;

	if (path == NULL && !admit_system(set))
		return false;
	if (path == NULL)
		path = ADMIT_FTPUSERS;
	text = message_load(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC),
	    LIST_MAX);
	if (text == NULL) {
		if (errno == ENOENT && set->ftpusers == NULL)
			return false;
		log_event(LOG_ERR, "ftpusers path=%s error=\"%s\"", path,
		    strerror(errno));
		return true;
	}
	listed = strlen(text) == LIST_MAX || admit_listed(text, user);
	free(text);
	return listed;
}

/*
 * Who is listed gets the password that nobody has: it takes as long, and is
 * counted and logged like any other wrong one.
 */
static void
spoil(struct session *s)
{
	struct gate_request *q = &s->ask;
	char name[4 * GATE_USER];

	if (!may_not(s->set, q->user))
		return;
	log_event(LOG_NOTICE, "ftpusers user=%s rip=%s", log_quote(name,
	    sizeof(name), q->user, strlen(q->user)), peer_ip(&s->peer));
	memset(q->secret, 1, q->secret_len);
}

/*
 * The account that guests share.  Its home is the tree if that is a name
 * (-A alone, or -a ~name); else the tree is -a's and only its uid counts,
 * nobody's where there is no such account.  Without root they are as we are.
 */
static bool
find_guest(struct session *s, const char *dir)
{
	const struct settings *set = s->set;
	struct identity *who = &s->who;
	const char *name = dir == NULL ? GUEST_ACCOUNT :
	    dir[0] == '~' ? dir + 1 : NULL;
	bool root = geteuid() == 0;
	enum gate_verdict v = GATE_NO;

	memset(who, 0, sizeof(*who));
	if (name != NULL || root)
		v = gate_name(&s->gate, &set->suite, name == NULL ?
		    GUEST_ACCOUNT : name, who);
	if (v != GATE_YES && name != NULL)
		return false;
	if (v != GATE_YES) {
		memset(who, 0, sizeof(*who));
		who->uid = who->gid = NOBODY;
	}
	if (!root) {
		who->uid = geteuid();
		who->gid = getegid();
	}
	if (name == NULL)
		snprintf(who->home, sizeof(who->home), "%s", dir);
	snprintf(who->user, sizeof(who->user), "anonymous");
	return who->uid != 0 && who->home[0] == '/';
}

static void
admit_guest(struct session *s, struct gate_reply *r)
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
	if (!find_guest(s, dir)) {
		log_event(LOG_ERR, "login deferred user=anonymous rip=%s "
		    "reason=\"no account or directory for it\"",
		    peer_ip(&s->peer));
		r->verdict = GATE_TEMPORARY;
		return;
	}
	s->anonymous = true;
	snprintf(s->user, sizeof(s->user), "%s", q->user);
	log_event(LOG_INFO, "login user=anonymous method=GUEST rip=%s tls=%s "
	    "email=%s", peer_ip(&s->peer), s->secure ? "yes" : "no", name);
	r->verdict = GATE_YES;
}

/* What one record comes to; false: nothing yet, go on. */
static bool
serve_one(struct session *s, enum gate_end *end)
{
	struct gate_request *q = &s->ask;
	struct gate_reply r;

	*end = GATE_ENDED;
	switch (q->what) {
	case GATE_TLS:
		if (!tls_offered(&s->set->suite))
			return true;
		snprintf(s->host, sizeof(s->host), "%s", q->user);
		*end = GATE_WRAP;
		return true;
	case GATE_LOGIN:
		if (q->mechanism != GATE_PLAIN || s->set->anonymous_only)
			return true;
		spoil(s);
		gate_check(&s->gate, &s->set->suite, &s->peer, q, &s->who,
		    &r);
		break;
	case ADMIT_GUEST:
		admit_guest(s, &r);
		break;
	default:
		return true;
	}
	if (!gate_answer(&s->gate, &r))
		return true;
	if (r.verdict == GATE_YES)
		*end = GATE_BECOME;
	return r.verdict == GATE_YES || r.number == 0;
}

enum gate_end
admit_serve(struct session *s)
{
	int64_t last = line_now() + GATE_FRONT_MS;
	enum gate_end end = GATE_ENDED;
	bool done = false;

	while (!done) {
		if (!record_wait(s->gate.fd, POLLIN, last) ||
		    !gate_receive(&s->gate, &s->ask))
			break;
		gate_named(&s->gate, &s->set->suite, &s->peer, &s->ask);
		done = serve_one(s, &end);
	}
	gate_reap(&s->gate);
	return end;
}
