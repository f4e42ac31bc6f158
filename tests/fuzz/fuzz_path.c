/*
 * path: what MAIL and RCPT are given.  What was accepted is good for headers
 * and logs, and its canonical form means the same address.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "smtpd/path.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check_text(const char *text, bool utf8)
{
	const unsigned char *p;

	for (p = (const unsigned char *)text; *p != '\0'; p++)
		if (*p < ' ' || *p == 0x7f || (*p >= 0x80 && !utf8))
			abort();
	if (!scan_utf8(text, strlen(text)))
		abort();
}

static void
check_again(const struct path *path)
{
	char text[PATH_TEXT + 4] = ":<", *s = text;
	struct path again;

	strcat(strcat(text, path->text), ">");
	if (path_parse(&again, &s) != PATH_OK || *s != '\0' ||
	    strcmp(again.local, path->local) != 0 ||
	    strcmp(again.domain, path->domain) != 0 ||
	    strcmp(again.text, path->text) != 0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *text = malloc(len + 1), *s = text;
	struct path path;

	if (text == NULL)
		abort();
	memcpy(text, data, len);
	text[len] = '\0';
	if (path_parse(&path, &s) == PATH_OK) {
		if (s < text || s > text + strlen(text) ||
		    (*s != '\0' && *s != ' ' && *s != '\t'))
			abort();
		if (path.null != (path.local[0] == '\0'))
			abort();
		check_text(path.text, path.utf8);
		if (!path.null)
			check_again(&path);
	} else if (s != text) {
		abort();
	}
	free(text);
	return 0;
}
