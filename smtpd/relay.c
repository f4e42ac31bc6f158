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
#include "smtpd/command.h"
#include "smtpd/relay.h"

#define QMAIL_PERMANENT	100

/* Words of ours besides the command's and the recipients. */
#define OWN_WORDS	4

struct job {
	struct transaction	*t;
	const uint16_t		*which;
	size_t			 n;
	const struct source	*source;
};

/* From the worker to its parent. */
struct outcome {
	uint32_t verdict;
	char	 text[GATE_TEXT];
};

static struct command_env env;

enum post_verdict
relay_verdict(int status, const char *what)
{
	switch (status) {
	case EX_OK:
		return POST_OK;
	case COMMAND_NOT_RUN:
		log_event(LOG_ERR, "%s error=\"%s\"", what, strerror(errno));
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
relay_ask(uid_t uid, gid_t gid, void (*work)(void *, int), void *job,
    unsigned seconds, char *text)
{
	struct outcome o;

	if (!worker_call(uid, gid, work, job, &o, sizeof(o),
	    seconds + COMMAND_GRACE) || o.verdict > POST_TEMPORARY)
		return POST_TEMPORARY;
	if (o.verdict != POST_OK) {
		memcpy(text, o.text, GATE_TEXT);
		text[GATE_TEXT - 1] = '\0';
	}
	return (enum post_verdict)o.verdict;
}

/* command ... -f sender -- recipient ... */
static void
make_argv(const struct job *j, char *argv[])
{
	static char f[] = "-f", end[] = "--", null[] = "<>";
	const struct option_command *c = &j->t->set->relay;
	size_t n, k;

	for (n = 0; n < c->argc; n++)
		argv[n] = c->argv[n];
	argv[n++] = f;
	argv[n++] = j->t->sender[0] == '\0' ? null : j->t->sender;
	argv[n++] = end;
	for (k = 0; k < j->n; k++)
		argv[n++] = j->t->envelope.target[j->which[k]].address;
	argv[n] = NULL;
}

static void
work(void *arg, int fd)
{
	static char *argv[OPTION_WORDS + OWN_WORDS + TARGET_MAX];
	const struct job *j = arg;
	const struct login *login = &j->t->login;
	struct command c;

	memset(&c, 0, sizeof(c));
	make_argv(j, argv);
	command_env(&env, login->user[0] != '\0' ? login->user : NULL,
	    login->home);
	c.argv = argv;
	c.envp = env.envp;
	c.dir = login->home[0] == '/' && access(login->home, X_OK) == 0 ?
	    login->home : "/";
	c.seconds = RELAY_SECONDS;
	c.in = j->source->fd;
	c.from = j->source->from;
	c.to = j->source->from + (off_t)j->source->size;
	c.out = -1;
	relay_tell(fd, relay_verdict(command_run(&c), "relay"), &c);
}

enum post_verdict
relay_run(struct transaction *t, const uint16_t which[], size_t n,
    const struct source *source, char *text)
{
	struct job j = { t, which, n, source };
	bool user = t->login.user[0] != '\0';

	return relay_ask(user ? t->login.uid : JAIL_NOBODY,
	    user ? t->login.gid : JAIL_NOBODY, work, &j, RELAY_SECONDS, text);
}
