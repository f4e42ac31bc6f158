/*
 * upload: the writing half of file.h.
 *
 * 1. The target's name is the old file or the whole new one, never less,
 *    also after a power failure, unless it is written in place.
 * 2. A temporary file belongs to who holds its lock (flock(2)).  One that
 *    nobody holds was left by a crash, and is taken over.
 * 3. file_commit() returns 0 only when data and name are on the disk.
 */
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tftpd/file_impl.h"

#ifndef O_PATH
#define O_PATH	O_RDONLY
#endif

/*
 * So much is left to the kernel to write when it likes; more is begun at
 * once, so that the fsync(2) at the end is short: all others wait for it.
 */
#define WRITE_BEHIND	(4 << 20)

#define TEMPORARY_NAME	200	/* bytes of the target's name in it */
#define NEW_FILE	0666	/* before the umask */

/* --- the file as it was */

/*
 * Opens what is there, for writing: whoever may not write to a file may not
 * replace it either.  1; 0 when there is none; -1.
 */
static int
open_old(struct file *f, const struct place *p,
    const struct file_rules *rules, struct stat *st)
{
	f->fd = place_open(p, p->path, O_WRONLY);
	if (f->fd == -1)
		return errno == ENOENT ? 0 : file_refuse(f, errno, NULL);
	if (rules->keep)
		return file_refuse(f, EEXIST, NULL);
	if (fstat(f->fd, st) == -1)
		return file_refuse(f, errno, NULL);
	if (!S_ISREG(st->st_mode))
		return file_refuse(f, EACCES, "not a regular file");
	if (!rules->permissive && (st->st_mode & S_IWOTH) == 0)
		return file_refuse(f, EACCES, "not writable by all (-p)");
	return 1;
}

/* Opens the directory that the name is in. */
static int
open_parent(struct file *f, const struct place *p)
{
	const char *last = name_last(p->path);
	char parent[NAME_PATH];
	size_t len = (size_t)(last - p->path);

	if (strlen(last) > NAME_MAX)
		return file_refuse(f, ENAMETOOLONG, NULL);
	memcpy(parent, p->path, len);
	parent[len == 0 ? 0 : len - 1] = '\0';
	memcpy(f->name, last, strlen(last) + 1);
	/* It may be one that we may write to but not list. */
	f->dir = place_open(p, parent, O_RDONLY | O_DIRECTORY);
	if (f->dir == -1 && errno == EACCES)
		f->dir = place_open(p, parent, O_PATH | O_DIRECTORY);
	return f->dir == -1 ? file_refuse(f, errno, NULL) : 0;
}

/*
 * Would rename(2) take the old file away?  Not in a directory like /tmp,
 * and a link should go on pointing to what it does.
 */
static bool
replaceable(const struct file *f, const struct stat *old)
{
	struct stat dir, link;

	if (fstat(f->dir, &dir) == -1 ||
	    fstatat(f->dir, f->name, &link, AT_SYMLINK_NOFOLLOW) == -1)
		return false;
	if (link.st_dev != old->st_dev || link.st_ino != old->st_ino)
		return false;
	return (dir.st_mode & S_ISVTX) == 0 || geteuid() == 0 ||
	    old->st_uid == geteuid() || dir.st_uid == geteuid();
}

/* --- the temporary file */

/* Is it still the one of that name, and nobody else's? */
static bool
owned(int dir, const char *name, int fd)
{
	struct stat a, b;

	return flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &a) == 0 &&
	    fstatat(dir, name, &b, AT_SYMLINK_NOFOLLOW) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino &&
	    S_ISREG(a.st_mode) && a.st_nlink == 1;
}

/* Makes one or takes over what a crash has left; -1: EBUSY is "another". */
static int
slot_open(int dir, const char *name)
{
	int fd, flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
	    O_CLOEXEC;

	fd = openat(dir, name, flags | O_CREAT | O_EXCL, 0600);
	if (fd == -1 && errno == EEXIST)
		fd = openat(dir, name, flags);
	if (fd == -1) {
		if (errno == ENOENT || errno == ELOOP || errno == ENXIO)
			errno = EBUSY;
		return -1;
	}
	if (owned(dir, name, fd) && ftruncate(fd, 0) == 0)
		return fd;
	close(fd);
	errno = EBUSY;
	return -1;
}

static int
open_temporary(struct file *f)
{
	unsigned slot;
	int fd = -1;

	for (slot = 0; slot < FILE_SLOTS; slot++) {
		(void)snprintf(f->temporary, sizeof(f->temporary),
		    ".%.*s.tftpd%u", TEMPORARY_NAME, f->name, slot);
		fd = slot_open(f->dir, f->temporary);
		if (fd != -1 || errno != EBUSY)
			break;
	}
	if (fd == -1)
		f->temporary[0] = '\0';
	return fd;
}

/* --- beginning */

/* RFC 2349: what is announced and does not fit is refused at once. */
static int
room(struct file *f, off_t size)
{
	struct statvfs v;

	if (f->max > 0 && size > f->max)
		return file_refuse(f, EFBIG, "announced as too large");
	if (size <= 0 || fstatvfs(f->fd, &v) == -1)
		return 0;
	if ((uint64_t)size / v.f_frsize >= v.f_bavail)
		return file_refuse(f, ENOSPC, "announced larger than what is "
		    "free");
	return 0;
}

static int
begin_in_place(struct file *f)
{
	if (f->dir != -1)
		close(f->dir);
	f->dir = -1;
	if (flock(f->fd, LOCK_EX | LOCK_NB) == -1)
		return file_refuse(f, EBUSY, NULL);
	return 0;
}

/* old: f->fd is what is there now. */
static int
begin(struct file *f, const struct stat *old)
{
	int fd;

	if (old != NULL && !replaceable(f, old))
		return begin_in_place(f);
	fd = open_temporary(f);
	if (fd == -1) {
		if (old != NULL && (errno == EACCES || errno == EPERM))
			return begin_in_place(f);
		return file_refuse(f, errno, NULL);
	}
	if (old != NULL)
		close(f->fd);
	f->fd = fd;
	return 0;
}

int
file_create(struct file *f, const struct file_rules *rules,
    const char *name, off_t size)
{
	struct place p;
	struct stat st;
	int error, old;

	file_init(f);
	f->begun = 0;
	f->max = rules->upload_max;
	f->keep = rules->keep;
	if (place_find(&p, rules, name, &f->why) == -1)
		return -1;
	old = open_old(f, &p, rules, &st);
	if (old == -1)
		goto fail;
	if (old == 0 && !rules->create) {
		(void)file_refuse(f, ENOENT, "not there, and no -c");
		goto fail;
	}
	f->mode = old ? st.st_mode & 0777 : NEW_FILE & ~rules->umask;
	if (open_parent(f, &p) == -1 || begin(f, old ? &st : NULL) == -1 ||
	    room(f, size) == -1)
		goto fail;
	return 0;
fail:
	error = errno;
	file_close(f);
	errno = error;
	return -1;
}

/* --- writing */

static void
write_behind(struct file *f)
{
#ifdef SYNC_FILE_RANGE_WRITE
	if (f->size - f->begun < WRITE_BEHIND)
		return;
	(void)sync_file_range(f->fd, f->begun, f->size - f->begun,
	    SYNC_FILE_RANGE_WRITE);
	f->begun = f->size;
#else
	(void)f;
#endif
}

int
file_write(struct file *f, const void *buf, size_t len)
{
	const char *p = buf;
	ssize_t n;

	if (f->size == 0 && f->dir == -1 && ftruncate(f->fd, 0) == -1)
		return file_refuse(f, errno, NULL);
	if (f->max > 0 && (off_t)len > f->max - f->size)
		return file_refuse(f, EFBIG, "larger than is allowed");
	while (len > 0) {
		n = write(f->fd, p, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return file_refuse(f, n == 0 ? ENOSPC : errno, NULL);
		p += n;
		len -= (size_t)n;
		f->size += n;
	}
	write_behind(f);
	return 0;
}

/* --- the end */

static int
rename_new(struct file *f)
{
	if (!f->keep)
		return renameat(f->dir, f->temporary, f->dir, f->name);
	/* Somebody may have made it meanwhile. */
	if (linkat(f->dir, f->temporary, f->dir, f->name, 0) == -1)
		return -1;
	return unlinkat(f->dir, f->temporary, 0);
}

/* A directory that we may not read is synced with all the rest. */
static int
sync_name(const struct file *f)
{
	if (fsync(f->dir) == 0)
		return 0;
#ifdef __linux__
	if (errno == EBADF)
		return syncfs(f->fd);
#endif
	return -1;
}

int
file_commit(struct file *f)
{
	int error, result = -1;

	if (f->dir == -1) {
		if ((f->size > 0 || ftruncate(f->fd, 0) == 0) &&
		    fsync(f->fd) == 0)
			result = 0;
	} else if (fchmod(f->fd, f->mode) == 0 && fsync(f->fd) == 0 &&
	    rename_new(f) == 0) {
		f->temporary[0] = '\0';
		result = sync_name(f);
	}
	error = errno;
	if (result == -1)
		f->why = strerror(error);
	file_close(f);
	errno = error;
	return result;
}

void
file_close(struct file *f)
{
	int error = errno;

	if (f->dir != -1) {
		if (f->temporary[0] != '\0')
			(void)unlinkat(f->dir, f->temporary, 0);
		close(f->dir);
	}
	file_view_end(f);
	if (f->fd != -1)
		close(f->fd);
	f->fd = f->dir = -1;
	f->temporary[0] = '\0';
	errno = error;
}
