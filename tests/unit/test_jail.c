/*
 * jail: what each stage refuses and what it must allow.  Every case runs in
 * a child; as root each runs a second time without.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#endif

#include "common/jail.h"
#include "common/seccomp.h"
#include "common/scan.h"

#if defined(__linux__) && !defined(JAIL_OFF) && \
    (defined(__x86_64__) || defined(__aarch64__))
#define FILTERED	1
#else
#define FILTERED	0
#endif

#ifdef JAIL_OFF
#define JAIL_IS_OFF	1
#else
#define JAIL_IS_OFF	0
#endif

static char dir[] = "/tmp/test_jail.XXXXXX";

/* Ends the child with the line that failed. */
#define must(c)		do { if (!(c)) _exit(__LINE__ % 251 + 1); } while (0)
#define refused(c)	do { errno = 0; must((c) == -1 && errno == EPERM); \
			} while (0)

static int
child(void (*f)(void), uid_t uid)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (uid != 0 && (setgroups(0, NULL) == -1 ||
		    setresgid(uid, uid, uid) == -1 ||
		    setresuid(uid, uid, uid) == -1))
			_exit(252);
		f();
		_exit(0);
	}
	assert_int_not_equal(pid, -1);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    1000 + WTERMSIG(status);
}

static void
both(void (*f)(void))
{
	assert_int_equal(child(f, 0), 0);
	if (geteuid() == 0)
		assert_int_equal(child(f, 12345), 0);
}

static void
parser_refuses(void)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX, .sun_path = "/x" };
	int pair[2];
	void *p;

	must(socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) == 0);
	must(jail_front() == 0);
	must(jail_enter(JAIL_PARSER, NULL) == 0);
	must(open("/", O_RDONLY) == -1 || JAIL_IS_OFF);
	must(open("/dev/null", O_WRONLY) == -1 || JAIL_IS_OFF);
	must(fork() == -1 || JAIL_IS_OFF);
	if (!FILTERED)
		return;
	refused(open("/", O_RDONLY));
	refused(fork());
	refused(socket(AF_INET, SOCK_STREAM, 0));
	refused(connect(pair[0], (struct sockaddr *)&sun, sizeof(sun)));
	refused(sendto(pair[0], "x", 1, 0, (struct sockaddr *)&sun,
	    sizeof(sun)));
	refused(execl("/bin/true", "true", (char *)NULL));
	refused(kill(getpid(), SIGTERM));
	refused(chmod("/tmp", 0700));
	refused(mkdir("/tmp/x", 0700));
	refused(chdir("/"));
	refused(ioctl(0, 0x5412, "x"));		/* TIOCSTI */
	p = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANON,
	    -1, 0);
	must(p == MAP_FAILED);		/* musl says ENOMEM */
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON,
	    -1, 0);
	must(p != MAP_FAILED);
	refused(mprotect(p, 4096, PROT_READ | PROT_EXEC));
	must(mprotect(p, 4096, PROT_READ) == 0);
	must(send(pair[0], "x", 1, MSG_NOSIGNAL) == 1);
}

static void
a_parser_opens_connects_runs_and_signals_nothing(void **state)
{
	(void)state;
	both(parser_refuses);
}

static void
parser_spools(void)
{
	char path[64], buf[8] = "";
	FILE *f;
	char *p;
	int fd;

	snprintf(path, sizeof(path), "%s/XXXXXX", dir);
	fd = mkstemp(path);
	must(fd != -1 && unlink(path) == 0);
	must(jail_front() == 0 && jail_enter(JAIL_PARSER, NULL) == 0);
	must(write(fd, "hello", 5) == 5 && lseek(fd, 1, SEEK_SET) == 1);
	must(read(fd, buf, 4) == 4 && strcmp(buf, "ello") == 0);
	must(pread(fd, buf, 5, 0) == 5 && pwrite(fd, "j", 1, 0) == 1);
	must(ftruncate(fd, 0) == 0 && fsync(fd) == 0);
	p = malloc(1 << 20);			/* mmap and munmap */
	must(p != NULL && memset(p, 1, 1 << 20) != NULL);
	free(p);
	f = fdopen(fd, "w");
	must(f != NULL && fprintf(f, "%d %s", 1, "x") == 3);
	must(fclose(f) == 0);
}

static void
a_parser_writes_the_spool_it_was_given(void **state)
{
	(void)state;
	both(parser_spools);
}

static void
wide_arguments(void)
{
#ifdef __linux__
	must(jail_enter(JAIL_FILES, dir) == 0);
	must(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0) != -1);
	must(syscall(SYS_socket, AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0) !=
	    -1 || errno == EAFNOSUPPORT);
	if (!FILTERED)
		return;
	refused(syscall(SYS_socket, AF_INET | 1L << 32, SOCK_STREAM, 0));
	refused(syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0));
	refused(syscall(SYS_socket, AF_INET, SOCK_DGRAM, 0));
	refused(syscall(SYS_socket, AF_INET, SOCK_RAW, 0));
	refused(syscall(SYS_mmap, 0, 4096, 1L << 32 | PROT_READ,
	    MAP_PRIVATE | MAP_ANON, -1, 0));
	refused(syscall(SYS_sendto, 0, "", 0, 0, 1L << 32, 0));
	refused(syscall(0x40000000 | SYS_read, 0, "", 0));	/* x32 */
	refused(syscall(-1));
	refused(syscall(511));
	refused(syscall(512));
#endif
}

static void
arguments_are_compared_in_all_64_bits(void **state)
{
	(void)state;
	both(wide_arguments);
}

#if defined(__x86_64__) && FILTERED
static void
other_table(void)
{
	long result;

	must(jail_enter(JAIL_PARSER, NULL) == 0);
	/* getpid of i386 is writev of x86-64, which is allowed. */
	__asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
	must(result == -EPERM);
}
#endif

static void
calls_of_another_architecture_are_refused(void **state)
{
	(void)state;
#if defined(__x86_64__) && FILTERED
	int code = child(other_table, 0);

	if (code == 1000 + SIGSEGV)		/* this kernel has no such */
		skip();
	assert_int_equal(code, 0);
#else
	skip();
#endif
}

static void
make_maildir(void)
{
	char path[80];
	static const char *const sub[] = { "", "/tmp", "/new", "/cur" };
	size_t i;

	for (i = 0; i < nitems(sub); i++) {
		snprintf(path, sizeof(path), "%s/m%ld%s", dir,
		    (long)geteuid(), sub[i]);
		must(mkdir(path, 0700) == 0);
	}
	snprintf(path, sizeof(path), "%s/m%ld", dir, (long)geteuid());
	must(chdir(path) == 0);
}

static void
mail_outside(void)
{
	int fd;

	if (open("../outside", O_RDONLY) != -1)
		_exit(77);			/* no Landlock here */
	must(errno == EACCES);
	must(open("/etc/passwd", O_RDONLY) == -1);
	must(open("../x", O_WRONLY | O_CREAT, 0600) == -1);
	must(rename("cur/b", "../b") == -1);
	must(unlink("../outside") == -1);
	fd = open("cur/b", O_RDONLY);
	must(fd != -1);
	if (!FILTERED)
		return;
	refused(socket(AF_INET, SOCK_STREAM, 0));
	refused(fork());
	refused(execl("/bin/true", "true", (char *)NULL));
	refused(fcntl(fd, F_SETOWN, getppid()));
	refused(chmod("../outside", 0777));
}

static void
mail_works(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct stat st;
	char *map;
	int fd, in;

	make_maildir();
	must(jail_enter(JAIL_MAIL, ".") == 0);
	fd = open("tmp/a", O_RDWR | O_CREAT | O_EXCL, 0600);
	must(fd != -1 && write(fd, "hello\n", 6) == 6 && fsync(fd) == 0);
	must(fdatasync(fd) == 0 && fchmod(fd, 0640) == 0);
	must(futimens(fd, NULL) == 0 && ftruncate(fd, 5) == 0);
	must(fcntl(fd, F_SETLK, &lock) == 0 && fstat(fd, &st) == 0);
	map = mmap(NULL, 5, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	must(map != MAP_FAILED && map[4] == 'o' && munmap(map, 5) == 0);
	must(rename("tmp/a", "new/a") == 0);		/* wants REFER */
	must(link("new/a", "cur/b") == 0 && unlink("new/a") == 0);
	must(stat("cur/b", &st) == 0 && access("cur/b", R_OK) == 0);
	must(mkdir(".Sent", 0700) == 0 && rmdir(".Sent") == 0);
	in = open("cur", O_RDONLY | O_DIRECTORY);
	must(in != -1 && fsync(in) == 0 && renameat(in, "b", in, "c") == 0);
	must(fstatat(in, "c", &st, 0) == 0 && unlinkat(in, "c", 0) == 0);
	must(link("cur/x", "cur/y") == -1 && errno == ENOENT);
	fd = open("cur/b", O_WRONLY | O_CREAT, 0600);
	must(fd != -1);
#ifdef __linux__
	must(inotify_add_watch(inotify_init1(IN_CLOEXEC), "new",
	    IN_CREATE | IN_MOVED_TO) != -1);
	must(syncfs(fd) == 0 && fcntl(fd, F_DUPFD_CLOEXEC, 9) >= 9);
	must(copy_file_range(fd, NULL, fd, NULL, 0, 0) != -1 ||
	    errno != EPERM);
#endif
	mail_outside();
}

static void
mail_lives_below_its_directory_and_nowhere_else(void **state)
{
	int code;

	(void)state;
	code = child(mail_works, 0);
	if (code == 77)
		skip();
	assert_int_equal(code, 0);
	if (geteuid() == 0)
		assert_int_equal(child(mail_works, 12345), 0);
}

static void
two_dirs(void)
{
	char one[64], two[64], none[64];
	const struct jail_dir dirs[] = {
		{ one, -1, false }, { none, -1, false }, { two, -1, true }
	};

	snprintf(one, sizeof(one), "%s/one", dir);
	snprintf(two, sizeof(two), "%s/two", dir);
	snprintf(none, sizeof(none), "%s/none", dir);
	must(jail_enter(JAIL_MAIL, none) == -1 && errno == ENOENT);
	must(jail_enter_some(JAIL_MAIL, dirs, 3) == 0);
	must(open(one, O_RDONLY) != -1 && open(two, O_RDONLY) != -1);
}

static void
of_several_directories_a_missing_one_is_left_out(void **state)
{
	(void)state;
	both(two_dirs);
}

/* Of /proc/self/limits: a name, the soft limit, the hard one. */
#define CORE_OFF	"Max core file size        0                    0 "
#define FORK_OFF	"Max processes             0                    0 "

static void
front_has_nothing(void)
{
	bool root = geteuid() == 0;
	int limits = open("/proc/self/limits", O_RDONLY);
	char text[4096] = "";
	struct rlimit r;
	struct stat st;

	must(jail_front() == 0);
	must(getuid() != 0 && geteuid() != 0 && getgid() != 0);
	if (root) {
		must(getgroups(0, NULL) == 0 && getuid() >= 65534);
		must(stat("/etc", &st) == -1 && errno == ENOENT);
		must(stat("/..", &st) == 0);
		must(open("/x", O_WRONLY | O_CREAT, 0600) == -1);
	}
	must(setuid(0) == -1);
	must(getrlimit(RLIMIT_CPU, &r) == 0 &&
	    (r.rlim_max != RLIM_INFINITY || JAIL_IS_OFF));
	must(jail_enter(JAIL_PARSER, NULL) == 0);
	must(fork() == -1 || JAIL_IS_OFF);
	if (limits != -1) {
		must(read(limits, text, sizeof(text) - 1) > 0);
		must(strstr(text, CORE_OFF) != NULL);
		must(strstr(text, FORK_OFF) != NULL ||
		    JAIL_IS_OFF);
	}
}

static void
a_front_is_nobody_in_an_empty_place(void **state)
{
	(void)state;
	if (geteuid() == 0)
		assert_int_equal(child(front_has_nothing, 0), 0);
	assert_int_equal(child(front_has_nothing,
	    geteuid() == 0 ? 12345 : 0), 0);
}

static void
become_somebody(void)
{
	const gid_t groups[] = { 7000, 7001 };
	gid_t now[4];

	if (geteuid() == 0) {
		must(jail_become(0, 0, NULL, 0) == -1 && errno == EPERM);
		must(jail_become(6000, 6001, groups, 2) == 0);
		must(getgroups(4, now) == 2 && now[0] == 7000);
		must(getuid() == 6000 && getgid() == 6001);
	}
	must(jail_become(getuid(), getgid(), NULL, 0) == 0);
	must(jail_become(getuid() + 1, getgid(), NULL, 0) == -1);
	must(jail_become(getuid(), getgid() + 1, NULL, 0) == -1);
	must(jail_become(0, 0, NULL, 0) == -1);
}

static void
becoming_has_no_way_back_and_never_ends_as_root(void **state)
{
	(void)state;
	both(become_somebody);
}

static void
limited(void)
{
	char path[64];
	void *volatile p = NULL;
	int fd;

	snprintf(path, sizeof(path), "%s/XXXXXX", dir);
	fd = mkstemp(path);
	must(fd != -1 && unlink(path) == 0);
	must(jail_limits(0, 4) == 0);
	must(write(fd, "hello", 5) == 4);
	must(write(fd, "o", 1) == -1 && errno == EFBIG);
#ifndef JAIL_OFF
	must(jail_limits(8 << 20, 0) == 0);
	p = malloc(16 << 20);
	must(p == NULL);
	p = malloc(1 << 20);
	must(p != NULL);
#endif
	(void)p;
}

static void
a_limit_is_an_error_not_a_signal(void **state)
{
	(void)state;
	both(limited);
}

static void
trapping(void)
{
	int null = open("/dev/null", O_WRONLY);

	setenv("POSTERN_JAIL", "trap", 1);
	must(jail_enter(JAIL_PARSER, NULL) == 0);
	must(dup2(null, STDERR_FILENO) == STDERR_FILENO);
	must(0);
}

static void
in_the_tests_a_refused_call_ends_the_process(void **state)
{
	(void)state;
	if (!FILTERED)
		skip();
	assert_int_equal(child(trapping, 0), 128 + SIGSYS);
}

static int
set_up(void **state)
{
	char path[64];
	static const char *const names[] = { "outside", "one", "two" };
	size_t i;
	int fd;

	(void)state;
	if (mkdtemp(dir) == NULL || chmod(dir, 0777) == -1)
		return -1;
	for (i = 0; i < nitems(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		fd = open(path, O_WRONLY | O_CREAT, 0644);
		close(fd);
		if (i > 0 && (unlink(path) == -1 || mkdir(path, 0755) == -1))
			return -1;
	}
	return 0;
}

static int
tear_down(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", dir);
	return system(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_parser_opens_connects_runs_and_signals_nothing),
		cmocka_unit_test(a_parser_writes_the_spool_it_was_given),
		cmocka_unit_test(arguments_are_compared_in_all_64_bits),
		cmocka_unit_test(calls_of_another_architecture_are_refused),
		cmocka_unit_test(
		    mail_lives_below_its_directory_and_nowhere_else),
		cmocka_unit_test(
		    of_several_directories_a_missing_one_is_left_out),
		cmocka_unit_test(a_front_is_nobody_in_an_empty_place),
		cmocka_unit_test(
		    becoming_has_no_way_back_and_never_ends_as_root),
		cmocka_unit_test(a_limit_is_an_error_not_a_signal),
		cmocka_unit_test(
		    in_the_tests_a_refused_call_ends_the_process),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
