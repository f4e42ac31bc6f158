/* journal: see journal.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/entry.h"
#include "common/highwater.h"
#include "common/journal.h"

enum {
	ENTRY_MARK	= 0xb5,

	/*
	 * A journal longer than an eighth of its snapshot, within these, is
	 * replaced: reading it is what every login pays for.  So is one that
	 * changes more than the larger of them, by who comes next.
	 */
	JOURNAL_MIN	= 16 * 1024,
	JOURNAL_MAX	= 256 * 1024
};

struct entry {
	uint16_t	words;		/* length in units of 8 bytes */
	uint8_t		type, mark;
	uint32_t	check;
};

static uint32_t
entry_check(uint64_t generation, uint64_t at, const struct entry *e,
    const char *payload)
{
	uint64_t sum = index_sum(generation + at, payload,
	    e->words * 8u - sizeof(*e));

	sum ^= (uint64_t)e->type << 16 | e->words;
	return (uint32_t)(sum ^ sum >> 32);
}

/* The size of the entry in `len` bytes, which are at `at`; 0: not whole. */
static size_t
whole_entry(const char *buf, size_t len, uint64_t generation, uint64_t at,
    struct entry *e)
{
	size_t size;

	if (len < sizeof(*e))
		return 0;
	memcpy(e, buf, sizeof(*e));
	size = e->words * (size_t)8;
	if (e->mark != ENTRY_MARK || size < sizeof(*e) || size > ENTRY_MAX ||
	    size > len || e->check != entry_check(generation, at, e,
	    buf + sizeof(*e)))
		return 0;
	return size;
}

void
journal_replay(struct image *img, const char *buf, size_t len)
{
	struct entry e;
	size_t size;

	while (len > 0 && img->error == 0) {
		size = whole_entry(buf, len, img->h.generation, img->end, &e);
		if (size == 0)
			break;
		if (!entry_apply(img, e.type, buf + sizeof(e),
		    size - sizeof(e)) ||
		    img->h.uidnext > img->h.uidlimit) {
			img->damaged = true;
			return;
		}
		img->end += size;
		buf += size;
		len -= size;
	}
	img->torn = len > 0;
}

static void
scan_entry(const struct journal_reader *r, const struct entry *e,
    const char *payload, size_t len)
{
	struct change c;

	if (len < sizeof(c) || !entry_long_enough(e->type, len))
		return;
	memcpy(&c, payload, sizeof(c));
	if (e->type == ENTRY_FLAGS)
		r->flags(r->arg, c.uid, c.keywords);
	else if (e->type == ENTRY_KEYWORD && c.keywords <= len - sizeof(c))
		r->keyword(r->arg, c.value, payload + sizeof(c),
		    (size_t)c.keywords);
}

void
journal_scan(const char *buf, size_t len, uint64_t generation, uint64_t at,
    const struct journal_reader *r)
{
	struct entry e;
	size_t size;

	while (len >= sizeof(e)) {
		size = whole_entry(buf, len, generation, at, &e);
		if (size != 0)
			scan_entry(r, &e, buf + sizeof(e), size - sizeof(e));
		else
			size = sizeof(e);
		buf += size;
		len -= size;
		at += size;
	}
}

static uint64_t
limit(const struct image *img)
{
	uint64_t n = img->length / 8;

	if (n < JOURNAL_MIN)
		return JOURNAL_MIN;
	return n > JOURNAL_MAX ? JOURNAL_MAX : n;
}

/* A new snapshot it will be: there is no need to keep the changes. */
static void
give_up_batch(struct image *img)
{
	img->rewrite = true;
	free(img->batch);
	img->batch = NULL;
	img->batch_len = img->batch_size = 0;
}

/* Makes an entry of the parts, applies it, and keeps it for the commit. */
static void
put(struct image *img, enum entry_type type, const void *a, size_t alen,
    const void *b, size_t blen)
{
	struct entry e = { 0, (uint8_t)type, ENTRY_MARK, 0 };
	_Alignas(8) char buf[ENTRY_MAX];
	size_t size = (sizeof(e) + alen + blen + 7) & ~(size_t)7;
	char *p = buf + sizeof(e);
	bool heavy = img->batch_len == 0 && img->weight > JOURNAL_MAX;

	if (img->error != 0)
		return;
	memset(buf + size - 8, 0, 8);
	memcpy(p, a, alen);
	if (blen > 0)
		memcpy(p + alen, b, blen);
	if (!entry_apply(img, type, p, size - sizeof(e))) {
		errno = EINVAL;
		entry_fail(img);
		return;
	}
	img->changed = true;
	if (!img->rewrite && (heavy || img->end - img->length +
	    img->batch_len + size > limit(img)))
		give_up_batch(img);
	if (img->rewrite)
		return;
	e.words = (uint16_t)(size / 8);
	e.check = entry_check(img->h.generation, img->end + img->batch_len,
	    &e, p);
	memcpy(buf, &e, sizeof(e));
	if (!entry_grow(&img->batch, &img->batch_size, img->batch_len + size,
	    1)) {
		entry_fail(img);
		return;
	}
	memcpy(img->batch + img->batch_len, buf, size);
	img->batch_len += size;
}

void
journal_new(struct image *img, const struct record *r, const struct name *n)
{
	char entry[ENTRY_MAX];
	size_t len = heap_entry_len(n->base_len, n->extra_len);

	if (n->base_len > MAILDIR_NAME || n->extra_len > INDEX_EXTRA) {
		errno = ENAMETOOLONG;
		entry_fail(img);
		return;
	}
	if (r->uid >= img->h.uidlimit && !img->rewrite)
		give_up_batch(img);	/* the snapshot reserves more */
	heap_entry_put(entry, img->h.uidvalidity, r->uid, n);
	put(img, ENTRY_NEW, r, sizeof(*r), entry, len);
}

void
journal_name(struct image *img, uint32_t uid, const struct name *n)
{
	char entry[ENTRY_MAX];

	if (n->base_len > MAILDIR_NAME || n->extra_len > INDEX_EXTRA) {
		errno = ENAMETOOLONG;
		entry_fail(img);
		return;
	}
	heap_entry_put(entry, img->h.uidvalidity, uid, n);
	put(img, ENTRY_NAME, entry, heap_entry_len(n->base_len, n->extra_len),
	    "", 0);
}

void
journal_flags(struct image *img, uint32_t uid, unsigned flags,
    uint64_t keywords, uint64_t modseq)
{
	struct change c = { uid, flags, keywords, modseq };

	put(img, ENTRY_FLAGS, &c, sizeof(c), "", 0);
}

void
journal_range(struct image *img, uint32_t from, uint32_t to, unsigned set,
    unsigned clear, uint64_t modseq)
{
	struct range c = { from, to, set & FLAGS_ALL, clear & FLAGS_ALL,
	    modseq };

	put(img, ENTRY_RANGE, &c, sizeof(c), "", 0);
}

void
journal_expunge(struct image *img, uint32_t uid, uint64_t modseq)
{
	struct change c = { uid, 0, 0, modseq };

	put(img, ENTRY_EXPUNGE, &c, sizeof(c), "", 0);
}

void
journal_sizes(struct image *img, uint32_t uid, int64_t size, int64_t vsize,
    int64_t internaldate)
{
	struct sizes s = { uid, 0, size, vsize, internaldate };

	put(img, ENTRY_SIZES, &s, sizeof(s), "", 0);
}

void
journal_cache(struct image *img, uint32_t uid, uint32_t cache)
{
	struct change c = { uid, cache, 0, 0 };

	put(img, ENTRY_CACHE, &c, sizeof(c), "", 0);
}

void
journal_keyword(struct image *img, unsigned bit, const char *name)
{
	size_t len = strlen(name);
	struct change c = { 0, bit, len, 0 };

	if (len > MAILBOX_KEYWORD_LEN) {
		errno = ENAMETOOLONG;
		entry_fail(img);
		return;
	}
	put(img, ENTRY_KEYWORD, &c, sizeof(c), name, len);
}

void
journal_stamps(struct image *img, const struct index_stamp *cur,
    const struct index_stamp *new)
{
	struct stamps s = { *cur, *new };

	put(img, ENTRY_STAMPS, &s, sizeof(s), "", 0);
}

void
journal_uidnext(struct image *img, uint32_t uidnext)
{
	struct change c = { 0, uidnext, 0, 0 };

	if (uidnext > img->h.uidlimit && !img->rewrite)
		give_up_batch(img);
	put(img, ENTRY_UIDNEXT, &c, sizeof(c), "", 0);
}

void
journal_touch(struct image *img, uint64_t modseq)
{
	struct change c = { 0, img->h.uidnext, 0, modseq };

	put(img, ENTRY_UIDNEXT, &c, sizeof(c), "", 0);
}

void
journal_recent(struct image *img, uint32_t first_recent)
{
	struct change c = { 0, first_recent, 0, 0 };

	put(img, ENTRY_RECENT, &c, sizeof(c), "", 0);
}

void
journal_adding(struct image *img, const struct batch *b)
{
	put(img, ENTRY_ADDING, b, sizeof(*b), "", 0);
}

uint64_t
journal_modseq(const struct image *img)
{
	return img->h.highestmodseq + 1;
}

static int
append(struct image *img, bool durable)
{
	ssize_t n;

	n = pwrite(img->fd, img->batch, img->batch_len, (off_t)img->end);
	if (n != (ssize_t)img->batch_len) {
		if (n != -1)
			errno = ENOSPC;
		return -1;
	}
	if (durable && fdatasync(img->fd) == -1)
		return -1;
	img->end += img->batch_len;
	img->batch_len = 0;
	return 0;
}

/* UIDs given so far plus as many again, before any of them is given. */
static int
reserve(struct image *img, int lock)
{
	if (img->h.uidlimit - img->h.uidnext >= INDEX_UIDS / 2 &&
	    img->h.uidlimit > img->h.uidnext && img->length != 0)
		return 0;
	img->h.uidlimit = img->h.uidnext + INDEX_UIDS;
	return highwater_note(lock, img->h.uidvalidity, img->h.uidlimit);
}

int
journal_commit(struct image *img, int dir, int lock, bool durable,
    struct image **next)
{
	int r = 0;

	*next = NULL;
	if (img->error == 0 && img->changed && (img->rewrite || img->torn)) {
		if (reserve(img, lock) == -1 ||
		    (*next = index_write(img, dir)) == NULL)
			r = -1;
	} else if (img->error == 0 && img->batch_len > 0) {
		r = append(img, durable);
	}
	if (r == -1)
		entry_fail(img);
	if (img->error != 0) {
		errno = img->error;
		return -1;
	}
	img->changed = false;
	return 0;
}
