/*
 * mailbox_move(): each message is in one of two mailboxes, and in one only,
 * also when a call fails or the process dies in the middle.
 */
#include "tests/unit/mailbox_fixture.h"

#include <sys/syscall.h>
#include <sys/wait.h>

#include "common/quota.h"

/*
 * These stand in for libc's: the countdown-th call fails, or is the last that
 * the process makes.  countdown 0: none does.
 */
static int countdown;
static bool deadly;

static bool
fails(void)
{
	if (countdown == 0 || --countdown > 0)
		return false;
	if (deadly)
		_exit(9);
	errno = EIO;
	return true;
}

int
fsync(int fd)
{
	return fails() ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return fails() ? -1 : (int)syscall(SYS_fdatasync, fd);
}

ssize_t
pwrite(int fd, const void *buf, size_t len, off_t at)
{
	return fails() ? -1 : syscall(SYS_pwrite64, fd, buf, len, at);
}

enum { MESSAGES = 3, BEYOND = 30 };	/* a keyword that has no letter */

static const struct {
	const char	*base, *path;
	unsigned	 flags;
	uint64_t	 keywords;	/* of INBOX */
} made[MESSAGES] = {
	{ "1.a.h,S=18,W=21", "cur/1.a.h,S=18,W=21:2,FX", FLAG_FLAGGED, 0 },
	{ "2.a.h,S=18,W=21", "cur/2.a.h,S=18,W=21:2,Sab,Z", FLAG_SEEN, 3 },
	{ "3.a.h,S=18,W=21", "new/3.a.h,S=18,W=21", 0, 0 },
};

static unsigned counter;

static void
fill_letters(struct mailbox *mb, int from, int to)
{
	char name[8];
	int i;

	for (i = from; i <= to; i++) {
		(void)snprintf(name, sizeof(name), "k%d", i);
		assert_int_equal(mailbox_keyword_bit(mb, name, true), i);
	}
}

/* INBOX with UIDs 1 to 3, .B with UID 1 and the keyword "two" as letter a. */
static void
make_both(struct mailbox *from, struct mailbox *to)
{
	uint32_t one = 1;
	struct mailbox_change c = { 0, 0, UINT64_C(1) << BEYOND, 0, 0 };
	int i;

	assert_int_equal(system("rm -rf .B cur new tmp postern-* dovecot-* "
	    "maildirsize; mkdir -p .B/cur .B/new .B/tmp cur new tmp"), 0);
	put_file("dovecot-keywords", "0 one\n1 two\n");
	put_file(".B/dovecot-keywords", "0 two\n");
	put_file("maildirsize", "1000S\n72 4\n");
	put_message(".B/cur/0.b.h:2,");
	for (i = 0; i < MESSAGES; i++)
		put_message(made[i].path);
	assert_int_equal(mailbox_open(from, root, "", 0), 0);
	fill_letters(from, 2, BEYOND);
	assert_int_equal(mailbox_store(from, &one, 1, &c, NULL), 0);
	assert_int_equal(mailbox_refresh(from), 0);
	assert_int_equal(mailbox_open(to, root, ".B", MAILBOX_MOVE), 0);
	fill_letters(to, 1, MAILDIR_LETTERS);
}

static const uint32_t all[MESSAGES] = { 1, 2, 3 };
static uint32_t uids[MESSAGES];

static struct mailbox_move
move_to(struct mailbox *to)
{
	struct mailbox_move m;

	memset(&m, 0, sizeof(m));
	m.to = to;
	m.uids = all;
	m.made = uids;
	m.n = MESSAGES;
	m.known = 3 | UINT64_C(1) << BEYOND;
	m.bit[0] = -1;
	m.bit[1] = 0;
	m.bit[BEYOND] = (int8_t)mailbox_keyword_bit(to, "beyond", true);
	m.host = "h";
	m.count = &counter;
	return m;
}

static void
check_moved(struct mailbox *to, uint32_t uid, int i)
{
	struct message m = message_of(to, uid);
	uint64_t keywords = (uint64_t)(made[i].keywords >> 1 & 1);
	int bit = mailbox_keyword_bit(to, "beyond", false);

	if (i == 0)
		keywords |= UINT64_C(1) << bit;
	assert_int_equal(m.flags, made[i].flags);
	assert_true(m.keywords == keywords);
	assert_int_equal(m.size, 18);
	assert_int_equal(m.vsize, 21);
}

static void
messages_move_with_all_they_have(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;
	struct stat before, after;
	struct quota q;
	int i;

	(void)state;
	make_both(&from, &to);
	move = move_to(&to);
	assert_int_equal(mailbox_stat(&from, 1, &before), 0);
	assert_int_equal(mailbox_move(&from, &move), 0);
	assert_int_equal(from.count, MESSAGES);		/* not told yet */
	assert_true(message_of(&from, 1).flags & FLAG_GONE);
	assert_int_equal(mailbox_refresh(&from), 0);
	assert_int_equal(from.count, 0);
	assert_int_equal(mailbox_refresh(&to), 0);
	assert_int_equal(to.count, 1 + MESSAGES);
	for (i = 0; i < MESSAGES; i++) {
		assert_int_equal(uids[i], 2 + i);
		check_moved(&to, uids[i], i);
	}
	assert_int_equal(mailbox_stat(&to, 2, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_nlink, 1);
	/* What we do not know in a name stays: a letter, an extension. */
	assert_int_equal(system("test $(ls .B/cur/*:2,FX .B/cur/*:2,Sa,Z "
	    "| wc -l) = 2"), 0);
	assert_int_equal(quota_read(root, &q), 1);
	assert_int_equal(q.bytes, 72);
	mailbox_close(&from);
	mailbox_close(&to);
}

static void
nothing_moves_if_one_is_gone(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;

	(void)state;
	make_both(&from, &to);
	move = move_to(&to);
	assert_int_equal(unlink(made[1].path), 0);
	assert_int_equal(mailbox_move(&from, &move), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(mailbox_refresh(&from), 0);
	assert_int_equal(mailbox_refresh(&to), 0);
	assert_int_equal(from.count, MESSAGES - 1);
	assert_int_equal(to.count, 1);
	assert_true(exists(made[0].path));
	assert_true(exists(made[2].path));
	assert_int_equal(uid_of(&from, made[2].base), 3);
	/* Known to be gone by now. */
	assert_int_equal(mailbox_move(&from, &move), -1);
	assert_int_equal(errno, ENOENT);
	mailbox_close(&from);
	mailbox_close(&to);
}

static void
flags_given_meanwhile_move_too(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;

	(void)state;
	make_both(&from, &to);
	move = move_to(&to);
	do_rename(made[0].path, "cur/1.a.h,S=18,W=21:2,RSX");
	do_rename(made[2].path, "cur/3.a.h,S=18,W=21:2,Tb");
	assert_int_equal(mailbox_move(&from, &move), 0);
	assert_int_equal(mailbox_refresh(&to), 0);
	assert_int_equal(to.count, 1 + MESSAGES);
	assert_int_equal(message_of(&to, uids[0]).flags,
	    FLAG_ANSWERED | FLAG_SEEN);
	assert_int_equal(message_of(&to, uids[2]).flags, FLAG_DELETED);
	assert_int_equal(message_of(&to, uids[2]).keywords, 1);
	assert_int_equal(mailbox_refresh(&from), 0);
	assert_int_equal(from.count, 0);
	mailbox_close(&from);
	mailbox_close(&to);
}

static void
a_keyword_given_meanwhile_is_asked_for(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;

	(void)state;
	make_both(&from, &to);
	move = move_to(&to);
	do_rename(made[2].path, "cur/3.a.h,S=18,W=21:2,c");
	assert_int_equal(mailbox_move(&from, &move), -1);
	assert_int_equal(errno, EAGAIN);
	assert_int_equal(mailbox_refresh(&from), 0);
	assert_int_equal(from.count, MESSAGES);
	assert_true(exists(made[0].path));
	move.known |= 4;
	move.bit[2] = 0;
	assert_int_equal(mailbox_move(&from, &move), 0);
	assert_int_equal(mailbox_refresh(&to), 0);
	assert_int_equal(message_of(&to, uids[2]).keywords, 1);
	mailbox_close(&from);
	mailbox_close(&to);
}

static void
one_mailbox_is_not_two(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;

	(void)state;
	make_both(&from, &to);
	mailbox_close(&to);
	open_inbox(&to);
	move = move_to(&to);
	assert_int_equal(mailbox_move(&from, &move), -1);
	assert_int_equal(errno, EXDEV);
	mailbox_close(&from);
	mailbox_close(&to);
}

static void
a_failed_call_moves_nothing_or_all(void **state)
{
	struct mailbox from, to;
	struct mailbox_move move;
	int n, left = 0, r, i;

	(void)state;
	for (n = 1; left == 0; n++) {
		make_both(&from, &to);
		move = move_to(&to);
		countdown = n;
		r = mailbox_move(&from, &move);
		left = countdown;
		countdown = 0;
		assert_int_equal(mailbox_refresh(&from), 0);
		assert_int_equal(mailbox_refresh(&to), 0);
		assert_int_equal(from.count, r == 0 ? 0 : MESSAGES);
		assert_int_equal(to.count, r == 0 ? 1 + MESSAGES : 1);
		for (i = 0; i < MESSAGES; i++)
			if (r == 0)
				check_moved(&to, uids[i], i);
			else
				assert_int_equal(uid_of(&from, made[i].base),
				    i + 1);
		mailbox_close(&from);
		mailbox_close(&to);
	}
	assert_in_range(n, 6, 20);	/* there is something to fail */
}

/* Who dies has told nobody of a UID. */
static bool
dies(int n)
{
	struct mailbox from, to;
	struct mailbox_move move;
	int status;
	pid_t pid;

	make_both(&from, &to);
	move = move_to(&to);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		/* Locks belong to what the parent has opened as well. */
		mailbox_close(&from);
		mailbox_close(&to);
		if (mailbox_open(&from, root, "", 0) == -1 ||
		    mailbox_open(&to, root, ".B", 0) == -1)
			_exit(1);
		countdown = n;
		_exit(mailbox_move(&from, &move) == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	mailbox_close(&from);
	mailbox_close(&to);
	assert_true(WIFEXITED(status));
	assert_int_not_equal(WEXITSTATUS(status), 1);
	return WEXITSTATUS(status) == 9;
}

static void
who_dies_leaves_each_message_in_one(void **state)
{
	struct mailbox from, to;
	uint32_t i;
	int n;

	(void)state;
	deadly = true;
	for (n = 1; dies(n); n++) {
		assert_int_equal(mailbox_open(&from, root, "", 0), 0);
		assert_int_equal(mailbox_open(&to, root, ".B", 0), 0);
		assert_int_equal(from.count + to.count, 1 + MESSAGES);
		for (i = 0; i < from.count; i++)
			assert_int_equal(mailbox_uid(&from, i), i + 1);
		for (i = 1; i < to.count; i++)
			check_moved(&to, mailbox_uid(&to, i), (int)i - 1);
		mailbox_close(&from);
		mailbox_close(&to);
	}
	deadly = false;
	assert_in_range(n, 6, 20);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)
	static const struct CMUnitTest tests[] = {
		TEST(messages_move_with_all_they_have),
		TEST(nothing_moves_if_one_is_gone),
		TEST(flags_given_meanwhile_move_too),
		TEST(a_keyword_given_meanwhile_is_asked_for),
		TEST(one_mailbox_is_not_two),
		TEST(a_failed_call_moves_nothing_or_all),
		TEST(who_dies_leaves_each_message_in_one),
	};

	if (access("/dev/shm", W_OK) == 0)
		scratch = "/dev/shm";
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mailbox_move", tests, NULL, NULL);
}
