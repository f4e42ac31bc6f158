/*
 * master: what it does for a clerk, and what it does not do for one that has
 * gone bad.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/clerk.h"
#include "common/gate.h"
#include "common/jail.h"
#include "common/lineio.h"
#include "common/master.h"
#include "common/record.h"
#include "common/scan.h"

#define must(c)		do { if (!(c)) _exit(__LINE__ % 120 + 1); } while (0)

#define USER		12345	/* as root */
#define SECONDS		20

static struct suite suite;
static struct gate gate;
static struct peer peer;
static struct gate_request request;
static struct identity who;
static char own[8];
static bool became;

/* --- the jobs */

static void
say_who(uint32_t arg, int fd)
{
	const uint32_t said[] = { arg, geteuid(), getegid(),
		(uint32_t)getppid() };

	(void)record_send(fd, said, sizeof(said));
}

static void
never_end(uint32_t arg, int fd)
{
	(void)arg;
	(void)fd;
	for (;;)
		pause();
}

static void
end_with_clerk(uint32_t arg, int fd)
{
	char c;

	(void)arg;
	(void)record_read(fd, &c, 1, 0);
}

static master_job *const jobs[] = { say_who, never_end, end_with_clerk };

/* --- a session that is only noted */

static int
become(struct master *m)
{
	(void)m;
	became = true;
	return 0;
}

static void
session(struct master *m)
{
	(void)m;
}

static void
tell_nobody(struct master *m)
{
	(void)m;
}

static struct master master;

static int
fresh(void **state)
{
	(void)state;
	memset(&suite, 0, sizeof(suite));
	memset(&gate, 0, sizeof(gate));
	memset(&peer, 0, sizeof(peer));
	memset(&request, 0, sizeof(request));
	memset(&who, 0, sizeof(who));
	memset(own, 0, sizeof(own));
	became = false;
	master = (struct master){
		.gate = &gate, .suite = &suite, .peer = &peer,
		.ask = &request, .who = &who, .own = own,
		.own_size = sizeof(own), .jobs = jobs, .njobs = nitems(jobs),
		.front_ms = GATE_FRONT_MS, .become = become,
		.session = session, .sorry = tell_nobody
	};
	return 0;
}

/* A front that asks one thing and takes what comes. */
static _Noreturn void
ask_once(void)
{
	static struct gate_reply r;

	request.what = GATE_SALT;
	(void)gate_ask(&gate, &request, &r);
	_exit((int)r.number);
}

/* Serves this clerk; its reply's number, which it sends itself, is wanted. */
static void
serve(void (*clerk)(struct master *), uint32_t wanted)
{
	int result;

	master.clerk = clerk;
	result = master_fork(&master);
	assert_int_not_equal(result, -1);
	if (result == 0)
		ask_once();
	(void)master_serve(&master);
	assert_int_equal(gate.status, wanted);
	(void)alarm(SECONDS);		/* a worker's end may be on its way */
	while (waitpid(-1, NULL, 0) != -1)
		;
	(void)alarm(0);
}

static void
reply(struct master *m, uint32_t number)
{
	struct gate_reply r = { .number = number };

	must(gate_answer(m->gate, &r));
}

static bool
root(void)
{
	return geteuid() == 0;
}

/* --- an honest clerk */

/* The end that is ours; the worker has the other. */
static int
start(struct master *m, uint32_t job, unsigned seconds)
{
	int pair[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0);
	must(master_work(m, job, 77, m->root ? USER : geteuid(),
	    m->root ? USER : getegid(), seconds, pair[1]));
	close(pair[1]);
	return pair[0];
}

static void
clerk_has_work_done(struct master *m)
{
	uint32_t said[4];
	int fd = start(m, 0, SECONDS);

	must(!m->root || geteuid() != 0);
	must(record_read(fd, said, sizeof(said), line_now() + 10000));
	must(said[0] == 77 && said[3] == (uint32_t)getppid());
	must(said[1] == (m->root ? USER : geteuid()));
	must(said[2] == (m->root ? USER : getegid()));
	must(!record_read(fd, said, 1, line_now() + 10000));
	must(gate_receive(m->gate, m->ask));
	reply(m, 1);
}

static void
a_worker_is_the_masters_child_and_the_user(void **state)
{
	(void)state;
	serve(clerk_has_work_done, 1);
}

static void
clerk_waits_too_long(struct master *m)
{
	int64_t begin = line_now();
	int fd = start(m, 1, 1);
	char c;

	must(!record_read(fd, &c, 1, 0));
	must(line_now() - begin >= 500 && line_now() - begin < 15000);
	reply(m, 2);
}

static void
a_worker_has_its_time(void **state)
{
	(void)state;
	serve(clerk_waits_too_long, 2);
}

/* One too many is not there; when others have ended there are more. */
static void
clerk_orders_many(struct master *m)
{
	int fd[MASTER_WORKERS + 1], i;
	uint32_t said[4];

	for (i = 0; i < MASTER_WORKERS; i++)
		fd[i] = start(m, 2, SECONDS);
	must(!record_wait(fd[0], POLLIN, 0));
	fd[i] = start(m, 2, SECONDS);
	must(record_wait(fd[i], POLLIN, line_now() + 10000));
	for (i = 0; i < MASTER_WORKERS; i++) {
		must(shutdown(fd[i], SHUT_WR) == 0);
		must(record_wait(fd[i], 0, line_now() + 10000));
	}
	fd[0] = start(m, 0, SECONDS);
	must(record_read(fd[0], said, sizeof(said), line_now() + 10000));
	reply(m, 4);
}

static void
workers_are_not_without_number(void **state)
{
	(void)state;
	serve(clerk_orders_many, 4);
}

static void
clerk_runs(struct master *m)
{
	char word[8] = "";
	int in[2], out[2];

	must(pipe(in) == 0 && pipe(out) == 0);
	must(write(in[1], "joe", 3) == 3);
	close(in[1]);
	must(master_run(m, in[0], out[1]) == 3 << 8);
	must(read(out[0], word, sizeof(word)) == 4);
	must(memcmp(word, "joe\n", 4) == 0);
	reply(m, 3);
}

static char nothing[] = "/nonexistent", command[] = "sh", flag[] = "-c",
    script[] = "read -r word <&3; echo $word >&4; exit 3";

static void
the_program_has_both_ends_and_its_status_comes_back(void **state)
{
	(void)state;
	suite.check.argc = 3;
	suite.check.argv[0] = command;
	suite.check.argv[1] = flag;
	suite.check.argv[2] = script;
	serve(clerk_runs, 3);
}

static void
clerk_logs_in(struct master *m)
{
	must(gate_receive(m->gate, m->ask));
	memcpy(m->ask->rest, "pipelined", 9);
	m->ask->rest_len = 9;
	memcpy(m->who->user, "joe", 4);
	m->who->verdict = GATE_YES;
	memcpy(m->own, "ours", 5);
	peer_set(m->peer, "192.0.2.9", 5);
	reply(m, 4);
	must(master_become(m));
}

static void
the_session_is_handed_over_whole(void **state)
{
	(void)state;
	serve(clerk_logs_in, 4);
	assert_true(became);
	assert_string_equal(who.user, "joe");
	assert_string_equal(own, "ours");
	assert_string_equal(peer.ip, "192.0.2.9");
	assert_int_equal(request.rest_len, 9);
	assert_memory_equal(request.rest, "pipelined", 9);
}

/* --- one that is not */

static unsigned odd;

static void
clerk_lies(struct master *m)
{
	char order[64 * 1024] = { 0 };
	int fd = dup(m->gate->fd);

	must(gate_receive(m->gate, m->ask));
	m->who->verdict = GATE_YES;
	switch (odd) {
	case 0: memset(m->who->home, 'x', sizeof(m->who->home)); break;
	case 1: memset(m->who->user, 'x', sizeof(m->who->user)); break;
	case 2: m->who->ngroups = GATE_GROUPS + 1; break;
	case 3: m->who->verdict = GATE_NO; break;
	case 4: m->who->verdict = 77; break;
	case 5: memset(m->ask->tag, 'x', sizeof(m->ask->tag)); break;
	case 6: memset(m->peer->ip, 'x', sizeof(m->peer->ip)); break;
	case 7: memset(m->peer->name, 'x', sizeof(m->peer->name)); break;
	case 8: m->own_size--; break;
	case 9: memset(m->ask->user, 'x', sizeof(m->ask->user)); break;
	case 10: (void)send(m->fd, order, sizeof(order), 0); break;
	case 11: (void)send(m->fd, order, 1, 0); break;
	case 12: (void)master_work(m, 0, 0, 0, 0, SECONDS, fd); break;
	case 13: (void)master_work(m, 3, 0, USER, USER, SECONDS, fd); break;
	case 14: (void)master_work(m, 0, 0, USER, USER, SECONDS, -1); break;
	default: (void)master_wrap(m); break;	/* there is no wrapper */
	}
	(void)master_become(m);
}

static void
a_bad_order_ends_the_session(void **state)
{
	for (odd = 0; odd < 16; odd++) {
		fresh(state);
		serve(clerk_lies, 0);
		assert_false(became);
	}
}

/* What is ordered on odd descriptors ends by itself. */
static void
clerk_orders_oddly(struct master *m)
{
	static const char *const paths[] = { "/", "/dev/zero", "/dev/null",
		"/proc/self/status" };
	uid_t uid = m->root ? USER : geteuid();
	gid_t gid = m->root ? USER : getegid();
	int fd, pair[2];
	size_t i;

	for (i = 0; i < nitems(paths); i++) {
		fd = open(paths[i], O_RDONLY | O_NONBLOCK);
		must(fd != -1);
		must(master_run(m, fd, fd) == 1 << 8);
		must(master_work(m, 2, 0, uid, gid, 0, fd));
		close(fd);
	}
	must(master_run(m, m->fd, m->fd) == 1 << 8);
	must(master_run(m, -1, -1) == 127 << 8);
	must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	must(master_run(m, pair[0], -1) == 127 << 8);
	reply(m, 5);
}

static char fails[] = "exit 1";

static void
odd_descriptors_are_the_programs_own_trouble(void **state)
{
	(void)state;
	suite.check.argc = 3;
	suite.check.argv[0] = command;
	suite.check.argv[1] = flag;
	suite.check.argv[2] = fails;
	serve(clerk_orders_oddly, 5);
}

/* None of these is somebody; the one behind them is. */
static void
clerk_orders_nobodys_work(struct master *m)
{
	static const struct {
		uid_t uid;
		gid_t gid;
	} rows[] = {
		{ (uid_t)-1, USER }, { USER, (gid_t)-1 },
		{ (uid_t)-1, (gid_t)-1 }
	};
	int pair[2];
	size_t i;
	char c;

	for (i = 0; i < nitems(rows); i++) {
		must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
		must(master_work(m, 0, 0, rows[i].uid, rows[i].gid, SECONDS,
		    pair[1]));
		close(pair[1]);
		must(!record_read(pair[0], &c, 1, line_now() + 10000));
		close(pair[0]);
	}
	clerk_has_work_done(m);
}

static void
no_worker_remains_who_we_are(void **state)
{
	(void)state;
	if (!root())
		skip();
	serve(clerk_orders_nobodys_work, 1);
}

/* The master does not wait for who does not read. */
static void
clerk_reads_no_status(struct master *m)
{
	const uint32_t order[] = { 3, 0, 0, 0, 0, 0 };
	int i;

	(void)alarm(2);		/* else it is waited for */
	for (i = 0; i < 2000; i++)
		if (send(m->fd, order, sizeof(order), MSG_NOSIGNAL) == -1)
			_exit(0);
	must(gate_receive(m->gate, m->ask));
	reply(m, 77);
}

static void
a_status_that_is_not_read_ends_the_session(void **state)
{
	(void)state;
	suite.check.argc = 1;
	suite.check.argv[0] = nothing;
	serve(clerk_reads_no_status, 0);
}

/* Nor for who orders nothing. */
static void
clerk_hangs(struct master *m)
{
	(void)m;
	for (;;)
		pause();
}

static void
a_clerk_that_hangs_is_ended(void **state)
{
	(void)state;
	master.front_ms = 500;
	serve(clerk_hangs, 0);
}

static void
clerk_looks_at_itself(struct master *m)
{
	struct rlimit core;

	must(m->root ? geteuid() != 0 && getegid() != 0 : true);
	must(getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0);
#ifdef __linux__
	must(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
#endif
	reply(m, 6);
}

static void
a_clerk_has_no_core_and_gets_no_privileges(void **state)
{
	(void)state;
	serve(clerk_looks_at_itself, 6);
}

/* Root is nobody to become, whatever the clerk says. */
static void
clerk_wants_root(struct master *m)
{
	must(gate_receive(m->gate, m->ask));
	m->who->verdict = GATE_YES;
	memcpy(m->who->home, "/", 2);
	reply(m, 6);
	must(master_become(m));
}

static void
not_become(struct master *m)
{
	(void)m;
	became = true;
}

static void
nobody_becomes_root(void **state)
{
	(void)state;
	if (!root())
		skip();
	master.become = NULL;
	master.session = not_become;
	serve(clerk_wants_root, 6);
	assert_false(became);
	assert_int_not_equal(geteuid(), 0);	/* who was sorry */
}

/* A front that says nothing costs no clerk. */
static void
clerk_is_not_needed(struct master *m)
{
	(void)m;
	_exit(99);
}

static void
a_front_that_asks_nothing_has_no_clerk(void **state)
{
	int result;

	(void)state;
	master.clerk = clerk_is_not_needed;
	result = master_fork(&master);
	assert_int_not_equal(result, -1);
	if (result == 0)
		_exit(5);
	assert_int_equal(master_serve(&master), 5);
	assert_int_equal(master.pid, 0);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup(f, fresh)
	const struct CMUnitTest tests[] = {
		T(a_worker_is_the_masters_child_and_the_user),
		T(a_worker_has_its_time),
		T(workers_are_not_without_number),
		T(the_program_has_both_ends_and_its_status_comes_back),
		T(the_session_is_handed_over_whole),
		T(a_bad_order_ends_the_session),
		T(a_front_that_asks_nothing_has_no_clerk),
		T(odd_descriptors_are_the_programs_own_trouble),
		T(no_worker_remains_who_we_are),
		T(a_status_that_is_not_read_ends_the_session),
		T(a_clerk_that_hangs_is_ended),
		T(a_clerk_has_no_core_and_gets_no_privileges),
		T(nobody_becomes_root),		/* and so it is the last */
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
