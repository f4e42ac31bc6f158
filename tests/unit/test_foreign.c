/* foreign: what Dovecot and Courier left in a Maildir (7.4). */
#include "tests/unit/mailbox_fixture.h"

#include "common/foreign.h"
#include "common/known.h"
#include "guard.h"

/* Parsers keep pointers into their input: the check is in the same call. */
static int
uidlist(struct known_list *k, const char *text)
{
	known_init(k);
	return foreign_uidlist(k, guard(text, strlen(text)), strlen(text));
}

static const struct known *
find(const struct known_list *k, const char *base)
{
	return known_find(k, base, strlen(base));
}

/* The samples of 7.4. */
static void
uidlist_version_3_is_read(void **state)
{
	struct known_list k;
	const struct known *item;

	(void)state;
	assert_int_equal(uidlist(&k,
	    "3 V1795186599 N4 Ge86cec00a75f006b0446000083ecc375\n"
	    "1 W36 S36 :170000001.M1P1.host\n"
	    "4 :1795187133.M0P9.h\n"
	    "25017 W2481 Pold-uidl O3 Gguid "
	    ":1276533073.M242911P3632.kurkku:2,F\n"), 0);
	assert_int_equal(k.uidvalidity, 1795186599);
	assert_int_equal(k.uidnext, 25018);	/* N is stale */
	assert_int_equal(k.n, 3);
	item = find(&k, "170000001.M1P1.host");
	assert_int_equal(item->uid, 1);
	assert_int_equal(item->size, 36);
	assert_int_equal(item->vsize, 36);
	item = find(&k, "1276533073.M242911P3632.kurkku");
	assert_int_equal(item->uid, 25017);
	assert_int_equal(item->order, 3);
	assert_int_equal(item->uidl_len, 8);
	assert_memory_equal(item->uidl, "old-uidl", 8);
	assert_int_equal(item->guid_len, 4);
	assert_memory_equal(item->guid, "guid", 4);
	assert_int_equal(item->size, MAILBOX_UNKNOWN);
	known_free(&k);
}

static void
uidlist_version_1_is_read(void **state)
{
	struct known_list k;

	(void)state;
	assert_int_equal(uidlist(&k, "1 795187430 9\n"
	    "3 1795187430.M1P2.host,S=12\n8 1795187431.M1P2.host:2,S"), 0);
	assert_int_equal(k.uidvalidity, 795187430);
	assert_int_equal(k.uidnext, 9);
	assert_int_equal(find(&k, "1795187430.M1P2.host,S=12")->uid, 3);
	assert_int_equal(find(&k, "1795187431.M1P2.host")->uid, 8);
	known_free(&k);
}

static void
what_is_no_uidlist_is_refused(void **state)
{
	static const char *const bad[] = { "", "\n", "3", "3\n", "3 N5\n",
	    "3 V0 N5\n", "2 V1 N5\n", "3 V99999999999 N5\n", "3 V1x N5\n",
	    "3 V1 N4294967295\n", "1 5\n", "1 0 5\n", "1 5 x\n", "x" };
	struct known_list k;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(bad); i++) {
		assert_int_equal(uidlist(&k, bad[i]), -1);
		assert_int_equal(k.n, 0);
		known_free(&k);
	}
}

static void
bad_lines_are_passed_over(void **state)
{
	struct known_list k;

	(void)state;
	assert_int_equal(uidlist(&k, "3 V5 N1\n"
	    "2 :b\n1 :a\n2 :c\n0 :d\nx :e\n\n3\n4 \n5 :\n6 : \n"
	    "7 W :g\n8 W1 S2\n9 Z9 :i\n4294967295 :j\n10 :.k\n11 :k/l\n"
	    "12 :b\n99999999999999999999999 :m\n"), 0);
	assert_int_equal(find(&k, "b")->uid, 12);	/* the later line */
	assert_null(find(&k, "a"));
	assert_null(find(&k, "c"));
	assert_int_equal(find(&k, "g")->uid, 7);
	assert_int_equal(find(&k, "i")->uid, 9);
	assert_null(find(&k, "j"));
	assert_null(find(&k, ".k"));
	assert_null(find(&k, "k/l"));
	assert_int_equal(k.uidnext, 13);
	known_free(&k);
}

static void
dovecot_keywords_are_letters(void **state)
{
	static const char text[] = "0 $Label1\n1 NonJunk\n26 no\n-1 no\nx\n"
	    "25 last\n2 \n3 $Label1";
	struct known_list k;

	(void)state;
	known_init(&k);
	foreign_keywords(&k, guard(text, sizeof(text) - 1), sizeof(text) - 1);
	assert_string_equal(k.keyword[0], "$Label1");
	assert_string_equal(k.keyword[1], "NonJunk");
	assert_null(k.keyword[2]);
	assert_string_equal(k.keyword[25], "last");
	assert_null(k.keyword[26]);
	known_free(&k);
}

static void
courier_keywords_are_read_and_overridden(void **state)
{
	static const char list[] = "one\ntwo\n\n1.h:0 1\n2.h:1\n3.h:9 0 x\n"
	    "nocolon\n";
	struct known_list k;

	(void)state;
	known_init(&k);
	foreign_courier_keywords(&k, list, sizeof(list) - 1);
	assert_string_equal(k.keyword[26], "one");
	assert_string_equal(k.keyword[27], "two");
	assert_int_equal(find(&k, "1.h")->keywords, UINT64_C(3) << 26);
	assert_int_equal(find(&k, "3.h")->keywords, UINT64_C(1) << 26);
	foreign_courier_update(&k, ".1.1.h", "three\n", 6);
	foreign_courier_update(&k, ".3.1.h", "two\n", 4);
	foreign_courier_update(&k, ".2.1.h", "one\n", 4);
	assert_int_equal(find(&k, "1.h")->keywords, UINT64_C(2) << 26);
	foreign_courier_update(&k, "1.h", "THREE", 5);
	foreign_courier_update(&k, ".9.1.h", "one\n", 4);
	assert_int_equal(find(&k, "1.h")->keywords, UINT64_C(1) << 28);
	foreign_courier_update(&k, ".x", "one\n", 4);
	foreign_courier_update(&k, ".1.", "one\n", 4);
	known_free(&k);
}

static void
courier_uidls_are_read(void **state)
{
	static const char text[] = "/3 6 1795187430\n"
	    "1.h,S=12:2,S 12 3:1795187430:0\n"
	    "2.h 14 4:0:0\n"
	    "name with blanks:2, 9 5:7:1\n"
	    "bad 1\nbad\n\n3.h 1 x:1:0\n";
	struct known_list k;

	(void)state;
	known_init(&k);
	foreign_courier_pop3(&k, guard(text, sizeof(text) - 1),
	    sizeof(text) - 1);
	assert_int_equal(find(&k, "1.h,S=12")->uidl_len, 15);
	assert_memory_equal(find(&k, "1.h,S=12")->uidl, "UID3-1795187430", 15);
	assert_memory_equal(find(&k, "2.h")->uidl, "UID4", 4);
	assert_int_equal(find(&k, "2.h")->uidl_len, 4);
	assert_memory_equal(find(&k, "name with blanks")->uidl, "UID5-7", 6);
	assert_int_equal(find(&k, "1.h,S=12")->uid, 0);
	assert_null(find(&k, "3.h"));
	known_free(&k);
}

static void
message_is(struct mailbox *mb, const char *base, uint32_t uid)
{
	if (uid_of(mb, base) != uid)
		print_message("# %s\n", base);
	assert_int_equal(uid_of(mb, base), uid);
}

static void
a_dovecot_mailbox_keeps_its_uids(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;

	(void)state;
	put_file("dovecot-uidlist",
	    "3 V1795186599 N4 Ge86cec00a75f006b0446000083ecc375\n"
	    "2 W21 S18 :1700000009.M1P1.host\n"
	    "4 :1700000001.M0P9.h,S=18,W=21\n"
	    "6 :expunged.h\n"
	    "7 Pold-uidl O3 Gguid :1276533073.M242911P3632.kurkku:2,F\n"
	    "4294967290 :x\n"
	    "20 :expunged2.h:2,\n");
	put_file("dovecot-keywords", "0 $Label1\n1 NonJunk\n");
	put_file("dovecot-uidvalidity", "6b005fa8");
	put_message("cur/1700000009.M1P1.host:2,Sab");
	put_message("cur/1700000001.M0P9.h,S=18,W=21:2,");
	put_message("cur/1276533073.M242911P3632.kurkku:2,FT");
	put_message("new/1600000000.M1P1.late");
	open_inbox(&mb);
	assert_true(mb.imported);
	mailbox_status(&mb, &st);
	assert_int_equal(st.uidvalidity, 1795186599);
	assert_true(st.has_uidl);
	assert_true(st.has_order);
	assert_true(st.highestmodseq >= 1700000000);
	message_is(&mb, "1700000009.M1P1.host", 2);
	message_is(&mb, "1700000001.M0P9.h,S=18,W=21", 4);
	message_is(&mb, "1276533073.M242911P3632.kurkku", 7);
	message_is(&mb, "1600000000.M1P1.late", 21);
	assert_string_equal(mailbox_keyword(&mb, 1), "NonJunk");
	m = message_of(&mb, 2);
	assert_int_equal(m.vsize, 21);
	assert_int_equal(m.keywords, 3);
	m = message_of(&mb, 7);
	assert_int_equal(m.order, 3);
	assert_memory_equal(m.uidl, "old-uidl", m.uidl_len);
	assert_memory_equal(m.guid, "guid", m.guid_len);
	assert_int_equal(m.flags, FLAG_FLAGGED | FLAG_DELETED);
	mailbox_close(&mb);

	/* A folder made later is above it. */
	assert_int_equal(mailbox_open(&mb, root, ".new", MAILBOX_CREATE), 0);
	mailbox_status(&mb, &st);
	assert_true(st.uidvalidity > 1795186599);
	mailbox_close(&mb);
	/* And it is imported once. */
	put_file("dovecot-uidlist", "3 V5 N4\n");
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(st.uidvalidity, 1795186599);
	mailbox_close(&mb);
}

static void
extras_last_over_changes_of_flags(void **state)
{
	struct mailbox mb;
	struct mailbox_change c = { FLAG_SEEN, 0, 0, 0, 0 };
	struct message m;
	uint32_t uid = 7, i, uids[300];
	char path[64];

	(void)state;
	for (i = 0; i < 300; i++) {
		(void)snprintf(path, sizeof(path), "cur/%u.h:2,", 100 + i);
		put_message(path);
		uids[i] = 8 + i;
	}
	put_file("dovecot-uidlist", "3 V5 N4\n7 Pu O3 Gg :1.h:2,F\n");
	put_message("cur/1.h:2,FX,ext");
	open_inbox(&mb);
	assert_int_equal(mailbox_store(&mb, &uid, 1, &c, NULL), 0);
	assert_int_equal(mailbox_store(&mb, uids, 300, &c, NULL), 0);
	c.clear = FLAG_SEEN;
	c.set = 0;
	assert_int_equal(mailbox_store(&mb, uids, 300, &c, NULL), 0);
	assert_true(exists("cur/1.h:2,FSX,ext"));
	mailbox_close(&mb);
	open_inbox(&mb);
	m = message_of(&mb, 7);
	assert_int_equal(m.order, 3);
	assert_int_equal(m.uidl_len, 1);
	assert_memory_equal(m.uidl, "u", 1);
	mailbox_close(&mb);
}

static void
a_courier_mailbox_keeps_its_uids(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;
	struct message m;

	(void)state;
	put_file("courierimapuiddb", "1 795187430 12\n"
	    "3 1700000009.M1P1.host,S=18\n11 1700000001.M0P9.h\n");
	put_file("courierpop3dsizelist", "/3 5 1795187430\n"
	    "1700000001.M0P9.h:2,S 21 4:1795187430:0\n");
	assert_int_equal(mkdir("courierimapkeywords", 0700), 0);
	put_file("courierimapkeywords/:list",
	    "work\nhome\n\n1700000009.M1P1.host,S=18:1\n");
	put_file("courierimapkeywords/.5.1700000001.M0P9.h", "home\nwork\n");
	put_message("cur/1700000009.M1P1.host,S=18:2,S");
	put_message("cur/1700000001.M0P9.h:2,");
	put_message("new/1.z");
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	assert_int_equal(st.uidvalidity, 795187430);
	message_is(&mb, "1700000009.M1P1.host,S=18", 3);
	message_is(&mb, "1700000001.M0P9.h", 11);
	message_is(&mb, "1.z", 12);
	m = message_of(&mb, 3);
	assert_int_equal(m.keywords, UINT64_C(1) <<
	    mailbox_keyword_bit(&mb, "home", false));
	m = message_of(&mb, 11);
	assert_int_equal(m.keywords, UINT64_C(1) <<
	    mailbox_keyword_bit(&mb, "home", false) | UINT64_C(1) <<
	    mailbox_keyword_bit(&mb, "work", false));
	assert_int_equal(m.uidl_len, 15);
	assert_memory_equal(m.uidl, "UID4-1795187430", 15);
	mailbox_close(&mb);
}

/* POP3 only: no UIDs, but UIDLs. */
static void
courier_pop3_without_imap_keeps_uidls(void **state)
{
	struct mailbox mb;
	struct message m;

	(void)state;
	put_file("courierpop3dsizelist", "/2 5 1795187430\n2.h 21 4:9\n");
	put_message("cur/1.h:2,");
	put_message("cur/2.h:2,");
	open_inbox(&mb);
	assert_false(mb.imported);
	m = message_of(&mb, 2);
	assert_memory_equal(m.uidl, "UID4-9", 6);
	assert_null(message_of(&mb, 1).uidl);
	mailbox_close(&mb);
}

/* Rule 1. */
static void
one_uid_for_two_files_is_given_to_one(void **state)
{
	struct mailbox mb;
	struct mailbox_status st;

	(void)state;
	/* Courier's keywords name messages before its list does. */
	put_file("courierimapuiddb", "1 5 3\n2 1.h\n2 2.h\n");
	put_message("cur/1.h:2,");
	put_message("cur/2.h:2,");
	open_inbox(&mb);
	mailbox_status(&mb, &st);
	message_is(&mb, "1.h", 2);
	message_is(&mb, "2.h", 3);
	assert_int_equal(st.uidnext, 4);
	mailbox_close(&mb);
}

/* Better no mail now than all of it again. */
static void
a_list_that_cannot_be_read_is_an_error(void **state)
{
	struct mailbox mb;
	const uid_t nobody = 65534, self = geteuid();
	int r, error;

	(void)state;
	put_file("dovecot-uidlist", "3 V5 N4\n");
	assert_int_equal(chmod("dovecot-uidlist", 0), 0);
	if (self == 0) {		/* root reads whatever it likes */
		assert_int_equal(system("chown -R 65534 ."), 0);
		assert_int_equal(seteuid(nobody), 0);
	}
	r = mailbox_open(&mb, root, "", 0);
	error = errno;
	assert_int_equal(seteuid(self), 0);
	assert_int_equal(r, -1);
	assert_int_equal(error, EACCES);
	assert_false(exists("postern-index"));
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, fixture_begin, fixture_end)
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(uidlist_version_3_is_read),
		cmocka_unit_test(uidlist_version_1_is_read),
		cmocka_unit_test(what_is_no_uidlist_is_refused),
		cmocka_unit_test(bad_lines_are_passed_over),
		cmocka_unit_test(dovecot_keywords_are_letters),
		cmocka_unit_test(courier_keywords_are_read_and_overridden),
		cmocka_unit_test(courier_uidls_are_read),
		TEST(a_dovecot_mailbox_keeps_its_uids),
		TEST(extras_last_over_changes_of_flags),
		TEST(a_courier_mailbox_keeps_its_uids),
		TEST(courier_pop3_without_imap_keeps_uidls),
		TEST(one_uid_for_two_files_is_given_to_one),
		TEST(a_list_that_cannot_be_read_is_an_error),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("foreign", tests, NULL, NULL);
}
