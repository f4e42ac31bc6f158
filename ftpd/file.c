#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/command.h"
#include "ftpd/file.h"
#include "ftpd/message.h"
#include "ftpd/reply.h"

/* Of linux/fs.h; musl's renameat2() is younger than its number. */
#define NO_REPLACE	1

/* Room for a path whose every byte is a quote. */
#define QUOTED		(2 * FTPD_PATH)

/* RFC 959 appendix II: a quote inside quotes is doubled. */
static const char *
quote(char out[QUOTED], const char *path)
{
	size_t n = 0;

	for (; *path != '\0' && n + 2 < QUOTED; path++) {
		if (*path == '"')
			out[n++] = '"';
		out[n++] = *path;
	}
	out[n] = '\0';
	return out;
}

/* Can it be entered?  0, or -1 with errno. */
static int
enterable(const struct session *s, const char *path)
{
	int error, fd, result;

	fd = path_open(&s->tree, path, O_PATH | O_DIRECTORY, 0);
	if (fd == -1)
		return -1;
	result = faccessat(fd, ".", X_OK, 0);
	error = errno;
	close(fd);
	errno = error;
	return result;
}

static void
change_to(struct session *s, const char *arg)
{
	char path[FTPD_PATH];

	if (!file_arg(s, arg, PERM_ENTER, path))
		return;
	if (enterable(s, path) == -1) {
		reply_errno(s, 550, arg);
		return;
	}
	memcpy(s->tree.cwd, path, strlen(path) + 1);
	message_directory(s, 250, path);
	reply(s, 250, "CWD command successful.");
}

void
do_cwd(struct session *s, char *arg)
{
	change_to(s, arg);
}

void
do_cdup(struct session *s, char *arg)
{
	if (no_arg(s, arg))
		change_to(s, "..");
}

void
do_pwd(struct session *s, char *arg)
{
	char text[QUOTED];

	if (no_arg(s, arg))
		reply(s, 257, "\"%s\" is the current directory.",
		    quote(text, s->tree.cwd));
}

/*
 * Opens the directory that the argument's last component is in; -1: it was
 * answered.
 */
static int
parent_of(struct session *s, const char *arg, unsigned need,
    char path[FTPD_PATH], const char **name)
{
	int dir;

	if (!file_arg(s, arg, need, path))
		return -1;
	dir = path_parent(&s->tree, path, name);
	if (dir == -1)
		reply_errno(s, 550, arg);
	return dir;
}

void
do_mkd(struct session *s, char *arg)
{
	char path[FTPD_PATH], text[QUOTED];
	const char *name;
	int dir = parent_of(s, arg, PERM_MKDIR, path, &name);

	if (dir == -1)
		return;
	if (mkdirat(dir, name, 0777) == -1)
		reply_errno(s, 550, arg);
	else
		reply(s, 257, "\"%s\" created.", quote(text, path));
	close(dir);
}

static void
remove_name(struct session *s, const char *arg, int flags, const char *verb)
{
	char path[FTPD_PATH];
	const char *name;
	int dir = parent_of(s, arg, PERM_DELETE, path, &name);

	if (dir == -1)
		return;
	if (unlinkat(dir, name, flags) == -1)
		reply_errno(s, 550, arg);
	else
		reply(s, 250, "%s command successful.", verb);
	close(dir);
}

void
do_rmd(struct session *s, char *arg)
{
	remove_name(s, arg, AT_REMOVEDIR, "RMD");
}

void
do_dele(struct session *s, char *arg)
{
	remove_name(s, arg, 0, "DELE");
}

void
do_rnfr(struct session *s, char *arg)
{
	char path[FTPD_PATH];
	struct stat st;

	s->rename_from[0] = '\0';
	if (!file_arg(s, arg, PERM_RENAME, path))
		return;
	if (path_lstat(&s->tree, path, &st) == -1) {
		reply_errno(s, 550, arg);
		return;
	}
	memcpy(s->rename_from, path, strlen(path) + 1);
	reply(s, 350, "File exists, ready for destination name.");
}

/* Where the kernel cannot do it in one step, almost. */
static int
rename_only(int from, const char *old, int to, const char *name)
{
	struct stat st;

#ifdef __linux__
	if (syscall(SYS_renameat2, from, old, to, name, NO_REPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
#endif
	if (fstatat(to, name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		errno = EEXIST;
		return -1;
	}
	return errno == ENOENT ? renameat(from, old, to, name) : -1;
}

/* Both by their directories, so nothing that was swapped in is followed. */
static int
move(const struct session *s, const char *from, const char *to)
{
	const char *old, *new;
	int error, fd[2], result = -1;

	fd[0] = path_parent(&s->tree, from, &old);
	fd[1] = fd[0] == -1 ? -1 : path_parent(&s->tree, to, &new);
	if (fd[1] != -1)
		result = s->rights.no_overwrite ?
		    rename_only(fd[0], old, fd[1], new) :
		    renameat(fd[0], old, fd[1], new);
	error = errno;
	if (fd[0] != -1)
		close(fd[0]);
	if (fd[1] != -1)
		close(fd[1]);
	errno = error;
	return result;
}

void
do_rnto(struct session *s, char *arg)
{
	char path[FTPD_PATH];
	bool begun = s->rename_from[0] != '\0';

	if (!begun)
		reply_bad(s, 503, "RNTO comes after RNFR.");
	else if (file_arg(s, arg, PERM_RENAME, path)) {
		if (move(s, s->rename_from, path) == -1)
			reply_errno(s, 553, arg);
		else
			reply(s, 250, "RNTO command successful.");
	}
	s->rename_from[0] = '\0';
}

/* draft-peterson-streamlined-ftp-command-extensions section 4. */
void
do_avbl(struct session *s, char *arg)
{
	char path[FTPD_PATH];
	struct statvfs v;
	int fd;

	if (!file_arg(s, *arg != '\0' ? arg : ".", PERM_LIST, path))
		return;
	fd = path_open(&s->tree, path, O_PATH | O_DIRECTORY, 0);
	if (fd == -1 || fstatvfs(fd, &v) == -1)
		reply_errno(s, 550, arg);
	else
		reply(s, 213, "%llu", (unsigned long long)v.f_bavail *
		    v.f_frsize);
	if (fd != -1)
		close(fd);
}

/* Since Linux 6.6; fchmodat(2) without it follows a symbolic link. */
#ifndef SYS_fchmodat2
#define SYS_fchmodat2	452
#endif

/* Of a file that may be neither read nor written. */
static int
chmod_name(struct session *s, const char *path, mode_t mode)
{
	const char *name;
	int dir, error, result = -1;

	dir = path_parent(&s->tree, path, &name);
	if (dir == -1)
		return -1;
#ifdef __linux__
	result = (int)syscall(SYS_fchmodat2, dir, name, mode,
	    AT_SYMLINK_NOFOLLOW);
#else
	result = fchmodat(dir, name, mode, AT_SYMLINK_NOFOLLOW);
#endif
	error = errno;
	close(dir);
	errno = error == ENOSYS || error == EOPNOTSUPP ? EACCES : error;
	return result;
}

/* By a descriptor where that can be had: what it leads to is in the tree. */
int
file_chmod(struct session *s, const char *path, mode_t mode)
{
	int error, fd, result;

	fd = path_open(&s->tree, path, O_RDONLY | O_NONBLOCK, 0);
	if (fd == -1 && errno == EACCES)
		fd = path_open(&s->tree, path, O_WRONLY | O_NONBLOCK, 0);
	if (fd == -1)
		return errno == EACCES ? chmod_name(s, path, mode) : -1;
	result = fchmod(fd, mode);
	error = errno;
	close(fd);
	errno = error;
	return result;
}
