#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "imapd/bodystructure.h"
#include "imapd/cache.h"
#include "imapd/envelope.h"
#include "imapd/header.h"
#include "imapd/objectid.h"

enum {
	BATCH = 256 << 10,	/* bytes written at once */
	PLACES_MIN = 1 << 10,	/* room for places at first */
	PLACES = 1 << 18,	/* told to the index at once: it may be
				   written anew for them */

	/* Of one message; more than that is made anew each time. */
	FIELDS_MAX = 16 << 10,
	ENVELOPE_MAX = 16 << 10,
	STRUCTURE_MAX = 24 << 10
};

#define NAME(s)	{ s, sizeof(s) - 1 }

/*
 * RFC 9051 section 7.5.2, RFC 5256, and what Thunderbird, K-9, Apple Mail
 * and mutt fetch for their lists.  A change is a new CACHEFILE_VERSION.
 */
static const struct {
	const char	*name;
	size_t		 len;
} names[] = {
	NAME("Date"), NAME("Subject"), NAME("From"), NAME("Sender"),
	NAME("Reply-To"), NAME("To"), NAME("Cc"), NAME("Bcc"),
	NAME("In-Reply-To"), NAME("Message-ID"), NAME("References"),
	NAME("Content-Type"), NAME("Content-Description"),
	NAME("Content-Transfer-Encoding"), NAME("MIME-Version"),
	NAME("Priority"), NAME("X-Priority"), NAME("Importance"),
	NAME("List-Id"), NAME("List-Post"), NAME("List-Subscribe"),
	NAME("List-Unsubscribe"), NAME("Newsgroups"), NAME("Lines"),
	NAME("X-Label"), NAME("X-Original-To"), NAME("Delivered-To"),
	NAME("X-Spam-Flag"), NAME("X-TUID"), NAME("X-Mailer"),
	NAME("Disposition-Notification-To"),
};

bool
cache_has_field(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].len == len &&
		    strncasecmp(names[i].name, name, len) == 0)
			return true;
	return false;
}

static uint32_t
uidvalidity(const struct mailbox *mb)
{
	struct mailbox_status st;

	mailbox_status(mb, &st);
	return st.uidvalidity;
}

void
cache_close(struct cache *c)
{
	cachefile_close(&c->file);
	free(c->batch);
	free(c->place);
	content_free(&c->content);
	mime_free(&c->mime);
	out_free(&c->entry);
	memset(c, 0, sizeof(*c));
}

/* The batch goes to the file; the index is not told yet. */
static void
write_batch(struct cache *c, struct mailbox *mb)
{
	size_t i, from = c->nplaces - c->unplaced;
	uint32_t place;

	if (c->batch_len == 0)
		return;
	if (cachefile_append(&c->file, mb, uidvalidity(mb), c->batch,
	    c->batch_len, &place) == -1) {
		c->useless = true;
		c->nplaces = from;
	}
	for (i = from; i < c->nplaces; i++)
		c->place[i].cache += place;
	c->unplaced = 0;
	c->batch_len = 0;
}

static void
tell_index(struct cache *c, struct mailbox *mb)
{
	write_batch(c, mb);
	if (c->nplaces > 0)
		(void)mailbox_cache(mb, c->place, c->nplaces);
	c->nplaces = 0;
}

void
cache_flush(struct cache *c, struct mailbox *mb)
{
	tell_index(c, mb);
	cachefile_compact(&c->file, mb, uidvalidity(mb));
	c->fresh = false;
	c->useless = false;
	free(c->batch);
	free(c->place);
	c->batch = NULL;
	c->place = NULL;
	c->places = 0;
	content_free(&c->content);
	mime_free(&c->mime);
	out_free(&c->entry);
}

/* Room for one more place; false: it is not kept. */
static bool
more_places(struct cache *c, struct mailbox *mb)
{
	size_t n = c->places > 0 ? 2 * c->places : PLACES_MIN;
	struct mailbox_cached *place;

	if (c->nplaces < c->places)
		return true;
	if (c->places == PLACES) {
		tell_index(c, mb);
		return true;
	}
	place = reallocarray(c->place, n, sizeof(*place));
	if (place == NULL)
		return false;
	c->place = place;
	c->places = n;
	return true;
}

/* The entry in c->entry is to be written. */
static void
keep(struct cache *c, struct mailbox *mb, uint32_t uid, int64_t date)
{
	if (c->useless || !more_places(c, mb))
		return;
	if (c->batch == NULL && (c->batch = malloc(BATCH)) == NULL)
		return;
	if (BATCH - c->batch_len < c->entry.len)
		write_batch(c, mb);
	memcpy(c->batch + c->batch_len, c->entry.p, c->entry.len);
	c->place[c->nplaces].uid = uid;
	c->place[c->nplaces].date = date;
	c->place[c->nplaces++].cache = (uint32_t)(c->batch_len /
	    CACHEFILE_UNIT);
	c->unplaced++;
	c->batch_len += c->entry.len;
}

static void
write_fields(struct out *o, const char *p, size_t len)
{
	const char *end = p + len;
	struct field f;

	while (header_next(&p, end, &f)) {
		if (!cache_has_field(f.name, f.name_len))
			continue;
		out_bytes(o, f.start, (size_t)(f.end - f.start));
		if (f.end[-1] != '\n')
			out_char(o, '\n');
	}
	out_char(o, '\n');
}

/* What part n of an entry has. */
static const char *
part_of(const struct cachefile_entry *e, size_t n)
{
	const char *p = (const char *)(e + 1);
	size_t i;

	for (i = 0; i < n; i++)
		p += e->part[i];
	return p;
}

/* Writes part n of the message in c->content.  False: it cannot be had. */
static bool
make_part(struct cache *c, size_t n, size_t header)
{
	static const size_t max[CACHEFILE_PARTS] = {
		FIELDS_MAX, ENVELOPE_MAX, STRUCTURE_MAX, OBJECTID
	};
	const struct content *m = &c->content;
	struct out *o = &c->entry;
	size_t from = o->len;
	char id[OBJECTID];

	if (n == 0) {
		write_fields(o, m->p, header);
	} else if (n == 1) {
		envelope_write(o, m->p, header);
	} else if (n == 2) {
		if (mime_parse(&c->mime, m->p, m->len) == -1)
			return false;
		bodystructure_write(o, &c->mime, m->p, true);
	} else {
		objectid_message(m->p, m->len, id);
		out_text(o, id);
	}
	if (o->failed || o->len - from > max[n]) {
		o->failed = false;
		o->len = from;
	}
	return true;
}

/*
 * The entry of the message in c->content: the parts that are wanted, and those
 * that there were.  False: no memory.
 */
static bool
make_entry(struct cache *c, uint32_t uid, unsigned want,
    const struct cachefile_entry *old)
{
	size_t header = header_length(c->content.p, c->content.len), n, at;
	struct cachefile_entry e;
	struct out *o = &c->entry;

	if (o->p == NULL)
		out_memory(o, CACHEFILE_ENTRY);
	o->len = 0;
	o->failed = false;
	memset(&e, 0, sizeof(e));
	e.uid = uid;
	out_bytes(o, &e, sizeof(e));
	for (n = 0; n < CACHEFILE_PARTS; n++) {
		at = o->len;
		if (old != NULL && (old->have >> n & 1) != 0)
			out_bytes(o, part_of(old, n), old->part[n]);
		else if ((want >> n & 1) == 0 || !make_part(c, n, header))
			continue;
		e.have |= 1u << n;
		e.part[n] = (uint32_t)(o->len - at);
	}
	out_bytes(o, "\0\0\0\0\0\0\0", (CACHEFILE_UNIT - o->len %
	    CACHEFILE_UNIT) % CACHEFILE_UNIT);
	if (o->failed || o->len < sizeof(e))
		return false;
	e.len = (uint32_t)o->len;
	memcpy(o->p, &e, sizeof(e));
	return true;
}

/* The message, or at least its header. */
static bool
open_message(struct cache *c, struct mailbox *mb, uint32_t n, bool whole)
{
	int fd = mailbox_openat(mb, n), r = 0, e;
	bool all = false;

	if (fd == -1)
		return false;
	if (!whole)
		r = content_open_head(&c->content, fd, &all);
	if (r == 0 && !all && (whole || header_length(c->content.p,
	    c->content.len) == c->content.len))
		r = content_open(&c->content, fd);
	e = errno;
	(void)close(fd);
	errno = e;
	return r == 0;
}

static void
give(const struct cachefile_entry *e, struct kept *k)
{
	k->fields = e->part[0] > 0 ? part_of(e, 0) : NULL;
	k->fields_len = e->part[0];
	k->envelope = e->part[1] > 0 ? part_of(e, 1) : NULL;
	k->envelope_len = e->part[1];
	k->structure = e->part[2] > 0 ? part_of(e, 2) : NULL;
	k->structure_len = e->part[2];
	k->emailid = e->part[3] > 0 ? part_of(e, 3) : NULL;
	k->emailid_len = e->part[3];
}

/*
 * Nothing is kept, or too little.  Whoever wants an ENVELOPE will want the
 * fields that lists, SEARCH and SORT need.
 */
static bool
look(struct cache *c, struct mailbox *mb, uint32_t n,
    const struct message *m, unsigned want,
    const struct cachefile_entry *old, struct kept *k)
{
	int64_t date = MAILBOX_UNKNOWN;

	if ((want & CACHE_ENVELOPE) != 0)
		want |= CACHE_FIELDS;
	if (!open_message(c, mb, n, (want & (CACHE_STRUCTURE |
	    CACHE_EMAILID)) != 0))
		return false;
	if (!make_entry(c, m->uid, want, old)) {
		errno = ENOMEM;
		return false;
	}
	if (m->internaldate < 0) {
		date = c->content.date;
		mailbox_tell_date(mb, n, date);
	}
	keep(c, mb, m->uid, date);
	give((const void *)c->entry.p, k);
	return true;
}

bool
cache_get(struct cache *c, struct mailbox *mb, uint32_t n, unsigned want,
    struct kept *k)
{
	const struct cachefile_entry *e = NULL;
	struct message m;

	content_close(&c->content);
	if (!mailbox_numbers(mb, n, &m)) {
		errno = ENOENT;
		return false;
	}
	if (m.cache != 0) {
		if (!c->fresh)
			(void)cachefile_refresh(&c->file, mb,
			    uidvalidity(mb));
		c->fresh = true;
		e = cachefile_get(&c->file, m.uid, m.cache);
	}
	if (e != NULL && (e->have & want) == want)
		give(e, k);
	else if (!look(c, mb, n, &m, want, e, k))
		return false;
	if (k->fields != NULL || (want & CACHE_FIELDS) == 0)
		return true;
	/* Too long to be kept: the header itself. */
	if (c->content.p == NULL && !open_message(c, mb, n, false))
		return false;
	k->fields = c->content.p;
	k->fields_len = header_length(c->content.p, c->content.len);
	return true;
}
