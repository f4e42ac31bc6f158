/*
 * command_delivery: gives mail to the command of -D.
 */
#include <sysexits.h>

#include <string.h>

#include "smtpd/command_delivery.h"
#include "smtpd/command.h"
#include "smtpd/relay.h"

struct job {
	struct transaction	*t;
	const struct target	*target;
	const struct source	*source;
};

static struct command_env env;

static void
work(void *arg, int fd)
{
	static char head[DELIVER_HEAD];
	const struct job *j = arg;
	const struct target *t = j->target;
	struct command c;
	enum post_verdict verdict;
	int status;

	memset(&c, 0, sizeof(c));
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
	verdict = relay_verdict(status, "delivery");
	relay_tell(fd, status == EX_NOPERM ? POST_OVER_QUOTA : verdict, &c);
}

enum post_verdict
command_delivery_run(struct transaction *t, size_t target,
    const struct source *source, char *text)
{
	const struct target *to = &t->envelope.target[target];
	struct job j = { t, to, source };

	return relay_ask(to->uid, to->gid, work, &j, COMMAND_DELIVERY_SECONDS,
	    text);
}
