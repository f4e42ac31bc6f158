/*
 * relay: mail for elsewhere, to the command of -r.
 */
#include <sysexits.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/record.h"
#include "common/scan.h"
#include "smtpd/brief.h"
#include "smtpd/command.h"
#include "smtpd/relay.h"

#define QMAIL_PERMANENT	100

/* Words of ours besides the command's and the recipients. */
#define OWN_WORDS	4

/* To the worker, behind its brief: who has logged in, or "". */
struct question {
	char	 user[GATE_USER];
	char	 home[ACCOUNT_HOME_SIZE];
};

/* And back. */
struct outcome {
	uint32_t verdict;
	char	 text[GATE_TEXT];
};

static struct command_env env;

enum post_verdict
relay_verdict(int status, const struct command *c, const char *what)
{
	switch (status) {
	case EX_OK:
		return POST_OK;
	case COMMAND_NOT_RUN:
		command_not_run(c, what);
		return POST_TEMPORARY;
	case COMMAND_TIMEOUT:
	case COMMAND_KILLED:
		log_event(LOG_ERR, "%s error=\"%s\"", what,
		    status == COMMAND_KILLED ? "killed by a signal" :
		    "takes too long");
		return POST_TEMPORARY;
	default:
		log_event(LOG_NOTICE, "%s exit=%d", what, status);
		break;
	}
	switch (status) {
	case EX_DATAERR:
	case EX_NOINPUT:
	case EX_NOUSER:
	case EX_NOHOST:
	case EX_UNAVAILABLE:
	case EX_PROTOCOL:
	case EX_NOPERM:
	case QMAIL_PERMANENT:
		return POST_FAILED;
	default:
		return POST_TEMPORARY;
	}
}

void
relay_tell(int fd, enum post_verdict verdict, const struct command *c)
{
	struct outcome o;

	memset(&o, 0, sizeof(o));
	o.verdict = (uint32_t)verdict;
	memcpy(o.text, c->text, sizeof(o.text));
	(void)record_send(fd, &o, sizeof(o));
}

enum post_verdict
relay_outcome(struct worker *w, unsigned seconds, char *text)
{
	struct outcome o;
	bool ok = worker_read(w, &o, sizeof(o), seconds + COMMAND_GRACE);

	worker_leave(w);
	if (!ok || o.verdict > POST_TEMPORARY)
		return POST_TEMPORARY;
	if (o.verdict != POST_OK) {
		memcpy(text, o.text, GATE_TEXT);
		text[GATE_TEXT - 1] = '\0';
	}
	return (enum post_verdict)o.verdict;
}

/* command ... -f sender -- recipient ... */
static void
make_argv(struct transaction *t, char *argv[])
{
	static char f[] = "-f", end[] = "--", null[] = "<>";
	const struct option_command *c = &t->set->relay;
	size_t n, k;

	for (n = 0; n < c->argc; n++)
		argv[n] = c->argv[n];
	argv[n++] = f;
	argv[n++] = t->sender[0] == '\0' ? null : t->sender;
	argv[n++] = end;
	for (k = 0; k < t->envelope.ntargets; k++)
		argv[n++] = t->envelope.target[k].address;
	argv[n] = NULL;
}

void
relay_job(uint32_t arg, int fd)
{
	static char *argv[OPTION_WORDS + OWN_WORDS + TARGET_MAX];
	struct source source;
	struct transaction *t = brief_read(fd, &source);
	struct question q;
	struct command c;

	(void)arg;
	if (t == NULL || !record_read(fd, &q, sizeof(q), 0) ||
	    !BRIEF_ENDS(q.user) || !BRIEF_ENDS(q.home))
		return;
	memset(&c, 0, sizeof(c));
	make_argv(t, argv);
	command_env(&env, q.user[0] != '\0' ? q.user : NULL, q.home);
	c.argv = argv;
	c.envp = env.envp;
	c.dir = q.home[0] == '/' && access(q.home, X_OK) == 0 ? q.home : "/";
	c.seconds = RELAY_SECONDS;
	c.in = source.fd;
	c.to = (off_t)source.size;
	c.out = -1;
	relay_tell(fd, relay_verdict(command_run(&c), &c, "relay"), &c);
}

static bool
send_question(int fd, const struct login *login)
{
	struct question q;

	memset(&q, 0, sizeof(q));
	return scan_copy(q.user, sizeof(q.user), login->user,
	    strlen(login->user)) && scan_copy(q.home, sizeof(q.home),
	    login->home, strlen(login->home)) &&
	    record_send(fd, &q, sizeof(q));
}

enum post_verdict
relay_run(struct transaction *t, const uint16_t which[], size_t n,
    const struct source *source, char *text)
{
	bool user = t->login.user[0] != '\0';
	struct worker w;

	if (!worker_start(&w, t, WORKER_RELAY,
	    user ? t->login.uid : JAIL_NOBODY,
	    user ? t->login.gid : JAIL_NOBODY,
	    RELAY_SECONDS + COMMAND_GRACE) ||
	    !brief_send(w.fd, t, which, n, source) ||
	    !send_question(w.fd, &t->login)) {
		worker_leave(&w);
		return POST_TEMPORARY;
	}
	return relay_outcome(&w, RELAY_SECONDS, text);
}
