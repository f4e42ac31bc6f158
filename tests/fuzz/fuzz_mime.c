/*
 * Whatever a message says of its parts: each lies within the message and
 * within what holds it, and their description can be written.
 */
#include <stdlib.h>

#include "imapd/bodystructure.h"
#include "imapd/envelope.h"
#include "imapd/mime.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct mime *m, const char *p, size_t len)
{
	const struct part *part, *parent;
	size_t i;

	(void)p;
	for (i = 0; i < m->n; i++) {
		part = &m->part[i];
		if (part->start > part->body || part->body > part->end ||
		    part->end > len || part->depth > MIME_DEPTH ||
		    part->octets < part->end - part->body)
			abort();
		if (i == 0)
			continue;
		parent = &m->part[part->parent];
		if (part->parent >= i || part->start < parent->body ||
		    part->end > parent->end ||
		    part->depth != parent->depth + 1)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct mime mime;
	const char *p = (const char *)data;
	struct out out;

	if (mime_parse(&mime, p, size) == -1)
		return 0;
	check(&mime, p, size);
	out_memory(&out, 1u << 24);
	bodystructure_write(&out, &mime, p, size % 2 == 0);
	envelope_write(&out, p, mime.part[0].body);
	out_free(&out);
	return 0;
}
