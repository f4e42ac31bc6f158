/*
 * play: plays transcripts against a server that talks on stdin and stdout.
 *
 *	play [-k] [-j JOBS] [-m FIXTURES] [-x PREFIX | -X PREFIX] SERVER
 *	    [ARGS] -- file.t ...
 *
 * README.md says what is in a transcript.  Each is played in four modes:
 *
 *	lines		a C: line with one write, over a socketpair
 *	bytes		the same a byte at a time, each read before the next
 *	pipelined	as many C: lines in one write as RFC 2920 allows
 *	pipes		like lines, over two pipes, as behind a TLS wrapper
 *
 * Output is TAP, a test a transcript.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/proto/play.h"

static const char *const modes[MODES] = {
	"lines", "bytes", "pipelined", "pipes"
};

/* Behind a prefix that stays root: the server's way down to PLAY_UID. */
#define DROP	"setpriv --reuid 20000 --regid 20000 --clear-groups"

static struct {
	bool		 keep;
	bool		 as_root;	/* -X: the prefix stays root */
	const char	*fixtures, *prefix;
	char		*server;
	char		**args;
	int		 nargs;
	char		 scratch[200];
} opt;

static char complaint[4096];

void
complain(const char *fmt, ...)
{
	size_t len = strlen(complaint);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(complaint + len, sizeof(complaint) - len, fmt, ap);
	va_end(ap);
	strncat(complaint, "\n", sizeof(complaint) - strlen(complaint) - 1);
}

void *
grow(void *p, size_t n, size_t size)
{
	if ((p = realloc(p, n * size)) == NULL) {
		perror("play");
		exit(2);
	}
	return p;
}

int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Words of "server:", a file's own flags, behind the common ones. */
static char **
server_argv(const struct world *w, const struct script *s)
{
	const struct directive *only = script_find(s, "server-only");
	const struct directive *more = script_find(s, "server");
	char **argv = grow(NULL, ARGS_MAX + 1, sizeof(*argv)), *text, *p;
	int n = 0, i;

	text = world_expand(w, opt.prefix == NULL ? "" : opt.prefix);
	for (p = strtok(text, " "); p != NULL; p = strtok(NULL, " "))
		argv[n++] = p;
	text = world_expand(w, opt.as_root && !w->as_root ? DROP : "");
	for (p = strtok(text, " "); p != NULL; p = strtok(NULL, " "))
		argv[n++] = p;
	argv[n++] = opt.server;
	for (i = 0; only == NULL && i < opt.nargs; i++)
		argv[n++] = world_expand(w, opt.args[i]);
	if (only != NULL)
		more = only;
	text = world_expand(w, more == NULL ? "" : more->value);
	for (p = text; *p != '\0' && n < ARGS_MAX; ) {
		char end = *p == '\'' ? '\'' : ' ';

		if (*p == end) {	/* a blank, or a quote that opens */
			p++;
			if (end == ' ')
				continue;
		}
		argv[n++] = p;
		p += strcspn(p, end == ' ' ? " " : "'");
		if (*p != '\0')
			*p++ = '\0';
	}
	argv[n] = NULL;
	return argv;
}

static void
show_log(const struct world *w)
{
	FILE *f = fopen(w->log, "r");
	char line[1000];

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		printf("#   log: %s%s", line,
		    strchr(line, '\n') == NULL ? "\n" : "");
	if (f != NULL)
		fclose(f);
}

/* One transcript in one mode. */
static bool
play(const struct script *s, size_t file, enum mode mode)
{
	const struct directive *d = script_find(s, "limit");
	struct run *r = calloc(1, sizeof(*r));
	char *p, *next;
	bool ok;

	*complaint = '\0';
	r->script = s;
	r->mode = mode;
	r->world.server = opt.server;
	r->world.as_root = script_find(s, "root") != NULL;
	r->world.keep_root = r->world.as_root || opt.as_root;
	r->sent = calloc(s->nsteps, sizeof(*r->sent));
	r->deadline = now() + 1000 * (d == NULL ? LIMIT_SECONDS :
	    atoi(d->value));
	snprintf(r->world.root, sizeof(r->world.root), "%s/%zu.%d",
	    opt.scratch, file, (int)mode);
	ok = world_make(&r->world, s, opt.fixtures);
	if (ok) {
		r->argv = server_argv(&r->world, s);
		ok = run_steps(r);
	}
	if (!ok) {
		printf("# %s (%s)\n", s->path, modes[mode]);
		for (p = complaint; *p != '\0'; p = next) {
			next = p + strcspn(p, "\n");
			*next++ = '\0';
			printf("#   %s\n", p);
		}
		show_log(&r->world);
	}
	if (!opt.keep)
		world_remove(&r->world);
	free(r->sent);
	free(r);
	return ok;
}

/* The modes of "modes:", as bits; 0 when it names none, or what is none. */
static unsigned
modes_of(const struct directive *d)
{
	unsigned bits = 0;
	const char *p;
	size_t len, i;

	if (d == NULL)
		return (1u << MODES) - 1;
	for (p = d->value; *p != '\0'; p += len, p += strspn(p, " ")) {
		len = strcspn(p, " ");
		for (i = 0; i < MODES; i++)
			if (strlen(modes[i]) == len &&
			    strncmp(modes[i], p, len) == 0)
				break;
		if (i == MODES)
			return 0;
		bits |= 1u << i;
	}
	return bits;
}

static bool
installed(const char *programs)
{
	char command[600];

	snprintf(command, sizeof(command), "for p in %.500s; do "
	    "PATH=$PATH:/usr/sbin:/sbin command -v $p >/dev/null 2>&1 || "
	    "exit 1; done", programs);
	return system(command) == 0;
}

/* Why a transcript cannot be played here; NULL when it can. */
static const char *
skip(const struct script *s)
{
	const struct directive *needs = script_find(s, "needs");

	if (script_find(s, "root") != NULL && geteuid() != 0)
		return "needs root";
	if (needs != NULL && !installed(needs->value))
		return needs->value;
	return NULL;
}

/* In a child of its own, so that files play side by side. */
static int
play_file(const char *path, size_t number)
{
	struct script s;
	const char *why;
	unsigned mode, wanted;
	bool ok;

	script_read(&s, path);
	if ((why = skip(&s)) != NULL) {
		printf("ok - %s: %s # SKIP %s\n", path, s.title, why);
		return 0;
	}
	wanted = modes_of(script_find(&s, "modes"));
	ok = wanted != 0;
	if (!ok)
		printf("# %s: modes of no such name\n", path);
	for (mode = 0; mode < MODES; mode++)
		if ((wanted & 1u << mode) != 0 &&
		    !play(&s, number, (enum mode)mode))
			ok = false;
	printf("%s - %s: %s\n", ok ? "ok" : "not ok", path, s.title);
	return ok ? 0 : 1;
}

/* Copies a program to where a run without root may read it; gives its path. */
static char *
copy_program(const char *path)
{
	const char *base = strrchr(path, '/');
	char command[2 * PATH_MAX], *copy;

	base = base == NULL ? path : base + 1;
	copy = grow(NULL, sizeof(opt.scratch) + strlen(base) + 6, 1);
	sprintf(copy, "%s/bin/%s", opt.scratch, base);
	snprintf(command, sizeof(command), "mkdir -p '%s/bin' && "
	    "chmod 755 '%s' '%s/bin' && cp '%s' '%s' && chmod 755 '%s'",
	    opt.scratch, opt.scratch, opt.scratch, path, copy, copy);
	if (system(command) != 0)
		exit(2);
	return copy;
}

/* Prints what a child has printed, with the test's number. */
static void
report(size_t number)
{
	char path[300], line[2000];
	bool any = false;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%zu.tap", opt.scratch, number);
	f = fopen(path, "r");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL) {
		char *dash = strncmp(line, "ok - ", 5) == 0 ? line + 2 :
		    strncmp(line, "not ok - ", 9) == 0 ? line + 6 : NULL;

		if (dash == NULL) {
			fputs(line, stdout);
		} else {
			printf("%.*s %zu%s", (int)(dash - line), line, number,
			    dash);
			any = true;
		}
	}
	if (!any)
		printf("not ok %zu - the player died\n", number);
	if (f != NULL)
		fclose(f);
	fflush(stdout);
	unlink(path);
}

static void
begin(char *path, size_t number)
{
	char out[300];

	snprintf(out, sizeof(out), "%s/%zu.tap", opt.scratch, number);
	if (fork() != 0)
		return;
	if (freopen(out, "w", stdout) == NULL)
		exit(2);
	exit(play_file(path, number));
}

static int
usage(void)
{
	fprintf(stderr, "usage: play [-k] [-j jobs] [-m fixtures] "
	    "[-x prefix | -X prefix] server [args] -- file.t ...\n");
	return 2;
}

static int
play_all(char **files, size_t n, long jobs)
{
	size_t begun = 0, done = 0;
	int status, rc = 0;

	while (done < n) {
		while (begun < n && begun - done < (size_t)jobs) {
			begin(files[begun], begun + 1);
			begun++;
		}
		if (wait(&status) == -1)
			break;
		done++;
		if (status != 0)
			rc = 1;
	}
	for (done = 1; done <= n; done++)
		report(done);
	printf("1..%zu\n", n);
	return rc;
}

int
main(int argc, char **argv)
{
	const char *tmp = getenv("TMPDIR");
	long jobs = 4 * sysconf(_SC_NPROCESSORS_ONLN);
	char command[300];
	int c, rc, files;

	opt.fixtures = "tests/proto/maildir";
	while ((c = getopt(argc, argv, "+kj:m:x:X:")) != -1)
		switch (c) {
		case 'k': opt.keep = true; break;
		case 'j': jobs = atol(optarg); break;
		case 'm': opt.fixtures = optarg; break;
		case 'X': opt.as_root = geteuid() == 0; /* FALLTHROUGH */
		case 'x': opt.prefix = optarg; break;
		default: return usage();
		}
	for (files = optind; files < argc; files++)
		if (strcmp(argv[files], "--") == 0)
			break;
	if (files >= argc - 1 || files == optind || jobs < 1)
		return usage();
	umask(022);
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	snprintf(opt.scratch, sizeof(opt.scratch), "%s/play.XXXXXX",
	    tmp == NULL ? "/tmp" : tmp);
	if (mkdtemp(opt.scratch) == NULL) {
		perror(opt.scratch);
		return 2;
	}
	opt.args = argv + optind + 1;
	opt.nargs = files - optind - 1;
	opt.server = copy_program(argv[optind]);
	if (getenv("POSTERN_CHECKPASSWORD") != NULL)
		setenv("POSTERN_CHECKPASSWORD",
		    copy_program(getenv("POSTERN_CHECKPASSWORD")), 1);
	rc = play_all(argv + files + 1, (size_t)(argc - files - 1), jobs);
	snprintf(command, sizeof(command), "rm -rf '%s'", opt.scratch);
	if (opt.keep)
		printf("# kept: %s\n", opt.scratch);
	else if (system(command) != 0)
		rc = 1;
	return rc;
}
