/*
 * A file postern-cache of whatever bytes.  The first byte says which
 * checksums to put right, so that what is behind them is reached too, and
 * where to look.
 */
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/index.h"
#include "imapd/cachefile.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { FIX_HEADER = 1, FIX_ENTRY = 2 };

#define UIDVALIDITY	7

static struct mailbox mb;
static char path[64];
static int file = -1;

static void
clean_up(void)
{
	(void)unlinkat(mb.md.dir, CACHEFILE, 0);
	(void)rmdir(path);
}

static void
open_dir(void)
{
	if (file != -1)
		return;
	(void)snprintf(path, sizeof(path), "%s/postern-fuzz.XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(path) == NULL ||
	    (mb.md.dir = open(path, O_RDONLY | O_DIRECTORY)) == -1)
		abort();
	(void)atexit(clean_up);
	file = openat(mb.md.dir, CACHEFILE, O_RDWR | O_CREAT, 0600);
	if (file == -1)
		abort();
}

static void
fix_header(char *buf, size_t size)
{
	struct cachefile_header h;

	if (size < sizeof(h))
		return;
	memcpy(&h, buf, sizeof(h));
	memcpy(h.magic, CACHEFILE_MAGIC, sizeof(h.magic));
	h.version = CACHEFILE_VERSION;
	h.order = CACHEFILE_ORDER;
	h.uidvalidity = UIDVALIDITY;
	h.check = index_sum(h.uidvalidity, &h,
	    offsetof(struct cachefile_header, check));
	memcpy(buf, &h, sizeof(h));
}

static void
fix_entry(char *buf, size_t size, size_t at)
{
	struct cachefile_header h;
	struct cachefile_entry e;
	uint64_t sum;

	if (size < sizeof(h) || at > size || size - at < sizeof(e))
		return;
	memcpy(&h, buf, sizeof(h));
	memcpy(&e, buf + at, sizeof(e));
	if (e.len < sizeof(e) || e.len > size - at)
		return;
	e.check = 0;
	sum = index_sum(h.number, &e, sizeof(e));
	e.check = index_sum(sum, buf + at + sizeof(e), e.len - sizeof(e));
	memcpy(buf + at, &e, sizeof(e));
}

/* All that it says lies in it. */
static void
check(const struct cachefile_entry *e, uint32_t uid)
{
	const char *p = (const char *)(e + 1);
	size_t i, all = sizeof(*e), n;
	unsigned sum = 0;

	if (e->uid != uid || e->len > CACHEFILE_ENTRY)
		abort();
	for (i = 0; i < CACHEFILE_PARTS; i++) {
		if (e->part[i] > e->len)
			abort();
		all += e->part[i];
	}
	if (all > e->len)
		abort();
	for (n = 0; n < all - sizeof(*e); n++)
		sum += (unsigned char)p[n];
	if (sum == UINT_MAX)
		abort();		/* never: it is read */
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct cachefile_entry *e;
	struct cachefile f;
	size_t at;
	uint32_t uid, i;
	char *buf;

	if (size < 2 || size > 200000)
		return 0;
	open_dir();
	buf = malloc(size);
	memcpy(buf, data + 2, size - 2);
	at = sizeof(struct cachefile_header) +
	    (size_t)(data[1] % 32) * CACHEFILE_UNIT;
	if ((data[0] & FIX_HEADER) != 0)
		fix_header(buf, size - 2);
	if ((data[0] & FIX_ENTRY) != 0)
		fix_entry(buf, size - 2, at);
	if (ftruncate(file, 0) == -1 ||
	    pwrite(file, buf, size - 2, 0) != (ssize_t)(size - 2))
		abort();
	memset(&f, 0, sizeof(f));
	if (cachefile_refresh(&f, &mb, UIDVALIDITY)) {
		uid = 1;
		if (at + sizeof(uid) <= size - 2)
			memcpy(&uid, buf + at, sizeof(uid));
		for (i = 0; i < 40; i++) {
			e = cachefile_get(&f, uid, i);
			if (e != NULL)
				check(e, uid);
		}
		(void)cachefile_get(&f, uid, UINT32_MAX);
		cachefile_close(&f);
	}
	free(buf);
	return 0;
}
