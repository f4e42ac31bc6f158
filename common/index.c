/* index: loading the file, and finding things in its image. */
#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/index.h"
#include "common/journal.h"

#define KEYWORDS_MAX	(MAILBOX_KEYWORDS * (2 + MAILBOX_KEYWORD_LEN))

uint64_t
index_header_check(const struct index_header *h)
{
	return index_sum(1, h, offsetof(struct index_header, check));
}

/* The parts, in their order, fill the snapshot exactly. */
static bool
layout_ok(const struct index_header *h, uint64_t size)
{
	uint64_t at = sizeof(*h);

	if (h->records > MAILBOX_MAX || h->expunged > INDEX_EXPUNGED ||
	    h->keywords_len > KEYWORDS_MAX || h->heap_len >= NAME_OURS ||
	    h->keywords_len % 8 != 0 || h->heap_len % 8 != 0)
		return false;
	at += (uint64_t)h->records * sizeof(struct record);
	at += (uint64_t)h->expunged * sizeof(struct expunged);
	if (h->heap != at)
		return false;
	at += h->heap_len + h->keywords_len + sizeof(*h);
	return h->length == at && at <= size;
}

bool
index_header_ok(const struct index_header *h, uint64_t size)
{
	return memcmp(h->magic, INDEX_MAGIC, sizeof(h->magic)) == 0 &&
	    h->version == INDEX_VERSION && h->order == INDEX_ORDER &&
	    h->check == index_header_check(h) && layout_ok(h, size) &&
	    h->uidvalidity != 0 && h->uidnext != 0 &&
	    h->uidnext <= h->uidlimit;
}

uint32_t
index_lower(const struct image *img, uint32_t uid)
{
	uint32_t lo = 0, hi = index_count(img);

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (index_record(img, mid)->uid < uid)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

struct record *
index_find(const struct image *img, uint32_t uid)
{
	uint32_t i = index_lower(img, uid);
	struct record *r;

	if (i == index_count(img))
		return NULL;
	r = index_record(img, i);
	return r->uid == uid && (r->flags & FLAG_GONE) == 0 ? r : NULL;
}

void
index_counters(struct image *img, const struct record *r, int sign)
{
	struct index_header *h = &img->h;
	uint32_t one = (uint32_t)sign;
	uint64_t s = (uint64_t)(int64_t)sign;

	h->messages += one;
	if ((r->flags & FLAG_SEEN) == 0)
		h->unseen += one;
	if ((r->flags & FLAG_DELETED) != 0)
		h->deleted += one;
	if ((r->flags & FLAG_IN_NEW) != 0)
		h->in_new += one;
	if (r->size < 0)
		h->no_size += one;
	else
		h->size += s * (uint64_t)r->size;
	if (r->vsize < 0)
		h->no_vsize += one;
	else
		h->vsize += s * (uint64_t)r->vsize;
	if (sign > 0 && (r->flags & FLAG_SEEN) == 0 &&
	    r->uid < h->first_unseen)
		h->first_unseen = r->uid;
}

void
index_free(struct image *img)
{
	size_t i;

	if (img == NULL)
		return;
	if (img->map != NULL)
		(void)munmap(img->map, img->map_len);
	if (img->fd != -1)
		(void)close(img->fd);
	for (i = 0; i < MAILBOX_KEYWORDS; i++)
		free(img->keyword[i]);
	free(img->tail);
	free(img->names);
	free(img->exp);
	free(img->batch);
	free(img);
}

struct image *
index_empty(uint32_t uidvalidity, uint64_t modseq)
{
	struct image *img = calloc(1, sizeof(*img));

	if (img == NULL)
		return NULL;
	img->fd = -1;
	img->rewrite = img->changed = img->verified = true;
	memcpy(img->h.magic, INDEX_MAGIC, sizeof(img->h.magic));
	img->h.version = INDEX_VERSION;
	img->h.order = INDEX_ORDER;
	img->h.uidvalidity = uidvalidity;
	img->h.uidnext = img->h.first_unseen = img->h.first_recent = 1;
	img->h.highestmodseq = img->h.floor = modseq;
	img->touched_floor = modseq;
	return img;
}

/* Keyword names: {bit, length, bytes}, zero bytes at the end. */
static bool
load_keywords(struct image *img, const char *p, size_t len)
{
	const char *end = p + len;

	while (end - p >= 2 && p[1] != 0) {
		size_t bit = (unsigned char)p[0], n = (unsigned char)p[1];

		if (bit >= MAILBOX_KEYWORDS || n > MAILBOX_KEYWORD_LEN ||
		    (size_t)(end - p) - 2 < n || img->keyword[bit] != NULL)
			return false;
		img->keyword[bit] = strndup(p + 2, n);
		if (img->keyword[bit] == NULL)
			return false;
		p += 2 + n;
	}
	return true;
}

static enum index_result
map_file(struct image *img, uint64_t size)
{
	const char *keywords;

	if (size < 2 * sizeof(img->h) || size > SIZE_MAX / 2)
		return INDEX_DAMAGED;
	img->map = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE, img->fd, 0);
	if (img->map == MAP_FAILED) {
		img->map = NULL;
		return INDEX_ERROR;
	}
	img->map_len = (size_t)size;
	memcpy(&img->h, img->map, sizeof(img->h));
	if (!index_header_ok(&img->h, size))
		return INDEX_DAMAGED;
	img->touched_floor = img->h.highestmodseq;
	img->length = img->end = img->h.length;
	img->base = (void *)(img->map + sizeof(img->h));
	img->nbase = img->h.records;
	img->old = (void *)(img->base + img->nbase);
	img->nold = img->h.expunged;
	img->heap = img->map + img->h.heap;
	img->heap_len = (size_t)img->h.heap_len;
	keywords = img->heap + img->heap_len;
	if (!load_keywords(img, keywords, img->h.keywords_len))
		return INDEX_DAMAGED;
	return INDEX_OK;
}

enum index_result
index_load(int dir, struct image **out)
{
	enum index_result r = INDEX_ERROR;
	struct image *img;
	struct stat st;
	int e;

	*out = NULL;
	img = calloc(1, sizeof(*img));
	if (img == NULL)
		return INDEX_ERROR;
	img->fd = openat(dir, INDEX_FILE,
	    O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (img->fd == -1) {
		if (errno == ENOENT)
			r = INDEX_ABSENT;
		goto fail;
	}
	if (fstat(img->fd, &st) == -1)
		goto fail;
	if (!S_ISREG(st.st_mode)) {
		r = INDEX_DAMAGED;
		goto fail;
	}
	img->ino = st.st_ino;
	r = map_file(img, (uint64_t)st.st_size);
	if (r != INDEX_OK)
		goto fail;
	journal_replay(img, img->map + img->length,
	    img->map_len - (size_t)img->length);
	if (img->error != 0) {
		errno = img->error;
		r = INDEX_ERROR;
		goto fail;
	}
	if (img->damaged) {
		r = INDEX_DAMAGED;
		goto fail;
	}
	*out = img;
	return INDEX_OK;
fail:
	e = errno;
	index_free(img);
	errno = e;
	return r;
}

/* Reads what was appended behind what we have. */
static enum index_result
read_tail(struct image *img, uint64_t size)
{
	size_t len = (size_t)(size - img->end);
	char *buf = malloc(len);
	ssize_t n;

	if (buf == NULL)
		return INDEX_ERROR;
	n = pread(img->fd, buf, len, (off_t)img->end);
	if (n > 0)
		journal_replay(img, buf, (size_t)n);
	free(buf);
	if (n == -1)
		return INDEX_ERROR;
	if (img->error != 0) {
		errno = img->error;
		return INDEX_ERROR;
	}
	return img->damaged ? INDEX_DAMAGED : INDEX_OK;
}

enum index_result
index_update(struct image *img, int dir)
{
	struct stat st;

	if (fstatat(dir, INDEX_FILE, &st, AT_SYMLINK_NOFOLLOW) == -1)
		return errno == ENOENT ? INDEX_ABSENT : INDEX_ERROR;
	if (img->fd == -1 || st.st_ino != img->ino)
		return INDEX_ABSENT;
	if ((uint64_t)st.st_size < img->end)
		return INDEX_DAMAGED;
	if ((uint64_t)st.st_size == img->end)
		return INDEX_OK;
	return read_tail(img, (uint64_t)st.st_size);
}

/* Are those from number `from` up to `to` in ascending order? */
static bool
uids_ascend(const struct record *r, size_t from, size_t to)
{
	for (; from < to; from++)
		if (r[from].uid == 0 || (from > 0 &&
		    r[from].uid <= r[from - 1].uid))
			return false;
	return true;
}

/* In pieces, so that each comes from memory once. */
static bool
body_ok(const struct image *img, const char *file)
{
	const struct record *r = (const void *)(file +
	    sizeof(struct index_header));
	size_t at = sizeof(struct index_header), len, seen = 0, n;
	struct index_header h;
	uint64_t sum;

	memcpy(&h, file, sizeof(h));
	if (h.generation != img->h.generation || h.length != img->length)
		return false;
	sum = h.generation;
	for (; at < h.length - sizeof(h); at += len) {
		len = (size_t)h.length - sizeof(h) - at;
		if (len > INDEX_PIECE)
			len = INDEX_PIECE;
		sum = index_sum_long(sum, file + at, len);
		n = (at + len - sizeof(h)) / sizeof(*r);
		if (n > img->nbase)
			n = img->nbase;
		if (!uids_ascend(r, seen, n))
			return false;
		seen = n;
	}
	return sum == h.body_sum && (img->nbase == 0 ||
	    r[img->nbase - 1].uid < img->h.uidnext);
}

/*
 * Of the file: our own mapping has the journal applied.  Done once under the
 * write lock, before anything is built on the image.
 */
bool
index_verify(struct image *img)
{
	void *file;

	if (img->verified)
		return true;
	file = mmap(NULL, (size_t)img->length, PROT_READ, MAP_SHARED,
	    img->fd, 0);
	if (file == MAP_FAILED)
		return false;
	img->verified = body_ok(img, file);
	(void)munmap(file, (size_t)img->length);
	return img->verified;
}
