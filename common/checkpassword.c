/*
 * postern-checkpassword: one user and one password on descriptor 3, yes or
 * no in the exit code.  See postern-checkpassword(8).
 *
 * The servers run it where they cannot look themselves: they may have no
 * crypt(3) and no NSS, and start faster without.  It talks to no client.
 * Started by root it fetches what root alone may, work() says how, and is
 * nobody before it looks at it.
 */
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/checkrun.h"
#include "common/enrol.h"
#include "common/jail.h"
#include "common/password.h"
#include "common/scan.h"
#include "common/vouch.h"

#define NAME		"postern-checkpassword"
#define IN_FD		3
#define OUT_FD		4
#define GROUPS_MAX	65536		/* NGROUPS_MAX of Linux */

struct options {
	struct vouch	 vouch;		/* -d, -f, -i, -s */
	const char	*scheme;	/* -g */
	uint64_t	 iterations;	/* -n */
	bool		 report;	/* -r */
	bool		 help, version;
	char		**program;	/* empty: answer on descriptor 4 */
};

/* What descriptor 3 said: "user\0password\0timestamp\0". */
struct question {
	char	 text[CHECKRUN_INPUT_MAX + 2];	/* ends with a NUL */
	size_t	 len;
};

static struct identity who;

static int
misused(const char *reason)
{
	vouch_no(&who, reason);
	return EXIT_MISUSED;
}

/* The proof that it is for good is jail_nobody()'s. */
static int
give_up_root(void)
{
	return geteuid() == 0 ? jail_nobody() : 0;
}

static void
read_question(struct question *q)
{
	ssize_t n;

	while (q->len < sizeof(q->text) - 1 && (n = read(IN_FD, q->text +
	    q->len, sizeof(q->text) - 1 - q->len)) != 0)
		if (n > 0)
			q->len += (size_t)n;
		else if (errno != EINTR)
			break;
	close(IN_FD);
}

/* With -i the user is enough. */
static int
examine(struct vouch *v, const struct question *q)
{
	const char *end = q->text + q->len;
	const char *password = memchr(q->text, '\0', q->len);
	char user[ACCOUNT_NAME_SIZE];
	size_t len;

	if (q->len > CHECKRUN_INPUT_MAX)
		return misused("descriptor 3 says too much");
	if (password == NULL)
		return misused("descriptor 3 does not name a user");
	password++;
	len = strnlen(password, (size_t)(end - password));
	if (!v->identify && password + len == end)
		return misused("descriptor 3 does not give a password");
	if (!account_name(q->text, strlen(q->text), user))
		return vouch_no(&who, "not a user name");
	return vouch(v, user, password, len, &who);
}

/*
 * As root only what has to be: a passwd-file is opened, and then nobody
 * reads the question, or the question is read, to ask the system for what it
 * tells nobody else.
 */
static int
work(struct vouch *v)
{
	static struct question q;
	int code;

	if (v->passwd == NULL)
		read_question(&q);
	scan_lower(q.text);		/* the name, as account_name() does */
	vouch_fetch(v, q.text);
	if (give_up_root() == -1) {
		snprintf(who.reason, sizeof(who.reason), "root remains");
		return EXIT_TEMPORARY;
	}
	if (v->passwd != NULL)
		read_question(&q);
	code = examine(v, &q);
	explicit_bzero(&q, sizeof(q));
	return code;
}

static int
take_env(char *to, size_t size, const char *name)
{
	const char *value = getenv(name);

	if (value == NULL)
		value = "";
	return scan_copy(to, size, value, strlen(value)) ? 0 : -1;
}

/* -r: a foreign program has checked, and has made us this. */
static int
report(void)
{
	static gid_t groups[GROUPS_MAX];
	int n = getgroups(GROUPS_MAX, groups);

	if (getuid() == 0)
		return vouch_no(&who, "uid 0 is refused");
	if (n == -1)
		return vouch_temporary(&who, "getgroups");
	if (n > (int)nitems(who.groups))
		n = (int)nitems(who.groups);
	memcpy(who.groups, groups, (size_t)n * sizeof(groups[0]));
	who.ngroups = (uint32_t)n;
	who.uid = getuid();
	who.gid = getgid();
	if (take_env(who.user, sizeof(who.user), "USER") == -1 ||
	    take_env(who.home, sizeof(who.home), "HOME") == -1 ||
	    take_env(who.shell, sizeof(who.shell), "SHELL") == -1) {
		errno = ENAMETOOLONG;
		return vouch_temporary(&who, "environment");
	}
	who.verdict = GATE_YES;
	return EXIT_YES;
}

/* On a terminal somebody tries it, and has no record to read. */
static int
tell(int code)
{
	if (code != EXIT_YES && isatty(STDERR_FILENO))
		fprintf(stderr, NAME ": %s\n", who.reason);
	return code;
}

/* Without a program: the answer on descriptor 4, and as our exit code. */
static int
answer(int code)
{
	if (write(OUT_FD, &who, sizeof(who)) != (ssize_t)sizeof(who) &&
	    code == EXIT_YES)
		code = misused("no program, and descriptor 4 takes no record");
	return tell(code);
}

/* Of who is the user by now. */
static int
run_program(char **argv)
{
	if (!scan_ends(who.user, sizeof(who.user)) ||
	    !scan_ends(who.home, sizeof(who.home)) ||
	    !scan_ends(who.shell, sizeof(who.shell)))
		return EXIT_TEMPORARY;
	if (chdir(who.home) == -1)
		return vouch_temporary(&who, "the home directory");
	signal(SIGPIPE, SIG_DFL);
	if (setenv("USER", who.user, 1) == 0 &&
	    setenv("HOME", who.home, 1) == 0 && setenv("SHELL",
	    who.shell[0] != '\0' ? who.shell : "/bin/sh", 1) == 0)
		execvp(argv[0], argv);
	return vouch_temporary(&who, argv[0]);
}

/*
 * Root stays root until it is known whom to become.  Another process finds
 * that out and gives up root for it; this one sees no password, and of what
 * that one says looks only at whom to become.
 */
static int
work_apart(struct options *o)
{
	int fd[2], status;
	bool whole;
	pid_t pid;

	signal(SIGCHLD, SIG_DFL);	/* else there is nothing to wait for */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd) == -1 ||
	    (pid = fork()) == -1)
		return EXIT_TEMPORARY;
	if (pid == 0)
		_exit(dup2(fd[1], OUT_FD) == -1 ? EXIT_TEMPORARY :
		    answer(work(&o->vouch)));
	close(fd[1]);
	whole = recv(fd[0], &who, sizeof(who), MSG_WAITALL) == sizeof(who);
	close(fd[0]);
	close(IN_FD);
	if (waitpid(pid, &status, 0) == -1 || !WIFEXITED(status))
		return EXIT_TEMPORARY;
	if (WEXITSTATUS(status) != EXIT_YES)
		return WEXITSTATUS(status);
	if (!whole || who.ngroups > nitems(who.groups) || jail_become(who.uid,
	    who.gid, who.groups, who.ngroups) == -1) {
		if (isatty(STDERR_FILENO))
			fputs(NAME ": cannot become the user\n", stderr);
		return EXIT_TEMPORARY;
	}
	return tell(run_program(o->program));
}

static int
make_field(const struct options *o)
{
	char password[PASSWORD_MAX + 1] = "", field[ACCOUNT_HASH_SIZE];
	const char *wrong = "no password, or too long a one";
	int len = -1;

	if (give_up_root() == -1)
		wrong = "cannot give up root";
	else if ((len = enrol_read(password, sizeof(password))) != -1)
		wrong = enrol(o->scheme, password, (size_t)len,
		    (uint32_t)o->iterations, field, sizeof(field));
	explicit_bzero(password, sizeof(password));
	if (wrong != NULL) {
		fprintf(stderr, NAME ": %s\n", wrong);
		return EXIT_NO;
	}
	return puts(field) == EOF || fflush(stdout) == EOF ?
	    EXIT_TEMPORARY : EXIT_YES;
}

static int
usage(FILE *to)
{
	fputs("usage: " NAME " [-ds] [-f file] [program ...]\n"
	    "       " NAME " -i | -r | -h | -V\n"
	    "       " NAME " -g scheme [-n iterations]\n"
	    "  -d               hashes of 13 characters (DES) count\n"
	    "  -f file          accounts of a passwd-file\n"
	    "  -g scheme        make the hash of a password\n"
	    "  -h               this help\n"
	    "  -i               is there such a user?\n"
	    "  -n iterations    for -g SCRAM-SHA-256\n"
	    "  -r               report who this process is\n"
	    "  -s               the shell must be in /etc/shells\n"
	    "  -V               version\n"
	    "Descriptor 3 gives the user and the password; see "
	    NAME "(8).\n", to);
	return to == stdout ? EXIT_YES : EXIT_MISUSED;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	int c;

	o->iterations = ENROL_ITERATIONS;
	while ((c = getopt(argc, argv, "+df:g:hin:rsV")) != -1)
		switch (c) {
		case 'd':
			o->vouch.des = true;
			break;
		case 'f':
			o->vouch.passwd = optarg;
			break;
		case 'g':
			o->scheme = optarg;
			break;
		case 'h':
			o->help = true;
			break;
		case 'i':
			o->vouch.identify = true;
			break;
		case 'n':
			if (!scan_number(optarg, PASSWORD_ITERATIONS_MAX,
			    &o->iterations) || o->iterations == 0)
				return false;
			break;
		case 'r':
			o->report = true;
			break;
		case 's':
			o->vouch.need_shell = true;
			break;
		case 'V':
			o->version = true;
			break;
		default:
			return false;
		}
	o->program = argv + optind;
	return !((o->scheme != NULL || o->vouch.identify || o->report) &&
	    *o->program != NULL);
}

int
main(int argc, char **argv)
{
	static struct options o;

	signal(SIGPIPE, SIG_IGN);
	if (!read_options(&o, argc, argv))
		return usage(stderr);
	if (o.help)
		return usage(stdout);
	if (o.version)
		return puts(NAME " " VERSION) == EOF ? EXIT_TEMPORARY :
		    EXIT_YES;
	if (o.scheme != NULL)
		return make_field(&o);
	if (o.report)
		return answer(report());
	if (fcntl(IN_FD, F_GETFD) == -1)
		return answer(misused("descriptor 3 is closed: it gives the "
		    "user and the password"));
	return *o.program == NULL ? answer(work(&o.vouch)) : work_apart(&o);
}
