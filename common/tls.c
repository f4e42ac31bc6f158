#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "common/tls.h"

#define SELF		"/proc/self/exe"
#define GONE		" (deleted)"	/* by a new version of ours */

bool
tls_offered(const struct suite *suite)
{
	return suite->wrapper.argc > 0 && !suite->tls;
}

/*
 * The path to run ourselves by: under inetd argv[0] may be a bare name.
 * Borrows argv0 or fills path.
 */
static char *
self(char *argv0, char path[PATH_MAX])
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

int
tls_prepare(struct tls_program *p, const struct suite *suite, bool arguments)
{
	size_t n = 0, i, nargs = 0;

	if (suite->argc < 1 || suite->wrapper.argc == 0) {
		errno = EINVAL;
		return -1;
	}
	if (arguments)
		nargs = (size_t)suite->argc - 1;
	if (suite->wrapper.argc + nargs + 2 > nitems(p->argv)) {
		errno = E2BIG;
		return -1;
	}
	for (; n < suite->wrapper.argc; n++)
		p->argv[n] = suite->wrapper.argv[n];
	p->argv[n++] = self(suite->argv[0], p->path);
	for (i = 1; i <= nargs; i++)
		p->argv[n++] = suite->argv[i];
	p->argv[n] = NULL;
	return 0;
}

/* The wrapper finds the world as other programs do. */
static void
restore(void)
{
	int fd;

	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	for (fd = STDIN_FILENO; fd <= STDOUT_FILENO; fd++)
		(void)fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
}

void
tls_run(const struct tls_program *p)
{
	restore();
	execvp(p->argv[0], p->argv);
}
