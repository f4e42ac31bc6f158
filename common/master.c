/*
 * master: what may be root while there is a client.  All of it is here, in
 * record.c and checkrun.c, and in tls.c and jail.c where it ends.
 */
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/check.h"
#include "common/jail.h"
#include "common/lineio.h"
#include "common/log.h"
#include "common/master.h"
#include "common/record.h"
#include "common/scan.h"
#include "common/tls.h"

enum what {
	MASTER_BECOME = 1,
	MASTER_WRAP,
	MASTER_RUN,
	MASTER_WORK
};

/* Those that are more than this bring the session with them. */
struct order {
	uint32_t what;
	uint32_t job, arg;
	uint32_t seconds;
	uid_t	 uid;
	gid_t	 gid;
};

/* A clerk that orders nothing for so long hangs; its front gave up before. */
#define CLERK_END(m)	(line_now() + 2 * (int64_t)(m)->front_ms)

#define AT_ONCE		(MSG_NOSIGNAL | MSG_DONTWAIT)

#define PARTS	5
#define REQUEST	offsetof(struct gate_request, rest)

/* The order, and the session behind it; the rest is as long as it is. */
static void
parts(struct master *m, struct order *o, struct iovec part[PARTS])
{
	part[0] = (struct iovec){ o, sizeof(*o) };
	part[1] = (struct iovec){ m->peer, sizeof(*m->peer) };
	part[2] = (struct iovec){ m->own, m->own_size };
	part[3] = (struct iovec){ m->who, sizeof(*m->who) };
	part[4] = (struct iovec){ m->ask, sizeof(*m->ask) };
}

static const int no_fds[RECORD_FDS] = { -1, -1 };

/* --- in the clerk */

static bool
hand_over(struct master *m, enum what what)
{
	struct order o = { .what = what };
	struct iovec part[PARTS];

	parts(m, &o, part);
	part[4].iov_len = REQUEST + m->ask->rest_len;
	return record_pass(m->fd, part, PARTS, no_fds);
}

bool
master_become(struct master *m)
{
	return hand_over(m, MASTER_BECOME);
}

bool
master_wrap(struct master *m)
{
	m->ask->rest_len = 0;
	return hand_over(m, MASTER_WRAP);
}

int
master_run(struct master *m, int in, int out)
{
	struct order o = { .what = MASTER_RUN };
	struct iovec part = { &o, sizeof(o) };
	const int fds[RECORD_FDS] = { in, out };
	int status = -1;

	if (!record_pass(m->fd, &part, 1, fds) ||
	    !record_read(m->fd, &status, sizeof(status), 0) || status == -1)
		errno = ETIMEDOUT;	/* what it mostly is */
	return status;
}

bool
master_work(struct master *m, uint32_t job, uint32_t arg, uid_t uid,
    gid_t gid, unsigned seconds, int fd)
{
	struct order o = { .what = MASTER_WORK, .job = job, .arg = arg,
		.seconds = seconds, .uid = uid, .gid = gid };
	struct iovec part = { &o, sizeof(o) };
	const int fds[RECORD_FDS] = { fd, -1 };

	return record_pass(m->fd, &part, 1, fds);
}

/* --- in the master */

int
master_fork(struct master *m)
{
	const struct check_source source = {
		.passwd = m->suite->passwd,
		.command = m->suite->check.argc > 0 ?
		    m->suite->check.argv : NULL,
		.need_shell = m->gate->need_shell
	};

	if (!check_program(&source, m->program)) {
		errno = E2BIG;
		return -1;
	}
	if (tls_offered(m->suite) &&
	    tls_prepare(&m->wrapper, m->suite, true) == -1)
		return -1;
	m->root = geteuid() == 0;
	return gate_fork(m->gate);
}

/* Has the front asked anything?  The byte stays where it is. */
static bool
asked(const struct master *m)
{
	int n = 0;

	return record_wait(m->gate->fd, POLLIN, line_now() + m->front_ms) &&
	    ioctl(m->gate->fd, FIONREAD, &n) == 0 && n > 0;
}

/* Under inetd standard error is the peer, too. */
void
master_leave(int fd)
{
	bool err = log_stderr_is_peer();

	(void)dup2(fd, STDIN_FILENO);
	(void)dup2(fd, STDOUT_FILENO);
	if (err)
		(void)dup2(fd, STDERR_FILENO);
}

/*
 * A child that has become who it shall be.  It dies with us, which has to be
 * said after a change of uid.
 */
static void
settle(int fd)
{
#ifdef __linux__
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
#endif
	master_leave(fd);
	umask(077);
}

static _Noreturn void
be_clerk(struct master *m)
{
	int fd = m->suite->passwd == NULL ? 0 : open(m->suite->passwd,
	    O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	m->passwd = fd > STDERR_FILENO ? fd : 0;
	if (m->open != NULL)
		m->open(m);
	if ((m->root && jail_nobody() == -1) || jail_clerk() == -1) {
		log_fail("clerk: %m");
		_exit(EXIT_TEMPORARY);
	}
	settle(m->fd);
	m->clerk(m);
	_exit(0);
}

pid_t
master_pair(int *fd)
{
	int pair[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
		return -1;
	pid = fork();
	*fd = pair[pid == 0];
	close(pair[pid != 0]);
	return pid;
}

static bool
start_clerk(struct master *m)
{
	m->pid = master_pair(&m->fd);
	if (m->pid == 0)
		be_clerk(m);
	if (m->pid == -1)
		log_fail("clerk: %m");
	return m->pid != -1;
}

static bool
run(struct master *m, const int fds[RECORD_FDS])
{
	int status = checkrun_program(m->program, fds[0], fds[1]);

	return send(m->fd, &status, sizeof(status), AT_ONCE) != -1;
}

static void
work(struct master *m, const struct order *o, int fd)
{
	(void)alarm(o->seconds);
	if (m->root && jail_become(o->uid, o->gid, &o->gid, 1) == -1)
		_exit(EXIT_TEMPORARY);
	close(m->fd);
	close(m->gate->fd);
	settle(fd);
	m->jobs[o->job](o->arg, fd);
	_exit(0);
}

/* In the first place that is free, or whose worker has ended. */
static bool
start_worker(struct master *m, const struct order *o, int fd)
{
	pid_t *w = m->worker, *last = w + MASTER_WORKERS - 1;

	if (o->job >= m->njobs || o->uid == 0 || fd == -1)
		return false;
	while (*w > 0 && waitpid(*w, NULL, WNOHANG) == 0)
		if (w++ == last)
			return true;
	*w = fork();
	if (*w == 0)
		work(m, o, fd);
	return true;
}

/* What was handed over, of len bytes: can a session rely on it? */
static bool
sound(const struct master *m, size_t len)
{
	const struct peer *p = m->peer;
	const struct gate_request *q = m->ask;

	return len == sizeof(struct order) + sizeof(*p) + m->own_size +
	    sizeof(*m->who) + REQUEST + q->rest_len && identity_ok(m->who) &&
	    scan_ends(q->tag, sizeof(q->tag)) &&
	    scan_ends(q->user, sizeof(q->user)) &&
	    scan_ends(p->ip, sizeof(p->ip)) &&
	    scan_ends(p->name, sizeof(p->name)) &&
	    scan_ends(p->local_ip, sizeof(p->local_ip));
}

/* GATE_ENDED: it is not yet, if *more. */
static enum gate_end
obey(struct master *m, bool *more)
{
	struct order o = { 0 };
	struct iovec part[PARTS];
	int fds[RECORD_FDS];
	size_t len;

	*more = false;
	parts(m, &o, part);
	len = record_take(m->fd, part, PARTS, fds);
	if (len == sizeof(o) && o.what == MASTER_RUN)
		*more = run(m, fds);
	else if (len == sizeof(o) && o.what == MASTER_WORK)
		*more = start_worker(m, &o, fds[0]);
	record_drop(fds);
	if (len <= sizeof(o) || !sound(m, len))
		return GATE_ENDED;
	if (o.what == MASTER_WRAP && m->wrapper.argv[0] != NULL)
		return GATE_WRAP;
	return o.what == MASTER_BECOME && m->session != NULL &&
	    m->who->verdict == GATE_YES ? GATE_BECOME : GATE_ENDED;
}

static enum gate_end
wait_for_end(struct master *m)
{
	enum gate_end end = GATE_ENDED;
	bool more = true;

	if (asked(m) && start_clerk(m)) {
		while (more && record_wait(m->fd, POLLIN, CLERK_END(m)))
			end = obey(m, &more);
		(void)record_reap(m->pid, m->fd, line_now() + RECORD_MS);
		close(m->fd);
	}
	gate_reap(m->gate);
	return end;
}

int
master_serve(struct master *m)
{
	switch (wait_for_end(m)) {
	case GATE_BECOME:
		if ((m->become != NULL ? m->become(m) :
		    gate_become(m->who)) == 0) {
			m->session(m);
			return 0;
		}
		log_fail("become user=%s home=\"%s\" error=\"%m\"",
		    m->who->user, m->who->home);
		if (geteuid() != 0 || jail_nobody() == 0)
			m->sorry(m);
		return EXIT_TEMPORARY;
	case GATE_WRAP:
		if (m->wrap != NULL)
			m->wrap(m);
		if (peer_export(m->peer) == 0)
			tls_run(&m->wrapper);
		log_fail("tls command=%s error=\"%m\"",
		    m->suite->wrapper.argv[0]);
		return EXIT_TEMPORARY;
	default:
		return m->gate->status;
	}
}
