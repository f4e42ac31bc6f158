/*
 * filter: shows a message to the command of -F.
 */
#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/maildir.h"
#include "common/record.h"
#include "smtpd/command.h"
#include "smtpd/filter.h"

#define ACCEPT		0
#define REJECT		100

/* What it writes may be longer than what came in, by a few headers. */
#define MORE		65536

/* All that the worker needs, and what it answers. */
struct job {
	const struct transaction	*t;
	const struct post_message	*m;
	const struct source		*source;
};

struct outcome {
	uint32_t verdict;
	uint32_t replaced;
	uint64_t size, crlf_size;
	char	 text[GATE_TEXT];
};

static struct command_env env;
static char list[COMMAND_ENV_VALUE];

static const char *
recipient_list(const struct envelope *e)
{
	size_t i, n = 0, len;

	for (i = 0; i < e->nrecipients; i++) {
		len = strlen(e->recipient[i].address);
		if (len + 2 > sizeof(list) - n)
			break;
		if (n > 0)
			list[n++] = '\n';
		memcpy(list + n, e->recipient[i].address, len);
		n += len;
	}
	list[n] = '\0';
	return list;
}

static void
make_env(const struct job *j)
{
	const struct transaction *t = j->t;
	char number[32];

	command_env(&env, NULL, NULL);
	command_env_add(&env, "SENDER", t->sender);
	(void)snprintf(number, sizeof(number), "%zu",
	    t->envelope.nrecipients);
	command_env_add(&env, "RECIPIENT_COUNT", number);
	command_env_add(&env, "CLIENT_IP", t->peer->ip);
	command_env_add(&env, "HELO", j->m->helo);
	command_env_add(&env, "AUTH_USER", t->login.user);
	command_env_add(&env, "MESSAGE_ID", j->m->id);
	(void)snprintf(number, sizeof(number), "%llu",
	    (unsigned long long)j->m->size);
	command_env_add(&env, "MESSAGE_SIZE", number);
	command_env_add(&env, "RECIPIENTS", recipient_list(&t->envelope));
}

static enum post_verdict
judge(int status, struct command *c)
{
	switch (status) {
	case ACCEPT:
		return POST_OK;
	case REJECT:
		return POST_REJECTED;
	case COMMAND_NOT_RUN:
		log_event(LOG_ERR, "filter error=\"%s\"", strerror(errno));
		break;
	case COMMAND_KILLED:
	case COMMAND_TIMEOUT:
	case COMMAND_FLOOD:
		log_event(LOG_ERR, "filter error=\"%s\"",
		    status == COMMAND_KILLED ?
		    "killed by a signal" : status == COMMAND_TIMEOUT ?
		    "takes too long" : "writes too much");
		c->text[0] = '\0';
		break;
	default:
		log_event(LOG_NOTICE, "filter exit=%d", status);
		break;
	}
	return POST_DEFERRED;
}

static void
work(void *arg, int fd)
{
	const struct job *j = arg;
	struct outcome o;
	struct command c;
	int64_t crlf_size = 0;

	memset(&c, 0, sizeof(c));
	memset(&o, 0, sizeof(o));
	make_env(j);
	c.argv = j->t->set->filter.argv;
	c.envp = env.envp;
	c.dir = "/";
	c.seconds = FILTER_SECONDS;
	c.in = j->source->fd;
	c.from = j->source->from;
	c.to = j->source->from + (off_t)j->source->size;
	c.out = j->t->replaced;
	c.out_max = (off_t)j->t->set->max_size + MORE;
	o.verdict = (uint32_t)judge(command_run(&c), &c);
	if (o.verdict == POST_OK && c.out_len > 0) {
		crlf_size = maildir_vsize(c.out);
		if (crlf_size == -1)
			o.verdict = POST_TEMPORARY;
		o.replaced = 1;
		o.size = (uint64_t)c.out_len;
		o.crlf_size = (uint64_t)crlf_size;
	}
	memcpy(o.text, c.text, sizeof(o.text));
	(void)record_send(fd, &o, sizeof(o));
}

/* The size is what the worker says, and no more than there is. */
static enum post_verdict
take_replacement(struct transaction *t, const struct outcome *o,
    struct source *source)
{
	struct stat st;

	if (fstat(t->replaced, &st) == -1 ||
	    o->size > (uint64_t)st.st_size || o->crlf_size < o->size ||
	    o->crlf_size > 2 * o->size)
		return POST_TEMPORARY;
	if (o->size > t->set->max_size)
		return POST_TOO_BIG;
	source->fd = t->replaced;
	source->from = 0;
	source->size = o->size;
	source->crlf_size = o->crlf_size;
	return POST_OK;
}

enum post_verdict
filter_run(struct transaction *t, const struct post_message *m,
    struct source *source, char *text)
{
	struct job j = { t, m, source };
	struct outcome o;

	if (t->replaced == -1)
		t->replaced = disk_spool(NULL);
	if (t->replaced == -1 || ftruncate(t->replaced, 0) == -1 ||
	    lseek(t->replaced, 0, SEEK_SET) == -1) {
		log_event(LOG_ERR, "filter error=\"%s\"", strerror(errno));
		return deliver_verdict(errno);
	}
	if (!worker_call(JAIL_NOBODY, JAIL_NOBODY, work, &j, &o,
	    sizeof(o), FILTER_SECONDS + COMMAND_GRACE) || o.verdict > POST_TEMPORARY)
		return POST_TEMPORARY;
	memcpy(text, o.text, GATE_TEXT);
	text[GATE_TEXT - 1] = '\0';
	if (o.verdict == POST_OK && o.replaced)
		return take_replacement(t, &o, source);
	return (enum post_verdict)o.verdict;
}
