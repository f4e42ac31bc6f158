/*
 * recipient: from an address to targets.  The numbers are recipient.h's.
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/domain.h"
#include "smtpd/recipient.h"

/* One address being resolved. */
struct search {
	struct recipients	*r;
	struct envelope		*e;
	const char		*domain;	/* ours; never "" */
	const char		*address;	/* of RCPT; NULL in an alias */
	const char		*tag;		/* behind the +, or "" */
	unsigned		 depth;
	const char		*chain[ALIAS_DEPTH];	/* aliases open */
};

static enum post_verdict find_name(struct search *, const char *local,
    bool aliases);
static enum post_verdict expand(struct search *, struct alias_list *);

/* What goes wrong here is the administrator's to mend. */
static enum post_verdict
bad_alias(const struct search *s, const char *why, const char *member)
{
	char name[128], text[256];

	if (s->r->complaints == 0)
		return POST_CONFIG;
	s->r->complaints--;
	log_quote(text, sizeof(text), member, strlen(member));
	log_quote(name, sizeof(name), s->chain[0], strlen(s->chain[0]));
	log_event(LOG_ERR, "alias name=%s member=%s error=\"%s\"", name, text,
	    why);
	return POST_CONFIG;
}

static enum post_verdict
add_target(struct search *s, const struct target *t)
{
	if (envelope_add(s->e, t))
		return POST_OK;
	if (s->e->nrecipients > 1)
		return POST_TOO_MANY;	/* alone it may fit */
	log_event(LOG_ERR, "recipient error=\"one address has over %d "
	    "targets\"", TARGET_MAX);
	return POST_CONFIG;
}

static enum post_verdict
add_account(struct search *s, struct target *t)
{
	const char *domain = strchr(t->user, '@') == NULL ? s->domain : "";

	if (!scan_copy(t->tag, sizeof(t->tag), s->tag, strlen(s->tag)))
		t->tag[0] = '\0';
	if (s->address != NULL)
		(void)scan_copy(t->address, sizeof(t->address), s->address,
		    strlen(s->address));
	else if (!envelope_address(t->address, sizeof(t->address), t->user,
	    domain))
		return POST_UNKNOWN;
	if (s->address == NULL && *domain == '\0')	/* joe@domain is one */
		(void)scan_copy(t->address, sizeof(t->address), t->user,
		    strlen(t->user));
	return add_target(s, t);
}

/* Is this alias open already?  Directly within itself it is the account. */
static bool
in_chain(const struct search *s, const char *name, bool *direct)
{
	unsigned i;

	*direct = s->depth > 0 &&
	    strcasecmp(s->chain[s->depth - 1], name) == 0;
	for (i = 0; i < s->depth; i++)
		if (strcasecmp(s->chain[i], name) == 0)
			return true;
	return false;
}

/* POST_UNKNOWN: there is no such alias. */
static enum post_verdict
find_alias(struct search *s, const char *name)
{
	const struct alias_file *f = &s->r->aliases;
	struct search deeper;
	struct alias_list list;
	bool direct;

	if (f->fd == -1 || !alias_find(f->text, f->len, name, &list))
		return POST_UNKNOWN;
	if (in_chain(s, name, &direct))
		return direct ? POST_UNKNOWN : bad_alias(s, "loop", name);
	if (s->depth == ALIAS_DEPTH)
		return bad_alias(s, "too-deep", name);
	deeper = *s;
	deeper.chain[deeper.depth++] = name;
	deeper.address = NULL;
	deeper.tag = "";
	return expand(&deeper, &list);
}

/* 1 to 4, and 2 and 4 only behind a backslash. */
static enum post_verdict
find_exact(struct search *s, const char *local, bool aliases)
{
	char full[ALIAS_NAME];
	struct target t;
	enum post_verdict v, account;
	int len;

	len = snprintf(full, sizeof(full), "%s@%s", local, s->domain);
	if (len < 0 || (size_t)len >= sizeof(full))
		return POST_UNKNOWN;
	if (s->r->aliases.fd == -1)
		aliases = false;
	if (aliases && (v = find_alias(s, full)) != POST_UNKNOWN)
		return v;
	account = users_find(&s->r->users, local, s->domain, &t);
	if (account == POST_OK && strchr(t.user, '@') != NULL)
		return add_account(s, &t);
	if (aliases && (v = find_alias(s, local)) != POST_UNKNOWN)
		return v;
	return account == POST_OK ? add_account(s, &t) : account;
}

/* 1 to 5. */
static enum post_verdict
find_name(struct search *s, const char *local, bool aliases)
{
	char base[ALIAS_NAME];
	const char *plus = strchr(local, '+');
	struct search tagged;
	enum post_verdict v = find_exact(s, local, aliases);

	if (v != POST_UNKNOWN || plus == NULL || plus == local ||
	    !scan_copy(base, sizeof(base), local, (size_t)(plus - local)))
		return v;
	tagged = *s;
	tagged.tag = plus + 1;
	return find_exact(&tagged, base, aliases);
}

static enum post_verdict
add_remote(struct search *s, const char *local, const char *domain)
{
	static struct target t;

	memset(&t, 0, sizeof(t));
	t.kind = TARGET_REMOTE;
	if (!envelope_address(t.address, sizeof(t.address), local, domain))
		return POST_UNKNOWN;
	return add_target(s, &t);
}

/* One member of an alias: a name of ours, or an address. */
static enum post_verdict
expand_member(struct search *s, char *member, bool aliases)
{
	struct search inner = *s;
	char *at = strrchr(member, '@');

	if (s->r->work == 0)
		return bad_alias(s, "too-long", member);
	s->r->work--;
	inner.domain = domain_name(s->r->set, "");
	if (at == NULL)
		return find_name(&inner, member, aliases);
	*at++ = '\0';
	scan_lower(at);
	if (*member == '\0' || *at == '\0')
		return bad_alias(s, "syntax", at);
	if (domain_is_local(s->r->set, s->r->local_ip, at)) {
		inner.domain = domain_name(s->r->set, at);
		return find_name(&inner, member, aliases);
	}
	if (s->r->set->relay.argc == 0)
		return bad_alias(s, "no-relay", at);
	return add_remote(s, member, at);
}

static enum post_verdict
expand_include(struct search *s, const char *path)
{
	struct search deeper = *s;
	struct alias_file f;
	struct alias_list list;
	enum post_verdict v;

	if (s->depth == ALIAS_DEPTH)
		return bad_alias(s, "too-deep", path);
	if (alias_open(&f, path) == -1)
		return bad_alias(s, strerror(errno), path);
	if (alias_refresh(&f) == -1) {
		v = bad_alias(s, strerror(errno), path);
		alias_close(&f);
		return v;
	}
	deeper.chain[deeper.depth++] = path;
	list.p = f.text;
	list.end = f.text + f.len;
	list.lines = true;
	v = expand(&deeper, &list);
	alias_close(&f);
	return v;
}

static enum post_verdict
expand_one(struct search *s, enum alias_kind kind, char *member)
{
	switch (kind) {
	case ALIAS_MEMBER:
		return expand_member(s, member, true);
	case ALIAS_FINAL:
		return expand_member(s, member, false);
	case ALIAS_INCLUDE:
		return expand_include(s, member);
	case ALIAS_REFUSED:
		return bad_alias(s, "program-or-file", member);
	default:
		return bad_alias(s, "syntax", member);
	}
}

/* POST_UNKNOWN: not one of its members exists. */
static enum post_verdict
expand(struct search *s, struct alias_list *list)
{
	char member[ALIAS_PATH];
	bool any = false;
	enum post_verdict v;
	enum alias_kind kind;

	while ((kind = alias_next(list, member)) != ALIAS_END) {
		v = expand_one(s, kind, member);
		if (v == POST_UNKNOWN)
			(void)bad_alias(s, "unknown", member);
		else if (v != POST_OK)
			return v;
		any |= v == POST_OK;
	}
	return any ? POST_OK : POST_UNKNOWN;
}

/* Is what we have open of this file no longer what has its name? */
static bool
replaced(int fd, const char *path)
{
	struct stat ours, its;

	if (fd == -1 || path == NULL || fstat(fd, &ours) == -1)
		return false;
	return ours.st_nlink == 0 || (stat(path, &its) == 0 &&
	    (its.st_ino != ours.st_ino || its.st_dev != ours.st_dev));
}

/*
 * Nobody bounces what is for a user who came after this connection: its
 * files were open by then, and may be readable for root alone.
 */
static bool
may_be_known(const struct recipients *r)
{
	return replaced(r->users.passwd, r->set->suite.passwd) ||
	    replaced(r->aliases.fd, r->set->aliases);
}

/* All of it, for an address of one of our domains. */
static enum post_verdict
find_local(struct search *s, const char *local)
{
	bool postmaster = strcasecmp(local, "postmaster") == 0;
	struct target t;
	enum post_verdict v = find_name(s, local, true);

	if (v == POST_UNKNOWN && postmaster)
		v = find_name(s, "root", true);
	if (v == POST_UNKNOWN && s->r->set->catchall != NULL)
		v = find_name(s, s->r->set->catchall, true);
	if (v == POST_UNKNOWN && postmaster) {
		v = users_first(&s->r->users, &t);
		if (v == POST_OK)
			v = add_account(s, &t);
		if (v == POST_UNKNOWN) {
			log_event(LOG_ERR, "recipient error=\"nobody gets the "
			    "mail of postmaster\"");
			v = POST_CONFIG;
		}
	}
	return v;
}

enum post_verdict
recipient_find(struct recipients *r, struct envelope *e, const char *local,
    const char *domain, bool authenticated)
{
	struct search s;
	enum post_verdict v;

	if (!envelope_begin(e, local, domain))
		return e->nrecipients == SMTPD_RCPT_MAX ? POST_TOO_MANY :
		    POST_UNKNOWN;
	memset(&s, 0, sizeof(s));
	s.r = r;
	s.e = e;
	s.tag = "";
	s.address = e->recipient[e->nrecipients - 1].address;
	s.domain = domain;
	r->work = ALIAS_WORK;
	r->complaints = ALIAS_COMPLAINTS;
	if (domain_is_local(r->set, r->local_ip, domain)) {
		s.domain = domain_name(r->set, domain);
		v = find_local(&s, local);
		if (v == POST_UNKNOWN && may_be_known(r))
			v = POST_TEMPORARY;
	} else if (authenticated && r->set->relay.argc > 0) {
		v = add_remote(&s, local, domain);
	} else {
		v = POST_RELAY;
	}
	if (v != POST_OK)
		envelope_undo(e);
	return v;
}

bool
recipient_owns(struct recipients *r, struct envelope *e, const char *user,
    const char *local, const char *domain)
{
	bool owns = false;
	size_t i;

	if (!domain_is_local(r->set, r->local_ip, domain))
		return false;
	envelope_clear(e);
	if (recipient_find(r, e, local, domain, false) == POST_OK)
		for (i = 0; i < e->ntargets; i++)
			if (e->target[i].kind == TARGET_MAILBOX &&
			    strcmp(e->target[i].user, user) == 0)
				owns = true;
	envelope_clear(e);
	return owns;
}

static void
clear(struct recipients *r, const struct settings *set, const char *local_ip)
{
	memset(r, 0, sizeof(*r));
	r->set = set;
	r->users.passwd = r->aliases.fd = -1;
	(void)scan_copy(r->local_ip, sizeof(r->local_ip), local_ip,
	    strlen(local_ip));
}

int
recipients_open(struct recipients *r, const struct settings *set,
    const char *local_ip, const char **what)
{
	clear(r, set, local_ip);
	if (users_open(&r->users, set, what) == -1)
		return -1;
	if (set->aliases == NULL)
		return 0;
	*what = set->aliases;
	return alias_open(&r->aliases, *what) == -1 ? -1 :
	    alias_refresh(&r->aliases);
}

int
recipients_take(struct recipients *r, const struct settings *set,
    const char *local_ip, bool root, int passwd, int aliases,
    const char **what)
{
	clear(r, set, local_ip);
	*what = set->suite.passwd;
	if (*what != NULL && passwd == -1)
		return -1;
	users_take(&r->users, passwd, root);
	*what = set->aliases;
	if (*what == NULL)
		return 0;
	return aliases == -1 || alias_take(&r->aliases, aliases) == -1 ? -1 :
	    alias_refresh(&r->aliases);
}

void
recipients_close(struct recipients *r)
{
	users_close(&r->users);
	alias_close(&r->aliases);
}
