#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/checkrun.h"
#include "common/lineio.h"
#include "common/record.h"
#include "common/scan.h"

#ifndef LIBEXECDIR
#define LIBEXECDIR	"/usr/local/libexec/postern"
#endif

#define PROGRAM		LIBEXECDIR "/postern-checkpassword"
#define PROGRAM_ENV	"POSTERN_CHECKPASSWORD"	/* a build tree has its own */

#define WRONG		1	/* exit code: the password is not right */
#define NOT_RUN		127	/* exit code, as the shell has it */

#define IN_FD		3
#define OUT_FD		4
#define SPARE_FD	10	/* above both */
#define INHERITED_FDS	64	/* ours close on exec; others' need not */

#define FIRST_NAP	50000		/* ns: mostly it is just exiting */
#define LONGEST_NAP	10000000

const char *
checkrun_path(void)
{
	const char *path = getenv(PROGRAM_ENV);

	return path != NULL && *path == '/' ? path : PROGRAM;
}

static bool
ends(const char *s, size_t size)
{
	return memchr(s, '\0', size) != NULL;
}

bool
identity_ok(const struct identity *who)
{
	return who->verdict <= GATE_EXPIRED &&
	    who->salt_len <= sizeof(who->salt) &&
	    who->ngroups <= nitems(who->groups) &&
	    ends(who->user, sizeof(who->user)) &&
	    ends(who->home, sizeof(who->home)) &&
	    ends(who->shell, sizeof(who->shell)) &&
	    ends(who->extra, sizeof(who->extra)) &&
	    ends(who->reason, sizeof(who->reason));
}

/* In the child; returns when it cannot. */
static void
become(const char *const argv[], int in, int out)
{
	char *args[CHECKRUN_WORDS];
	int null = open("/dev/null", O_RDWR | O_CLOEXEC), fd;
	sigset_t none;
	size_t i;

	for (i = 0; i < nitems(args); i++) {
		memcpy(&args[i], &argv[i], sizeof(args[i]));
		if (args[i] == NULL)
			break;
	}
	in = fcntl(in, F_DUPFD, SPARE_FD);
	out = fcntl(out, F_DUPFD, SPARE_FD);
	null = fcntl(null, F_DUPFD, SPARE_FD);
	if (i == nitems(args) || in == -1 || out == -1 || null == -1)
		return;
	for (fd = 0; fd < IN_FD; fd++)
		if (dup2(null, fd) == -1)
			return;
	if (dup2(in, IN_FD) == -1 || dup2(out, OUT_FD) == -1)
		return;
	for (fd = OUT_FD + 1; fd < INHERITED_FDS; fd++)
		close(fd);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGALRM, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execvp(args[0], args);
}

/*
 * Starts it; *out is where it will write.  The input goes into the pipe
 * before anybody reads it: it fits, and no reader can be gone yet.
 */
static pid_t
start(const char *const argv[], const void *input, size_t len, int *out)
{
	int in[2] = { -1, -1 }, answer[2] = { -1, -1 }, saved;
	pid_t pid = -1;

	signal(SIGCHLD, SIG_DFL);	/* else there is nothing to wait for */
	if (pipe2(in, O_CLOEXEC) == 0 && pipe2(answer, O_CLOEXEC) == 0 &&
	    write(in[1], input, len) == (ssize_t)len)
		pid = fork();
	if (pid == 0) {
		close(in[1]);
		become(argv, in[0], answer[1]);
		_exit(NOT_RUN);
	}
	saved = errno;
	if (in[0] != -1) {
		close(in[0]);
		close(in[1]);
	}
	if (answer[1] != -1)
		close(answer[1]);
	if (pid == -1 && answer[0] != -1)
		close(answer[0]);
	*out = answer[0];
	errno = saved;
	return pid;
}

/*
 * Its status, or -1 when it had to be killed at the deadline.  It has closed
 * its end of the pipe, so that the first naps can be short.
 */
static int
reap(pid_t pid, int64_t deadline)
{
	struct timespec nap = { 0, FIRST_NAP };
	int status;
	pid_t got;

	for (;;) {
		got = waitpid(pid, &status, WNOHANG);
		if (got == pid)
			return status;
		if (got == -1 && errno != EINTR)
			return -1;
		if (line_now() >= deadline)
			break;
		nanosleep(&nap, NULL);
		if (nap.tv_nsec < LONGEST_NAP)
			nap.tv_nsec *= 2;
	}
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	return -1;
}

/* What its exit code and its record come to. */
static void
judge(struct identity *who, int status, bool record)
{
	const size_t size = sizeof(who->reason);
	bool expired;

	if (!record)
		memset(who, 0, sizeof(*who));
	expired = who->verdict == GATE_EXPIRED;
	who->verdict = GATE_TEMPORARY;
	if (status == -1)
		snprintf(who->reason, size, "checkpassword: no answer");
	else if (WIFSIGNALED(status))
		snprintf(who->reason, size, "checkpassword: signal %d",
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) == WRONG) {
		who->verdict = expired ? GATE_EXPIRED : GATE_NO;
		if (who->reason[0] == '\0')
			snprintf(who->reason, size, "no such login");
	} else if (WEXITSTATUS(status) == 0 && record)
		who->verdict = GATE_YES;
	else if (WEXITSTATUS(status) == 0)
		snprintf(who->reason, size, "checkpassword: no identity");
	else if (WEXITSTATUS(status) == NOT_RUN)
		snprintf(who->reason, size, "checkpassword: cannot be run");
	else if (who->reason[0] == '\0')
		snprintf(who->reason, size, "checkpassword: exit code %d",
		    WEXITSTATUS(status));
}

enum gate_verdict
checkrun(const char *const argv[], const void *input, size_t len,
    struct identity *who)
{
	int64_t deadline = line_now() + CHECKRUN_SECONDS * 1000;
	bool record;
	pid_t pid;
	int out;

	memset(who, 0, sizeof(*who));
	pid = start(argv, input, len, &out);
	if (pid == -1) {
		who->verdict = GATE_TEMPORARY;
		snprintf(who->reason, sizeof(who->reason),
		    "checkpassword: %s", strerror(errno));
		return GATE_TEMPORARY;
	}
	record = record_read(out, who, sizeof(*who), deadline) &&
	    identity_ok(who);
	close(out);
	judge(who, reap(pid, deadline), record);
	return (enum gate_verdict)who->verdict;
}
