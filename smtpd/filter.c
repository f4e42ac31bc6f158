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
#include "common/scan.h"
#include "smtpd/brief.h"
#include "smtpd/command.h"
#include "smtpd/filter.h"

#define ACCEPT		0
#define REJECT		100

/* What it writes may be longer than what came in, by a few headers. */
#define MORE		65536

/* To the worker, behind its brief; then list_len bytes of RECIPIENTS. */
struct question {
	uint32_t nrecipients;
	uint32_t list_len;
	char	 user[GATE_USER];
	char	 ip[GATE_IP];
	char	 helo[GATE_SECRET];
	char	 id[GATE_USER];
};

struct outcome {
	uint32_t verdict;
	uint32_t replaced;
	uint64_t size, crlf_size;
	char	 text[GATE_TEXT];
};

static struct command_env env;
static char list[COMMAND_ENV_VALUE];

/* As much of it as fits; its length. */
static size_t
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
	return n;
}

static bool
send_question(int fd, const struct transaction *t,
    const struct post_message *m)
{
	struct question q;

	memset(&q, 0, sizeof(q));
	q.nrecipients = (uint32_t)t->envelope.nrecipients;
	q.list_len = (uint32_t)recipient_list(&t->envelope);
	return scan_copy(q.user, sizeof(q.user), t->login.user,
	    strlen(t->login.user)) &&
	    scan_copy(q.ip, sizeof(q.ip), t->peer->ip, strlen(t->peer->ip)) &&
	    scan_copy(q.helo, sizeof(q.helo), m->helo, strlen(m->helo)) &&
	    scan_copy(q.id, sizeof(q.id), m->id, strlen(m->id)) &&
	    record_send(fd, &q, sizeof(q)) &&
	    record_send(fd, list, q.list_len);
}

static bool
read_question(int fd, struct question *q)
{
	if (!record_read(fd, q, sizeof(*q), 0) ||
	    q->list_len >= sizeof(list) || !BRIEF_ENDS(q->user) ||
	    !BRIEF_ENDS(q->ip) || !BRIEF_ENDS(q->helo) ||
	    !BRIEF_ENDS(q->id) || !record_read(fd, list, q->list_len, 0))
		return false;
	list[q->list_len] = '\0';
	return true;
}

static void
make_env(const struct transaction *t, const struct question *q,
    const struct source *source)
{
	char number[32];

	command_env(&env, NULL, NULL);
	command_env_add(&env, "SENDER", t->sender);
	(void)snprintf(number, sizeof(number), "%u",
	    (unsigned)q->nrecipients);
	command_env_add(&env, "RECIPIENT_COUNT", number);
	command_env_add(&env, "CLIENT_IP", q->ip);
	command_env_add(&env, "HELO", q->helo);
	command_env_add(&env, "AUTH_USER", q->user);
	command_env_add(&env, "MESSAGE_ID", q->id);
	(void)snprintf(number, sizeof(number), "%llu",
	    (unsigned long long)source->size);
	command_env_add(&env, "MESSAGE_SIZE", number);
	command_env_add(&env, "RECIPIENTS", list);
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
		command_not_run(c, "filter");
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
answer(const struct transaction *t, struct command *c, int fd)
{
	struct outcome o;
	int64_t crlf_size = 0;

	memset(&o, 0, sizeof(o));
	o.verdict = (uint32_t)judge(command_run(c), c);
	if (o.verdict == POST_OK && c->out_len > 0) {
		crlf_size = maildir_vsize(t->replaced);
		if (crlf_size == -1)
			o.verdict = POST_TEMPORARY;
		o.replaced = 1;
		o.size = (uint64_t)c->out_len;
		o.crlf_size = (uint64_t)crlf_size;
	}
	memcpy(o.text, c->text, sizeof(o.text));
	(void)record_send(fd, &o, sizeof(o));
}

void
filter_job(uint32_t arg, int fd)
{
	static struct question q;
	struct source source;
	struct transaction *t = brief_read(fd, &source);
	struct command c;

	(void)arg;
	if (t == NULL || !read_question(fd, &q))
		return;
	make_env(t, &q, &source);
	memset(&c, 0, sizeof(c));
	c.argv = t->set->filter.argv;
	c.envp = env.envp;
	c.dir = "/";
	c.seconds = FILTER_SECONDS;
	c.in = source.fd;
	c.to = (off_t)source.size;
	c.out = t->replaced;
	c.out_max = (off_t)t->set->max_size + MORE;
	answer(t, &c, fd);
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

static bool
ask(struct transaction *t, const struct post_message *m,
    const struct source *source, struct outcome *o)
{
	const unsigned seconds = FILTER_SECONDS + COMMAND_GRACE;
	struct worker w;
	bool ok = worker_start(&w, t, WORKER_FILTER, JAIL_NOBODY,
	    JAIL_NOBODY, seconds) && brief_send(w.fd, t, NULL, 0, source) &&
	    send_question(w.fd, t, m) &&
	    worker_read(&w, o, sizeof(*o), seconds);

	worker_leave(&w);
	return ok && o->verdict <= POST_TEMPORARY;
}

enum post_verdict
filter_run(struct transaction *t, const struct post_message *m,
    struct source *source, char *text)
{
	struct outcome o;

	if (ftruncate(t->replaced, 0) == -1 ||
	    lseek(t->replaced, 0, SEEK_SET) == -1) {
		log_event(LOG_ERR, "filter error=\"%s\"", strerror(errno));
		return deliver_verdict(errno);
	}
	if (!ask(t, m, source, &o))
		return POST_TEMPORARY;
	memcpy(text, o.text, GATE_TEXT);
	text[GATE_TEXT - 1] = '\0';
	if (o.verdict == POST_OK && o.replaced)
		return take_replacement(t, &o, source);
	return (enum post_verdict)o.verdict;
}
