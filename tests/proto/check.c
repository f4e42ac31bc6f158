/*
 * check: what a run has left in its scratch directory.
 */
#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/proto/play.h"

/* One file against "contains", "lacks" and "is". */
static bool
check_file(const char *path, const char *verb, const char *pattern)
{
	struct vars none;
	char *text, *around;
	size_t len;
	bool ok;

	if ((text = world_slurp(path, &len)) == NULL) {
		complain("%s: %s", path, strerror(errno));
		return false;
	}
	none.n = 0;
	around = grow(NULL, strlen(pattern) + 3, 1);
	if (strcmp(verb, "is") == 0)
		strcpy(around, pattern);
	else
		sprintf(around, "*%s*", pattern);
	ok = match_line(around, text, len, &none) ==
	    (strcmp(verb, "lacks") != 0);
	free(around);
	if (!ok) {
		around = match_printable(text, len);
		complain("%s: \"%s\"", strrchr(path, '/') + 1, around);
		free(around);
	}
	free(text);
	return ok;
}

static bool
check_files(const glob_t *g, const char *verb, const char *what)
{
	size_t i;

	if (strcmp(verb, "count") == 0) {
		if (g->gl_pathc == strtoul(what, NULL, 10))
			return true;
		complain("%zu files are there", g->gl_pathc);
		return false;
	}
	if (g->gl_pathc == 0)
		complain("there is no such file");
	for (i = 0; i < g->gl_pathc; i++)
		if (!check_file(g->gl_pathv[i], verb, what))
			return false;
	return g->gl_pathc > 0;
}

/* "GLOB count N", "GLOB contains TEXT", "GLOB lacks TEXT", "GLOB is TEXT" */
bool
check_directive(const struct world *w, const struct directive *d)
{
	char name[600] = "", verb[20] = "", path[1024], *value, *what;
	int used = 0;
	glob_t g;
	bool ok;

	value = world_expand(w, d->value);
	sscanf(value, "%599s %19s%n", name, verb, &used);
	what = value + used + (value[used] == ' ');
	if (d->body != NULL)
		what = d->body;
	if (strcmp(name, "LOG") == 0)
		snprintf(path, sizeof(path), "%s", w->log);
	else
		snprintf(path, sizeof(path), "%s%s%s",
		    *name == '/' ? "" : w->home, *name == '/' ? "" : "/",
		    name);
	if (strcmp(verb, "count") != 0 && strcmp(verb, "contains") != 0 &&
	    strcmp(verb, "lacks") != 0 && strcmp(verb, "is") != 0) {
		complain("line %u: check what?", d->line);
		free(value);
		return false;
	}
	memset(&g, 0, sizeof(g));
	glob(path, 0, NULL, &g);
	ok = check_files(&g, verb, what);
	if (!ok)
		complain("line %u: check: %s", d->line, d->value);
	globfree(&g);
	free(value);
	return ok;
}

/* Sanitizers and the jail speak on standard error. */
bool
check_log(const struct world *w)
{
	static const char *const signs[] = {
		"ERROR: AddressSanitizer", "runtime error:",
		"ERROR: LeakSanitizer", "jail: system call", "play: "
	};
	size_t len, i;
	char *text = world_slurp(w->log, &len);
	bool ok = true;

	for (i = 0; text != NULL && i < nitems(signs); i++)
		if (strstr(text, signs[i]) != NULL) {
			complain("the log has: %s", signs[i]);
			ok = false;
		}
	free(text);
	return ok;
}
