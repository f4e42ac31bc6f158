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
		dup2(out, 2);
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
