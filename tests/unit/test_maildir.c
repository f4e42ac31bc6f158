/* maildir, delivery, quota: names, two-phase delivery, maildirsize. */
#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/delivery.h"
#include "common/maildir.h"
#include "common/quota.h"

#define nitems(a)	(sizeof(a) / sizeof((a)[0]))

static char dir[64];

static int
make_dir(void **state)
{
	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/postern-test.XXXXXX");
	return mkdtemp(dir) == NULL ? -1 : chdir(dir);
}

static int
remove_dir(void **state)
{
	char cmd[128];

	(void)state;
	(void)snprintf(cmd, sizeof(cmd), "rm -rf %s", dir);
	return chdir("/") == -1 || system(cmd) != 0 ? -1 : 0;
}

/* The text ends where an unmapped page begins. */
static const char *
guarded(const char *s, size_t len)
{
	static char *page;
	long size = sysconf(_SC_PAGESIZE);

	if (page == NULL) {
		page = mmap(NULL, (size_t)size * 2, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		assert_true(page != MAP_FAILED);
		assert_int_equal(mprotect(page + size, (size_t)size,
		    PROT_NONE), 0);
	}
	memcpy(page + size - len, s, len);
	return page + size - len;
}

static const struct {
	const char	*name, *base, *letters, *ext;
	size_t		 unique;
	int64_t		 size, vsize;
	unsigned	 flags;
	uint32_t	 keywords;
} names[] = {
	{ "1.M2P3.h", "1.M2P3.h", "", "", 8, -1, -1, 0, 0 },
	{ "1.M2P3.h,S=10,W=12:2,FS", "1.M2P3.h,S=10,W=12", "FS", "", 8, 10, 12,
	    FLAG_FLAGGED | FLAG_SEEN, 0 },
	{ "1.h,W=7:2,", "1.h,W=7", "", "", 3, -1, 7, 0, 0 },
	{ "1.h:2,DFPRSTaz", "1.h", "DFPRSTaz", "", 3, -1, -1, FLAGS_ALL,
	    1u | 1u << 25 },
	{ "1.h:2,SXa,x=1,y", "1.h", "SXa", ",x=1,y", 3, -1, -1, FLAG_SEEN, 1 },
	{ "1.h:1,S", "1.h", "", "", 3, -1, -1, 0, 0 },
	{ "1.h:", "1.h", "", "", 3, -1, -1, 0, 0 },
	{ "1.h:2", "1.h", "", "", 3, -1, -1, 0, 0 },
	{ "1.h,S=", "1.h,S=", "", "", 3, -1, -1, 0, 0 },
	{ "1.h,S=1x,W=3", "1.h,S=1x,W=3", "", "", 3, -1, 3, 0, 0 },
	{ "1.h,S=9999999999999999999", "1.h,S=9999999999999999999", "", "", 3,
	    -1, -1, 0, 0 },
	{ "1.h,S=-1", "1.h,S=-1", "", "", 3, -1, -1, 0, 0 },
	{ "a:2,S:2,F", "a", "S:2", ",F", 1, -1, -1, FLAG_SEEN, 0 },
};

static void
maildir_parse_takes_names_apart(void **state)
{
	struct maildir_name n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(names); i++) {
		size_t len = strlen(names[i].name);

		assert_true(maildir_parse(&n, guarded(names[i].name, len),
		    len));
		assert_int_equal(n.base_len, strlen(names[i].base));
		assert_memory_equal(n.base, names[i].base, n.base_len);
		assert_int_equal(n.unique_len, names[i].unique);
		assert_int_equal(n.size, names[i].size);
		assert_int_equal(n.vsize, names[i].vsize);
		assert_int_equal(n.flags, names[i].flags);
		assert_int_equal(n.keywords, names[i].keywords);
		assert_int_equal(n.letters_len, strlen(names[i].letters));
		assert_memory_equal(n.letters, names[i].letters,
		    n.letters_len);
		assert_int_equal(n.ext_len, strlen(names[i].ext));
		assert_memory_equal(n.ext, names[i].ext, n.ext_len);
	}
}

static void
maildir_parse_refuses_what_is_no_message(void **state)
{
	static const char *const bad[] = { ".", "..", ".hidden", ":2,S",
	    "a/b" };
	char name[MAILDIR_NAME + 2];
	struct maildir_name n;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(bad); i++)
		assert_false(maildir_parse(&n, bad[i], strlen(bad[i])));
	assert_false(maildir_parse(&n, "", 0));
	assert_false(maildir_parse(&n, "a\0b", 3));
	memset(name, 'a', sizeof(name));
	assert_false(maildir_parse(&n, name, MAILDIR_NAME + 1));
	assert_true(maildir_parse(&n, name, MAILDIR_NAME));
}

static void
maildir_info_keeps_unknown_letters_in_order(void **state)
{
	char buf[64];

	(void)state;
	assert_int_equal(maildir_info(buf, sizeof(buf), 0, 0, "", 0, "", 0),
	    3);
	assert_string_equal(buf, ":2,");
	assert_int_not_equal(maildir_info(buf, sizeof(buf),
	    FLAG_SEEN | FLAG_DRAFT, 5, "XSbQ", 4, ",e=1", 4), 0);
	assert_string_equal(buf, ":2,DQSXac,e=1");
	assert_int_equal(maildir_info(buf, 5, FLAGS_ALL, 0, "", 0, "", 0), 0);
	assert_int_equal(errno, ENAMETOOLONG);
	assert_int_equal(maildir_info(buf, 3, 0, 0, "", 0, "", 0), 0);
	assert_int_equal(maildir_info(buf, 9, FLAGS_ALL, 0, "", 0, "", 0), 0);
	assert_int_equal(maildir_info(buf, 10, FLAGS_ALL, 0, "", 0, "", 0), 9);
	assert_int_equal(maildir_info(buf, 6, 0, 0, "", 0, ",xx", 3), 0);
}

static void
maildir_time_reads_the_names_of_all_servers(void **state)
{
	static const struct {
		const char	*name;
		int64_t		 sec;
		uint32_t	 usec;
	} times[] = {
		{ "1795186599.M123456P9Q1.host", 1795186599, 123456 },
		{ "1795186599.V801I23M000042.host", 1795186599, 42 },
		{ "1795186599.4711.host", 1795186599, 0 },
		{ "1795186599.deadbeef.host", 1795186599, 0 },
		{ "1795186599.M99999999P1.host", 1795186599, 999999 },
		{ "1795186599", 1795186599, 0 },
		{ "1795186599.M", 1795186599, 0 },
		{ "99999999999999999999.M1P1.h", 0, 0 },
		{ "msg", 0, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(times); i++) {
		size_t len = strlen(times[i].name);
		struct maildir_time t = maildir_time(guarded(times[i].name,
		    len), len);

		if (times[i].sec != 0)
			assert_int_equal(t.sec, times[i].sec);
		assert_int_equal(t.usec, times[i].usec);
	}
}

static void
maildir_unique_escapes_the_host(void **state)
{
	char a[MAILDIR_NAME + 1], b[MAILDIR_NAME + 1];
	unsigned count = 0;

	(void)state;
	assert_int_equal(maildir_unique(a, sizeof(a), "a/b:c,d", &count), 0);
	assert_int_equal(maildir_unique(b, sizeof(b), "a/b:c,d", &count), 0);
	assert_non_null(strstr(a, ".a\\057b\\072c\\054d"));
	assert_string_not_equal(a, b);
	assert_int_equal(count, 2);
	assert_int_equal(maildir_unique(a, 20, "host", &count), -1);
	assert_int_equal(maildir_unique(a, sizeof(a), NULL, &count), 0);
}

static void
maildir_vsize_counts_lf_without_cr(void **state)
{
	static const struct {
		const char	*text;
		int64_t		 vsize;
	} texts[] = {
		{ "", 0 }, { "a", 1 }, { "\n", 2 }, { "\r\n", 2 },
		{ "a\nb\r\nc\n\n", 11 }, { "\r\r\n\n", 5 },
	};
	int fd = open("v", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *big;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(texts); i++) {
		size_t len = strlen(texts[i].text);

		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, texts[i].text, len, 0), len);
		assert_int_equal(maildir_vsize(fd), texts[i].vsize);
	}
	/* A CR and its LF in two reads. */
	big = calloc(1, 32769);
	big[32767] = '\r';
	big[32768] = '\n';
	assert_int_equal(pwrite(fd, big, 32769, 0), 32769);
	assert_int_equal(maildir_vsize(fd), 32769);
	free(big);
	(void)close(fd);
}

static void
maildir_open_makes_what_is_missing(void **state)
{
	struct maildir md;
	struct stat st;

	(void)state;
	assert_int_equal(maildir_open(&md, AT_FDCWD, "none", 0), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "M", MAILDIR_CREATE), 0);
	assert_int_equal(stat("M/tmp", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	maildir_close(&md);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "M/.x",
	    MAILDIR_CREATE | MAILDIR_FOLDER), 0);
	assert_int_equal(stat("M/.x/maildirfolder", &st), 0);
	maildir_close(&md);
	maildir_close(&md);
	assert_int_equal(rmdir("M/.x/cur"), 0);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "M/.x", 0), -1);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "M/.x", MAILDIR_CREATE),
	    0);
	maildir_close(&md);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "no/such",
	    MAILDIR_CREATE), -1);
}

static void
maildir_root_is_made_empty(void **state)
{
	struct stat st;
	int fd;

	(void)state;
	fd = maildir_root("R");
	assert_int_not_equal(fd, -1);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	(void)close(fd);
	assert_int_equal(stat("R/cur", &st), -1);
	fd = maildir_root("R");
	assert_int_not_equal(fd, -1);
	(void)close(fd);
	assert_int_equal(maildir_root("no/such"), -1);
	assert_int_equal(errno, ENOENT);
}

static void
maildir_home_is_made_once(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(maildir_home("home"), 0);
	assert_int_equal(stat("home", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_int_equal(maildir_home("home"), 0);
	assert_int_equal(maildir_home("home/ann"), 0);
	assert_int_equal(stat("home/ann", &st), 0);
	assert_int_equal(maildir_home("/"), 0);
	assert_int_equal(maildir_home("no/such"), -1);
	assert_int_equal(errno, ENOENT);
}

static void
maildir_folder_ok_refuses_unsafe_names(void **state)
{
	static const char *const good[] = { ".a", ".a.b", ".Sent &AOk-" };
	static const char *const bad[] = { "", ".", "..", "a", "..a", ".a..b",
	    ".a.", ".a/b", ".a\n", "./", ".\177" };
	char name[MAILDIR_NAME + 2];
	size_t i;
	int root;

	(void)state;
	for (i = 0; i < nitems(good); i++)
		assert_true(maildir_folder_ok(good[i]));
	for (i = 0; i < nitems(bad); i++)
		assert_false(maildir_folder_ok(bad[i]));
	memset(name, 'a', sizeof(name));
	name[0] = '.';
	name[254] = '\0';
	assert_false(maildir_folder_ok(name));

	root = open("M", O_RDONLY | O_DIRECTORY);
	assert_true(maildir_tag_folder(root, "x", name, sizeof(name)));
	assert_string_equal(name, ".x");
	assert_false(maildir_tag_folder(root, "y", name, sizeof(name)));
	assert_false(maildir_tag_folder(root, "../M/.x", name, sizeof(name)));
	assert_false(maildir_tag_folder(root, ".", name, sizeof(name)));
	(void)close(root);
}

static int
count_entry(void *arg, const char *name, size_t len)
{
	assert_int_equal(strlen(name), len);
	++*(int *)arg;
	return 0;
}

static int
entries(int fd)
{
	int n = 0;

	assert_int_equal(maildir_list(fd, count_entry, &n), 0);
	return n;
}

static void
delivery_gives_its_name_last(void **state)
{
	struct maildir md;
	struct delivery d;
	struct maildir_name n;
	unsigned count = 0;

	(void)state;
	assert_int_equal(maildir_open(&md, AT_FDCWD, "D", MAILDIR_CREATE), 0);
	assert_int_equal(delivery_begin(&d, &md, "h", &count), 0);
	assert_int_equal(write(d.fd, "a\nb\n", 4), 4);
	assert_int_equal(delivery_prepare(&d, -1), 0);
	assert_int_equal(entries(md.new), 0);
	assert_int_equal(delivery_place(&d), 0);
	assert_int_equal(delivery_sync(&md, d.in_cur), 0);
	assert_int_equal(entries(md.new), 1);
	assert_int_equal(entries(md.tmp), 0);
	assert_true(maildir_parse(&n, d.name, strlen(d.name)));
	assert_int_equal(n.size, 4);
	assert_int_equal(n.vsize, 6);
	assert_false(n.has_info);
	assert_int_equal(faccessat(md.new, d.name, F_OK, 0), 0);

	/* With flags, to cur/. */
	assert_int_equal(delivery_begin(&d, &md, "h", &count), 0);
	assert_int_equal(delivery_date(&d, 86400), 0);
	assert_int_equal(delivery_prepare(&d, 77), 0);
	assert_int_equal(delivery_flags(&d, FLAG_SEEN, 2), 0);
	assert_int_equal(delivery_place(&d), 0);
	assert_int_equal(delivery_sync(&md, d.in_cur), 0);
	assert_int_equal(entries(md.cur), 1);
	assert_non_null(strstr(d.name, ",S=0,W=77:2,Sb"));
	maildir_close(&md);
}

static void
delivery_abort_leaves_nothing(void **state)
{
	struct maildir md;
	struct delivery d, other, zero;
	unsigned count = 0;

	(void)state;
	memset(&zero, 0, sizeof(zero));
	delivery_abort(&zero);
	assert_int_equal(maildir_open(&md, AT_FDCWD, "A", MAILDIR_CREATE), 0);
	assert_int_equal(delivery_begin(&d, &md, "h", &count), 0);
	delivery_abort(&d);
	assert_int_equal(delivery_begin(&d, &md, "h", &count), 0);
	assert_int_equal(delivery_prepare(&d, -1), 0);
	delivery_abort(&d);
	assert_int_equal(delivery_begin(&d, &md, "h", &count), 0);
	assert_int_equal(delivery_prepare(&d, -1), 0);
	assert_int_equal(delivery_place(&d), 0);
	assert_int_equal(delivery_sync(&md, d.in_cur), 0);
	other = d;
	delivery_abort(&d);
	delivery_abort(&d);
	assert_int_equal(entries(md.tmp) + entries(md.new) + entries(md.cur),
	    0);

	/* 3. A name that is taken is not taken over. */
	d = other;
	d.placed = false;
	(void)close(openat(md.new, d.name, O_CREAT | O_WRONLY, 0600));
	(void)close(openat(md.tmp, d.tmp, O_CREAT | O_WRONLY, 0600));
	assert_int_equal(delivery_place(&d), -1);
	assert_int_equal(errno, EEXIST);
	delivery_abort(&d);
	assert_int_equal(errno, EEXIST);
	assert_int_equal(entries(md.tmp), 0);
	assert_int_equal(entries(md.new), 1);

	/* tmp/ has gone: nothing was begun. */
	(void)close(md.tmp);
	md.tmp = -1;
	assert_int_equal(delivery_begin(&d, &md, "h", &count), -1);
	delivery_abort(&d);
	maildir_close(&md);
}

static void
clean_tmp_takes_only_old_files(void **state)
{
	struct maildir md;
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	int fd;

	(void)state;
	assert_int_equal(maildir_open(&md, AT_FDCWD, "T", MAILDIR_CREATE), 0);
	fd = openat(md.tmp, "old", O_CREAT | O_WRONLY, 0600);
	assert_int_equal(futimens(fd, old), 0);
	(void)close(fd);
	(void)close(openat(md.tmp, "young", O_CREAT | O_WRONLY, 0600));
	assert_int_equal(maildir_clean_tmp(md.tmp, time(NULL)), 0);
	assert_int_equal(entries(md.tmp), 1);
	maildir_close(&md);
}

static void
quota_parse_sums_the_lines(void **state)
{
	static const struct {
		const char	*text;
		int		 result;
		struct quota	 q;
		unsigned	 lines;
	} files[] = {
		{ "1000S,10C\n", 0, { 1000, 10, 0, 0 }, 0 },
		{ "1000S\n 100 1\n-30 -1\n", 0, { 1000, 0, 70, 0 }, 2 },
		{ "5C\n          12 3\n7 1", 0, { 0, 5, 12, 3 }, 1 },
		{ "5C,1000S\njunk\n1 1\n", 0, { 1000, 5, 1, 1 }, 2 },
		{ "", -1, { 0, 0, 0, 0 }, 0 },
		{ "1000S", -1, { 0, 0, 0, 0 }, 0 },
		{ "1000X\n", -1, { 0, 0, 0, 0 }, 0 },
		{ "1000\n", -1, { 1000, 0, 0, 0 }, 0 },
		{ "-5S\n", -1, { 0, 0, 0, 0 }, 0 },
		{ "99999999999999999999S\n", -1, { 0, 0, 0, 0 }, 0 },
		{ "1S\n99999999999999999999 1\n", 0, { 1, 0, 0, 0 }, 1 },
	};
	struct quota q;
	unsigned lines;
	size_t i;

	(void)state;
	for (i = 0; i < nitems(files); i++) {
		size_t len = strlen(files[i].text);
		int r = quota_parse(guarded(files[i].text, len), len, &q,
		    &lines);

		assert_int_equal(r, files[i].result);
		if (r == -1)
			continue;
		assert_memory_equal(&q, &files[i].q, sizeof(q));
		assert_int_equal(lines, files[i].lines);
	}
}

static void
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	(void)close(fd);
}

static void
quota_answers_and_recounts(void **state)
{
	struct maildir md, trash;
	struct quota q;
	int root;

	(void)state;
	assert_int_equal(maildir_open(&md, AT_FDCWD, "Q", MAILDIR_CREATE), 0);
	assert_int_equal(maildir_open(&trash, AT_FDCWD, "Q/.Trash",
	    MAILDIR_CREATE), 0);
	root = md.dir;
	assert_int_equal(quota_read(root, &q), 0);
	assert_int_equal(quota_check(root, 1 << 30, 1), QUOTA_OK);
	assert_int_equal(quota_add(root, 1, 1), 0);

	write_file("Q/maildirsize", "1000S,3C\n");
	assert_int_equal(quota_add(root, 600, 1), 0);
	assert_int_equal(quota_add(root, 300, 1), 0);
	assert_int_equal(quota_read(root, &q), 1);
	assert_int_equal(q.bytes, 900);
	assert_int_equal(q.count, 2);
	assert_int_equal(quota_check(root, 100, 1), QUOTA_OK);

	/* Over by the file, but not in truth: T and .Trash do not count. */
	write_file("Q/cur/1.h,S=500:2,S", "");
	write_file("Q/cur/2.h,S=500:2,T", "");
	write_file("Q/new/3.h", "12345");
	write_file("Q/.Trash/cur/4.h,S=500:2,S", "");
	assert_int_equal(quota_check(root, 101, 1), QUOTA_OK);
	assert_int_equal(quota_read(root, &q), 1);
	assert_int_equal(q.bytes, 505);
	assert_int_equal(q.count, 2);
	assert_int_equal(quota_check(root, 496, 1), QUOTA_OVER);
	assert_int_equal(quota_check(root, 1, 2), QUOTA_OVER);
	assert_int_equal(entries(md.tmp), 0);
	maildir_close(&md);
	maildir_close(&trash);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(maildir_parse_takes_names_apart),
		cmocka_unit_test(maildir_parse_refuses_what_is_no_message),
		cmocka_unit_test(maildir_info_keeps_unknown_letters_in_order),
		cmocka_unit_test(maildir_time_reads_the_names_of_all_servers),
		cmocka_unit_test(maildir_unique_escapes_the_host),
		cmocka_unit_test(maildir_vsize_counts_lf_without_cr),
		cmocka_unit_test(maildir_open_makes_what_is_missing),
		cmocka_unit_test(maildir_root_is_made_empty),
		cmocka_unit_test(maildir_home_is_made_once),
		cmocka_unit_test(maildir_folder_ok_refuses_unsafe_names),
		cmocka_unit_test(delivery_gives_its_name_last),
		cmocka_unit_test(delivery_abort_leaves_nothing),
		cmocka_unit_test(clean_tmp_takes_only_old_files),
		cmocka_unit_test(quota_parse_sums_the_lines),
		cmocka_unit_test(quota_answers_and_recounts),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("maildir", tests, make_dir,
	    remove_dir);
}
