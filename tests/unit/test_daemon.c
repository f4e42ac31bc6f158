/* daemon: the pid file, sockets handed over, readiness. */
#include <sys/socket.h>
#include <sys/un.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/daemon.h"

static char dir[] = "/tmp/postern-daemon.XXXXXX";
static char path[64];

static void
one_process_holds_the_pid_file(void **state)
{
	struct daemon first, second;
	char text[32] = "";
	int fd;

	(void)state;
	daemon_init(&first);
	daemon_init(&second);
	assert_int_equal(daemon_pidfile(&first, path), 0);
	assert_int_equal(daemon_pidfile(&second, path), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	assert_int_equal(daemon_ready(&first), 0);
	fd = open(path, O_RDONLY);
	assert_true(read(fd, text, sizeof(text) - 1) > 0);
	close(fd);
	assert_int_equal(atol(text), getpid());
	daemon_end(&first);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(daemon_pidfile(&second, path), 0);
	daemon_end(&second);
}

static void
sockets_are_only_ours_when_the_pid_says_so(void **state)
{
	char pid[32];
	int first;

	(void)state;
	setenv("LISTEN_FDS", "1", 1);
	setenv("LISTEN_PID", "1", 1);
	assert_int_equal(daemon_sockets(&first), 0);
	assert_null(getenv("LISTEN_FDS"));
	snprintf(pid, sizeof(pid), "%ld", (long)getpid());
	setenv("LISTEN_PID", pid, 1);
	setenv("LISTEN_FDS", "x", 1);
	assert_int_equal(daemon_sockets(&first), 0);
	assert_int_equal(daemon_sockets(&first), 0);
}

static void
who_asked_is_told_that_it_runs(void **state)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	struct daemon d;
	char text[128] = "";
	int fd = socket(AF_UNIX, SOCK_DGRAM, 0);

	(void)state;
	snprintf(sun.sun_path, sizeof(sun.sun_path), "%s", path);
	assert_int_equal(bind(fd, (struct sockaddr *)&sun, sizeof(sun)), 0);
	setenv("NOTIFY_SOCKET", path, 1);
	daemon_init(&d);
	assert_int_equal(daemon_notify_open(&d), 0);
	assert_null(getenv("NOTIFY_SOCKET"));
	assert_int_equal(daemon_ready(&d), 0);
	assert_true(recv(fd, text, sizeof(text) - 1, 0) > 0);
	assert_memory_equal(text, "READY=1\nMAINPID=", 16);
	daemon_end(&d);
	memset(text, 0, sizeof(text));
	assert_true(recv(fd, text, sizeof(text) - 1, 0) > 0);
	assert_string_equal(text, "STOPPING=1");
	close(fd);
	unlink(path);
}

static void
nobody_of_that_name_is_enoent(void **state)
{
	struct daemon_user u;

	(void)state;
	assert_int_equal(daemon_user(&u, "no such user", NULL), -1);
	assert_int_equal(errno, ENOENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_process_holds_the_pid_file),
		cmocka_unit_test(sockets_are_only_ours_when_the_pid_says_so),
		cmocka_unit_test(who_asked_is_told_that_it_runs),
		cmocka_unit_test(nobody_of_that_name_is_enoent),
	};
	int result;

	if (mkdtemp(dir) == NULL)
		return 1;
	snprintf(path, sizeof(path), "%s/it", dir);
	result = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(dir);
	return result;
}
