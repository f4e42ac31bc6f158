/*
 * command_delivery: gives mail to the command of -D.
 */
#include <sysexits.h>

#include <string.h>

#include "smtpd/brief.h"
#include "smtpd/command.h"
#include "smtpd/command_delivery.h"
#include "smtpd/relay.h"

static struct command_env env;

static void
deliver(struct transaction *t, const struct source *source, int fd)
{
	static char head[DELIVER_HEAD];
	const struct target *to = &t->envelope.target[0];
	struct command c;
	enum post_verdict verdict;
	int status;

	memset(&c, 0, sizeof(c));
	command_env(&env, to->user, to->home);
	command_env_add(&env, "SENDER", t->sender);
	command_env_add(&env, "RECIPIENT", to->address);
	command_env_add(&env, "EXTENSION", to->tag);
	c.argv = t->set->delivery.argv;
	c.envp = env.envp;
	c.dir = to->home;
	c.seconds = COMMAND_DELIVERY_SECONDS;
	c.head = head;
	c.head_len = deliver_head(head, t->sender, to);
	c.in = source->fd;
	c.to = (off_t)source->size;
	c.out = -1;
	status = command_run(&c);
	verdict = relay_verdict(status, &c, "delivery");
	relay_tell(fd, status == EX_NOPERM ? POST_OVER_QUOTA : verdict, &c);
}

void
command_delivery_job(uint32_t arg, int fd)
{
	struct source source;
	struct transaction *t = brief_read(fd, &source);

	(void)arg;
	if (t != NULL && t->envelope.ntargets == 1)
		deliver(t, &source, fd);
}

enum post_verdict
command_delivery_run(struct transaction *t, size_t target,
    const struct source *source, char *text)
{
	const struct target *to = &t->envelope.target[target];
	const uint16_t which = (uint16_t)target;
	struct worker w;

	if (!worker_start(&w, t, WORKER_COMMAND, to->uid, to->gid,
	    COMMAND_DELIVERY_SECONDS + COMMAND_GRACE) ||
	    !brief_send(w.fd, t, &which, 1, source)) {
		worker_leave(&w);
		return POST_TEMPORARY;
	}
	return relay_outcome(&w, COMMAND_DELIVERY_SECONDS, text);
}
