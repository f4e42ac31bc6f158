/* batch: messages that come together, all or none, also when a process dies. */
#include <sys/syscall.h>
#include <sys/wait.h>

#include <dlfcn.h>

#include "mailbox_fixture.h"

#include "common/batch.h"
#include "common/delivery.h"
#include "guard.h"

static void
names_of_one_process_and_of_no_other(void **state)
{
	static const struct {
		const char	*name;
		bool		 in;
	} cases[] = {
		{ "100.M5P7Q3.host", true }, { "102.M0P7Q5.host", true },
		{ "101.M9P7Q4.host,S=5,W=6:2,S", true },
		{ "101.M9P7Q4.host:2,", true },
		{ "99.M5P7Q3.host", false }, { "103.M5P7Q3.host", false },
		{ "101.M5P8Q3.host", false }, { "101.M5P7Q2.host", false },
		{ "101.M5P7Q6.host", false }, { "101.M5P7Q3.other", false },
		{ "101.M5P7Q3.hos", false }, { "101.M5P7Q3.hostx", false },
		{ "101.M5P7Q3", false }, { "101.P7Q3.host", false },
		{ "101.M5P7.host", false }, { "101.M5P7Q.host", false },
		{ ".101.M5P7Q3.host", false }, { "101", false },
		{ "101.M5P7Q4294967299.host", false },
	};
	struct batch b;
	size_t i;

	(void)state;
	memset(&b, 0, sizeof(b));
	assert_false(batch_has(&b, "100.M5P7Q3.host", 15));
	assert_false(batch_add(&b, "1.a.host"));
	assert_true(batch_add(&b, "101.M5P7Q5.host"));
	assert_true(batch_add(&b, "100.M5P7Q3.host"));
	assert_true(batch_add(&b, "102.M5P7Q4.host"));
	assert_false(batch_add(&b, "101.M5P8Q4.host"));
	assert_false(batch_add(&b, "101.M5P7Q4.other"));
	for (i = 0; i < nitems(cases); i++) {
		size_t len = strlen(cases[i].name);

		assert_int_equal(batch_has(&b, guard(cases[i].name, len),
		    len), cases[i].in);
	}
}

/* The process dies before the die_at-th rename, or fdatasync. */
static int die_at;

static void
maybe_die(void)
{
	if (die_at > 0 && --die_at == 0)
		_exit(7);
}

int
fsync(int fd)
{
	(void)fd;
	maybe_die();
	return 0;
}

int
fdatasync(int fd)
{
	(void)fd;
	maybe_die();
	return 0;
}

/* renameat2(2) goes this way, since not every libc has it. */
long
syscall(long number, ...)
{
	static long (*libc)(long, ...);
	void *symbol;
	long a[6];
	va_list ap;
	size_t i;

	if (libc == NULL) {
		symbol = dlsym(RTLD_NEXT, "syscall");
		memcpy(&libc, &symbol, sizeof(libc));
	}
	va_start(ap, number);
	for (i = 0; i < nitems(a); i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
#ifdef SYS_renameat2
	if (number == SYS_renameat2)
		maybe_die();
#endif
	return libc(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static void
add_three(struct mailbox *mb)
{
	struct mailbox_addition a[3];
	struct delivery d[3];
	unsigned count = 0;
	size_t i;

	memset(a, 0, sizeof(a));
	for (i = 0; i < nitems(a); i++) {
		assert_int_equal(delivery_begin(&d[i], &mb->md, "host",
		    &count), 0);
		assert_int_equal(write(d[i].fd, "a: b\n", 5), 5);
		assert_int_equal(delivery_prepare(&d[i], -1), 0);
		assert_int_equal(delivery_flags(&d[i], FLAG_SEEN, 0), 0);
		a[i].delivery = &d[i];
		a[i].internaldate = MAILBOX_UNKNOWN;
	}
	assert_int_equal(mailbox_add(mb, a, nitems(a)), 0);
}

/* How many messages there are after a process that died at this step. */
static uint32_t
after_death(int step, bool *died)
{
	struct mailbox mb;
	uint32_t count;
	int status;
	pid_t pid;

	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		if (mailbox_open(&mb, root, "", MAILBOX_MOVE) == -1)
			_exit(1);
		die_at = step;
		add_three(&mb);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	*died = WEXITSTATUS(status) == 7;
	assert_true(*died || WEXITSTATUS(status) == 0);
	open_inbox(&mb);
	count = mb.count;
	mailbox_close(&mb);
	return count;
}

static void
all_come_or_none_whenever_the_process_dies(void **state)
{
	uint32_t before = 0, now;
	unsigned none = 0, all = 0;
	bool died = true;
	int step;

	(void)state;
	for (step = 1; died; step++) {
		now = after_death(step, &died);
		assert_true(now == before || now == before + 3);
		none += now == before;
		all += now != before;
		before = now;
	}
	assert_true(none >= 4);		/* each rename is one of the steps */
	assert_true(all >= 1);
}

/* What others put there meanwhile stays, and so does the next batch. */
static void
only_the_batch_is_taken_back(void **state)
{
	struct mailbox mb;
	bool died;
	int step;

	(void)state;
	put_message("new/1.a.host");
	for (step = 1; step < 12; step++) {
		(void)after_death(step, &died);
		put_message("cur/2.b.host:2,");
		put_message("new/100.M5P7Q3.host");
		open_inbox(&mb);
		assert_int_not_equal(uid_of(&mb, "1.a.host"), 0);
		assert_int_not_equal(uid_of(&mb, "2.b.host"), 0);
		assert_int_not_equal(uid_of(&mb, "100.M5P7Q3.host"), 0);
		mailbox_close(&mb);
	}
}

#define each(name)	cmocka_unit_test_setup_teardown(name, fixture_begin, \
			    fixture_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_one_process_and_of_no_other),
		each(all_come_or_none_whenever_the_process_dies),
		each(only_the_batch_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
