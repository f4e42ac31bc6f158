/* filter, command: what a program is given, and what its end means. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "scratch.h"
#include "smtpd/command.h"
#include "smtpd/filter.h"
#include "workers.h"

static struct settings set;
static struct transaction t;
static struct peer peer = { .ip = "192.0.2.1" };
static char program[128];

static const char message[] = "Received: x\nSubject: y\n\nbody\n";

static const struct post_message m = {
	.id = "id1", .size = sizeof(message) - 1,
	.crlf_size = sizeof(message) + 3, .helo = "client", .auth_user = ""
};

static int
begin(void **state)
{
	(void)state;
	memset(&t, 0, sizeof(t));
	set.suite.host = "h.test";
	set.max_size = 4096;
	(void)snprintf(program, sizeof(program), "%s/filter", scratch);
	set.filter.argv[0] = program;
	set.filter.argc = 1;
	transaction_init(&t, &set);
	t.peer = &peer;
	t.order = order;
	strcpy(t.sender, "a@b.test");
	strcpy(t.login.user, "joe");
	assert_true(envelope_begin(&t.envelope, "ann", "h.test"));
	assert_true(envelope_begin(&t.envelope, "b c", "h.test"));
	t.spool = open(".", O_TMPFILE | O_RDWR, 0600);
	assert_int_equal(write(t.spool, message, sizeof(message) - 1),
	    sizeof(message) - 1);
	t.replaced = open(".", O_TMPFILE | O_RDWR, 0600);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	close(t.spool);
	close(t.replaced);
	return 0;
}

static enum post_verdict
run(const char *script, struct source *s, char *text)
{
	char body[2048];

	(void)snprintf(body, sizeof(body), "#!/bin/sh\n%s\n", script);
	scratch_write("filter", body, 0700);
	s->fd = t.spool;
	s->from = 0;
	s->size = m.size;
	s->crlf_size = m.crlf_size;
	text[0] = '\0';
	return filter_run(&t, &m, s, text);
}

static void
filter_exit_statuses(void **state)
{
	static const struct {
		const char *script;
		enum post_verdict v;
		const char *text;
	} rows[] = {
		{ "exit 0", POST_OK, "" },
		{ "cat >/dev/null", POST_OK, "" },
		{ "exec 0<&-; echo no >&2; exit 0", POST_OK, "no" },
		{ "echo no more >&2; echo x; exit 100", POST_REJECTED,
		    "no more" },
		{ "echo; echo no; echo more; exit 100", POST_REJECTED, "no" },
		{ "printf 'a\\001b\\377c'; exit 100", POST_REJECTED,
		    "a?b?c" },
		{ "exit 100", POST_REJECTED, "" },
		{ "echo later; exit 111", POST_DEFERRED, "later" },
		{ "exit 1", POST_DEFERRED, "" },
		{ "exit 127", POST_DEFERRED, "" },
		{ "kill -9 $$", POST_DEFERRED, "" },
	};
	struct source s;
	char text[GATE_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(run(rows[i].script, &s, text), rows[i].v);
		assert_string_equal(text, rows[i].text);
		assert_int_equal(s.fd, t.spool);
	}
	set.filter.argv[0] = program + strlen(program);	/* "" */
	assert_int_equal(run("exit 0", &s, text), POST_DEFERRED);
}

static void
filter_sees_message_and_envelope(void **state)
{
	static const char script[] =
	    "test \"$SENDER\" = a@b.test || exit 1\n"
	    "test \"$RECIPIENTS\" = 'ann@h.test\n\"b c\"@h.test' || exit 2\n"
	    "test \"$RECIPIENT_COUNT\" = 2 || exit 3\n"
	    "test \"$CLIENT_IP $HELO $AUTH_USER\" = '192.0.2.1 client joe' ||"
	    " exit 4\n"
	    "test \"$MESSAGE_ID\" = id1 || exit 5\n"
	    "test \"$MESSAGE_SIZE\" = 29 || exit 6\n"
	    "test \"$(cat)\" = \"$(printf 'Received: x\\nSubject: y\\n\\n"
	    "body\\n')\" || exit 7\n"
	    "test -z \"$CMOCKA_SECRET\" || exit 8\n"
	    "test \"$(pwd)\" = / || exit 9\n"
	    "exit 100\n";
	struct source s;
	char text[GATE_TEXT];

	(void)state;
	assert_int_equal(setenv("CMOCKA_SECRET", "x", 1), 0);
	assert_int_equal(run(script, &s, text), POST_REJECTED);
}

static void
filter_output_replaces_the_message(void **state)
{
	struct source s;
	char text[GATE_TEXT], got[64];

	(void)state;
	assert_int_equal(run("echo X-A: b; cat", &s, text), POST_OK);
	assert_int_equal(s.fd, t.replaced);
	assert_int_equal(s.size, m.size + 7);
	assert_int_equal(s.crlf_size, m.crlf_size + 8);
	assert_int_equal(pread(s.fd, got, sizeof(got), 0), s.size);
	assert_memory_equal(got, "X-A: b\nReceived: x\n", 19);
	assert_int_equal(run("echo short", &s, text), POST_OK);
	assert_int_equal(s.size, 6);
	assert_int_equal(run("head -c 5000 /dev/zero", &s, text),
	    POST_TOO_BIG);
	assert_int_equal(run("head -c 500000 /dev/zero; sleep 9", &s, text),
	    POST_DEFERRED);
}

/* A program that leaves something behind does not hold us up. */
static void
command_ends_with_its_first_process(void **state)
{
	struct source s;
	char text[GATE_TEXT];

	(void)state;
	assert_int_equal(run("sleep 5 & echo no; exit 100", &s, text),
	    POST_REJECTED);
	assert_string_equal(text, "no");
}

static void
command_is_killed_at_its_limit(void **state)
{
	static char sh[] = "sh", c[] = "-c", loop[] = "sleep 100";
	static char *argv[] = { sh, c, loop, NULL };
	static struct command_env env;
	struct command command;

	(void)state;
	command_env(&env, NULL, NULL);
	memset(&command, 0, sizeof(command));
	command.argv = argv;
	command.envp = env.envp;
	command.dir = "/";
	command.in = t.spool;
	command.out = -1;
	command.seconds = 0;
	assert_int_equal(command_run(&command), COMMAND_TIMEOUT);
}

/* A 127 of the program's own is its status; one that was not run is none. */
static void
command_not_run_is_told_apart(void **state)
{
	static char sh[] = "sh", c[] = "-c", end[] = "exit 127",
	    missing[] = "/no/such";
	static char *argv[][4] = {
		{ sh, c, end, NULL }, { missing, NULL, NULL, NULL },
		{ sh, c, end, NULL }
	};
	static const char *const dirs[] = { "/", "/", missing };
	static const int results[] = { 127, COMMAND_NOT_RUN,
		COMMAND_NOT_RUN };
	static struct command_env env;
	struct command command;
	size_t i;

	(void)state;
	command_env(&env, NULL, NULL);
	for (i = 0; i < nitems(results); i++) {
		memset(&command, 0, sizeof(command));
		command.argv = argv[i];
		command.envp = env.envp;
		command.dir = dirs[i];
		command.out = -1;
		command.seconds = 10;
		assert_int_equal(command_run(&command), results[i]);
		if (results[i] == COMMAND_NOT_RUN)
			assert_int_equal(errno, ENOENT);
		assert_ptr_equal(command.missing,
		    dirs[i] == missing ? missing : NULL);
	}
}

static void
command_environment_is_bounded(void **state)
{
	static char big[2 * COMMAND_ENV_VALUE];
	static struct command_env env;
	size_t i;

	(void)state;
	command_env(&env, "joe", "/home/joe");
	assert_string_equal(env.envp[1], "HOME=/home/joe");
	command_env_add(&env, "X", "a\rb\033c\nd");
	assert_string_equal(env.envp[env.n - 1], "X=abc\nd");
	memset(big, 'x', sizeof(big) - 1);
	for (i = 99; i < sizeof(big) - 1; i += 100)
		big[i] = '\n';
	command_env_add(&env, "LIST", big);
	i = strlen(env.envp[env.n - 1]);
	assert_true(i <= COMMAND_ENV_VALUE);
	assert_int_equal((i - strlen("LIST=")) % 100, 99);
	for (i = 0; i < 2 * COMMAND_ENV; i++)
		command_env_add(&env, "Y", "z");
	assert_int_equal(env.n, COMMAND_ENV);
	assert_null(env.envp[env.n]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)
		T(filter_exit_statuses),
		T(filter_sees_message_and_envelope),
		T(filter_output_replaces_the_message),
		T(command_ends_with_its_first_process),
		T(command_is_killed_at_its_limit),
		T(command_not_run_is_told_apart),
		T(command_environment_is_bounded),
	};

	signal(SIGPIPE, SIG_IGN);	/* as main.c does */
	scratch_unprivileged();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
