#include <sys/socket.h>
#include <sys/types.h>

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/gate.h"
#include "common/jail.h"
#include "common/lineio.h"
#include "common/log.h"
#include "common/maildir.h"
#include "common/peer.h"
#include "common/record.h"
#include "common/scan.h"

#define DELAY_MAX	60000	/* ms */

/* A front that was told the end has a reply to send, and no more. */
#define END_MS		5000

unsigned
gate_delay(unsigned preset)
{
	const char *text = getenv(GATE_DELAY_ENV);
	uint64_t n;

	return text != NULL && scan_number(text, DELAY_MAX, &n) ?
	    (unsigned)n : preset;
}

/* In the front.  False: the master died before it could be watched. */
static bool
follow(pid_t master)
{
#ifdef __linux__
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == -1)
		return false;
#endif
	return getppid() == master;
}

/*
 * Whoever started us may have blocked or ignored some: then there would be
 * nothing to reap, no end to a worker's time, and our programs would wonder.
 */
static void
clear_signals(void)
{
	static const int signals[] = { SIGCHLD, SIGALRM, SIGTERM, SIGHUP,
		SIGINT };
	sigset_t none;
	size_t i;

	for (i = 0; i < nitems(signals); i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

int
gate_fork(struct gate *g)
{
	pid_t master = getpid();
	int error, pair[2];

	clear_signals();
	g->delay = gate_delay(GATE_DELAY);
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == -1)
		return -1;
	g->front = fork();
	if (g->front == -1) {
		error = errno;
		close(pair[0]);
		close(pair[1]);
		errno = error;
		return -1;
	}
	close(pair[g->front == 0]);
	g->fd = pair[g->front != 0];
	if (g->front == 0 && !follow(master))
		_exit(1);
	return g->front != 0;
}

/*
 * A rest that is not there is not sent: it is most of a record.  One that
 * does not fit goes as far as it can, and is refused.
 */
static bool
send_request(const struct gate *g, const struct gate_request *q)
{
	const size_t room = sizeof(q->rest);

	return record_send(g->fd, q, offsetof(struct gate_request, rest) +
	    (q->rest_len < room ? q->rest_len : room));
}

bool
gate_ask(struct gate *g, struct gate_request *q, struct gate_reply *r)
{
	bool sent = send_request(g, q);

	if (q->what == GATE_LOGIN)
		explicit_bzero(q->secret, sizeof(q->secret));
	return sent && record_read(g->fd, r, sizeof(*r), 0);
}

bool
gate_tell(struct gate *g, const struct gate_request *q)
{
	return send_request(g, q);
}

static bool
known(const struct gate_request *q)
{
	switch (q->what) {
	case GATE_LOGIN:
		return q->mechanism <= GATE_APOP;
	case GATE_SALT:
	case GATE_TLS:
		return true;
	default:
		return q->what >= 'a' && q->what <= 'z';
	}
}

static bool
sound(const struct gate_request *q)
{
	return known(q) && q->secret_len <= sizeof(q->secret) &&
	    q->rest_len <= sizeof(q->rest) && scan_ends(q->tag, sizeof(q->tag)) &&
	    scan_ends(q->user, sizeof(q->user)) && scan_ends(q->ip, sizeof(q->ip));
}

bool
gate_receive(struct gate *g, struct gate_request *q)
{
	const size_t size = offsetof(struct gate_request, rest);
	int64_t end;

	if (!record_read(g->fd, q, 1, 0))
		return false;
	end = line_now() + RECORD_MS;
	if (!record_read(g->fd, (char *)q + 1, size - 1, end))
		return false;
	return sound(q) &&
	    record_read(g->fd, q->rest, q->rest_len, end);
}

bool
gate_answer(struct gate *g, const struct gate_reply *r)
{
	return record_send(g->fd, r, sizeof(*r));
}

void
gate_named(struct gate *g, const struct suite *suite, struct peer *peer,
    const struct gate_request *q)
{
	if (!suite->proxy || suite->resumed || g->named || q->ip[0] == '\0')
		return;
	g->named = peer_set(peer, q->ip, q->port);
}

void
gate_reap(struct gate *g)
{
	if (g->fd == -1)
		return;
	shutdown(g->fd, SHUT_WR);	/* whoever still asks hears the end */
	if (g->front > 0)		/* else it was met on the way */
		g->status = record_reap(g->front, g->fd,
		    line_now() + END_MS);
	g->front = 0;
	close(g->fd);
	g->fd = -1;
	if (g->status > 128)
		log_fail("front ended by signal %d",
		    g->status - 128);
}

/* A virtual user's first login may come before his first mail. */
static int
go_home(const char *home)
{
	if (home[0] == '\0') {
		errno = ENOENT;
		return -1;
	}
	if (chdir(home) == 0)
		return 0;
	if (errno != ENOENT)
		return -1;
	if (maildir_home(home) == -1) {
		errno = ENOENT;
		return -1;
	}
	return chdir(home);
}

int
gate_become(const struct identity *who)
{
	return jail_become(who->uid, who->gid, who->groups,
	    who->ngroups) == -1 ? -1 : go_home(who->home);
}
