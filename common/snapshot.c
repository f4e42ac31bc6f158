/* snapshot: writing an index file whole (see index.h). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/index.h"

struct writer {
	int		 fd;
	bool		 failed;
	uint64_t	 sum, len;
	size_t		 used;
	char		 buf[INDEX_PIECE];
};

static void
flush(struct writer *w)
{
	size_t done = 0;

	if (w->used == 0)
		return;
	w->sum = index_sum_long(w->sum, w->buf, w->used);
	while (!w->failed && done < w->used) {
		ssize_t n = write(w->fd, w->buf + done, w->used - done);

		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			w->failed = true;
		else
			done += (size_t)n;
	}
	w->used = 0;
}

static void
put(struct writer *w, const void *data, size_t len)
{
	const char *p = data;

	w->len += len;
	while (len > 0) {
		size_t n = INDEX_PIECE - w->used;

		if (n > len)
			n = len;
		memcpy(w->buf + w->used, p, n);
		w->used += n;
		p += n;
		len -= n;
		if (w->used == INDEX_PIECE)
			flush(w);
	}
}

/* Zero bytes up to a multiple of 8. */
static void
pad(struct writer *w)
{
	static const char zero[8];

	put(w, zero, (8 - w->len % 8) % 8);
}

/* The length of a heap entry that put_heap() will check; 0: damaged. */
static size_t
length_of(const struct image *img, const struct record *r)
{
	bool ours = (r->name & NAME_OURS) != 0;
	size_t at = r->name & ~NAME_OURS;
	size_t len = ours ? img->names_len : img->heap_len;
	struct heap_entry e;

	if (at >= len || len - at < sizeof(e))
		return 0;
	memcpy(&e, (ours ? img->names : img->heap) + at, sizeof(e));
	return heap_entry_len(e.base_len, e.extra_len);
}

/* Where the heap entry of a record is, and its length; NULL: damaged. */
static const char *
entry_of(const struct image *img, const struct record *r, size_t *len)
{
	struct name n;

	if (!index_name(img, r, &n))
		return NULL;
	*len = heap_entry_len(n.base_len, n.extra_len);
	return n.base - sizeof(struct heap_entry);
}

static int
put_records(struct writer *w, const struct image *img, struct index_header *h)
{
	uint32_t i;
	size_t len;

	h->records = 0;
	h->heap_len = 0;
	for (i = 0; i < index_count(img); i++) {
		struct record r = *index_record(img, i);

		if ((r.flags & FLAG_GONE) != 0)
			continue;
		len = length_of(img, &r);
		if (len == 0) {
			errno = EIO;
			return -1;
		}
		if (h->heap_len + len >= NAME_OURS) {
			errno = EOVERFLOW;
			return -1;
		}
		r.name = (uint32_t)h->heap_len;
		h->heap_len += len;
		h->records++;
		put(w, &r, sizeof(r));
	}
	return 0;
}

/* The newest of what is remembered; floor is the newest forgotten. */
static void
put_expunged(struct writer *w, const struct image *img, struct index_header *h)
{
	uint32_t i, all = img->nold + img->nexp;

	h->expunged = all < INDEX_EXPUNGED ? all : INDEX_EXPUNGED;
	for (i = 0; i < all; i++) {
		const struct expunged *e = i < img->nold ? img->old + i :
		    img->exp + (i - img->nold);

		if (i >= all - h->expunged)
			put(w, e, sizeof(*e));
		else if (e->modseq > h->floor)
			h->floor = e->modseq;
	}
}

static int
put_heap(struct writer *w, const struct image *img, struct index_header *h)
{
	const char *entry;
	uint64_t start = w->len;
	uint32_t i;
	size_t len;

	for (i = 0; i < index_count(img); i++) {
		const struct record *r = index_record(img, i);

		if ((r->flags & FLAG_GONE) != 0)
			continue;
		entry = entry_of(img, r, &len);
		if (entry == NULL) {
			errno = EIO;
			return -1;
		}
		put(w, entry, len);
	}
	pad(w);
	h->heap_len = w->len - start;
	return 0;
}

static void
put_keywords(struct writer *w, const struct image *img, struct index_header *h)
{
	uint64_t start = w->len;
	unsigned i;

	for (i = 0; i < MAILBOX_KEYWORDS; i++) {
		unsigned char head[2];
		size_t len;

		if (img->keyword[i] == NULL)
			continue;
		len = strlen(img->keyword[i]);
		head[0] = (unsigned char)i;
		head[1] = (unsigned char)len;
		put(w, head, sizeof(head));
		put(w, img->keyword[i], len);
	}
	pad(w);
	h->keywords_len = (uint32_t)(w->len - start);
}

/* Never the same twice: what is left of an older file must not fit. */
static uint64_t
new_generation(uint64_t old)
{
	struct timespec now;
	uint64_t seed[3];

	(void)clock_gettime(CLOCK_REALTIME, &now);
	seed[0] = (uint64_t)now.tv_sec;
	seed[1] = (uint64_t)now.tv_nsec;
	seed[2] = (uint64_t)getpid();
	return index_sum(old, seed, sizeof(seed));
}

static int
put_headers(struct writer *w, struct index_header *h)
{
	h->length = sizeof(*h) + w->len + sizeof(*h);
	h->body_sum = w->sum;
	h->check = index_header_check(h);
	if (w->failed || pwrite(w->fd, h, sizeof(*h), 0) != (ssize_t)sizeof(*h)
	    || pwrite(w->fd, h, sizeof(*h), (off_t)(h->length - sizeof(*h))) !=
	    (ssize_t)sizeof(*h)) {
		if (errno == 0)
			errno = ENOSPC;
		return -1;
	}
	return 0;
}

static int
write_all(struct writer *w, const struct image *img)
{
	struct index_header h = img->h;

	h.generation = new_generation(img->h.generation);
	w->sum = h.generation;
	errno = 0;
	if (lseek(w->fd, sizeof(h), SEEK_SET) == -1 ||
	    put_records(w, img, &h) == -1)
		return -1;
	put_expunged(w, img, &h);
	h.heap = sizeof(h) + w->len;
	if (put_heap(w, img, &h) == -1)
		return -1;
	put_keywords(w, img, &h);
	flush(w);
	return put_headers(w, &h);
}

struct image *
index_write(struct image *img, int dir)
{
	struct image *next = NULL;
	struct writer *w = calloc(1, sizeof(*w));
	int e;

	if (w == NULL)
		return NULL;
	w->fd = openat(dir, INDEX_TEMP, O_RDWR | O_CREAT | O_TRUNC |
	    O_CLOEXEC | O_NOFOLLOW, 0600);
	if (w->fd == -1)
		goto out;
	if (write_all(w, img) == -1 || fsync(w->fd) == -1 ||
	    renameat(dir, INDEX_TEMP, dir, INDEX_FILE) == -1 ||
	    fsync(dir) == -1)
		goto out;
	if (index_load(dir, &next) == INDEX_OK)
		next->verified = true;
	else if (errno == 0)
		errno = EIO;
out:
	e = errno;
	if (w->fd != -1)
		(void)close(w->fd);
	free(w);
	errno = e;
	return next;
}
