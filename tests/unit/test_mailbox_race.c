/*
 * mailbox: several processes at once.  Two sessions that change flags and
 * expunge, one that only reads, a program that knows nothing of us and
 * renames files, and deliveries.  Each writes down what it was told, and in
 * the end that must fit together (rules 1, 5 and 6 of sync.c).
 */
#include "tests/unit/mailbox_fixture.h"

#include <sys/wait.h>

#include <dirent.h>
#include <signal.h>
#include <time.h>

#include "common/delivery.h"

enum {
	START = 60,			/* messages at the beginning */
	ROUNDS = 120,			/* of each process */
	UIDS = 4096
};

/* What a process writes down; one line each. */
enum note { SEEN_UID = 'u', SET_FLAG = 's', EXPUNGED = 'x', RENAMED = 'r' };

static FILE *notes;

static void
note(enum note what, uint32_t uid, const char *base, size_t len)
{
	(void)fprintf(notes, "%c %u %.*s\n", what, uid, (int)len, base);
}

/* Not rand(3): the same in every libc. */
static uint32_t
pick(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1103515245 + 12345;
	return n == 0 ? 0 : (*seed >> 8) % n;
}

#define CHECK(x)	do { if (!(x)) {				\
	(void)fprintf(stderr, "# %s:%d: %s (errno %d)\n", __FILE__,	\
	    __LINE__, #x, errno);					\
	_exit(1);							\
} } while (0)

static void
deliver(const struct maildir *md, unsigned *count, bool to_cur)
{
	struct delivery d;

	CHECK(delivery_begin(&d, md, "race", count) == 0);
	CHECK(write(d.fd, "x\n", 2) == 2);
	CHECK(delivery_prepare(&d, 3) == 0);
	if (to_cur)
		CHECK(delivery_flags(&d, FLAG_DRAFT, 0) == 0);
	CHECK(delivery_place(&d) == 0);
	CHECK(delivery_sync(d.to, to_cur) == 0);
}

static void
deliverer(uint32_t seed)
{
	struct maildir md;
	unsigned count = 0;
	int i;

	CHECK(maildir_open(&md, AT_FDCWD, ".", 0) == 0);
	for (i = 0; i < ROUNDS; i++)
		deliver(&md, &count, pick(&seed, 3) == 0);
}

/* Adds F to a file, as a mail reader that knows only names. */
static void
rename_one(uint32_t *seed)
{
	char from[600], to[600];
	struct dirent *e;
	struct maildir_name n;
	uint32_t skip = pick(seed, 80);
	DIR *d = opendir("cur");

	CHECK(d != NULL);
	while ((e = readdir(d)) != NULL) {
		char info[64];

		if (!maildir_parse(&n, e->d_name, strlen(e->d_name)) ||
		    skip-- > 0)
			continue;
		if (maildir_info(info, sizeof(info), n.flags | FLAG_FLAGGED,
		    n.keywords, "", 0, "", 0) == 0)
			break;
		(void)snprintf(from, sizeof(from), "cur/%s", e->d_name);
		(void)snprintf(to, sizeof(to), "cur/%.*s%s", (int)n.base_len,
		    n.base, info);
		if (strcmp(from, to) != 0 && rename(from, to) == 0)
			note(RENAMED, 0, n.base, n.base_len);
		break;
	}
	(void)closedir(d);
}

static void
renamer(uint32_t seed)
{
	int i;

	for (i = 0; i < ROUNDS * 10; i++)
		rename_one(&seed);
}

static void
note_all(struct mailbox *mb)
{
	struct message m;
	uint32_t n;

	for (n = 0; n < mb->count; n++) {
		CHECK(mailbox_get(mb, n, &m));
		note(SEEN_UID, m.uid, m.base, m.base_len);
	}
}

static void
reader(uint32_t seed)
{
	struct mailbox mb;
	int i, fd;

	CHECK(mailbox_open(&mb, root, "", 0) == 0);
	for (i = 0; i < ROUNDS; i++) {
		note_all(&mb);
		if (mb.count > 0) {
			fd = mailbox_openat(&mb, pick(&seed, mb.count));
			CHECK(fd != -1 || errno == ENOENT);
			if (fd != -1)
				(void)close(fd);
		}
		if (i % 10 == 9) {
			mailbox_close(&mb);
			CHECK(mailbox_open(&mb, root, "", 0) == 0);
		}
		CHECK(mailbox_refresh(&mb) == 0);
	}
	mailbox_close(&mb);
}

static size_t
some_uids(struct mailbox *mb, uint32_t *seed, uint32_t *uids)
{
	struct message m;
	uint32_t n;
	size_t used = 0;

	for (n = pick(seed, mb->count); n < mb->count && used < 5;
	    n += 1 + pick(seed, 6)) {
		CHECK(mailbox_get(mb, n, &m));
		uids[used++] = m.uid;
	}
	return used;
}

static bool
is_in(uint32_t uid, const uint32_t *list, int n)
{
	while (n-- > 0)
		if (list[n] == uid)
			return true;
	return false;
}

static void
writer(uint32_t seed, unsigned flag)
{
	struct mailbox_change c = { flag, 0, 0, 0, 0 };
	struct mailbox mb;
	uint32_t uids[8], failed[8];
	size_t n, j;
	int i, bad;

	CHECK(mailbox_open(&mb, root, "", MAILBOX_MOVE) == 0);
	if (flag == FLAG_PASSED)
		mb.watch.from = 0;
	for (i = 0; i < ROUNDS; i++) {
		bool store = pick(&seed, 4) != 0;

		note_all(&mb);
		n = some_uids(&mb, &seed, uids);
		if (store)
			bad = mailbox_store(&mb, uids, n, &c, failed);
		else
			bad = mailbox_expunge(&mb, uids, n > 1, failed);
		CHECK(bad >= 0);
		for (j = 0; j < (store ? n : n > 1); j++)
			if (!is_in(uids[j], failed, bad))
				note(store ? SET_FLAG : EXPUNGED, uids[j],
				    "-", 1);
		CHECK(mailbox_refresh(&mb) == 0);
	}
	mailbox_close(&mb);
}

static const char *const names[] = { "w1", "w2", "reader", "renamer",
	"deliverer" };

static pid_t
start(size_t which)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	notes = fopen(names[which], "w");
	CHECK(notes != NULL);
	switch (which) {
	case 0:
		writer(1, FLAG_ANSWERED);
		break;
	case 1:
		writer(2, FLAG_PASSED);
		break;
	case 2:
		reader(3);
		break;
	case 3:
		renamer(4);
		break;
	default:
		deliverer(5);
	}
	_exit(fclose(notes) == 0 ? 0 : 1);
}

/* What all that was written down comes to. */
static char bases[UIDS][MAILDIR_NAME + 1];
static bool expunged[UIDS];
static unsigned flags[UIDS];

static void
read_notes(const char *file, unsigned flag)
{
	char what, base[512];
	unsigned uid;
	FILE *f = fopen(file, "r");

	assert_non_null(f);
	while (fscanf(f, "%c %u %511s\n", &what, &uid, base) == 3) {
		assert_true(uid < UIDS);
		if (what == SEEN_UID && bases[uid][0] == '\0')
			(void)snprintf(bases[uid], sizeof(bases[uid]),
			    "%.255s", base);
		else if (what == SEEN_UID)
			assert_string_equal(bases[uid], base);
		else if (what == SET_FLAG)
			flags[uid] |= flag;
		else if (what == EXPUNGED)
			expunged[uid] = true;
	}
	(void)fclose(f);
}

/* The file that has this base name, or nothing. */
static bool
on_disk(const char *base, unsigned *has)
{
	static const char *const dirs[] = { "new", "cur" };
	struct maildir_name n;
	struct dirent *e;
	bool found = false;
	size_t i;
	DIR *d;

	for (i = 0; i < 2; i++) {
		d = opendir(dirs[i]);
		assert_non_null(d);
		while ((e = readdir(d)) != NULL) {
			if (!maildir_parse(&n, e->d_name, strlen(e->d_name)) ||
			    strlen(base) != n.base_len ||
			    memcmp(base, n.base, n.base_len) != 0)
				continue;
			assert_false(found);
			found = true;
			*has = n.flags;
		}
		(void)closedir(d);
	}
	return found;
}

/* 1.  One UID, one message; one message, one UID. */
static void
check_uids(void)
{
	uint32_t a, b;

	for (a = 0; a < UIDS; a++)
		for (b = a + 1; b < UIDS && bases[a][0] != '\0'; b++)
			assert_string_not_equal(bases[a], bases[b]);
}

/* 6.  What was set is set; what is expunged is gone; no other is. */
static void
check_flags(void)
{
	unsigned has;
	uint32_t uid;

	for (uid = 0; uid < UIDS; uid++) {
		if (bases[uid][0] == '\0')
			continue;
		if (expunged[uid]) {
			assert_false(on_disk(bases[uid], &has));
			continue;
		}
		assert_true(on_disk(bases[uid], &has));
		assert_int_equal(has & flags[uid], flags[uid]);
	}
}

static void
check_renamed(void)
{
	char what, base[512];
	unsigned uid, has;
	FILE *f = fopen("renamer", "r");

	assert_non_null(f);
	while (fscanf(f, "%c %u %511s\n", &what, &uid, base) == 3)
		if (on_disk(base, &has))
			assert_true((has & FLAG_FLAGGED) != 0);
	(void)fclose(f);
}

/* The index says what the directory says. */
static void
check_index(void)
{
	struct mailbox mb;
	struct message m;
	unsigned has = 0;
	uint32_t n, alive = 0;

	open_inbox(&mb);
	for (n = 0; n < mb.count; n++) {
		char base[MAILDIR_NAME + 1];

		assert_true(mailbox_get(&mb, n, &m));
		(void)snprintf(base, sizeof(base), "%.*s", (int)m.base_len,
		    m.base);
		assert_true(on_disk(base, &has));
		assert_int_equal(m.flags & FLAGS_ALL, has);
		if (m.uid < UIDS && bases[m.uid][0] != '\0') {
			assert_string_equal(bases[m.uid], base);
			alive++;
		}
		assert_false(m.uid < UIDS && expunged[m.uid]);
	}
	/* Of those seen, just the expunged are missing. */
	for (n = 0; n < UIDS; n++)
		if (bases[n][0] != '\0' && !expunged[n])
			alive--;
	assert_int_equal(alive, 0);
	mailbox_close(&mb);
}

static void
many_processes_agree(void **state)
{
	struct maildir md;
	pid_t pids[nitems(names)];
	unsigned count = 0;
	int i, status;
	size_t p;

	(void)state;
	assert_int_equal(maildir_open(&md, AT_FDCWD, ".", 0), 0);
	for (i = 0; i < START; i++)
		deliver(&md, &count, i % 2 == 0);
	maildir_close(&md);
	for (p = 0; p < nitems(names); p++)
		pids[p] = start(p);
	for (p = 0; p < nitems(names); p++) {
		assert_int_equal(waitpid(pids[p], &status, 0), pids[p]);
		assert_int_equal(status, 0);
	}
	read_notes("w1", FLAG_ANSWERED);
	read_notes("w2", FLAG_PASSED);
	read_notes("reader", 0);
	check_uids();
	check_flags();
	check_renamed();
	check_index();
}

/* Renames each file to and fro, for ever. */
static void
churn(int messages)
{
	char from[64], to[64];
	int i, round;

	for (round = 0;; round++)
		for (i = 0; i < messages; i++) {
			(void)snprintf(from, sizeof(from), "cur/%d.h:2,%s", i,
			    round % 2 == 0 ? "" : "F");
			(void)snprintf(to, sizeof(to), "cur/%d.h:2,%s", i,
			    round % 2 == 0 ? "F" : "");
			CHECK(rename(from, to) == 0);
		}
}

/* Rule 5: readdir(3) misses some of them again and again (M-7). */
static void
a_message_that_is_renamed_is_never_gone(void **state)
{
	enum { MANY = 3000, LOOKS = 40 };
	struct mailbox mb;
	struct mailbox_status st;
	char path[64];
	int i;
	pid_t pid;

	(void)state;
	for (i = 0; i < MANY; i++) {
		(void)snprintf(path, sizeof(path), "cur/%d.h:2,", i);
		put_file(path, "");
	}
	open_inbox(&mb);
	pid = fork();
	if (pid == 0)
		churn(MANY);
	for (i = 0; i < LOOKS; i++) {
		while (!mailbox_changed(&mb))
			;
		assert_int_equal(mailbox_refresh(&mb), 0);
		mailbox_status(&mb, &st);
		assert_int_equal(st.messages, MANY);
		assert_int_equal(st.uidnext, MANY + 1);
	}
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &i, 0), pid);
	assert_int_equal(mailbox_refresh(&mb), 0);
	for (i = 0; i < MANY; i++) {
		struct message m;

		(void)snprintf(path, sizeof(path), "%d.h", i);
		assert_true(find_base(&mb, path, &m));
		(void)snprintf(path, sizeof(path), "cur/%d.h:2,%s", i,
		    (m.flags & FLAG_FLAGGED) != 0 ? "F" : "");
		assert_true(exists(path));
	}
	mailbox_close(&mb);
}

/*
 * A session killed anywhere: what it had been told still holds, and nobody
 * waits for its lock.
 */
static void
killed_sessions_leave_all_in_order(void **state)
{
	struct maildir md;
	struct timespec wait = { 0, 0 };
	uint32_t seed = 7;
	unsigned count = 0;
	int i, status;
	pid_t pid;

	(void)state;
	memset(bases, 0, sizeof(bases));
	memset(flags, 0, sizeof(flags));
	memset(expunged, 0, sizeof(expunged));
	assert_int_equal(maildir_open(&md, AT_FDCWD, ".", 0), 0);
	for (i = 0; i < 100; i++) {
		char name[32];

		deliver(&md, &count, i % 2 == 0);
		(void)snprintf(name, sizeof(name), "w%d", i);
		pid = fork();
		if (pid == 0) {
			notes = fopen(name, "w");
			CHECK(notes != NULL);
			(void)setvbuf(notes, NULL, _IONBF, 0);
			writer((uint32_t)i, FLAG_ANSWERED);
			_exit(0);
		}
		wait.tv_nsec = 200000 + 1000 * (long)pick(&seed, 6000);
		(void)nanosleep(&wait, NULL);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (access(name, F_OK) == 0)
			read_notes(name, FLAG_ANSWERED);
	}
	maildir_close(&md);
	check_uids();
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(many_processes_agree,
		    fixture_begin, fixture_end),
		cmocka_unit_test_setup_teardown(
		    a_message_that_is_renamed_is_never_gone, fixture_begin,
		    fixture_end),
		cmocka_unit_test_setup_teardown(
		    killed_sessions_leave_all_in_order, fixture_begin,
		    fixture_end),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mailbox_race", tests, NULL, NULL);
}
