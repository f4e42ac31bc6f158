/* below: nothing outside can be named. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/below.h"
#include "common/scan.h"
#include "scratch.h"

static const struct {
	const char	*path;
	int		 error;		/* 0: it is "inside" */
} paths[] = {
	{ "file", 0 },
	{ "/file", 0 },
	{ "//file", 0 },
	{ "./file", 0 },
	{ "dir/../file", 0 },
	{ "../file", 0 },		/* as in a chroot */
	{ "../../../../../../file", 0 },
	{ "dir/up", 0 },		/* -> ../file */
	{ "absolute", 0 },		/* -> /file */
	{ "out", ENOENT },		/* -> ../secret */
	{ "outdir/secret", ENOENT },	/* -> .. */
	{ "../secret", ENOENT },
	{ "loop", ELOOP },
	{ "none", ENOENT },
	{ "file/x", ENOTDIR },
};

static void
below_stays_below(void **state)
{
	char text[16];
	int dir, fd;
	size_t i;

	(void)state;
	dir = open("root", O_RDONLY | O_DIRECTORY);
	assert_int_not_equal(dir, -1);
	for (i = 0; i < nitems(paths); i++) {
		errno = 0;
		fd = below_open(dir, paths[i].path, O_RDONLY, 0);
		if ((fd == -1 ? errno : 0) != paths[i].error)
			fail_msg("%s: %s", paths[i].path, strerror(errno));
		if (fd == -1)
			continue;
		assert_int_equal(read(fd, text, sizeof(text)), 6);
		assert_memory_equal(text, "inside", 6);
		assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
		close(fd);
	}
	close(dir);
}

static void
below_makes_files_and_opens_the_root(void **state)
{
	int dir, fd;

	(void)state;
	dir = open("root", O_RDONLY | O_DIRECTORY);
	fd = below_open(dir, "dir/new", O_WRONLY | O_CREAT | O_EXCL, 0600);
	assert_int_not_equal(fd, -1);
	close(fd);
	assert_int_equal(access("root/dir/new", F_OK), 0);
	fd = below_open(dir, "/", O_RDONLY | O_DIRECTORY, 0);
	assert_int_not_equal(fd, -1);
	close(fd);
	fd = below_open(dir, "", O_RDONLY | O_DIRECTORY, 0);
	assert_int_not_equal(fd, -1);
	close(fd);
	close(dir);
}

static int
make(void **state)
{
	if (scratch_make(state) == -1 || mkdir("root", 0755) == -1 ||
	    mkdir("root/dir", 0755) == -1)
		return -1;
	scratch_write("root/file", "inside", 0644);
	scratch_write("secret", "outside", 0644);
	if (symlink("../file", "root/dir/up") == -1 ||
	    symlink("/file", "root/absolute") == -1 ||
	    symlink("../secret", "root/out") == -1 ||
	    symlink("..", "root/outdir") == -1 ||
	    symlink("loop", "root/loop") == -1)
		return -1;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(below_stays_below),
		cmocka_unit_test(below_makes_files_and_opens_the_root),
	};

	return cmocka_run_group_tests(tests, make, scratch_remove);
}
