/*
 * serve: the parent's side of broker.h.
 *
 * What this process may do: all that whoever started it may.  As root it
 * forks who looks up, delivers and checks, and reads only records.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>

#include "common/lineio.h"
#include "common/log.h"
#include "common/record.h"
#include "common/scan.h"
#include "common/tls.h"
#include "smtpd/blocklist.h"
#include "smtpd/broker.h"
#include "smtpd/staff.h"

/* What the session may add: Received, Date, Message-ID. */
#define OWN_FIELDS	65536

/* Seconds that a front gets beyond its own limit. */
#define GRACE		60

static struct gate_request request;
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
check_login(struct transaction *t, struct gate *g, const struct peer *peer)
{
	static struct identity who;
	struct login *l = &t->login;

	gate_check(g, &t->set->suite, peer, &request, &who, &reply);
	if (request.what != GATE_LOGIN || reply.verdict != GATE_YES)
		return;
	if (!scan_copy(l->user, sizeof(l->user), who.user,
	    strlen(who.user)) || !scan_copy(l->home, sizeof(l->home),
	    who.home, strlen(who.home)))
		l->user[0] = '\0';
	l->uid = who.uid;
	l->gid = who.gid;
}

static enum post_verdict
deliver(struct transaction *t)
{
	struct post_message m = { .id = request.user,
	    .helo = secret(&request), .size = request.number };

	if (request.rest_len != sizeof(m.crlf_size) || !clean(m.id) ||
	    !clean(m.helo))
		return POST_TEMPORARY;
	memcpy(&m.crlf_size, request.rest, sizeof(m.crlf_size));
	if (m.crlf_size < m.size || m.crlf_size - m.size > m.size ||
	    m.size > t->set->max_size + OWN_FIELDS)
		return POST_TEMPORARY;
	m.auth_user = t->login.user;
	neach = t->envelope.nrecipients;
	return transaction_deliver(t, &m, each, reply.text);
}

/* As many verdicts as text holds, from a recipient on. */
static void
tell_each(void)
{
	size_t n = 0;

	if (request.number < neach)
		n = neach - (size_t)request.number;
	if (n > sizeof(reply.text))
		n = sizeof(reply.text);
	reply.number = (uint32_t)n;
	while (n-- > 0)
		reply.text[n] = (char)each[(size_t)request.number + n];
}

static enum post_verdict
take_rcpt(struct transaction *t)
{
	const char *domain = secret(&request);

	if (request.user[0] == '\0' || !clean(request.user) || !clean(domain))
		return POST_UNKNOWN;
	return transaction_rcpt(t, request.user, domain);
}

static enum post_verdict
take_mail(struct transaction *t)
{
	const char *sender = secret(&request);

	return clean(sender) ? transaction_mail(t, sender, request.number) :
	    POST_TEMPORARY;
}

/* False: this is no question. */
static bool
answer(struct transaction *t, struct gate *g, const struct peer *peer)
{
	memset(&reply, 0, sizeof(reply));
	reply.verdict = GATE_YES;
	switch (request.what) {
	case GATE_LOGIN:
	case GATE_SALT:
		check_login(t, g, peer);
		break;
	case BROKER_MAIL:
		reply.number = (uint32_t)take_mail(t);
		break;
	case BROKER_RCPT:
		reply.number = (uint32_t)take_rcpt(t);
		break;
	case BROKER_DELIVER:
		reply.number = (uint32_t)deliver(t);
		break;
	case BROKER_EACH:
		tell_each();
		break;
	case BROKER_RESET:
		transaction_reset(t);
		break;
	case BROKER_OWNS:
		reply.number = transaction_owns(t, request.user,
		    secret(&request));
		break;
	case BROKER_BLOCKED:
		reply.number = blocklist_find(&t->set->blocklists,
		    request.user, reply.text);
		break;
	default:
		return false;
	}
	return true;
}

int
broker_serve(struct transaction *t, struct gate *g, struct peer *peer)
{
	const struct suite *suite = &t->set->suite;
	int64_t last = line_now() + (SMTPD_SECONDS + GRACE) * 1000;
	bool wrap = false;

	t->peer = peer;
	while (!wrap && record_wait(g->fd, POLLIN, last) &&
	    gate_receive(g, &request)) {
		gate_named(g, suite, peer, &request);
		wrap = request.what == GATE_TLS && tls_offered(suite);
		if (!wrap && (!answer(t, g, peer) || !gate_answer(g, &reply)))
			break;
		staff_end();
	}
	explicit_bzero(&request, sizeof(request));
	transaction_reset(t);
	worker_end(&t->resolver, false);
	gate_reap(g);
	if (wrap) {
		tls_exec(suite, peer);
		log_event(LOG_ERR, "tls command=%s error=\"%s\"",
		    suite->wrapper.argv[0], strerror(errno));
		return EXIT_TEMPORARY;
	}
	return g->status;
}
