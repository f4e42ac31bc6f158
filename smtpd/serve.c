/*
 * serve: the clerk's side of broker.h.
 *
 * What this process may do: read the files of accounts and aliases, which
 * are open, and order of the master who delivers, checks and runs commands.
 * Not started as root, it delivers by itself, as who started it.
 */
#include <string.h>

#include "common/clerk.h"
#include "common/lineio.h"
#include "common/scan.h"
#include "common/tls.h"
#include "smtpd/blocklist.h"
#include "smtpd/broker.h"
#include "smtpd/staff.h"

/* What the session may add: Received, Date, Message-ID. */
#define OWN_FIELDS	65536

/* Seconds that a front gets beyond its own limit. */
#define GRACE		60

static struct gate_reply reply;
static enum post_verdict each[SMTPD_RCPT_MAX];
static size_t neach;

/* The secret as a string; "" when it holds a NUL or does not end. */
static const char *
secret(struct gate_request *q)
{
	if (q->secret_len >= sizeof(q->secret) ||
	    memchr(q->secret, '\0', q->secret_len) != NULL)
		return "";
	q->secret[q->secret_len] = '\0';
	return q->secret;
}

/*
 * What goes into headers, environments and arguments: no control may be in
 * it, whatever the front should have seen to.
 */
static bool
clean(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return false;
	return true;
}

static void
check_login(struct transaction *t, struct master *m)
{
	const struct identity *who = m->who;
	struct login *l = &t->login;

	clerk_check(m, NULL, &reply);
	if (m->ask->what != GATE_LOGIN || reply.verdict != GATE_YES)
		return;
	if (!scan_copy(l->user, sizeof(l->user), who->user,
	    strlen(who->user)) || !scan_copy(l->home, sizeof(l->home),
	    who->home, strlen(who->home)))
		l->user[0] = '\0';
	l->uid = who->uid;
	l->gid = who->gid;
}

static enum post_verdict
deliver(struct transaction *t, struct gate_request *q)
{
	struct post_message m = { .id = q->user, .helo = secret(q),
	    .size = q->number };

	if (q->rest_len != sizeof(m.crlf_size) || !clean(m.id) ||
	    !clean(m.helo))
		return POST_TEMPORARY;
	memcpy(&m.crlf_size, q->rest, sizeof(m.crlf_size));
	if (m.crlf_size < m.size || m.crlf_size - m.size > m.size ||
	    m.size > t->set->max_size + OWN_FIELDS)
		return POST_TEMPORARY;
	m.auth_user = t->login.user;
	neach = t->envelope.nrecipients;
	return transaction_deliver(t, &m, each, reply.text);
}

/* As many verdicts as text holds, from a recipient on. */
static void
tell_each(const struct gate_request *q)
{
	size_t n = 0;

	if (q->number < neach)
		n = neach - (size_t)q->number;
	if (n > sizeof(reply.text))
		n = sizeof(reply.text);
	reply.number = (uint32_t)n;
	while (n-- > 0)
		reply.text[n] = (char)each[(size_t)q->number + n];
}

static enum post_verdict
take_rcpt(struct transaction *t, struct gate_request *q)
{
	const char *domain = secret(q);

	if (q->user[0] == '\0' || !clean(q->user) || !clean(domain))
		return POST_UNKNOWN;
	return transaction_rcpt(t, q->user, domain);
}

static enum post_verdict
take_mail(struct transaction *t, struct gate_request *q)
{
	const char *sender = secret(q);

	return clean(sender) ? transaction_mail(t, sender, q->number) :
	    POST_TEMPORARY;
}

/* False: this is no question. */
static bool
answer(struct transaction *t, struct master *m)
{
	struct gate_request *q = m->ask;

	memset(&reply, 0, sizeof(reply));
	reply.verdict = GATE_YES;
	switch (q->what) {
	case GATE_LOGIN:
	case GATE_SALT:
		check_login(t, m);
		break;
	case BROKER_MAIL:
		reply.number = (uint32_t)take_mail(t, q);
		break;
	case BROKER_RCPT:
		reply.number = (uint32_t)take_rcpt(t, q);
		break;
	case BROKER_DELIVER:
		reply.number = (uint32_t)deliver(t, q);
		break;
	case BROKER_EACH:
		tell_each(q);
		break;
	case BROKER_RESET:
		transaction_reset(t);
		break;
	case BROKER_OWNS:
		reply.number = transaction_owns(t, q->user, secret(q));
		break;
	case BROKER_BLOCKED:
		reply.number = blocklist_find(t, q->user, reply.text);
		break;
	default:
		return false;
	}
	return true;
}

void
broker_serve(struct transaction *t, struct master *m)
{
	const struct gate_request *q = m->ask;
	int64_t last = line_now() + (SMTPD_SECONDS + GRACE) * 1000;
	bool wrap = false;

	t->master = m;
	t->order = master_work;
	t->peer = m->peer;
	while (!wrap && clerk_receive(m, last)) {
		wrap = q->what == GATE_TLS && tls_offered(m->suite);
		if (!wrap && (!answer(t, m) || !gate_answer(m->gate, &reply)))
			break;
		staff_end();
	}
	transaction_reset(t);
	if (wrap)
		(void)master_wrap(m);
}
