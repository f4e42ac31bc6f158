/* entry: see entry.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/entry.h"
#include "common/known.h"

void
entry_fail(struct image *img)
{
	if (img->error == 0)
		img->error = errno != 0 ? errno : EIO;
}

/* By doubling. */
bool
entry_grow(void *p, size_t *size, size_t need, size_t item)
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

	if (!entry_grow(p, &n, need, item))
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
		entry_fail(img);
		return 0;
	}
	if (!entry_grow(&img->names, &img->names_size, img->names_len + len,
	    1)) {
		entry_fail(img);
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
		entry_fail(img);
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

/* For who wants to tell what changed, and nothing else. */
static void
note_touched(struct image *img, uint32_t uid, uint64_t modseq)
{
	struct expunged *t = &img->touched[img->ntouched % INDEX_TOUCHED];

	if (img->ntouched >= INDEX_TOUCHED && t->modseq > img->touched_floor)
		img->touched_floor = t->modseq;
	t->uid = uid;
	t->modseq = modseq;
	img->ntouched++;
	if (img->ntouched == 2 * INDEX_TOUCHED)
		img->ntouched = INDEX_TOUCHED;
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
		note_touched(img, c.uid, r->modseq);
	}
	if (c.modseq > img->h.highestmodseq)
		img->h.highestmodseq = c.modseq;
	return true;
}

static bool
apply_range(struct image *img, const char *p, size_t len)
{
	struct range c;
	uint32_t i;

	(void)len;
	memcpy(&c, p, sizeof(c));
	if (((c.set | c.clear) & ~(uint32_t)FLAGS_ALL) != 0)
		return false;
	for (i = index_lower(img, c.from); i < index_count(img); i++) {
		struct record *r = index_record(img, i);

		if (r->uid > c.to)
			break;
		if ((r->flags & FLAG_GONE) != 0)
			continue;
		index_counters(img, r, -1);
		r->flags = (uint16_t)(((r->flags & ~c.clear) | c.set) &
		    ~(unsigned)FLAG_IN_NEW);
		r->modseq = c.modseq;
		index_counters(img, r, 1);
		note_touched(img, r->uid, c.modseq);
		img->weight += sizeof(*r);
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
		entry_fail(img);
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
		entry_fail(img);
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
	if (c.modseq > img->h.highestmodseq)
		img->h.highestmodseq = c.modseq;
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

static bool
apply_adding(struct image *img, const char *p, size_t len)
{
	struct batch b;

	(void)len;
	memcpy(&b, p, sizeof(b));
	if (b.host_len > sizeof(b.host))
		return false;
	img->adding = b;
	return true;
}

static const struct {
	size_t	least;			/* of the payload */
	bool	(*apply)(struct image *, const char *, size_t);
} types[ENTRY_TYPES] = {
	[ENTRY_NEW] = { sizeof(struct record), apply_new },
	[ENTRY_FLAGS] = { sizeof(struct change), apply_flags },
	[ENTRY_EXPUNGE] = { sizeof(struct change), apply_expunge },
	[ENTRY_NAME] = { sizeof(struct heap_entry), apply_name },
	[ENTRY_SIZES] = { sizeof(struct sizes), apply_sizes },
	[ENTRY_CACHE] = { sizeof(struct change), apply_cache },
	[ENTRY_KEYWORD] = { sizeof(struct change), apply_keyword },
	[ENTRY_STAMPS] = { sizeof(struct stamps), apply_stamps },
	[ENTRY_UIDNEXT] = { sizeof(struct change), apply_uidnext },
	[ENTRY_RECENT] = { sizeof(struct change), apply_recent },
	[ENTRY_ADDING] = { sizeof(struct batch), apply_adding },
	[ENTRY_RANGE] = { sizeof(struct range), apply_range },
};

bool
entry_long_enough(unsigned type, size_t len)
{
	return type != 0 && type < ENTRY_TYPES && len >= types[type].least;
}

bool
entry_apply(struct image *img, unsigned type, const char *payload, size_t len)
{
	img->adding.last = 0;		/* whoever wrote this has done it */
	return entry_long_enough(type, len) &&
	    types[type].apply(img, payload, len);
}
