/*
 * The gate's question to the checker: a child that alone sees the accounts,
 * so that whatever is in them can end this login and nothing else.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/check.h"
#include "common/checkrun.h"
#include "common/gate.h"
#include "common/lineio.h"
#include "common/log.h"
#include "common/peer.h"
#include "common/record.h"
#include "common/writeall.h"

/* It has its own limit for the program it runs; this one is for itself. */
#define CHECKER_MS	((CHECKRUN_SECONDS + 5) * 1000)

/* From its answer to its exit. */
#define END_MS		1000

/* The checker's life; without a request it is asked for a name only. */
static void
be_checker(const struct gate *g, const struct suite *suite,
    const struct gate_request *q, const char *name, struct identity *who,
    int out)
{
	const struct check_source names = { .passwd = suite->passwd };
	struct check_source source = {
		.passwd = suite->passwd,
		.command = suite->check.argc > 0 ? suite->check.argv : NULL,
		.local = g->local,
		.need_shell = g->need_shell
	};

	close(g->fd);
	if (q != NULL)
		(void)check_request(&source, q, who);
	else
		who->verdict = check_user(&names, name, who);
	(void)write_all(out, who, sizeof(*who));
	_exit(0);
}

/* False, with errno or 0, when there was no answer to believe. */
static bool
run_checker(const struct gate *g, const struct suite *suite,
    const struct gate_request *q, const char *name, struct identity *who)
{
	bool good;
	int fd[2];
	pid_t pid;

	if (pipe2(fd, O_CLOEXEC) == -1)
		return false;
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		be_checker(g, suite, q, name, who, fd[1]);
	}
	close(fd[1]);
	good = pid != -1 && record_read(fd[0], who, sizeof(*who),
	    line_now() + CHECKER_MS) && identity_ok(who);
	if (pid != -1) {
		record_reap(pid, fd[0], good ? line_now() + END_MS : 0);
		errno = 0;
	}
	close(fd[0]);
	return good;
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
log_login(const struct suite *suite, const struct peer *peer,
    const struct gate_request *q, struct identity *who)
{
	static const char *const methods[] = {
		[GATE_PLAIN] = "PLAIN",
		[GATE_SCRAM] = "SCRAM-SHA-256",
		[GATE_APOP] = "APOP"
	};
	const char *ip = peer_ip(peer);
	const char *method = methods[q->mechanism];
	const char *user = who->verdict == GATE_YES ? who->user : q->user;
	char name[GATE_USER];

	log_quote(name, sizeof(name), user, strlen(user));
	print_reason(who->reason);
	if (who->verdict == GATE_YES)
		log_event(LOG_INFO, "login user=%s method=%s rip=%s tls=%s",
		    name, method, ip, suite->tls ? "yes" : "no");
	else if (who->verdict != GATE_TEMPORARY)
		log_event(LOG_NOTICE, "login failed user=%s rip=%s method=%s "
		    "tls=%s reason=\"%s\"", name, ip, method,
		    suite->tls ? "yes" : "no", who->reason);
	else
		log_event(LOG_ERR, "login deferred user=%s rip=%s method=%s "
		    "reason=\"%s\"", name, ip, method, who->reason);
}

/* Each failure counts; a wrong password waits, too (P-8). */
static void
judge(struct gate *g, const struct suite *suite, const struct peer *peer,
    const struct gate_request *q, struct identity *who)
{
	log_login(suite, peer, q, who);
	if (who->verdict == GATE_YES)
		return;
	g->tries++;
	if (who->verdict != GATE_TEMPORARY) {
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

void
gate_check(struct gate *g, const struct suite *suite, const struct peer *peer,
    struct gate_request *q, struct identity *who, struct gate_reply *r)
{
	bool login = q->what == GATE_LOGIN;

	memset(who, 0, sizeof(*who));
	memset(r, 0, sizeof(*r));
	if (g->tries < GATE_TRIES && (login || g->salts++ < GATE_SALTS)) {
		if (!run_checker(g, suite, q, NULL, who)) {
			memset(who, 0, sizeof(*who));
			who->verdict = GATE_TEMPORARY;
			snprintf(who->reason, sizeof(who->reason),
			    "the checker failed: %s",
			    errno != 0 ? strerror(errno) : "no answer");
		}
		explicit_bzero(q->secret, sizeof(q->secret));
		if (login)
			judge(g, suite, peer, q, who);
	}
	explicit_bzero(q->secret, sizeof(q->secret));
	fill_reply(g, who, r);
}

enum gate_verdict
gate_name(struct gate *g, const struct suite *suite, const char *name,
    struct identity *who)
{
	memset(who, 0, sizeof(*who));
	if (!run_checker(g, suite, NULL, name, who)) {
		memset(who, 0, sizeof(*who));
		who->verdict = GATE_TEMPORARY;
	}
	return (enum gate_verdict)who->verdict;
}
