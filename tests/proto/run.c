/*
 * run: the steps of one transcript, in order and in one mode.
 */
#include <sys/wait.h>

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "tests/proto/play.h"

/* RFC 2920 section 3.1, and what else is answered before more is sent. */
static const char *const last_words[] = {
	"EHLO", "HELO", "LHLO", "DATA", "VRFY", "EXPN", "TURN", "QUIT",
	"NOOP", "STARTTLS", "AUTH", "STLS", "CAPA", "*"
};

/* Of IMAP, behind a tag. */
static const char *const last_tagged[] = {
	"AUTHENTICATE", "STARTTLS", "IDLE", "LOGOUT"
};

static struct conn *
session(struct run *r, int number)
{
	struct conn *c = &r->conns[number];

	if (c->pid == 0 && !conn_start(c, &r->world, r->script, r->argv,
	    r->mode == MODE_PIPES, r->deadline))
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
		if (r->mode != MODE_PIPELINED || ends_group(s->text))
			break;
	}
	ok = conn_send(c, out, len, r->mode == MODE_BYTES);
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

bool
run_steps(struct run *r)
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
			ok = check_directive(&r->world, &s->directives[i]);
	return check_log(&r->world) && ok;
}
