/* brief: what a worker is told of a message, and what it does not believe. */
#include <sys/socket.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/record.h"
#include "common/scan.h"
#include "smtpd/brief.h"

static struct settings set;
static struct transaction clerk, worker;
static int pair[2];

static void
add(struct envelope *e, const char *user, uid_t uid)
{
	struct target *t = &e->target[e->ntargets++];

	memset(t, 0, sizeof(*t));
	t->kind = TARGET_MAILBOX;
	t->uid = uid;
	(void)snprintf(t->user, sizeof(t->user), "%s", user);
	(void)snprintf(t->home, sizeof(t->home), "/home/%s", user);
}

static int
begin(void **state)
{
	(void)state;
	memset(&clerk, 0, sizeof(clerk));
	memset(&worker, 0, sizeof(worker));
	transaction_init(&clerk, &set);
	transaction_init(&worker, &set);	/* the last is the worker's */
	clerk.root = worker.root = true;
	clerk.spool = worker.spool = 100;
	clerk.replaced = worker.replaced = 101;
	strcpy(clerk.sender, "a@b.test");
	add(&clerk.envelope, "joe", 1);
	add(&clerk.envelope, "ann", 2);
	add(&clerk.envelope, "bob", 3);
	return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
}

static int
end(void **state)
{
	(void)state;
	close(pair[0]);
	close(pair[1]);
	return 0;
}

static void
brief_tells_a_worker_of_its_own_targets(void **state)
{
	static const uint16_t which[] = { 2, 0 };
	const struct source sent = { 101, 0, 10, 12 };
	struct source got;

	(void)state;
	assert_true(brief_send(pair[0], &clerk, which, 2, &sent));
	assert_ptr_equal(brief_own(), &worker);
	assert_ptr_equal(brief_read(pair[1], &got), &worker);
	assert_string_equal(worker.sender, "a@b.test");
	assert_int_equal(worker.envelope.ntargets, 2);
	assert_string_equal(worker.envelope.target[0].user, "bob");
	assert_string_equal(worker.envelope.target[1].user, "joe");
	assert_int_equal(got.fd, 101);
	assert_int_equal(got.from, 0);
	assert_int_equal(got.size, 10);
	assert_int_equal(got.crlf_size, 12);
}

static void
brief_without_targets(void **state)
{
	const struct source sent = { 100, 0, 10, 12 };
	struct source got;

	(void)state;
	assert_true(brief_send(pair[0], &clerk, NULL, 0, &sent));
	assert_ptr_equal(brief_read(pair[1], &got), &worker);
	assert_int_equal(worker.envelope.ntargets, 0);
	assert_int_equal(got.fd, 100);
}

/* Bytes of it overwritten, or it is cut. */
static void
brief_that_is_none_is_refused(void **state)
{
	static const uint16_t which[] = { 0 };
	static const struct {
		uint64_t size, crlf_size;
		uid_t uid;
		const char *home;
		size_t cut;
		bool endless;
	} rows[] = {
		{ 10, 9, 1, "/home/joe", 0, false },
		{ 10, 21, 1, "/home/joe", 0, false },
		{ 10, 12, 0, "/home/joe", 0, false },
		{ 10, 12, (uid_t)-1, "/home/joe", 0, false },
		{ 10, 12, 1, "home/joe", 0, false },
		{ 10, 12, 1, "/home/joe", 1, false },
		{ 10, 12, 1, "/home/joe", sizeof(struct target), false },
		{ 10, 12, 1, "/home/joe", 0, true },
	};
	static char bytes[65536];
	struct source s = { 100, 0, 0, 0 }, got;
	struct target *t = &clerk.envelope.target[0];
	ssize_t n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		s.size = rows[i].size;
		s.crlf_size = rows[i].crlf_size;
		t->uid = rows[i].uid;
		strcpy(t->home, rows[i].home);
		memset(t->tag, rows[i].endless ? 'x' : 0, sizeof(t->tag));
		assert_true(brief_send(pair[0], &clerk, which, 1, &s));
		n = recv(pair[1], bytes, sizeof(bytes), 0);
		assert_true(n > (ssize_t)sizeof(struct target));
		assert_true(record_send(pair[0], bytes,
		    (size_t)n - rows[i].cut));
		assert_int_equal(shutdown(pair[0], SHUT_WR), 0);
		assert_null(brief_read(pair[1], &got));
		(void)end(NULL);
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)
		T(brief_tells_a_worker_of_its_own_targets),
		T(brief_without_targets),
		T(brief_that_is_none_is_refused),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
