#include <errno.h>
#include <stddef.h>
#include <string.h>

#include "tftpd/name.h"

/* Nothing that a terminal or a log would take for more than text. */
static bool
printable(const char *name)
{
	const unsigned char *p = (const unsigned char *)name;

	for (; *p != '\0'; p++)
		if (*p < ' ' || *p == 0x7f)
			return false;
	return true;
}

/* Is this component only dots, n of them? */
static bool
dots(const char *part, size_t len, size_t n)
{
	return len == n && strncmp(part, "..", n) == 0;
}

static int
fail(int error)
{
	errno = error;
	return -1;
}

int
name_clean(char path[NAME_PATH], const char *name)
{
	size_t len, done = 0;

	path[0] = '\0';
	if (!printable(name))
		return fail(EACCES);
	for (; *name != '\0'; name += len) {
		name += strspn(name, "/");
		len = strcspn(name, "/");
		if (len == 0 || dots(name, len, 1))
			continue;
		if (dots(name, len, 2))
			return fail(EACCES);
		if (done + 1 + len >= NAME_PATH)
			return fail(ENAMETOOLONG);
		if (done > 0)
			path[done++] = '/';
		memcpy(path + done, name, len);
		done += len;
		path[done] = '\0';
	}
	return done == 0 ? fail(ENOENT) : 0;
}

const char *
name_last(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

bool
name_temporary(const char *last)
{
	static const char mark[] = ".tftpd";
	size_t len = strlen(last), m = sizeof(mark) - 1;

	return last[0] == '.' && len > m + 1 && last[len - 1] >= '0' &&
	    last[len - 1] <= '9' &&
	    memcmp(last + len - 1 - m, mark, m) == 0;
}
