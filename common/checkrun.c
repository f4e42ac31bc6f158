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
#include "common/master.h"
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

char *
checkrun_path(void)
{
	static char program[] = PROGRAM;
	char *path = getenv(PROGRAM_ENV);

	return path != NULL && *path == '/' ? path : program;
}

bool
identity_ok(const struct identity *who)
{
	return who->verdict <= GATE_EXPIRED &&
	    who->salt_len <= sizeof(who->salt) &&
	    who->ngroups <= nitems(who->groups) &&
	    scan_ends(who->user, sizeof(who->user)) &&
	    scan_ends(who->home, sizeof(who->home)) &&
	    scan_ends(who->shell, sizeof(who->shell)) &&
	    scan_ends(who->extra, sizeof(who->extra)) &&
	    scan_ends(who->reason, sizeof(who->reason));
}

/*
 * In the child; returns when it cannot.  What it starts ends with it, and it
 * has its time even when nobody is left to end it.
 */
static void
become(char *const argv[], int in, int out)
{
	int fd, null = open("/dev/null", O_RDWR | O_CLOEXEC);

	setsid();
	alarm(CHECKRUN_SECONDS + 1);
	null = fcntl(null, F_DUPFD, SPARE_FD);
	in = fcntl(in, F_DUPFD, SPARE_FD);
	out = fcntl(out, F_DUPFD, SPARE_FD);
	for (fd = 0; fd < IN_FD; fd++)
		if (dup2(null, fd) == -1)
			return;
	if (dup2(in, IN_FD) == -1 || dup2(out, OUT_FD) == -1)
		return;
	for (fd = OUT_FD + 1; fd < INHERITED_FDS; fd++)
		close(fd);
	signal(SIGPIPE, SIG_DFL);
	execvp(argv[0], argv);
}

/* Until it ends or is ended. */
int
checkrun_program(char *const argv[], int in, int out)
{
	int64_t deadline = line_now() + CHECKRUN_SECONDS * 1000;
	struct timespec nap = { 0, FIRST_NAP };
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		become(argv, in, out);
		_exit(NOT_RUN);
	}
	while (pid != -1 && waitpid(pid, &status, WNOHANG) == 0) {
		if (line_now() >= deadline)
			(void)kill(-pid, SIGKILL);
		(void)nanosleep(&nap, NULL);
		if (nap.tv_nsec < LONGEST_NAP)
			nap.tv_nsec *= 2;
	}
	return status;
}

/* What its exit code and its record come to. */
static void
judge(struct identity *who, int status, int error, bool record)
{
	const size_t size = sizeof(who->reason);
	bool expired;

	if (!record)
		memset(who, 0, sizeof(*who));
	expired = who->verdict == GATE_EXPIRED;
	who->verdict = GATE_TEMPORARY;
	if (status == -1)
		snprintf(who->reason, size, "checkpassword: %s",
		    error == ETIMEDOUT ? "no answer" : strerror(error));
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

/* Two pipes: to read from, to write to, and again. */
static bool
open_pipes(int fd[4])
{
	if (pipe2(fd, O_CLOEXEC) == -1)
		return false;
	if (pipe2(fd + 2, O_CLOEXEC) == 0)
		return true;
	close(fd[0]);
	close(fd[1]);
	return false;
}

/*
 * What is said to it is in the pipe before it runs, and what it says is
 * read when it has ended: a pipe holds either.
 */
enum gate_verdict
checkrun(struct master *m, char *const argv[], const void *input,
    size_t len, struct identity *who)
{
	int64_t deadline = line_now() + CHECKRUN_SECONDS * 1000;
	int fd[4], status = -1, error;
	bool record = false;

	memset(who, 0, sizeof(*who));
	if (open_pipes(fd)) {
		status = write(fd[1], input, len) == (ssize_t)len ? 0 : -1;
		close(fd[1]);
		if (status == 0)
			status = m != NULL ? master_run(m, fd[0], fd[3]) :
			    checkrun_program(argv, fd[0], fd[3]);
		close(fd[0]);
		close(fd[3]);
		error = errno;
		if (status != -1 && WIFSIGNALED(status) &&
		    line_now() >= deadline) {
			status = -1;
			error = ETIMEDOUT;
		}
		record = record_read(fd[2], who, sizeof(*who), line_now()) &&
		    identity_ok(who);
		close(fd[2]);
	} else {
		error = errno;
	}
	judge(who, status, error, record);
	return (enum gate_verdict)who->verdict;
}
