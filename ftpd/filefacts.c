#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "ftpd/ascii.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/facts.h"
#include "ftpd/file.h"
#include "ftpd/reply.h"

/*
 * SIZE in TYPE A reads all of the file, which is not worth more than this;
 * a tenth of a second.
 */
#define ASCII_SIZE_MAX	(256 << 20)

/* In TYPE A what RETR would send (RFC 3659 section 4.1). */
static void
size_ascii(struct session *s, const char *arg, const char *path,
    const struct stat *st)
{
	int64_t size;
	int fd;

	if (st->st_size > ASCII_SIZE_MAX) {
		reply(s, 550, "%s: Too large to be counted in TYPE A.", arg);
		return;
	}
	fd = path_open(&s->tree, path, O_RDONLY | O_NONBLOCK, 0);
	size = fd == -1 ? -1 : ascii_size(fd);
	if (size == -1)
		reply_errno(s, 550, arg);
	else
		reply(s, 213, "%lld", (long long)size);
	if (fd != -1)
		close(fd);
}

void
do_size(struct session *s, char *arg)
{
	char path[FTPD_PATH];
	struct stat st;

	if (!file_arg(s, arg, PERM_LIST, path))
		return;
	if (path_stat(&s->tree, path, &st) == -1)
		reply_errno(s, 550, arg);
	else if (!S_ISREG(st.st_mode))
		reply(s, 550, "%s: Not a plain file.", arg);
	else if (s->type == 'A')
		size_ascii(s, arg, path, &st);
	else
		reply(s, 213, "%lld", (long long)st.st_size);
}

int
facts_set_time(struct session *s, const char *path, const struct timespec *t)
{
	struct timespec ts[2] = { { .tv_nsec = UTIME_OMIT }, *t };
	const char *name;
	int dir, error, fd, result;

	fd = path_open(&s->tree, path, O_RDONLY | O_NONBLOCK, 0);
	if (fd == -1 && errno != EACCES)
		return -1;
	if (fd != -1) {
		result = futimens(fd, ts);
		error = errno;
		close(fd);
		errno = error;
		return result;
	}
	/* One that may be written but not read. */
	dir = path_parent(&s->tree, path, &name);
	if (dir == -1)
		return -1;
	result = utimensat(dir, name, ts, AT_SYMLINK_NOFOLLOW);
	error = errno;
	close(dir);
	errno = error;
	return result;
}

/*
 * "YYYYMMDDHHMMSS name" with such a file: then it is a time to be set, as
 * WinSCP and others use MDTM.
 */
static bool
set_by_mdtm(struct session *s, const char *arg)
{
	char path[FTPD_PATH];
	const char *rest;
	struct timespec ts;
	struct stat st;

	if (!facts_scan_time(arg, &ts, &rest) || *rest != ' ' ||
	    path_make(&s->tree, rest + 1, path) == -1 ||
	    path_stat(&s->tree, path, &st) == -1)
		return false;
	if (!file_arg(s, rest + 1, PERM_TIME, path))
		return true;
	if (facts_set_time(s, path, &ts) == -1)
		reply_errno(s, 550, rest + 1);
	else
		reply(s, 213, "%.14s", arg);
	return true;
}

void
do_mdtm(struct session *s, char *arg)
{
	char path[FTPD_PATH], text[FACTS_TIME];
	struct stat st;

	if (set_by_mdtm(s, arg) || !file_arg(s, arg, PERM_LIST, path))
		return;
	if (path_stat(&s->tree, path, &st) == -1) {
		reply_errno(s, 550, arg);
	} else if (!S_ISREG(st.st_mode)) {
		reply(s, 550, "%s: Not a plain file.", arg);
	} else {
		facts_time(text, st.st_mtime);
		reply(s, 213, "%s", text);
	}
}

/* draft-somers-ftp-mfxx section 3: the answer repeats what was set. */
void
do_mfmt(struct session *s, char *arg)
{
	char path[FTPD_PATH];
	const char *rest;
	struct timespec ts;

	if (!facts_scan_time(arg, &ts, &rest) || *rest != ' ') {
		reply_bad(s, 501, "YYYYMMDDHHMMSS and a name must follow.");
		return;
	}
	if (!file_arg(s, rest + 1, PERM_TIME, path))
		return;
	if (facts_set_time(s, path, &ts) == -1)
		reply_errno(s, 550, rest + 1);
	else
		reply(s, 213, "Modify=%.14s; %s", arg, rest + 1);
}

/* What MFF was asked to set. */
struct wish {
	bool		 modify, mode;
	struct timespec	 time;
	unsigned	 bits;
};

/* "0644" or "644": nine bits. */
static bool
octal(const char *text, size_t len, unsigned *bits)
{
	size_t i;

	*bits = 0;
	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '7')
			return false;
		*bits = *bits << 3 | (unsigned)(text[i] - '0');
		if (*bits > 0777)
			return false;
	}
	return len > 0;
}

/* One "fact=value" of len bytes; false: not one of ours, or no value. */
static bool
wish_for(struct wish *w, const char *fact, size_t len)
{
	static const char modify[] = "modify=", mode[] = "UNIX.mode=";
	const char *rest;

	if (strncasecmp(fact, modify, sizeof(modify) - 1) == 0) {
		w->modify = true;
		return facts_scan_time(fact + sizeof(modify) - 1, &w->time,
		    &rest) && rest == fact + len;
	}
	if (strncasecmp(fact, mode, sizeof(mode) - 1) == 0) {
		w->mode = true;
		return octal(fact + sizeof(mode) - 1,
		    len - (sizeof(mode) - 1), &w->bits);
	}
	return false;
}

/* draft-somers-ftp-mfxx section 5: "MFF modify=...;UNIX.mode=0644; name". */
void
do_mff(struct session *s, char *arg)
{
	const char *name = strchr(arg, ' '), *p;
	struct wish w = { .bits = 0 };
	char path[FTPD_PATH];
	size_t len;

	if (name == NULL || name == arg || name[-1] != ';') {
		reply_bad(s, 501, "fact=value; and a name must follow.");
		return;
	}
	for (p = arg; p < name; p += len + 1) {
		len = strcspn(p, ";");
		if (p + len >= name || !wish_for(&w, p, len)) {
			reply_bad(s, 504, "Only modify and UNIX.mode can be "
			    "set.");
			return;
		}
	}
	if (!file_arg(s, name + 1, (w.modify ? PERM_TIME : 0) |
	    (w.mode ? PERM_MODE : 0), path))
		return;
	if ((w.mode && file_chmod(s, path, (mode_t)w.bits) == -1) ||
	    (w.modify && facts_set_time(s, path, &w.time) == -1))
		reply_errno(s, 550, name + 1);
	else
		reply(s, 213, "%.*s %s", (int)(name - arg), arg, name + 1);
}
