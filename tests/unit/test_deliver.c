/* deliver: all copies or none, once in each folder, with their heads. */
#include <sys/resource.h>
#include <sys/syscall.h>

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
#include "smtpd/box.h"
#include "smtpd/deliver.h"

static struct {
	unsigned fsyncs, syncfss;
	bool	 fail;			/* syncfs(2) cannot be had */
} calls;

/* In place of libc's, to be counted. */
int
fsync(int fd)
{
	calls.fsyncs++;
	return (int)syscall(SYS_fsync, fd);
}

int
syncfs(int fd)
{
	calls.syncfss++;
	if (!calls.fail)
		return (int)syscall(SYS_syncfs, fd);
	errno = EIO;
	return -1;
}

static struct settings set;
static struct deliver d;
static struct envelope e;
static uint16_t which[TARGET_MAX];

static void
add(const char *user, const char *tag)
{
	struct target *t = &e.target[e.ntargets];

	memset(t, 0, sizeof(*t));
	t->kind = TARGET_MAILBOX;
	(void)snprintf(t->user, sizeof(t->user), "%s", user);
	(void)snprintf(t->tag, sizeof(t->tag), "%s", tag);
	(void)snprintf(t->home, sizeof(t->home), "%s/%s", scratch, user);
	(void)snprintf(t->address, sizeof(t->address), "%s@h.test", user);
	which[e.ntargets] = (uint16_t)e.ntargets;
	e.ntargets++;
}

static const char *
path(const char *user, const char *sub)
{
	static char out[4][256];
	static unsigned n;

	n = (n + 1) % 4;
	(void)snprintf(out[n], sizeof(out[n]), "%s/%s/Maildir/%s", scratch,
	    user, sub);
	return out[n];
}

static int
spool_of(const char *text)
{
	int fd = open(".", O_TMPFILE | O_RDWR, 0600);

	assert_true(fd != -1);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	return fd;
}

static int
begin(void **state)
{
	(void)state;
	set.suite.host = "h.test";
	deliver_init(&d, &set);
	envelope_clear(&e);
	deliver_begin(&d, &e, "a@b.test");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	deliver_end(&d);
	box_forget(&d);
	return system("rm -rf joe ann bob full u?") == 0 ? 0 : -1;
}

static void
commit(size_t n, bool all)
{
	deliver_commit(&d, which, n, all);
	deliver_keep(&d, which, n);
}

static void
stage(const char *text, uint64_t crlf)
{
	struct source s = { spool_of(text), 0, strlen(text), crlf };

	deliver_stage(&d, which, e.ntargets, &s);
	close(s.fd);
}

static void
deliver_writes_a_head_for_each(void **state)
{
	(void)state;
	add("joe", "");
	add("ann", "");
	stage("Received: x\n\nhi\n", 19);
	assert_int_equal(scratch_count(path("joe", "tmp")), 1);
	assert_int_equal(scratch_count(path("joe", "new")), 0);
	commit(2, true);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_int_equal(d.copy[1].verdict, POST_OK);
	assert_string_equal(scratch_first(path("joe", "new")),
	    "Return-Path: <a@b.test>\nDelivered-To: joe@h.test\n"
	    "Received: x\n\nhi\n");
	assert_string_equal(scratch_first(path("ann", "new")),
	    "Return-Path: <a@b.test>\nDelivered-To: ann@h.test\n"
	    "Received: x\n\nhi\n");
	assert_non_null(strstr(d.copy[0].d.name, ",S=65,W=70"));
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
}

static void
deliver_streams_into_the_first(void **state)
{
	static const char text[] = "Received: y\n\nstream\n";
	struct source s = { -1, 0, sizeof(text) - 1, sizeof(text) + 2 };
	int fd;

	(void)state;
	add("joe", "");
	add("ann", "");
	fd = deliver_spool(&d, 0);
	assert_true(fd != -1);
	assert_int_equal(write(fd, text, sizeof(text) - 1),
	    sizeof(text) - 1);
	deliver_stage(&d, which, 2, &s);
	commit(2, true);
	assert_int_equal(d.copy[1].verdict, POST_OK);
	assert_non_null(strstr(scratch_first(path("joe", "new")), "stream"));
	assert_non_null(strstr(scratch_first(path("ann", "new")), "ann@h"));
	assert_non_null(strstr(scratch_first(path("ann", "new")), "stream"));
}

static void
deliver_undoes_what_is_not_committed(void **state)
{
	(void)state;
	add("joe", "");
	add("ann", "");
	assert_true(deliver_spool(&d, 0) != -1);
	assert_int_equal(scratch_count(path("joe", "tmp")), 1);
	deliver_end(&d);
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
	deliver_begin(&d, &e, "");
	stage("x\n", 3);
	deliver_end(&d);
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
	assert_int_equal(scratch_count(path("joe", "new")), 0);
	assert_int_equal(scratch_count(path("ann", "tmp")), 0);
}

static void
deliver_takes_all_back_when_one_fails(void **state)
{
	(void)state;
	add("joe", "");
	add("ann", "");
	stage("x\n", 3);
	assert_int_equal(rmdir(path("ann", "new")), 0);
	commit(2, true);
	assert_int_equal(d.copy[0].verdict, POST_TEMPORARY);
	assert_int_equal(d.copy[1].verdict, POST_TEMPORARY);
	assert_int_equal(scratch_count(path("joe", "new")), 0);
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
	assert_int_equal(scratch_count(path("ann", "tmp")), 0);
}

static void
deliver_takes_back_what_is_not_kept(void **state)
{
	(void)state;
	add("joe", "");
	stage("x\n", 3);
	deliver_commit(&d, which, 1, true);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_int_equal(scratch_count(path("joe", "new")), 1);
	deliver_end(&d);
	assert_int_equal(scratch_count(path("joe", "new")), 0);
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
}

static void
deliver_to_each_on_its_own(void **state)
{
	(void)state;
	add("joe", "");
	add("ann", "");
	stage("x\n", 3);
	assert_int_equal(rmdir(path("ann", "new")), 0);
	commit(2, false);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_int_equal(d.copy[1].verdict, POST_TEMPORARY);
	assert_int_equal(scratch_count(path("joe", "new")), 1);
}

static void
deliver_to_the_folder_of_a_tag(void **state)
{
	(void)state;
	add("joe", "");
	stage("x\n", 3);
	commit(1, true);
	assert_int_equal(mkdir(path("joe", ".lists"), 0700), 0);
	assert_int_equal(mkdir(path("joe", ".lists/cur"), 0700), 0);
	deliver_end(&d);
	envelope_clear(&e);
	deliver_begin(&d, &e, "");
	add("joe", "lists");
	add("joe", "Lists");		/* one folder: one copy */
	add("joe", "none");
	add("joe", "");			/* and one INBOX */
	add("joe", "../../ann");
	stage("x\n", 3);
	commit(5, true);
	assert_int_equal(scratch_count(path("joe", ".lists/new")), 1);
	assert_int_equal(scratch_count(path("joe", "new")), 2);
	assert_int_equal(d.copy[4].verdict, POST_OK);
	assert_int_equal(access(path("joe", ".lists/maildirfolder"), F_OK),
	    0);
}

static void
deliver_makes_what_is_above_the_maildir(void **state)
{
	(void)state;
	d.maildir = "mail/in/M";
	add("new", "");			/* his home is not there either */
	stage("x\n", 3);
	commit(1, true);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_int_equal(scratch_count("new/mail/in/M/new"), 1);
}

static void
deliver_keeps_to_quotas(void **state)
{
	(void)state;
	add("joe", "");
	e.target[0].quota = 100;
	assert_int_equal(deliver_room(&d, &e.target[0], 500), POST_OK);
	assert_int_equal(access(path("joe", ""), F_OK), -1);
	stage("x\n", 3);
	commit(1, true);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_non_null(strstr(scratch_first(path("joe", "new")), "x"));
	assert_int_equal(access(path("joe", "maildirsize"), F_OK), 0);
	assert_int_equal(deliver_room(&d, &e.target[0], 10), POST_OK);
	assert_int_equal(deliver_room(&d, &e.target[0], 60),
	    POST_QUOTA_SOON);
	assert_int_equal(deliver_room(&d, &e.target[0], 101),
	    POST_OVER_QUOTA);
	deliver_end(&d);
	deliver_begin(&d, &e, "");
	stage("0123456789012345678901234567890123456789012345678901\n", 54);
	assert_int_equal(d.copy[0].verdict, POST_QUOTA_SOON);
	assert_int_equal(scratch_count(path("joe", "tmp")), 0);
}

/* More than the buffer, and more folders and files than stay open. */
static void
deliver_many_and_long_ones(void **state)
{
	enum { LONG = 200001, MANY = 300 };
	static char text[LONG + 1];
	struct stat st;
	char user[16], name[512];
	size_t i;

	(void)state;
	memset(text, 'a', LONG);
	for (i = 0; i < MANY; i++) {
		(void)snprintf(user, sizeof(user), "full/u%zu", i);
		add(user, "");
	}
	assert_int_equal(mkdir("full", 0700), 0);
	stage(text, LONG);
	commit(MANY, true);
	for (i = 0; i < MANY; i++) {
		assert_int_equal(d.copy[i].verdict, POST_OK);
		(void)snprintf(name, sizeof(name), "%s/Maildir/new/%s",
		    e.target[i].home, d.copy[i].d.name);
		assert_int_equal(stat(name, &st), 0);
		assert_int_equal(st.st_size, LONG + d.copy[i].head_len);
	}
	assert_true(d.nopen <= DELIVER_BOXES);
}

static void
deliver_reopens_a_folder_made_anew(void **state)
{
	(void)state;
	add("joe", "");
	stage("x\n", 3);
	commit(1, true);
	deliver_end(&d);
	assert_int_equal(system("rm -rf joe/Maildir"), 0);
	deliver_begin(&d, &e, "");
	stage("y\n", 3);
	commit(1, true);
	assert_int_equal(d.copy[0].verdict, POST_OK);
	assert_int_equal(scratch_count(path("joe", "new")), 1);
}

static void
deliver_refuses_a_source_that_is_too_short(void **state)
{
	struct source s = { spool_of("short"), 0, 100, 100 };

	(void)state;
	add("joe", "");
	deliver_stage(&d, which, 1, &s);
	assert_int_equal(d.copy[0].verdict, POST_TEMPORARY);
	s.size = s.crlf_size = 100000;
	deliver_end(&d);
	deliver_begin(&d, &e, "");
	deliver_stage(&d, which, 1, &s);
	assert_int_equal(d.copy[0].verdict, POST_TEMPORARY);
	close(s.fd);
}

static const char *const ten[] = {
	"u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9"
};

static void
ten_copies(const char *text)
{
	size_t i;

	envelope_clear(&e);
	deliver_begin(&d, &e, "a@b.test");
	for (i = 0; i < nitems(ten); i++)
		add(ten[i], "");
	calls.fsyncs = calls.syncfss = 0;
	stage(text, strlen(text));
	commit(nitems(ten), true);
	for (i = 0; i < nitems(ten); i++)
		assert_int_equal(d.copy[i].verdict, POST_OK);
}

static void
deliver_syncs_many_at_once_or_each(void **state)
{
	(void)state;
	ten_copies("the first makes the folders");
	ten_copies("at once");
	assert_int_equal(calls.syncfss, 2);
	assert_int_equal(calls.fsyncs, 0);
	calls.fail = true;
	ten_copies("each");
	calls.fail = false;
	assert_int_equal(calls.syncfss, 2);
	assert_int_equal(calls.fsyncs, 20);
	assert_int_equal(scratch_count(path("u9", "new")), 3);
}

static void
deliver_says_what_kind_of_trouble(void **state)
{
	struct rlimit r, old;

	(void)state;
	add("joe", "");
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	r = old;
	r.rlim_cur = 10;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &r), 0);
	stage("0123456789", 10);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(d.copy[0].verdict, POST_TOO_BIG);
	assert_int_equal(deliver_verdict(ENOSPC), POST_NO_SPACE);
	assert_int_equal(deliver_verdict(EDQUOT), POST_QUOTA_SOON);
	assert_int_equal(deliver_verdict(EIO), POST_TEMPORARY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f)	cmocka_unit_test_setup_teardown(f, begin, end)
		T(deliver_writes_a_head_for_each),
		T(deliver_streams_into_the_first),
		T(deliver_undoes_what_is_not_committed),
		T(deliver_takes_all_back_when_one_fails),
		T(deliver_takes_back_what_is_not_kept),
		T(deliver_to_each_on_its_own),
		T(deliver_to_the_folder_of_a_tag),
		T(deliver_makes_what_is_above_the_maildir),
		T(deliver_keeps_to_quotas),
		T(deliver_many_and_long_ones),
		T(deliver_reopens_a_folder_made_anew),
		T(deliver_refuses_a_source_that_is_too_short),
		T(deliver_syncs_many_at_once_or_each),
		T(deliver_says_what_kind_of_trouble),
	};

	scratch_unprivileged();
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
