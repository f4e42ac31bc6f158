/*
 * mailbox, delivery: each system call that can fail is made to fail, one
 * after the other; what had been told to a client still holds afterwards.
 */
#include "tests/unit/mailbox_fixture.h"

#include <sys/resource.h>
#include <sys/syscall.h>

#include <time.h>

#include "common/delivery.h"
#include "common/index.h"

/*
 * These stand in for libc's: the countdown-th call fails.  countdown 0: none
 * does.
 */
static int countdown, failure;
static bool full;			/* the disk, for pwrite(2) */
static bool coarse;			/* the clock of files: 10 ms */

static bool
fails(void)
{
	if (countdown == 0 || --countdown > 0)
		return false;
	errno = failure;
	return true;
}

/* Somebody else's delivery, just before the hooked-th fstat(2). */
static int hooked;

int
fstat(int fd, struct stat *st)
{
	if (hooked > 0 && --hooked == 0)
		put_message("cur/8.hooked:2,");
	return fstatat(fd, "", st, AT_EMPTY_PATH);
}

static int file_syncs, data_syncs;

int
fsync(int fd)
{
	file_syncs++;
	return fails() ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	data_syncs++;
	return fails() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

/* A full disk takes a part. */
ssize_t
pwrite(int fd, const void *buf, size_t len, off_t at)
{
	if (full) {
		errno = ENOSPC;
		return -1;
	}
	if (fails()) {
		if (failure == ENOSPC)
			(void)syscall(SYS_pwrite64, fd, buf, len / 2, at);
		return -1;
	}
	return syscall(SYS_pwrite64, fd, buf, len, at);
}

int
renameat(int from, const char *old, int to, const char *name)
{
	return fails() ? -1 : (int)syscall(SYS_renameat2, from, old, to, name,
	    0);
}

int
unlinkat(int at, const char *name, int flags)
{
	return fails() ? -1 : (int)syscall(SYS_unlinkat, at, name, flags);
}

int
futimens(int fd, const struct timespec t[2])
{
	struct timespec tick[2];

	if (coarse) {
		(void)clock_gettime(CLOCK_REALTIME, &tick[0]);
		tick[0].tv_nsec -= tick[0].tv_nsec % 10000000;
		tick[1] = tick[0];
		t = tick;
	}
	return fails() ? -1 : (int)syscall(SYS_utimensat, fd, NULL, t, 0);
}

int
mkdirat(int at, const char *name, mode_t mode)
{
	return fails() ? -1 : (int)syscall(SYS_mkdirat, at, name, mode);
}

static const int failures[] = { EIO, ENOSPC, EDQUOT, EACCES };

enum { OLD = 4, MESSAGES = 6 };

/* Four messages with UIDs that a client has seen, two that have come since. */
static void
make_mailbox(uint32_t *uidvalidity)
{
	struct mailbox mb;
	struct mailbox_status st;
	char path[64];
	int i;

	assert_int_equal(system("rm -rf cur new tmp postern-*; "
	    "mkdir cur new tmp"), 0);
	for (i = 1; i <= OLD; i++) {
		(void)snprintf(path, sizeof(path), "cur/%d.h,S=18,W=21:2,",
		    i);
		put_message(path);
	}
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	*uidvalidity = st.uidvalidity;
	mailbox_close(&mb);
	put_message("new/0.h,S=18,W=21");
	put_message("new/9.h");
}

static void
check_mailbox(uint32_t uidvalidity, uint32_t messages)
{
	struct mailbox mb;
	struct mailbox_status st;
	char base[64];
	int i, fd;

	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(st.uidvalidity, uidvalidity);
	assert_int_equal(mb.count, messages);
	for (i = 2; i <= OLD; i++) {
		(void)snprintf(base, sizeof(base), "%d.h,S=18,W=21", i);
		assert_int_equal(uid_of(&mb, base), i);
	}
	for (i = 0; i < (int)mb.count; i++) {
		fd = mailbox_openat(&mb, (uint32_t)i);
		assert_int_not_equal(fd, -1);
		(void)close(fd);
	}
	mailbox_close(&mb);
}

static void
opening(struct mailbox *mb)
{
	mailbox_close(mb);
	(void)mailbox_open(mb, root, "", MAILBOX_MOVE);
}

static void
storing(struct mailbox *mb)
{
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	uint32_t uids[] = { 2, 3 };

	if (mailbox_store(mb, uids, 2, &c, NULL) == 0)
		assert_true(exists("cur/2.h,S=18,W=21:2,S"));
}

static void
refreshing(struct mailbox *mb)
{
	put_message("new/11.h");
	(void)mailbox_refresh(mb);
	(void)unlink("new/11.h");
	(void)unlink("cur/11.h:2,");
}

static void
naming(struct mailbox *mb)
{
	(void)mailbox_keyword_bit(mb, "word", true);
	(void)mailbox_sizes(mb);
	(void)mailbox_claim_recent(mb);
}

/* Runs `what` with its first call failing, its second, ... until none is. */
static void
fail_each(void (*what)(struct mailbox *))
{
	struct mailbox mb;
	uint32_t uidvalidity;
	size_t i;
	int n;

	for (i = 0; i < nitems(failures); i++) {
		for (n = 1;; n++) {
			bool ran_out;

			make_mailbox(&uidvalidity);
			assert_int_equal(mailbox_open(&mb, root, "",
			    what == opening ? 0 : MAILBOX_MOVE), 0);
			failure = failures[i];
			countdown = n;
			what(&mb);
			ran_out = countdown != 0;
			countdown = 0;
			mailbox_close(&mb);
			check_mailbox(uidvalidity, MESSAGES);
			if (ran_out || n > 200)
				break;
		}
		assert_in_range(n, 2, 200);
	}
}

static void
a_failed_call_while_opening_harms_nothing(void **state)
{
	(void)state;
	fail_each(opening);
}

static void
a_failed_call_while_storing_harms_nothing(void **state)
{
	(void)state;
	fail_each(storing);
}

static void
a_failed_call_while_refreshing_harms_nothing(void **state)
{
	(void)state;
	fail_each(refreshing);
}

static void
a_failed_call_while_naming_harms_nothing(void **state)
{
	(void)state;
	fail_each(naming);
}

static void
a_failed_expunge_is_counted(void **state)
{
	struct mailbox mb;
	uint32_t uidvalidity, uid, failed[2];
	int n, r;

	(void)state;
	for (n = 1; n < 20; n++) {
		make_mailbox(&uidvalidity);
		open_inbox(&mb);
		uid = 1;
		failure = EIO;
		countdown = n;
		r = mailbox_expunge(&mb, &uid, 1, failed);
		countdown = 0;
		if (r == 0)
			assert_false(exists("cur/1.h,S=18,W=21:2,"));
		if (r == 1)
			assert_true(exists("cur/1.h,S=18,W=21:2,"));
		mailbox_close(&mb);
		check_mailbox(uidvalidity, MESSAGES -
		    !exists("cur/1.h,S=18,W=21:2,"));
	}
}

/* First opening: nothing is known yet, nothing may be half known. */
static void
a_failed_first_opening_is_begun_again(void **state)
{
	struct mailbox mb;
	size_t i;
	int n, r;

	(void)state;
	for (i = 0; i < nitems(failures); i++)
		for (n = 1; n < 30; n++) {
			assert_int_equal(system("rm -rf cur new tmp postern-*;"
			    "mkdir cur new tmp"), 0);
			put_message("cur/1.h:2,");
			put_message("new/2.h");
			failure = failures[i];
			countdown = n;
			r = mailbox_open(&mb, root, "", MAILBOX_MOVE);
			if (r == 0)
				mailbox_close(&mb);
			r = countdown;
			countdown = 0;
			open_inbox(&mb);
			assert_int_equal(mb.count, 2);
			assert_int_not_equal(uid_of(&mb, "1.h"), 0);
			assert_true(uid_of(&mb, "1.h") < uid_of(&mb, "2.h"));
			mailbox_close(&mb);
			if (r != 0)
				break;
		}
}

/* Whoever has no room left must be able to remove something. */
static void
a_full_disk_leaves_the_old_mail(void **state)
{
	struct mailbox mb;
	uint32_t uidvalidity, uid = 1;

	(void)state;
	make_mailbox(&uidvalidity);
	put_message("new/12.h");
	full = true;
	assert_int_equal(mailbox_open(&mb, root, "", MAILBOX_MOVE), 0);
	assert_int_equal(mb.count, OLD);
	assert_int_equal(mailbox_expunge(&mb, &uid, 1, NULL), 0);
	assert_false(exists("cur/1.h,S=18,W=21:2,"));
	full = false;
	mailbox_close(&mb);
	check_mailbox(uidvalidity, MESSAGES);
}

/* Rule 7 where mtimes have ticks: nothing is missed, nor lost by mistake. */
static void
changes_within_a_tick_are_seen(void **state)
{
	struct mailbox mb;
	char path[64];
	uint32_t i;

	(void)state;
	coarse = true;
	open_inbox(&mb);
	for (i = 1; i <= 100; i++) {
		(void)snprintf(path, sizeof(path), "%s/%u.a.h%s",
		    i % 2 != 0 ? "new" : "cur", i, i % 2 != 0 ? "" : ":2,");
		put_message(path);
		assert_int_equal(mailbox_refresh(&mb), 0);
		assert_int_equal(mb.count, i);
	}
	for (i = 2; i <= 10; i += 2) {
		(void)snprintf(path, sizeof(path), "cur/%u.a.h:2,", i);
		assert_int_equal(unlink(path), 0);
		assert_int_equal(mailbox_refresh(&mb), 0);
		assert_int_equal(mb.count, 100 - i / 2);
	}
	coarse = false;
	mailbox_close(&mb);
}

/* Rule 7, at each point of a look. */
static void
a_change_during_the_look_is_seen_by_the_next(void **state)
{
	struct mailbox mb;
	uint32_t uidvalidity;
	int n;

	(void)state;
	for (n = 1; n < 60; n++) {
		bool happened;

		make_mailbox(&uidvalidity);
		open_inbox(&mb);
		put_message("cur/7.other:2,");
		hooked = n;
		assert_int_equal(mailbox_refresh(&mb), 0);
		happened = hooked == 0;
		hooked = 0;
		assert_int_equal(mailbox_refresh(&mb), 0);
		assert_int_equal(mb.count, MESSAGES + 1 + happened);
		mailbox_close(&mb);
		if (!happened)
			break;
	}
	assert_in_range(n, 8, 59);
}

/* Rules 2, 4 and 6. */
static void
what_is_told_is_synced(void **state)
{
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	struct mailbox mb;
	uint32_t uidvalidity, uid = 2;

	(void)state;
	make_mailbox(&uidvalidity);
	open_inbox(&mb);
	data_syncs = file_syncs = 0;
	put_message("new/7.other");
	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(mb.count, MESSAGES + 1);
	assert_int_equal(data_syncs, 1);
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	assert_int_equal(file_syncs, 1);	/* cur/ */
	assert_int_equal(data_syncs, 2);
	assert_int_equal(mailbox_expunge(&mb, &uid, 1, NULL), 0);
	assert_int_equal(file_syncs, 2);
	assert_int_equal(data_syncs, 3);
	mailbox_close(&mb);
	/* The first opening: a file and its directory. */
	assert_int_equal(system("rm postern-*"), 0);
	data_syncs = file_syncs = 0;
	open_inbox(&mb);
	assert_true(file_syncs >= 2);
	mailbox_close(&mb);
}

static int
open_files(void)
{
	int fd = dup(root);

	(void)close(fd);
	return fd;
}

static void
no_descriptor_is_lost_when_there_are_too_few(void **state)
{
	struct rlimit old, few;
	struct mailbox mb;
	uint32_t uidvalidity;
	int n, r = -1, first = open_files();

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
	for (n = 0; r == -1 && n < 30; n++) {
		make_mailbox(&uidvalidity);
		few = old;
		few.rlim_cur = (rlim_t)(first + n);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
		r = mailbox_open(&mb, root, "", MAILBOX_MOVE);
		assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
		if (r == 0)
			mailbox_close(&mb);
		assert_int_equal(open_files(), first);
		check_mailbox(uidvalidity, MESSAGES);
	}
	assert_int_equal(r, 0);
}

static void
a_failed_delivery_leaves_nothing_outside_tmp(void **state)
{
	struct maildir md;
	struct delivery d;
	unsigned count = 0;
	size_t i;
	int n, r, left;

	(void)state;
	for (i = 0; i < nitems(failures); i++)
		for (n = 1; n < 20; n++) {
			assert_int_equal(system("rm -rf D"), 0);
			failure = failures[i];
			countdown = n;
			r = maildir_open(&md, AT_FDCWD, "D", MAILDIR_CREATE);
			if (r == 0 && (r = delivery_begin(&d, &md, "h",
			    &count)) == 0) {
				if (delivery_prepare(&d, -1) == -1 ||
				    delivery_place(&d) == -1 ||
				    delivery_sync(&md, false) == -1) {
					countdown = 0;
					delivery_abort(&d);
					r = -1;
				}
			}
			left = countdown;
			countdown = 0;
			if (r == -1)
				assert_int_equal(system(
				    "test -z \"$(find . -path './D/*' -type f)\""), 0);
			maildir_close(&md);
			if (left != 0)
				break;
			assert_int_equal(r, -1);
		}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)
	static const struct CMUnitTest tests[] = {
		TEST(a_failed_call_while_opening_harms_nothing),
		TEST(a_failed_call_while_storing_harms_nothing),
		TEST(a_failed_call_while_refreshing_harms_nothing),
		TEST(a_failed_call_while_naming_harms_nothing),
		TEST(a_failed_expunge_is_counted),
		TEST(a_failed_first_opening_is_begun_again),
		TEST(a_full_disk_leaves_the_old_mail),
		TEST(changes_within_a_tick_are_seen),
		TEST(a_change_during_the_look_is_seen_by_the_next),
		TEST(what_is_told_is_synced),
		TEST(no_descriptor_is_lost_when_there_are_too_few),
		TEST(a_failed_delivery_leaves_nothing_outside_tmp),
	};

	if (access("/dev/shm", W_OK) == 0)
		scratch = "/dev/shm";
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mailbox_faults", tests, NULL,
	    NULL);
}
