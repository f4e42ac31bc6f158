#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/log.h"
#include "common/master.h"
#include "common/record.h"
#include "common/tls.h"
#include "ftpd/helper.h"

#define FTP_DATA	20	/* RFC 959 section 8 */

/*
 * A session has one data connection at a time; those before it are sending
 * their last bytes, or are held by a client who does not take them.
 */
#define WRAPPERS	4

/* So long they may do so when the session is gone; ms, and a part of it. */
#define LAST_BYTES	10000
#define MOMENT		20

/* --- as root, if that is what we are */

/*
 * A process group, if it is one: it ends by itself, or is ended.  Until then
 * nobody else can have its number.
 */
static void
end(pid_t *wrapper, int64_t last)
{
	while (*wrapper > 0 && waitpid(*wrapper, NULL, WNOHANG) == 0) {
		if (line_now() >= last)
			(void)kill(-*wrapper, SIGKILL);
		(void)poll(NULL, 0, MOMENT);
	}
	*wrapper = 0;
}

/* In a child: the wrapper on the socket, ourselves inside. */
static _Noreturn void
run(const struct helper *h, int socket, int plain)
{
	(void)setpgid(0, 0);
	plain = fcntl(plain, F_DUPFD_CLOEXEC, HELPER_PLAIN + 1);
	if (dup2(socket, STDIN_FILENO) != -1 &&
	    dup2(socket, STDOUT_FILENO) != -1 &&
	    dup2(plain, HELPER_PLAIN) != -1 && setenv(HELPER_MARK, "1", 1) == 0)
		tls_run(&h->wrapper);
	log_fail("data-tls command=%s error=\"%m\"", h->wrapper.argv[0]);
	_exit(EXIT_TEMPORARY);
}

/* In place of one that began before all others there may be. */
static bool
wrap(const struct helper *h, const int fds[RECORD_FDS], pid_t *wrapper)
{
	end(wrapper, 0);
	*wrapper = fork();
	if (*wrapper == 0)
		run(h, fds[0], fds[1]);
	return *wrapper != -1;
}

/* Until the session is gone. */
static _Noreturn void
serve(const struct helper *h)
{
	pid_t wrappers[WRAPPERS] = { 0 };
	int fds[RECORD_FDS], i, null = open("/dev/null", O_RDWR | O_CLOEXEC);
	unsigned n = 0;
	int64_t last;
	char word;
	struct iovec part = { &word, sizeof(word) };

	for (i = 0; i < h->peers; i++)
		(void)dup2(null, i);
	while (record_take(h->fd, &part, 1, fds) == sizeof(word)) {
		if (h->wraps && fds[1] != -1)
			word = wrap(h, fds, &wrappers[n++ % WRAPPERS]);
		else	/* only one of them is of the socket's family */
			word = bind(fds[0], &h->v4.any, sizeof(h->v4.v4)) == 0 ||
			    bind(fds[0], &h->v6.any, sizeof(h->v6.v6)) == 0;
		record_drop(fds);
		(void)send(h->fd, &word, sizeof(word), MSG_NOSIGNAL);
	}
	last = line_now() + LAST_BYTES;
	for (n = 0; n < WRAPPERS; n++)
		end(&wrappers[n], last);
	_exit(0);
}

int
helper_start(struct helper *h)
{
	pid_t pid = h->wraps || h->port20 ? master_pair(&h->fd) : 1;

	if (pid == 0)
		serve(h);
	return pid == -1 ? -1 : 0;
}

/* --- in the session, or before it */

int
helper_prepare(struct helper *h, const struct suite *suite,
    const struct peer *peer, bool port20)
{
	union address local;
	uint16_t port;

	memset(h, 0, sizeof(*h));
	h->fd = -1;
	h->peers = log_stderr_is_peer() ? 3 : 2;
	h->wraps = suite->wrapper.argc > 0;
	h->port20 = port20 && geteuid() == 0;
	port = h->port20 ? FTP_DATA : 0;
	hostport_any(&h->v4, AF_INET, port);
	hostport_any(&h->v6, AF_INET6, port);
	if (hostport_set(&local, peer->local_ip, port))
		*(local.any.sa_family == AF_INET ? &h->v4 : &h->v6) = local;
	return h->wraps ? tls_prepare(&h->wrapper, suite, false) : 0;
}

/* What the helper says to it. */
static bool
ask(const struct helper *h, const int fds[RECORD_FDS])
{
	char word = 1;
	struct iovec part = { &word, sizeof(word) };

	return h != NULL && h->fd != -1 && record_pass(h->fd, &part, 1, fds) &&
	    record_read(h->fd, &word, sizeof(word), 0) && word != 0;
}

int
helper_wrap(struct helper *h, int socket)
{
	int pair[2] = { -1, -1 };
	bool wrapped = false;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) {
		wrapped = ask(h, (const int [RECORD_FDS]){ socket, pair[1] });
		close(pair[1]);
	}
	close(socket);
	if (wrapped)
		return pair[0];
	if (pair[0] != -1)
		close(pair[0]);
	errno = EPROTO;
	return -1;
}

bool
helper_port20(struct helper *h, int socket)
{
	return ask(h, (const int [RECORD_FDS]){ socket, -1 });
}

void
helper_stop(struct helper *h)
{
	if (h->fd != -1)
		close(h->fd);
	h->fd = -1;
}
