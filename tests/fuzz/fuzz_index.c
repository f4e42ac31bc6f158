/*
 * index, journal, salvage: an index file.  The first byte says which
 * checksums to put right, so that what is behind them is reached too.
 */
#include <sys/stat.h>

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/index.h"
#include "common/salvage.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { FIX_HEADER = 1, FIX_BODY = 2, FIX_NAMES = 4, FIX_JOURNAL = 8,
	FILL = 16 };

static int dir = -1;
static char path[64];

static void
clean_up(void)
{
	(void)unlinkat(dir, INDEX_FILE, 0);
	(void)rmdir(path);
}

static void
open_dir(void)
{
	if (dir != -1)
		return;
	/* A file system that syncs on truncation is a hundred times slower. */
	(void)snprintf(path, sizeof(path), "%s/postern-fuzz.XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(path) == NULL ||
	    (dir = open(path, O_RDONLY | O_DIRECTORY)) == -1)
		abort();
	(void)atexit(clean_up);
}

static void
fix_name(char *buf, size_t size, size_t at, uint32_t uidvalidity)
{
	struct heap_entry e;
	struct name n;

	if (at > size || size - at < sizeof(e))
		return;
	memcpy(&e, buf + at, sizeof(e));
	if (heap_entry_len(e.base_len, e.extra_len) > size - at)
		return;
	n.base = buf + at + sizeof(e);
	n.base_len = e.base_len;
	n.extra = n.base + e.base_len;
	n.extra_len = e.extra_len;
	{
		char *copy = malloc(n.base_len + n.extra_len + 1);

		if (copy == NULL)
			return;
		memcpy(copy, n.base, n.base_len + n.extra_len);
		n.base = copy;
		n.extra = copy + n.base_len;
		heap_entry_put(buf + at, uidvalidity, e.uid, &n);
		free(copy);
	}
}

static void
fix_names(char *buf, size_t size, const struct index_header *h)
{
	struct record r;
	size_t i, at = sizeof(*h);

	for (i = 0; i < h->records && size - at >= sizeof(r); i++) {
		memcpy(&r, buf + at, sizeof(r));
		if (h->heap < size && r.name < size)
			fix_name(buf, size, (size_t)h->heap + r.name,
			    h->uidvalidity);
		at += sizeof(r);
	}
}

/* The entry's own layout: see journal.c. */
static void
fix_journal(char *buf, size_t size, const struct index_header *h)
{
	size_t at = (size_t)h->length, len;
	uint16_t words;
	uint32_t check;
	uint64_t sum;

	while (h->length <= size && size - at >= 8) {
		memcpy(&words, buf + at, 2);
		len = words * (size_t)8;
		if (len < 8 || len > size - at)
			break;
		buf[at + 3] = (char)0xb5;
		if (buf[at + 2] == 1 && len > 8 + sizeof(struct record))
			fix_name(buf, at + len, at + 8 +
			    sizeof(struct record), h->uidvalidity);
		if (buf[at + 2] == 4)
			fix_name(buf, at + len, at + 8, h->uidvalidity);
		sum = index_sum(h->generation + at, buf + at + 8, len - 8);
		sum ^= (uint64_t)(uint8_t)buf[at + 2] << 16 | words;
		check = (uint32_t)(sum ^ sum >> 32);
		memcpy(buf + at + 4, &check, 4);
		at += len;
	}
}

static void
fix(char *buf, size_t size, unsigned how)
{
	struct index_header h;
	uint64_t at, sum;

	if (size < sizeof(h))
		return;
	memcpy(&h, buf, sizeof(h));
	if ((how & FILL) != 0) {
		memcpy(h.magic, INDEX_MAGIC, sizeof(h.magic));
		h.version = INDEX_VERSION;
		h.order = INDEX_ORDER;
	}
	if ((how & FIX_NAMES) != 0 && h.heap < size)
		fix_names(buf, size, &h);
	if ((how & FIX_BODY) != 0 && h.length <= size &&
	    h.length >= 2 * sizeof(h)) {
		sum = h.generation;
		for (at = sizeof(h); at < h.length - sizeof(h);
		    at += INDEX_PIECE)
			sum = index_sum_long(sum, buf + at,
			    h.length - sizeof(h) - at < INDEX_PIECE ?
			    (size_t)(h.length - sizeof(h) - at) : INDEX_PIECE);
		h.body_sum = sum;
	}
	if ((how & FIX_JOURNAL) != 0)
		fix_journal(buf, size, &h);
	if ((how & FIX_HEADER) != 0)
		h.check = index_header_check(&h);
	memcpy(buf, &h, sizeof(h));
}

static void
walk(struct image *img)
{
	char name[MAILDIR_NAME + 1];
	struct name n;
	uint32_t i;
	size_t len;

	for (i = 0; i < index_count(img); i++) {
		const struct record *r = index_record(img, i);

		if (index_name(img, r, &n)) {
			(void)index_extra(&n, EXTRA_UIDL, &len);
			len = index_filename(img, r, name);
			if (len > MAILDIR_NAME || (len > 0 &&
			    strchr(name, '/') != NULL))
				abort();
		}
		(void)index_find(img, r->uid);
	}
	(void)index_verify(img);
}

static void
run(const char *buf, size_t size)
{
	struct highwater hw = { 77, 1000 };
	struct known_list k;
	struct image *img;
	int fd;

	open_dir();
	fd = openat(dir, INDEX_FILE, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd == -1 || write(fd, buf, size) != (ssize_t)size)
		abort();
	(void)close(fd);
	if (index_load(dir, &img) == INDEX_OK) {
		walk(img);
		known_init(&k);
		if (img->torn)
			(void)salvage_tail(&k, img);
		known_free(&k);
		(void)index_update(img, dir);
		index_free(img);
	}
	known_init(&k);
	(void)salvage_parse(&k, buf, size, &hw);
	known_free(&k);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy;

	if (size == 0)
		return 0;
	copy = malloc(size);
	if (copy == NULL)
		return 0;
	memcpy(copy, data + 1, size - 1);
	fix(copy, size - 1, *data);
	run(copy, size - 1);
	free(copy);
	return 0;
}
