#include <sys/file.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/writeall.h"
#include "dhcpd/leasefile_impl.h"

#define STEP_LEASES	200		/* in one step: well below 1 ms */
#define SYNC_BYTES	(1 << 20)	/* one wait for the disk: some ms */
#define WASTE_MIN	20000		/* records; fewer are not worth it */

static const char header[] =
    "# The format of this file is documented in the dhcpd.leases(5) "
    "manual page.\n"
    "# This lease file was written by postern-dhcpd-" VERSION "\n\n"
    "# authoring-byte-order entry is generated, DO NOT DELETE\n"
    "authoring-byte-order "
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    "big"
#else
    "little"
#endif
    "-endian;\n\n";

/* NAME.new, NAME~. */
static void
beside(const struct leasefile *f, const char *suffix,
    char path[LEASEFILE_NAME + 8])
{
	snprintf(path, LEASEFILE_NAME + 8, "%s%s", f->name, suffix);
}

bool
leasefile_wasteful(const struct leasefile *f)
{
	size_t live = leases_count(f->leases);

	return f->suspect || (f->blocks > live &&
	    f->blocks - live > WASTE_MIN && f->blocks - live > 2 * live);
}

void
leasefile_abandon(struct leasefile *f)
{
	char path[LEASEFILE_NAME + 8];

	if (f->next_fd == -1)
		return;
	close(f->next_fd);
	f->next_fd = -1;
	beside(f, ".new", path);
	(void)unlinkat(f->dir, path, 0);
}

static int
append_next(struct leasefile *f, const char *data, size_t len)
{
	if (write_all(f->next_fd, data, len) == -1)
		return -1;
	f->next_len += (off_t)len;
	return 0;
}

/*
 * Rule 3: what is durable in the old file while the next one is written
 * must be in that too, and behind whatever it has of the same lease.
 */
void
leasefile_follow(struct leasefile *f, const char *data, size_t len)
{
	if (f->next_fd == -1 || f->next_error != 0)
		return;
	if (append_next(f, data, len) == -1)
		f->next_error = errno;
}

int
leasefile_compact(struct leasefile *f)
{
	char path[LEASEFILE_NAME + 8];
	int error;

	leasefile_abandon(f);
	beside(f, ".new", path);
	f->next_fd = openat(f->dir, path, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC, 0644);
	if (f->next_fd == -1)
		return -1;
	(void)flock(f->next_fd, LOCK_EX | LOCK_NB);	/* leaselock.c */
	f->next_lease = f->next_blocks = 0;
	f->next_end = leases_count(f->leases);
	f->next_len = f->next_synced = 0;
	f->next_error = 0;
	if (append_next(f, header, sizeof(header) - 1) == -1 ||
	    append_next(f, f->other.text, f->other.len) == -1) {
		error = errno;
		leasefile_abandon(f);
		errno = error;
		return -1;
	}
	return 0;
}

/* Of an address that nobody ever had there is nothing to say. */
static bool
worth_it(const struct lease *l)
{
	return l->ends != 0 || (l->state != LEASE_FREE &&
	    l->state != LEASE_UNSET) || (l->flags & LEASE_F_RESERVED) != 0;
}

static int
write_some(struct leasefile *f)
{
	size_t end = f->next_lease + STEP_LEASES, n, used = 0;
	struct text *q = &f->queue.text;
	struct lease *l;

	/* The room behind what is queued serves as buffer. */
	if (end > f->next_end)
		end = f->next_end;
	for (; f->next_lease < end; f->next_lease++) {
		l = leases_at(f->leases, f->next_lease);
		if (!worth_it(l))
			continue;
		if (text_reserve(q, used + LEASEFILE_BLOCK) == -1)
			return -1;
		n = leasefile_format(q->data + q->len + used,
		    q->size - q->len - used, l, &f->format);
		used += n;
		f->next_blocks++;
	}
	return used == 0 ? 0 : append_next(f, q->data + q->len, used);
}

int
leasefile_name(struct leasefile *f)
{
	if (f->unnamed && fsync(f->dir) == -1)
		return -1;
	f->unnamed = false;
	return 0;
}

static int
finish(struct leasefile *f)
{
	char next[LEASEFILE_NAME + 8], old[LEASEFILE_NAME + 8];

	if (fsync(f->next_fd) == -1)
		return -1;
	beside(f, ".new", next);
	beside(f, "~", old);
	if (f->length > f->good)
		(void)leasefile_cut(f);
	/* The old one stays as a copy, as ISC leaves it, if it can. */
	if (unlinkat(f->dir, old, 0) == 0 || errno == ENOENT)
		(void)!linkat(f->dir, f->name, f->dir, old, 0);
	if (renameat(f->dir, next, f->dir, f->name) == -1)
		return -1;
	close(f->fd);
	f->fd = f->next_fd;
	f->next_fd = -1;
	f->good = f->length = f->next_len;
	f->blocks = f->next_blocks;
	f->suspect = false;
	f->unnamed = true;
	return leasefile_name(f);
}

/* The copy of the file before this one is the first thing to go. */
static void
make_room(struct leasefile *f)
{
	char old[LEASEFILE_NAME + 8];

	beside(f, "~", old);
	(void)unlinkat(f->dir, old, 0);
}

static enum leasefile_step
failed(struct leasefile *f)
{
	int error = errno;

	leasefile_abandon(f);
	if (error == ENOSPC || error == EDQUOT)
		make_room(f);
	errno = error;
	return LEASEFILE_FAILED;
}

enum leasefile_step
leasefile_step(struct leasefile *f)
{
	if (f->next_fd == -1)
		return LEASEFILE_IDLE;
	if (f->next_error != 0) {
		errno = f->next_error;
		return failed(f);
	}
	/* What is on its way to the old file is not in it yet. */
	if (f->next_lease == f->next_end && f->queue.text.len == 0 &&
	    f->going.text.len == 0)
		return finish(f) == -1 ? failed(f) : LEASEFILE_DONE;
	if (write_some(f) == -1)
		return failed(f);
	if (f->next_len - f->next_synced > SYNC_BYTES) {
		if (fdatasync(f->next_fd) == -1)
			return failed(f);
		f->next_synced = f->next_len;
	}
	return LEASEFILE_MORE;
}
