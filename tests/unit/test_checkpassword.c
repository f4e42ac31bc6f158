/*
 * postern-checkpassword, the program: what it reads, whom it becomes, and
 * the hashes it makes.  Left out where it has not been built.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/gate.h"
#include "common/password.h"
#include "common/scan.h"

#define NOBODY	65534

static char *program;
static char path[64];
static struct identity who;
static char printed[2048];
static int terminal = -1;	/* a descriptor: standard error, for once */

static void
needs_program(void **state)
{
	(void)state;
	if (program == NULL)
		skip();
}

/* A file as the descriptor of a child. */
static int
temporary(const void *data, size_t len)
{
	char name[] = "/tmp/test_checkpassword.XXXXXX";
	int fd = mkstemp(name);

	assert_int_not_equal(fd, -1);
	unlink(name);
	assert_int_equal(write(fd, data, len), len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/*
 * Runs it with these words, with input on descriptor fd (0 or 3).  Returns
 * its exit code; fills who and printed.
 */
static int
run(int fd, const char *input, size_t len, ...)
{
	char *argv[12] = { program };
	int in = temporary(input, len), out = temporary("", 0);
	int answer = temporary("", 0), status, i;
	ssize_t n;
	va_list ap;
	pid_t pid;

	va_start(ap, len);
	for (i = 1; i < 11 && (argv[i] = va_arg(ap, char *)) != NULL; i++)
		;
	va_end(ap);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		in = fcntl(in, F_DUPFD, 20);
		out = fcntl(out, F_DUPFD, 20);
		answer = fcntl(answer, F_DUPFD, 20);
		dup2(out, 1);
		dup2(terminal != -1 ? terminal : out, 2);
		dup2(answer, 4);
		dup2(in, fd);
		if (fd != 3)
			close(3);
		execv(program, argv);
		_exit(99);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	n = pread(out, printed, sizeof(printed) - 1, 0);
	printed[n > 0 ? n : 0] = '\0';
	memset(&who, 0, sizeof(who));
	n = pread(answer, &who, sizeof(who), 0);
	assert_true(n == 0 || n == (ssize_t)sizeof(who));
	close(in);
	close(out);
	close(answer);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

#define STRING(s)	s, sizeof(s) - 1

static unsigned
some_uid(void)
{
	return geteuid() == 0 ? NOBODY : (unsigned)geteuid();
}

static unsigned
some_gid(void)
{
	return geteuid() == 0 ? NOBODY : (unsigned)getegid();
}

/* One account, joe, with this field. */
static void
use(const char *field)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fprintf(f, "joe:%s:%u:%u::/tmp:/bin/sh:a=b\n", field,
	    some_uid(), some_gid()) > 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(path, 0644), 0);
}

static void
it_reads_the_interface_only(void **state)
{
	char big[1100];

	needs_program(state);
	use("{PLAIN}secret");
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path, NULL),
	    0);
	assert_int_equal(who.verdict, GATE_YES);
	assert_string_equal(who.user, "joe");
	assert_string_equal(who.home, "/tmp");
	assert_string_equal(who.extra, "a=b");
	assert_int_equal(run(3, STRING("Joe\0secret\0<1@x>\0ignored"), "-f",
	    path, NULL), 0);
	assert_int_equal(run(3, STRING("joe\0secret\0"), "-f", path, NULL), 0);
	assert_int_equal(run(3, STRING("joe\0Secret\0\0"), "-f", path, NULL),
	    1);
	assert_int_equal(who.verdict, GATE_NO);
	assert_string_equal(who.reason, "wrong password");
	assert_int_equal(run(3, STRING("joe\0\0\0"), "-f", path, NULL), 1);
	assert_int_equal(run(3, STRING("ann\0secret\0\0"), "-f", path, NULL),
	    1);
	assert_int_equal(run(3, STRING("/joe\0secret\0\0"), "-f", path, NULL),
	    1);
	/* what is no question */
	assert_int_equal(run(3, STRING(""), "-f", path, NULL), 2);
	assert_int_equal(run(3, STRING("joe"), "-f", path, NULL), 2);
	assert_int_equal(run(3, STRING("joe\0secret"), "-f", path, NULL), 2);
	assert_int_equal(run(0, STRING("joe\0secret\0\0"), "-f", path, NULL),
	    2);
	memset(big, 'x', sizeof(big));
	memcpy(big, "joe", 4);
	big[1023] = '\0';
	assert_int_equal(run(3, big, 1024, "-f", path, NULL), 1);
	assert_int_equal(run(3, big, 1025, "-f", path, NULL), 2);
}

static void
its_flags_are_what_the_manual_says(void **state)
{
	needs_program(state);
	use("{PLAIN}secret");
	assert_int_equal(run(3, STRING("joe\0x\0\0"), "-Z", NULL), 2);
	assert_non_null(strstr(printed, "usage:"));
	assert_int_equal(run(3, STRING("joe\0x\0\0"), "-f", NULL), 2);
	assert_int_equal(run(3, STRING("joe\0x\0\0"), "-i", "prog", NULL), 2);
	assert_int_equal(run(0, STRING("x\n"), "-g", "CRYPT", "-n", "0", NULL),
	    2);
	assert_int_equal(run(0, STRING("x\n"), "-g", "CRYPT", "-n", "1000001",
	    NULL), 2);
	assert_int_equal(run(3, STRING("joe\0x\0\0"), "-f", "/nonexistent/x",
	    NULL), 111);
	assert_int_equal(run(3, STRING("joe\0x\0\0"), "-f", "/dev/zero",
	    NULL), 111);
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-s", "-f", path,
	    NULL), 0);
	assert_int_equal(run(0, STRING(""), "-h", NULL), 0);
	assert_non_null(strstr(printed, "usage:"));
	assert_int_equal(run(0, STRING(""), "-V", NULL), 0);
	assert_string_equal(printed, "postern-checkpassword " VERSION "\n");
}

/* A line without ids is one of whoever started it, and never root's. */
static void
it_gives_no_ids_of_its_own(void **state)
{
	FILE *f;

	needs_program(state);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs("joe:{PLAIN}secret:::::\n", f) >= 0);
	assert_int_equal(fclose(f), 0);
	if (geteuid() == 0) {
		assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
		    NULL), 1);
		assert_string_equal(who.reason, "uid 0 is refused");
		assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
		    "/bin/true", NULL), 1);
		return;
	}
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path, NULL),
	    0);
	assert_int_equal(who.uid, geteuid());
}

/* One of the four ids of a process. */
static bool
has_root(pid_t pid)
{
	char name[64], text[4096] = "", *ids;
	unsigned uid[4] = { 0 };
	FILE *f;
	size_t n;

	snprintf(name, sizeof(name), "/proc/%ld/status", (long)pid);
	f = fopen(name, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	ids = strstr(text, "\nUid:");
	assert_non_null(ids);
	assert_int_equal(sscanf(ids, "\nUid: %u %u %u %u", &uid[0], &uid[1],
	    &uid[2], &uid[3]), 4);
	return uid[0] == 0 || uid[1] == 0 || uid[2] == 0 || uid[3] == 0;
}

/* It waits for descriptor fd: by then root is given up, in 10 s at most. */
static void
waits_as_nobody(int fd, const char *input, size_t len, const char *flag,
    const char *value)
{
	int p[2], status, i;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(p), 0);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		int from = fcntl(p[0], F_DUPFD, 20);
		int null = open("/dev/null", O_RDWR);

		close(p[1]);
		dup2(null, 1);
		dup2(null, 4);
		dup2(from, fd);
		execl(program, program, flag, value, NULL);
		_exit(99);
	}
	close(p[0]);
	for (i = 0; i < 1000 && has_root(pid); i++)
		usleep(10000);
	i = has_root(pid);
	n = write(p[1], input, len);
	close(p[1]);
	assert_false(i);
	assert_int_equal(n, len);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
root_opens_and_nobody_reads(void **state)
{
	needs_program(state);
	if (geteuid() != 0 || access("/proc/self/status", R_OK) == -1)
		skip();
	use("{PLAIN}secret");
	assert_int_equal(chmod(path, 0600), 0);
	waits_as_nobody(3, STRING("joe\0secret\0\0"), "-f", path);
	waits_as_nobody(0, STRING("secret\n"), "-g", "CRYPT");
}

/* What is on the terminal now, and its end of the line. */
static void
assert_told(int master, const char *text)
{
	char got[512], expected[512];
	ssize_t n = read(master, got, sizeof(got) - 1);

	assert_true(n > 0);
	got[n] = '\0';
	snprintf(expected, sizeof(expected), "postern-checkpassword: %s\r\n",
	    text);
	assert_string_equal(got, expected);
}

static void
a_terminal_is_told_why(void **state)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);

	needs_program(state);
	if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
		skip();
	terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_int_not_equal(terminal, -1);
	use("{PLAIN}secret");
	assert_int_equal(run(3, STRING("joe\0wrong\0\0"), "-f", path, NULL),
	    1);
	assert_told(master, "wrong password");
	assert_int_equal(run(3, STRING("joe\0wrong\0\0"), "-f", path,
	    "/bin/true", NULL), 1);
	assert_told(master, "wrong password");
	assert_int_equal(run(0, STRING(""), "-f", path, NULL), 2);
	assert_told(master, "descriptor 3 is closed: it gives the user and "
	    "the password");
	assert_int_equal(run(3, STRING("joe\0secret"), "-f", path, NULL), 2);
	assert_told(master, "descriptor 3 does not give a password");
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f",
	    "/nonexistent/x", NULL), 111);
	assert_told(master, "/nonexistent/x: No such file or directory");
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
	    "/nonexistent/x", NULL), 111);
	assert_told(master, "/nonexistent/x: No such file or directory");
	close(terminal);
	close(master);
	terminal = -1;
}

static void
it_becomes_the_user(void **state)
{
	char expected[128];

	needs_program(state);
	use("{PLAIN}secret");
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
	    "/bin/sh", "-c", "echo `id -u` `id -g` $USER $HOME $SHELL `pwd`",
	    NULL), 0);
	snprintf(expected, sizeof(expected), "%u %u joe /tmp /bin/sh /tmp\n",
	    some_uid(), some_gid());
	assert_string_equal(printed, expected);
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
	    "/bin/sh", "-c", "exit 7", NULL), 7);
	assert_int_equal(run(3, STRING("joe\0wrong\0\0"), "-f", path,
	    "/bin/sh", "-c", "exit 7", NULL), 1);
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
	    "/nonexistent/x", NULL), 111);
	if (geteuid() != 0)
		return;
	assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f", path,
	    "/bin/sh", "-c", "id -G", NULL), 0);
	snprintf(expected, sizeof(expected), "%u\n", some_gid());
	assert_string_equal(printed, expected);
}

static void
the_hashes_it_makes_let_in(void **state)
{
	static const char *const schemes[] = {
		"SCRAM-SHA-256", "scram-sha-256", "CRYPT", "SHA512-CRYPT",
		"SHA256-CRYPT", "BLF-CRYPT", "PLAIN"
	};
	size_t i;

	needs_program(state);
	for (i = 0; i < nitems(schemes); i++) {
		assert_int_equal(run(0, STRING("se cret\n"), "-g", schemes[i],
		    "-n", "10", NULL), 0);
		printed[strcspn(printed, "\n")] = '\0';
		assert_int_not_equal(password_scheme(printed, NULL),
		    SCHEME_NONE);
		use(printed);
		assert_int_equal(run(3, STRING("joe\0se cret\0\0"), "-f",
		    path, NULL), 0);
		/* P-5: a no-break space, typed for a space */
		assert_int_equal(run(3, STRING("joe\0se\xc2\xa0""cret\0\0"),
		    "-f", path, NULL), 0);
		assert_int_equal(run(3, STRING("joe\0secret\0\0"), "-f",
		    path, NULL), 1);
	}
}

static void
it_makes_no_hash_that_would_not_work(void **state)
{
	static const struct {
		const char	*scheme, *password;
		int		 code;
	} rows[] = {
		{ "SCRAM-SHA-256", "p\xc3\xa9\n", 1 },
		{ "SCRAM-SHA-256", "a\tb\n", 1 },
		{ "SCRAM-SHA-256", "\n", 1 },
		{ "SCRAM-SHA-256", "", 1 },
		{ "PLAIN", "a:b\n", 1 },
		{ "PLAIN", "p\xc3\xa9\n", 1 },
		{ "MD5", "secret\n", 1 },
		{ "SHA512-CRYPT", "p\xc3\xa9\n", 0 },
	};
	char big[600];
	size_t i;

	needs_program(state);
	for (i = 0; i < nitems(rows); i++)
		assert_int_equal(run(0, rows[i].password,
		    strlen(rows[i].password), "-g", rows[i].scheme, NULL),
		    rows[i].code);
	memset(big, 'x', sizeof(big));
	assert_int_equal(run(0, big, sizeof(big), "-g", "CRYPT", NULL), 1);
	assert_int_equal(run(0, STRING("a\0b\n"), "-g", "CRYPT", NULL), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_reads_the_interface_only),
		cmocka_unit_test(its_flags_are_what_the_manual_says),
		cmocka_unit_test(it_gives_no_ids_of_its_own),
		cmocka_unit_test(root_opens_and_nobody_reads),
		cmocka_unit_test(a_terminal_is_told_why),
		cmocka_unit_test(it_becomes_the_user),
		cmocka_unit_test(the_hashes_it_makes_let_in),
		cmocka_unit_test(it_makes_no_hash_that_would_not_work),
	};
	const char *given = getenv("POSTERN_CHECKPASSWORD");
	int fd, failed;

	program = realpath(given != NULL ? given :
	    "libexec/postern-checkpassword", NULL);
	strcpy(path, "/tmp/test_checkpassword.XXXXXX");
	fd = mkstemp(path);
	if (fd == -1)
		return 1;
	close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	free(program);
	return failed;
}
