#include "common/daemon.h"

#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <libgen.h>
#include <limits.h>
#include <pwd.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/scan.h"

#define SOCKETS_FIRST	3	/* SD_LISTEN_FDS_START of sd-daemon(3) */
#define SOCKETS_MAX	256	/* more than anybody's unit has */

void
daemon_init(struct daemon *d)
{
	memset(d, 0, sizeof(*d));
	d->pid_fd = d->pid_dir = d->parent = d->notify = d->null = -1;
}

static void
close_one(int *fd)
{
	if (*fd != -1)
		close(*fd);
	*fd = -1;
}

/* dirname(3) and basename(3) write into their argument. */
static int
pid_place(struct daemon *d, const char *path)
{
	char copy[PATH_MAX];

	if (!scan_copy(copy, sizeof(copy), path, strlen(path)))
		goto long_name;
	if (!scan_copy(d->pid_name, sizeof(d->pid_name), basename(copy),
	    strlen(basename(copy))))
		goto long_name;
	scan_copy(copy, sizeof(copy), path, strlen(path));
	d->pid_dir = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return d->pid_dir == -1 ? -1 : 0;
long_name:
	errno = ENAMETOOLONG;
	return -1;
}

int
daemon_pidfile(struct daemon *d, const char *path)
{
	int error;

	if (pid_place(d, path) == -1)
		return -1;
	d->pid_fd = openat(d->pid_dir, d->pid_name,
	    O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);
	if (d->pid_fd != -1 && flock(d->pid_fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	error = errno;
	close_one(&d->pid_fd);
	close_one(&d->pid_dir);
	errno = error;
	return -1;
}

/* What the shell waits for: a byte from the child, or its end. */
static _Noreturn void
wait_for_child(int fd, pid_t child)
{
	int status;
	char byte;
	ssize_t n;

	do
		n = read(fd, &byte, 1);
	while (n == -1 && errno == EINTR);
	if (n == 1)
		_exit(0);
	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			_exit(1);
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 1);
}

int
daemon_detach(struct daemon *d)
{
	int error, ends[2];
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) == -1)
		return -1;
	d->null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (d->null == -1)
		goto fail;
	pid = fork();
	if (pid == -1)
		goto fail;
	if (pid > 0) {
		close(ends[1]);
		wait_for_child(ends[0], pid);
	}
	close(ends[0]);
	d->parent = ends[1];
	if (setsid() == -1 || chdir("/") == -1 ||
	    dup2(d->null, STDIN_FILENO) == -1 ||
	    dup2(d->null, STDOUT_FILENO) == -1)
		return -1;
	return 0;
fail:
	error = errno;
	close(ends[0]);
	close(ends[1]);
	close_one(&d->null);
	errno = error;
	return -1;
}

size_t
daemon_sockets(int *first)
{
	const char *fds = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
	uint64_t n = 0, who;
	uint64_t i;

	if (fds == NULL || pid == NULL ||
	    !scan_number(pid, INT_MAX, &who) || (pid_t)who != getpid() ||
	    !scan_number(fds, SOCKETS_MAX, &n))
		n = 0;
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDNAMES");
	*first = SOCKETS_FIRST;
	for (i = 0; i < n; i++)
		if (fcntl(SOCKETS_FIRST + (int)i, F_SETFD, FD_CLOEXEC) == -1)
			break;
	return (size_t)i;
}

int
daemon_notify_open(struct daemon *d)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	socklen_t len;
	int error, fd;

	if (path == NULL)
		return 0;
	/* An abstract name begins with a NUL and has none at its end. */
	len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
	    strlen(path) + (path[0] == '@' ? 0 : 1));
	if (!scan_copy(sun.sun_path, sizeof(sun.sun_path), path,
	    strlen(path))) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (path[0] == '@')
		sun.sun_path[0] = '\0';
	unsetenv("NOTIFY_SOCKET");
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	if (connect(fd, (const struct sockaddr *)&sun, len) == -1) {
		error = errno;
		close(fd);
		errno = error;
		return -1;
	}
	d->notify = fd;
	return 0;
}

void
daemon_notify(const struct daemon *d, const char *state)
{
	if (d->notify != -1)
		send(d->notify, state, strlen(state), MSG_NOSIGNAL);
}

/* As useradd(8) and chown(8) take them. */
static struct passwd *
find_user(const char *user)
{
	struct passwd *pw = getpwnam(user);
	uint64_t n;

	if (pw == NULL && scan_number(user, UINT32_MAX - 1, &n))
		pw = getpwuid((uid_t)n);
	return pw;
}

static int
find_group(const char *group, gid_t *gid)
{
	struct group *gr = getgrnam(group);
	uint64_t n;

	if (gr != NULL)
		*gid = gr->gr_gid;
	else if (scan_number(group, UINT32_MAX - 1, &n))
		*gid = (gid_t)n;
	else
		return -1;
	return 0;
}

int
daemon_user(struct daemon_user *u, const char *user, const char *group)
{
	struct passwd *pw;
	int n = DAEMON_GROUPS;

	pw = find_user(user);
	if (pw == NULL) {
		errno = ENOENT;
		return -1;
	}
	u->uid = pw->pw_uid;
	u->gid = pw->pw_gid;
	u->ngroups = 0;
	if (group != NULL && *group == '\0')
		return 0;
	if (group != NULL) {
		if (find_group(group, &u->gid) == 0)
			return 0;
		errno = ENOENT;
		return -1;
	}
	if (getgrouplist(pw->pw_name, pw->pw_gid, u->groups, &n) == -1) {
		errno = E2BIG;
		return -1;
	}
	u->ngroups = (size_t)n;
	return 0;
}

int
daemon_drop(const char *dir, const struct daemon_user *u)
{
	if (dir != NULL && (chdir(dir) == -1 || chroot(".") == -1 ||
	    chdir("/") == -1))
		return -1;
	if (u == NULL)
		return 0;
	return jail_become(u->uid, u->gid, u->groups, u->ngroups);
}

static int
write_pid(struct daemon *d)
{
	char text[32];
	int n;

	n = snprintf(text, sizeof(text), "%ld\n", (long)getpid());
	if (ftruncate(d->pid_fd, 0) == -1)
		return -1;
	return pwrite(d->pid_fd, text, (size_t)n, 0) == n ? 0 : -1;
}

int
daemon_ready(struct daemon *d)
{
	char state[64];

	if (d->pid_fd != -1 && write_pid(d) == -1)
		return -1;
	snprintf(state, sizeof(state), "READY=1\nMAINPID=%ld",
	    (long)getpid());
	daemon_notify(d, state);
	if (d->parent == -1)
		return 0;
	if (write(d->parent, "", 1) == -1 ||
	    dup2(d->null, STDERR_FILENO) == -1)
		return -1;
	close_one(&d->parent);
	close_one(&d->null);
	return 0;
}

void
daemon_end(struct daemon *d)
{
	daemon_notify(d, "STOPPING=1");
	if (d->pid_fd != -1 && ftruncate(d->pid_fd, 0) == 0)
		unlinkat(d->pid_dir, d->pid_name, 0);
	close_one(&d->pid_fd);
	close_one(&d->pid_dir);
	close_one(&d->notify);
	close_one(&d->parent);
	close_one(&d->null);
}
