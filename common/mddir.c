/* The directories of a Maildir: opening, making, listing (see maildir.h). */
#include <sys/stat.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/maildir.h"
#include "common/scan.h"

enum {
	FOLDER_MAX	= 250,		/* leaves room below NAME_MAX (7.3) */
	TMP_AGE		= 36 * 3600	/* seconds (M-8) */
};

#define NOREPLACE	1		/* RENAME_NOREPLACE; not in musl */

#define OPEN_DIR	(O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static const struct maildir closed = { -1, -1, -1, -1 };

static void
close_fd(int *fd)
{
	int e = errno;

	if (*fd != -1)
		(void)close(*fd);
	*fd = -1;
	errno = e;
}

void
maildir_close(struct maildir *md)
{
	close_fd(&md->tmp);
	close_fd(&md->new);
	close_fd(&md->cur);
	close_fd(&md->dir);
}

/* Syncs the directory that `path` is an entry of. */
static int
sync_parent(int at, const char *path)
{
	char parent[4096];
	size_t len = strlen(path);
	int fd, r;

	while (len > 0 && path[len - 1] == '/')
		len--;
	while (len > 0 && path[len - 1] != '/')
		len--;
	if (len >= sizeof(parent)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (len == 0)
		(void)snprintf(parent, sizeof(parent), ".");
	else
		(void)snprintf(parent, sizeof(parent), "%.*s", (int)len, path);
	fd = openat(at, parent, OPEN_DIR);
	if (fd == -1)
		return -1;
	r = fsync(fd);
	close_fd(&fd);
	return r;
}

/* Opens a directory; makes it if that is wanted, and says so in *made. */
static int
open_dir(int at, const char *path, unsigned how, bool *made)
{
	int fd = openat(at, path, OPEN_DIR);

	if (fd != -1 || errno != ENOENT || (how & MAILDIR_CREATE) == 0)
		return fd;
	if (mkdirat(at, path, 0700) == 0)
		*made = true;
	else if (errno != EEXIST)
		return -1;
	return openat(at, path, OPEN_DIR);
}

/* Delivery agents climb to the parent when they see this file (7.3). */
static int
make_folder_mark(int dir, bool *made)
{
	int fd = openat(dir, "maildirfolder",
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1)
		return errno == EEXIST ? 0 : -1;
	*made = true;
	return close(fd);
}

int
maildir_home(const char *home)
{
	char parent[4096];
	const char *slash = strrchr(home, '/');
	int fd, r;

	if (mkdir(home, 0700) == -1)
		return errno == EEXIST ? 0 : -1;
	if (slash == NULL)
		slash = home;
	else if (slash == home)
		slash++;
	if (!scan_copy(parent, sizeof(parent), home, (size_t)(slash - home)))
		return -1;
	fd = open(slash == home ? "." : parent, OPEN_DIR);
	if (fd == -1)
		return -1;
	r = fsync(fd);
	close_fd(&fd);
	return r;
}

int
maildir_root(const char *path)
{
	int fd = open(path, OPEN_DIR);

	if (fd == -1 && errno == ENOENT && mkdir(path, 0700) == 0)
		fd = open(path, OPEN_DIR);
	return fd;
}

int
maildir_open(struct maildir *md, int at, const char *path, unsigned how)
{
	bool made = false, made_inside = false;

	*md = closed;
	md->dir = open_dir(at, path, how, &made);
	if (md->dir == -1)
		return -1;
	if ((how & MAILDIR_CREATE) != 0 && (how & MAILDIR_FOLDER) != 0 &&
	    make_folder_mark(md->dir, &made_inside) == -1)
		goto fail;
	md->cur = open_dir(md->dir, "cur", how, &made_inside);
	if (md->cur == -1)
		goto fail;
	/* With a cur/ it is one: what some backup has left out is made. */
	md->new = open_dir(md->dir, "new", MAILDIR_CREATE, &made_inside);
	if (md->new == -1)
		goto fail;
	md->tmp = open_dir(md->dir, "tmp", MAILDIR_CREATE, &made_inside);
	if (md->tmp == -1 && (how & MAILDIR_CREATE) != 0)
		goto fail;		/* to read, there need be no tmp/ */
	if (made_inside && fsync(md->dir) == -1)
		goto fail;
	if (made && sync_parent(at, path) == -1)
		goto fail;
	return 0;
fail:
	maildir_close(md);
	return -1;
}

bool
maildir_folder_ok(const char *name)
{
	size_t i, len = strlen(name);

	if (len < 2 || len > FOLDER_MAX || name[0] != '.')
		return false;
	for (i = 1; i < len; i++) {
		unsigned char c = (unsigned char)name[i];

		if (c < ' ' || c == 0x7f || c == '/')
			return false;
		if (c == '.' && (name[i - 1] == '.' || i == len - 1))
			return false;	/* a level with no name */
	}
	return true;
}

bool
maildir_tag_folder(int root, const char *tag, char *name, size_t size)
{
	char path[MAILDIR_NAME + 8];
	struct stat st;
	int len = snprintf(name, size, ".%s", tag);

	if (len < 0 || (size_t)len >= size || !maildir_folder_ok(name))
		return false;
	(void)snprintf(path, sizeof(path), "%s/cur", name);
	return fstatat(root, path, &st, 0) == 0 && S_ISDIR(st.st_mode);
}

#ifdef SYS_getdents64
/*
 * musl's readdir(3) asks for 2 KiB at a time, and opendir(3) allocates; a
 * mailbox of 100,000 messages is 8 MB of names.
 */
struct entry {
	uint64_t	 ino;
	int64_t		 off;
	uint16_t	 reclen;
	uint8_t		 type;
	char		 name[];
};

static int
list_block(const char *buf, long len, int (*each)(void *, const char *,
    size_t), void *arg)
{
	const char *p = buf;
	int r;

	while (p < buf + len) {
		const struct entry *e = (const void *)p;

		p += e->reclen;
		if (e->name[0] == '.' || e->type == DT_DIR)
			continue;
		r = each(arg, e->name, strlen(e->name));
		if (r != 0)
			return r;
	}
	return 0;
}

int
maildir_list(int dirfd, int (*each)(void *, const char *, size_t), void *arg)
{
	_Alignas(struct entry) char buf[65536];
	long len;
	int r;

	if (lseek(dirfd, 0, SEEK_SET) == -1)
		return -1;
	while ((len = syscall(SYS_getdents64, dirfd, buf, sizeof(buf))) > 0) {
		r = list_block(buf, len, each, arg);
		if (r != 0)
			return r;
	}
	return len == 0 ? 0 : -1;
}
#else
int
maildir_list(int dirfd, int (*each)(void *, const char *, size_t), void *arg)
{
	struct dirent *e;
	DIR *d;
	int r = 0, fd = openat(dirfd, ".", OPEN_DIR);

	if (fd == -1 || (d = fdopendir(fd)) == NULL) {
		close_fd(&fd);
		return -1;
	}
	errno = 0;
	while (r == 0 && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			r = each(arg, e->d_name, strlen(e->d_name));
	if (r == 0 && errno != 0)
		r = -1;
	(void)closedir(d);
	return r;
}
#endif

/* Where the kernel or the filesystem cannot: two steps (M-3). */
int
maildir_rename(int from, const char *old, int to, const char *name)
{
#ifdef SYS_renameat2
	if (syscall(SYS_renameat2, from, old, to, name, NOREPLACE) == 0)
		return 0;
	if (errno != ENOSYS && errno != EINVAL && errno != EPERM)
		return -1;
#endif
	if (linkat(from, old, to, name, 0) == -1)
		return -1;
	return unlinkat(from, old, 0);
}

struct cleaning {
	int	 fd;
	int64_t	 before;
};

static int
clean_one(void *arg, const char *name, size_t len)
{
	const struct cleaning *c = arg;
	struct stat st;

	(void)len;
	if (fstatat(c->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && st.st_mtime < c->before &&
	    st.st_atime < c->before)
		(void)unlinkat(c->fd, name, 0);
	return 0;
}

int
maildir_clean_tmp(int tmpfd, int64_t now)
{
	struct cleaning c = { tmpfd, now - TMP_AGE };

	return maildir_list(tmpfd, clean_one, &c);
}
