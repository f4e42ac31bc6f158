#include "common/landlock.h"

#ifdef __linux__

#include <sys/syscall.h>

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

/* The same numbers on every processor; older libcs do not name them. */
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset	444
#define SYS_landlock_add_rule		445
#define SYS_landlock_restrict_self	446
#endif

/* Of linux/landlock.h. */
enum {
	EXECUTE		= 1 << 0,
	WRITE_FILE	= 1 << 1,
	READ_FILE	= 1 << 2,
	READ_DIR	= 1 << 3,
	REMOVE_DIR	= 1 << 4,
	REMOVE_FILE	= 1 << 5,
	MAKE_DIR	= 1 << 7,
	MAKE_REG	= 1 << 8,
	REFER		= 1 << 13,
	TRUNCATE	= 1 << 14,

	ALL_FIRST	= (1 << 13) - 1,
	ALL_REFER	= (1 << 14) - 1,	/* since version 2 */
	ALL_TRUNCATE	= (1 << 15) - 1,	/* since version 3 */
	ALL_IOCTL	= (1 << 16) - 1,	/* since version 5 */

	NET_ALL		= 3,		/* bind, connect: since version 4 */
	SCOPE_ALL	= 3,		/* abstract sockets, signals: 6 */

	FOR_READING	= READ_FILE | READ_DIR,
	FOR_FILES	= WRITE_FILE | READ_FILE | READ_DIR | REMOVE_DIR |
			  REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER | TRUNCATE,

	ASK_VERSION	= 1,
	PATH_BENEATH	= 1
};

struct ruleset {
	uint64_t fs, net, scoped;
};

struct beneath {
	uint64_t allowed;
	int32_t	 fd;
} __attribute__((packed));

static size_t
fill(struct ruleset *r, enum jail stage, long version)
{
	r->fs = version >= 5 ? ALL_IOCTL : version >= 3 ? ALL_TRUNCATE :
	    version >= 2 ? ALL_REFER : ALL_FIRST;
	r->net = stage == JAIL_FILES ? 0 : NET_ALL;
	r->scoped = SCOPE_ALL;
	return version >= 6 ? sizeof(*r) :
	    version >= 4 ? offsetof(struct ruleset, scoped) :
	    offsetof(struct ruleset, net);
}

/* 1, 0 when there is no such directory, -1. */
static int
allow(int ruleset, uint64_t handled, const struct jail_dir *dir)
{
	struct beneath b;
	long result;
	int error;

	b.allowed = handled & (dir->read_only ? FOR_READING : FOR_FILES);
	b.fd = dir->fd;
	if (dir->path != NULL)
		b.fd = open(dir->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (b.fd == -1)
		return errno == ENOENT ? 0 : -1;
	result = syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &b, 0);
	error = errno;
	if (dir->path != NULL)
		close(b.fd);
	errno = error;
	return result == 0 ? 1 : -1;
}

int
landlock_enter(enum jail stage, const struct jail_dir dirs[], size_t n)
{
	struct ruleset r;
	long version;
	size_t i;
	int error, fd, result = -1;

	version = syscall(SYS_landlock_create_ruleset, NULL, 0, ASK_VERSION);
	/*
	 * The first version cannot allow a rename to another directory, which
	 * is how a Maildir works (safety 6).
	 */
	if (version < 1 || (version < 2 && dirs != NULL))
		return 0;
	fd = (int)syscall(SYS_landlock_create_ruleset, &r,
	    fill(&r, stage, version), 0);
	if (fd == -1)
		return -1;
	for (i = 0; i < n; i++)
		if (allow(fd, r.fs, &dirs[i]) == -1)
			goto end;
	result = (int)syscall(SYS_landlock_restrict_self, fd, 0);
end:
	error = errno;
	close(fd);
	errno = error;
	return result;
}

#else

int
landlock_enter(enum jail stage, const struct jail_dir dirs[], size_t n)
{
	(void)stage;
	(void)dirs;
	(void)n;
	return 0;
}

#endif
