/*
 * scratch: a directory of the test's own, which is where it runs, and small
 * things to do with files there.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <sys/stat.h>

#include <dirent.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SCRATCH_NOBODY	65534

static char scratch[64];

/*
 * What is tested here is what happens without root: with it, be nobody.
 * First thing in main().
 */
static inline void
scratch_unprivileged(void)
{
	if (geteuid() == 0 && (setgroups(0, NULL) == -1 ||
	    setresgid(SCRATCH_NOBODY, SCRATCH_NOBODY, SCRATCH_NOBODY) == -1 ||
	    setresuid(SCRATCH_NOBODY, SCRATCH_NOBODY, SCRATCH_NOBODY) == -1))
		abort();
}

static inline int
scratch_make(void **state)
{
	(void)state;
	(void)snprintf(scratch, sizeof(scratch), "/tmp/postern-test.XXXXXX");
	return mkdtemp(scratch) == NULL ? -1 : chdir(scratch);
}

static inline int
scratch_remove(void **state)
{
	char command[128];

	(void)state;
	(void)snprintf(command, sizeof(command), "rm -rf %s", scratch);
	return chdir("/") == -1 || system(command) != 0 ? -1 : 0;
}

static inline void
scratch_write(const char *path, const char *text, mode_t mode)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) == EOF || fclose(f) == EOF ||
	    chmod(path, mode) == -1)
		abort();
}

/* How many files; -1 when there is no such directory. */
static inline int
scratch_count(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	int n = 0;

	if (d == NULL)
		return -1;
	while ((e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

/* The first file of a directory, read into a static buffer; "" if none. */
static inline const char *
scratch_first(const char *path)
{
	static char text[65536];
	char name[512] = "";
	DIR *d = opendir(path);
	struct dirent *e;
	FILE *f;

	text[0] = '\0';
	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			(void)snprintf(name, sizeof(name), "%s/%s", path,
			    e->d_name);
	if (d != NULL)
		closedir(d);
	if (name[0] != '\0' && (f = fopen(name, "r")) != NULL) {
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	return text;
}

#endif
