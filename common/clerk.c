/*
 * clerk: who answers the front.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "common/check.h"
#include "common/clerk.h"
#include "common/lineio.h"
#include "common/log.h"
#include "common/master.h"
#include "common/record.h"
#include "common/tls.h"

static struct check_source
accounts(struct master *m)
{
	const struct suite *suite = m->suite;

	return (struct check_source){
		.passwd = suite->passwd,
		.fd = m->passwd,
		.command = suite->check.argc > 0 ? suite->check.argv : NULL,
		.local = m->gate->local,
		.need_shell = m->gate->need_shell,
		.root = m->root,
		.master = m
	};
}

bool
clerk_receive(struct master *m, int64_t end)
{
	struct gate *g = m->gate;
	const struct gate_request *q = m->ask;

	if (!record_wait(g->fd, POLLIN, end) || !gate_receive(g, m->ask))
		return false;
	gate_named(g, m->suite, m->peer, q);
	return true;
}

/* A reason is a phrase of check.c's, but may quote a program's. */
static void
print_reason(char *reason)
{
	for (; *reason != '\0'; reason++)
		if (*reason < ' ' || *reason > '~' || *reason == '"')
			*reason = '?';
}

static void
log_login(const struct master *m)
{
	static const char *const methods[] = {
		[GATE_PLAIN] = "PLAIN",
		[GATE_SCRAM] = "SCRAM-SHA-256",
		[GATE_APOP] = "APOP"
	};
	const struct gate_request *q = m->ask;
	struct identity *who = m->who;
	const char *ip = peer_ip(m->peer), *tls = m->suite->tls ? "yes" : "no";
	const char *method = methods[q->mechanism];
	const char *user = who->verdict == GATE_YES ? who->user : q->user;
	char name[GATE_USER];

	log_quote(name, sizeof(name), user, strlen(user));
	print_reason(who->reason);
	if (who->verdict == GATE_YES)
		log_event(LOG_INFO, "login user=%s method=%s rip=%s tls=%s",
		    name, method, ip, tls);
	else if (who->verdict != GATE_TEMPORARY)
		log_event(LOG_NOTICE, "login failed user=%s rip=%s method=%s "
		    "tls=%s reason=\"%s\"", name, ip, method,
		    tls, who->reason);
	else
		log_event(LOG_ERR, "login deferred user=%s rip=%s method=%s "
		    "reason=\"%s\"", name, ip, method, who->reason);
}

/* Each failure counts; a wrong password waits, too (P-8). */
static void
judge(struct master *m)
{
	struct gate *g = m->gate;

	log_login(m);
	if (m->who->verdict == GATE_YES)
		return;
	g->tries++;
	if (m->who->verdict != GATE_TEMPORARY) {
		/* Nobody is kept waiting who has gone. */
		record_wait(g->fd, 0, line_now() + g->delay);
		g->delay *= 2;
	}
}

static void
fill_reply(const struct gate *g, const struct identity *who,
    struct gate_reply *r)
{
	r->verdict = who->verdict;
	r->number = g->tries < GATE_TRIES ? GATE_TRIES - g->tries : 0;
	r->iterations = who->iterations;
	r->salt_len = who->salt_len;
	memcpy(r->salt, who->salt, sizeof(r->salt));
	memcpy(r->server_signature, who->server_signature,
	    sizeof(r->server_signature));
	memcpy(r->user, who->user, sizeof(r->user));
}

/* As any other wrong password, and after as long. */
static void
refuse(struct identity *who, const char *why)
{
	memset(who, 0, sizeof(*who));
	who->verdict = GATE_NO;
	snprintf(who->reason, sizeof(who->reason), "%s", why);
}

void
clerk_check(struct master *m, const char *refusal, struct gate_reply *r)
{
	const struct check_source source = accounts(m);
	struct gate *g = m->gate;
	bool login = m->ask->what == GATE_LOGIN;

	memset(m->who, 0, sizeof(*m->who));
	memset(r, 0, sizeof(*r));
	if (g->tries < GATE_TRIES && (login || g->salts++ < GATE_SALTS)) {
		(void)check_request(&source, m->ask, m->who);
		if (refusal != NULL && m->who->verdict != GATE_TEMPORARY)
			refuse(m->who, refusal);
		explicit_bzero(m->ask->secret, sizeof(m->ask->secret));
		if (login)
			judge(m);
	}
	explicit_bzero(m->ask->secret, sizeof(m->ask->secret));
	fill_reply(g, m->who, r);
}

enum gate_verdict
clerk_name(struct master *m, const char *name, struct identity *who)
{
	struct check_source source = accounts(m);

	source.local = NULL;
	source.command = NULL;
	source.need_shell = false;
	return check_user(&source, name, who);
}

/* What one record comes to; false: nothing yet, go on. */
static bool
serve_one(struct master *m)
{
	struct gate_reply r;
	bool login = m->ask->what == GATE_LOGIN;

	if (m->ask->what == GATE_TLS) {
		if (tls_offered(m->suite))
			(void)master_wrap(m);
		return true;
	}
	if (!login && m->ask->what != GATE_SALT)
		return true;
	clerk_check(m, NULL, &r);
	if (!gate_answer(m->gate, &r))
		return true;
	if (!login || r.verdict != GATE_YES)
		return r.number == 0;
	(void)master_become(m);
	return true;
}

void
clerk_serve(struct master *m)
{
	int64_t end = line_now() + GATE_FRONT_MS;

	while (clerk_receive(m, end) && !serve_one(m))
		;
}
