#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "common/tls.h"

#define SELF		"/proc/self/exe"
#define GONE		" (deleted)"	/* by a new version of ours */
#define ARGS_MAX	128

bool
tls_offered(const struct suite *suite)
{
	return suite->wrapper.argc > 0 && !suite->tls;
}

/*
 * The path to run ourselves by: under inetd argv[0] may be a bare name.
 * Borrows argv0 or fills path.
 */
static const char *
self(const char *argv0, char path[PATH_MAX])
{
	size_t tail = strlen(GONE);
	ssize_t n;

	if (argv0[0] == '/' && access(argv0, X_OK) == 0)
		return argv0;
	n = readlink(SELF, path, PATH_MAX - 1);
	if (n <= 0)
		return argv0;
	path[n] = '\0';
	if ((size_t)n > tail && strcmp(path + n - tail, GONE) == 0)
		path[(size_t)n - tail] = '\0';
	return path;
}

/* COMMAND..., ourselves, these arguments. */
static int
arguments(const struct suite *suite, const char *path, size_t nargs,
    char *const args[], const char *argv[ARGS_MAX])
{
	size_t n = 0, i;

	if (suite->wrapper.argc + nargs + 2 > ARGS_MAX) {
		errno = E2BIG;
		return -1;
	}
	for (; n < suite->wrapper.argc; n++)
		argv[n] = suite->wrapper.argv[n];
	argv[n++] = path;
	for (i = 0; i < nargs; i++)
		argv[n++] = args[i];
	argv[n] = NULL;
	return 0;
}

/* The wrapper finds the world as our super-server made it. */
static void
restore(void)
{
	static const int signals[] = { SIGPIPE, SIGCHLD, SIGALRM, SIGTERM,
	    SIGHUP, SIGINT };
	size_t i;
	int fd, flags;

	for (i = 0; i < nitems(signals); i++)
		signal(signals[i], SIG_DFL);
	for (fd = STDIN_FILENO; fd <= STDOUT_FILENO; fd++) {
		flags = fcntl(fd, F_GETFL);
		if (flags != -1 && (flags & O_NONBLOCK) != 0)
			(void)fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	}
}

static void
run(const struct suite *suite, size_t nargs, char *const args[])
{
	const char *argv[ARGS_MAX] = { NULL };
	char *copy[ARGS_MAX], path[PATH_MAX];

	if (arguments(suite, self(suite->argv[0], path), nargs, args,
	    argv) == -1)
		return;
	restore();
	memcpy(copy, argv, sizeof(copy));	/* exec(3) wants no const */
	execvp(copy[0], copy);
}

void
tls_exec(const struct suite *suite, const struct peer *peer)
{
	if (suite->argc < 1 || suite->wrapper.argc == 0) {
		errno = EINVAL;
		return;
	}
	if (peer_export(peer) == 0)
		run(suite, (size_t)suite->argc - 1, suite->argv + 1);
}

void
tls_exec_bare(const struct suite *suite)
{
	if (suite->argc < 1 || suite->wrapper.argc == 0) {
		errno = EINVAL;
		return;
	}
	run(suite, 0, NULL);
}
