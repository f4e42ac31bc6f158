/*
 * gate, clerk: a front, its clerk and their master, with one of our own
 * in place of check.c: the password says what it does.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/socket.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/check.h"
#include "common/checkrun.h"
#include "common/clerk.h"
#include "common/gate.h"
#include "common/jail.h"
#include "common/lineio.h"
#include "common/log.h"
#include "common/master.h"
#include "common/peer.h"
#include "common/record.h"
#include "common/scan.h"

static char wrapper_word[] = "/nonexistent", our_name[] = "test_gate";
static char *our_argv[] = { our_name, NULL };

static struct suite suite;
static struct gate gate;
static struct peer peer;
static struct gate_request request;
static struct gate_reply reply;
static struct identity who;

/* What the master came to; it stays who we are, and has no wrapper to run. */
static enum gate_end end;

static int
become_nobody(struct master *m)
{
	(void)m;
	return 0;
}

static void
be_session(struct master *m)
{
	(void)m;
	end = GATE_BECOME;
}

static void
before_wrapper(struct master *m)
{
	(void)m;
	end = GATE_WRAP;
}

static struct master master = {
	.gate = &gate, .suite = &suite, .peer = &peer, .ask = &request,
	.who = &who, .front_ms = GATE_FRONT_MS, .clerk = clerk_serve,
	.become = become_nobody, .session = be_session,
	.wrap = before_wrapper
};

enum gate_verdict
check_request(const struct check_source *source, const struct gate_request *q,
    struct identity *id)
{
	memset(id, 0, sizeof(*id));
	if (strcmp(q->secret, "crash") == 0)
		raise(SIGKILL);
	if (strcmp(q->secret, "exit") == 0)
		_exit(0);
	memcpy(id->user, "joe", 4);
	memcpy(id->home, "/", 2);
	memcpy(id->reason, "wrong\npassword\"", 16);
	id->uid = geteuid() == 0 ? 12345 : geteuid();
	id->gid = geteuid() == 0 ? 12345 : getegid();
	if (q->what == GATE_SALT) {
		id->salt_len = 3;
		memcpy(id->salt, "abc", 3);
		id->iterations = source->need_shell ? 4097 : 4096;
		id->verdict = GATE_YES;
	} else if (strcmp(q->secret, "later") == 0)
		id->verdict = GATE_TEMPORARY;
	else
		id->verdict = strcmp(q->secret, "right") == 0;
	return (enum gate_verdict)id->verdict;
}

/* The name says what it does. */
enum gate_verdict
check_user(const struct check_source *source, const char *user,
    struct identity *id)
{
	struct gate_request q = { .what = GATE_LOGIN };

	assert_ptr_equal(source->passwd, suite.passwd);
	memcpy(q.secret, user, strlen(user) + 1);
	return check_request(source, &q, id);
}

bool
check_program(const struct check_source *source,
    char *argv[CHECKRUN_WORDS])
{
	(void)source;
	argv[0] = NULL;
	return true;
}

static int
fresh(void **state)
{
	(void)state;
	memset(&suite, 0, sizeof(suite));
	memset(&gate, 0, sizeof(gate));
	memset(&peer, 0, sizeof(peer));
	memset(&request, 0, sizeof(request));
	setenv(GATE_DELAY_ENV, "1", 1);
	peer_set(&peer, "192.0.2.1", 4711);
	return 0;
}

/* --- the front's side */

#define must(c)		do { if (!(c)) _exit(__LINE__ % 120 + 1); } while (0)

static enum gate_verdict
try(const char *password)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	memcpy(request.user, "Joe \x01", 6);
	memcpy(request.tag, "a1", 3);
	memcpy(request.rest, "more", 4);
	request.rest_len = 4;
	request.secret_len = (uint32_t)strlen(password);
	memcpy(request.secret, password, request.secret_len);
	must(gate_ask(&gate, &request, &reply));
	must(request.secret[0] == '\0');
	return (enum gate_verdict)reply.verdict;
}

/* Runs front in a front and serves it; its exit code must be 0. */
static enum gate_end
serve(void (*front)(void))
{
	int result = master_fork(&master);

	assert_int_not_equal(result, -1);
	if (result == 0) {
		must(jail_front() == 0);
		must(jail_enter(JAIL_PARSER, NULL) == 0);
		front();
		_exit(0);
	}
	end = GATE_ENDED;
	(void)master_serve(&master);
	assert_int_equal(gate.front, 0);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	return end;
}

static void
front_logs_in(void)
{
	must(try("wrong") == GATE_NO && reply.number == 2);
	must(try("right") == GATE_YES);
	must(strcmp(reply.user, "joe") == 0);
}

static void
a_right_password_ends_in_becoming(void **state)
{
	(void)state;
	assert_int_equal(serve(front_logs_in), GATE_BECOME);
	assert_int_equal(gate.status, 0);
	assert_string_equal(who.user, "joe");
	assert_string_equal(who.home, "/");
	assert_string_equal(request.tag, "a1");
	assert_int_equal(request.rest_len, 4);
	assert_memory_equal(request.rest, "more", 4);
	assert_string_equal(request.secret, "");
}

static void
front_guesses(void)
{
	int64_t begin = line_now();

	must(try("wrong") == GATE_NO && reply.number == 2);
	must(try("wrong") == GATE_NO && reply.number == 1);
	must(try("wrong") == GATE_NO && reply.number == 0);
	must(line_now() - begin >= 20 + 40 + 80);
	must(!gate_ask(&gate, &request, &reply));
}

static void
three_wrong_ones_end_it_and_each_waits_longer(void **state)
{
	(void)state;
	setenv(GATE_DELAY_ENV, "20", 1);
	assert_int_equal(serve(front_guesses), GATE_ENDED);
	assert_int_equal(gate.status, 0);
}

static const char *last;

static void
front_ends_its_clerk(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	request.secret_len = (uint32_t)strlen(last);
	memcpy(request.secret, last, request.secret_len);
	must(!gate_ask(&gate, &request, &reply));
}

static void
a_crashed_clerk_ends_the_session(void **state)
{
	static const char *const ways[] = { "crash", "exit" };
	size_t i;

	for (i = 0; i < nitems(ways); i++) {
		fresh(state);
		last = ways[i];
		assert_int_equal(serve(front_ends_its_clerk), GATE_ENDED);
		assert_int_equal(gate.status, 0);
	}
}

static void
front_later(void)
{
	must(try("later") == GATE_TEMPORARY);
	must(try("right") == GATE_YES);
}

static void
trouble_does_not_wait(void **state)
{
	(void)state;
	setenv(GATE_DELAY_ENV, "60000", 1);
	assert_int_equal(serve(front_later), GATE_BECOME);
}

static void
front_salts(void)
{
	unsigned i;

	for (i = 0; i < GATE_SALTS + 2; i++) {
		memset(&request, 0, sizeof(request));
		request.what = GATE_SALT;
		must(gate_ask(&gate, &request, &reply));
		must((reply.verdict == GATE_YES) == (i < GATE_SALTS));
		must(reply.iterations == (i < GATE_SALTS ? 4097 : 0));
		must(i >= GATE_SALTS || memcmp(reply.salt, "abc", 3) == 0);
	}
	must(try("right") == GATE_YES);
}

static void
salts_are_given_a_few_times(void **state)
{
	(void)state;
	gate.need_shell = true;
	assert_int_equal(serve(front_salts), GATE_BECOME);
}

static void
front_wants_tls(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_TLS;
	must(gate_tell(&gate, &request));
}

static void
front_wants_tls_and_stays(void)
{
	front_wants_tls();
	close(gate.fd);
	for (;;)
		poll(NULL, 0, -1);
}

static void
tls_outlives_no_front(void **state)
{
	(void)state;
	assert_int_equal(serve(front_wants_tls), GATE_ENDED);
	fresh(state);
	suite.wrapper.argc = 1;
	suite.wrapper.argv[0] = wrapper_word;
	suite.argc = 1;
	suite.argv = our_argv;
	assert_int_equal(serve(front_wants_tls), GATE_WRAP);
	assert_int_equal(gate.status, 0);
	assert_int_equal(serve(front_wants_tls_and_stays), GATE_WRAP);
	assert_int_equal(gate.status, 128 + SIGKILL);
	suite.tls = true;
	assert_int_equal(serve(front_wants_tls), GATE_ENDED);
}

static void
front_names(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_SALT;
	memcpy(request.ip, "nonsense", 9);
	must(gate_ask(&gate, &request, &reply));
	memcpy(request.ip, "2001:db8::7", 12);
	request.port = 99;
	must(gate_ask(&gate, &request, &reply));
	memcpy(request.ip, "2001:db8::8", 12);
	must(gate_ask(&gate, &request, &reply));
	must(try("right") == GATE_YES);
}

static void
the_proxys_word_is_taken_once_and_with_dash_h(void **state)
{
	(void)state;
	serve(front_names);
	assert_string_equal(peer.ip, "192.0.2.1");
	fresh(state);
	suite.proxy = true;
	serve(front_names);
	assert_string_equal(peer.ip, "2001:db8::7");
	assert_int_equal(peer.port, 99);
	fresh(state);
	suite.proxy = suite.resumed = true;
	serve(front_names);
	assert_string_equal(peer.ip, "192.0.2.1");
}

/* --- a hostile front */

static unsigned odd;

static void
spoil(struct gate_request *q)
{
	switch (odd) {
	case 0: q->what = 0; break;
	case 1: q->what = 'Z'; break;
	case 2: q->what = 0x41000000; break;
	case 3: q->mechanism = 3; break;
	case 4: q->mechanism = UINT32_MAX; break;
	case 5: q->secret_len = GATE_SECRET + 1; break;
	case 6: q->secret_len = UINT32_MAX; break;
	case 7: q->rest_len = GATE_REST + 1; break;
	case 8: memset(q->tag, 'x', sizeof(q->tag)); break;
	case 9: memset(q->user, 'x', sizeof(q->user)); break;
	case 10: memset(q->ip, 'x', sizeof(q->ip)); break;
	case 11: q->what = 'a'; break;	/* not a question of clerk_serve's */
	default: memset(q, 0xff, sizeof(*q)); break;
	}
}

static void
front_is_odd(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	memcpy(request.secret, "right", 5);
	request.secret_len = 5;
	spoil(&request);
	must(!gate_ask(&gate, &request, &reply));
}

static void
an_odd_record_ends_its_session(void **state)
{
	for (odd = 0; odd < 13; odd++) {
		fresh(state);
		assert_int_equal(serve(front_is_odd), GATE_ENDED);
		assert_int_equal(gate.status, 0);
	}
}

static void
front_sends_half(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	must(write(gate.fd, &request, offsetof(struct gate_request, rest) -
	    1) > 0);
}

static void
front_sends_half_a_rest(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	memcpy(request.secret, "right", 5);
	request.secret_len = 5;
	request.rest_len = GATE_REST;
	must(write(gate.fd, &request, sizeof(request) - 1) > 0);
}

static void
front_dies(void)
{
	signal(SIGILL, SIG_DFL);		/* cmocka's else */
	__builtin_trap();
}

static void
front_floods(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_SALT;
	while (gate_tell(&gate, &request))
		;
}

static void
half_a_record_or_a_crash_ends_the_session(void **state)
{
	assert_int_equal(serve(front_sends_half), GATE_ENDED);
	fresh(state);
	assert_int_equal(serve(front_sends_half_a_rest), GATE_ENDED);
	fresh(state);
	assert_int_equal(serve(front_dies), GATE_ENDED);
	assert_int_equal(gate.status, 128 + SIGILL);
}

static void
front_asks_and_takes_nothing(void)
{
	memset(&request, 0, sizeof(request));
	request.what = GATE_LOGIN;
	memcpy(request.secret, "right", 5);
	request.secret_len = 5;
	must(gate_tell(&gate, &request));
	front_floods();
}

static void
what_comes_behind_a_right_password_is_not_read(void **state)
{
	(void)state;
	assert_int_equal(serve(front_asks_and_takes_nothing), GATE_BECOME);
}

/* --- the rest */

static void
a_front_dies_with_its_parent(void **state)
{
	int fd[2];
	char c;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	if (pid == 0) {
		close(fd[0]);
		switch (gate_fork(&gate)) {
		case 0:
			must(jail_front() == 0);
			must(write(fd[1], "x", 1) == 1);
			for (;;)
				poll(NULL, 0, -1);
		default:
			close(fd[1]);
			for (;;)
				poll(NULL, 0, -1);
		}
	}
	close(fd[1]);
	assert_int_equal(read(fd[0], &c, 1), 1);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(record_wait(fd[0], POLLIN, line_now() + 10000));
	assert_int_equal(read(fd[0], &c, 1), 0);
	close(fd[0]);
}

static void
becoming_wants_a_home(void **state)
{
	pid_t pid;
	int status;

	(void)state;
	memset(&who, 0, sizeof(who));
	who.uid = geteuid() == 0 ? 12345 : geteuid();
	who.gid = geteuid() == 0 ? 12345 : getegid();
	assert_int_equal(gate_become(&who), -1);
	assert_int_equal(errno, ENOENT);
	pid = fork();
	if (pid == 0) {
		memcpy(who.home, "/nonexistent", 13);
		must(gate_become(&who) == -1 && errno == ENOENT);
		memcpy(who.home, "/", 2);
		must(gate_become(&who) == 0 && geteuid() == who.uid);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

static char logged[4096];

/* What clerk and master log while front runs. */
static void
log_of(void (*front)(void))
{
	int fd[2], old = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(fd), 0);
	dup2(fd[1], STDERR_FILENO);
	serve(front);
	dup2(old, STDERR_FILENO);
	close(fd[1]);
	n = read(fd[0], logged, sizeof(logged) - 1);
	logged[n > 0 ? n : 0] = '\0';
	close(fd[0]);
	close(old);
}

static void
the_log_names_who_and_whence_and_no_password(void **state)
{
	(void)state;
	suite.tls = true;
	log_of(front_logs_in);
	assert_non_null(strstr(logged, ": login failed user=Joe\\x20\\x01 "
	    "rip=192.0.2.1 method=PLAIN tls=yes "
	    "reason=\"wrong?password?\"\n"));
	assert_non_null(strstr(logged, ": login user=joe method=PLAIN "
	    "rip=192.0.2.1 tls=yes\n"));
	assert_null(strstr(logged, "right"));
	fresh(state);
	memset(&peer, 0, sizeof(peer));
	log_of(front_later);
	assert_non_null(strstr(logged, ": login deferred user=Joe\\x20\\x01 "
	    "rip=- "));
}

static void
a_name_is_looked_up_without_a_count(void **state)
{
	static const struct {
		const char *name;
		enum gate_verdict verdict;
	} rows[] = {
		{ "right", GATE_YES }, { "wrong", GATE_NO },
		{ "later", GATE_TEMPORARY }
	};
	size_t i;

	(void)state;
	gate.fd = -1;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(clerk_name(&master, rows[i].name, &who),
		    rows[i].verdict);
		assert_int_equal(who.verdict, rows[i].verdict);
		assert_int_equal(gate.tries, 0);
	}
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(a_name_is_looked_up_without_a_count),
		T(a_right_password_ends_in_becoming),
		T(three_wrong_ones_end_it_and_each_waits_longer),
		T(a_crashed_clerk_ends_the_session),
		T(trouble_does_not_wait),
		T(salts_are_given_a_few_times),
		T(tls_outlives_no_front),
		T(the_proxys_word_is_taken_once_and_with_dash_h),
		T(an_odd_record_ends_its_session),
		T(half_a_record_or_a_crash_ends_the_session),
		T(what_comes_behind_a_right_password_is_not_read),
		T(a_front_dies_with_its_parent),
		T(becoming_wants_a_home),
		T(the_log_names_who_and_whence_and_no_password),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
