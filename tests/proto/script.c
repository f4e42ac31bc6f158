/*
 * script: a transcript, read into steps and directives.
 */
#include <sys/types.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/proto/play.h"

static const char *const keys[] = {
	"check", "env", "exit", "file", "limit", "maildir", "modes", "needs",
	"passwd", "root", "server", "server-only", "user"
};

static void
bad(const struct script *s, unsigned line, const char *why)
{
	fprintf(stderr, "play: %s:%u: %s\n", s->path, line, why);
	exit(2);
}

static char *
read_file(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t len = 0, n;

	if (f == NULL) {
		perror(path);
		exit(2);
	}
	do {
		text = grow(text, len + 4097, 1);
		n = fread(text + len, 1, 4096, f);
		len += n;
	} while (n > 0);
	fclose(f);
	text[len] = '\0';
	return text;
}

static struct step *
add_step(struct script *s, enum kind kind, int session, unsigned line,
    char *text)
{
	struct step *step;

	s->steps = grow(s->steps, s->nsteps + 1, sizeof(*s->steps));
	step = &s->steps[s->nsteps++];
	memset(step, 0, sizeof(*step));
	step->kind = kind;
	step->session = session;
	step->line = line;
	step->text = text;
	return step;
}

/* The line behind a word with a session's digit after it; NULL: not it. */
static char *
word(char *line, const char *name, int *session)
{
	size_t n = strlen(name);

	if (strncmp(line, name, n) != 0)
		return NULL;
	*session = 1;
	if (line[n] >= '1' && line[n] <= '9')
		*session = line[n++] - '0';
	return line + n;
}

/* One blank after the mark belongs to the mark. */
static char *
after(char *p)
{
	p++;
	return *p == ' ' ? p + 1 : p;
}

static bool
add_line(struct script *s, char *line, unsigned number)
{
	char *p;
	int session;

	if ((p = word(line, "CONNECT", &session)) != NULL && *p == '\0')
		add_step(s, STEP_CONNECT, session, number, p);
	else if ((p = word(line, "HANGUP", &session)) != NULL && *p == '\0')
		add_step(s, STEP_HANGUP, session, number, p);
	else if ((p = word(line, "EOF", &session)) != NULL && *p == '\0')
		add_step(s, STEP_EOF, session, number, p);
	else if (line[0] == '!')
		add_step(s, STEP_SHELL, 0, number, after(line));
	else if ((p = word(line, "C", &session)) != NULL &&
	    (*p == ':' || *p == '-'))
		add_step(s, STEP_SEND, session, number, after(p))->crlf =
		    *p == ':';
	else if ((p = word(line, "S", &session)) != NULL && *p == '~')
		add_step(s, STEP_REGEX, session, number, after(p));
	else if (p != NULL && *p == ':')
		add_step(s, strcmp(after(p), "...") == 0 ? STEP_ANY :
		    STEP_LINE, session, number, after(p));
	else
		return false;
	return true;
}

static bool
add_directive(struct script *s, char *line, unsigned number)
{
	struct directive *d;
	char *colon = strchr(line, ':');
	size_t i;

	if (colon == NULL)
		return false;
	for (i = 0; i < nitems(keys); i++)
		if (strlen(keys[i]) == (size_t)(colon - line) &&
		    strncmp(keys[i], line, strlen(keys[i])) == 0)
			break;
	if (i == nitems(keys))
		return false;
	s->directives = grow(s->directives, s->ndirectives + 1, sizeof(*d));
	d = &s->directives[s->ndirectives++];
	d->key = keys[i];
	d->value = after(colon);
	d->body = NULL;
	d->line = number;
	return true;
}

/* "| text" under a directive; "|- text" has no line end. */
static bool
add_body(struct script *s, char *line)
{
	struct directive *d;
	bool end = line[1] != '-';
	size_t old;

	if (s->ndirectives == 0)
		return false;
	d = &s->directives[s->ndirectives - 1];
	line = after(end ? line : line + 1);
	old = d->body == NULL ? 0 : strlen(d->body);
	d->body = grow(d->body, old + strlen(line) + 3, 1);
	sprintf(d->body + old, "%s%s", line, end ? "\\n" : "");
	return true;
}

void
script_read(struct script *s, const char *path)
{
	char *line, *next;
	unsigned n = 0;

	memset(s, 0, sizeof(*s));
	s->path = path;
	s->title = "";
	s->text = read_file(path);
	for (line = s->text; line != NULL && *line != '\0'; line = next) {
		n++;
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		if (*line == '\0')
			continue;
		if (*line == '#') {
			if (*s->title == '\0')
				s->title = after(line);
		} else if (*line == '|' ? !add_body(s, line) :
		    !add_line(s, line, n) && !add_directive(s, line, n)) {
			bad(s, n, "this is no step and no directive");
		}
	}
	if (*s->title == '\0')
		bad(s, n, "the first comment says which rule this is");
	if (s->nsteps == 0)
		bad(s, n, "nothing is said");
}

const struct directive *
script_find(const struct script *s, const char *key)
{
	size_t i;

	for (i = 0; i < s->ndirectives; i++)
		if (strcmp(s->directives[i].key, key) == 0)
			return &s->directives[i];
	return NULL;
}
