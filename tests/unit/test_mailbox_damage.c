/* mailbox: an index that is torn, corrupt, foreign, hostile or lost. */
#include "tests/unit/mailbox_fixture.h"

#include "common/highwater.h"
#include "common/index.h"
#include "common/journal.h"
#include "common/salvage.h"

enum { MESSAGES = 6 };

static char *whole;			/* the index file of the test */
static size_t whole_len, snapshot_len;

static void
read_index(void)
{
	struct stat st;
	int fd = open(INDEX_FILE, O_RDONLY);

	assert_int_equal(fstat(fd, &st), 0);
	free(whole);
	whole_len = (size_t)st.st_size;
	whole = malloc(whole_len);
	assert_int_equal(read(fd, whole, whole_len), whole_len);
	(void)close(fd);
}

/* As another program would: a new file of that name. */
static void
write_index(const char *p, size_t len)
{
	int fd;

	(void)unlink(INDEX_FILE);
	fd = open(INDEX_FILE, O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_int_equal(write(fd, p, len), (ssize_t)len);
	(void)close(fd);
}

/*
 * Messages 1 .. 6 in the snapshot, then 7 and 8, flags, a keyword and an
 * expunge of 2 in the journal.  Names say the UID, and the times in them run
 * backwards: to number them anew gives other UIDs.
 */
static void
deliver(struct mailbox *mb, int i)
{
	char path[64];

	(void)snprintf(path, sizeof(path), "new/%d.n%d.h", 1000 - i, i);
	put_message(path);
	assert_int_equal(mailbox_refresh(mb), 0);
}

static void
make_mailbox(void)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_FLAGGED, 0, 0, 0, 0 };
	uint32_t uid = 2;
	int i;

	open_inbox(&mb);
	for (i = 1; i <= MESSAGES; i++)
		deliver(&mb, i);
	mb.now->changed = mb.now->rewrite = true;
	assert_int_equal(mailbox_repair_size(&mb, 1, 18, 21), 0);
	snapshot_len = (size_t)mb.now->length;
	deliver(&mb, 7);
	assert_int_equal(mailbox_expunge(&mb, &uid, 1, NULL), 0);
	deliver(&mb, 8);
	uid = 3;
	c.set_keywords = UINT64_C(1) << 26;
	put_file("dovecot-keywords.lock", "");	/* so it gets no letter */
	assert_int_equal(mailbox_keyword_bit(&mb, "Work", true), 26);
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	mailbox_close(&mb);
	read_index();
	assert_true(whole_len > snapshot_len);
}

/* What may never happen, whatever the index looks like. */
enum uids { ANY, UNIQUE, SAME };

static void
check_mailbox(uint32_t uidvalidity, enum uids uids)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;
	uint32_t n, i, last = 0;
	int fd;

	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(mb.count, 7);		/* none lost, none twice */
	for (n = 0; n < mb.count; n++) {
		assert_true(mailbox_get(&mb, n, &m));
		assert_true(m.uid > last);
		assert_true(m.uid < st.uidnext);
		last = m.uid;
		i = (uint32_t)strtoul(strchr(m.base, 'n') + 1, NULL, 10);
		/* A UID that had a message names it or nothing. */
		if (uids != ANY && st.uidvalidity == uidvalidity && m.uid <= 8)
			assert_int_equal(m.uid, i);
		if (uids == SAME)
			assert_int_equal(m.uid, i);
		assert_int_equal((m.flags & FLAG_FLAGGED) != 0, i == 3);
		fd = mailbox_openat(&mb, n);
		assert_int_not_equal(fd, -1);
		(void)close(fd);
	}
	if (uids == SAME)
		assert_int_equal(st.uidvalidity, uidvalidity);
	else if (st.uidvalidity != uidvalidity)
		assert_true(st.uidvalidity > uidvalidity);
	mailbox_close(&mb);
}

static uint32_t
uidvalidity_now(void)
{
	struct mailbox mb;
	struct mailbox_status st;

	open_inbox(&mb);
	mailbox_status(&mb, &st);
	mailbox_close(&mb);
	return st.uidvalidity;
}

static bool
is_torn(void)
{
	struct image *img;
	bool torn;

	assert_int_equal(index_load(root, &img), INDEX_OK);
	torn = img->torn;
	index_free(img);
	return torn;
}

/*
 * Rule 8.  (Where an entry ends nothing shows that others followed: what has
 * been synced does not come off there by itself.)
 */
static void
a_journal_torn_anywhere_loses_nothing(void **state)
{
	uint32_t v;
	size_t len;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	read_index();
	for (len = snapshot_len; len <= whole_len; len++) {
		enum uids uids;

		write_index(whole, len);
		uids = is_torn() ? UNIQUE : ANY;
		check_mailbox(v, uids);
		check_mailbox(v, uids);
	}
}

/* The tail may have held more messages than there are bytes left of it. */
static void
a_journal_cut_short_gives_no_uid_twice(void **state)
{
	struct mailbox mb;
	struct message m;
	uint32_t n, i;

	(void)state;
	make_mailbox();
	open_inbox(&mb);
	for (i = 9; i <= 28; i++)
		deliver(&mb, (int)i);
	mailbox_close(&mb);
	read_index();
	write_index(whole, snapshot_len + 1);
	open_inbox(&mb);
	assert_int_equal(mb.count, 27);
	for (n = 0; n < mb.count; n++) {
		assert_true(mailbox_get(&mb, n, &m));
		i = (uint32_t)strtoul(strchr(m.base, 'n') + 1, NULL, 10);
		assert_true(m.uid == i || m.uid > 28);
	}
	mailbox_close(&mb);
}

static void
a_journal_byte_changed_loses_nothing(void **state)
{
	uint32_t v;
	size_t at;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	read_index();
	for (at = snapshot_len; at < whole_len; at++) {
		whole[at] ^= 0x41;
		write_index(whole, whole_len);
		whole[at] ^= 0x41;
		check_mailbox(v, UNIQUE);
	}
}

static void
a_header_byte_changed_keeps_the_uids(void **state)
{
	uint32_t v;
	size_t at;
	int bit;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	read_index();
	for (at = 0; at < sizeof(struct index_header); at++)
		for (bit = 0; bit < 8; bit += 3) {
			whole[at] ^= (char)(1 << bit);
			write_index(whole, whole_len);
			whole[at] ^= (char)(1 << bit);
			check_mailbox(v, SAME);
		}
	/* Both headers: then postern-lock knows. */
	memset(whole, 0, sizeof(struct index_header));
	memset(whole + snapshot_len - sizeof(struct index_header), 0xff,
	    sizeof(struct index_header));
	write_index(whole, whole_len);
	check_mailbox(v, SAME);
}

static void
a_body_byte_changed_loses_nothing(void **state)
{
	uint32_t v;
	size_t at;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	read_index();
	for (at = sizeof(struct index_header); at < snapshot_len; at++) {
		whole[at] ^= 0x10;
		write_index(whole, whole_len);
		whole[at] ^= 0x10;
		/* It shows when the index is next looked at closely. */
		put_message("cur/bump");
		(void)unlink("cur/bump");
		check_mailbox(v, UNIQUE);
	}
}

static void
a_file_cut_anywhere_keeps_what_it_can(void **state)
{
	uint32_t v;
	size_t len;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	read_index();
	for (len = 0; len < snapshot_len; len += 7) {
		write_index(whole, len);
		check_mailbox(v, UNIQUE);
	}
}

static void
rubbish_is_replaced(void **state)
{
	static const char *const rubbish[] = { "", "postern\n", "x" };
	uint32_t v;
	size_t i;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	for (i = 0; i < nitems(rubbish); i++) {
		write_index(rubbish[i], strlen(rubbish[i]));
		check_mailbox(v, UNIQUE);
	}
	/* A directory cannot be replaced: an error, and no harm. */
	(void)unlink(INDEX_FILE);
	assert_int_equal(mkdir(INDEX_FILE, 0700), 0);
	{
		struct mailbox mb;

		assert_int_equal(mailbox_open(&mb, root, "", 0), -1);
	}
	assert_int_equal(rmdir(INDEX_FILE), 0);
	check_mailbox(v, UNIQUE);
}

/* Rules 1 and 3: no UID is given again, not even with the index gone. */
static void
a_lost_index_gives_no_uid_twice(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	uint32_t v;
	int i;

	(void)state;
	make_mailbox();
	v = uidvalidity_now();
	for (i = 0; i < 3; i++) {
		assert_int_equal(unlink(INDEX_FILE), 0);
		open_inbox(&mb);
		mailbox_status(&mb, &st);
		assert_true(mb.repaired);
		assert_true(st.uidvalidity > v);
		v = st.uidvalidity;
		mailbox_close(&mb);
	}
}

/* Dovecot's list still holds for what was in it. */
static void
a_lost_index_is_made_from_the_imported_list(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;

	(void)state;
	put_file("dovecot-uidlist", "3 V1234567 N50 G0\n7 :1.x.h\n9 :2.x.h\n");
	put_message("cur/1.x.h:2,");
	put_message("cur/2.x.h:2,");
	open_inbox(&mb);
	assert_true(mb.imported);
	mailbox_close(&mb);
	put_message("cur/3.x.h:2,");
	open_inbox(&mb);
	assert_int_equal(uid_of(&mb, "3.x.h"), 50);
	mailbox_close(&mb);
	assert_int_equal(unlink(INDEX_FILE), 0);
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_true(mb.repaired);
	assert_int_equal(st.uidvalidity, 1234567);
	assert_int_equal(uid_of(&mb, "1.x.h"), 7);
	assert_int_equal(uid_of(&mb, "2.x.h"), 9);
	assert_true(uid_of(&mb, "3.x.h") >= 10050);
	mailbox_close(&mb);
}

/* Keywords without a letter are only here; they come through a repair. */
static void
a_repair_keeps_keywords(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { 0, 0, UINT64_C(1) << 30, 0, 0 };
	uint32_t uid = 1, uids[400], i, n = 0;
	char path[64];

	(void)state;
	for (i = 0; i < 400; i++) {
		(void)snprintf(path, sizeof(path), "cur/%u.x.h:2,", 1000 + i);
		put_message(path);
		uids[n++] = i + 1;
	}
	put_file("dovecot-keywords.lock", "");
	open_inbox(&mb);
	for (i = 26; i <= 30; i++) {
		(void)snprintf(path, sizeof(path), "k%u", i);
		assert_int_equal(mailbox_keyword_bit(&mb, path, true), i);
	}
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	/* So many changes make a new snapshot. */
	c.set_keywords = UINT64_C(1) << 27;
	for (i = 0; i < 3; i++) {
		assert_int_equal(mailbox_store(&mb, uids, n, &c, NULL), 0);
		c.clear_keywords = c.set_keywords;
		c.set_keywords <<= 1;
	}
	mailbox_close(&mb);
	read_index();
	whole[20] ^= 1;
	write_index(whole, whole_len);
	open_inbox(&mb);
	assert_true(mb.repaired);
	assert_int_equal(message_of(&mb, 1).keywords,
	    UINT64_C(1) << 30 | UINT64_C(1) << 29);
	assert_string_equal(mailbox_keyword(&mb, 30), "k30");
	mailbox_close(&mb);
}

static void
highwater_takes_the_last_whole_line(void **state)
{
	static const struct {
		const char	*text;
		uint32_t	 v, limit;
	} files[] = {
		{ "", 0, 0 },
		{ "\n5 10\n", 5, 10 },
		{ "\n5 10\n\n5 20\n", 5, 20 },
		{ "\n5 10\n\n5 9\n", 5, 10 },
		{ "\n5 10\n\n6 9\n", 6, 9 },
		{ "\n5 10\n\n5 2", 5, 10 },
		{ "\n5 10\n5 x\n99999999999 1\n7\n 8 8\n8 8 \n", 5, 10 },
	};
	struct highwater hw;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(files); i++) {
		highwater_parse(files[i].text, strlen(files[i].text), &hw);
		assert_int_equal(hw.uidvalidity, files[i].v);
		assert_int_equal(hw.uidlimit, files[i].limit);
	}
}

/* UIDs beyond the reserve: it is raised before they are given. */
static void
the_reserve_is_ahead_of_the_uids(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct highwater hw;
	struct image *img, *next;
	struct record r;
	struct name n = { "x.h", "", 3, 0 };
	char base[32];
	int i, j;

	(void)state;
	open_inbox(&mb);
	for (i = 0; i < 6; i++) {
		img = mb.now;
		assert_int_equal(lock_set(mb.lock, LOCK_INDEX, F_WRLCK, true),
		    0);
		for (j = 0; j < 3000; j++) {
			memset(&r, 0, sizeof(r));
			r.uid = img->h.uidnext;
			n.base = base;
			n.base_len = (size_t)snprintf(base, sizeof(base),
			    "%u.y.h", r.uid);
			journal_new(img, &r, &n);
		}
		assert_int_equal(journal_commit(img, mb.md.dir, mb.lock, true,
		    &next), 0);
		assert_int_equal(lock_set(mb.lock, LOCK_INDEX, F_UNLCK, true),
		    0);
		mailbox_close(&mb);
		if (next != NULL)
			index_free(next);
		open_inbox(&mb);
		mailbox_status(&mb, &st);
		assert_int_equal(highwater_read(mb.lock, &hw), 0);
		assert_true(hw.uidlimit >= st.uidnext);
		assert_int_equal(hw.uidlimit, mb.now->h.uidlimit);
	}
	mailbox_close(&mb);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)
	static const struct CMUnitTest tests[] = {
		TEST(a_journal_torn_anywhere_loses_nothing),
		TEST(a_journal_cut_short_gives_no_uid_twice),
		TEST(a_journal_byte_changed_loses_nothing),
		TEST(a_header_byte_changed_keeps_the_uids),
		TEST(a_body_byte_changed_loses_nothing),
		TEST(a_file_cut_anywhere_keeps_what_it_can),
		TEST(rubbish_is_replaced),
		TEST(a_lost_index_gives_no_uid_twice),
		TEST(a_lost_index_is_made_from_the_imported_list),
		TEST(a_repair_keeps_keywords),
		cmocka_unit_test(highwater_takes_the_last_whole_line),
		TEST(the_reserve_is_ahead_of_the_uids),
	};
	int r;

	if (access("/dev/shm", W_OK) == 0)
		scratch = "/dev/shm";
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests_name("mailbox_damage", tests, NULL, NULL);
	free(whole);
	return r;
}
