/* journal: see journal.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/highwater.h"
#include "common/journal.h"
#include "common/known.h"

enum {
	ENTRY_MAX	= 1408,		/* a new message with all extras */
	ENTRY_MARK	= 0xb5,

	/*
	 * A journal longer than an eighth of its snapshot, within these, is
	 * replaced: reading it is what every login pays for.
	 */
	JOURNAL_MIN	= 16 * 1024,
	JOURNAL_MAX	= 256 * 1024
};

struct entry {
	uint16_t	words;		/* length in units of 8 bytes */
	uint8_t		type, mark;
	uint32_t	check;
};

struct change {				/* the payload of most */
	uint32_t	uid, value;
	uint64_t	keywords, modseq;
};

struct sizes {
	uint32_t	uid, spare;
	int64_t		size, vsize, internaldate;
};

struct stamps {
	struct index_stamp cur, new;
};

static void
fail(struct image *img)
{
	if (img->error == 0)
		img->error = errno != 0 ? errno : EIO;
}

/* Doubles what *p has room for until it is `need` items; false: no memory. */
static bool
grow(void *p, size_t *size, size_t need, size_t item)
{
	size_t n = *size != 0 ? *size : 64;
	void *old, *new;

	if (need <= *size)
		return true;
	while (n < need)
		n *= 2;
	memcpy(&old, p, sizeof(old));
	new = realloc(old, n * item);
	if (new == NULL)
		return false;
	memcpy(p, &new, sizeof(new));
	*size = n;
	return true;
}

static bool
grow32(void *p, uint32_t *size, uint32_t need, size_t item)
{
	size_t n = *size;

	if (!grow(p, &n, need, item))
		return false;
	*size = (uint32_t)n;
	return true;
}

static void
note_features(struct image *img, const struct name *n)
{
	size_t len;

	if (n->extra_len == 0)
		return;
	if (index_extra(n, EXTRA_UIDL, &len) != NULL)
		img->h.features |= FEATURE_UIDL;
	if (index_extra(n, EXTRA_ORDER, &len) != NULL)
		img->h.features |= FEATURE_ORDER;
}

/* Keeps a heap entry of our own; its offset, or 0 when that failed. */
static uint32_t
keep_name(struct image *img, const char *p, size_t len)
{
	uint32_t at;

	if (img->names_len + len >= NAME_OURS) {
		errno = EOVERFLOW;
		fail(img);
		return 0;
	}
	if (!grow(&img->names, &img->names_size, img->names_len + len, 1)) {
		fail(img);
		return 0;
	}
	at = (uint32_t)img->names_len | NAME_OURS;
	memcpy(img->names + img->names_len, p, len);
	img->names_len += len;
	return at;
}

static bool
apply_new(struct image *img, const char *p, size_t len)
{
	struct record r;
	struct name n;
	uint32_t uid;
	size_t entry;

	memcpy(&r, p, sizeof(r));
	entry = heap_entry_check(p + sizeof(r), len - sizeof(r),
	    img->h.uidvalidity, &uid, &n);
	if (entry == 0 || uid != r.uid || uid < img->h.uidnext ||
	    uid >= INDEX_UID_MAX || index_count(img) >= MAILBOX_MAX)
		return false;
	if (!grow32(&img->tail, &img->tail_size, img->ntail + 1, sizeof(r))) {
		fail(img);
		return true;
	}
	r.name = keep_name(img, p + sizeof(r), entry);
	if (r.name == 0)
		return true;
	r.flags &= (uint16_t)~FLAG_GONE;
	r.hash = index_hash(table_hash(n.base, n.base_len));
	img->tail[img->ntail++] = r;
	img->h.uidnext = uid + 1;
	index_counters(img, &r, 1);
	note_features(img, &n);
	if (r.modseq > img->h.highestmodseq)
		img->h.highestmodseq = r.modseq;
	return true;
}

static bool
apply_flags(struct image *img, const char *p, size_t len)
{
	struct change c;
	struct record *r;

	(void)len;
	memcpy(&c, p, sizeof(c));
	r = index_find(img, c.uid);
	if (r != NULL) {
		index_counters(img, r, -1);
		r->flags = (uint16_t)c.value & (uint16_t)~FLAG_GONE;
		r->keywords = c.keywords;
		if (c.modseq != 0)
			r->modseq = c.modseq;
		index_counters(img, r, 1);
	}
	if (c.modseq > img->h.highestmodseq)
		img->h.highestmodseq = c.modseq;
	return true;
}

static bool
apply_expunge(struct image *img, const char *p, size_t len)
{
	struct change c;
	struct record *r;

	(void)len;
	memcpy(&c, p, sizeof(c));
	r = index_find(img, c.uid);
	if (r != NULL) {
		index_counters(img, r, -1);
		r->flags |= FLAG_GONE;
	}
	if (!grow32(&img->exp, &img->exp_size, img->nexp + 1,
	    sizeof(*img->exp))) {
		fail(img);
		return true;
	}
	img->exp[img->nexp].uid = c.uid;
	img->exp[img->nexp].spare = 0;
	img->exp[img->nexp++].modseq = c.modseq;
	if (c.modseq > img->h.highestmodseq)
		img->h.highestmodseq = c.modseq;
	return true;
}

static bool
apply_name(struct image *img, const char *p, size_t len)
{
	struct record *r;
	struct name n;
	uint32_t uid, at;
	size_t entry = heap_entry_check(p, len, img->h.uidvalidity, &uid, &n);

	if (entry == 0)
		return false;
	r = index_find(img, uid);
	if (r == NULL)
		return true;
	note_features(img, &n);
	at = keep_name(img, p, entry);
	if (at == 0)
		return true;
	r->name = at;
	r->hash = index_hash(table_hash(n.base, n.base_len));
	return true;
}

static bool
apply_sizes(struct image *img, const char *p, size_t len)
{
	struct sizes s;
	struct record *r;

	(void)len;
	memcpy(&s, p, sizeof(s));
	r = index_find(img, s.uid);
	if (r == NULL)
		return true;
	index_counters(img, r, -1);
	if (s.size >= 0)
		r->size = s.size;
	if (s.vsize >= 0)
		r->vsize = s.vsize;
	if (s.internaldate != MAILBOX_UNKNOWN)
		r->internaldate = s.internaldate;
	index_counters(img, r, 1);
	return true;
}

static bool
apply_cache(struct image *img, const char *p, size_t len)
{
	struct change c;
	struct record *r;

	(void)len;
	memcpy(&c, p, sizeof(c));
	r = index_find(img, c.uid);
	if (r != NULL)
		r->cache = c.value;
	return true;
}

static bool
apply_keyword(struct image *img, const char *p, size_t len)
{
	struct change c;
	char *name;
	size_t n;

	memcpy(&c, p, sizeof(c));
	n = (size_t)c.keywords;
	if (c.value >= MAILBOX_KEYWORDS || n == 0 || n > MAILBOX_KEYWORD_LEN ||
	    n > len - sizeof(c) || memchr(p + sizeof(c), '\0', n) != NULL)
		return false;
	name = strndup(p + sizeof(c), n);
	if (name == NULL) {
		fail(img);
		return true;
	}
	free(img->keyword[c.value]);
	img->keyword[c.value] = name;
	return true;
}

static bool
apply_stamps(struct image *img, const char *p, size_t len)
{
	struct stamps s;

	(void)len;
	memcpy(&s, p, sizeof(s));
	img->h.cur = s.cur;
	img->h.new = s.new;
	return true;
}

static bool
apply_uidnext(struct image *img, const char *p, size_t len)
{
	struct change c;

	(void)len;
	memcpy(&c, p, sizeof(c));
	if (c.value > INDEX_UID_MAX)
		return false;
	if (c.value > img->h.uidnext)
		img->h.uidnext = c.value;
	return true;
}

static bool
apply_recent(struct image *img, const char *p, size_t len)
{
	struct change c;

	(void)len;
	memcpy(&c, p, sizeof(c));
	if (c.value > img->h.first_recent)
		img->h.first_recent = c.value;
	return true;
}

enum type {
	NEW = 1, FLAGS, EXPUNGE, NAME, SIZES, CACHE, KEYWORD, STAMPS, UIDNEXT,
	RECENT, TYPES
};

static const struct {
	size_t	least;			/* of the payload */
	bool	(*apply)(struct image *, const char *, size_t);
} types[TYPES] = {
	[NEW]		= { sizeof(struct record), apply_new },
	[FLAGS]		= { sizeof(struct change), apply_flags },
	[EXPUNGE]	= { sizeof(struct change), apply_expunge },
	[NAME]		= { sizeof(struct heap_entry), apply_name },
	[SIZES]		= { sizeof(struct sizes), apply_sizes },
	[CACHE]		= { sizeof(struct change), apply_cache },
	[KEYWORD]	= { sizeof(struct change), apply_keyword },
	[STAMPS]	= { sizeof(struct stamps), apply_stamps },
	[UIDNEXT]	= { sizeof(struct change), apply_uidnext },
	[RECENT]	= { sizeof(struct change), apply_recent },
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

/* False: what it says makes no sense, though it is whole. */
static bool
apply(struct image *img, unsigned type, const char *payload, size_t len)
{
	if (type == 0 || type >= TYPES || len < types[type].least)
		return false;
	return types[type].apply(img, payload, len);
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
		if (!apply(img, e.type, buf + sizeof(e), size - sizeof(e)) ||
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

	if (e->type >= TYPES || len < sizeof(c) || len < types[e->type].least)
		return;
	memcpy(&c, payload, sizeof(c));
	if (e->type == FLAGS)
		r->flags(r->arg, c.uid, c.keywords);
	else if (e->type == KEYWORD && c.keywords <= len - sizeof(c))
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
put(struct image *img, enum type type, const void *a, size_t alen,
    const void *b, size_t blen)
{
	struct entry e = { 0, (uint8_t)type, ENTRY_MARK, 0 };
	_Alignas(8) char buf[ENTRY_MAX];
	size_t size = (sizeof(e) + alen + blen + 7) & ~(size_t)7;
	char *p = buf + sizeof(e);

	if (img->error != 0)
		return;
	memset(buf + size - 8, 0, 8);
	memcpy(p, a, alen);
	if (blen > 0)
		memcpy(p + alen, b, blen);
	if (!apply(img, type, p, size - sizeof(e))) {
		errno = EINVAL;
		fail(img);
		return;
	}
	img->changed = true;
	if (!img->rewrite && img->end - img->length + img->batch_len + size >
	    limit(img))
		give_up_batch(img);
	if (img->rewrite)
		return;
	e.words = (uint16_t)(size / 8);
	e.check = entry_check(img->h.generation, img->end + img->batch_len,
	    &e, p);
	memcpy(buf, &e, sizeof(e));
	if (!grow(&img->batch, &img->batch_size, img->batch_len + size, 1)) {
		fail(img);
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
		fail(img);
		return;
	}
	if (r->uid >= img->h.uidlimit && !img->rewrite)
		give_up_batch(img);	/* the snapshot reserves more */
	heap_entry_put(entry, img->h.uidvalidity, r->uid, n);
	put(img, NEW, r, sizeof(*r), entry, len);
}

void
journal_name(struct image *img, uint32_t uid, const struct name *n)
{
	char entry[ENTRY_MAX];

	if (n->base_len > MAILDIR_NAME || n->extra_len > INDEX_EXTRA) {
		errno = ENAMETOOLONG;
		fail(img);
		return;
	}
	heap_entry_put(entry, img->h.uidvalidity, uid, n);
	put(img, NAME, entry, heap_entry_len(n->base_len, n->extra_len), "",
	    0);
}

void
journal_flags(struct image *img, uint32_t uid, unsigned flags,
    uint64_t keywords, uint64_t modseq)
{
	struct change c = { uid, flags, keywords, modseq };

	put(img, FLAGS, &c, sizeof(c), "", 0);
}

void
journal_expunge(struct image *img, uint32_t uid, uint64_t modseq)
{
	struct change c = { uid, 0, 0, modseq };

	put(img, EXPUNGE, &c, sizeof(c), "", 0);
}

void
journal_sizes(struct image *img, uint32_t uid, int64_t size, int64_t vsize,
    int64_t internaldate)
{
	struct sizes s = { uid, 0, size, vsize, internaldate };

	put(img, SIZES, &s, sizeof(s), "", 0);
}

void
journal_cache(struct image *img, uint32_t uid, uint32_t cache)
{
	struct change c = { uid, cache, 0, 0 };

	put(img, CACHE, &c, sizeof(c), "", 0);
}

void
journal_keyword(struct image *img, unsigned bit, const char *name)
{
	size_t len = strlen(name);
	struct change c = { 0, bit, len, 0 };

	if (len > MAILBOX_KEYWORD_LEN) {
		errno = ENAMETOOLONG;
		fail(img);
		return;
	}
	put(img, KEYWORD, &c, sizeof(c), name, len);
}

void
journal_stamps(struct image *img, const struct index_stamp *cur,
    const struct index_stamp *new)
{
	struct stamps s = { *cur, *new };

	put(img, STAMPS, &s, sizeof(s), "", 0);
}

void
journal_uidnext(struct image *img, uint32_t uidnext)
{
	struct change c = { 0, uidnext, 0, 0 };

	if (uidnext > img->h.uidlimit && !img->rewrite)
		give_up_batch(img);
	put(img, UIDNEXT, &c, sizeof(c), "", 0);
}

void
journal_recent(struct image *img, uint32_t first_recent)
{
	struct change c = { 0, first_recent, 0, 0 };

	put(img, RECENT, &c, sizeof(c), "", 0);
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
		fail(img);
	if (img->error != 0) {
		errno = img->error;
		return -1;
	}
	img->changed = false;
	return 0;
}
