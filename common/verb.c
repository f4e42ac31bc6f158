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
