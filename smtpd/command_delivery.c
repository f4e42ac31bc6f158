/*
 * command_delivery: gives mail to the command of -D.
 */
#include <sysexits.h>

#include <string.h>
#include <unistd.h>

#include "common/record.h"
#include "smtpd/command_delivery.h"
#include "smtpd/command.h"
#include "smtpd/relay.h"

struct job {
	struct transaction	*t;
	const struct target	*target;
	const struct source	*source;
};

struct outcome {
	uint32_t verdict;
	char	 text[GATE_TEXT];
};

static struct command_env env;

static void
work(void *arg, int fd)
{
	static char head[DELIVER_HEAD];
	const struct job *j = arg;
	const struct target *t = j->target;
	struct outcome o;
	struct command c;
	int status;

	memset(&c, 0, sizeof(c));
	memset(&o, 0, sizeof(o));
	command_env(&env, t->user, t->home);
	command_env_add(&env, "SENDER", j->t->sender);
	command_env_add(&env, "RECIPIENT", t->address);
	command_env_add(&env, "EXTENSION", t->tag);
	c.argv = j->t->set->delivery.argv;
	c.envp = env.envp;
	c.dir = t->home;
	c.seconds = COMMAND_DELIVERY_SECONDS;
	c.head = head;
	c.head_len = deliver_head(head, j->t->sender, t);
	c.in = j->source->fd;
	c.from = j->source->from;
	c.to = j->source->from + (off_t)j->source->size;
	c.out = -1;
	status = command_run(&c);
	o.verdict = (uint32_t)relay_verdict(status, "delivery");
	if (status == EX_NOPERM)
		o.verdict = POST_OVER_QUOTA;
	memcpy(o.text, c.text, sizeof(o.text));
	(void)record_send(fd, &o, sizeof(o));
}

enum post_verdict
command_delivery_run(struct transaction *t, size_t target,
    const struct source *source, char *text)
{
	const struct target *to = &t->envelope.target[target];
	struct job j = { t, to, source };
	struct outcome o;

	if (!worker_call(to->uid, to->gid, work, &j, &o, sizeof(o),
	    COMMAND_DELIVERY_SECONDS + 10) || o.verdict > POST_TEMPORARY)
		return POST_TEMPORARY;
	if (o.verdict != POST_OK) {
		memcpy(text, o.text, GATE_TEXT);
		text[GATE_TEXT - 1] = '\0';
	}
	return (enum post_verdict)o.verdict;
}
