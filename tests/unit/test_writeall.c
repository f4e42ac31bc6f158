/* writeall: nothing is left out when a signal or a full pipe cuts it short. */
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/writeall.h"

#define ALARMS	500

static char bytes[1 << 20];

static volatile sig_atomic_t alarms;

/* Not for ever: under valgrind the next is due before this one is over. */
static void
on_alarm(int sig)
{
	static const struct itimerval never;

	(void)sig;
	if (++alarms == ALARMS)
		(void)setitimer(ITIMER_REAL, &never, NULL);
}

/* In a child: reads to the end, slowly; 0 when it was all of bytes[]. */
static int
read_all(int fd)
{
	char piece[1000];
	size_t at = 0;
	ssize_t n;

	while ((n = read(fd, piece, sizeof(piece))) > 0) {
		if ((size_t)n > sizeof(bytes) - at ||
		    memcmp(piece, bytes + at, (size_t)n) != 0)
			return 1;
		at += (size_t)n;
	}
	return at == sizeof(bytes) ? 0 : 2;
}

static void
signals_lose_nothing(void **state)
{
	/* Not restarted: write(2) comes up short or with EINTR. */
	struct sigaction sa = { .sa_handler = on_alarm };
	struct itimerval often = { { 0, 200 }, { 0, 200 } }, never = { 0 };
	int fd[2], status;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		close(fd[1]);
		_exit(read_all(fd[0]));
	}
	close(fd[0]);
	assert_int_equal(sigaction(SIGALRM, &sa, NULL), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &often, NULL), 0);
	assert_int_equal(write_all(fd[1], bytes, sizeof(bytes)), 0);
	assert_int_equal(setitimer(ITIMER_REAL, &never, NULL), 0);
	close(fd[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void
a_place_is_kept_to(void **state)
{
	FILE *f = tmpfile();
	char got[6] = "";

	(void)state;
	assert_non_null(f);
	assert_int_equal(write_all(fileno(f), "......", 6), 0);
	assert_int_equal(write_all_at(fileno(f), "ab", 2, 3), 0);
	assert_int_equal(write_all(fileno(f), "", 0), 0);
	assert_int_equal(pread(fileno(f), got, 6, 0), 6);
	assert_memory_equal(got, "...ab.", 6);
	fclose(f);
}

/* The part that fits is written before the error is seen. */
static void
a_full_file_is_an_error(void **state)
{
	const struct rlimit small = { 100, 100 };
	FILE *f = tmpfile();
	struct stat st;
	int status;
	pid_t pid;

	(void)state;
	assert_non_null(f);
	pid = fork();
	assert_int_not_equal(pid, -1);
	if (pid == 0) {
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &small) == -1)
			_exit(1);
		if (write_all(fileno(f), bytes, 200) != -1 || errno != EFBIG)
			_exit(2);
		errno = 0;
		if (write_all_at(fileno(f), bytes, 200, 50) != -1 ||
		    errno != EFBIG)
			_exit(3);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_int_equal(fstat(fileno(f), &st), 0);
	assert_int_equal(st.st_size, 100);
	fclose(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signals_lose_nothing),
		cmocka_unit_test(a_place_is_kept_to),
		cmocka_unit_test(a_full_file_is_an_error)
	};
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)(i * 31 + i / 251);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
