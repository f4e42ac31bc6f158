/*
 * post: the seam.  Decides how we work, and passes on what is asked.
 *
 * Alone, this process may do what JAIL_MAIL leaves: files below the
 * directory that all homes are in.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/scan.h"
#include "common/tls.h"
#include "smtpd/broker.h"
#include "smtpd/post.h"
#include "smtpd/transaction.h"

struct post {
	const struct settings	*set;
	struct gate		*gate;		/* in the front */
	const struct peer	*named;		/* by a PROXY header, or NULL */
	size_t			 count;		/* recipients taken */
	int			 spool;		/* brokered; else -1 */
	int			 aliases;	/* in the clerk; or -1 */
	char			 root[ACCOUNT_HOME_SIZE];
	char			 local_ip[GATE_IP];
	struct transaction	 t;		/* not in the front */
};

static struct post the_post;

struct post *
post_instance(void)
{
	return &the_post;
}

/* Is there anything to run or to check, or anybody else to become? */
static bool
needs_broker(const struct settings *set, const struct recipients *r)
{
	if (geteuid() == 0 || tls_offered(&set->suite) || set->submission ||
	    set->relay.argc > 0 || set->delivery.argc > 0 ||
	    set->filter.argc > 0 || set->blocklists.n > 0)
		return true;
	if (r->users.passwd == -1)
		return true;		/* postern-checkpassword knows */
	return r->aliases.fd != -1 &&
	    alias_includes(r->aliases.text, r->aliases.len);
}

/*
 * The files are opened in any case, so that one that is missing is told
 * before there is a session.  Brokered they are closed again: the front must
 * not have them.
 */
int
post_open(struct post *p, const struct settings *set, const char *local_ip,
    bool *brokered, const char **what)
{
	struct transaction *t = &p->t;

	p->set = set;
	p->spool = p->aliases = -1;
	transaction_init(t, set);
	(void)scan_copy(p->local_ip, sizeof(p->local_ip), local_ip,
	    strlen(local_ip));
	if (recipients_open(&t->recipients, set, p->local_ip, what) ==
	    -1)
		return -1;
	if (geteuid() != 0)
		users_root(&t->recipients.users, p->root);
	*brokered = needs_broker(set, &t->recipients);
	if (*brokered) {
		recipients_close(&t->recipients);
		*what = "spool";
		p->spool = t->spool = t->disk.place =
		    disk_spool(p->root);
		if (set->filter.argc > 0)
			t->replaced = disk_spool(NULL);
		return p->spool == -1 || (set->filter.argc > 0 &&
		    t->replaced == -1) ? -1 : 0;
	}
	if (p->root[0] == '\0')
		return 0;		/* there are no users at all */
	*what = p->root;
	t->disk.place = open(p->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return t->disk.place == -1 ? -1 : 0;
}

int
post_jail(struct post *p)
{
	return jail_enter(JAIL_MAIL, p->root[0] != '\0' ? p->root : NULL);
}

void
post_front(struct post *p, struct gate *gate)
{
	p->gate = gate;
	if (p->t.replaced != -1)
		close(p->t.replaced);	/* is not for it to change */
	p->t.replaced = -1;
}

void
post_named(struct post *p, const struct peer *peer)
{
	p->named = peer;
}

/* Of -f the master has seen to it. */
void
post_clerk_open(struct master *m)
{
	(void)m;
	if (the_post.set->aliases != NULL)
		the_post.aliases = alias_open_file(the_post.set->aliases);
}

void
post_clerk(struct master *m)
{
	struct post *p = &the_post;
	const char *what = "";

	if (recipients_take(&p->t.recipients, p->set, p->local_ip, m->root,
	    m->passwd > 0 ? m->passwd : -1, p->aliases, &what) == -1)
		log_event(LOG_ERR, "open path=%s error=\"%s\"", what,
		    strerror(errno));
	else
		broker_serve(&p->t, m);
}

enum post_verdict
post_mail(struct post *p, const char *reverse_path, uint64_t size)
{
	p->count = 0;
	if (p->gate != NULL)
		return broker_mail(p->gate, p->named, reverse_path, size);
	return transaction_mail(&p->t, reverse_path, size);
}

enum post_verdict
post_rcpt(struct post *p, const char *local, const char *domain)
{
	enum post_verdict v;

	if (p->gate != NULL)
		v = broker_rcpt(p->gate, local, domain);
	else
		v = transaction_rcpt(&p->t, local, domain);
	if (v == POST_OK)
		p->count++;
	return v;
}

/* The front's is the one that was opened before the fork, anew. */
int
post_spool(struct post *p)
{
	if (p->gate == NULL)
		return transaction_spool(&p->t);
	if (lseek(p->spool, 0, SEEK_SET) == -1 ||
	    ftruncate(p->spool, 0) == -1)
		return -1;
	return p->spool;
}

enum post_verdict
post_deliver(struct post *p, const struct post_message *m,
    enum post_verdict each[], char *text)
{
	enum post_verdict v;

	if (p->gate == NULL)
		v = transaction_deliver(&p->t, m, each, text);
	else
		v = broker_deliver(p->gate, m, p->set->lmtp ? each : NULL,
		    p->count, text);
	p->count = 0;
	return v;
}

/* The clerk need not hear of what has not begun. */
void
post_reset(struct post *p)
{
	if (p->gate == NULL)
		transaction_reset(&p->t);
	else if (p->count > 0)
		broker_reset(p->gate);
	p->count = 0;
}

bool
post_owns(struct post *p, const char *local, const char *domain)
{
	return p->gate != NULL && broker_owns(p->gate, local, domain);
}

bool
post_blocked(struct post *p, const char *ip, char *zone)
{
	zone[0] = '\0';
	return p->gate != NULL && broker_blocked(p->gate, ip, zone);
}
