/* errand: the other process. */
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "common/log.h"
#include "dhcpd/beside.h"
#include "dhcpd/errand_impl.h"

enum {
	REAP_MS = 50,		/* how late the end of a program is seen */
	ARGS = 64,
	EXIT_NO_EXEC = 127
};

/* A program that waits for its turn. */
struct waiting {
	struct waiting	*next;
	size_t		 len;
	char		 text[];
};

struct errands {
	int		 fd;
	const struct errand_process *process;
	void		*arg;
	struct names	 names;
	uint32_t	 found;		/* names, not yet told of */
	unsigned	 running, nwaiting;
	struct waiting	*first, **last;
	struct {
		pid_t	 pid;
		char	 path[128];
	} programs[ERRAND_RUNNING];
};

static void
send_answer(int fd, const struct answer *a, int give)
{
	union control control;
	struct iovec iov = { .iov_len = sizeof(*a) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct answer copy = *a;

	iov.iov_base = &copy;
	if (give != -1) {
		memset(&control, 0, sizeof(control));
		m.msg_control = control.space;
		m.msg_controllen = sizeof(control.space);
		control.align.cmsg_level = SOL_SOCKET;
		control.align.cmsg_type = SCM_RIGHTS;
		control.align.cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(&control.align), &give, sizeof(int));
	}
	while (sendmsg(fd, &m, MSG_NOSIGNAL) == -1 && errno == EINTR)
		;
}

static void
do_open(const struct errands *e, const struct request *r)
{
	struct answer a = { .serial = r->serial };
	int give;

	if (e->process->open != NULL)
		give = e->process->open(e->arg, r->text);
	else
		give = open(r->text, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	a.error = give == -1 ? errno : 0;
	send_answer(e->fd, &a, give);
	if (give != -1)
		close(give);
}

static void
do_resolve(struct errands *e, const struct request *r)
{
	struct answer a = { .serial = r->serial };
	int n = names_find(&e->names, r->text, a.address, NAMES_ADDRESSES);

	if (n == -1)
		a.error = EAGAIN;
	else
		a.n = (uint32_t)n;
	send_answer(e->fd, &a, -1);
}

/* The answer first: nobody is to wait for the name server. */
static void
do_missing(struct errands *e, const struct request *r)
{
	struct answer a = { .serial = r->serial, .n = e->found };

	send_answer(e->fd, &a, -1);
	e->found = (uint32_t)names_again(&e->names);
}

/* Never returns.  text: the arguments, a NUL behind each. */
static void
become(char *text, size_t len)
{
	char *argv[ARGS + 1];
	size_t n = 0, i;
	sigset_t none;
	int null;

	for (i = 0; i < len && n < ARGS; i += strlen(text + i) + 1)
		argv[n++] = text + i;
	argv[n] = NULL;
	signal(SIGINT, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGUSR1, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	null = open("/dev/null", O_RDWR);
	if (null != -1) {
		dup2(null, 0);
		dup2(null, 1);
		dup2(null, 2);
	}
	execv(argv[0], argv);
	_exit(EXIT_NO_EXEC);
}

static void
start_program(struct errands *e, char *text, size_t len)
{
	size_t i;
	pid_t pid;

	for (i = 0; i < ERRAND_RUNNING && e->programs[i].pid != 0; i++)
		;
	if (i == ERRAND_RUNNING)
		return;
	pid = fork();
	if (pid == 0)
		become(text, len);
	if (pid == -1) {
		log_event(LOG_ERR, "execute: %s: %s", text, strerror(errno));
		return;
	}
	e->programs[i].pid = pid;
	strncpy(e->programs[i].path, text, sizeof(e->programs[i].path) - 1);
	e->running++;
}

static void
do_execute(struct errands *e, struct request *r, size_t len)
{
	struct waiting *w;

	if (e->running < ERRAND_RUNNING) {
		start_program(e, r->text, len);
		return;
	}
	w = e->nwaiting < ERRAND_WAITING ? malloc(sizeof(*w) + len) : NULL;
	if (w == NULL) {
		log_event(LOG_ERR, "execute: %s is not run: too many wait",
		    r->text);
		return;
	}
	w->next = NULL;
	w->len = len;
	memcpy(w->text, r->text, len);
	*e->last = w;
	e->last = &w->next;
	e->nwaiting++;
}

static void
ended(struct errands *e, pid_t pid, int status)
{
	size_t i;

	for (i = 0; i < ERRAND_RUNNING && e->programs[i].pid != pid; i++)
		;
	if (i == ERRAND_RUNNING)
		return;
	if (WIFSIGNALED(status))
		log_event(LOG_ERR, "execute: %s killed by signal %d",
		    e->programs[i].path, WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		log_event(LOG_ERR, "execute: %s exit status %d",
		    e->programs[i].path, WEXITSTATUS(status));
	memset(&e->programs[i], 0, sizeof(e->programs[i]));
	e->running--;
}

static void
reap(struct errands *e)
{
	struct waiting *w;
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		ended(e, pid, status);
	while ((w = e->first) != NULL && e->running < ERRAND_RUNNING) {
		e->first = w->next;
		if (e->first == NULL)
			e->last = &e->first;
		e->nwaiting--;
		start_program(e, w->text, w->len);
		free(w);
	}
}

/* False: the server is gone. */
static bool
one_request(struct errands *e, struct request *r)
{
	ssize_t n = recv(e->fd, r, sizeof(*r), 0);

	if (n == -1)
		return errno == EINTR || errno == EAGAIN;
	if (n == 0)
		return false;
	if ((size_t)n <= REQUEST_HEAD || ((char *)r)[n - 1] != '\0')
		return true;
	switch (r->kind) {
	case ERRAND_OPEN:
		do_open(e, r);
		break;
	case ERRAND_RESOLVE:
		do_resolve(e, r);
		break;
	case ERRAND_MISSING:
		do_missing(e, r);
		break;
	case ERRAND_EXECUTE:
		do_execute(e, r, (size_t)n - REQUEST_HEAD);
		break;
	case ERRAND_SEAL:
		if (e->process->seal != NULL)
			e->process->seal(e->arg);
		break;
	}
	return true;
}

/*
 * This process: opens and reads any file that its user may, resolves names,
 * runs programs; never sees a packet.
 */
static void
serve(int fd, const struct errand_process *process, void *arg)
{
	static struct request r;
	static struct errands e;
	struct pollfd p = { .fd = fd, .events = POLLIN };

	e.fd = fd;
	e.process = process;
	e.arg = arg;
	e.last = &e.first;
	names_init(&e.names);
	for (;;) {
		if (poll(&p, 1, e.running > 0 ? REAP_MS : -1) == -1 &&
		    errno != EINTR)
			_exit(1);
		reap(&e);
		if (p.revents != 0 && !one_request(&e, &r))
			_exit(0);
		p.revents = 0;
	}
}

int
errand_start(const struct errand_process *process, void *arg)
{
	pid_t pid;
	int end;

	pid = beside_fork(&end);
	if (pid == -1)
		return -1;
	if (pid > 0)
		return end;
	if (process->drop != NULL && process->drop(arg) == -1)
		_exit(1);
	serve(end, process, arg);
	_exit(0);
}
