#include <stddef.h>
#include <string.h>

#include "ftpd/glob.h"

bool
glob_special(const char *pattern)
{
	return strpbrk(pattern, "*?[") != NULL;
}

/*
 * The set that *p, behind its '[', begins: is c in it?  *p is moved behind
 * the ']'.  Without one the '[' is an ordinary character: *p is NULL.
 */
static bool
in_set(const char **pattern, unsigned char c)
{
	const unsigned char *p = (const unsigned char *)*pattern;
	bool not = *p == '!' || *p == '^', found = false;
	unsigned char low, high;
	size_t n = 0;

	if (not)
		p++;
	for (; *p != '\0' && (*p != ']' || n == 0); n++) {
		low = high = *p++;
		if (p[0] == '-' && p[1] != ']' && p[1] != '\0') {
			high = p[1];
			p += 2;
		}
		if (c >= low && c <= high)
			found = true;
	}
	*pattern = *p == '\0' ? NULL : (const char *)p + 1;
	return found != not;
}

/* One element of the pattern, not a '*', against one character. */
static bool
match_one(const char **pattern, char c)
{
	const char *p = *pattern + 1, *set = p;
	bool found;

	switch (**pattern) {
	case '?':
		*pattern = p;
		return true;
	case '[':
		found = in_set(&set, (unsigned char)c);
		*pattern = set != NULL ? set : p;
		return set != NULL ? found : c == '[';
	case '\\':
		if (*p != '\0') {
			*pattern = p + 1;
			return *p == c;
		}
		/* FALLTHROUGH */
	default:
		*pattern = p;
		return p[-1] == c;
	}
}

/*
 * A '*' that has matched as little as it can gets one character more when
 * what follows it fails; the ones before it need never be tried again.
 */
bool
glob_match(const char *pattern, const char *name)
{
	const char *star = NULL, *retry = NULL;

	if (*name == '.' && *pattern != '.' && strncmp(pattern, "\\.", 2) != 0)
		return false;
	while (*name != '\0') {
		if (*pattern == '*') {
			star = ++pattern;
			retry = name;
		} else if (*pattern != '\0' && match_one(&pattern, *name)) {
			name++;
		} else if (star != NULL) {
			pattern = star;
			name = ++retry;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}
