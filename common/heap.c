/* heap: the names in an index (see index.h). */
#include <errno.h>
#include <string.h>

#include "common/index.h"

#define SUM_FACTOR	UINT64_C(0x9e3779b97f4a7c15)

uint64_t
index_sum(uint64_t seed, const void *data, size_t len)
{
	const char *p = data;
	uint64_t h = (seed ^ len) * SUM_FACTOR, w;

	for (; len >= 8; p += 8, len -= 8) {
		memcpy(&w, p, 8);
		h = (h ^ w) * SUM_FACTOR;
		h ^= h >> 32;
	}
	if (len > 0) {
		w = 0;
		memcpy(&w, p, len);
		h = (h ^ w) * SUM_FACTOR;
		h ^= h >> 32;
	}
	return h;
}

static uint64_t
mix(uint64_t h, const char *p)
{
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	h = (h ^ w) * SUM_FACTOR;
	return h ^ h >> 32;
}

/* Four sums, for a processor that has four multiplications under way. */
uint64_t
index_sum_long(uint64_t seed, const void *data, size_t len)
{
	const char *p = data;
	uint64_t a = seed, b = seed + 1, c = seed + 2, d = seed + 3;

	for (; len >= 32; p += 32, len -= 32) {
		a = mix(a, p);
		b = mix(b, p + 8);
		c = mix(c, p + 16);
		d = mix(d, p + 24);
	}
	return index_sum((a ^ (b << 1 | b >> 63)) + (c ^ (d << 1 | d >> 63)) *
	    SUM_FACTOR, p, len);
}

size_t
heap_entry_len(size_t base_len, size_t extra_len)
{
	return (sizeof(struct heap_entry) + base_len + extra_len + 3) &
	    ~(size_t)3;
}

static uint32_t
entry_check(const struct heap_entry *e, uint32_t uidvalidity, const char *data)
{
	uint64_t sum = index_sum(uidvalidity + ((uint64_t)e->uid << 32), data,
	    (size_t)e->base_len + e->extra_len);

	sum ^= ((uint64_t)e->base_len << 16) + e->extra_len;
	return (uint32_t)(sum ^ sum >> 32);
}

void
heap_entry_put(char *p, uint32_t uidvalidity, uint32_t uid,
    const struct name *n)
{
	struct heap_entry e;
	char *data = p + sizeof(e);
	size_t len = n->base_len + n->extra_len;

	memcpy(data, n->base, n->base_len);
	if (n->extra_len > 0)
		memcpy(data + n->base_len, n->extra, n->extra_len);
	memset(data + len, 0, heap_entry_len(n->base_len, n->extra_len) -
	    sizeof(e) - len);
	e.uid = uid;
	e.base_len = (uint16_t)n->base_len;
	e.extra_len = (uint16_t)n->extra_len;
	e.check = entry_check(&e, uidvalidity, data);
	memcpy(p, &e, sizeof(e));
}

static bool
extras_ok(const struct name *n)
{
	const char *p = n->extra, *end = n->extra + n->extra_len;

	while (p < end) {
		if (end - p < 2 || end - p - 2 < (unsigned char)p[1])
			return false;
		p += 2 + (unsigned char)p[1];
	}
	return true;
}

/* Nothing that leads out of the directory. */
static bool
base_ok(const struct name *n)
{
	return n->base[0] != '.' &&
	    memchr(n->base, '/', n->base_len) == NULL &&
	    memchr(n->base, '\0', n->base_len) == NULL;
}

size_t
heap_entry_check(const char *p, size_t len, uint32_t uidvalidity,
    uint32_t *uid, struct name *n)
{
	struct heap_entry e;
	size_t need;

	if (len < sizeof(e))
		return 0;
	memcpy(&e, p, sizeof(e));
	if (e.uid == 0 || e.base_len == 0 || e.base_len > MAILDIR_NAME ||
	    e.extra_len > INDEX_EXTRA)
		return 0;
	need = heap_entry_len(e.base_len, e.extra_len);
	if (need > len)
		return 0;
	if (e.check != entry_check(&e, uidvalidity, p + sizeof(e)))
		return 0;
	n->base = p + sizeof(e);
	n->base_len = e.base_len;
	n->extra = n->base + e.base_len;
	n->extra_len = e.extra_len;
	*uid = e.uid;
	return extras_ok(n) ? need : 0;
}

bool
index_name(const struct image *img, const struct record *r, struct name *n)
{
	const char *heap = img->heap;
	size_t at = r->name, len = img->heap_len;
	uint32_t uid;

	if ((r->name & NAME_OURS) != 0) {
		heap = img->names;
		len = img->names_len;
		at &= ~NAME_OURS;
	}
	if (at % 4 != 0 || at >= len)
		return false;
	return heap_entry_check(heap + at, len - at, img->h.uidvalidity, &uid,
	    n) != 0 && uid == r->uid;
}

const char *
index_extra(const struct name *n, int type, size_t *len)
{
	const char *p = n->extra, *end = n->extra + n->extra_len;

	while (p < end) {
		*len = (unsigned char)p[1];
		if (p[0] == type)
			return p + 2;
		p += 2 + *len;
	}
	*len = 0;
	return NULL;
}

size_t
index_filename(const struct image *img, const struct record *r,
    char buf[MAILDIR_NAME + 1])
{
	const char *info;
	struct name n;
	size_t len;

	if (!index_name(img, r, &n) || !base_ok(&n)) {
		errno = EIO;
		return 0;
	}
	memcpy(buf, n.base, n.base_len);
	buf[n.base_len] = '\0';
	info = index_extra(&n, EXTRA_INFO, &len);
	if (info != NULL) {
		if (n.base_len + len > MAILDIR_NAME ||
		    memchr(info, '/', len) != NULL) {
			errno = ENAMETOOLONG;
			return 0;
		}
		memcpy(buf + n.base_len, info, len);
		buf[n.base_len + len] = '\0';
		return n.base_len + len;
	}
	if ((r->flags & FLAG_IN_NEW) != 0)
		return n.base_len;
	len = maildir_info(buf + n.base_len, MAILDIR_NAME + 1 - n.base_len,
	    r->flags & FLAGS_ALL, (uint32_t)r->keywords &
	    ((UINT32_C(1) << MAILDIR_LETTERS) - 1), "", 0, "", 0);
	return len == 0 ? 0 : n.base_len + len;
}
