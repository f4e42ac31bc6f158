#include <sys/resource.h>
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "common/jail.h"
#include "common/landlock.h"
#include "common/seccomp.h"

/*
 * A uid and gid that nobody else has: this and our process id, which has 22
 * bits.  Above the ranges that containers are given, below the sign bit.
 */
#define OWN_ID		0x70000000u

/* An empty directory that stays. */
#define RUN_DIR		"/run/postern"

/* Before login nobody needs so many seconds of CPU; a loop does. */
#define FRONT_CPU	600

/* poll(2) refuses more descriptors than the limit (safety 6). */
#define FILES_MIN	4

static int
limit(int resource, rlim_t n)
{
	struct rlimit r = { .rlim_max = 0 };

	if (n > 0 && getrlimit(resource, &r) == -1)
		return -1;
	if (r.rlim_max < n)
		n = r.rlim_max;
	r.rlim_cur = r.rlim_max = n;
	return setrlimit(resource, &r);
}

int
jail_limits(size_t memory, off_t file_size)
{
	/* What a write beyond the limit gets is EFBIG, not a signal. */
	if (file_size > 0 && (signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    limit(RLIMIT_FSIZE, (rlim_t)file_size) == -1))
		return -1;
#ifndef JAIL_OFF
	/* Not RLIMIT_AS: mapped messages and indexes are not ours. */
	if (memory > 0 && limit(RLIMIT_DATA, (rlim_t)memory) == -1)
		return -1;
#endif
	(void)memory;
	return 0;
}

int
jail_clerk(void)
{
	if (limit(RLIMIT_CORE, 0) == -1)
		return -1;
#ifdef __linux__
#ifndef JAIL_OFF
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == -1)
		return -1;
#endif
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return -1;
#endif
	return 0;
}

/* What holds in every stage and needs no right. */
static int
common_limits(void)
{
#ifndef JAIL_OFF
	if (limit(RLIMIT_NPROC, 0) == -1)
		return -1;
#endif
	return jail_clerk();
}

int
jail_become(uid_t uid, gid_t gid, const gid_t *groups, size_t ngroups)
{
	uid_t r, e, s;
	gid_t rg, eg, sg;

	if ((geteuid() == 0 || geteuid() != uid || getegid() != gid) &&
	    (setgroups(ngroups, groups) == -1 ||
	    setresgid(gid, gid, gid) == -1 ||
	    setresuid(uid, uid, uid) == -1))
		return -1;
	if (getresuid(&r, &e, &s) == -1 || getresgid(&rg, &eg, &sg) == -1)
		return -1;
	if (uid == 0 || r != uid || e != uid || s != uid || rg != gid ||
	    eg != gid || sg != gid || setuid(0) != -1) {
		errno = EPERM;
		return -1;
	}
	return 0;
}

/* A uid of its own: no signal, no ptrace between two sessions. */
int
jail_nobody(void)
{
	uid_t id = OWN_ID + (uid_t)getpid();

	if (jail_become(id, id, NULL, 0) == 0)
		return 0;
	if (errno != EINVAL)
		return -1;
	/* A small user namespace does not have it. */
	return jail_become(JAIL_NOBODY, JAIL_NOBODY, NULL, 0);
}

/* Makes path the root if nobody but root can put anything there. */
static int
root_here(const char *path)
{
	struct stat st;
	int error, fd;

	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd == -1)
		return -1;
	if (fstat(fd, &st) == -1)
		goto fail;
	if (st.st_uid != 0 || (st.st_mode & 022) != 0 || st.st_nlink > 2) {
		errno = EPERM;
		goto fail;
	}
	if (fchdir(fd) == -1 || chroot(".") == -1)
		goto fail;
	close(fd);
	return 0;
fail:
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

/*
 * Not every system has an empty directory to offer.  One in /run is made
 * once and kept, for a directory made and removed costs as much as a fork.
 */
static int
empty_root(void)
{
	char path[] = "/tmp/postern.XXXXXX";

	if (root_here("/var/empty") == 0 || root_here(RUN_DIR) == 0)
		return 0;
	if ((mkdir(RUN_DIR, 0555) == 0 || errno == EEXIST) &&
	    root_here(RUN_DIR) == 0)
		return 0;
	if (mkdtemp(path) == NULL || chdir(path) == -1 || rmdir(path) == -1)
		return -1;
	return chroot(".");
}

int
jail_front(void)
{
	if (geteuid() == 0 && (empty_root() == -1 || jail_nobody() == -1))
		return -1;
#ifndef JAIL_OFF
	if (limit(RLIMIT_CPU, FRONT_CPU) == -1)
		return -1;
#endif
#ifdef __linux__
	/* gate_fork() has asked for it, and setresuid(2) forgot it. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == -1)
		return -1;
#endif
	return 0;
}

/* No descriptor but those there are. */
static int
no_more_files(void)
{
#ifndef JAIL_OFF
	int fd = fcntl(STDIN_FILENO, F_DUPFD, FILES_MIN);

	if (fd == -1)
		return errno == EBADF ? limit(RLIMIT_NOFILE, FILES_MIN) : -1;
	close(fd);
	return limit(RLIMIT_NOFILE, (rlim_t)fd);
#else
	return 0;
#endif
}

#ifdef __OpenBSD__
static int
confine(enum jail stage, const struct jail_dir dirs[], size_t n)
{
	static const char *const promises[] = {
		[JAIL_PARSER] = "stdio",
		[JAIL_MAIL] = "stdio rpath wpath cpath fattr flock",
		[JAIL_TEXT] = "stdio rpath wpath cpath fattr flock",
		[JAIL_FILES] = "stdio rpath wpath cpath fattr flock inet "
		    "sendfd",
		[JAIL_COPY] = "stdio",
		[JAIL_TFTP] = "stdio rpath wpath cpath fattr flock inet"
	};
	size_t i;

	/* What is open already needs a path here; there is none to give. */
	for (i = 0; i < n; i++)
		if (dirs[i].path != NULL && unveil(dirs[i].path,
		    dirs[i].read_only ? "r" : "rwc") == -1 && errno != ENOENT)
			return -1;
	if (dirs == NULL && no_more_files() == -1)
		return -1;
	return pledge(promises[stage], NULL);
}
#else
static int
confine(enum jail stage, const struct jail_dir dirs[], size_t n)
{
	if (landlock_enter(stage, dirs, n) == -1)
		return -1;
	if (dirs == NULL && no_more_files() == -1)
		return -1;
	return seccomp_enter(stage);
}
#endif

int
jail_enter_some(enum jail stage, const struct jail_dir dirs[], size_t n)
{
	if (common_limits() == -1)
		return -1;
	return confine(stage, dirs, n);
}

int
jail_enter(enum jail stage, const char *dir)
{
	const struct jail_dir one = { .path = dir, .fd = -1 };
	int fd;

	if (dir == NULL)
		return jail_enter_some(stage, NULL, 0);
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	close(fd);
	return jail_enter_some(stage, &one, 1);
}
