/* ftpd/path: names become paths in the tree, and nothing leads out of it. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/scan.h"
#include "ftpd/path.h"
#include "scratch.h"

static struct tree tree;

static void
path_make_takes_dots_away(void **state)
{
	static const struct {
		const char *cwd, *name, *path;
	} rows[] = {
		{ "/", "a", "/a" },
		{ "/", "/", "/" },
		{ "/", ".", "/" },
		{ "/", "..", "/" },
		{ "/", "../../..", "/" },
		{ "/", "/../../etc", "/etc" },
		{ "/", "a/../..//b", "/b" },
		{ "/a/b", "c", "/a/b/c" },
		{ "/a/b", "/c", "/c" },
		{ "/a/b", "..", "/a" },
		{ "/a/b", "../..", "/" },
		{ "/a/b", "../../../x", "/x" },
		{ "/a", "./b/./c/", "/a/b/c" },
		{ "/a", "b//c///", "/a/b/c" },
		{ "/a", "...", "/a/..." },
		{ "/a", "..b", "/a/..b" },
		{ "/a", " b ", "/a/ b " },
		{ "/a", "-l", "/a/-l" },
		{ "/a", "\xff\xe4", "/a/\xff\xe4" },
	};
	char path[FTPD_PATH];
	size_t i;

	(void)state;
	memset(&tree, 0, sizeof(tree));
	for (i = 0; i < nitems(rows); i++) {
		strcpy(tree.cwd, rows[i].cwd);
		assert_int_equal(path_make(&tree, rows[i].name, path), 0);
		assert_string_equal(path, rows[i].path);
	}
}

static void
path_make_refuses_what_does_not_fit(void **state)
{
	static char name[2 * FTPD_PATH];
	char path[FTPD_PATH];
	size_t i;

	(void)state;
	memset(&tree, 0, sizeof(tree));
	strcpy(tree.cwd, "/");
	assert_int_equal(path_make(&tree, "", path), -1);
	assert_int_equal(errno, ENOENT);
	memset(name, 'a', NAME_MAX + 1);
	assert_int_equal(path_make(&tree, name, path), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	name[NAME_MAX] = '\0';
	assert_int_equal(path_make(&tree, name, path), 0);
	for (i = 0; i < sizeof(name) - 1; i++)
		name[i] = "a/"[i % 2];
	for (i = FTPD_PATH - 10; i < FTPD_PATH + 10; i++) {
		name[i] = '\0';
		assert_int_equal(path_make(&tree, name, path),
		    strlen(name) - (name[i - 1] == '/') < FTPD_PATH - 1 ? 0 :
		    -1);
		name[i] = "a/"[i % 2];
	}
}

static void
hidden_names_are_not_there(void **state)
{
	char path[FTPD_PATH];

	(void)state;
	memset(&tree, 0, sizeof(tree));
	strcpy(tree.cwd, "/");
	tree.hide_dots = true;
	assert_int_equal(path_make(&tree, ".x", path), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(path_make(&tree, "a/.x/b", path), -1);
	assert_int_equal(path_make(&tree, "a/./b/../c", path), 0);
	assert_string_equal(path, "/a/c");
	assert_int_equal(path_make(&tree, "...", path), -1);
}

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* in/ is the tree; out/ is beside it. */
static void
make_tree(void)
{
	char dir[256];

	assert_int_equal(mkdir("in", 0700), 0);
	assert_int_equal(mkdir("in/dir", 0700), 0);
	assert_int_equal(mkdir("out", 0700), 0);
	put("in/file", "inside");
	put("in/dir/deep", "deep");
	put("out/file", "outside");
	assert_int_equal(symlink("../out", "in/up"), 0);
	assert_int_equal(symlink("/etc", "in/abs"), 0);
	assert_int_equal(symlink("/dir/deep", "in/rooted"), 0);
	assert_int_equal(symlink("../file", "in/dir/back"), 0);
	assert_int_equal(symlink("loop", "in/loop"), 0);
	assert_non_null(getcwd(dir, sizeof(dir) - 4));
	strcat(dir, "/out");
	assert_int_equal(symlink(dir, "in/full"), 0);
	assert_int_equal(path_start(&tree, "in", false), 0);
}

static void
what_is_opened_is_in_the_tree(void **state)
{
	static const struct {
		const char *path, *text;	/* NULL: cannot be opened */
	} rows[] = {
		{ "/file", "inside" },
		{ "/dir/deep", "deep" },
		{ "/dir/back", "inside" },
		{ "/rooted", "deep" },
		{ "/up/file", NULL },
		{ "/abs/passwd", NULL },
		{ "/full/file", NULL },
		{ "/loop", NULL },
		{ "/nothing", NULL },
		{ "/file/x", NULL },
	};
	struct stat st;
	char text[32];
	ssize_t n;
	size_t i;
	int fd;

	(void)state;
	make_tree();
	for (i = 0; i < nitems(rows); i++) {
		fd = path_open(&tree, rows[i].path, O_RDONLY, 0);
		if (rows[i].text == NULL) {
			assert_int_equal(fd, -1);
			assert_int_equal(path_stat(&tree, rows[i].path, &st),
			    -1);
			continue;
		}
		assert_int_not_equal(fd, -1);
		n = read(fd, text, sizeof(text) - 1);
		assert_true(n > 0);
		text[n] = '\0';
		assert_string_equal(text, rows[i].text);
		close(fd);
		assert_int_equal(path_stat(&tree, rows[i].path, &st), 0);
		assert_true(S_ISREG(st.st_mode));
	}
}

static void
what_is_made_is_in_the_tree(void **state)
{
	struct stat st;
	int fd;

	(void)state;
	fd = path_open(&tree, "/full/new", O_WRONLY | O_CREAT, 0600);
	assert_int_equal(fd, -1);
	assert_int_equal(stat("out/new", &st), -1);
	fd = path_open(&tree, "/dir/new", O_WRONLY | O_CREAT, 0600);
	assert_int_not_equal(fd, -1);
	close(fd);
	assert_int_equal(stat("in/dir/new", &st), 0);
}

static void
lstat_does_not_follow(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(path_lstat(&tree, "/rooted", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(path_lstat(&tree, "/loop", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(path_lstat(&tree, "/", &st), 0);
	assert_true(S_ISDIR(st.st_mode));
}

static void
path_parent_gives_directory_and_name(void **state)
{
	const char *name;
	struct stat st;
	int dir;

	(void)state;
	dir = path_parent(&tree, "/dir/deep", &name);
	assert_int_not_equal(dir, -1);
	assert_string_equal(name, "deep");
	assert_int_equal(fstatat(dir, name, &st, 0), 0);
	close(dir);
	dir = path_parent(&tree, "/file", &name);
	assert_string_equal(name, "file");
	assert_int_equal(fstatat(dir, name, &st, 0), 0);
	close(dir);
	dir = path_parent(&tree, "/", &name);
	assert_string_equal(name, ".");
	close(dir);
	assert_int_equal(path_parent(&tree, "/up/x", &name), -1);
	assert_int_equal(path_parent(&tree, "/file/x", &name), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(path_make_takes_dots_away),
		cmocka_unit_test(path_make_refuses_what_does_not_fit),
		cmocka_unit_test(hidden_names_are_not_there),
		cmocka_unit_test(what_is_opened_is_in_the_tree),
		cmocka_unit_test(what_is_made_is_in_the_tree),
		cmocka_unit_test(lstat_does_not_follow),
		cmocka_unit_test(path_parent_gives_directory_and_name),
	};

	return cmocka_run_group_tests(tests, scratch_make, scratch_remove);
}
