/*
 * errand: a request is one record: a letter, a number that its answer
 * repeats, and text.
 */
#include <sys/socket.h>
#include <sys/wait.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "common/log.h"
#include "dhcpd/errand.h"

enum {
	ANSWER_MS = 10000,	/* the resolver gives up sooner */
	REAP_MS = 50,		/* how late the end of a program is seen */
	ADDRESSES = 64,
	ARGS = 64,
	DESCRIPTORS = 1024,	/* closed in the other process */
	EXIT_NO_EXEC = 127
};

struct request {
	char		 kind;	/* 'o' open, 'r' resolve, 'x' execute, 's' seal */
	uint32_t	 serial;
	char		 text[ERRAND_SIZE];
};

#define REQUEST_HEAD	offsetof(struct request, text)

struct answer {
	uint32_t	 serial;
	int		 error;		/* errno, or 0 */
	uint32_t	 n;
	uint32_t	 address[ADDRESSES];
};

union control {
	struct cmsghdr	 align;
	char		 space[CMSG_SPACE(sizeof(int))];
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
do_resolve(int fd, const struct request *r)
{
	struct addrinfo hints = { .ai_family = AF_INET,
	    .ai_socktype = SOCK_DGRAM }, *list = NULL, *ai;
	struct answer a = { .serial = r->serial };
	struct sockaddr_in sin;

	if (getaddrinfo(r->text, NULL, &hints, &list) != 0)
		a.error = ENOENT;
	for (ai = list; ai != NULL && a.n < ADDRESSES; ai = ai->ai_next) {
		memcpy(&sin, ai->ai_addr, sizeof(sin));
		a.address[a.n++] = ntohl(sin.sin_addr.s_addr);
	}
	if (list != NULL)
		freeaddrinfo(list);
	send_answer(fd, &a, -1);
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
	case 'o':
		do_open(e, r);
		break;
	case 'r':
		do_resolve(e->fd, r);
		break;
	case 'x':
		do_execute(e, r, (size_t)n - REQUEST_HEAD);
		break;
	case 's':
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
	int pair[2], fd;
	sigset_t none;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == -1)
		return -1;
	pid = fork();
	if (pid == -1) {
		int saved = errno;

		close(pair[0]);
		close(pair[1]);
		errno = saved;
		return -1;
	}
	if (pid > 0) {
		close(pair[1]);
		return pair[0];
	}
	/* a signal to all of the terminal is the server's to answer */
	signal(SIGINT, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (fd = 3; fd < DESCRIPTORS; fd++)
		if (fd != pair[1])
			close(fd);
	if (process->drop != NULL && process->drop(arg) == -1)
		_exit(1);
	serve(pair[1], process, arg);
	_exit(0);
}

static int
ask(int fd, char kind, uint32_t serial, const char *text, size_t len)
{
	struct request head = { .kind = kind, .serial = serial };
	struct iovec iov[2];
	struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 };
	ssize_t n;

	if (len > ERRAND_SIZE) {
		errno = E2BIG;
		return -1;
	}
	iov[0].iov_base = &head;
	iov[0].iov_len = REQUEST_HEAD;
	memcpy(head.text, text, len);
	iov[1].iov_base = head.text;
	iov[1].iov_len = len;
	do
		n = sendmsg(fd, &m, MSG_NOSIGNAL |
		    (kind == 'x' ? MSG_DONTWAIT : 0));
	while (n == -1 && errno == EINTR);
	return n == -1 ? -1 : 0;
}

/* An answer that came too late for an earlier question is passed over. */
static int
hear(int fd, uint32_t serial, struct answer *a, int *given)
{
	union control control;
	struct iovec iov = { .iov_base = a, .iov_len = sizeof(*a) };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct pollfd p = { .fd = fd, .events = POLLIN };

	*given = -1;
	for (;;) {
		m.msg_control = control.space;
		m.msg_controllen = sizeof(control.space);
		if (poll(&p, 1, ANSWER_MS) != 1) {
			errno = ETIMEDOUT;
			return -1;
		}
		if (recvmsg(fd, &m, MSG_CMSG_CLOEXEC) !=
		    (ssize_t)sizeof(*a)) {
			errno = EPIPE;
			return -1;
		}
		if (m.msg_controllen >= sizeof(struct cmsghdr) &&
		    control.align.cmsg_type == SCM_RIGHTS)
			memcpy(given, CMSG_DATA(&control.align), sizeof(int));
		if (a->serial == serial)
			return 0;
		if (*given != -1)
			close(*given);
		*given = -1;
	}
}

static int
question(int fd, char kind, const char *text, struct answer *a, int *given)
{
	static uint32_t serial;

	serial++;
	if (ask(fd, kind, serial, text, strlen(text) + 1) == -1)
		return -1;
	return hear(fd, serial, a, given);
}

int
errand_open(int fd, const char *path)
{
	struct answer a;
	int given;

	if (question(fd, 'o', path, &a, &given) == -1)
		return -1;
	if (given == -1)
		errno = a.error != 0 ? a.error : EIO;
	return given;
}

void
errand_seal(int fd)
{
	(void)ask(fd, 's', 0, "", 1);
}

size_t
errand_resolve(int fd, const char *name, uint32_t *addresses, size_t max)
{
	struct answer a;
	size_t n;
	int given;

	if (question(fd, 'r', name, &a, &given) == -1)
		return 0;
	n = a.n > ADDRESSES ? ADDRESSES : a.n;
	if (n > max)
		n = max;
	memcpy(addresses, a.address, n * sizeof(*addresses));
	return n;
}

int
errand_execute(int fd, char *const argv[])
{
	char text[ERRAND_SIZE];
	size_t len = 0, n, i;

	for (i = 0; argv[i] != NULL; i++) {
		n = strlen(argv[i]) + 1;
		if (n > sizeof(text) - len) {
			errno = E2BIG;
			return -1;
		}
		memcpy(text + len, argv[i], n);
		len += n;
	}
	return ask(fd, 'x', 0, text, len);
}
