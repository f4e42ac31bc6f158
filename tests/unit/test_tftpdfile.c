/* file: who may read and write what; uploads that are whole or not there. */
#include <sys/file.h>
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/scan.h"
#include "scratch.h"
#include "tftpd/file.h"
#include "tftpd/name.h"

static struct file_rules
serve(const char *flags, const char *dir)
{
	struct file_rules r = {
		.secure = strchr(flags, 's') != NULL,
		.create = strchr(flags, 'c') != NULL,
		.permissive = strchr(flags, 'p') != NULL,
		.keep = strchr(flags, 'k') != NULL
	};

	if (file_roots(&r, &dir, 1) == -1)
		fail_msg("%s: %s", dir, strerror(errno));
	return r;
}

static const char *
contents(const char *path)
{
	static char text[256];
	int fd = open(path, O_RDONLY);
	ssize_t n;

	if (fd == -1)
		return "(none)";
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

/* How many names there are, those with a dot too. */
static int
entries(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	int n = -2;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n++;
	closedir(d);
	return n;
}

/* --- names */

static const struct {
	const char	*name, *path;
	int		 error;
} names[] = {
	{ "a", "a", 0 },
	{ "/a", "a", 0 },
	{ "//a//b/", "a/b", 0 },
	{ "./a/./b/.", "a/b", 0 },
	{ "a..b/...", "a..b/...", 0 },
	{ "..a", "..a", 0 },
	{ "a b\\c", "a b\\c", 0 },
	{ "\xc3\xa4", "\xc3\xa4", 0 },
	{ "", "", ENOENT },
	{ "/", "", ENOENT },
	{ "./.", "", ENOENT },
	{ "..", NULL, EACCES },
	{ "../a", NULL, EACCES },
	{ "a/..", NULL, EACCES },
	{ "a/../b", NULL, EACCES },
	{ "/..", NULL, EACCES },
	{ "a\nb", NULL, EACCES },
	{ "a\x1b[0m", NULL, EACCES },
	{ "a\x7f", NULL, EACCES },
};

static void
name_clean_takes_paths_apart(void **state)
{
	char path[NAME_PATH], big[2 * NAME_PATH];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(names); i++) {
		errno = 0;
		if (name_clean(path, names[i].name) != -1)
			errno = 0;
		if (errno != names[i].error || (names[i].path != NULL &&
		    strcmp(path, names[i].path) != 0))
			fail_msg("\"%s\": \"%s\", %s", names[i].name, path,
			    strerror(errno));
	}
	memset(big, 'a', sizeof(big));
	big[NAME_PATH - 1] = '\0';
	assert_int_equal(name_clean(path, big), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	big[NAME_PATH - 2] = '\0';
	assert_int_equal(name_clean(path, big), 0);
}

static void
name_temporary_knows_its_own(void **state)
{
	(void)state;
	assert_true(name_temporary(".x.tftpd0"));
	assert_true(name_temporary(".x.y.tftpd7"));
	assert_false(name_temporary("x.tftpd0"));
	assert_false(name_temporary(".tftpd0"));
	assert_false(name_temporary(".x.tftpd"));
	assert_false(name_temporary(".x.tftpdx"));
	assert_false(name_temporary(""));
}

/* --- reading */

static const struct {
	const char	*flags, *dir, *name;
	int		 error;
} reads[] = {
	{ "s", "root", "file", 0 },
	{ "s", "root", "/file", 0 },
	{ "s", "root", "dir/file", 0 },
	{ "s", "root", "absolute", 0 },
	{ "s", "root", "nothing", ENOENT },
	{ "s", "root", "file/x", ENOTDIR },
	{ "s", "root", "dir", EISDIR },
	{ "s", "root", "/", ENOENT },
	{ "s", "root", "private", EACCES },
	{ "sp", "root", "private", 0 },
	{ "s", "root", "fifo", EACCES },
	{ "sp", "root", "fifo", EACCES },
	{ "s", "root", "../secret", EACCES },
	{ "s", "root", "dir/../file", EACCES },
	{ "s", "root", "out", ENOENT },
	{ "sp", "root", "out", ENOENT },
	{ "s", "root", "outdir/secret", ENOENT },
	{ "s", "root", ".file.tftpd0", EACCES },
	{ "", "$/root", "file", EACCES },
	{ "", "$/root", "$/root/file", 0 },
	{ "", "$/root/", "$//root/./file", 0 },
	{ "", "$/root", "$/root/dir/file", 0 },
	{ "", "$/root", "$/rootless", EACCES },
	{ "", "$/root", "$/root", EACCES },
	{ "", "$/root", "$/secret", EACCES },
	{ "", "$/root", "$/root/../secret", EACCES },
	{ "", "/", "$/secret", 0 },
};

/* $ is the directory of the test. */
static const char *
there(const char *text)
{
	static char buf[2][256];
	static size_t turn;
	char *b = buf[turn++ % 2];

	(void)snprintf(b, sizeof(buf[0]), "%s%s",
	    text[0] == '$' ? scratch : "", text + (text[0] == '$'));
	return b;
}

static void
file_open_gives_what_may_be_had(void **state)
{
	struct file_rules r;
	struct file f;
	size_t i;
	int result;

	(void)state;
	for (i = 0; i < nitems(reads); i++) {
		r = serve(reads[i].flags, there(reads[i].dir));
		result = file_open(&f, &r, there(reads[i].name));
		if ((result == -1 ? errno : 0) != reads[i].error)
			fail_msg("-%s %s %s: %s", reads[i].flags,
			    reads[i].dir, reads[i].name, strerror(errno));
		assert_int_equal(file_exists(&r, there(reads[i].name),
		    false), result == 0);
		if (result == -1)
			assert_non_null(f.why);
		else
			file_close(&f);
		assert_int_equal(f.fd, -1);
		file_roots_free(&r);
	}
}

static void
file_roots_wants_directories(void **state)
{
	static const char *const none[] = { "nothing" }, *const file[] =
	    { "root/file" }, *const two[] = { "root", "root/dir" };
	struct file_rules r = { .secure = true };

	(void)state;
	assert_int_equal(file_roots(&r, none, 1), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(file_roots(&r, file, 1), -1);
	assert_int_equal(errno, ENOTDIR);
	assert_int_equal(file_roots(&r, two, 2), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(file_roots(&r, two, 0), -1);
	assert_int_equal(errno, EINVAL);
	r.secure = false;		/* then they are absolute */
	assert_int_equal(file_roots(&r, two, 2), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(r.nroots, 0);
}

static void
file_read_ends_where_the_file_did(void **state)
{
	struct file_rules r = serve("s", "root");
	struct file f;
	char buf[16];

	(void)state;
	scratch_write("root/grows", "0123456789", 0644);
	assert_int_equal(file_open(&f, &r, "grows"), 0);
	assert_int_equal(f.size, 10);
	scratch_write("root/grows", "0123456789abcdef", 0644);
	assert_int_equal(file_read(&f, buf, 4, 0), 4);
	assert_memory_equal(buf, "0123", 4);
	assert_int_equal(file_read(&f, buf, 4, 8), 2);
	assert_int_equal(file_read(&f, buf, 4, 10), 0);
	assert_int_equal(file_read(&f, buf, 4, 11), 0);
	assert_int_equal(truncate("root/grows", 5), 0);
	assert_int_equal(file_read(&f, buf, 4, 4), -1);
	assert_int_equal(errno, EIO);
	assert_string_equal(f.why, "has become shorter");
	file_close(&f);
	assert_int_equal(unlink("root/grows"), 0);
	file_roots_free(&r);
}

/* --- writing */

/* "done", or the error; text is written in two pieces. */
static const char *
upload(const struct file_rules *r, const char *name, const char *text)
{
	struct file f;
	size_t half = strlen(text) / 2;

	if (file_create(&f, r, name, -1) == -1 ||
	    file_write(&f, text, half) == -1 ||
	    file_write(&f, text + half, strlen(text) - half) == -1) {
		assert_non_null(f.why);
		file_close(&f);
		return strerror(errno);
	}
	if (file_commit(&f) == -1)
		return strerror(errno);
	assert_int_equal(f.fd, -1);
	return "done";
}

static const struct {
	const char	*flags, *name;
	int		 error;
} writes[] = {
	{ "s", "public", 0 },
	{ "s", "file", EACCES },		/* 0644 */
	{ "sp", "file", 0 },
	{ "sc", "file", EACCES },
	{ "sp", "readonly", EACCES },
	{ "s", "new", ENOENT },
	{ "sc", "new", 0 },
	{ "sck", "public", EEXIST },
	{ "sck", "new", 0 },
	{ "sc", "nodir/new", ENOENT },
	{ "sc", "file/new", ENOTDIR },
	{ "sc", "dir", EISDIR },
	{ "sc", "fifo", ENXIO },
	{ "sc", "../new", EACCES },
	{ "sc", "outdir/new", 0 },		/* is the root itself */
	{ "sc", ".new.tftpd0", EACCES },
	{ "s", "link", 0 },			/* -> public */
};

static void
fixture(void)
{
	(void)unlink("root/new");
	(void)unlink("root/readonly");
	scratch_write("root/public", "old", 0666);
	scratch_write("root/file", "old", 0644);
	scratch_write("root/readonly", "old", 0444);
	scratch_write("root/private", "old", 0600);
}

static void
file_create_lets_write_what_may_be_written(void **state)
{
	struct file_rules r;
	const char *result;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(writes); i++) {
		fixture();
		r = serve(writes[i].flags, "root");
		result = upload(&r, writes[i].name, "new text");
		if (strcmp(result, writes[i].error == 0 ? "done" :
		    strerror(writes[i].error)) != 0)
			fail_msg("-%s %s: %s", writes[i].flags,
			    writes[i].name, result);
		file_roots_free(&r);
	}
	fixture();
}

static void
an_upload_is_there_whole_or_not(void **state)
{
	struct file_rules r = serve("sc", "root");
	struct stat st;
	struct file f;
	int before = entries("root");

	(void)state;
	assert_int_equal(file_create(&f, &r, "public", -1), 0);
	assert_int_equal(file_write(&f, "new", 3), 0);
	assert_string_equal(contents("root/public"), "old");
	assert_string_equal(contents("root/.public.tftpd0"), "new");
	assert_int_equal(stat("root/.public.tftpd0", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	file_close(&f);			/* given up */
	assert_string_equal(contents("root/public"), "old");
	assert_int_equal(entries("root"), before);

	assert_string_equal(upload(&r, "public", "newer"), "done");
	assert_string_equal(contents("root/public"), "newer");
	assert_int_equal(stat("root/public", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0666);
	assert_string_equal(upload(&r, "public", ""), "done");
	assert_string_equal(contents("root/public"), "");
	assert_int_equal(entries("root"), before);
	fixture();
	file_roots_free(&r);
}

static void
new_files_get_the_mode_of_the_umask(void **state)
{
	struct file_rules r = serve("sc", "root");
	struct stat st;

	(void)state;
	assert_string_equal(upload(&r, "new", "x"), "done");
	assert_int_equal(stat("root/new", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0666);
	unlink("root/new");
	r.umask = 027;
	assert_string_equal(upload(&r, "new", "x"), "done");
	assert_int_equal(stat("root/new", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	unlink("root/new");
	file_roots_free(&r);
}

static void
a_link_goes_on_pointing(void **state)
{
	struct file_rules r = serve("sc", "root");
	struct stat st;

	(void)state;
	fixture();
	assert_string_equal(upload(&r, "link", "by the link"), "done");
	assert_string_equal(contents("root/public"), "by the link");
	assert_int_equal(lstat("root/link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	fixture();
	file_roots_free(&r);
}

static void
where_no_file_can_be_made_it_is_written_in_place(void **state)
{
	struct file_rules r = serve("s", "root");
	struct file f, other;

	(void)state;
	assert_int_equal(chmod("root", 0555), 0);
	assert_int_equal(file_create(&f, &r, "public", -1), 0);
	assert_string_equal(contents("root/public"), "old");
	assert_int_equal(file_create(&other, &r, "public", -1), -1);
	assert_int_equal(errno, EBUSY);
	assert_int_equal(file_write(&f, "place", 5), 0);
	assert_int_equal(file_commit(&f), 0);
	assert_string_equal(contents("root/public"), "place");
	assert_string_equal(upload(&r, "public", ""), "done");
	assert_string_equal(contents("root/public"), "");
	r.create = true;
	assert_string_equal(upload(&r, "new", "x"), strerror(EACCES));
	assert_int_equal(chmod("root", 0777), 0);
	fixture();
	file_roots_free(&r);
}

static void
a_directory_that_cannot_be_listed_takes_uploads(void **state)
{
	struct file_rules r = serve("sc", "root");

	(void)state;
	assert_int_equal(chmod("root", 0333), 0);
	assert_string_equal(upload(&r, "new", "blind"), "done");
	assert_int_equal(chmod("root", 0777), 0);
	assert_string_equal(contents("root/new"), "blind");
	unlink("root/new");
	file_roots_free(&r);
}

static void
what_a_crash_left_is_used_up(void **state)
{
	struct file_rules r = serve("sc", "root");
	int before = entries("root"), i;
	struct file f[FILE_SLOTS + 1];

	(void)state;
	scratch_write("root/.new.tftpd0", "left by a crash, and long", 0600);
	assert_string_equal(upload(&r, "new", "x"), "done");
	assert_string_equal(contents("root/new"), "x");
	unlink("root/new");
	assert_int_equal(entries("root"), before);
	for (i = 0; i < FILE_SLOTS; i++)
		assert_int_equal(file_create(&f[i], &r, "new", -1), 0);
	assert_int_equal(file_create(&f[i], &r, "new", -1), -1);
	assert_int_equal(errno, EBUSY);
	for (i = 0; i < FILE_SLOTS; i++) {
		assert_int_equal(file_write(&f[i], &"0123456789"[i], 1), 0);
		assert_int_equal(file_commit(&f[i]), 0);
		assert_int_equal(contents("root/new")[0], '0' + i);
	}
	unlink("root/new");
	assert_int_equal(entries("root"), before);
	file_roots_free(&r);
}

static void
a_name_that_is_a_trap_is_not_written_through(void **state)
{
	struct file_rules r = serve("sc", "root");
	int before;

	(void)state;
	scratch_write("victim", "safe", 0666);
	assert_int_equal(symlink("../victim", "root/.new.tftpd0"), 0);
	assert_int_equal(link("victim", "root/.new.tftpd1"), 0);
	before = entries("root");
	assert_string_equal(upload(&r, "new", "x"), "done");
	assert_string_equal(contents("victim"), "safe");
	assert_string_equal(contents("root/new"), "x");
	unlink("root/new");
	assert_int_equal(entries("root"), before);
	unlink("root/.new.tftpd0");
	unlink("root/.new.tftpd1");
	file_roots_free(&r);
}

static void
keep_holds_against_a_rival(void **state)
{
	struct file_rules r = serve("sck", "root");
	struct file f;
	int before = entries("root");

	(void)state;
	assert_int_equal(file_create(&f, &r, "new", -1), 0);
	scratch_write("root/new", "rival", 0666);
	assert_int_equal(file_write(&f, "mine", 4), 0);
	assert_int_equal(file_commit(&f), -1);
	assert_int_equal(errno, EEXIST);
	assert_string_equal(contents("root/new"), "rival");
	unlink("root/new");
	assert_int_equal(entries("root"), before);
	file_roots_free(&r);
}

static void
what_is_too_large_is_refused(void **state)
{
	struct file_rules r = serve("sc", "root");
	struct file f;
	int before = entries("root");

	(void)state;
	assert_int_equal(file_create(&f, &r, "new", (off_t)1 << 60), -1);
	assert_int_equal(errno, ENOSPC);
	r.upload_max = 10;
	assert_int_equal(file_create(&f, &r, "new", 11), -1);
	assert_int_equal(errno, EFBIG);
	assert_int_equal(file_create(&f, &r, "new", 10), 0);
	assert_int_equal(file_write(&f, "0123456789", 10), 0);
	assert_int_equal(file_write(&f, "x", 1), -1);
	assert_int_equal(errno, EFBIG);
	file_close(&f);
	assert_int_equal(entries("root"), before);
	file_roots_free(&r);
}

static void
errors_have_a_code_and_name_no_path(void **state)
{
	static const struct {
		int error, code;
	} codes[] = {
		{ ENOENT, 1 }, { ENOTDIR, 1 }, { EACCES, 2 }, { EISDIR, 2 },
		{ ELOOP, 2 }, { EROFS, 2 }, { ENOSPC, 3 }, { EDQUOT, 3 },
		{ EFBIG, 3 }, { EEXIST, 6 }, { EIO, 0 }, { EBADF, 0 },
		{ EBUSY, 0 },
	};
	const char *text;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(codes); i++) {
		assert_int_equal(file_error(codes[i].error, &text),
		    codes[i].code);
		assert_null(strchr(text, '/'));
	}
}

static int
make(void **state)
{
	if (scratch_make(state) == -1 || mkdir("root", 0777) == -1 ||
	    chmod("root", 0777) == -1 || mkdir("root/dir", 0755) == -1)
		return -1;
	fixture();
	scratch_write("root/dir/file", "deep", 0644);
	scratch_write("root/.file.tftpd0", "half", 0666);
	scratch_write("secret", "outside", 0644);
	scratch_write("rootless", "outside", 0644);
	if (mkfifo("root/fifo", 0666) == -1 ||
	    symlink("/file", "root/absolute") == -1 ||
	    symlink("../secret", "root/out") == -1 ||
	    symlink("public", "root/link") == -1 ||
	    symlink("..", "root/outdir") == -1)
		return -1;
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(name_clean_takes_paths_apart),
		cmocka_unit_test(name_temporary_knows_its_own),
		cmocka_unit_test(file_open_gives_what_may_be_had),
		cmocka_unit_test(file_roots_wants_directories),
		cmocka_unit_test(file_read_ends_where_the_file_did),
		cmocka_unit_test(file_create_lets_write_what_may_be_written),
		cmocka_unit_test(an_upload_is_there_whole_or_not),
		cmocka_unit_test(new_files_get_the_mode_of_the_umask),
		cmocka_unit_test(a_link_goes_on_pointing),
		cmocka_unit_test(
		    where_no_file_can_be_made_it_is_written_in_place),
		cmocka_unit_test(
		    a_directory_that_cannot_be_listed_takes_uploads),
		cmocka_unit_test(what_a_crash_left_is_used_up),
		cmocka_unit_test(
		    a_name_that_is_a_trap_is_not_written_through),
		cmocka_unit_test(keep_holds_against_a_rival),
		cmocka_unit_test(what_is_too_large_is_refused),
		cmocka_unit_test(errors_have_a_code_and_name_no_path),
	};

	scratch_unprivileged();
	umask(022);
	return cmocka_run_group_tests(tests, make, scratch_remove);
}
