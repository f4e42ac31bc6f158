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

/* COMMAND..., ourselves, our arguments. */
static int
arguments(const struct suite *suite, const char *path,
    const char *argv[ARGS_MAX])
{
	size_t n = 0;
	int i;

	if (suite->wrapper.argc + (size_t)suite->argc + 1 > ARGS_MAX) {
		errno = E2BIG;
		return -1;
	}
	for (; n < suite->wrapper.argc; n++)
		argv[n] = suite->wrapper.argv[n];
	argv[n++] = path;
	for (i = 1; i < suite->argc; i++)
		argv[n++] = suite->argv[i];
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

void
tls_exec(const struct suite *suite, const struct peer *peer)
{
	const char *argv[ARGS_MAX] = { NULL };
	char *args[ARGS_MAX], path[PATH_MAX];

	if (suite->argc < 1 || suite->wrapper.argc == 0) {
		errno = EINVAL;
		return;
	}
	if (arguments(suite, self(suite->argv[0], path), argv) == -1 ||
	    peer_export(peer) == -1)
		return;
	restore();
	memcpy(args, argv, sizeof(args));	/* exec(3) wants no const */
	execvp(args[0], args);
}
