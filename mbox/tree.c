#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/writeall.h"
#include "mbox/tree.h"

#define UIDLIST		"dovecot-uidlist"
#define KEYWORDS	"dovecot-keywords"
#define LIST_LINE	512	/* a line of the list: name, numbers, UIDL */
#define DEPTH		4	/* descriptors of nftw(3) */

/* "a/.b" is beside "a/import-XXXXXX", which is no folder of "a". */
static int
beside(struct tree *t)
{
	const char *slash = strrchr(t->path, '/');
	int dir = slash == NULL ? 0 : (int)(slash + 1 - t->path);
	int len = snprintf(t->work, sizeof(t->work), "%.*simport-XXXXXX", dir,
	    t->path);

	if (len < 0 || (size_t)len >= sizeof(t->work)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return mkdtemp(t->work) == NULL ? -1 : 0;
}

static bool
is_folder(const char *path)
{
	const char *slash = strrchr(path, '/');

	return (slash == NULL ? path : slash + 1)[0] == '.';
}

int
tree_begin(struct tree *t, const char *path)
{
	struct stat st;

	memset(t, 0, sizeof(*t));
	t->md.dir = t->md.tmp = t->md.new = t->md.cur = -1;
	t->path = path;
	if (lstat(path, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	if (beside(t) == -1) {
		t->work[0] = '\0';
		return -1;
	}
	if (maildir_open(&t->md, AT_FDCWD, t->work, MAILDIR_CREATE |
	    (is_folder(path) ? MAILDIR_FOLDER : 0)) == -1)
		return -1;
	t->uids = tmpfile();
	return t->uids == NULL ? -1 : 0;
}

/* The message without bookkeeping. */
static int
write_message(int fd, const struct mbox_message *m)
{
	const char *p = m->text, *end = p + m->len, *from = p;
	size_t len;

	for (; (len = mbox_field(p, end)) > 0; p += len) {
		if (!mbox_bookkeeping(p, len))
			continue;
		if (write_all(fd, from, (size_t)(p - from)) == -1)
			return -1;
		from = p + len;
	}
	return write_all(fd, from, (size_t)(end - from));
}

/* M-5: the time of the file is when the message came. */
static int
date_it(int fd, int64_t date)
{
	struct timespec at[2] = { { date, 0 }, { date, 0 } };

	return date == -1 ? 0 : futimens(fd, at);
}

static int
fill(int fd, const struct mbox_message *m, struct stat *st, int64_t *vsize)
{
	if (write_message(fd, m) == -1 || date_it(fd, m->date) == -1 ||
	    fstat(fd, st) == -1)
		return -1;
	*vsize = maildir_vsize(fd);
	return *vsize == -1 ? -1 : 0;
}

/* In tmp/ as `tmp`, and with its sizes, flags and letters in its name. */
static int
place(struct tree *t, const struct mbox_message *m, const char *tmp,
    const struct stat *st, int64_t vsize, char name[LIST_LINE])
{
	char info[MAILDIR_NAME];
	bool cur = m->old || m->flags != 0 || m->keywords != 0;
	int n;

	info[0] = '\0';
	if (cur && maildir_info(info, sizeof(info), m->flags, m->keywords, "",
	    0, "", 0) == 0)
		return -1;
	n = snprintf(name, LIST_LINE, "%s,S=%jd,W=%" PRId64 "%s", tmp,
	    (intmax_t)st->st_size, vsize, info);
	if (n < 0 || n >= LIST_LINE) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return maildir_rename(t->md.tmp, tmp, cur ? t->md.cur : t->md.new,
	    name);
}

static int
list(struct tree *t, uint32_t uid, const char *uidl, const char *name)
{
	int n = *uidl == '\0' ?
	    fprintf(t->uids, "%" PRIu32 " :%s\n", uid, name) :
	    fprintf(t->uids, "%" PRIu32 " P%s :%s\n", uid, uidl, name);

	return n < 0 ? -1 : 0;
}

int
tree_add(struct tree *t, const struct mbox_message *m, const char *uidl)
{
	char tmp[MAILDIR_NAME + 1], name[LIST_LINE];
	struct stat st;
	int64_t vsize;
	int fd, r;

	if (maildir_unique(tmp, sizeof(tmp), NULL, &t->count) == -1)
		return -1;
	fd = openat(t->md.tmp, tmp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC,
	    0600);
	if (fd == -1)
		return -1;
	r = fill(fd, m, &st, &vsize);
	if (close(fd) == -1 || r == -1)
		return -1;
	t->nmessages++;
	return place(t, m, tmp, &st, vsize, name) == -1 ? -1 :
	    list(t, m->uid, uidl, name);
}

/* A new file of the Maildir, for stdio. */
static FILE *
create(const struct tree *t, const char *name)
{
	int fd = openat(t->md.dir, name, O_WRONLY | O_CREAT | O_EXCL |
	    O_CLOEXEC, 0600);

	return fd == -1 ? NULL : fdopen(fd, "w");
}

static int
finish(FILE *f)
{
	bool bad = ferror(f) != 0;

	return fclose(f) == EOF || bad ? -1 : 0;
}

/* The header tells UIDNEXT, which is known only now. */
static int
write_uids(struct tree *t, const struct mbox *m, uint32_t uidvalidity)
{
	FILE *f = create(t, UIDLIST);
	char line[LIST_LINE];

	if (f == NULL)
		return -1;
	fprintf(f, "3 V%" PRIu32 " N%" PRIu32 "\n", uidvalidity,
	    m->uidlast + 1);
	rewind(t->uids);
	while (fgets(line, sizeof(line), t->uids) != NULL)
		fputs(line, f);
	if (ferror(t->uids)) {
		(void)fclose(f);
		return -1;
	}
	return finish(f);
}

static int
write_keywords(const struct tree *t, const struct mbox *m)
{
	FILE *f;
	size_t i;

	if (m->nkeywords == 0)
		return 0;
	f = create(t, KEYWORDS);
	if (f == NULL)
		return -1;
	for (i = 0; i < m->nkeywords; i++)
		fprintf(f, "%zu %s\n", i, m->keyword[i]);
	return finish(f);
}

/* The directory that path is in. */
static int
sync_parent(const char *path)
{
	char parent[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int fd, r;

	snprintf(parent, sizeof(parent), "%.*s", slash == NULL ? 1 :
	    (int)(slash + 1 - path), slash == NULL ? "." : path);
	fd = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd == -1)
		return -1;
	r = fsync(fd);
	close(fd);
	return r;
}

int
tree_end(struct tree *t, const struct mbox *m, uint32_t uidvalidity)
{
	if (fflush(t->uids) == EOF || write_uids(t, m, uidvalidity) == -1 ||
	    write_keywords(t, m) == -1 || syncfs(t->md.dir) == -1 ||
	    maildir_rename(AT_FDCWD, t->work, AT_FDCWD, t->path) == -1)
		return -1;
	t->work[0] = '\0';
	maildir_close(&t->md);
	(void)fclose(t->uids);
	return sync_parent(t->path);
}

static int
remove_it(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	(void)remove(path);
	return 0;
}

void
tree_abort(struct tree *t)
{
	int saved = errno;

	if (t->uids != NULL)
		(void)fclose(t->uids);
	if (t->path != NULL)
		maildir_close(&t->md);
	if (t->work[0] != '\0')
		(void)nftw(t->work, remove_it, DEPTH, FTW_DEPTH | FTW_PHYS);
	memset(t, 0, sizeof(*t));
	errno = saved;
}
