/* account: the passwd-file, well-formed, odd, hostile and large. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/account.h"
#include "common/scan.h"

static struct account a, first;

static int
file(const char *text, size_t len)
{
	char name[] = "/tmp/test_account.XXXXXX";
	int fd = mkstemp(name);

	assert_int_not_equal(fd, -1);
	unlink(name);
	assert_int_equal(write(fd, text, len), len);
	return fd;
}

static int
find(const char *text, const char *user, bool local)
{
	int fd = file(text, strlen(text));
	int found = account_find(fd, user, local, &a, &first);

	close(fd);
	return found;
}

static void
account_name_keeps_to_p_5(void **state)
{
	static const struct {
		const char	*in;
		size_t		 len;
		const char	*out;		/* NULL: refused */
	} rows[] = {
		{ "joe", 3, "joe" },
		{ "Joe@EXAMPLE.org", 15, "joe@example.org" },
		{ "j\xc3\x96", 3, "j\xc3\x96" },
		{ "j.o+e_-'", 8, "j.o+e_-'" },
		{ "", 0, NULL },
		{ ".joe", 4, NULL },
		{ "#joe", 4, NULL },
		{ "../joe", 6, NULL },
		{ "jo/e", 4, NULL },
		{ "jo:e", 4, NULL },
		{ "jo e", 4, NULL },
		{ "joe\0", 4, NULL },
		{ "jo\0e", 4, NULL },
		{ "joe\r", 4, NULL },
		{ "joe\n", 4, NULL },
		{ "jo\x7f", 3, NULL },
		{ "jo\t", 3, NULL },
	};
	char out[ACCOUNT_NAME_SIZE], longest[ACCOUNT_NAME_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(account_name(rows[i].in, rows[i].len, out),
		    rows[i].out != NULL);
		assert_string_equal(out, rows[i].out != NULL ?
		    rows[i].out : "");
	}
	memset(longest, 'a', sizeof(longest));
	assert_true(account_name(longest, sizeof(longest) - 1, out));
	assert_false(account_name(longest, sizeof(longest), out));
}

static void
account_find_reads_every_field(void **state)
{
	(void)state;
	assert_int_equal(find("joe:{PLAIN}x:1000:1001:Joe:/h/joe:/bin/sh:"
	    "quota=1M perm=rw:x\n", "joe", false), 1);
	assert_string_equal(a.name, "joe");
	assert_string_equal(a.hash, "{PLAIN}x");
	assert_int_equal(a.uid, 1000);
	assert_int_equal(a.gid, 1001);
	assert_string_equal(a.home, "/h/joe");
	assert_string_equal(a.shell, "/bin/sh");
	assert_string_equal(a.extra, "quota=1M perm=rw:x");
}

static void
account_find_takes_lines_as_people_write_them(void **state)
{
	static const struct {
		const char	*text;
		int		 found;
		const char	*hash, *home;
	} rows[] = {
		{ "joe:h", 1, "h", "" },		/* no newline */
		{ "joe:h\r\n", 1, "h", "" },
		{ "joe:h::::/x", 1, "h", "/x" },
		{ "# all\n\n\njoe:h:::\n", 1, "h", "" },
		{ "JOE:h\n", 1, "h", "" },
		{ "joe\n", 1, "", "" },
		{ "joe:\n", 1, "", "" },
		{ "joey:1\njo:2\njoe:3\njoe:4\n", 1, "3", "" },
		{ "#joe:h\n", 0, "", "" },
		{ "", 0, "", "" },
		{ "\n", 0, "", "" },
		{ ":h:1:1\n", 0, "", "" },
		{ "joex", 0, "", "" },
		{ "jo", 0, "", "" },
		/* a bad line is no account, the next may be */
		{ "joe:1:x:1\njoe:2:1:1\n", 1, "2", "" },
		{ "joe:1:1\njoe:2\n", 1, "2", "" },	/* uid without gid */
		{ "joe:1::1\n", -1, "", "" },
		{ "joe:1:-1:1\n", -1, "", "" },
		{ "joe:1:1:+1\n", -1, "", "" },
		{ "joe:1:1: 1\n", -1, "", "" },
		{ "joe:1:4294967294:1\n", 1, "1", "" },
		{ "joe:1:4294967295:1\n", -1, "", "" },
		{ "joe:1:4294967296:1\n", -1, "", "" },
		{ "joe:1:99999999999999999999999:1\n", -1, "", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		assert_int_equal(find(rows[i].text, "joe", false),
		    rows[i].found);
		if (rows[i].found == -1)
			assert_int_equal(errno, EBADMSG);
		if (rows[i].found != 1)
			continue;
		assert_string_equal(a.hash, rows[i].hash);
		assert_string_equal(a.home, rows[i].home);
	}
}

static void
account_find_gives_empty_ids_the_callers(void **state)
{
	(void)state;
	assert_int_equal(find("joe:h\n", "joe", false), 1);
	assert_int_equal(a.uid, geteuid());
	assert_int_equal(a.gid, getegid());
	assert_true(a.ours);
	assert_int_equal(find("joe:h:7:8\n", "joe", false), 1);
	assert_false(a.ours);
}

static void
account_find_prefers_the_whole_address(void **state)
{
	static const char both[] = "joe:bare\njoe@here:whole\n";
	static const char bare[] = "joe:bare\njoe@there:there\n";

	(void)state;
	assert_int_equal(find(both, "joe@here", false), 1);
	assert_string_equal(a.hash, "whole");
	assert_int_equal(find(both, "joe@here", true), 1);
	assert_string_equal(a.hash, "whole");
	assert_int_equal(find(both, "joe", true), 1);
	assert_string_equal(a.hash, "bare");
	assert_int_equal(find(bare, "joe@here", true), 1);
	assert_string_equal(a.hash, "bare");
	assert_string_equal(a.name, "joe");
	assert_int_equal(find(bare, "joe@here", false), 0);
	/* He has a line: the other's mail is not his because it is wrong. */
	assert_int_equal(find("joe:bare\njoe@here:x:bad:1\n", "joe@here",
	    true), -1);
}

static void
account_find_says_who_is_first(void **state)
{
	static const char text[] =
	    "# all\nroot:*\nbin:x\nftp:!$6$x$y\ncd\n"
	    "ann:$6$salt$hash:1:1\njoe:{PLAIN}x:2:2\n";

	(void)state;
	assert_int_equal(find(text, "nobody", false), 0);
	assert_string_equal(first.name, "ann");
	assert_int_equal(find(text, "joe", false), 1);
	assert_string_equal(first.name, "ann");
	assert_int_equal(find("root:*\n", "nobody", false), 0);
	assert_string_equal(first.name, "");
}

/* Each before a good line, which must still be found. */
static void
account_find_survives_hostile_lines(void **state)
{
	static char text[200000];
	static const size_t lens[] = {
		ACCOUNT_LINE_MAX - 1, ACCOUNT_LINE_MAX, ACCOUNT_LINE_MAX + 1,
		32767, 32768, 32769, 36863, 36864, 36865, 65535, 65536,
		65537, 150000
	};
	static const char good[] = "\njoe:found:1:1\n";
	size_t i, len;
	int fd;

	(void)state;
	for (i = 0; i < nitems(lens); i++) {
		memset(text, 'x', lens[i]);
		memcpy(text, "joe:no:", 7);
		len = lens[i] + sizeof(good) - 1;
		memcpy(text + lens[i], good, sizeof(good));
		fd = file(text, len);
		assert_int_equal(account_find(fd, "joe", false, &a, NULL), 1);
		assert_string_equal(a.hash, "found");
		close(fd);
		/* the end of the file in the middle of such a line */
		fd = file(text, lens[i]);
		assert_int_equal(account_find(fd, "joe", false, &a, &first),
		    lens[i] <= ACCOUNT_LINE_MAX ? -1 : 0);
		assert_int_not_equal(account_mechanisms(fd), 0);
		close(fd);
	}
	fd = file("joe:a\0b\njoe:found\n", 18);
	assert_int_equal(account_find(fd, "joe", false, &a, NULL), 1);
	assert_string_equal(a.hash, "found");
	close(fd);
}

static void
account_find_wants_a_file(void **state)
{
	int fds[2];

	(void)state;
	assert_int_equal(account_find(-1, "joe", false, &a, &first), -1);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(account_find(fds[0], "joe", false, &a, NULL), -1);
	close(fds[0]);
	close(fds[1]);
}

static void
account_mechanisms_are_those_of_every_account(void **state)
{
#define V	"{SCRAM-SHA-256}4096,c2FsdA==,a,b"
	static const struct {
		const char	*text;
		unsigned	 strong;
	} rows[] = {
		{ "a:" V "\nb:" V "\n", MECHANISM_SCRAM },
		{ "a:" V "\n# b:{PLAIN}x\nroot:*\nbin:!x\n",
		    MECHANISM_SCRAM },
		{ "a:" V "\nb:$6$x$y\n", 0 },
		{ "a:$6$x$y\nb:" V "\n", 0 },
		{ "a:{PLAIN}x\nb:{CLEARTEXT}y\n", MECHANISM_APOP },
		{ "a:{PLAIN}x\nb:" V "\n", 0 },
		{ "a:{PLAIN}x\nb:{CRYPT}$6$x$y\n", 0 },
		{ "a:x\n", 0 },
		{ "", 0 },
		{ "# nobody\n", 0 },
	};
	unsigned got;
	size_t i;
	int fd;

	(void)state;
	for (i = 0; i < nitems(rows); i++) {
		fd = file(rows[i].text, strlen(rows[i].text));
		got = account_mechanisms(fd);
		close(fd);
		assert_int_equal(got, rows[i].strong | MECHANISM_PLAIN |
		    MECHANISM_LOGIN);
	}
	assert_int_equal(account_mechanisms(-1), MECHANISM_PLAIN |
	    MECHANISM_LOGIN);
}

static void
account_extra_finds_whole_keys(void **state)
{
	static const char extra[] = "quota=10M, perm=rw\tempty nologin,x=a=b";
	char value[8];

	(void)state;
	assert_true(account_extra(extra, "quota", value, sizeof(value)));
	assert_string_equal(value, "10M");
	assert_true(account_extra(extra, "perm", value, sizeof(value)));
	assert_string_equal(value, "rw");
	assert_true(account_extra(extra, "empty", value, sizeof(value)));
	assert_string_equal(value, "");
	assert_true(account_extra(extra, "x", value, sizeof(value)));
	assert_string_equal(value, "a=b");
	assert_false(account_extra(extra, "quot", value, sizeof(value)));
	assert_false(account_extra(extra, "uota", value, sizeof(value)));
	assert_false(account_extra(extra, "rw", value, sizeof(value)));
	assert_false(account_extra("", "quota", value, sizeof(value)));
	assert_false(account_extra(" , ", "quota", value, sizeof(value)));
	assert_false(account_extra("k=12345678", "k", value, sizeof(value)));
}

/* What it costs is printed, not tested. */
static void
account_find_reads_ten_thousand(void **state)
{
	static char text[2000000];
	struct timespec t, u;
	size_t len = 0;
	int fd, i;

	(void)state;
	for (i = 0; i < 10000; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "user%04d@example.org:$6$0123456789abcdef$%086d:5000:5000"
		    "::/var/mail/example.org/user%04d::\n", i, i, i);
	fd = file(text, len);
	clock_gettime(CLOCK_MONOTONIC, &t);
	assert_int_equal(account_find(fd, "user9999@example.org", false, &a,
	    &first), 1);
	clock_gettime(CLOCK_MONOTONIC, &u);
	assert_string_equal(a.home, "/var/mail/example.org/user9999");
	print_message("# the last of 10,000 accounts in %ld us\n",
	    (u.tv_sec - t.tv_sec) * 1000000 + (u.tv_nsec - t.tv_nsec) / 1000);
	close(fd);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(account_name_keeps_to_p_5),
		cmocka_unit_test(account_find_reads_every_field),
		cmocka_unit_test(
		    account_find_takes_lines_as_people_write_them),
		cmocka_unit_test(account_find_gives_empty_ids_the_callers),
		cmocka_unit_test(account_find_prefers_the_whole_address),
		cmocka_unit_test(account_find_says_who_is_first),
		cmocka_unit_test(account_find_survives_hostile_lines),
		cmocka_unit_test(account_find_wants_a_file),
		cmocka_unit_test(
		    account_mechanisms_are_those_of_every_account),
		cmocka_unit_test(account_extra_finds_whole_keys),
		cmocka_unit_test(account_find_reads_ten_thousand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
