#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "ftpd/upload.h"

/* Names that are tried for a file that may not replace another. */
#define TRIES		100

#define RANDOM_NAME	10	/* letters: 50 bits */

/* Below this, in bytes, what is done for large files does not pay. */
#define LARGE		(16 << 20)

/* Of linux/fs.h. */
#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE	1
#define RENAME_EXCHANGE		2
#endif

static void
random_name(char text[RANDOM_NAME + 1])
{
	static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
	uint8_t bytes[RANDOM_NAME] = { 0 };
	size_t i;

	(void)!getrandom(bytes, sizeof(bytes), 0);
	for (i = 0; i < RANDOM_NAME; i++)
		text[i] = letters[bytes[i] % (sizeof(letters) - 1)];
	text[i] = '\0';
}

/* The directory's entry of the file is on the disk. */
static int
sync_directory(int dir, int file)
{
	int error, fd, result;

	/* The caller's may be one of O_PATH. */
	fd = openat(dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* In a drop box that cannot be read all of its disk is synced. */
	if (fd == -1)
		return syncfs(file);
	result = fsync(fd);
	error = errno;
	close(fd);
	errno = error;
	return result;
}

/* What is there: 1 with *st, 0 nothing, -1 what cannot be written. */
static int
look(const struct upload *u, struct stat *st)
{
	if (fstatat(u->dir, u->name, st, AT_SYMLINK_NOFOLLOW) == -1)
		return errno == ENOENT ? 0 : -1;
	if (S_ISREG(st->st_mode))
		return 1;
	errno = S_ISDIR(st->st_mode) ? EISDIR : EINVAL;
	return -1;
}

/* Rule 2: the file itself. */
static int
begin_direct(struct upload *u, int flags, int64_t offset)
{
	struct stat st;
	int error;

	u->direct = true;
	u->fd = openat(u->dir, u->name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC | flags, u->set->mode);
	if (u->fd == -1)
		return -1;
	if (fstat(u->fd, &st) == -1)
		goto fail;
	if (!S_ISREG(st.st_mode) || offset > st.st_size) {
		errno = EINVAL;
		goto fail;
	}
	if ((flags & O_APPEND) != 0)
		offset = st.st_size;
	if (lseek(u->fd, offset, SEEK_SET) == -1)
		goto fail;
	return 0;
fail:
	error = errno;
	close(u->fd);
	u->fd = -1;
	errno = error;
	return -1;
}

/*
 * What the system remembers of a large file that will be replaced makes room
 * for the new one: memory that has just been used is much faster than what
 * was free for long, most of all in a virtual machine.
 */
static void
forget_content(const struct upload *u)
{
	int fd;

	fd = openat(u->dir, u->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK |
	    O_CLOEXEC);
	if (fd == -1)
		return;
	(void)posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	close(fd);
}

/* Rule 1: a file of its own, in the place of old if there is one. */
static int
begin_beside(struct upload *u, const struct stat *old)
{
	char random[RANDOM_NAME + 1];
	unsigned n;

	if (old != NULL && faccessat(u->dir, u->name, W_OK, 0) == -1)
		return -1;
	for (n = 0; n < TRIES; n++) {
		random_name(random);
		snprintf(u->temporary, sizeof(u->temporary), "%s%s",
		    UPLOAD_PREFIX, random);
		u->fd = openat(u->dir, u->temporary, O_WRONLY | O_CREAT |
		    O_EXCL | O_CLOEXEC | O_NOCTTY, u->set->mode);
		if (u->fd != -1 || errno != EEXIST)
			break;
	}
	if (u->fd == -1) {
		u->temporary[0] = '\0';
		/* Here no file can be made, but there is one to be written. */
		return old != NULL && errno == EACCES ?
		    begin_direct(u, O_TRUNC, 0) : -1;
	}
	if (old == NULL)
		return 0;
	if (old->st_uid == geteuid())
		(void)fchmod(u->fd, old->st_mode & 0777);
	u->large = old->st_size >= LARGE;
	if (u->large)
		forget_content(u);
	return 0;
}

/* The file beside is given up, whatever the settings say of partial ones. */
static void
drop(struct upload *u)
{
	int error = errno;

	if (u->temporary[0] != '\0')
		(void)unlinkat(u->dir, u->temporary, 0);
	u->temporary[0] = '\0';
	if (u->fd != -1)
		close(u->fd);
	u->fd = -1;
	errno = error;
}

/* Does somebody have that name?  If it cannot be known: yes. */
static bool
taken(const struct upload *u)
{
	struct stat st;

	return fstatat(u->dir, u->name, &st, AT_SYMLINK_NOFOLLOW) == 0 ||
	    errno != ENOENT;
}

/*
 * STOU: "150 FILE: name" (RFC 1123 section 4.1.2.9) says what it will be
 * called, so the name is reserved: by the temporary one, which is made of
 * it, and which another STOU of this name would have to make as well.
 */
static int
begin_unique(struct upload *u, const char *name)
{
	int room = NAME_MAX - (int)sizeof(UPLOAD_PREFIX) - RANDOM_NAME;
	char random[RANDOM_NAME + 1];
	bool as_it_is;
	unsigned n;

	for (n = 0; n < TRIES; n++) {
		as_it_is = n == 0 && strlen(name) < (size_t)room;
		random_name(random);
		snprintf(u->name, sizeof(u->name), "%.*s%s%s", room, name,
		    as_it_is ? "" : ".", as_it_is ? "" : random);
		snprintf(u->temporary, sizeof(u->temporary), "%s%.*s",
		    UPLOAD_PREFIX, room + RANDOM_NAME + 1, u->name);
		u->fd = openat(u->dir, u->temporary, O_WRONLY | O_CREAT |
		    O_EXCL | O_CLOEXEC | O_NOCTTY, u->set->mode);
		if (u->fd == -1 && errno == EEXIST)
			continue;
		if (u->fd == -1 || !taken(u))
			break;
		drop(u);
		errno = EEXIST;
	}
	if (u->fd == -1)
		u->temporary[0] = '\0';
	return u->fd == -1 ? -1 : 0;
}

int
upload_begin(struct upload *u, const struct upload_settings *set, int dir,
    const char *name, enum upload_how how, int64_t offset)
{
	struct stat st;
	int old;

	memset(u, 0, sizeof(*u));
	u->set = set;
	u->dir = dir;
	u->fd = -1;
	u->unique = how == UPLOAD_UNIQUE;
	if (u->unique)
		return begin_unique(u, name);
	if (!scan_copy(u->name, sizeof(u->name), name, strlen(name))) {
		errno = ENAMETOOLONG;
		return -1;
	}
	old = look(u, &st);
	if (old == -1)
		return -1;
	if (how == UPLOAD_APPEND || offset > 0) {
		if (old == 1 && set->no_append) {
			errno = EACCES;
			return -1;
		}
		u->created = old == 0;
		return begin_direct(u, how == UPLOAD_APPEND && offset == 0 ?
		    O_CREAT | O_APPEND : 0, offset);
	}
	if (old == 1 && set->no_replace && !set->rename) {
		errno = EEXIST;
		return -1;
	}
	if (set->in_place && !set->no_replace) {
		u->created = old == 0;
		return begin_direct(u, O_CREAT | O_TRUNC, 0);
	}
	return begin_beside(u, old == 1 && !set->no_replace ? &st : NULL);
}

/* A rename that takes nothing over: EEXIST. */
static int
rename_new(int dir, const char *from, const char *to)
{
#ifdef SYS_renameat2
	if (syscall(SYS_renameat2, dir, from, dir, to, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	if (linkat(dir, from, dir, to, 0) == -1)
		return -1;
	return unlinkat(dir, from, 0);
}

/* NAME.1, NAME.2, ...; then with letters, as many as there are. */
static void
next_name(struct upload *u, const char *base, unsigned n)
{
	char end[RANDOM_NAME + 2];
	size_t len = strlen(base), room;

	if (n < TRIES) {
		snprintf(end, sizeof(end), ".%u", n);
	} else {
		end[0] = '.';
		random_name(end + 1);
	}
	room = NAME_MAX - strlen(end);
	if (len > room)
		len = room;
	memcpy(u->name, base, len);
	memcpy(u->name + len, end, strlen(end) + 1);
}

/*
 * Rule 5.  rename(2) would begin to write all of it to the disk, and give
 * back all that the old one had, before it returns.
 */
static bool
exchange(struct upload *u)
{
#ifdef SYS_renameat2
	struct stat st;

	if (syscall(SYS_renameat2, u->dir, u->temporary, u->dir, u->name,
	    RENAME_EXCHANGE) == -1)
		return false;
	u->exchanged = fstatat(u->dir, u->temporary, &st,
	    AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode);
	/* Somebody has put something else there: rule 3. */
	if (!u->exchanged)
		(void)syscall(SYS_renameat2, u->dir, u->temporary, u->dir,
		    u->name, RENAME_EXCHANGE);
	return u->exchanged;
#else
	(void)u;
	return false;
#endif
}

/* The file gets its name. */
static int
place(struct upload *u)
{
	char base[NAME_MAX + 1];
	unsigned n;

	if (!u->unique && !u->set->no_replace) {
		if (u->large && u->set->no_sync && exchange(u))
			return 0;
		return renameat(u->dir, u->temporary, u->dir, u->name);
	}
	memcpy(base, u->name, sizeof(base));
	for (n = 1; rename_new(u->dir, u->temporary, u->name) == -1; n++) {
		if (errno != EEXIST || n > 2 * TRIES ||
		    (!u->unique && !u->set->rename))
			return -1;
		next_name(u, base, n);
	}
	return 0;
}

int
upload_commit(struct upload *u)
{
	bool sync = !u->set->no_sync;
	int error;

	if (sync && fsync(u->fd) == -1)
		goto fail;
	if (!u->direct) {
		if (place(u) == -1)
			goto fail;
		if (u->exchanged)
			return 0;
		u->temporary[0] = '\0';
	}
	if (sync && (!u->direct || u->created) &&
	    sync_directory(u->dir, u->fd) == -1)
		goto fail;
	/* NFS tells of a full disk here. */
	error = close(u->fd) == -1 ? errno : 0;
	u->fd = -1;
	errno = error;
	return error == 0 ? 0 : -1;
fail:
	upload_abort(u);
	return -1;
}

void
upload_settle(struct upload *u)
{
	if (!u->exchanged)
		return;
	u->exchanged = false;
	(void)unlinkat(u->dir, u->temporary, 0);
	u->temporary[0] = '\0';
#ifdef SYNC_FILE_RANGE_WRITE
	(void)sync_file_range(u->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
	drop(u);
}

void
upload_abort(struct upload *u)
{
	int error = errno;

	if (u->set == NULL)
		return;
	upload_settle(u);
	if (u->temporary[0] != '\0' && u->set->keep) {
		if (!u->set->no_sync)
			(void)fsync(u->fd);
		if (place(u) == 0 && !u->exchanged)
			u->temporary[0] = '\0';
	}
	upload_settle(u);
	drop(u);
	errno = error;
}
