/* quota: see quota.h. */
#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/maildir.h"
#include "common/quota.h"

enum {
	FILE_MAX = 5120,		/* bytes; then recount (7.3) */
	STALE = 15 * 60			/* seconds; when over quota */
};

#define NUMBER_MAX	(INT64_MAX / 4)	/* no sum of two overflows */
#define OPEN_DIR	(O_RDONLY | O_DIRECTORY | O_CLOEXEC)

/* maildirsize as it was read. */
struct loaded {
	struct quota	 q;
	char		 first[128];	/* the line of limits, without LF */
	unsigned	 lines;
	int64_t		 mtime;
	bool		 full;		/* FILE_MAX or more */
};

/* A number with a sign at *p; false if there is none or it is too big. */
static bool
number(const char **p, const char *end, int64_t *n)
{
	bool negative = *p < end && **p == '-';
	const char *start;

	*p += negative;
	*n = 0;
	for (start = *p; *p < end && **p >= '0' && **p <= '9'; (*p)++) {
		if (*n > NUMBER_MAX / 10)
			return false;
		*n = *n * 10 + (**p - '0');
	}
	if (*p == start || *n > NUMBER_MAX)
		return false;
	if (negative)
		*n = -*n;
	return true;
}

/* "10000000S,1000C", either part, in any order. */
static int
parse_limits(const char *p, const char *end, struct quota *q)
{
	int64_t n;

	while (p < end) {
		if (!number(&p, end, &n) || n < 0 || p == end)
			return -1;
		if (*p == 'S')
			q->max_bytes = n;
		else if (*p == 'C')
			q->max_count = n;
		else
			return -1;
		if (++p < end && *p++ != ',')
			return -1;
	}
	return 0;
}

static void
blanks(const char **p, const char *end)
{
	while (*p < end && (**p == ' ' || **p == '\t' || **p == '\r'))
		(*p)++;
}

static int64_t
add(int64_t a, int64_t b)
{
	int64_t sum = a + b;		/* both within NUMBER_MAX */

	if (sum > NUMBER_MAX)
		return NUMBER_MAX;
	return sum < -NUMBER_MAX ? -NUMBER_MAX : sum;
}

/* "<bytes> <count>", padded; another kind of line is passed over. */
static void
parse_usage(const char *p, const char *end, struct quota *q)
{
	int64_t bytes, count;

	blanks(&p, end);
	if (!number(&p, end, &bytes))
		return;
	blanks(&p, end);
	if (!number(&p, end, &count))
		return;
	q->bytes = add(q->bytes, bytes);
	q->count = add(q->count, count);
}

int
quota_parse(const char *buf, size_t len, struct quota *q, unsigned *lines)
{
	const char *p = buf, *end = buf + len, *lf;

	memset(q, 0, sizeof(*q));
	*lines = 0;
	lf = len == 0 ? NULL : memchr(p, '\n', len);
	if (lf == NULL || parse_limits(p, lf, q) == -1)
		return -1;
	for (p = lf + 1; p < end; p = lf + 1) {
		lf = memchr(p, '\n', (size_t)(end - p));
		if (lf == NULL)
			break;		/* still being written */
		parse_usage(p, lf, q);
		++*lines;
	}
	return 0;
}

/* The user may put anything here; a fifo must not hold up a delivery. */
static int
open_file(int root, int how, struct stat *st)
{
	int fd = openat(root, "maildirsize", how | O_CLOEXEC | O_NONBLOCK);

	if (fd == -1) {
		if (errno == ENXIO || errno == EISDIR)
			errno = ENOENT;
		return -1;
	}
	if (fstat(fd, st) == 0 && S_ISREG(st->st_mode))
		return fd;
	(void)close(fd);
	errno = ENOENT;
	return -1;
}

/* 1: loaded; 0: no quota; -1. */
static int
load(int root, struct loaded *l)
{
	char buf[FILE_MAX + 1], *lf;
	struct stat st;
	ssize_t len;
	int fd = open_file(root, O_RDONLY, &st);

	if (fd == -1)
		return errno == ENOENT ? 0 : -1;
	len = pread(fd, buf, FILE_MAX, 0);
	if (len == -1) {
		int e = errno;

		(void)close(fd);
		errno = e;
		return -1;
	}
	(void)close(fd);
	if (quota_parse(buf, (size_t)len, &l->q, &l->lines) == -1)
		return 0;		/* not a quota of ours */
	lf = memchr(buf, '\n', (size_t)len);
	if ((size_t)(lf - buf) >= sizeof(l->first))
		return 0;
	memcpy(l->first, buf, (size_t)(lf - buf));
	l->first[lf - buf] = '\0';
	l->mtime = st.st_mtime;
	l->full = st.st_size >= FILE_MAX;
	return l->q.max_bytes > 0 || l->q.max_count > 0;
}

int
quota_counts(const char *folder)
{
	return strncmp(folder, ".Trash", 6) != 0 ||
	    (folder[6] != '\0' && folder[6] != '.');
}

/* A recount in progress. */
struct count {
	int		 fd;
	struct quota	 q;
	uint64_t	 stamp;		/* changes when any directory does */
};

static int
count_one(void *arg, const char *name, size_t len)
{
	struct count *c = arg;
	struct maildir_name n;
	struct stat st;

	if (!maildir_parse(&n, name, len) || (n.flags & FLAG_DELETED) != 0)
		return 0;
	if (n.size == -1) {
		if (fstatat(c->fd, name, &st, 0) == -1)
			return 0;
		n.size = st.st_size;
	}
	c->q.bytes = add(c->q.bytes, n.size > NUMBER_MAX ? 0 : n.size);
	c->q.count++;
	return 0;
}

static void
stamp(struct count *c, int fd)
{
	struct stat st;

	if (fstat(fd, &st) == 0)
		c->stamp = c->stamp * 31 + (uint64_t)st.st_mtim.tv_sec *
		    1000000007 + (uint64_t)st.st_mtim.tv_nsec;
}

/* Of one folder ("" for the root): both directories, or only their stamp. */
static void
count_folder(struct count *c, int root, const char *folder, bool list)
{
	static const char *const dirs[] = { "new", "cur" };
	char path[MAILDIR_NAME + 8];
	size_t i;

	for (i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof(path), "%s%s%s", folder,
		    *folder == '\0' ? "" : "/", dirs[i]);
		c->fd = openat(root, path, OPEN_DIR);
		if (c->fd == -1)
			continue;
		stamp(c, c->fd);
		if (list)
			(void)maildir_list(c->fd, count_one, c);
		(void)close(c->fd);
	}
}

static int
count_all(struct count *c, int root, bool list)
{
	struct dirent *e;
	DIR *d;
	int fd = openat(root, ".", OPEN_DIR);

	if (fd == -1)
		return -1;
	d = fdopendir(fd);
	if (d == NULL) {
		(void)close(fd);
		return -1;
	}
	count_folder(c, root, "", list);
	while ((e = readdir(d)) != NULL)
		if (maildir_folder_ok(e->d_name) && quota_counts(e->d_name))
			count_folder(c, root, e->d_name, list);
	return closedir(d);
}

/* Through tmp/, so that others never read half a file. */
static int
replace(int root, const struct loaded *l)
{
	char name[MAILDIR_NAME + 1], path[MAILDIR_NAME + 8], text[256];
	unsigned n = 0;
	int fd, len;

	if (maildir_unique(name, sizeof(name), NULL, &n) == -1)
		return -1;
	(void)snprintf(path, sizeof(path), "tmp/%s", name);
	len = snprintf(text, sizeof(text), "%s\n%12" PRId64 " %" PRId64 "\n",
	    l->first, l->q.bytes, l->q.count);
	fd = openat(root, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd == -1)
		return -1;
	if (write(fd, text, (size_t)len) != len || fsync(fd) == -1 ||
	    renameat(root, path, root, "maildirsize") == -1) {
		(void)close(fd);
		(void)unlinkat(root, path, 0);
		return -1;
	}
	return close(fd);
}

/*
 * Counts what is there.  If it changed meanwhile the figures serve this
 * once, but do not go to the file.  (Courier removes the file then; it knows
 * the limits from elsewhere, we do not.)
 */
static void
recount(int root, struct loaded *l)
{
	struct count c, again;

	memset(&c, 0, sizeof(c));
	memset(&again, 0, sizeof(again));
	if (count_all(&c, root, true) == -1 ||
	    count_all(&again, root, false) == -1)
		return;
	l->q.bytes = c.q.bytes;
	l->q.count = c.q.count;
	l->lines = 1;
	if (c.stamp == again.stamp)
		(void)replace(root, l);
}

static bool
over(const struct quota *q, int64_t bytes, int64_t count)
{
	return (q->max_bytes > 0 && add(q->bytes, bytes) > q->max_bytes) ||
	    (q->max_count > 0 && add(q->count, count) > q->max_count);
}

static int
load_for(int root, struct loaded *l, int64_t bytes, int64_t count)
{
	int r = load(root, l);

	if (r != 1)
		return r;
	if (l->full || (over(&l->q, bytes, count) &&
	    (l->lines > 1 || l->mtime < time(NULL) - STALE)))
		recount(root, l);
	return 1;
}

int
quota_read(int root, struct quota *q)
{
	struct loaded l;
	int r = load_for(root, &l, 0, 0);

	if (r == 1)
		*q = l.q;
	return r;
}

int
quota_limit(int root, int64_t max_bytes)
{
	struct loaded l;
	int r = load(root, &l);

	if (r != 0 || max_bytes <= 0 || max_bytes > NUMBER_MAX)
		return r == -1 ? -1 : 0;
	memset(&l, 0, sizeof(l));
	l.q.max_bytes = max_bytes;
	(void)snprintf(l.first, sizeof(l.first), "%" PRId64 "S", max_bytes);
	recount(root, &l);
	return 0;
}

enum quota_answer
quota_check(int root, int64_t bytes, int64_t count)
{
	struct loaded l;
	int r;

	if (bytes > NUMBER_MAX || count > NUMBER_MAX)
		return QUOTA_OVER;
	r = load_for(root, &l, bytes, count);
	if (r == -1)
		return QUOTA_ERROR;
	return r == 1 && over(&l.q, bytes, count) ? QUOTA_OVER : QUOTA_OK;
}

int
quota_add(int root, int64_t bytes, int64_t count)
{
	char line[64];
	struct stat st;
	ssize_t w;
	int len, fd;

	fd = open_file(root, O_WRONLY | O_APPEND, &st);
	if (fd == -1)
		return errno == ENOENT ? 0 : -1;
	len = snprintf(line, sizeof(line), "%" PRId64 " %" PRId64 "\n", bytes,
	    count);
	w = write(fd, line, (size_t)len);
	if (close(fd) == -1 || w != len)
		return -1;
	return 0;
}
