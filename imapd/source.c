#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "imapd/header.h"
#include "imapd/source.h"

/* Nearly all headers are shorter. */
#define HEAD_SIZE	16384

void
source_begin(struct source *s, struct mailbox *mb, struct cache *cache)
{
	memset(s, 0, sizeof(*s));
	s->mb = mb;
	s->cache = cache;
	s->fd = -1;
}

static void
close_message(struct source *s)
{
	if (s->fd != -1)
		close(s->fd);
	s->fd = -1;
	s->number = 0;
	s->whole = false;
	content_close(&s->content);
}

void
source_end(struct source *s)
{
	close_message(s);
	if (s->cache != NULL)
		cache_flush(s->cache, s->mb);
	content_free(&s->content);
	mime_free(&s->mime);
	free(s->head);
	s->head = NULL;
}

static bool
open_message(struct source *s, uint32_t number)
{
	if (s->number == number)
		return true;
	close_message(s);
	s->fd = mailbox_openat(s->mb, number - 1);
	if (s->fd == -1)
		return false;
	s->number = number;
	return true;
}

static bool
read_all(struct source *s)
{
	if (!s->whole && content_open(&s->content, s->fd) == 0)
		s->whole = true;
	return s->whole;
}

/* The first bytes, in head; -1 with errno. */
static ssize_t
read_head(struct source *s)
{
	ssize_t n;

	if (s->head == NULL && (s->head = malloc(HEAD_SIZE)) == NULL)
		return -1;
	do
		n = pread(s->fd, s->head, HEAD_SIZE, 0);
	while (n == -1 && errno == EINTR);
	return n;
}

bool
source_header(struct source *s, uint32_t number, bool kept, const char **p,
    size_t *len)
{
	struct kept k;
	ssize_t n;

	if (kept && s->cache != NULL && s->number != number) {
		if (!cache_get(s->cache, s->mb, number - 1, CACHE_FIELDS, &k))
			return false;
		*p = k.fields;
		*len = k.fields_len;
		return true;
	}
	if (!open_message(s, number))
		return false;
	if (!s->whole) {
		n = read_head(s);
		if (n == -1)
			return false;
		*p = s->head;
		*len = header_length(s->head, (size_t)n);
		if (n < HEAD_SIZE || *len < HEAD_SIZE)
			return true;
		if (!read_all(s))
			return false;
	}
	*p = s->content.p;
	*len = header_length(s->content.p, s->content.len);
	return true;
}

bool
source_message(struct source *s, uint32_t number)
{
	return open_message(s, number) && read_all(s) &&
	    mime_parse(&s->mime, s->content.p, s->content.len) == 0;
}
