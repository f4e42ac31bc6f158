/*
 * tls: what the wrapper is run with.  The wrapper is this program again,
 * told by the first word; it prints what it sees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/wait.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/peer.h"
#include "common/scan.h"
#include "common/tls.h"

static char *me;		/* a path to this program */
static char output[4096];

/* As the wrapper: everything that it was given. */
static int
wrapper(int argc, char **argv)
{
	struct sigaction sa;
	const char *mark = getenv(TLS_MARK), *ip = getenv("TCPREMOTEIP");
	int i;

	for (i = 0; i < argc; i++)
		printf("[%s]", argv[i]);
	sigaction(SIGPIPE, NULL, &sa);
	printf(" mark=%s ip=%s flags=%d,%d pipe=%s\n",
	    mark != NULL ? mark : "none", ip != NULL ? ip : "none",
	    (fcntl(0, F_GETFL) & O_NONBLOCK) != 0,
	    (fcntl(1, F_GETFL) & O_NONBLOCK) != 0,
	    sa.sa_handler == SIG_DFL ? "default" : "else");
	return 0;
}

static struct tls_program program;

/* Runs the wrapper in a child with these as argv; returns its exit code. */
static int
run(const char *const words[], const char *command, const struct peer *p)
{
	static char text[64], wrap[] = "wrap", one[] = "one two";
	struct suite suite;
	char *argv[8];
	int fd[2], status;
	ssize_t n, used = 0;
	size_t i;
	pid_t pid;

	memset(&suite, 0, sizeof(suite));
	for (i = 0; words[i] != NULL; i++) {
		argv[i] = strdup(words[i]);
		assert_non_null(argv[i]);
	}
	argv[i] = NULL;
	suite.argc = (int)i;
	suite.argv = argv;
	assert_true(scan_copy(text, sizeof(text), command, strlen(command)));
	suite.wrapper.argv[0] = text;
	suite.wrapper.argv[1] = wrap;
	suite.wrapper.argv[2] = one;
	suite.wrapper.argc = 3;
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (pid == 0) {
		dup2(fd[1], 1);
		dup2(fd[0], 0);
		signal(SIGPIPE, SIG_IGN);
		(void)fcntl(1, F_SETFL, O_NONBLOCK);
		if (tls_prepare(&program, &suite, true) == 0 &&
		    peer_export(p) == 0)
			tls_run(&program);
		_exit(errno == ENOENT ? 2 : 3);
	}
	close(fd[1]);
	while ((n = read(fd[0], output + used, sizeof(output) - 1 -
	    (size_t)used)) > 0)
		used += n;
	output[used] = '\0';
	close(fd[0]);
	waitpid(pid, &status, 0);
	while (i-- > 0)
		free(argv[i]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
the_wrapper_gets_us_our_arguments_and_the_peer(void **state)
{
	const char *const words[] = { me, "-w", "tlswrapper -f x", "", NULL };
	char expected[1024];
	struct peer p;

	(void)state;
	memset(&p, 0, sizeof(p));
	peer_set(&p, "192.0.2.1", 4711);
	peer_set_local(&p, "192.0.2.2", 110);
	assert_int_equal(run(words, me, &p), 0);
	snprintf(expected, sizeof(expected), "[%s][wrap][one two][%s][-w]"
	    "[tlswrapper -f x][] mark=192.0.2.1 4711 192.0.2.2 110 "
	    "ip=192.0.2.1 flags=0,0 pipe=default\n", me, me);
	assert_string_equal(output, expected);
}

static void
a_bare_name_becomes_a_path(void **state)
{
	static const char *const names[] = { "pop3d", "-", "",
	    "/nonexistent/pop3d", "./test_tls" };
	const char *words[] = { NULL, "-c", NULL };
	char expected[512];
	struct peer p;
	size_t i;

	(void)state;
	memset(&p, 0, sizeof(p));
	snprintf(expected, sizeof(expected), "[wrap][one two][%s][-c] ", me);
	for (i = 0; i < nitems(names); i++) {
		words[0] = names[i];
		assert_int_equal(run(words, me, &p), 0);
		assert_non_null(strstr(output, expected));
		assert_non_null(strstr(output, "mark=- 0 - 0 ip=none "));
	}
}

static void
a_missing_wrapper_is_an_error(void **state)
{
	const char *const words[] = { me, NULL };
	struct suite none = { .argc = 1 };
	struct peer p;

	(void)state;
	memset(&p, 0, sizeof(p));
	assert_int_equal(run(words, "/nonexistent/wrapper", &p), 2);
	assert_int_equal(tls_prepare(&program, &none, true), -1);
	assert_int_equal(errno, EINVAL);
}

static void
tls_is_offered_with_a_wrapper_and_once(void **state)
{
	struct suite suite = { .tls = false };

	(void)state;
	assert_false(tls_offered(&suite));
	suite.wrapper.argc = 1;
	assert_true(tls_offered(&suite));
	suite.tls = true;
	assert_false(tls_offered(&suite));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_wrapper_gets_us_our_arguments_and_the_peer),
		cmocka_unit_test(a_bare_name_becomes_a_path),
		cmocka_unit_test(a_missing_wrapper_is_an_error),
		cmocka_unit_test(tls_is_offered_with_a_wrapper_and_once),
	};

	if (argc > 1 && strcmp(argv[1], "wrap") == 0)
		return wrapper(argc, argv);
	me = realpath(argv[0], NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
