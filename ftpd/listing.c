#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/entries.h"
#include "ftpd/glob.h"
#include "ftpd/line.h"
#include "ftpd/listing.h"

/* One directory; with -R below it the one whose turn it is. */
struct level {
	int		 dir;
	struct entries	 names;
	size_t		 next;		/* name to print */
	size_t		 child;		/* name to look into */
	size_t		 path_len;	/* of listing.path, for this one */
	bool		 headed;	/* "total" and "path:" were printed */
	bool		 writable;
};

struct listing {
	const struct listing_settings *set;
	enum listing_form form;
	struct listing_options opt;
	const char	*pattern;
	bool		 top;
	bool		 one;		/* listing_one() */
	unsigned	 depth;		/* of level[] in use, less one */
	unsigned	 dirs;
	struct line_style style;
	char		 prefix[PATH_MAX];
	char		 path[PATH_MAX];	/* below the first, for -R */
	struct level	 level[LISTING_DEPTH];
};

void
listing_scan_options(struct listing_options *o, const char **arg)
{
	const char *p = *arg;

	memset(o, 0, sizeof(*o));
	while (*p == '-') {
		for (p++; *p != '\0' && *p != ' '; p++) {
			o->all |= *p == 'a';
			o->almost |= *p == 'A';
			o->directory |= *p == 'd';
			o->long_form |= *p == 'l';
			o->one |= *p == '1';
			o->recursive |= *p == 'R';
			o->by_time |= *p == 't';
			o->by_size |= *p == 'S';
			o->reverse |= *p == 'r';
			o->classify |= *p == 'F';
		}
		p += strspn(p, " ");
	}
	*arg = p;
}

/* Is it shown at all? */
static bool
wanted(const struct listing *l, const char *name)
{
	bool self = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;

	if (l->form != LISTING_LONG && strpbrk(name, "\r\n") != NULL)
		return false;		/* rule 4 */
	if (l->pattern != NULL && !glob_match(l->pattern, name))
		return false;
	if (name[0] != '.')
		return true;
	if (self)
		return l->pattern == NULL && (l->opt.all ||
		    l->form == LISTING_FACTS);
	if (l->set->hide_dots)
		return false;
	return l->opt.all || l->opt.almost || l->form == LISTING_FACTS ||
	    (l->pattern != NULL && l->pattern[0] == '.');
}

/* All of the directory that is wanted. */
static int
gather(struct listing *l, struct level *v)
{
	struct dirent *d;
	int error, fd;
	DIR *dir;

	fd = fcntl(v->dir, F_DUPFD_CLOEXEC, 0);
	if (fd == -1)
		return -1;
	dir = fdopendir(fd);
	if (dir == NULL) {
		error = errno;
		close(fd);
		errno = error;
		return -1;
	}
	for (;;) {
		errno = 0;
		d = readdir(dir);
		if (d == NULL || (wanted(l, d->d_name) &&
		    entries_add(&v->names, d->d_name, strlen(d->d_name),
		    d->d_type, LISTING_ENTRIES, LISTING_TEXT) == -1))
			break;
	}
	error = errno;
	closedir(dir);
	errno = error;
	return error == 0 ? 0 : -1;
}

static int
arrange(struct listing *l, struct level *v)
{
	bool by = l->opt.by_time || l->opt.by_size;

	if ((by || l->form == LISTING_LONG) &&
	    entries_stat(&v->names, v->dir,
	    l->top && v == l->level) == -1)
		return -1;
	if (by)
		entries_sort_by(&v->names, l->opt.by_time ? ENTRIES_BY_TIME :
		    ENTRIES_BY_SIZE);
	else
		entries_sort(&v->names);
	return 0;
}

static struct listing *
start(const struct listing_settings *set, enum listing_form form,
    const struct listing_options *opt, int dir, const char *prefix)
{
	struct listing *l = NULL;

	if (strlen(prefix) < sizeof(l->prefix))
		l = calloc(1, sizeof(*l));
	else
		errno = ENAMETOOLONG;
	if (l == NULL) {
		close(dir);
		return NULL;
	}
	l->set = set;
	l->form = form;
	l->opt = *opt;
	if (form == LISTING_NAMES && opt->long_form)
		l->form = LISTING_LONG;
	if (form == LISTING_LONG && opt->one && !opt->long_form)
		l->form = LISTING_NAMES;
	memcpy(l->prefix, prefix, strlen(prefix) + 1);
	line_begin(&l->style, (int64_t)time(NULL), set->hide_ids);
	l->level[0].dir = dir;
	return l;
}

static void
learn_writable(const struct listing *l, struct level *v)
{
	struct stat st;

	v->writable = l->form == LISTING_FACTS && fstat(v->dir, &st) == 0 &&
	    facts_access(&st, &l->set->who, 3);
}

struct listing *
listing_open(const struct listing_settings *set, enum listing_form form,
    const struct listing_options *opt, int dir, bool top, const char *prefix,
    const char *pattern)
{
	struct listing *l = start(set, form, opt, dir, prefix);
	int error;

	if (l == NULL)
		return NULL;
	l->top = top;
	l->pattern = pattern;
	learn_writable(l, &l->level[0]);
	if (gather(l, &l->level[0]) == 0 && arrange(l, &l->level[0]) == 0)
		return l;
	error = errno;
	listing_free(l);
	errno = error;
	return NULL;
}

struct listing *
listing_one(const struct listing_settings *set, enum listing_form form,
    const struct listing_options *opt, int dir, const char *prefix,
    const char *name)
{
	struct listing *l = start(set, form, opt, dir, prefix);
	struct level *v;
	int error;

	if (l == NULL)
		return NULL;
	v = &l->level[0];
	l->one = true;
	l->opt.recursive = false;
	l->top = true;
	learn_writable(l, v);
	if (entries_add(&v->names, name, strlen(name), DT_UNKNOWN, 1,
	    LISTING_TEXT) == 0 && arrange(l, v) == 0) {
		if (v->names.n > 0 || l->form != LISTING_LONG)
			return l;
		errno = ENOENT;
	}
	error = errno;
	listing_free(l);
	errno = error;
	return NULL;
}

size_t
listing_count(const struct listing *l)
{
	return l->level[0].names.n;
}

/* Where is the one that is printed as the i-th? */
static size_t
turn(const struct listing *l, const struct level *v, size_t i)
{
	return l->opt.reverse ? v->names.n - 1 - i : i;
}

/* A name as a line may hold it: controls are '?' in LIST. */
static char *
put_name(const struct listing *l, char *to, const char *name)
{
	size_t len = strlen(name), i;

	memcpy(to, name, len);
	if (l->form == LISTING_LONG)
		for (i = 0; i < len; i++)
			if ((unsigned char)to[i] < ' ' || to[i] == 0x7f)
				to[i] = '?';
	return to + len;
}

static char *
put_string(char *to, const char *s)
{
	size_t len = strlen(s);

	memcpy(to, s, len);
	return to + len;
}

/* A link's target into text, or "". */
static void
target_of(const struct level *v, const char *name, char text[PATH_MAX])
{
	ssize_t n = readlinkat(v->dir, name, text, PATH_MAX - 1);

	text[n < 0 ? 0 : n] = '\0';
}

static char
class(mode_t m)
{
	return S_ISDIR(m) ? '/' : S_ISLNK(m) ? '@' : S_ISFIFO(m) ? '|' :
	    S_ISSOCK(m) ? '=' : S_ISREG(m) && (m & 0111) != 0 ? '*' : '\0';
}

static char *
long_entry(struct listing *l, struct level *v, size_t i, char *to)
{
	const struct brief *b = &v->names.briefs[v->names.entry[i].index];
	const char *name = entries_name(&v->names, i);
	char target[PATH_MAX];

	to = line_long(&l->style, to, b);
	to = put_string(to, l->one || l->pattern != NULL ? l->prefix : "");
	to = put_name(l, to, name);
	if (S_ISLNK(b->mode)) {
		target_of(v, name, target);
		to = put_name(l, put_string(to, " -> "), target);
	} else if (l->opt.classify && class(b->mode) != '\0') {
		*to++ = class(b->mode);
	}
	return put_string(to, "\r\n");
}

static char *
names_entry(struct listing *l, struct level *v, size_t i, char *to)
{
	const char *name = entries_name(&v->names, i);
	struct stat st;

	to = put_name(l, put_string(to, l->prefix), name);
	if (l->opt.classify && fstatat(v->dir, name, &st,
	    AT_SYMLINK_NOFOLLOW) == 0 && class(st.st_mode) != '\0')
		*to++ = class(st.st_mode);
	return put_string(to, "\r\n");
}

static char *
facts_entry(struct listing *l, struct level *v, size_t i, char *to)
{
	const char *name = entries_name(&v->names, i), *type = NULL;
	char target[PATH_MAX] = "";
	struct stat st;
	bool up = strcmp(name, "..") == 0;
	size_t n;

	if (fstatat(v->dir, up && l->top ? "." : name, &st,
	    AT_SYMLINK_NOFOLLOW) == -1)
		return to;		/* gone since */
	if (up || strcmp(name, ".") == 0)
		type = up ? "pdir" : "cdir";
	if (S_ISLNK(st.st_mode))
		target_of(v, name, target);
	n = facts_line(to, FACTS_LINE + PATH_MAX, l->set->facts, &st, type,
	    target, &l->set->who, v->writable && type == NULL);
	return put_string(put_name(l, to + n, name), "\r\n");
}

static char *
entry(struct listing *l, struct level *v, size_t i, char *to)
{
	switch (l->form) {
	case LISTING_LONG:
		return long_entry(l, v, i, to);
	case LISTING_FACTS:
		return facts_entry(l, v, i, to);
	default:
		return names_entry(l, v, i, to);
	}
}

/* What comes before the entries: a person likes to see it. */
static char *
head(struct listing *l, struct level *v, char *to)
{
	int64_t blocks = 0;
	size_t i;

	v->headed = true;
	if (v != l->level) {
		to = put_string(to, "\r\n");
		to = put_name(l, to, l->path);
		to = put_string(to, ":\r\n");
	}
	if (l->form != LISTING_LONG || l->one || l->pattern != NULL)
		return to;
	for (i = 0; i < v->names.n; i++)
		blocks += v->names.briefs[i].blocks;
	/* In kB, as GNU's ls(1) counts. */
	return to + sprintf(to, "total %lld\r\n",
	    (long long)(blocks + 1) / 2);
}

/* A directory that -R goes down into? */
static bool
descend_into(const struct level *v, size_t i)
{
	const char *name = entries_name(&v->names, i);
	struct stat st;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return false;
	if (v->names.briefs != NULL)
		return S_ISDIR(v->names.briefs[v->names.entry[i].index].mode);
	if (entries_type(&v->names, i) != DT_UNKNOWN)
		return entries_type(&v->names, i) == DT_DIR;
	return fstatat(v->dir, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISDIR(st.st_mode);
}

/*
 * One directory further down; one that cannot be read, or is too deep, or
 * one too many, is left out.
 */
static void
descend(struct listing *l, struct level *v, size_t i)
{
	struct level *below = v + 1;
	const char *name = entries_name(&v->names, i);
	size_t len = strlen(name);

	if (l->depth + 1 >= LISTING_DEPTH || l->dirs >= LISTING_DIRS ||
	    v->path_len + len + 2 > sizeof(l->path))
		return;
	memset(below, 0, sizeof(*below));
	below->dir = openat(v->dir, name, O_RDONLY | O_DIRECTORY |
	    O_NOFOLLOW | O_CLOEXEC);
	if (below->dir == -1)
		return;
	below->path_len = v->path_len;
	if (v != l->level)
		l->path[below->path_len++] = '/';
	memcpy(l->path + below->path_len, name, len + 1);
	below->path_len += len;
	l->depth++;
	l->dirs++;
	if (gather(l, below) == -1 || arrange(l, below) == -1) {
		entries_free(&below->names);
		close(below->dir);
		l->depth--;
	}
}

/* False: there is nothing more to do. */
static bool
advance(struct listing *l)
{
	struct level *v = &l->level[l->depth];

	l->path[v->path_len] = '\0';
	if (!l->opt.recursive || l->pattern != NULL)
		return false;
	if (v->child < v->names.n) {
		size_t i = turn(l, v, v->child++);

		if (descend_into(v, i))
			descend(l, v, i);
		return true;
	}
	if (l->depth == 0)
		return false;
	entries_free(&v->names);
	close(v->dir);
	l->depth--;
	return true;
}

ssize_t
listing_read(void *listing, char *buf, size_t size)
{
	struct listing *l = listing;
	struct level *v;
	char *to = buf;

	while (size - (size_t)(to - buf) >= LISTING_ROOM) {
		v = &l->level[l->depth];
		if (!v->headed)
			to = head(l, v, to);
		else if (v->next < v->names.n)
			to = entry(l, v, turn(l, v, v->next++), to);
		else if (!advance(l))
			break;
	}
	return to - buf;
}

void
listing_free(struct listing *l)
{
	unsigned i;

	if (l == NULL)
		return;
	for (i = 0; i <= l->depth; i++) {
		entries_free(&l->level[i].names);
		close(l->level[i].dir);
	}
	free(l);
}
