/* imapd, view: what a session is told of its mailbox; numbers as there. */
#include "mailbox_fixture.h"

#include "common/delivery.h"
#include "imapd/view.h"

static struct view mine, other;
static struct out out;

static int
begin(void **state)
{
	if (fixture_begin(state) != 0)
		return -1;
	put_message("cur/1.a.host:2,S");
	put_message("cur/2.b.host:2,");
	put_message("cur/3.c.host:2,F");
	put_message("cur/4.d.host:2,");
	assert_int_equal(view_open(&mine, root, "", false), 0);
	assert_int_equal(view_open(&other, root, "", false), 0);
	return 0;
}

static int
end(void **state)
{
	view_close(&mine);
	view_close(&other);
	out_free(&out);
	return fixture_end(state);
}

/* What a view is told now, its lines ended by one LF. */
static const char *
told(struct view *v, unsigned how)
{
	static char text[4096];
	size_t i, n = 0;

	out_free(&out);
	out_memory(&out, sizeof(text) - 1);
	assert_int_equal(view_update(v, &out, how | VIEW_REV2), 0);
	assert_false(out.failed);
	for (i = 0; i < out.len; i++)
		if (out.p[i] != '\r')
			text[n++] = out.p[i];
	text[n] = '\0';
	return text;
}

static void
store(struct view *v, uint32_t uid, unsigned set, bool silent)
{
	struct mailbox_change c;

	memset(&c, 0, sizeof(c));
	c.set = set;
	assert_int_equal(view_store(v, &uid, 1, &c, silent, NULL), 0);
}

static void
expunge(struct view *v, uint32_t uid)
{
	assert_int_equal(mailbox_expunge(&v->mb, &uid, 1, NULL), 0);
}

static void
numbers_hold_until_the_expunge_is_told(void **state)
{
	struct message m;

	(void)state;
	expunge(&other, 2);
	assert_true(view_message(&mine, 2, &m));
	assert_int_equal(m.uid, 2);
	assert_true(view_message(&mine, 4, &m));
	assert_int_equal(m.uid, 4);
	assert_string_equal(told(&mine, 0), "* 2 EXPUNGE\n");
	assert_true(view_message(&mine, 3, &m));
	assert_int_equal(m.uid, 4);
	assert_false(view_message(&mine, 4, &m));
	assert_false(view_message(&mine, 0, &m));
	assert_string_equal(told(&mine, 0), "");
}

static void
several_expunges_each_count_from_those_before(void **state)
{
	(void)state;
	expunge(&other, 1);
	expunge(&other, 4);
	expunge(&other, 2);
	assert_string_equal(told(&mine, 0),
	    "* 1 EXPUNGE\n* 1 EXPUNGE\n* 2 EXPUNGE\n");
	assert_string_equal(told(&other, VIEW_QRESYNC), "* VANISHED 1:2,4\n");
}

static void
arrivals_come_after_what_is_gone(void **state)
{
	(void)state;
	expunge(&other, 1);
	put_message("new/5.e.host");
	put_message("new/6.f.host");
	assert_string_equal(told(&mine, 0), "* 1 EXPUNGE\n* 5 EXISTS\n");
	assert_string_equal(told(&mine, 0), "");
}

static void
a_flag_of_another_is_told_once(void **state)
{
	(void)state;
	store(&other, 2, FLAG_FLAGGED, false);
	assert_string_equal(told(&other, 0), "");
	assert_string_equal(told(&mine, 0),
	    "* 2 FETCH (UID 2 FLAGS (\\Flagged))\n");
	assert_string_equal(told(&mine, 0), "");
}

/* 3.  Whatever came first. */
static void
a_silent_store_hides_ones_own_change_only(void **state)
{
	static const struct {
		bool		 other_first, same, silent;
		const char	*told;
	} cases[] = {
		{ false, false, true, "" },
		{ true, false, true, "* 4 FETCH (UID 4 FLAGS (\\Draft))\n" },
		{ true, true, true,
		    "* 2 FETCH (UID 2 FLAGS (\\Draft \\Answered))\n" },
		{ true, false, false, "* 4 FETCH (UID 4 FLAGS (\\Draft))\n" },
		{ true, true, false, "" },
	};
	size_t i;

	for (i = 0; i < nitems(cases); i++) {
		if (i > 0)
			(void)(end(state) | begin(state));
		if (cases[i].other_first)
			store(&other, cases[i].same ? 2 : 4, FLAG_DRAFT,
			    true);
		store(&mine, 2, FLAG_ANSWERED, cases[i].silent);
		if (cases[i].same && cases[i].silent)
			assert_non_null(strstr(told(&mine, 0),
			    "* 2 FETCH (UID 2 FLAGS ("));
		else
			assert_string_equal(told(&mine, 0), cases[i].told);
		assert_string_equal(told(&mine, 0), "");
	}
}

/* What another program renames is a change as well. */
static void
foreign_renames_are_told(void **state)
{
	(void)state;
	do_rename("cur/2.b.host:2,", "cur/2.b.host:2,S");
	assert_string_equal(told(&mine, 0),
	    "* 2 FETCH (UID 2 FLAGS (\\Seen))\n");
	assert_string_equal(told(&mine, 0), "");
}

static void
a_file_removed_by_others_is_expunged(void **state)
{
	(void)state;
	assert_int_equal(unlink("cur/3.c.host:2,F"), 0);
	assert_string_equal(told(&mine, 0), "* 3 EXPUNGE\n");
}

static void
sets_mean_messages(void **state)
{
	static const struct {
		const char	*set;
		bool		 uid, good;
		const char	*numbers;
	} cases[] = {
		{ "1:*", false, true, "1:3" }, { "*", false, true, "3" },
		{ "4", false, false, NULL }, { "3:9", false, false, NULL },
		{ "2,1", false, true, "1:2" },
		{ "1:*", true, true, "1:3" }, { "*", true, true, "3" },
		{ "2", true, true, "" }, { "2:3", true, true, "2" },
		{ "9", true, true, "" }, { "9:*", true, true, "3" },
		{ "4:1", true, true, "1:3" },
		{ "4294967295", true, true, "" },
		{ "1:4294967295", true, true, "1:3" },
	};
	struct set set, numbers;
	size_t i, used;

	(void)state;
	expunge(&other, 2);
	(void)told(&mine, 0);
	memset(&set, 0, sizeof(set));
	memset(&numbers, 0, sizeof(numbers));
	for (i = 0; i < nitems(cases); i++) {
		assert_true(set_parse(&set, cases[i].set,
		    strlen(cases[i].set), &used));
		assert_int_equal(view_resolve(&mine, &set, cases[i].uid,
		    &numbers), cases[i].good);
		if (!cases[i].good)
			continue;
		out_free(&out);
		out_memory(&out, 100);
		set_write(&out, &numbers);
		assert_int_equal(out.len, strlen(cases[i].numbers));
		assert_memory_equal(out.p != NULL ? out.p : "",
		    cases[i].numbers, out.len);
	}
	set_free(&set);
	set_free(&numbers);
}

static void
an_empty_mailbox_has_no_star(void **state)
{
	struct set set, numbers;
	size_t used;
	uint32_t uid;

	(void)state;
	for (uid = 1; uid <= 4; uid++)
		expunge(&other, uid);
	assert_string_equal(told(&mine, VIEW_QRESYNC), "* VANISHED 1:4\n");
	memset(&set, 0, sizeof(set));
	memset(&numbers, 0, sizeof(numbers));
	assert_true(set_parse(&set, "*", 1, &used));
	assert_false(view_resolve(&mine, &set, false, &numbers));
	assert_true(view_resolve(&mine, &set, true, &numbers));
	assert_int_equal(numbers.n, 0);
	set_free(&set);
	set_free(&numbers);
}

/* The UIDs that the client knows are void: it must go (I-3). */
static void
another_uidvalidity_ends_it(void **state)
{
	(void)state;
	assert_int_equal(unlink("postern-index"), 0);
	view_close(&other);
	assert_int_equal(view_open(&other, root, "", false), 0);
	assert_true(other.uidvalidity > mine.uidvalidity);
	out_free(&out);
	out_memory(&out, 4096);
	assert_int_equal(view_update(&mine, &out, 0), -1);
	assert_int_equal(errno, ESTALE);
}

static void
recent_is_for_one_session(void **state)
{
	(void)state;
	put_message("new/5.e.host");
	(void)told(&mine, 0);
	assert_true(view_recent(&mine, 5));
	(void)told(&other, 0);
	assert_false(view_recent(&other, 5));
	assert_int_equal(view_count_recent(&mine), 5);
	assert_int_equal(view_count_recent(&other), 0);
}

#define each(name)	cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		each(numbers_hold_until_the_expunge_is_told),
		each(several_expunges_each_count_from_those_before),
		each(arrivals_come_after_what_is_gone),
		each(a_flag_of_another_is_told_once),
		each(a_silent_store_hides_ones_own_change_only),
		each(foreign_renames_are_told),
		each(a_file_removed_by_others_is_expunged),
		each(sets_mean_messages),
		each(an_empty_mailbox_has_no_star),
		each(another_uidvalidity_ends_it),
		each(recent_is_for_one_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
