/*
 * transaction: one message from MAIL to its verdict.  The numbers are
 * transaction.h's.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/scan.h"
#include "smtpd/brief.h"
#include "smtpd/command_delivery.h"
#include "smtpd/filter.h"
#include "smtpd/relay.h"
#include "smtpd/staff.h"
#include "smtpd/transaction.h"

void
transaction_init(struct transaction *t, const struct settings *set)
{
	t->set = set;
	t->root = geteuid() == 0;
	t->spool = t->replaced = -1;
	t->disk.place = -1;
	t->recipients.set = set;
	t->recipients.users.passwd = t->recipients.aliases.fd = -1;
	deliver_init(&t->deliver, set);
	brief_for(t);
}

enum post_verdict
transaction_mail(struct transaction *t, const char *sender, uint64_t size)
{
	enum post_verdict v;

	transaction_reset(t);
	if (!scan_copy(t->sender, sizeof(t->sender), sender, strlen(sender)))
		return POST_TEMPORARY;
	v = disk_check(&t->disk, size != 0 ? size : t->set->max_size);
	if (v != POST_OK)
		return v;
	t->declared = size;
	deliver_begin(&t->deliver, &t->envelope, t->sender);
	t->active = true;
	return POST_OK;
}

/* Each user needs a process, which are not to be had without end. */
static bool
too_many_users(const struct transaction *t)
{
	const struct envelope *e = &t->envelope;
	size_t i, k, users = 0;

	if (!t->root)
		return false;
	for (i = 0; i < e->ntargets; i++) {
		for (k = 0; k < i; k++)
			if (e->target[k].uid == e->target[i].uid &&
			    e->target[k].gid == e->target[i].gid)
				break;
		users += k == i;
	}
	return users > TRANSACTION_UIDS;
}

/* Not root, we can look at the quotas of the targets from first on. */
static enum post_verdict
check_quotas(struct transaction *t, size_t first)
{
	const struct envelope *e = &t->envelope;
	enum post_verdict v = POST_OK;
	size_t i;

	if (t->root || t->set->delivery.argc > 0)
		return POST_OK;
	for (i = first; i < e->ntargets && v == POST_OK; i++)
		if (e->target[i].kind == TARGET_MAILBOX)
			v = deliver_room(&t->deliver, &e->target[i],
			    t->declared);
	return v;
}

enum post_verdict
transaction_rcpt(struct transaction *t, const char *local, const char *domain)
{
	struct envelope *e = &t->envelope;
	bool user = t->login.user[0] != '\0';
	size_t first = e->ntargets;
	enum post_verdict v;

	if (!t->active)
		return POST_TEMPORARY;
	(void)alias_refresh(&t->recipients.aliases);
	v = recipient_find(&t->recipients, e, local, domain, user);
	if (v != POST_OK)
		return v;
	v = too_many_users(t) ? POST_TOO_MANY : check_quotas(t, first);
	if (v != POST_OK)
		envelope_undo(e);
	return v;
}

bool
transaction_owns(struct transaction *t, const char *local, const char *domain)
{
	transaction_reset(t);
	if (t->login.user[0] == '\0')
		return false;
	(void)alias_refresh(&t->recipients.aliases);
	return recipient_owns(&t->recipients, &t->envelope, t->login.user,
	    local, domain);
}

int
transaction_spool(struct transaction *t)
{
	const struct envelope *e = &t->envelope;
	int fd = -1;
	size_t i;

	if (!t->active || e->ntargets == 0) {
		errno = EINVAL;
		return -1;
	}
	memset(t->verdict, 0, e->ntargets * sizeof(t->verdict[0]));
	for (i = 0; i < e->ntargets && fd == -1; i++) {
		fd = deliver_spool(&t->deliver, i);
		if (fd == -1)
			t->verdict[i] = t->deliver.copy[i].verdict;
		if (fd == -1 && !t->set->lmtp)
			return -1;
	}
	t->spooling = fd != -1;
	return fd;
}

/* The targets of a kind that no verdict is against yet. */
static size_t
select_targets(const struct transaction *t, enum target_kind kind,
    uint16_t which[])
{
	size_t i, n = 0;

	for (i = 0; i < t->envelope.ntargets; i++)
		if (t->envelope.target[i].kind == kind &&
		    t->verdict[i] == POST_OK)
			which[n++] = (uint16_t)i;
	return n;
}

/* 2. */
static void
stage(struct transaction *t, const struct source *source)
{
	uint16_t which[TARGET_MAX];
	size_t k, n = select_targets(t, TARGET_MAILBOX, which);

	if (t->set->delivery.argc > 0 || n == 0)
		return;
	if (t->root) {
		staff_stage(t, which, n, source);
		return;
	}
	deliver_stage(&t->deliver, which, n, source);
	for (k = 0; k < n; k++)
		t->verdict[which[k]] = t->deliver.copy[which[k]].verdict;
}

/* The first verdict that is not POST_OK. */
static enum post_verdict
first_failure(const struct transaction *t)
{
	size_t i;

	for (i = 0; i < t->envelope.ntargets; i++)
		if (t->verdict[i] != POST_OK)
			return t->verdict[i];
	return POST_OK;
}

static void
fail_all(struct transaction *t, enum post_verdict v)
{
	size_t i;

	for (i = 0; i < t->envelope.ntargets; i++)
		if (t->verdict[i] == POST_OK)
			t->verdict[i] = v;
}

/* LMTP: what is wrong with his targets; a copy dropped is not the cause. */
static enum post_verdict
verdict_of(const struct transaction *t, const struct recipient *r)
{
	enum post_verdict v, dropped = POST_OK;
	size_t k;
	uint16_t i;

	for (k = r->first; k < (size_t)r->first + r->n; k++) {
		i = t->envelope.link[k];
		v = t->verdict[i];
		if (v != POST_OK && !t->dropped[i])
			return v;
		if (v != POST_OK)
			dropped = v;
	}
	return dropped;
}

/*
 * LMTP: a copy goes only if somebody gets all of his, so that a list is
 * delivered whole or not.
 */
static void
drop_partial(struct transaction *t)
{
	const struct envelope *e = &t->envelope;
	static bool wanted[TARGET_MAX];
	size_t i, k;

	memset(wanted, 0, sizeof(wanted));
	for (i = 0; i < e->nrecipients; i++)
		if (verdict_of(t, &e->recipient[i]) == POST_OK)
			for (k = 0; k < e->recipient[i].n; k++)
				wanted[e->link[e->recipient[i].first + k]] =
				    true;
	for (i = 0; i < e->ntargets; i++)
		if (!wanted[i] && t->verdict[i] == POST_OK) {
			t->verdict[i] = POST_TEMPORARY;
			t->dropped[i] = true;
		}
}

/* So long commands are begun for one message: the peer waits (S-14). */
#define COMMANDS_MS	240000

/* 3.  Stops at the first failure, unless each has its own verdict. */
static void
run_commands(struct transaction *t, const struct source *source, char *text)
{
	uint16_t which[TARGET_MAX];
	size_t k, n = select_targets(t, TARGET_REMOTE, which);
	const int64_t end = line_now() + COMMANDS_MS;
	enum post_verdict v;

	if (n > 0) {
		v = relay_run(t, which, n, source, text);
		for (k = 0; k < n; k++)
			t->verdict[which[k]] = v;
		if (v != POST_OK && !t->set->lmtp)
			return;
	}
	if (t->set->delivery.argc == 0)
		return;
	n = select_targets(t, TARGET_MAILBOX, which);
	for (k = 0; k < n; k++) {
		v = line_now() >= end ? POST_TEMPORARY :
		    command_delivery_run(t, which[k], source, text);
		t->verdict[which[k]] = v;
		if (v != POST_OK && !t->set->lmtp)
			return;
	}
}

/* 4. */
static void
commit(struct transaction *t)
{
	uint16_t which[TARGET_MAX];
	size_t k, n = select_targets(t, TARGET_MAILBOX, which);

	if (t->set->delivery.argc > 0 || n == 0)
		return;
	if (t->root) {
		staff_commit(t, which, n, !t->set->lmtp);
		return;
	}
	deliver_commit(&t->deliver, which, n, !t->set->lmtp);
	deliver_keep(&t->deliver, which, n);
	for (k = 0; k < n; k++)
		t->verdict[which[k]] = t->deliver.copy[which[k]].verdict;
}

static void
deliver_all(struct transaction *t, const struct post_message *m,
    struct source *source, char *text)
{
	enum post_verdict v;

	if (t->set->filter.argc > 0) {
		v = filter_run(t, m, source, text);
		if (v != POST_OK) {
			fail_all(t, v);
			return;
		}
	}
	stage(t, source);
	if (!t->set->lmtp && first_failure(t) != POST_OK)
		return;
	if (t->set->lmtp)
		drop_partial(t);
	run_commands(t, source, text);
	if (!t->set->lmtp && first_failure(t) != POST_OK)
		return;
	if (t->set->lmtp)
		drop_partial(t);
	commit(t);
}

/* The staff may still be at work: the peer need not wait for that. */
static void
forget(struct transaction *t)
{
	if (t->active)
		deliver_end(&t->deliver);
	t->active = t->spooling = false;
	envelope_clear(&t->envelope);
}

enum post_verdict
transaction_deliver(struct transaction *t, const struct post_message *m,
    enum post_verdict each[], char *text)
{
	struct source source = { t->spool, 0, m->size, m->crlf_size };
	enum post_verdict v;
	size_t i;

	text[0] = '\0';
	if (!t->active || t->envelope.nrecipients == 0)
		return POST_TEMPORARY;
	memset(t->dropped, 0, t->envelope.ntargets * sizeof(t->dropped[0]));
	for (i = 0; i < t->envelope.ntargets && !t->spooling; i++)
		t->verdict[i] = POST_OK;
	deliver_all(t, m, &source, text);
	v = first_failure(t);
	if (t->set->lmtp) {
		for (i = 0; i < t->envelope.nrecipients; i++)
			each[i] = verdict_of(t, &t->envelope.recipient[i]);
		v = POST_OK;
	}
	forget(t);
	return v;
}

void
transaction_reset(struct transaction *t)
{
	forget(t);
	staff_end();
}
