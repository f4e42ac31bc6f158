/* mailbox: the rules of sync.c, one process at a time. */
#include "tests/unit/mailbox_fixture.h"

#include "common/delivery.h"
#include "common/index.h"
#include "common/quota.h"
#include "common/stamp.h"

static void
uids_are_given_in_order_of_delivery(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;

	(void)state;
	put_message("new/1700000002.M1P1.h");
	put_message("new/1700000001.M9P1Q10.h");
	put_message("new/1700000001.M9P1Q9.h");
	put_message("cur/1700000001.M10P1.h,S=18,W=21:2,FS");
	put_message("cur/1699999999.1.h:2,Ta");
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(st.messages, 5);
	assert_int_equal(st.uidnext, 6);
	assert_int_equal(st.unseen, 4);
	assert_int_equal(st.deleted, 1);
	assert_int_equal(uid_of(&mb, "1699999999.1.h"), 1);
	assert_int_equal(uid_of(&mb, "1700000001.M9P1Q9.h"), 2);
	assert_int_equal(uid_of(&mb, "1700000001.M9P1Q10.h"), 3);
	assert_int_equal(uid_of(&mb, "1700000001.M10P1.h,S=18,W=21"), 4);
	assert_int_equal(uid_of(&mb, "1700000002.M1P1.h"), 5);
	m = message_of(&mb, 4);
	assert_int_equal(m.flags, FLAG_FLAGGED | FLAG_SEEN);
	assert_int_equal(m.size, 18);
	assert_int_equal(m.vsize, 21);
	m = message_of(&mb, 1);
	assert_int_equal(m.keywords, 1);
	assert_int_equal(m.vsize, MAILBOX_UNKNOWN);
	/* They were moved. */
	assert_true(exists("cur/1700000002.M1P1.h:2,"));
	assert_false(exists("new/1700000002.M1P1.h"));
	mailbox_close(&mb);
	mailbox_close(&mb);
}

static void
uids_stay_when_opened_again(void **state)
{
	struct mailbox a, b;
	struct mailbox_status sa, sb;

	(void)state;
	put_message("cur/1.a.h:2,S");
	put_message("cur/2.b.h:2,");
	open_inbox(&a);
	mailbox_status(&a, &sa);
	mailbox_close(&a);
	put_message("cur/0.c.h:2,");
	open_inbox(&b);
	mailbox_status(&b, &sb);
	assert_int_equal(sa.uidvalidity, sb.uidvalidity);
	assert_int_equal(uid_of(&b, "1.a.h"), 1);
	assert_int_equal(uid_of(&b, "2.b.h"), 2);
	assert_int_equal(uid_of(&b, "0.c.h"), 3);
	assert_true(sb.highestmodseq > sa.highestmodseq);
	assert_true(sa.highestmodseq >= 1700000000);
	mailbox_close(&b);
}

static void
a_mailbox_that_is_not_there_is_enoent(void **state)
{
	struct mailbox mb;

	(void)state;
	assert_int_equal(mailbox_open(&mb, root, ".none", 0), -1);
	assert_int_equal(errno, ENOENT);
	mailbox_close(&mb);
	assert_int_equal(mailbox_open(&mb, root, "../x", MAILBOX_CREATE), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(mailbox_open(&mb, root, ".made", MAILBOX_CREATE), 0);
	assert_true(exists(".made/maildirfolder"));
	assert_int_equal(mb.count, 0);
	mailbox_close(&mb);
	memset(&mb, 0, sizeof(mb));
	mailbox_close(&mb);
}

/* Rule 6. */
static void
changes_by_others_are_taken_over(void **state)
{
	struct mailbox mb;
	struct mailbox_status before, after;
	struct message m;

	(void)state;
	put_message("cur/1.a.h:2,");
	put_message("cur/2.b.h:2,S");
	put_message("cur/3.c.h:2,");
	open_inbox(&mb);
	mailbox_status(&mb, &before);
	assert_false(mailbox_changed(&mb));
	do_rename("cur/1.a.h:2,", "cur/1.a.h:2,FSXb,ext=1");
	do_rename("cur/3.c.h:2,", "cur/3.c.h");
	assert_int_equal(unlink("cur/2.b.h:2,S"), 0);
	assert_true(mailbox_changed(&mb));
	assert_int_equal(mailbox_refresh(&mb), 0);
	mailbox_status(&mb, &after);
	assert_int_equal(after.messages, 2);
	m = message_of(&mb, 1);
	assert_int_equal(m.flags, FLAG_FLAGGED | FLAG_SEEN);
	assert_int_equal(m.keywords, 2);
	assert_true(m.modseq > before.highestmodseq);
	/* A name with no info is not a change, but it is remembered. */
	m = message_of(&mb, 3);
	assert_true(m.modseq <= before.highestmodseq);
	assert_int_not_equal(mailbox_openat(&mb, 1), -1);
	mailbox_close(&mb);
}

static void
note_uid(void *arg, uint32_t uid)
{
	*(uint32_t *)arg = *(uint32_t *)arg * 10 + uid;
}

static void
expunges_are_remembered(void **state)
{
	struct mailbox mb, other;
	struct mailbox_status st;
	uint32_t seen = 0, uids[] = { 2, 4 };

	(void)state;
	put_message("cur/1.a.h:2,");
	put_message("cur/2.b.h:2,");
	put_message("cur/3.c.h:2,");
	put_message("cur/4.d.h:2,");
	open_inbox(&mb);
	open_inbox(&other);
	mailbox_status(&mb, &st);
	assert_int_equal(mailbox_expunge(&mb, uids, 2, NULL), 0);
	assert_false(exists("cur/2.b.h:2,"));
	/* The view keeps its numbers, in this session and in others. */
	assert_int_equal(mb.count, 4);
	assert_true((message_of(&mb, 2).flags & FLAG_GONE) != 0);
	assert_int_equal(other.count, 4);
	assert_int_equal(mailbox_openat(&other, 1), -1);
	assert_int_equal(errno, ENOENT);
	assert_true((message_of(&other, 2).flags & FLAG_GONE) != 0);
	assert_int_equal(message_of(&other, 4).uid, 4);

	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(mb.count, 2);
	assert_int_equal(message_of(&mb, 3).uid, 3);
	assert_true(mailbox_expunged(&mb, st.highestmodseq, note_uid, &seen));
	assert_int_equal(seen, 24);
	assert_false(mailbox_expunged(&mb, 1, note_uid, &seen));
	assert_int_equal(mailbox_expunge(&mb, uids, 2, NULL), 0);
	mailbox_close(&other);
	mailbox_close(&mb);
	open_inbox(&mb);
	assert_int_equal(mb.count, 2);
	seen = 0;
	assert_true(mailbox_expunged(&mb, st.highestmodseq, note_uid, &seen));
	assert_int_equal(seen, 24);
	mailbox_close(&mb);
}

static void
flags_are_stored_as_renames(void **state)
{
	struct mailbox mb, other;
	struct mailbox_change c = { FLAG_SEEN, FLAG_FLAGGED, 0, 0, 0 };
	struct mailbox_status st;
	uint32_t uids[] = { 1, 2, 3, 9 }, failed[4];
	struct message m;

	(void)state;
	put_message("cur/1.a.h:2,F");
	put_message("cur/2.b.h:2,QXz,ext");
	put_message("new/3.c.h,S=18,W=21");
	assert_int_equal(mailbox_open(&mb, root, "", 0), 0);
	assert_true(exists("new/3.c.h,S=18,W=21"));
	assert_true((message_of(&mb, 3).flags & FLAG_IN_NEW) != 0);
	assert_int_equal(mailbox_open(&other, root, "", 0), 0);
	mailbox_status(&mb, &st);
	assert_int_equal(mailbox_store(&mb, uids, 4, &c, failed), 1);
	assert_int_equal(failed[0], 9);
	assert_true(exists("cur/1.a.h:2,S"));
	assert_true(exists("cur/2.b.h:2,QSXz,ext"));
	assert_true(exists("cur/3.c.h,S=18,W=21:2,S"));
	m = message_of(&mb, 3);
	assert_int_equal(m.flags, FLAG_SEEN);
	assert_int_equal(m.modseq, st.highestmodseq + 1);

	/* Unchanged since (RFC 7162), and a session that knew old names. */
	c.unchangedsince = st.highestmodseq;
	c.set = FLAG_ANSWERED;
	assert_int_equal(mailbox_store(&other, uids, 3, &c, NULL), 3);
	c.unchangedsince = 0;
	assert_int_equal(mailbox_store(&other, uids, 3, &c, NULL), 0);
	assert_true(exists("cur/1.a.h:2,RS"));
	assert_true(exists("cur/2.b.h:2,QRSXz,ext"));
	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(message_of(&mb, 1).flags, FLAG_SEEN | FLAG_ANSWERED);
	mailbox_status(&mb, &st);
	assert_int_equal(st.unseen, 0);
	mailbox_close(&mb);
	mailbox_close(&other);
}

/* M-11. */
static void
a_file_renamed_by_others_is_found(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	uint32_t uids[] = { 1, 2, 3 }, n;
	int fd;

	(void)state;
	put_message("cur/1.a.h:2,");
	put_message("cur/2.b.h:2,");
	put_message("cur/3.c.h:2,");
	open_inbox(&mb);
	do_rename("cur/1.a.h:2,", "cur/1.a.h:2,F");
	assert_true(mailbox_find(&mb, 1, &n));
	fd = mailbox_openat(&mb, n);
	assert_int_not_equal(fd, -1);
	(void)close(fd);
	do_rename("cur/1.a.h:2,F", "cur/1.a.h:2,DF");
	do_rename("cur/2.b.h:2,", "cur/2.b.h:2,D");
	assert_int_equal(unlink("cur/3.c.h:2,"), 0);
	assert_int_equal(mailbox_store(&mb, uids, 3, &c, NULL), 1);
	assert_true(exists("cur/1.a.h:2,DFS"));
	assert_true(exists("cur/2.b.h:2,DS"));
	do_rename("cur/2.b.h:2,DS", "cur/2.b.h:2,S");
	assert_int_equal(mailbox_expunge(&mb, uids, 3, NULL), 0);
	assert_false(exists("cur/2.b.h:2,S"));
	assert_false(exists("cur/1.a.h:2,DFS"));
	mailbox_close(&mb);
}

/* A session's numbers stay, also over a new snapshot by another. */
/* They are one entry in the journal, which must say of none too much. */
static void
a_row_is_changed_alike(void **state)
{
	struct mailbox mb, other;
	struct mailbox_change c = { FLAG_FLAGGED, FLAG_DRAFT, 0, 0, 0 };
	const uint32_t gone = 11;
	uint32_t uids[40], i, n = 0;
	struct message m, old;
	char path[64];

	(void)state;
	for (i = 0; i < 40; i++) {
		(void)snprintf(path, sizeof(path), "cur/%u.a.h,S=18,W=21:2,%s",
		    1000 + i, i == 6 ? "F" : i % 2 == 0 ? "D" : "S");
		put_message(path);
	}
	open_inbox(&mb);
	assert_true(mailbox_get(&mb, 6, &old));
	assert_int_equal(mailbox_expunge(&mb, &gone, 1, NULL), 0);
	for (i = 1; i <= 40; i++)
		if (i != 20 && i != gone)
			uids[n++] = i;
	assert_int_equal(mailbox_store(&mb, uids, n, &c, NULL), 0);
	open_inbox(&other);
	assert_int_equal(other.count, 39);
	for (i = 0; i < other.count; i++) {
		assert_true(mailbox_get(&other, i, &m));
		if (m.uid == 20) {
			assert_int_equal(m.flags, FLAG_SEEN);
			assert_true(m.modseq < mailbox_modseq(&other));
			continue;
		}
		assert_int_equal(m.flags, m.uid == 7 || m.uid % 2 == 1 ?
		    FLAG_FLAGGED : FLAG_FLAGGED | FLAG_SEEN);
		assert_int_equal(m.modseq, m.uid == 7 ? old.modseq :
		    mailbox_modseq(&other));
	}
	mailbox_close(&other);
	mailbox_close(&mb);
}

static void
the_view_is_frozen(void **state)
{
	struct mailbox mb, other;
	struct mailbox_change c = { FLAG_FLAGGED, 0, 0, 0, 0 };
	uint32_t uids[2000], i, n = 0;
	char path[64];
	int fd;

	(void)state;
	for (i = 0; i < 2000; i++) {
		(void)snprintf(path, sizeof(path), "cur/%u.a.h,S=18,W=21:2,",
		    1000 + i);
		put_message(path);
	}
	open_inbox(&mb);
	open_inbox(&other);
	for (i = 0; i < 2000; i++)
		if (i % 2 == 0)
			uids[n++] = i + 1;
	assert_int_equal(mailbox_expunge(&other, uids, n, NULL), 0);
	for (n = i = 0; i < 2000; i++)
		if (i % 2 == 1)
			uids[n++] = i + 1;
	put_message("new/9999.b.h");
	assert_int_equal(mailbox_store(&other, uids, n, &c, NULL), 0);
	assert_int_equal(mailbox_refresh(&other), 0);
	assert_int_equal(other.count, 1001);

	assert_int_equal(mb.count, 2000);
	for (i = 0; i < 2000; i++) {
		struct message m;

		assert_true(mailbox_get(&mb, i, &m));
		assert_int_equal(m.uid, i + 1);
		fd = mailbox_openat(&mb, i);
		assert_int_equal(fd != -1, i % 2 == 1);
		if (fd != -1)
			(void)close(fd);
		assert_true(mailbox_get(&mb, i, &m));
		assert_int_equal((m.flags & FLAG_GONE) != 0, i % 2 == 0);
	}
	assert_int_equal(mailbox_store(&mb, uids, n, &c, NULL), 0);
	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(mb.count, 1001);
	mailbox_close(&mb);
	mailbox_close(&other);
}

static void
sizes_come_from_the_files_once(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;

	(void)state;
	put_message("cur/1.a.h:2,");
	put_message("cur/2.b.h,S=1,W=2:2,");
	put_message("cur/3.c.h,S=18:2,");
	put_message("cur/4.gone.h:2,");
	open_inbox(&mb);
	assert_int_equal(unlink("cur/4.gone.h:2,"), 0);
	mailbox_status(&mb, &st);
	assert_int_equal(st.no_vsize, 3);
	assert_int_equal(mailbox_sizes(&mb), 0);
	m = message_of(&mb, 1);
	assert_int_equal(m.size, 18);
	assert_int_equal(m.vsize, 21);
	assert_int_equal(message_of(&mb, 3).vsize, 21);
	assert_int_equal(mailbox_repair_size(&mb, 2, 18, 21), 0);
	mailbox_close(&mb);
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(st.no_vsize, 0);
	assert_int_equal(st.vsize, 63);
	assert_int_equal(st.size, 54);
	assert_int_equal(mailbox_date(&mb, 0), mailbox_date(&mb, 0));
	assert_true(mailbox_date(&mb, 0) > 1700000000);
	assert_int_equal(mailbox_dates(&mb), 0);
	mailbox_close(&mb);
}

/* Rule 3. */
static void
uidvalidity_grows_when_a_folder_is_made_again(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	uint32_t last = 0;
	int i;

	(void)state;
	for (i = 0; i < 4; i++) {
		assert_int_equal(mailbox_open(&mb, root, ".f", MAILBOX_CREATE),
		    0);
		mailbox_status(&mb, &st);
		assert_true(st.uidvalidity > last);
		last = st.uidvalidity;
		mailbox_close(&mb);
		assert_int_equal(system("rm -rf .f"), 0);
	}
	/* Not below what Dovecot has used. */
	put_file("dovecot-uidvalidity", "f0000000");
	assert_int_equal(mailbox_open(&mb, root, ".f", MAILBOX_CREATE), 0);
	mailbox_status(&mb, &st);
	assert_int_equal(st.uidvalidity, 0xf0000001u);
	mailbox_close(&mb);
}

static void
two_files_with_one_base_are_two_messages(void **state)
{
	struct mailbox mb;

	(void)state;
	put_message("cur/1.a.h,S=18:2,");
	put_file("cur/1.a.h,S=18:2,S", "another text\n");
	put_message("cur/2.b.h:2,");
	assert_int_equal(link("cur/2.b.h:2,", "cur/2.b.h:2,S"), 0);
	open_inbox(&mb);
	assert_int_equal(mb.count, 3);
	mailbox_close(&mb);
	put_file("cur/1.a.h,S=18:2,F", "a third\n");
	open_inbox(&mb);
	assert_int_equal(mb.count, 4);
	mailbox_close(&mb);
	open_inbox(&mb);
	assert_int_equal(mb.count, 4);
	mailbox_close(&mb);
}

static void
what_is_no_message_is_passed_over(void **state)
{
	struct mailbox mb;

	(void)state;
	put_message("cur/.nfs0001");
	put_message("cur/:2,S");
	assert_int_equal(mkdir("cur/1.dir.h:2,", 0700), 0);
	put_message("cur/1.a.h:2,");
	open_inbox(&mb);
	assert_int_equal(mb.count, 1);
	mailbox_close(&mb);
}

static void
keywords_get_letters_that_dovecot_can_read(void **state)
{
	struct mailbox mb, other;
	struct mailbox_change c = { 0, 0, 0, 0, 0 };
	char name[16], text[64] = "";
	uint32_t uid = 1;
	int i, bit, fd;

	(void)state;
	put_file("dovecot-keywords", "0 $Label1\n");
	put_message("cur/1.a.h:2,Sa");
	open_inbox(&mb);
	open_inbox(&other);
	assert_string_equal(mailbox_keyword(&mb, 0), "$Label1");
	assert_int_equal(mailbox_keyword_bit(&mb, "$label1", false), 0);
	assert_int_equal(mailbox_keyword_bit(&mb, "NonJunk", false), -1);
	bit = mailbox_keyword_bit(&mb, "NonJunk", true);
	assert_int_equal(bit, 1);
	fd = open("dovecot-keywords", O_RDONLY);
	assert_true(read(fd, text, sizeof(text) - 1) > 0);
	(void)close(fd);
	assert_string_equal(text, "0 $Label1\n1 NonJunk\n");
	c.set_keywords = 2;
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	assert_true(exists("cur/1.a.h:2,Sab"));
	/* The other session gives the same name the same bit. */
	assert_int_equal(mailbox_keyword_bit(&other, "NonJunk", true), 1);
	for (i = 2; i < MAILBOX_KEYWORDS; i++) {
		(void)snprintf(name, sizeof(name), "k%d", i);
		assert_int_equal(mailbox_keyword_bit(&mb, name, true), i);
	}
	assert_int_equal(mailbox_keyword_bit(&mb, "more", true), -1);
	assert_int_equal(errno, ENOSPC);
	assert_int_equal(mailbox_keyword_bit(&mb, "two words", true), -1);
	c.set_keywords = UINT64_C(1) << 40;
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	mailbox_close(&other);
	mailbox_close(&mb);
	open_inbox(&mb);
	assert_true((message_of(&mb, 1).keywords & (UINT64_C(1) << 40)) != 0);
	assert_string_equal(mailbox_keyword(&mb, 40), "k40");
	mailbox_close(&mb);
}

static void
recent_is_claimed_once(void **state)
{
	struct mailbox a, b;
	struct mailbox_status st;

	(void)state;
	put_message("new/1.a.h");
	open_inbox(&a);
	mailbox_status(&a, &st);
	assert_int_equal(st.first_recent, 1);
	assert_int_equal(mailbox_claim_recent(&a), 0);
	open_inbox(&b);
	mailbox_status(&b, &st);
	assert_int_equal(st.first_recent, 2);
	mailbox_close(&a);
	mailbox_close(&b);
}

static void
first_unseen_is_found(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	uint32_t uid = 3;

	(void)state;
	put_message("cur/1.a.h:2,S");
	put_message("cur/2.b.h:2,S");
	put_message("cur/3.c.h:2,");
	open_inbox(&mb);
	assert_int_equal(mailbox_first_unseen(&mb), 2);
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	assert_int_equal(mailbox_first_unseen(&mb), 3);
	uid = 2;
	c.clear = FLAG_SEEN;
	c.set = 0;
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	assert_int_equal(mailbox_first_unseen(&mb), 1);
	mailbox_close(&mb);
}

static void
quota_follows_expunges_and_trashing(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_DELETED, 0, 0, 0, 0 };
	struct quota q;
	uint32_t uids[] = { 1, 2 };

	(void)state;
	put_message("cur/1.a.h,S=18,W=21:2,");
	put_message("cur/2.b.h,S=18,W=21:2,");
	put_file("maildirsize", "1000S,10C\n36 2\n");
	open_inbox(&mb);
	assert_int_equal(mailbox_store(&mb, uids, 1, &c, NULL), 0);
	assert_int_equal(quota_read(root, &q), 1);
	assert_int_equal(q.bytes, 18);
	assert_int_equal(mailbox_expunge(&mb, uids, 2, NULL), 0);
	assert_int_equal(quota_read(root, &q), 1);
	assert_int_equal(q.bytes, 0);
	assert_int_equal(q.count, 0);
	mailbox_close(&mb);
}

static void
one_maildrop_session_at_a_time(void **state)
{
	struct mailbox a, b;

	(void)state;
	open_inbox(&a);
	open_inbox(&b);
	assert_int_equal(mailbox_maildrop_lock(&a), 0);
	assert_int_equal(mailbox_maildrop_lock(&b), -1);
	assert_int_equal(errno, EAGAIN);
	mailbox_close(&a);
	assert_int_equal(mailbox_maildrop_lock(&b), 0);
	mailbox_close(&b);
}

static void
prepare(struct mailbox *mb, struct delivery *d, const char *text,
    unsigned flags, unsigned *n)
{
	assert_int_equal(delivery_begin(d, &mb->md, "h", n), 0);
	assert_int_equal(write(d->fd, text, strlen(text)), strlen(text));
	assert_int_equal(delivery_prepare(d, -1), 0);
	assert_int_equal(delivery_flags(d, flags, 0), 0);
}

static void
messages_are_added_all_or_none(void **state)
{
	struct mailbox mb;
	struct mailbox_addition a[3];
	struct delivery d[3];
	unsigned n = 0;
	struct message m;

	(void)state;
	put_message("cur/1.a.h:2,");
	put_file("maildirsize", "1000S\n18 1\n");
	open_inbox(&mb);
	prepare(&mb, &d[0], "one\n", FLAG_SEEN, &n);
	prepare(&mb, &d[1], "two\n", FLAG_DRAFT, &n);
	assert_int_equal(delivery_link(&d[2], &mb.md, "h", &n, mb.md.cur,
	    "1.a.h:2,", 18, 21), 0);
	assert_int_equal(delivery_flags(&d[2], 0, 1), 0);
	memset(a, 0, sizeof(a));
	a[0].delivery = &d[0];
	a[1].delivery = &d[1];
	a[1].keywords = UINT64_C(1) << 40;
	a[2].delivery = &d[2];
	assert_int_equal(mailbox_add(&mb, a, 3), 0);
	assert_int_equal(a[0].uid, 2);
	assert_int_equal(a[2].uid, 4);
	assert_int_equal(mb.count, 1);
	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(mb.count, 4);
	m = message_of(&mb, 3);
	assert_int_equal(m.flags, FLAG_DRAFT);
	assert_int_equal(m.keywords, UINT64_C(1) << 40);
	assert_int_equal(m.vsize, 5);
	assert_int_equal(message_of(&mb, 4).keywords, 1);
	assert_int_equal(message_of(&mb, 4).vsize, 21);

	/* The second cannot be placed. */
	prepare(&mb, &d[0], "three\n", 0, &n);
	prepare(&mb, &d[1], "four\n", 0, &n);
	assert_int_equal(unlinkat(mb.md.tmp, d[1].tmp, 0), 0);
	assert_int_equal(mailbox_add(&mb, a, 2), -1);
	assert_int_equal(mailbox_refresh(&mb), 0);
	assert_int_equal(mb.count, 4);
	assert_int_equal(faccessat(mb.md.cur, d[0].name, F_OK, 0), -1);
	mailbox_close(&mb);
	open_inbox(&mb);
	assert_int_equal(mb.count, 4);
	assert_int_equal(message_of(&mb, 3).keywords, UINT64_C(1) << 40);
	{
		struct quota q;

		assert_int_equal(quota_read(root, &q), 1);
		assert_int_equal(q.bytes, 18 + 4 + 4 + 18);
	}
	mailbox_close(&mb);
}

/* Rule 7: the pure part. */
static void
a_young_mtime_is_not_believed(void **state)
{
	static const struct {
		int64_t	age_ns;
		bool	has_nsec, fine, racy;
	} cases[] = {
		{ 0, true, false, true },
		{ 10000000, true, false, true },
		{ 30000000, true, false, false },
		{ 1500000000, false, false, true },
		{ 2500000000, false, false, false },
		{ 0, true, true, false },
		{ -5000000000, true, false, true },
	};
	struct fsclock clock;
	struct index_stamp s;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		s.sec = 1000;
		s.nsec = cases[i].has_nsec ? 1 : 0;
		clock.now.sec = s.sec + cases[i].age_ns / 1000000000;
		clock.now.nsec = s.nsec + cases[i].age_ns % 1000000000;
		clock.fine = cases[i].fine;
		assert_int_equal(stamp_racy(&s, &clock), cases[i].racy);
	}
}

/* Rule 7: no change is lost between two looks, however close. */
static void
a_change_right_after_the_look_is_seen(void **state)
{
	struct mailbox mb;
	char path[64];
	uint32_t i;

	(void)state;
	open_inbox(&mb);
	for (i = 1; i <= 300; i++) {
		(void)snprintf(path, sizeof(path), "%s/%u.a.h%s",
		    i % 2 != 0 ? "new" : "cur", i, i % 2 != 0 ? "" : ":2,");
		put_message(path);
		assert_int_equal(mailbox_refresh(&mb), 0);
		assert_int_equal(mb.count, i);
	}
	mailbox_close(&mb);
}

/* The same for the way that is taken with many messages. */
static void
a_change_between_our_own_is_seen(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	uint32_t i, uid;
	char path[64];

	(void)state;
	for (i = 0; i < 100; i++) {
		(void)snprintf(path, sizeof(path), "new/%u.a.h,S=18,W=21",
		    1000 + i);
		put_message(path);
	}
	open_inbox(&mb);
	mb.watch.from = 0;
	assert_int_equal(mb.count, 100);
	for (i = 0; i < 100; i++) {
		(void)snprintf(path, sizeof(path), "%s/%u.b.h%s",
		    i % 2 != 0 ? "new" : "cur", i, i % 2 != 0 ? "" : ":2,");
		put_message(path);
		uid = i + 1;
		assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
		assert_int_equal(mailbox_refresh(&mb), 0);
		assert_int_equal(mb.count, 101 + i);
	}
	mailbox_close(&mb);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)
	static const struct CMUnitTest tests[] = {
		TEST(uids_are_given_in_order_of_delivery),
		TEST(uids_stay_when_opened_again),
		TEST(a_mailbox_that_is_not_there_is_enoent),
		TEST(changes_by_others_are_taken_over),
		TEST(expunges_are_remembered),
		TEST(flags_are_stored_as_renames),
		TEST(a_file_renamed_by_others_is_found),
		TEST(a_row_is_changed_alike),
		TEST(the_view_is_frozen),
		TEST(sizes_come_from_the_files_once),
		TEST(uidvalidity_grows_when_a_folder_is_made_again),
		TEST(two_files_with_one_base_are_two_messages),
		TEST(what_is_no_message_is_passed_over),
		TEST(keywords_get_letters_that_dovecot_can_read),
		TEST(recent_is_claimed_once),
		TEST(first_unseen_is_found),
		TEST(quota_follows_expunges_and_trashing),
		TEST(one_maildrop_session_at_a_time),
		TEST(messages_are_added_all_or_none),
		cmocka_unit_test(a_young_mtime_is_not_believed),
		TEST(a_change_right_after_the_look_is_seen),
		TEST(a_change_between_our_own_is_seen),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("mailbox", tests, NULL, NULL);
}
