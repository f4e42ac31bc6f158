/*
 * postern-checkpassword: one user and one password on descriptor 3, yes or
 * no in the exit code.  See postern-checkpassword(8).
 *
 * The servers run it where they cannot look themselves: they may have no
 * crypt(3) and no NSS, and start faster without.  It has no terminal, talks
 * to no client, and runs with the privilege of whoever started it.
 */
#include <sys/types.h>

#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/checkrun.h"
#include "common/enrol.h"
#include "common/native.h"
#include "common/password.h"
#include "common/scan.h"

/* The exit codes of the interface. */
enum {
	EXIT_YES = 0,
	EXIT_NO = 1,
	EXIT_MISUSED = 2,
	EXIT_TEMPORARY = 111
};

#define IN_FD		3
#define OUT_FD		4
#define GROUPS_MAX	65536		/* NGROUPS_MAX of Linux */

struct options {
	const char	*passwd;	/* -f */
	const char	*scheme;	/* -g */
	uint64_t	 iterations;	/* -n */
	bool		 des;		/* -d */
	bool		 identify;	/* -i */
	bool		 report;	/* -r */
	bool		 need_shell;	/* -s */
	char		**program;	/* empty: answer on descriptor 4 */
};

/* What descriptor 3 said. */
struct question {
	char	 user[ACCOUNT_NAME_SIZE];
	size_t	 len;
	char	 password[CHECKRUN_INPUT_MAX];
};

static struct identity who;

/* The reason goes to whoever started us, through the record. */
static int
no(const char *reason)
{
	memset(&who, 0, sizeof(who));
	snprintf(who.reason, sizeof(who.reason), "%s", reason);
	return EXIT_NO;
}

/* RFC 5530: EXPIRED is for who has the right password. */
static int
no_more(const char *reason)
{
	int status = no(reason);

	who.verdict = GATE_EXPIRED;
	return status;
}

static int
temporary(const char *what)
{
	who.verdict = GATE_TEMPORARY;
	snprintf(who.reason, sizeof(who.reason), "%s: %s", what,
	    strerror(errno));
	return EXIT_TEMPORARY;
}

static int
yes(const struct options *o)
{
	if (who.uid == 0)
		return no("uid 0 is refused");
	if (o->need_shell && !account_shell_ok(who.shell))
		return no("not a login shell");
	if (o->passwd == NULL)
		native_groups(&who);
	who.verdict = GATE_YES;
	return EXIT_YES;
}

/* All of descriptor 3, or -1 when it is more than anybody may say. */
static ssize_t
read_all(char *buf, size_t size)
{
	size_t used = 0;
	ssize_t n;

	while ((n = read(IN_FD, buf + used, size - used)) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 || (used += (size_t)n) == size)
			return -1;
	}
	close(IN_FD);
	return (ssize_t)used;
}

/* "user\0password\0timestamp\0"; with -i the user is enough. */
static int
read_question(const struct options *o, struct question *q)
{
	char buf[CHECKRUN_INPUT_MAX + 1];
	const char *password, *end;
	ssize_t n = read_all(buf, sizeof(buf));
	bool good = false;

	if (n == -1)
		return EXIT_MISUSED;
	end = buf + n;
	password = memchr(buf, '\0', (size_t)n);
	if (password != NULL) {
		good = account_name(buf, (size_t)(password - buf), q->user);
		password++;
		q->len = strnlen(password, (size_t)(end - password));
		memcpy(q->password, password, q->len);
	}
	if (password == NULL || (!o->identify && password + q->len == end)) {
		explicit_bzero(buf, sizeof(buf));
		return EXIT_MISUSED;
	}
	explicit_bzero(buf, sizeof(buf));
	return good ? EXIT_YES : no("not a user name");
}

/* Fills who, hash and dummy from the passwd-file. */
static enum native
file_find(const char *path, const char *user, char hash[ACCOUNT_HASH_SIZE],
    char dummy[ACCOUNT_HASH_SIZE])
{
	struct account a, first;
	int fd = account_open(path), n = -1;

	if (fd != -1)
		n = account_find(fd, user, false, &a, &first);
	if (n == -1)
		return NATIVE_TROUBLE;
	close(fd);
	if (first.name[0] != '\0')
		memcpy(dummy, first.hash, sizeof(first.hash));
	if (n == 1) {
		memcpy(hash, a.hash, sizeof(a.hash));
		who.uid = a.uid;
		who.gid = a.gid;
		snprintf(who.user, sizeof(who.user), "%s", a.name);
		snprintf(who.home, sizeof(who.home), "%s", a.home);
		snprintf(who.shell, sizeof(who.shell), "%s", a.shell);
		snprintf(who.extra, sizeof(who.extra), "%s", a.extra);
	}
	explicit_bzero(&a, sizeof(a));
	explicit_bzero(&first, sizeof(first));
	return n == 1 ? NATIVE_FOUND : NATIVE_NONE;
}

/*
 * The same for the system's accounts; *why: nobody may log in here; *expired:
 * nor there, which is told to who knows the password.  All is read for
 * everybody, so that it tells nothing who was there.
 */
static enum native
system_find(const struct options *o, const char *user,
    char hash[ACCOUNT_HASH_SIZE], char dummy[ACCOUNT_HASH_SIZE],
    const char **why, const char **expired)
{
	enum native found = native_find(user, &who), hashed;
	int trouble = errno;

	if (o->identify)
		return found;
	hashed = native_hash(user, o->des, hash, why, expired);
	if (found == NATIVE_FOUND)
		trouble = errno;
	native_any_hash(dummy);
	errno = trouble;
	return found == NATIVE_FOUND ? hashed : found;
}

/* Is it he?  Somebody unknown or locked out takes as long (P-1). */
static int
check(const struct options *o, const struct question *q)
{
	char hash[ACCOUNT_HASH_SIZE] = "", dummy[ACCOUNT_HASH_SIZE] = "";
	const char *why = NULL, *expired = NULL;
	enum native found;
	bool same;

	if (o->passwd != NULL)
		found = file_find(o->passwd, q->user, hash, dummy);
	else
		found = system_find(o, q->user, hash, dummy, &why,
		    &expired);
	if (found == NATIVE_TROUBLE)
		return temporary(o->passwd != NULL ? o->passwd : q->user);
	if (o->identify)	/* no secret: passwd(5) is for all to read */
		return found == NATIVE_FOUND ? yes(o) : no("no such user");
	if (found == NATIVE_NONE)
		why = "no such user";
	else if (why == NULL && password_scheme(hash, NULL) == SCHEME_NONE)
		why = "the account is locked";
	same = native_check(why != NULL ? dummy : hash, q->password, q->len);
	explicit_bzero(hash, sizeof(hash));
	explicit_bzero(dummy, sizeof(dummy));
	if (why != NULL)
		return no(why);
	if (same && expired != NULL)
		return no_more(expired);
	return same ? yes(o) : no("wrong password");
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

	if (n == -1)
		return temporary("getgroups");
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
		return temporary("environment");
	}
	if (who.uid == 0)
		return no("uid 0 is refused");
	who.verdict = GATE_YES;
	return EXIT_YES;
}

/* Groups before gid before uid, and no way back. */
static int
become(void)
{
	if (geteuid() != 0) {
		if (who.uid == geteuid() && who.gid == getegid())
			return 0;
		errno = EPERM;
		return -1;
	}
	if (setgroups(who.ngroups, who.groups) == -1 ||
	    setresgid(who.gid, who.gid, who.gid) == -1 ||
	    setresuid(who.uid, who.uid, who.uid) == -1)
		return -1;
	if (setuid(0) != -1 || seteuid(0) != -1) {
		errno = EPERM;
		return -1;
	}
	return 0;
}

static int
run_program(char **argv)
{
	if (become() == -1 || chdir(who.home) == -1 ||
	    setenv("USER", who.user, 1) == -1 ||
	    setenv("HOME", who.home, 1) == -1 ||
	    setenv("SHELL", who.shell[0] != '\0' ? who.shell : "/bin/sh",
	    1) == -1)
		return EXIT_TEMPORARY;
	execvp(argv[0], argv);
	return EXIT_TEMPORARY;
}

static int
make_field(const struct options *o)
{
	char password[PASSWORD_MAX + 1] = "", field[ACCOUNT_HASH_SIZE];
	const char *wrong = "no password, or too long a one";
	int len = enrol_read(password, sizeof(password));

	if (len != -1)
		wrong = enrol(o->scheme, password, (size_t)len,
		    (uint32_t)o->iterations, field, sizeof(field));
	explicit_bzero(password, sizeof(password));
	if (wrong != NULL) {
		fprintf(stderr, "postern-checkpassword: %s\n", wrong);
		return EXIT_NO;
	}
	return puts(field) == EOF || fflush(stdout) == EOF ?
	    EXIT_TEMPORARY : EXIT_YES;
}

static int
usage(void)
{
	fputs("usage: postern-checkpassword [-ds] [-f file] [program ...]\n"
	    "       postern-checkpassword -i | -r\n"
	    "       postern-checkpassword -g scheme [-n iterations]\n"
	    "postern-checkpassword " VERSION ", see "
	    "postern-checkpassword(8)\n", stderr);
	return EXIT_MISUSED;
}

static bool
read_options(struct options *o, int argc, char **argv)
{
	int c;

	o->iterations = ENROL_ITERATIONS;
	while ((c = getopt(argc, argv, "+df:g:in:rs")) != -1)
		switch (c) {
		case 'd':
			o->des = true;
			break;
		case 'f':
			o->passwd = optarg;
			break;
		case 'g':
			o->scheme = optarg;
			break;
		case 'i':
			o->identify = true;
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
			o->need_shell = true;
			break;
		default:
			return false;
		}
	o->program = argv + optind;
	return !((o->scheme != NULL || o->identify || o->report) &&
	    *o->program != NULL);
}

/* Without a program: the answer on descriptor 4, and as our exit code. */
static int
answer(int code)
{
	if (write(OUT_FD, &who, sizeof(who)) != (ssize_t)sizeof(who) &&
	    code == EXIT_YES)
		return EXIT_MISUSED;
	return code;
}

int
main(int argc, char **argv)
{
	static struct options o;
	static struct question q;
	int code;

	signal(SIGPIPE, SIG_IGN);
	if (!read_options(&o, argc, argv))
		return usage();
	if (o.scheme != NULL)
		return make_field(&o);
	if (o.report)
		return answer(report());
	code = read_question(&o, &q);
	if (code == EXIT_YES)
		code = check(&o, &q);
	explicit_bzero(&q, sizeof(q));
	if (*o.program == NULL)
		return answer(code);
	if (code != EXIT_YES)
		return code;
	signal(SIGPIPE, SIG_DFL);
	return run_program(o.program);
}
