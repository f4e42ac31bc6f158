#include <string.h>
#include <strings.h>

#include "common/verb.h"

const struct verb *
verb_find(const struct verb *verbs, size_t n, char *line, char **arg)
{
	char *end = line + strcspn(line, " \t");
	size_t i;

	*arg = end;
	if (*end != '\0') {
		*end = '\0';
		*arg = end + 1;
	}
	for (i = 0; i < n; i++)
		if (strcasecmp(verbs[i].name, line) == 0)
			return &verbs[i];
	return NULL;
}

void
verb_names(const struct verb *verbs, size_t n, unsigned state, char *buf,
    size_t size)
{
	size_t i, len, used = 0;

	buf[0] = '\0';
	for (i = 0; i < n; i++) {
		if ((verbs[i].states & state) == 0)
			continue;
		len = strlen(verbs[i].name);
		if (used + len + 2 > size)
			return;
		if (used > 0)
			buf[used++] = ' ';
		memcpy(buf + used, verbs[i].name, len + 1);
		used += len;
	}
}
