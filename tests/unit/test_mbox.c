/* mbox, uniqueid: the messages of a mailbox file and what is known of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "mbox/uniqueid.h"

#define FROM	"From joe@example.org Sat Nov 21 09:00:00 2026\n"

static struct mbox m;
static struct mbox_message msg;

static bool
first(const char *text)
{
	mbox_init(&m, text, strlen(text));
	return mbox_next(&m, &msg);
}

static void
assert_text(const char *expected)
{
	assert_int_equal(msg.len, strlen(expected));
	assert_memory_equal(msg.text, expected, msg.len);
}

static void
a_message_begins_behind_an_empty_line(void **state)
{
	(void)state;
	assert_true(first(FROM "A: 1\n\n" FROM "Z: 1\n" FROM
	    "\nFrom here on, at 09:00\n>From x\n\n"
	    FROM "B: 2\n\n\n" FROM "C: 3\n"));
	assert_text("A: 1\n\n");
	assert_true(mbox_next(&m, &msg));
	assert_text("Z: 1\n" FROM "\nFrom here on, at 09:00\n>From x\n");
	assert_true(mbox_next(&m, &msg));
	assert_text("B: 2\n\n");
	assert_true(mbox_next(&m, &msg));
	assert_text("C: 3\n");
	assert_false(mbox_next(&m, &msg));
	assert_false(first(""));
}

static void
from_lines_come_in_many_shapes(void **state)
{
	static const struct {
		const char *line;
		bool is;
	} rows[] = {
		{ FROM, true },
		{ "From MAILER-DAEMON Sat Nov 21 09:00:00 2026\r\n", true },
		{ "From - Sat Nov  1 09:00:00 2026\n", true },
		{ "From \"a b\"@x Sat Nov 21 09:00 2026\n", true },
		{ "From joe Sat Nov 21 09:00:00 +0100 2026\n", true },
		{ "From joe Sat Nov 21 09:00:00 MET 2026 remote from x\n",
		    true },
		{ "From the start of it\n", false },
		{ "From me to you at 09:00:00 2026\n", false },
		{ "from joe Sat Nov 21 09:00:00 2026\n", false },
		{ ">" FROM, false },
		{ "Subject: x\n", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(mbox_is(rows[i].line, strlen(rows[i].line)),
		    rows[i].is);
	setenv("TZ", "UTC", 1);
	assert_true(first(FROM "A: 1\n"));
	assert_int_equal(msg.date, 1795251600);
}

/* What Pine, UW imapd and Dovecot write. */
static void
uids_flags_and_keywords_are_read(void **state)
{
	(void)state;
	assert_true(first(FROM "X-IMAP: 1795186599 0000000009 work\n"
	    "Subject: DON'T DELETE\n\nnothing\n\n"
	    FROM "Status: RO\nX-Status: AF\nX-Keywords: home work\n"
	    "X-UID: 3\nSubject: x\n\nbody\n\n"
	    FROM "Subject: y\nX-UID: 0\n\n\n"
	    FROM "X-UID: 5\n\n\n"));
	assert_int_equal(m.uidvalidity, 1795186599);
	assert_int_equal(msg.uid, 3);
	assert_int_equal(msg.flags, FLAG_SEEN | FLAG_ANSWERED | FLAG_FLAGGED);
	assert_true(msg.old);
	assert_int_equal(m.nkeywords, 2);
	assert_string_equal(m.keyword[0], "work");
	assert_string_equal(m.keyword[1], "home");
	assert_int_equal(msg.keywords, 3);
	assert_true(mbox_next(&m, &msg));
	assert_int_equal(msg.uid, 10);
	assert_int_equal(msg.flags, 0);
	assert_false(msg.old);
	assert_true(mbox_next(&m, &msg));
	assert_int_equal(msg.uid, 11);		/* they ascend */
	assert_int_equal(m.uidlast, 11);
}

/* I-1: one that cannot be true is not used. */
static void
uids_are_not_believed(void **state)
{
	static const struct {
		const char *text;
		uint32_t uid;
	} rows[] = {
		{ FROM "X-UID: 7\n\n", 1 },
		{ FROM "X-IMAPbase: 5 3\nX-UID: 7\n\n", 4 },
		{ FROM "X-IMAPbase: 5 7\nX-UID: 7\n\n", 7 },
		{ FROM "X-IMAPbase: 0 7\nX-UID: 7\n\n", 1 },
		{ FROM "X-IMAPbase: 5\nX-UID: 7\n\n", 1 },
		{ FROM "X-IMAPbase: 5 4294967295\nX-UID: 7\n\n", 1 },
		{ FROM "X-IMAPbase: 5 7\nX-UID: 7x\n\n", 8 },
		{ FROM "X-IMAPbase: 5 7\n\nX-UID: 7\n", 8 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_true(first(rows[i].text));
		assert_int_equal(msg.uid, rows[i].uid);
	}
	assert_true(first(FROM "\n\n" FROM "X-IMAPbase: 5 7\nX-UID: 7\n"));
	assert_true(mbox_next(&m, &msg));
	assert_int_equal(msg.uid, 2);		/* it stands too late */
}

static void
keywords_beyond_the_letters_are_left_out(void **state)
{
	(void)state;
	assert_true(first(FROM "X-Keywords: a b c d e f g h i j k l m n o p q"
	    " r s t u v w x y z A \\Seen zz\n\n"));
	assert_int_equal(m.nkeywords, MAILDIR_LETTERS);
	assert_int_equal(msg.keywords, (1u << MAILDIR_LETTERS) - 1);
	assert_true(m.more_keywords);
}

static void
bookkeeping_is_told_from_the_message(void **state)
{
	static const struct {
		const char *field;
		bool is;
	} rows[] = {
		{ "Status: RO\n", true }, { "status:\n", true },
		{ "X-UID: 1\n", true }, { "X-IMAPbase: 1 1\n", true },
		{ "X-IMAP: 1 1\n", true }, { "X-Keywords:  \n", true },
		{ "X-Status: A\n", true }, { "Statuses: 1\n", false },
		{ "X-UIDL: 1\n", false }, { "Subject: Status: R\n", false },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(mbox_bookkeeping(rows[i].field,
		    strlen(rows[i].field)), rows[i].is);
}

static const char *
uidl(const char *format, const char *text)
{
	static char out[UNIQUEID_SIZE];
	enum uniqueid id;

	assert_true(uniqueid_parse(&id, format));
	assert_true(first(text));
	uniqueid_make(id, &msg, 1795186599, out);
	return out;
}

/* 7.5; the one with a Received is what popa3d 1.0.3 sent. */
static void
unique_ids_are_those_of_the_others(void **state)
{
	(void)state;
	assert_string_equal(uidl("uw", FROM "A: 1\n\n"),
	    "6b005fa700000001");
	assert_string_equal(uidl("x-uidl", FROM "A: 1\nX-UIDL: !a\"b~ \n\n"),
	    "!a\"b~");
	assert_string_equal(uidl("qpopper", FROM "A: 1\n\nX-UIDL: x\n"), "");
	assert_string_equal(uidl("popa3d", FROM "A: 1\n\n"),
	    "d98c1dd404b2008f");
	assert_string_equal(uidl("popa3d", FROM "Received: from x by y\n\tid 1"
	    "\nReceived: from elsewhere\nDelivered-To: joe@example.org\n"
	    "Date: Sat, 21 Nov 2026 09:00:00 +0000\nSubject: x\n\n"),
	    "e65a67f3e1aee125");
	/* no more than the first Received, and no Date behind it */
	assert_string_equal(uidl("popa3d", FROM "Subject: x\n"
	    "Delivered-To: joe\nDate: 1\n\t2\nReceived: a\n\tb\n"
	    "Status: RO\nReceived: c\nDate: d\nMessage-ID: e\n\n"),
	    uidl("popa3d", FROM "Delivered-To: joe\nDate: 1\n\t2\n"
	    "Received: a\n\tb\n\n"));
}

static void
formats_have_names(void **state)
{
	enum uniqueid id;

	(void)state;
	assert_false(uniqueid_parse(&id, "dovecot"));
	assert_false(uniqueid_parse(&id, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_begins_behind_an_empty_line),
		cmocka_unit_test(from_lines_come_in_many_shapes),
		cmocka_unit_test(uids_flags_and_keywords_are_read),
		cmocka_unit_test(uids_are_not_believed),
		cmocka_unit_test(keywords_beyond_the_letters_are_left_out),
		cmocka_unit_test(bookkeeping_is_told_from_the_message),
		cmocka_unit_test(unique_ids_are_those_of_the_others),
		cmocka_unit_test(formats_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
