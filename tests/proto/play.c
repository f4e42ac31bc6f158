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

#include <errno.h>
#include <limits.h>
#include <regex.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "tests/proto/play.h"

static const char *const modes[] = { "lines", "bytes", "pipelined", "pipes" };
enum mode { LINES, BYTES, PIPELINED, PIPES };

/* Behind a prefix that stays root: the server's way down to PLAY_UID. */
#define DROP	"setpriv --reuid 20000 --regid 20000 --clear-groups"

/* RFC 2920 section 3.1, and what else is answered before more is sent. */
static const char *const last_words[] = {
	"EHLO", "HELO", "LHLO", "DATA", "VRFY", "EXPN", "TURN", "QUIT",
	"NOOP", "STARTTLS", "AUTH", "STLS", "CAPA", "*"
};

/* Of IMAP, behind a tag. */
static const char *const last_tagged[] = {
	"AUTHENTICATE", "STARTTLS", "IDLE", "LOGOUT"
};

/* A run of one transcript in one mode. */
struct run {
	const struct script	*script;
	enum mode		 mode;
	struct world		 world;
	char			**argv;
	struct conn		 conns[SESSIONS];
	struct vars		 vars;
	bool			*sent;		/* ahead of its turn, a step */
	int64_t			 deadline;
};

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

static struct conn *
session(struct run *r, int number)
{
	struct conn *c = &r->conns[number];

	if (c->pid == 0 && !conn_start(c, &r->world, r->script, r->argv,
	    r->mode == PIPES, r->deadline))
		return NULL;
	return c;
}

/* Is its first word in the list? */
static bool
is_one_of(const char *text, const char *const list[], size_t items)
{
	size_t i, n = strcspn(text, " ");

	for (i = 0; i < items; i++)
		if (strlen(list[i]) == n && strncasecmp(list[i], text, n) == 0)
			return true;
	return false;
}

static bool
ends_group(const char *text)
{
	size_t len = strlen(text), n = strcspn(text, " ");

	/* A literal that waits to be asked for. */
	if (len > 1 && text[len - 1] == '}' && text[len - 2] != '+')
		return true;
	return is_one_of(text, last_words, nitems(last_words)) ||
	    (text[n] == ' ' && is_one_of(text + n + 1, last_tagged,
	    nitems(last_tagged)));
}

static void
add_text(const struct run *r, const struct step *s, char **out, size_t *len)
{
	size_t n;
	char *text = match_unescape(s->text, &r->vars, &n);

	*out = grow(*out, *len + n + 2, 1);
	memcpy(*out + *len, text, n);
	*len += n;
	if (s->crlf) {
		memcpy(*out + *len, "\r\n", 2);
		*len += 2;
	}
	free(text);
}

/* Sends step i, and when pipelining what may go with it. */
static bool
send_from(struct run *r, size_t i)
{
	const struct step *first = &r->script->steps[i], *s = first;
	struct conn *c = session(r, first->session);
	char *out = NULL;
	size_t len = 0;
	bool ok;

	if (c == NULL)
		return false;
	for (; i < r->script->nsteps; i++) {
		s = &r->script->steps[i];
		if (s->session != first->session || s->kind > STEP_ANY ||
		    (s->kind == STEP_SEND && s != first &&
		    strstr(s->text, "%{") != NULL))
			break;
		if (s->kind != STEP_SEND)
			continue;
		add_text(r, s, &out, &len);
		r->sent[i] = true;
		if (r->mode != PIPELINED || ends_group(s->text))
			break;
	}
	ok = conn_send(c, out, len, r->mode == BYTES);
	if (!ok)
		complain("the server reads no more");
	free(out);
	return ok;
}

static bool
regex_matches(const char *pattern, const char *line, size_t len)
{
	char *copy = grow(NULL, len + 1, 1);
	regex_t re;
	bool ok;

	memcpy(copy, line, len);
	copy[len] = '\0';
	ok = regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB) == 0 &&
	    regexec(&re, copy, 0, NULL, 0) == 0;
	regfree(&re);
	free(copy);
	return ok;
}

static bool
expect(struct run *r, const struct step *s, bool skip)
{
	struct conn *c = session(r, s->session);
	char *line, *shown;
	size_t len;
	bool ok;

	for (;;) {
		if (c == NULL || !conn_line(c, &line, &len)) {
			complain("expected \"%s\"", s->text);
			return false;
		}
		ok = s->kind == STEP_REGEX ?
		    regex_matches(s->text, line, len) :
		    match_line(s->text, line, len, &r->vars);
		if (ok || !skip)
			break;
	}
	if (!ok) {
		shown = match_printable(line, len);
		complain("expected \"%s\"", s->text);
		complain("     got \"%s\"", shown);
		free(shown);
	}
	return ok;
}

/* As the server's user, in the scratch directory. */
static bool
run_shell(const struct run *r, const char *command)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		world_become(&r->world);
		if (chdir(r->world.root) == -1)
			_exit(127);
		world_environment(&r->world, r->script);
		dup2(2, 1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	if (pid == -1 || waitpid(pid, &status, 0) == -1 || status != 0) {
		complain("failed: %s", command);
		return false;
	}
	return true;
}

static bool
check_status(const struct run *r, int status)
{
	const struct directive *d = script_find(r->script, "exit");

	if (WIFSIGNALED(status)) {
		complain("the server died of signal %d", WTERMSIG(status));
		return false;
	}
	if (d != NULL && WEXITSTATUS(status) != atoi(d->value)) {
		complain("exit status is %d, not %s", WEXITSTATUS(status),
		    d->value);
		return false;
	}
	return true;
}

static bool
finish(struct run *r, int number)
{
	int status = 0;

	if (r->conns[number].pid == 0)
		return true;
	return conn_end(&r->conns[number], &status) && check_status(r, status);
}

static bool
do_step(struct run *r, size_t i)
{
	const struct step *s = &r->script->steps[i];
	bool skip = i > 0 && s[-1].kind == STEP_ANY;
	struct conn *c;

	switch (s->kind) {
	case STEP_SEND:
		return r->sent[i] || send_from(r, i);
	case STEP_LINE:
	case STEP_REGEX:
		return expect(r, s, skip);
	case STEP_ANY:
		if (i + 1 < r->script->nsteps)
			return true;
		if ((c = session(r, s->session)) != NULL)
			conn_hangup(c);
		return c != NULL && conn_drain(c);
	case STEP_EOF:
		c = session(r, s->session);
		return c != NULL && (skip ? conn_drain(c) : conn_eof(c));
	case STEP_HANGUP:
		if ((c = session(r, s->session)) != NULL)
			conn_hangup(c);
		return c != NULL;
	case STEP_CONNECT:
		return finish(r, s->session) && session(r, s->session) != NULL;
	case STEP_SHELL:
		return run_shell(r, s->text);
	}
	return false;
}

static bool
play_steps(struct run *r)
{
	const struct script *s = r->script;
	size_t i;
	int n;
	bool ok = true;

	for (i = 0; ok && i < s->nsteps; i++)
		if (!(ok = do_step(r, i)))
			complain("line %u: %s", s->steps[i].line,
			    s->steps[i].text);
	for (n = 1; n < SESSIONS; n++)
		ok = finish(r, n) && ok;
	for (i = 0; ok && i < s->ndirectives; i++)
		if (strcmp(s->directives[i].key, "check") == 0)
			ok = world_check(&r->world, &s->directives[i]);
	return world_clean_log(&r->world) && ok;
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
		ok = play_steps(r);
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

static bool
has_word(const struct directive *d, const char *word)
{
	return d == NULL || strstr(d->value, word) != NULL;
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
	size_t mode;
	bool ok = true;

	script_read(&s, path);
	if ((why = skip(&s)) != NULL) {
		printf("ok - %s: %s # SKIP %s\n", path, s.title, why);
		return 0;
	}
	for (mode = 0; mode < nitems(modes); mode++)
		if (has_word(script_find(&s, "modes"), modes[mode]) &&
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
