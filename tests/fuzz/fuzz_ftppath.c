/*
 * ftpd/path: a working directory and a name, separated by a NUL.  What comes
 * out is a path of the form that all else relies on, and comes out again.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ftpd/path.h"
#include "tests/fuzz/must.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
look(const char *path, bool hide_dots)
{
	size_t n;

	must(path[0] == '/' && strlen(path) < FTPD_PATH);
	if (path[1] == '\0')
		return;
	while (*path != '\0') {
		must(*path++ == '/');
		n = strcspn(path, "/");
		must(n > 0 && n <= NAME_MAX);
		must(!(n == 1 && path[0] == '.'));
		must(!(n == 2 && path[0] == '.' && path[1] == '.'));
		must(!hide_dots || path[0] != '.');
		path += n;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tree t;
	char path[FTPD_PATH], again[FTPD_PATH], *text, *name;

	if (size < 1 || size > 3 * FTPD_PATH ||
	    (text = malloc(size)) == NULL)
		return 0;
	memcpy(text, data + 1, size - 1);
	text[size - 1] = '\0';
	t.hide_dots = (data[0] & 1) != 0;
	strcpy(t.cwd, "/");
	name = text + strlen(text);
	if ((size_t)(name - text) < size - 1)
		name++;
	else
		name = text;
	if (name != text && path_make(&t, text, path) == 0)
		memcpy(t.cwd, path, sizeof(path));
	if (path_make(&t, name, path) == 0) {
		look(path, t.hide_dots);
		must(path_make(&t, path, again) == 0);
		must(strcmp(path, again) == 0);
	} else {
		must(errno == ENOENT || errno == ENAMETOOLONG);
	}
	free(text);
	return 0;
}
