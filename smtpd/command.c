/*
 * command: runs a program on a message.  See command.h.
 */
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/log.h"
#include "common/writeall.h"
#include "smtpd/command.h"

extern char **environ;

#define PATH_DEFAULT	"/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin" \
			":/sbin:/bin"
#define NOT_EXECUTED	127	/* as the shell has it */
#define TELL_FD		3	/* by which a child says why it is not */
#define TICK		50	/* ms between looks whether it has ended */
#define LAST_READS	64	/* a full pipe of 4 KiB pieces, and the ends;
				   what it left running may still write */

/* One run: our ends of its pipes, and what we have of its output. */
struct run {
	struct command	*c;
	pid_t		 pid;
	int		 in, out, err;
	int		 why;		/* struct failure, when not executed */
	off_t		 fed;		/* of head and file */
	int64_t		 deadline;
	size_t		 nout, nerr;
	char		 first_out[GATE_TEXT];
	char		 first_err[GATE_TEXT];
};

/* From a child that is not the program. */
struct failure {
	int	 error;
	bool	 no_dir;
};

void
command_env(struct command_env *e, const char *user, const char *home)
{
	e->n = e->used = 0;
	e->envp[0] = NULL;
	command_env_add(e, "PATH", PATH_DEFAULT);
	if (user == NULL)
		return;
	command_env_add(e, "HOME", home);
	command_env_add(e, "USER", user);
	command_env_add(e, "LOGNAME", user);
	command_env_add(e, "SHELL", "/bin/sh");
}

void
command_env_add(struct command_env *e, const char *name, const char *value)
{
	size_t len = strlen(name), start = e->used, n, last = 0;

	if (e->n == COMMAND_ENV || len + 2 > sizeof(e->bytes) - start)
		return;
	memcpy(e->bytes + start, name, len);
	e->bytes[start + len] = '=';
	n = start + len + 1;
	for (; *value != '\0'; value++) {
		if (n + 1 == sizeof(e->bytes) ||
		    n - start == COMMAND_ENV_VALUE) {
			if (last != 0)
				n = last;
			break;
		}
		if (*value == '\n')
			last = n;
		if ((unsigned char)*value >= ' ' || *value == '\n')
			e->bytes[n++] = *value;
	}
	e->bytes[n++] = '\0';
	e->envp[e->n++] = e->bytes + start;
	e->envp[e->n] = NULL;
	e->used = n;
}

static void
close_fd(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}

/* All above those: the peer, the master, files, the log. */
static void
close_rest(void)
{
	int fd, max;

#ifdef SYS_close_range
	if (syscall(SYS_close_range, TELL_FD + 1U, ~0U, 0U) == 0)
		return;
#endif
	max = (int)sysconf(_SC_OPEN_MAX);
	for (fd = TELL_FD + 1; fd < (max > 0 && max < 65536 ? max : 65536); fd++)
		close(fd);
}

static _Noreturn void
not_executed(bool no_dir)
{
	struct failure f;

	memset(&f, 0, sizeof(f));		/* what is between them, too */
	f.error = errno;
	f.no_dir = no_dir;
	if (write(TELL_FD, &f, sizeof(f)) == -1)
		_exit(NOT_EXECUTED);	/* it counts all the same */
	_exit(NOT_EXECUTED);
}

/* In the child.  in, out, err and why are above TELL_FD. */
static void
become_program(const struct command *c, int in, int out, int err, int why)
{
	sigset_t none;

	setsid();
	if (dup2(in, 0) == -1 || dup2(out, 1) == -1 || dup2(err, 2) == -1 ||
	    dup2(why, TELL_FD) == -1)
		_exit(NOT_EXECUTED);
	(void)fcntl(TELL_FD, F_SETFD, FD_CLOEXEC);
	close_rest();
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGCHLD, SIG_DFL);
	umask(077);
	if (chdir(c->dir) == -1)
		not_executed(true);
	environ = (char **)(uintptr_t)c->envp;	/* its PATH counts */
	execvp(c->argv[0], c->argv);
	not_executed(false);
}

/* A pipe whose ends are both above TELL_FD, whatever was closed before. */
static int
high_pipe(int fd[2])
{
	int low[2], i, saved;

	if (pipe2(low, O_CLOEXEC) == -1)
		return -1;
	for (i = 0; i < 2; i++) {
		fd[i] = low[i];
		if (low[i] > TELL_FD)
			continue;
		fd[i] = fcntl(low[i], F_DUPFD_CLOEXEC, TELL_FD + 1);
		saved = errno;
		close(low[i]);
		if (fd[i] == -1) {
			close(i == 0 ? low[1] : fd[0]);
			errno = saved;
			return -1;
		}
	}
	return 0;
}

/* Ours do not block; the program's do, since it may not expect otherwise. */
static int
start(struct run *r)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	int why[2] = { -1, -1 }, saved;

	if (high_pipe(in) == 0 && high_pipe(out) == 0 &&
	    high_pipe(err) == 0 && high_pipe(why) == 0) {
		r->pid = fork();
		if (r->pid == 0)
			become_program(r->c, in[0], out[1], err[1], why[1]);
	}
	saved = errno;
	close_fd(&in[0]);
	close_fd(&out[1]);
	close_fd(&err[1]);
	close_fd(&why[1]);
	r->in = in[1];
	r->out = out[0];
	r->err = err[0];
	r->why = why[0];
	if (r->pid > 0 && fcntl(r->in, F_SETFL, O_NONBLOCK) == 0 &&
	    fcntl(r->out, F_SETFL, O_NONBLOCK) == 0 &&
	    fcntl(r->err, F_SETFL, O_NONBLOCK) == 0)
		return 0;
	errno = saved;
	return -1;
}

/* As much as the pipe takes.  A program need not read it all. */
static void
feed(struct run *r)
{
	struct command *c = r->c;
	static char buf[65536];
	off_t at, left;
	ssize_t n;

	if ((size_t)r->fed < c->head_len) {
		n = write(r->in, c->head + r->fed,
		    c->head_len - (size_t)r->fed);
	} else {
		at = c->from + r->fed - (off_t)c->head_len;
		left = c->to - at;
		if (left > (off_t)sizeof(buf))
			left = (off_t)sizeof(buf);
		n = left > 0 ? pread(c->in, buf, (size_t)left, at) : 0;
		if (n > 0)
			n = write(r->in, buf, (size_t)n);
		else if (n == 0)
			close_fd(&r->in);
	}
	if (n > 0)
		r->fed += n;
	else if (n == -1 && errno != EAGAIN && errno != EINTR)
		close_fd(&r->in);
}

/* Keeps the head of what came in for text. */
static void
keep(char *first, size_t *n, const char *buf, size_t len)
{
	size_t room = GATE_TEXT - 1 - *n;

	if (len > room)
		len = room;
	memcpy(first + *n, buf, len);
	*n += len;
}

/* Returns 0, or the outcome that ends the run. */
static int
drain(struct run *r, int *fd)
{
	static char buf[65536];
	struct command *c = r->c;
	ssize_t n = read(*fd, buf, sizeof(buf));

	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0) {
		close_fd(fd);
		return 0;
	}
	if (fd == &r->err) {
		keep(r->first_err, &r->nerr, buf, (size_t)n);
		return 0;
	}
	keep(r->first_out, &r->nout, buf, (size_t)n);
	if (c->out == -1)
		return 0;
	if (n > c->out_max - c->out_len)
		return COMMAND_FLOOD;
	if (write_all(c->out, buf, (size_t)n) == -1)
		return COMMAND_NOT_RUN;
	c->out_len += n;
	return 0;
}

static int
status_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : COMMAND_KILLED;
}

/* Has it ended?  Then reads what is still in its pipes. */
static bool
ended(struct run *r, int *result)
{
	int status, bad, i;
	pid_t pid = waitpid(r->pid, &status, WNOHANG);

	if (pid == 0 || (pid == -1 && errno == EINTR))
		return false;
	*result = pid == -1 ? COMMAND_KILLED : status_of(status);
	r->pid = -1;
	for (i = 0; i < LAST_READS && (r->out != -1 || r->err != -1); i++) {
		struct pollfd p[2] = {
			{ r->out, POLLIN, 0 }, { r->err, POLLIN, 0 }
		};

		if (poll(p, 2, 0) <= 0)
			break;
		if (p[0].revents != 0 && (bad = drain(r, &r->out)) != 0)
			*result = bad;
		if (p[0].revents != 0 && *result < 0)
			break;
		if (p[1].revents != 0)
			(void)drain(r, &r->err);
	}
	return true;
}

/*
 * Moves bytes until it has ended.  A program that has closed its output is
 * asked for more often, since it is about to end.
 */
static int
serve(struct run *r)
{
	unsigned wait = 0;	/* ms, once there is nothing to poll */
	int result, bad = 0;

	for (;;) {
		struct pollfd p[3] = {
			{ r->in, POLLOUT, 0 }, { r->out, POLLIN, 0 },
			{ r->err, POLLIN, 0 }
		};
		bool open = r->out != -1 || r->err != -1;

		if (line_now() >= r->deadline)
			return COMMAND_TIMEOUT;
		if (poll(p, 3, open ? TICK : (int)wait) == -1 &&
		    errno != EINTR)
			return COMMAND_NOT_RUN;
		if (p[0].revents != 0)
			feed(r);
		if (p[1].revents != 0 && (bad = drain(r, &r->out)) != 0)
			return bad;
		if (p[2].revents != 0)
			(void)drain(r, &r->err);
		if (ended(r, &result))
			return result;
		if (!open && wait < TICK)
			wait = wait * 2 + 1;
	}
}

/* One printable line out of what it said. */
static void
make_text(struct command *c, const char *said, size_t len)
{
	size_t i = 0, n = 0;

	while (i < len && (unsigned char)said[i] <= ' ')
		i++;
	for (; i < len && said[i] != '\n' && said[i] != '\r'; i++) {
		unsigned char ch = (unsigned char)said[i];

		c->text[n++] = ch < ' ' || ch > '~' ? '?' : said[i];
	}
	c->text[n] = '\0';
}

/*
 * A 127 is the program's own unless its child has said otherwise, which it
 * did before it ended.
 */
static int
explain(struct run *r, int result)
{
	struct failure f;

	if (result != NOT_EXECUTED ||
	    read(r->why, &f, sizeof(f)) != (ssize_t)sizeof(f))
		return result;
	if (f.no_dir)
		r->c->missing = r->c->dir;
	errno = f.error;
	return COMMAND_NOT_RUN;
}

void
command_not_run(const struct command *c, const char *what)
{
	const char *name = c->missing != NULL ? c->missing : c->argv[0];
	const char *error = strerror(errno);
	char quoted[256];

	log_event(LOG_ERR, "%s %s=%s error=\"%s\"", what,
	    c->missing != NULL ? "directory" : "command",
	    log_quote(quoted, sizeof(quoted), name, strlen(name)), error);
}

int
command_run(struct command *c)
{
	static struct run r;
	int result, saved;

	memset(&r, 0, sizeof(r));
	r.c = c;
	r.pid = -1;
	r.deadline = line_now() + (int64_t)c->seconds * 1000;
	c->text[0] = '\0';
	c->missing = NULL;
	c->out_len = 0;
	result = start(&r) == -1 ? COMMAND_NOT_RUN : serve(&r);
	result = explain(&r, result);
	saved = errno;
	if (r.pid > 0) {
		kill(-r.pid, SIGKILL);
		kill(r.pid, SIGKILL);	/* before its setsid() */
		while (waitpid(r.pid, NULL, 0) == -1 && errno == EINTR)
			;
	}
	close_fd(&r.in);
	close_fd(&r.out);
	close_fd(&r.err);
	close_fd(&r.why);
	make_text(c, r.first_err, r.nerr);
	if (c->text[0] == '\0' && (c->out == -1 || result != 0))
		make_text(c, r.first_out, r.nout);
	errno = saved;
	return result;
}
