/* foreign: reading the files of other servers; see foreign.h. */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/foreign.h"

enum {
	FILE_MAX	= 256 << 20,	/* 4 million messages are less */
	UPDATES_MAX	= 100000	/* files in courierimapkeywords */
};

/*
 * Reads a file whole, into a buffer that the list keeps.  1: read; 0: it is
 * not there (or is nothing to read); -1.
 */
static int
slurp(struct known_list *k, int dir, const char *name, const char **buf,
    size_t *len)
{
	struct stat st;
	char *p = NULL;
	ssize_t n = -1;
	int r = -1, e;
	int fd = openat(dir, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd == -1)
		return errno == ENOENT || errno == ELOOP ? 0 : -1;
	if (fstat(fd, &st) == -1)
		goto out;
	r = 0;
	if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
		goto out;
	r = -1;
	p = malloc((size_t)st.st_size + 1);
	if (p == NULL)
		goto out;
	n = pread(fd, p, (size_t)st.st_size, 0);
out:
	e = errno;
	(void)close(fd);
	errno = e;
	if (n == -1) {
		free(p);
		return r;
	}
	if (known_keep(k, p) == -1)
		return -1;
	*buf = p;
	*len = (size_t)n;
	return 1;
}

int
foreign_load_keywords(struct known_list *k, int dir)
{
	const char *buf;
	size_t len;
	int r = slurp(k, dir, "dovecot-keywords", &buf, &len);

	if (r == 1)
		foreign_keywords(k, buf, len);
	return r;
}

/* One update file.  They are short: a list of words. */
static int
courier_update(struct known_list *k, int dir, const char *name)
{
	char buf[4096], *copy;
	ssize_t n;
	int fd = openat(dir, name,
	    O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd == -1)
		return 0;
	n = pread(fd, buf, sizeof(buf), 0);
	(void)close(fd);
	if (n < 0)
		return 0;
	copy = strdup(name);
	if (copy == NULL || known_keep(k, copy) == -1)
		return -1;
	foreign_courier_update(k, copy, buf, (size_t)n);
	return 0;
}

static int
courier_keywords(struct known_list *k, int maildir)
{
	const char *buf;
	struct dirent *e;
	size_t len, n = 0;
	DIR *d;
	int dir, r;

	dir = openat(maildir, "courierimapkeywords",
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir == -1)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
	d = fdopendir(dir);
	if (d == NULL) {
		(void)close(dir);
		return -1;
	}
	r = slurp(k, dir, ":list", &buf, &len);
	if (r == 1)
		foreign_courier_keywords(k, buf, len);
	while (r != -1 && n++ < UPDATES_MAX && (e = readdir(d)) != NULL)
		if (e->d_name[0] != ':' && strcmp(e->d_name, ".") != 0 &&
		    strcmp(e->d_name, "..") != 0)
			r = courier_update(k, dir, e->d_name);
	(void)closedir(d);
	return r == -1 ? -1 : 0;
}

/* When both servers were here, the one that wrote last counts. */
static bool
courier_is_newer(int dir)
{
	struct stat dovecot, courier;

	if (fstatat(dir, "dovecot-uidlist", &dovecot, 0) == -1)
		return true;
	return fstatat(dir, "courierimapuiddb", &courier, 0) == 0 &&
	    courier.st_mtime > dovecot.st_mtime;
}

int
foreign_load(struct known_list *k, int dir)
{
	const char *name = courier_is_newer(dir) ? "courierimapuiddb" :
	    "dovecot-uidlist";
	const char *buf;
	size_t len;
	int r, found = 0;

	r = slurp(k, dir, name, &buf, &len);
	if (r == -1)
		return -1;
	if (r == 1 && foreign_uidlist(k, buf, len) == 0)
		found = 1;
	if (foreign_load_keywords(k, dir) == -1 ||
	    courier_keywords(k, dir) == -1)
		return -1;
	r = slurp(k, dir, "courierpop3dsizelist", &buf, &len);
	if (r == -1)
		return -1;
	if (r == 1)
		foreign_courier_pop3(k, buf, len);
	return found;
}
