/* imapd, folder, tree of folders, subscribe and use. */
#include "mailbox_fixture.h"

#include "imapd/folder.h"
#include "imapd/subscribe.h"
#include "imapd/use.h"

static void
list_is(const char *want)
{
	char got[1024] = "";
	struct folders f;
	size_t i;

	assert_int_equal(folders_read(root, &f), 0);
	for (i = 0; i < f.n; i++) {
		const struct folder *item = &f.item[i];

		(void)snprintf(got + strlen(got), sizeof(got) - strlen(got),
		    "%s%s%s%s%s%s", i > 0 ? " " : "",
		    *item->name == '\0' ? "INBOX" : item->name,
		    item->exists ? "" : "!", item->children ? "+" : "",
		    item->subscribed ? "s" : "",
		    item->subscribed_below ? "b" : "");
	}
	assert_string_equal(got, want);
	folders_free(&f);
}

static void
folders_come_with_their_parents(void **state)
{
	(void)state;
	list_is("INBOX");
	assert_int_equal(folder_create(root, ".a.b.c"), 0);
	list_is("INBOX .a!+ .a.b!+ .a.b.c");
	assert_int_equal(folder_create(root, ".a"), 0);
	list_is("INBOX .a+ .a.b!+ .a.b.c");
	assert_true(folder_exists(root, ".a") && folder_exists(root, ""));
	assert_false(folder_exists(root, ".a.b") || folder_exists(root, ".x"));
	assert_true(exists(".a/maildirfolder"));
	assert_int_equal(folder_create(root, ".a"), -1);
	assert_int_equal(errno, EEXIST);
	assert_int_equal(folder_create(root, ""), -1);
	assert_int_equal(errno, EEXIST);
}

static void
what_is_no_folder_is_not_listed(void **state)
{
	(void)state;
	put_file(".dovecot.sieve", "x");
	assert_int_equal(mkdir(".empty", 0700), 0);
	assert_int_equal(mkdir("..two", 0700), 0);
	assert_int_equal(mkdir("..two/cur", 0700), 0);
	assert_int_equal(mkdir("plain", 0700), 0);
	assert_int_equal(mkdir("plain/cur", 0700), 0);
	assert_int_equal(symlink("nowhere", ".dangling"), 0);
	list_is("INBOX");
}

static void
what_is_deleted_is_gone_at_once(void **state)
{
	(void)state;
	assert_int_equal(folder_create(root, ".a"), 0);
	assert_int_equal(folder_create(root, ".a.b"), 0);
	put_message(".a/cur/1.a.host:2,");
	put_message(".a/new/2.a.host");
	assert_int_equal(folder_delete(root, ".a"), 0);
	list_is("INBOX .a!+ .a.b");
	assert_false(exists(".a"));
	assert_int_equal(folder_delete(root, ".a"), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(folder_delete(root, ""), -1);
	assert_int_equal(errno, EPERM);
}

/* The power went while one was being removed. */
static void
rubbish_of_a_delete_goes_with_the_next(void **state)
{
	(void)state;
	assert_int_equal(folder_create(root, ".a"), 0);
	assert_int_equal(mkdir(FOLDER_DELETED "x", 0700), 0);
	assert_int_equal(mkdir(FOLDER_DELETED "x/cur", 0700), 0);
	put_message(FOLDER_DELETED "x/cur/1.a.host:2,");
	list_is("INBOX .a");
	assert_int_equal(folder_delete(root, ".a"), 0);
	assert_false(exists(FOLDER_DELETED "x"));
}

/* Only what is in it is removed: a link in it leads elsewhere. */
static void
a_delete_does_not_follow_links(void **state)
{
	(void)state;
	assert_int_equal(mkdir("outside", 0700), 0);
	put_file("outside/kept", "x");
	assert_int_equal(folder_create(root, ".a"), 0);
	assert_int_equal(symlink("../outside", ".a/link"), 0);
	assert_int_equal(folder_delete(root, ".a"), 0);
	assert_true(exists("outside/kept"));
}

static void
a_rename_takes_all_below_it(void **state)
{
	static const struct {
		const char	*from, *to;
		int		 error;		/* 0: none */
	} cases[] = {
		{ ".a", ".b", 0 }, { ".b.x", ".a", 0 },
		{ ".none", ".c", ENOENT }, { ".b", ".b", EEXIST },
		{ ".b", ".b.y", EINVAL }, { ".b", ".other", EEXIST },
		{ ".b", "", EEXIST }, { "", ".c", EPERM },
	};
	size_t i;

	(void)state;
	assert_int_equal(folder_create(root, ".a"), 0);
	assert_int_equal(folder_create(root, ".a.x"), 0);
	assert_int_equal(folder_create(root, ".a.x.y"), 0);
	assert_int_equal(folder_create(root, ".ab"), 0);
	assert_int_equal(folder_create(root, ".other"), 0);
	for (i = 0; i < nitems(cases); i++) {
		assert_int_equal(folder_rename(root, cases[i].from,
		    cases[i].to), cases[i].error == 0 ? 0 : -1);
		if (cases[i].error != 0)
			assert_int_equal(errno, cases[i].error);
	}
	list_is("INBOX .a+ .a.y .ab .b .other");
}

static void
a_rename_does_all_or_nothing(void **state)
{
	char to[NAME_FOLDER];

	(void)state;
	assert_int_equal(folder_create(root, ".a"), 0);
	assert_int_equal(folder_create(root, ".a.x"), 0);
	assert_int_equal(folder_create(root, ".b.x"), 0);
	assert_int_equal(folder_rename(root, ".a", ".b"), -1);
	list_is("INBOX .a+ .a.x .b!+ .b.x");
	memset(to, 'z', sizeof(to));
	to[0] = '.';
	to[249] = '\0';
	assert_int_equal(folder_rename(root, ".a", to), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	list_is("INBOX .a+ .a.x .b!+ .b.x");
}

static int
add_name(void *arg, const char *name)
{
	char *text = arg;

	strcat(text, *name == '\0' ? "INBOX" : name);
	strcat(text, " ");
	return 0;
}

static void
subscriptions_of_each_kind_are_understood(void **state)
{
	static const struct {
		enum subscriptions_kind kind;
		const char	*text, *names;
	} cases[] = {
		{ SUBSCRIPTIONS_OURS, "INBOX\n.a.b\n", "INBOX .a.b " },
		{ SUBSCRIPTIONS_OURS, "a\n../x\n..\n.a/b\n\n", "" },
		{ SUBSCRIPTIONS_OURS, ".a", ".a " },
		{ SUBSCRIPTIONS_DOVECOT, "V\t2\n\nINBOX\na\tb\n",
		    "INBOX .a.b " },
		{ SUBSCRIPTIONS_DOVECOT, "INBOX\na.b\n", "INBOX .a.b " },
		{ SUBSCRIPTIONS_DOVECOT, "a/b\n..\n\t\n", ".a.b " },
		{ SUBSCRIPTIONS_COURIER, "INBOX\nINBOX.a.b\nx\n",
		    "INBOX .a.b .x " },
		{ SUBSCRIPTIONS_COURIER, "", "" },
	};
	char names[256], *text;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(cases); i++) {
		names[0] = '\0';
		text = strdup(cases[i].text);
		assert_non_null(text);
		assert_int_equal(subscriptions_parse(text, cases[i].kind,
		    add_name, names), 0);
		assert_string_equal(names, cases[i].names);
		free(text);
	}
}

static void
a_change_takes_over_what_another_server_kept(void **state)
{
	char names[256] = "";

	(void)state;
	put_file("subscriptions", "V\t2\n\nINBOX\na\tb\n");
	list_is("INBOXs .a!b .a.b!s");
	assert_int_equal(subscriptions_change(root, ".c", true), 0);
	assert_int_equal(subscriptions_change(root, ".c", true), 0);
	assert_int_equal(subscriptions_change(root, ".a.b", false), 0);
	assert_int_equal(subscriptions_change(root, ".none", false), 0);
	assert_int_equal(subscriptions_read(root, add_name, names), 0);
	assert_string_equal(names, "INBOX .c ");
	put_file("subscriptions", "V\t2\n\nother\n");
	names[0] = '\0';
	assert_int_equal(subscriptions_read(root, add_name, names), 0);
	assert_string_equal(names, "INBOX .c ");
}

static unsigned
use_of(const char *name)
{
	struct folders f;
	unsigned use;

	assert_int_equal(folders_read(root, &f), 0);
	assert_non_null(folders_find(&f, name));
	use = folders_find(&f, name)->use;
	folders_free(&f);
	return use;
}

static void
a_use_is_what_was_said_or_what_the_name_says(void **state)
{
	const struct text sent = { "\\sENT", 5 }, none = { "\\Foo", 4 };

	(void)state;
	assert_int_equal(use_bit(&sent), USE_SENT);
	assert_int_equal(use_bit(&none), 0);
	assert_string_equal(use_name(USE_TRASH), "\\Trash");
	assert_int_equal(folder_create(root, ".Sent"), 0);
	assert_int_equal(folder_create(root, ".mine"), 0);
	assert_int_equal(use_of(".Sent"), USE_SENT);
	assert_int_equal(use_of(".mine"), 0);
	assert_int_equal(use_set(root, ".mine", USE_SENT | USE_TRASH), 0);
	assert_int_equal(use_of(".mine"), USE_SENT | USE_TRASH);
	assert_int_equal(use_of(".Sent"), 0);
	put_file(".mine/" USE_FILE, "\\Junk\nrubbish\n");
	assert_int_equal(use_of(".mine"), USE_JUNK);
	assert_int_equal(use_of(".Sent"), USE_SENT);
}

static void
each_use_gets_a_folder_once(void **state)
{
	(void)state;
	assert_int_equal(folder_create(root, ".Gesendet"), 0);
	assert_int_equal(use_set(root, ".Gesendet", USE_SENT), 0);
	assert_int_equal(use_make_all(root), 0);
	list_is("INBOX .Archives .Draftss .Gesendet .Junks .Trashs");
	assert_int_equal(folder_delete(root, ".Junk"), 0);
	assert_int_equal(use_make_all(root), 0);
	assert_false(exists(".Junk"));
}

#define each(name)	cmocka_unit_test_setup_teardown(name, fixture_begin, \
			    fixture_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		each(folders_come_with_their_parents),
		each(what_is_no_folder_is_not_listed),
		each(what_is_deleted_is_gone_at_once),
		each(rubbish_of_a_delete_goes_with_the_next),
		each(a_delete_does_not_follow_links),
		each(a_rename_takes_all_below_it),
		each(a_rename_does_all_or_nothing),
		each(subscriptions_of_each_kind_are_understood),
		each(a_change_takes_over_what_another_server_kept),
		each(a_use_is_what_was_said_or_what_the_name_says),
		each(each_use_gets_a_folder_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
