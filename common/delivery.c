/* delivery: the numbers are those of delivery.h. */
#include <sys/stat.h>
#include <sys/utsname.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/delivery.h"

#define NAME_TRIES	16		/* EEXIST: only ever a planted name */
#define SYNC_MANY	4		/* for so many one syncfs(2) pays */

static int
sync_fd(int fd)
{
	int r;

	do
		r = fsync(fd);
	while (r == -1 && errno == EINTR);
	return r;
}

int
delivery_begin(struct delivery *d, const struct maildir *to, const char *host,
    unsigned *count)
{
	int i;

	memset(d, 0, sizeof(*d));
	for (i = 0; i < NAME_TRIES; i++) {
		if (maildir_unique(d->tmp, sizeof(d->tmp), host, count) == -1)
			return -1;
		d->fd = openat(to->tmp, d->tmp, O_RDWR | O_CREAT | O_EXCL |
		    O_CLOEXEC | O_NOFOLLOW, 0600);
		if (d->fd != -1) {
			d->to = to;
			return 0;
		}
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

int
delivery_date(struct delivery *d, int64_t internaldate)
{
	struct timespec t[2];

	t[0].tv_sec = t[1].tv_sec = (time_t)internaldate;
	t[0].tv_nsec = t[1].tv_nsec = 0;
	return futimens(d->fd, t);
}

static int
set_name(struct delivery *d)
{
	int len = snprintf(d->name, sizeof(d->name), "%s,S=%lld,W=%lld",
	    d->tmp, (long long)d->size, (long long)d->vsize);

	if (len < 0 || (size_t)len >= sizeof(d->name)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return 0;
}

int
delivery_link(struct delivery *d, const struct maildir *to, const char *host,
    unsigned *count, int dir, const char *name, int64_t size, int64_t vsize)
{
	int i;

	memset(d, 0, sizeof(*d));
	d->fd = -1;
	d->size = size;
	d->vsize = vsize;
	for (i = 0; i < NAME_TRIES; i++) {
		if (maildir_unique(d->tmp, sizeof(d->tmp), host, count) == -1
		    || set_name(d) == -1)
			return -1;
		if (linkat(dir, name, to->tmp, d->tmp, 0) == 0) {
			d->to = to;
			return 0;
		}
		if (errno != EEXIST)
			return -1;
	}
	return -1;
}

int
delivery_prepare(struct delivery *d, int64_t vsize)
{
	struct stat st;
	int r;

	if ((!d->synced && sync_fd(d->fd) == -1) || fstat(d->fd, &st) == -1)
		return -1;
	d->size = st.st_size;
	d->vsize = vsize >= 0 ? vsize : maildir_vsize(d->fd);
	if (d->vsize == -1)
		return -1;
	r = close(d->fd);
	d->fd = -1;
	return r == -1 ? -1 : set_name(d);
}

int
delivery_flags(struct delivery *d, unsigned flags, uint32_t keywords)
{
	size_t len = strlen(d->name);

	if (maildir_info(d->name + len, sizeof(d->name) - len, flags, keywords,
	    "", 0, "", 0) == 0)
		return -1;
	d->in_cur = true;
	return 0;
}

static int
target(const struct delivery *d)
{
	return d->in_cur ? d->to->cur : d->to->new;
}

/* 3. */
int
delivery_place(struct delivery *d)
{
	if (maildir_rename(d->to->tmp, d->tmp, target(d), d->name) == -1)
		return -1;
	d->placed = true;
	return 0;
}

int
delivery_sync(const struct maildir *md, bool cur)
{
	return sync_fd(cur ? md->cur : md->new);
}

/* syncfs(2) tells of a write that failed since Linux 5.8. */
static bool
syncfs_tells(void)
{
#ifdef __linux__
	struct utsname u;
	char *end;
	long major, minor;

	if (uname(&u) == -1)
		return false;
	major = strtol(u.release, &end, 10);
	minor = *end == '.' ? strtol(end + 1, NULL, 10) : 0;
	return major > 5 || (major == 5 && minor >= 8);
#else
	return false;
#endif
}

bool
delivery_sync_all(int fd, dev_t *dev)
{
#ifdef __linux__
	struct stat st;

	if (!syncfs_tells() || fstat(fd, &st) == -1 || syncfs(fd) == -1)
		return false;
	*dev = st.st_dev;
	return true;
#else
	(void)fd;
	(void)dev;
	return syncfs_tells();
#endif
}

/* It was closed; a write that failed since is told to who opens it next. */
static int
sync_file(const struct delivery *d)
{
	int fd = openat(d->to->tmp, d->tmp, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int r, e;

	if (fd == -1)
		return -1;
	r = sync_fd(fd);
	e = errno;
	(void)close(fd);
	errno = e;
	return r;
}

int
delivery_sync_files(struct delivery *const *d, size_t n)
{
	dev_t dev;
	size_t i;

	if (n >= SYNC_MANY && delivery_sync_all(d[0]->to->tmp, &dev))
		return 0;
	for (i = 0; i < n; i++)
		if (sync_file(d[i]) == -1)
			return -1;
	return 0;
}

/* 4. */
void
delivery_abort(struct delivery *d)
{
	int e = errno;

	if (d->to == NULL)
		return;
	if (d->fd != -1)
		(void)close(d->fd);
	d->fd = -1;
	if (d->placed)
		(void)unlinkat(target(d), d->name, 0);
	else
		(void)unlinkat(d->to->tmp, d->tmp, 0);
	d->to = NULL;
	errno = e;
}
