/*
 * brief: what a worker is told of a message.
 */
#include <string.h>

#include "common/record.h"
#include "common/scan.h"
#include "smtpd/brief.h"

/* Then come ntargets of struct target. */
struct brief {
	uint32_t ntargets;
	uint32_t replaced;	/* it is in the filter's file */
	uint64_t size, crlf_size;
	char	 sender[PATH_TEXT];
};

static struct transaction *own;

void
brief_for(struct transaction *t)
{
	own = t;
}

const struct transaction *
brief_own(void)
{
	return own;
}

bool
brief_send(int fd, const struct transaction *t, const uint16_t which[],
    size_t n, const struct source *source)
{
	struct brief b;
	size_t k;

	memset(&b, 0, sizeof(b));
	b.ntargets = (uint32_t)n;
	b.replaced = source->fd == t->replaced;
	b.size = source->size;
	b.crlf_size = source->crlf_size;
	if (!scan_copy(b.sender, sizeof(b.sender), t->sender,
	    strlen(t->sender)) || !record_send(fd, &b, sizeof(b)))
		return false;
	for (k = 0; k < n; k++)
		if (!record_send(fd, &t->envelope.target[which[k]],
		    sizeof(struct target)))
			return false;
	return true;
}

static bool
brief_ok(const struct brief *b)
{
	return b->ntargets <= TARGET_MAX && BRIEF_ENDS(b->sender) &&
	    b->crlf_size >= b->size && b->crlf_size - b->size <= b->size;
}

struct transaction *
brief_read(int fd, struct source *source)
{
	struct transaction *t = own;
	struct brief b;
	struct target *to;

	if (!record_read(fd, &b, sizeof(b), 0) || !brief_ok(&b))
		return NULL;
	envelope_clear(&t->envelope);
	while (t->envelope.ntargets < b.ntargets) {
		to = &t->envelope.target[t->envelope.ntargets++];
		if (!record_read(fd, to, sizeof(*to), 0) ||
		    !target_ok(to, t->root))
			return NULL;
	}
	memcpy(t->sender, b.sender, sizeof(t->sender));
	source->fd = b.replaced ? t->replaced : t->spool;
	source->from = 0;
	source->size = b.size;
	source->crlf_size = b.crlf_size;
	return t;
}
