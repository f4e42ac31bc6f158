/* salvage: see salvage.h. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/index.h"
#include "common/journal.h"
#include "common/salvage.h"

#define SALVAGE_MAX	(INT64_C(1) << 31)	/* bytes; a whole index */

/* A header that has its checksum; its place in the file is not looked at. */
static bool
header_at(const char *p, size_t len, struct index_header *h)
{
	if (len < sizeof(*h) || memcmp(p, INDEX_MAGIC, 8) != 0)
		return false;
	memcpy(h, p, sizeof(*h));
	return h->version <= INDEX_VERSION && h->order == INDEX_ORDER &&
	    h->check == index_header_check(h) && h->uidvalidity != 0 &&
	    h->uidlimit <= INDEX_UID_MAX;
}

static bool
find_header(const char *buf, size_t len, struct index_header *h)
{
	size_t at;

	for (at = 0; at + sizeof(*h) <= len; at += 8)
		if (header_at(buf + at, len - at, h))
			return true;
	return false;
}

static void
take_entry(struct known_list *k, uint32_t uid, const struct name *n)
{
	struct known *item = known_get(k, n->base, n->base_len);
	const char *p;
	size_t len;

	if (item == NULL)
		return;
	if (uid < item->uid)
		return;			/* an older entry for this name */
	item->uid = uid;
	item->uidl = index_extra(n, EXTRA_UIDL, &len);
	item->uidl_len = (uint16_t)len;
	item->guid = index_extra(n, EXTRA_GUID, &len);
	item->guid_len = (uint16_t)len;
	p = index_extra(n, EXTRA_ORDER, &len);
	if (p != NULL && len == sizeof(item->order))
		memcpy(&item->order, p, len);
}

static void
take_entries(struct known_list *k, const char *buf, size_t len)
{
	struct name n;
	uint32_t uid;
	size_t at = 0;

	while (at + sizeof(struct heap_entry) <= len) {
		size_t step = heap_entry_check(buf + at, len - at,
		    k->uidvalidity, &uid, &n);

		if (step != 0 && uid < INDEX_UID_MAX) {
			take_entry(k, uid, &n);
			if (uid >= k->uidnext)
				k->uidnext = uid + 1;
		}
		at += step != 0 ? step : 4;
	}
}

/* Names of keywords, as far as they make sense. */
static void
take_keywords(struct known_list *k, const char *p, const char *end)
{
	while (end - p >= 2 && p[1] != 0) {
		size_t bit = (unsigned char)p[0], n = (unsigned char)p[1];

		if (bit >= MAILBOX_KEYWORDS || n > MAILBOX_KEYWORD_LEN ||
		    (size_t)(end - p) - 2 < n || k->keyword[bit] != NULL ||
		    memchr(p + 2, '\0', n) != NULL)
			return;
		k->keyword[bit] = strndup(p + 2, n);
		p += 2 + n;
	}
}

/* Keyword bits of records whose name is whole: not all are in file names. */
static void
take_records(struct known_list *k, const char *buf, size_t len,
    const struct index_header *h)
{
	uint64_t named = 0;
	struct known *item;
	struct record r;
	struct name n;
	uint32_t i, uid;
	size_t at;

	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		if (k->keyword[i] != NULL)
			named |= UINT64_C(1) << i;
	for (i = 0; i < h->records; i++) {
		memcpy(&r, buf + sizeof(*h) + i * sizeof(r), sizeof(r));
		at = (size_t)h->heap + r.name;
		if (at >= len || heap_entry_check(buf + at, len - at,
		    h->uidvalidity, &uid, &n) == 0 || uid != r.uid)
			continue;
		item = known_find(k, n.base, n.base_len);
		if (item != NULL && item->uid == uid)
			item->keywords = r.keywords & named;
	}
}

/* For changes that name messages by UID. */
struct by_uid {
	struct known_list *k;
	struct known	**item;		/* in ascending order */
	size_t		 n;
};

static int
ascending(const void *a, const void *b)
{
	const struct known *const *x = a, *const *y = b;

	return (*x)->uid < (*y)->uid ? -1 : (*x)->uid > (*y)->uid;
}

static void
take_flags(void *arg, uint32_t uid, uint64_t keywords)
{
	const struct by_uid *b = arg;
	size_t lo = 0, hi = b->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (b->item[mid]->uid < uid)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < b->n && b->item[lo]->uid == uid)
		b->item[lo]->keywords = keywords;
}

static void
take_keyword(void *arg, unsigned bit, const char *name, size_t len)
{
	struct known_list *k = ((struct by_uid *)arg)->k;

	if (bit >= MAILBOX_KEYWORDS || len == 0 || len > MAILBOX_KEYWORD_LEN ||
	    memchr(name, '\0', len) != NULL)
		return;
	free(k->keyword[bit]);
	k->keyword[bit] = strndup(name, len);
}

/* Keywords that were changed since the snapshot. */
static void
take_journal(struct known_list *k, const char *buf, size_t len,
    const struct index_header *h)
{
	struct by_uid b = { k, NULL, k->n };
	struct journal_reader r = { &b, take_flags, take_keyword };
	size_t i;

	b.item = malloc((k->n + 1) * sizeof(struct known *));
	if (b.item == NULL)
		return;
	for (i = 0; i < k->n; i++)
		b.item[i] = &k->item[i];
	qsort(b.item, b.n, sizeof(b.item[0]), ascending);
	journal_scan(buf + h->length, len - (size_t)h->length, h->generation,
	    h->length, &r);
	free(b.item);
}

int
salvage_parse(struct known_list *k, const char *buf, size_t len,
    const struct highwater *hw)
{
	struct index_header h;
	bool whole = find_header(buf, len, &h);

	if (whole) {
		k->uidvalidity = h.uidvalidity;
		k->uidnext = h.uidlimit;
		k->first_recent = h.first_recent;
		/* No more changes can be in the journal than it has words. */
		k->modseq = h.highestmodseq + len / 8 + 1;
	}
	if (hw->uidvalidity != 0 && (!whole ||
	    hw->uidvalidity == h.uidvalidity)) {
		k->uidvalidity = hw->uidvalidity;
		if (hw->uidlimit > k->uidnext)
			k->uidnext = hw->uidlimit;
	}
	if (k->uidvalidity == 0 || k->uidnext > INDEX_UID_MAX) {
		errno = EILSEQ;
		return -1;
	}
	take_entries(k, buf, len);
	if (whole && index_header_ok(&h, len)) {
		const char *p = buf + h.heap + h.heap_len;

		take_keywords(k, p, p + h.keywords_len);
		take_records(k, buf, len, &h);
		take_journal(k, buf, len, &h);
	}
	return 0;
}

/* What was given already stays as the image has it. */
static void
drop_given(struct known_list *k, uint32_t uidnext)
{
	size_t i;

	for (i = 0; i < k->n; i++)
		if (k->item[i].uid < uidnext)
			k->item[i].uid = 0;
}

int
salvage_tail(struct known_list *k, const struct image *img)
{
	struct stat st;
	size_t len;
	ssize_t n;
	char *buf;

	if (fstat(img->fd, &st) == -1)
		return -1;
	if ((uint64_t)st.st_size < img->end ||
	    (uint64_t)st.st_size - img->end > SALVAGE_MAX) {
		errno = EILSEQ;
		return -1;
	}
	len = (size_t)((uint64_t)st.st_size - img->end);
	buf = malloc(len + 1);
	if (buf == NULL)
		return -1;
	n = pread(img->fd, buf, len, (off_t)img->end);
	if (n == -1) {
		free(buf);
		return -1;
	}
	if (known_keep(k, buf) == -1)
		return -1;
	k->uidvalidity = img->h.uidvalidity;
	take_entries(k, buf, (size_t)n);
	drop_given(k, img->h.uidnext);
	/* How much more was cut off nobody can tell; none was above this. */
	k->uidnext = img->h.uidlimit;
	return 0;
}

int
salvage_load(struct known_list *k, int dir, const struct highwater *hw)
{
	struct stat st;
	char *buf = NULL;
	ssize_t n = -1;
	int fd = openat(dir, INDEX_FILE,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_size < SALVAGE_MAX &&
	    (buf = malloc((size_t)st.st_size + 1)) != NULL)
		n = pread(fd, buf, (size_t)st.st_size, 0);
	(void)close(fd);
	if (n == -1) {
		free(buf);
		return -1;
	}
	if (known_keep(k, buf) == -1)
		return -1;
	return salvage_parse(k, buf, (size_t)n, hw);
}
