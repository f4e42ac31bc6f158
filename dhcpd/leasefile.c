#include <sys/mman.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/writeall.h"
#include "dhcpd/leasefile_impl.h"
#include "dhcpd/leasetext.h"

#define BLOCK_USUAL	512	/* bytes: most leases are shorter */
/*
 * Room is made when so much was written since the last tick, some 50 leases
 * a second.  More of it at once would make the sync that makes it a long
 * one.
 */
#define ROOM_BUSY	(64 << 10)	/* bytes */
#define ROOM_SIZE	(256 << 10)
#define ROOM_PIECE	4096

int
text_reserve(struct text *t, size_t more)
{
	size_t size = t->size > 0 ? t->size : LEASEFILE_BLOCK;
	char *wider;

	if (t->size - t->len >= more)
		return 0;
	while (size - t->len < more)
		size *= 2;
	wider = realloc(t->data, size);
	if (wider == NULL)
		return -1;
	t->data = wider;
	t->size = size;
	return 0;
}

int
leasefile_cut(struct leasefile *f)
{
	if (ftruncate(f->fd, f->good) == -1)
		return -1;
	f->length = f->good;
	return 0;
}

/* --- opening */

/* Without the room that a crash left behind. */
static size_t
length_used(const char *text, size_t len)
{
	size_t n = len;

	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == '#'))
		n--;
	while (n < len && text[n++] != '\n')
		continue;
	return n;
}

static int
parse_file(struct leasefile *f, off_t size, struct leasefile_report *report,
    leasefile_complain *complain, void *arg)
{
	char *map = mmap(NULL, (size_t)size, PROT_READ,
	    MAP_PRIVATE | MAP_POPULATE, f->fd, 0);
	int result, error;

	if (map == MAP_FAILED)
		return -1;
	madvise(map, (size_t)size, MADV_SEQUENTIAL);
	result = leasefile_parse(f->leases, &f->other, map, (size_t)size,
	    report, complain, arg);
	error = errno;
	if (map[size - 1] != '\n')
		f->suspect = true;	/* a record would not begin a line */
	f->good = (off_t)length_used(map, (size_t)size);
	munmap(map, (size_t)size);
	errno = error;
	return result;
}

/* The whole of it now, before service begins. */
static int
replace_file(struct leasefile *f)
{
	enum leasefile_step step;

	if (leasefile_compact(f) == -1)
		return -1;
	while ((step = leasefile_step(f)) == LEASEFILE_MORE)
		continue;
	return step == LEASEFILE_DONE ? 0 : -1;
}

static int
load(struct leasefile *f, struct leasefile_report *report,
    leasefile_complain *complain, void *arg)
{
	struct stat st;

	if (fstat(f->fd, &st) == -1)
		return -1;
	if (!S_ISREG(st.st_mode)) {
		errno = EINVAL;
		return -1;
	}
	if (st.st_size > 0 &&
	    parse_file(f, st.st_size, report, complain, arg) == -1)
		return -1;
	f->length = st.st_size;
	f->blocks = report->blocks;
	if (f->good < f->length)
		(void)leasefile_cut(f);
	if (st.st_size == 0 || report->torn || f->suspect)
		return replace_file(f);
	return 0;
}

struct leasefile *
leasefile_open(int dirfd, const char *name, int fd, struct leases *leases,
    const struct lease_format *format, struct leasefile_report *report,
    leasefile_complain *complain, void *arg)
{
	struct leasefile *f = fd == -1 ? NULL : calloc(1, sizeof(*f));
	int error;

	memset(report, 0, sizeof(*report));
	if (f == NULL) {
		if (fd != -1)
			close(fd);
		return NULL;
	}
	f->fd = fd;
	f->next_fd = -1;
	f->suspect = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY;
	if (strlen(name) >= sizeof(f->name)) {
		errno = ENAMETOOLONG;
		goto fail;
	}
	memcpy(f->name, name, strlen(name) + 1);
	f->dir = dirfd;
	f->leases = leases;
	f->format = *format;
	if (load(f, report, complain, arg) == -1)
		goto fail;
	return f;
fail:
	error = errno;
	leasefile_close(f);
	errno = error;
	return NULL;
}

static void
queue_free(struct queue *q)
{
	free(q->text.data);
	free(q->leases);
}

void
leasefile_close(struct leasefile *f)
{
	leasefile_abandon(f);
	if (f->fd != -1) {
		if (f->length > f->good)
			(void)leasefile_cut(f);
		close(f->fd);
	}
	free(f->other.text);
	queue_free(&f->queue);
	queue_free(&f->going);
	free(f);
}

void
leasefile_set_format(struct leasefile *f, const struct lease_format *format)
{
	f->format = *format;
}

/* --- the journal */

static int
reserve(struct queue *q)
{
	size_t size = q->size > 0 ? 2 * q->size : 64;
	uint32_t *wider;

	if (q->n < q->size)
		return 0;
	wider = realloc(q->leases, size * sizeof(wider[0]));
	if (wider == NULL)
		return -1;
	q->leases = wider;
	q->size = size;
	return 0;
}

int
leasefile_put(struct leasefile *f, struct lease *l)
{
	struct queue *q = &f->queue;
	struct text *t = &q->text;
	size_t n;

	l->flags |= LEASE_F_DIRTY;
	if (reserve(q) == -1 || text_reserve(t, BLOCK_USUAL) == -1)
		return -1;
	n = leasefile_format(t->data + t->len, t->size - t->len, l,
	    &f->format);
	if (n == 0) {
		if (text_reserve(t, LEASEFILE_BLOCK) == -1)
			return -1;
		n = leasefile_format(t->data + t->len, t->size - t->len, l,
		    &f->format);
	}
	t->len += n;
	q->leases[q->n++] = l->self;
	return 0;
}

bool
leasefile_pending(const struct leasefile *f)
{
	return f->queue.text.len > 0;
}

/* Nothing of it counts (rule 2): its leases stay dirty. */
static void
give_up(struct leasefile *f, struct queue *q)
{
	q->text.len = q->n = 0;
	f->suspect = true;
}

static void
mark(struct leasefile *f, const struct queue *q, bool dirty)
{
	struct lease *l;
	size_t i;

	for (i = 0; i < q->n; i++) {
		l = leases_at(f->leases, q->leases[i] - 1);
		if (dirty)
			l->flags |= LEASE_F_DIRTY;
		else
			l->flags &= (uint8_t)~LEASE_F_DIRTY;
	}
}

/* What is queued meanwhile may be of the same leases. */
static void
clean(struct leasefile *f)
{
	struct queue *q = &f->going;

	mark(f, q, false);
	mark(f, &f->queue, true);
	f->blocks += q->n;
	leasefile_follow(f, q->text.data, q->text.len);
	q->text.len = q->n = 0;
}

/* Rule 5.  Nothing depends on it. */
static void
make_room(struct leasefile *f)
{
	static char lines[ROOM_PIECE];
	off_t end = (f->length + ROOM_SIZE) / ROOM_PIECE * ROOM_PIECE;
	size_t i, at;

	for (i = 0; i < sizeof(lines); i++)
		lines[i] = i % LEASETEXT_LINE == LEASETEXT_LINE - 1 ? '\n' :
		    '#';
	while (f->length < end) {
		at = (size_t)(f->length % ROOM_PIECE);
		if (write_all_at(f->fd, lines + at, sizeof(lines) - at,
		    f->length) == -1) {
			(void)!ftruncate(f->fd, f->length);
			break;
		}
		f->length += (off_t)(sizeof(lines) - at);
	}
}

static int
append(struct leasefile *f)
{
	const struct text *t = &f->going.text;
	off_t end = f->good + (off_t)t->len;

	if (write_all_at(f->fd, t->data, t->len, f->good) == -1)
		return -1;
	f->busy += t->len;
	if (end > f->length) {
		f->length = end;
		if (f->busy > ROOM_BUSY)
			make_room(f);
	}
	return 0;
}

/* Of what is there now nobody was told. */
static void
take_back(struct leasefile *f)
{
	if (leasefile_cut(f) == 0)
		(void)fdatasync(f->fd);
	give_up(f, &f->going);
}

int
leasefile_write(struct leasefile *f, int *fd)
{
	const struct queue empty = f->going;
	int error;

	*fd = -1;
	if (f->queue.text.len == 0)
		return 0;
	/* An earlier failure may have left something behind. */
	if (f->suspect && leasefile_cut(f) == -1) {
		error = errno;
		give_up(f, &f->queue);
		errno = error;
		return -1;
	}
	f->going = f->queue;
	f->queue = empty;
	if (append(f) == -1) {
		error = errno;
		take_back(f);
		errno = error;
		return -1;
	}
	*fd = f->fd;
	return 0;
}

int
leasefile_written(struct leasefile *f, int error)
{
	if (error == 0 && leasefile_name(f) == -1)
		error = errno;
	if (error != 0) {
		take_back(f);
		errno = error;
		return -1;
	}
	f->good += (off_t)f->going.text.len;
	clean(f);
	return 0;
}

int
leasefile_sync(struct leasefile *f)
{
	int fd;

	if (leasefile_write(f, &fd) == -1)
		return -1;
	if (fd == -1)
		return 0;
	return leasefile_written(f, fdatasync(fd) == -1 ? errno : 0);
}

void
leasefile_tick(struct leasefile *f)
{
	if (f->busy < ROOM_BUSY && f->length > f->good &&
	    f->going.text.len == 0)
		(void)leasefile_cut(f);
	f->busy = 0;
}
