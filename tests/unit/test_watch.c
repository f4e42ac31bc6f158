/* watch: our own changes are told from those of others. */
#include "tests/unit/mailbox_fixture.h"

#include "common/watch.h"

static struct maildir md;
static struct watch w;

static int
begin(void **state)
{
	if (fixture_begin(state) == -1 ||
	    maildir_open(&md, AT_FDCWD, ".", 0) == -1)
		return -1;
	watch_init(&w);
	put_message("cur/1.h:2,");
	put_message("new/2.h");
	put_message("cur/3.h:2,");
	return 0;
}

static int
end(void **state)
{
	watch_close(&w);
	watch_close(&w);
	maildir_close(&md);
	return fixture_end(state);
}

static void
needs_inotify(void)
{
	if (!watch_begin(&w, &md))
		skip();
}

static void
our_changes(void)
{
	do_rename("cur/1.h:2,", "cur/1.h:2,S");
	watch_expect(&w, WATCH_CUR, WATCH_AWAY, "1.h:2,");
	watch_expect(&w, WATCH_CUR, WATCH_HERE, "1.h:2,S");
	do_rename("new/2.h", "cur/2.h:2,");
	watch_expect(&w, WATCH_NEW, WATCH_AWAY, "2.h");
	watch_expect(&w, WATCH_CUR, WATCH_HERE, "2.h:2,");
	assert_int_equal(unlink("cur/2.h:2,"), 0);
	watch_expect(&w, WATCH_CUR, WATCH_REMOVED, "2.h:2,");
}

static void
ours_alone_are_clean(void **state)
{
	bool clean[WATCH_DIRS];

	(void)state;
	put_message("cur/before.h:2,");
	needs_inotify();
	our_changes();
	watch_end(&w, &md, clean);
	assert_true(clean[WATCH_NEW]);
	assert_true(clean[WATCH_CUR]);
	/* What happens between does not count for the next. */
	put_message("cur/between.h:2,");
	assert_true(watch_begin(&w, &md));
	watch_end(&w, &md, clean);
	assert_true(clean[WATCH_NEW]);
	assert_true(clean[WATCH_CUR]);
}

static void
a_rename_by_another_is_noticed(void **state)
{
	bool clean[WATCH_DIRS];

	(void)state;
	needs_inotify();
	our_changes();
	do_rename("cur/3.h:2,", "cur/3.h:2,F");
	watch_end(&w, &md, clean);
	assert_true(clean[WATCH_NEW]);
	assert_false(clean[WATCH_CUR]);
}

static void
a_delivery_by_another_is_noticed(void **state)
{
	bool clean[WATCH_DIRS];

	(void)state;
	needs_inotify();
	our_changes();
	put_message("tmp/4.h");
	do_rename("tmp/4.h", "new/4.h");
	watch_end(&w, &md, clean);
	assert_false(clean[WATCH_NEW]);
	assert_true(clean[WATCH_CUR]);
}

static void
one_that_was_not_ours_is_not_made_up_for(void **state)
{
	bool clean[WATCH_DIRS];

	(void)state;
	needs_inotify();
	/* We expect one that did not happen; another did. */
	do_rename("cur/3.h:2,", "cur/3.h:2,F");
	watch_expect(&w, WATCH_CUR, WATCH_AWAY, "1.h:2,");
	watch_expect(&w, WATCH_CUR, WATCH_HERE, "1.h:2,S");
	watch_end(&w, &md, clean);
	assert_false(clean[WATCH_CUR]);
}

static void
a_begin_within_spoils_it(void **state)
{
	bool clean[WATCH_DIRS];

	(void)state;
	needs_inotify();
	assert_false(watch_begin(&w, &md));
	watch_end(&w, &md, clean);
	assert_false(clean[WATCH_NEW]);
	assert_false(clean[WATCH_CUR]);
	watch_end(&w, &md, clean);
	assert_false(clean[WATCH_CUR]);
}

static void
more_than_the_queue_holds_is_lost(void **state)
{
	bool clean[WATCH_DIRS];
	int i;

	(void)state;
	needs_inotify();
	for (i = 0; i < 20000; i++)
		do_rename(i % 2 == 0 ? "cur/3.h:2," : "cur/3.h:2,F",
		    i % 2 == 0 ? "cur/3.h:2,F" : "cur/3.h:2,");
	watch_end(&w, &md, clean);
	assert_false(clean[WATCH_CUR]);
	assert_true(watch_begin(&w, &md));
	watch_end(&w, &md, clean);
	assert_true(clean[WATCH_CUR]);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
		TEST(ours_alone_are_clean),
		TEST(a_rename_by_another_is_noticed),
		TEST(a_delivery_by_another_is_noticed),
		TEST(one_that_was_not_ours_is_not_made_up_for),
		TEST(a_begin_within_spoils_it),
		TEST(more_than_the_queue_holds_is_lost),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("watch", tests, NULL, NULL);
}
