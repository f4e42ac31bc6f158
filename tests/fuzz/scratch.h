/*
 * scratch: a directory of this run for a fuzz target, in memory if that can
 * be, where there is no disk to wait for.  It goes at exit.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <sys/stat.h>

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *scratch;		/* its path; below 40 bytes */

static int
scratch_remove_one(const char *path, const struct stat *st, int what,
    struct FTW *f)
{
	(void)st;
	(void)what;
	(void)f;
	return remove(path);
}

/* With all below it; nothing when it is not there. */
static void
scratch_remove(const char *path)
{
	nftw(path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void
scratch_end(void)
{
	scratch_remove(scratch);
}

/* Once, in LLVMFuzzerInitialize(). */
static void
scratch_make(void)
{
	static char shm[] = "/dev/shm/postern-fuzz.XXXXXX";
	static char tmp[] = "/tmp/postern-fuzz.XXXXXX";

	scratch = mkdtemp(shm);
	if (scratch == NULL)
		scratch = mkdtemp(tmp);
	if (scratch == NULL)
		abort();
	atexit(scratch_end);
}

/* A file in a directory. */
static inline void
scratch_put(const char *at, const char *name, const char *text)
{
	char path[128];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", at, name);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd == -1 || write(fd, text, strlen(text)) == -1)
		abort();
	close(fd);
}

#endif
