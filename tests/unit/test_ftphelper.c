/* ftpd/helper and relay: the wrapper around a data connection, port 20. */
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/helper.h"

#define WAIT	20000		/* ms: something has gone wrong */
#define MUCH	(1 << 20)

static char	 true_path[] = "/bin/true", *self[] = { true_path, NULL };
static struct suite suite;
static struct peer peer;
static struct helper h;

/* What stands for the wrapper: a shell, which gets our path as $0. */
static void
set_wrapper(const char *script)
{
	static char shell[] = "/bin/sh", flag[] = "-c", text[OPTION_TEXT];

	memset(&suite, 0, sizeof(suite));
	suite.argc = 1;
	suite.argv = self;
	if (script == NULL)
		return;
	assert_true(strlen(script) < sizeof(text));
	memcpy(text, script, strlen(script) + 1);
	suite.wrapper.argc = 3;
	suite.wrapper.argv[0] = shell;
	suite.wrapper.argv[1] = flag;
	suite.wrapper.argv[2] = text;
}

static void
start(const char *script, bool port20)
{
	set_wrapper(script);
	memset(&peer, 0, sizeof(peer));
	assert_true(peer_set_local(&peer, "127.0.0.1", 21));
	assert_int_equal(helper_prepare(&h, &suite, &peer, port20), 0);
	assert_int_equal(helper_start(&h), 0);
}

static void
make_pair(int pair[2])
{
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0,
	    pair), 0);
}

/* Up to the end, which must come. */
static size_t
read_all(int fd, char *buf, size_t size)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	size_t len = 0;
	ssize_t n;

	for (;;) {
		assert_int_equal(poll(&p, 1, WAIT), 1);
		n = read(fd, buf + len, size - len);
		if (n <= 0)
			return len;
		len += (size_t)n;
	}
}

static void
nothing_to_do_is_no_process(void **state)
{
	(void)state;
	start(NULL, false);
	assert_int_equal(h.fd, -1);
	assert_false(helper_port20(&h, STDIN_FILENO));
	assert_int_equal(helper_wrap(&h, open("/dev/null", O_RDONLY)), -1);
	assert_false(helper_port20(NULL, STDIN_FILENO));
	helper_stop(&h);
}

static void
the_wrapper_has_the_socket_and_the_mark(void **state)
{
	char got[256];
	int pair[2], plain;
	size_t n;

	(void)state;
	start("read x; echo \"$x $POSTERN_DATA\" >&9; read y <&9; echo \"$y\"",
	    false);
	make_pair(pair);
	plain = helper_wrap(&h, pair[0]);
	assert_int_not_equal(plain, -1);
	assert_int_equal(fcntl(pair[0], F_GETFD), -1);	/* it was taken */
	assert_int_equal(write(pair[1], "peer\n", 5), 5);
	assert_int_equal(write(plain, "us\n", 3), 3);
	n = read_all(plain, got, sizeof(got));
	assert_int_equal(n, 7);
	assert_memory_equal(got, "peer 1\n", 7);
	n = read_all(pair[1], got, sizeof(got));
	assert_int_equal(n, 3);
	assert_memory_equal(got, "us\n", 3);
	close(plain);
	close(pair[1]);
	helper_stop(&h);
}

static void
a_wrapper_that_cannot_be_run_is_an_end(void **state)
{
	static char nowhere[] = "/nonexistent/wrapper";
	char got[16];
	int pair[2], plain, i;

	(void)state;
	set_wrapper("");
	suite.wrapper.argv[0] = nowhere;
	assert_int_equal(helper_prepare(&h, &suite, &peer, false), 0);
	assert_int_equal(helper_start(&h), 0);
	for (i = 0; i < 3; i++) {		/* and it goes on */
		make_pair(pair);
		plain = helper_wrap(&h, pair[0]);
		assert_int_not_equal(plain, -1);
		assert_int_equal(read_all(plain, got, sizeof(got)), 0);
		assert_int_equal(read_all(pair[1], got, sizeof(got)), 0);
		close(plain);
		close(pair[1]);
	}
	helper_stop(&h);
}

/* A session that is not ours any more: it gets no more than before. */
static void
what_it_does_not_know_ends_it(void **state)
{
	static const size_t sizes[] = { 0, 2, 3, 100000 };
	static const char text[100000];
	char got[16];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(sizes); i++) {
		start("cat", false);
		assert_int_equal(send(h.fd, text, sizes[i], 0), sizes[i]);
		assert_int_equal(read_all(h.fd, got, sizeof(got)), 0);
		helper_stop(&h);
	}
	/* A byte without a descriptor is answered, and only that. */
	start("cat", false);
	assert_int_equal(send(h.fd, "W", 1, 0), 1);
	assert_int_equal(recv(h.fd, got, sizeof(got), 0), 1);
	assert_int_equal(got[0], 0);
	helper_stop(&h);
}

/* One descriptor, and no port 20: what is no socket, or a socket. */
static void
without_port_20_no_port_is_bound(void **state)
{
	struct sockaddr_in at;
	socklen_t len = sizeof(at);
	int fd;

	(void)state;
	start("cat", false);
	fd = open("/dev/null", O_RDWR);
	assert_false(helper_port20(&h, fd));
	close(fd);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	(void)helper_port20(&h, fd);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	assert_int_not_equal(ntohs(at.sin_port), 20);
	close(fd);
	helper_stop(&h);
}

/* Those ten seconds are not waited for here: a second is among them. */
static void
last_bytes_have_their_time(void **state)
{
	int pair[2], slow;
	char got[16];

	(void)state;
	start("sleep 1; echo >&9 last", false);
	make_pair(pair);
	slow = helper_wrap(&h, pair[0]);
	assert_int_not_equal(slow, -1);
	close(pair[1]);
	helper_stop(&h);
	assert_int_equal(read_all(slow, got, sizeof(got)), 5);
	close(slow);
}

/* A client who never takes what is for him cannot gather processes. */
static void
no_more_than_some_wrappers_are_left_behind(void **state)
{
	enum { MANY = 7, KEPT = 4 };
	struct pollfd p = { .events = POLLIN };
	int pair[2], plain[MANY], i;
	char got[1];

	(void)state;
	start("exec sleep 300", false);
	for (i = 0; i < MANY; i++) {
		make_pair(pair);
		plain[i] = helper_wrap(&h, pair[0]);
		assert_int_not_equal(plain[i], -1);
		close(pair[1]);
	}
	for (i = 0; i < MANY; i++) {
		p.fd = plain[i];
		if (i < MANY - KEPT)
			assert_int_equal(read_all(plain[i], got, 1), 0);
		else
			assert_int_equal(poll(&p, 1, 0), 0);
		close(plain[i]);
	}
	helper_stop(&h);
}

static void
port_20_is_bound_for_root(void **state)
{
	struct sockaddr_in6 at6;
	struct sockaddr_in at;
	socklen_t len = sizeof(at);
	int fd, pair[2];

	(void)state;
	if (geteuid() != 0) {
		start(NULL, true);
		assert_int_equal(h.fd, -1);
		return;
	}
	start(NULL, true);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (helper_port20(&h, fd)) {	/* else somebody else has it */
		assert_int_equal(getsockname(fd, (struct sockaddr *)&at,
		    &len), 0);
		assert_int_equal(ntohs(at.sin_port), 20);
		assert_int_equal(ntohl(at.sin_addr.s_addr),
		    INADDR_LOOPBACK);
	}
	close(fd);
	fd = socket(AF_INET6, SOCK_STREAM, 0);
	if (fd != -1 && helper_port20(&h, fd)) {
		len = sizeof(at6);
		assert_int_equal(getsockname(fd, (struct sockaddr *)&at6,
		    &len), 0);
		assert_int_equal(ntohs(at6.sin6_port), 20);
		close(fd);
	}
	/* It wraps nothing: there was no -w. */
	make_pair(pair);
	assert_int_equal(helper_wrap(&h, pair[0]), -1);
	close(pair[1]);
	helper_stop(&h);
}

/* The copying process, between its three descriptors. */
struct copier {
	pid_t	 pid;
	int	 net, plain;		/* our ends */
};

static void
begin_copier(struct copier *c)
{
	int net[2], plain[2];

	make_pair(net);
	make_pair(plain);
	c->pid = fork();
	assert_int_not_equal(c->pid, -1);
	if (c->pid == 0) {
		if (dup2(net[0], 0) == -1 || dup2(net[0], 1) == -1 ||
		    dup2(plain[0], HELPER_PLAIN) == -1)
			_exit(1);
		close(net[1]);
		close(plain[1]);
		if (net[0] != HELPER_PLAIN)
			close(net[0]);
		if (plain[0] != HELPER_PLAIN)
			close(plain[0]);
		_exit(helper_copy());
	}
	close(net[0]);
	close(plain[0]);
	c->net = net[1];
	c->plain = plain[1];
}

static void
end_copier(struct copier *c)
{
	int status = -1;

	close(c->net);
	close(c->plain);
	assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
	assert_int_equal(status, 0);
}

/* Writes all of much to one end while the other is read. */
static void
pass(int from, int to)
{
	static char much[MUCH], got[MUCH + 1];
	struct pollfd p[2];
	size_t sent = 0, len = 0, i;
	ssize_t n;

	for (i = 0; i < MUCH; i++)
		much[i] = (char)(i * 7 + i / 251);
	while (len < MUCH) {
		p[0] = (struct pollfd){ .fd = sent < MUCH ? from : -1,
		    .events = POLLOUT };
		p[1] = (struct pollfd){ .fd = to, .events = POLLIN };
		assert_true(poll(p, 2, WAIT) > 0);
		if ((p[0].revents & POLLOUT) != 0) {
			n = send(from, much + sent, MUCH - sent,
			    MSG_DONTWAIT);
			assert_true(n > 0);
			sent += (size_t)n;
		}
		if (p[1].revents != 0) {
			n = read(to, got + len, sizeof(got) - len);
			assert_true(n > 0);
			len += (size_t)n;
		}
	}
	assert_int_equal(len, MUCH);
	assert_memory_equal(got, much, MUCH);
}

static void
bytes_are_copied_both_ways_and_so_is_the_end(void **state)
{
	struct copier c;
	char got[16];

	(void)state;
	/* An upload: the peer ends, we read to there, and close. */
	begin_copier(&c);
	pass(c.net, c.plain);
	shutdown(c.net, SHUT_WR);
	assert_int_equal(read_all(c.plain, got, sizeof(got)), 0);
	end_copier(&c);
	/* A download: our end comes behind the last byte. */
	begin_copier(&c);
	pass(c.plain, c.net);
	assert_int_equal(write(c.plain, "end", 3), 3);
	shutdown(c.plain, SHUT_WR);
	assert_int_equal(read_all(c.net, got, sizeof(got)), 3);
	/* ... and the session learns that all of it has gone. */
	assert_int_equal(read_all(c.plain, got, sizeof(got)), 0);
	end_copier(&c);
}

static void
a_session_that_is_gone_ends_the_copying(void **state)
{
	struct copier c;
	char got[16];
	int status = -1;

	(void)state;
	begin_copier(&c);
	close(c.plain);
	assert_int_equal(read_all(c.net, got, sizeof(got)), 0);
	assert_int_equal(waitpid(c.pid, &status, 0), c.pid);
	assert_int_equal(status, 0);
	close(c.net);
}

static void
the_mark_is_the_environment(void **state)
{
	(void)state;
	assert_false(helper_wanted());
	setenv(HELPER_MARK, "1", 1);
	assert_true(helper_wanted());
	unsetenv(HELPER_MARK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_to_do_is_no_process),
		cmocka_unit_test(the_wrapper_has_the_socket_and_the_mark),
		cmocka_unit_test(a_wrapper_that_cannot_be_run_is_an_end),
		cmocka_unit_test(what_it_does_not_know_ends_it),
		cmocka_unit_test(no_more_than_some_wrappers_are_left_behind),
		cmocka_unit_test(last_bytes_have_their_time),
		cmocka_unit_test(without_port_20_no_port_is_bound),
		cmocka_unit_test(port_20_is_bound_for_root),
		cmocka_unit_test(bytes_are_copied_both_ways_and_so_is_the_end),
		cmocka_unit_test(a_session_that_is_gone_ends_the_copying),
		cmocka_unit_test(the_mark_is_the_environment),
	};

	signal(SIGPIPE, SIG_IGN);
	log_open("test", LOG_FTP, true);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
