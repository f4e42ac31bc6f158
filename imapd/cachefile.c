/* cachefile: the numbers are those of cachefile.h. */
#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/highwater.h"
#include "common/index.h"
#include "common/writeall.h"
#include "imapd/cachefile.h"

enum {
	/*
	 * A window of the file; the next begins half of it later, so each
	 * entry is whole in one.
	 */
	WINDOW = 32 << 20,

	SMALL = 1 << 20,	/* not worth writing anew */
	PIECE = 256 << 10	/* written at once when it is */
};

#define PLACES	((uint64_t)UINT32_MAX * CACHEFILE_UNIT)

static uint64_t
header_check(const struct cachefile_header *h)
{
	return index_sum(h->uidvalidity, h,
	    offsetof(struct cachefile_header, check));
}

static uint64_t
entry_check(const struct cachefile *f, const struct cachefile_entry *e)
{
	struct cachefile_entry head = *e;
	uint64_t sum;

	head.check = 0;
	sum = index_sum(f->number, &head, sizeof(head));
	return index_sum(sum, e + 1, e->len - sizeof(*e));
}

static void
unmap(struct cachefile *f)
{
	if (f->map != NULL)
		(void)munmap(f->map, f->map_len);
	f->map = NULL;
	f->map_len = 0;
}

void
cachefile_close(struct cachefile *f)
{
	if (!f->open)
		return;
	unmap(f);
	(void)close(f->fd);
	memset(f, 0, sizeof(*f));
}

/* 4.  Is what fd has one of ours, for this mailbox? */
static bool
read_header(int fd, uint32_t uidvalidity, uint64_t *number)
{
	struct cachefile_header h;

	if (pread(fd, &h, sizeof(h), 0) != (ssize_t)sizeof(h) ||
	    memcmp(h.magic, CACHEFILE_MAGIC, sizeof(h.magic)) != 0 ||
	    h.version != CACHEFILE_VERSION || h.order != CACHEFILE_ORDER ||
	    h.uidvalidity != uidvalidity || h.check != header_check(&h))
		return false;
	*number = h.number;
	return true;
}

bool
cachefile_refresh(struct cachefile *f, const struct mailbox *mb,
    uint32_t uidvalidity)
{
	struct stat st;
	uint64_t number;
	int fd;

	if (fstatat(mb->md.dir, CACHEFILE, &st, AT_SYMLINK_NOFOLLOW) == -1) {
		cachefile_close(f);
		return false;
	}
	if (f->open && st.st_ino == f->ino)
		return true;
	cachefile_close(f);
	fd = openat(mb->md.dir, CACHEFILE,
	    O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd == -1)
		return false;
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    !read_header(fd, uidvalidity, &number)) {
		(void)close(fd);
		return false;
	}
	f->open = true;
	f->fd = fd;
	f->ino = st.st_ino;
	f->number = number;
	return true;
}

/* Maps the window that this is in; it may have grown. */
static bool
map_window(struct cachefile *f, uint64_t at)
{
	uint64_t from = at / (WINDOW / 2) * (WINDOW / 2), len;
	struct stat st;
	void *p;

	if (fstat(f->fd, &st) == -1 || (uint64_t)st.st_size <= at)
		return false;
	len = (uint64_t)st.st_size - from;
	if (len > WINDOW)
		len = WINDOW;
	unmap(f);
	p = mmap(NULL, (size_t)len, PROT_READ, MAP_SHARED, f->fd,
	    (off_t)from);
	if (p == MAP_FAILED)
		return false;
	f->map = p;
	f->map_at = from;
	f->map_len = (size_t)len;
	return true;
}

/* How many bytes the window has from there on. */
static size_t
within(const struct cachefile *f, uint64_t at)
{
	if (f->map == NULL || at < f->map_at ||
	    at - f->map_at >= f->map_len)
		return 0;
	return f->map_len - (size_t)(at - f->map_at);
}

static const struct cachefile_entry *
entry_at(const struct cachefile *f, uint64_t at)
{
	const void *p = f->map + (at - f->map_at);

	return p;
}

/* Is it mapped with all its bytes? */
static bool
whole(const struct cachefile *f, uint64_t at)
{
	size_t n = within(f, at);

	return n >= sizeof(struct cachefile_entry) &&
	    entry_at(f, at)->len <= n;
}

/* Nothing in it leads outside of it. */
static bool
sane(const struct cachefile_entry *e)
{
	size_t i, len = sizeof(*e);

	if (e->len < sizeof(*e) || e->len > CACHEFILE_ENTRY ||
	    e->len % CACHEFILE_UNIT != 0)
		return false;
	for (i = 0; i < CACHEFILE_PARTS; i++) {
		if (e->part[i] > e->len - len)
			return false;
		len += e->part[i];
	}
	return true;
}

const struct cachefile_entry *
cachefile_get(struct cachefile *f, uint32_t uid, uint32_t place)
{
	uint64_t at = (uint64_t)place * CACHEFILE_UNIT;
	const struct cachefile_entry *e;

	if (!f->open || at < sizeof(struct cachefile_header))
		return NULL;
	if (!whole(f, at) && (!map_window(f, at) || !whole(f, at)))
		return NULL;
	e = entry_at(f, at);
	if (e->uid != uid || !sane(e) || e->check != entry_check(f, e))
		return NULL;
	return e;
}

/* 3.  Never the same number twice in one mailbox. */
static uint64_t
new_number(const struct cachefile *f)
{
	struct timespec now;
	uint64_t seed[3];

	(void)clock_gettime(CLOCK_REALTIME, &now);
	seed[0] = (uint64_t)now.tv_sec;
	seed[1] = (uint64_t)now.tv_nsec;
	seed[2] = (uint64_t)getpid();
	return index_sum(f->number, seed, sizeof(seed));
}

/* Begins a file under its temporary name. */
static bool
begin_file(struct cachefile *f, const struct mailbox *mb,
    uint32_t uidvalidity)
{
	struct cachefile_header h;
	struct stat st;

	memset(f, 0, sizeof(*f));
	f->fd = openat(mb->md.dir, CACHEFILE_TEMP, O_RDWR | O_CREAT |
	    O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (f->fd == -1)
		return false;
	f->open = true;
	f->number = new_number(f);
	memset(&h, 0, sizeof(h));
	memcpy(h.magic, CACHEFILE_MAGIC, sizeof(h.magic));
	h.version = CACHEFILE_VERSION;
	h.order = CACHEFILE_ORDER;
	h.uidvalidity = uidvalidity;
	h.number = f->number;
	h.check = header_check(&h);
	if (fstat(f->fd, &st) == 0 &&
	    write_all_at(f->fd, &h, sizeof(h), 0) == 0) {
		f->ino = st.st_ino;
		return true;
	}
	cachefile_close(f);
	return false;
}

/* 1.  It takes the place of the one that is there. */
static bool
finish_file(struct cachefile *f, const struct mailbox *mb)
{
	if (renameat(mb->md.dir, CACHEFILE_TEMP, mb->md.dir,
	    CACHEFILE) == 0)
		return true;
	cachefile_close(f);
	return false;
}

/* Gives each its checksum in this file. */
static void
seal(const struct cachefile *f, char *entries, size_t len)
{
	struct cachefile_entry *e;
	size_t at;

	for (at = 0; at < len; at += e->len) {
		e = (void *)(entries + at);
		e->check = entry_check(f, e);
	}
}

/* 6.  Does the file pass a power of two? */
static bool
doubles(uint64_t from, uint64_t to)
{
	uint64_t size = SMALL;

	while (size <= from)
		size *= 2;
	return to >= size;
}

static int
append(struct cachefile *f, const struct mailbox *mb, uint32_t uidvalidity,
    char *entries, size_t len, uint32_t *place)
{
	struct stat st;
	uint64_t at;

	if (!cachefile_refresh(f, mb, uidvalidity) &&
	    (!begin_file(f, mb, uidvalidity) || !finish_file(f, mb)))
		return -1;
	if (fstat(f->fd, &st) == -1)
		return -1;
	at = ((uint64_t)st.st_size + CACHEFILE_UNIT - 1) / CACHEFILE_UNIT *
	    CACHEFILE_UNIT;
	if (at + len > PLACES) {
		errno = EFBIG;
		return -1;
	}
	seal(f, entries, len);
	if (write_all_at(f->fd, entries, len, (off_t)at) == -1)
		return -1;
	f->doubled = f->doubled || doubles(at, at + len);
	*place = (uint32_t)(at / CACHEFILE_UNIT);
	return 0;
}

int
cachefile_append(struct cachefile *f, const struct mailbox *mb,
    uint32_t uidvalidity, char *entries, size_t len, uint32_t *place)
{
	int r;

	if (lock_set(mb->lock, LOCK_CACHE, F_WRLCK, true) == -1)
		return -1;
	r = append(f, mb, uidvalidity, entries, len, place);
	(void)lock_set(mb->lock, LOCK_CACHE, F_UNLCK, true);
	return r;
}

/* A file being written without garbage. */
struct copy {
	struct cachefile to;
	char		*buf;
	size_t		 len;
	uint64_t	 at;		/* where buf goes */
	struct mailbox_cached *place;
	size_t		 n;
	bool		 failed;
};

static void
flush(struct copy *c)
{
	seal(&c->to, c->buf, c->len);
	if (!c->failed && write_all_at(c->to.fd, c->buf, c->len,
	    (off_t)c->at) == -1)
		c->failed = true;
	c->at += c->len;
	c->len = 0;
}

static void
copy_entry(struct copy *c, const struct cachefile_entry *e)
{
	if (PIECE - c->len < e->len)
		flush(c);
	memcpy(c->buf + c->len, e, e->len);
	c->place[c->n].uid = e->uid;
	c->place[c->n].date = MAILBOX_UNKNOWN;
	c->place[c->n++].cache = (uint32_t)((c->at + c->len) /
	    CACHEFILE_UNIT);
	c->len += e->len;
}

/* All entries that count; only their bytes if c is NULL. */
static uint64_t
walk(struct cachefile *f, struct mailbox *mb, struct copy *c)
{
	const struct cachefile_entry *e;
	uint64_t bytes = 0;
	struct message m;
	uint32_t i;

	for (i = 0; i < mb->count; i++) {
		if (!mailbox_numbers(mb, i, &m) || m.cache == 0)
			continue;
		e = cachefile_get(f, m.uid, m.cache);
		if (e == NULL)
			continue;
		bytes += e->len;
		if (c != NULL)
			copy_entry(c, e);
	}
	return bytes;
}

static bool
copy_file(struct cachefile *f, struct mailbox *mb, uint32_t uidvalidity,
    struct copy *c)
{
	c->buf = malloc(PIECE);
	c->place = calloc((size_t)mb->count + 1, sizeof(*c->place));
	if (c->buf == NULL || c->place == NULL ||
	    !begin_file(&c->to, mb, uidvalidity))
		return false;
	c->at = sizeof(struct cachefile_header);
	(void)walk(f, mb, c);
	flush(c);
	if (c->failed) {
		(void)unlinkat(mb->md.dir, CACHEFILE_TEMP, 0);
		cachefile_close(&c->to);
	}
	return !c->failed && finish_file(&c->to, mb);
}

void
cachefile_compact(struct cachefile *f, struct mailbox *mb,
    uint32_t uidvalidity)
{
	struct copy c;
	struct stat st;
	bool done = false;

	if (!f->doubled)
		return;
	f->doubled = false;
	memset(&c, 0, sizeof(c));
	if (lock_set(mb->lock, LOCK_CACHE, F_WRLCK, true) == -1)
		return;
	if (cachefile_refresh(f, mb, uidvalidity) &&
	    fstat(f->fd, &st) == 0 &&
	    walk(f, mb, NULL) < (uint64_t)st.st_size / 2)
		done = copy_file(f, mb, uidvalidity, &c);
	(void)lock_set(mb->lock, LOCK_CACHE, F_UNLCK, true);
	if (done) {
		cachefile_close(f);
		*f = c.to;
		(void)mailbox_cache(mb, c.place, c.n);
	}
	free(c.buf);
	free(c.place);
}
