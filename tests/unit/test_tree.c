/* tree: what happens in many directories is told by one descriptor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>

#include "scratch.h"

#include "common/scan.h"
#include "imapd/tree.h"

enum { MOST = 32 };

struct seen {
	int		 wd;
	enum tree_event	 event;
	uint32_t	 cookie;
	char		 name[32];
};

static struct tree tree;
static struct seen seen[MOST];
static size_t nseen;

static int
begin(void **state)
{
	if (scratch_make(state) != 0)
		return -1;
	nseen = 0;
	tree_open(&tree);
	return mkdir("a", 0700) | mkdir("b", 0700);
}

static int
end(void **state)
{
	tree_close(&tree);
	return scratch_remove(state);
}

static void
note(void *arg, int wd, enum tree_event event, uint32_t cookie,
    const char *name)
{
	struct seen *s = &seen[nseen++];

	assert_ptr_equal(arg, &tree);
	assert_true(nseen <= MOST);
	s->wd = wd;
	s->event = event;
	s->cookie = cookie;
	assert_true(scan_copy(s->name, sizeof(s->name), name, strlen(name)));
}

static int
watch(const char *path)
{
	int wd = tree_add(&tree, AT_FDCWD, path);

	if (tree.fd == -1)
		skip();			/* it does not work here */
	return wd;
}

static void
files_that_come_and_go_are_told_by_directory_and_name(void **state)
{
	int a = watch("a"), b = watch("b");

	(void)state;
	assert_true(a != -1 && b != -1 && a != b);
	assert_int_equal(watch("a"), a);
	scratch_write("a/one", "x", 0600);
	scratch_write("b/two", "x", 0600);
	assert_int_equal(unlink("a/one"), 0);
	assert_true(tree_read(&tree, note, &tree));
	assert_int_equal(nseen, 5);
	assert_int_equal(seen[0].wd, a);
	assert_int_equal(seen[0].event, TREE_CHANGED);
	assert_string_equal(seen[0].name, "one");
	assert_int_equal(seen[1].event, TREE_WRITTEN);
	assert_int_equal(seen[2].wd, b);
	assert_string_equal(seen[2].name, "two");
	assert_int_equal(seen[4].wd, a);
	assert_int_equal(seen[4].event, TREE_CHANGED);
	assert_true(tree_read(&tree, note, &tree));
	assert_int_equal(nseen, 5);
}

static void
both_ends_of_a_rename_have_one_cookie(void **state)
{
	int a, b;

	(void)state;
	scratch_write("a/one", "x", 0600);
	a = watch("a");
	b = watch("b");
	assert_int_equal(rename("a/one", "b/two"), 0);
	assert_true(tree_read(&tree, note, &tree));
	assert_int_equal(nseen, 2);
	assert_int_equal(seen[0].event, TREE_FROM);
	assert_int_equal(seen[0].wd, a);
	assert_int_equal(seen[1].event, TREE_TO);
	assert_int_equal(seen[1].wd, b);
	assert_string_equal(seen[1].name, "two");
	assert_int_equal(seen[0].cookie, seen[1].cookie);
}

static void
a_directory_removed_from_it_tells_nothing(void **state)
{
	int a = watch("a");

	(void)state;
	tree_remove(&tree, a);
	tree_remove(&tree, -1);
	scratch_write("a/one", "x", 0600);
	assert_true(tree_read(&tree, note, &tree));
	assert_int_equal(nseen, 0);
}

static void
what_is_no_directory_is_not_watched(void **state)
{
	(void)state;
	scratch_write("file", "x", 0600);
	assert_int_equal(symlink("a", "link"), 0);
	assert_int_equal(watch("file"), -1);
	assert_int_equal(watch("link"), -1);
	assert_int_equal(watch("missing"), -1);
}

static void
without_a_descriptor_nothing_is_told_and_nothing_missed(void **state)
{
	(void)state;
	tree_close(&tree);
	assert_int_equal(tree_add(&tree, AT_FDCWD, "a"), -1);
	tree_remove(&tree, 1);
	assert_true(tree_read(&tree, note, &tree));
	assert_int_equal(nseen, 0);
}

static void
pass_over(void *arg, int wd, enum tree_event e, uint32_t cookie,
    const char *name)
{
	(void)arg;
	(void)wd;
	(void)e;
	(void)cookie;
	(void)name;
}

static void
more_than_the_kernel_keeps_is_owned_up_to(void **state)
{
	FILE *f = fopen("/proc/sys/fs/inotify/max_queued_events", "r");
	int most = 0, i;

	(void)state;
	if (f == NULL || fscanf(f, "%d", &most) != 1 || most > 100000)
		skip();
	(void)fclose(f);
	scratch_write("a/x", "", 0600);
	(void)watch("a");
	for (i = 0; i <= most / 2; i++)
		assert_int_equal(rename(i % 2 == 0 ? "a/x" : "a/y",
		    i % 2 == 0 ? "a/y" : "a/x"), 0);
	assert_false(tree_read(&tree, pass_over, NULL));
	assert_true(tree_read(&tree, pass_over, NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    files_that_come_and_go_are_told_by_directory_and_name,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    both_ends_of_a_rename_have_one_cookie, begin, end),
		cmocka_unit_test_setup_teardown(
		    a_directory_removed_from_it_tells_nothing, begin, end),
		cmocka_unit_test_setup_teardown(
		    what_is_no_directory_is_not_watched, begin, end),
		cmocka_unit_test_setup_teardown(
		    without_a_descriptor_nothing_is_told_and_nothing_missed,
		    begin, end),
		cmocka_unit_test_setup_teardown(
		    more_than_the_kernel_keeps_is_owned_up_to, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
