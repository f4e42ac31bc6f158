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
#include "ftpd/listentry.h"
#include "ftpd/listing.h"
#include "ftpd/names.h"

/* So many lines are enough time for the memory. */
#define AHEAD		8

/* One directory; with -R below it the one whose turn it is. */
struct level {
	struct listentry_dir dir;
	struct entries	 names;
	struct names	*more;		/* there are more than these, or NULL */
	size_t		 next;		/* name to print */
	size_t		 child;		/* name to look into */
	size_t		 path_len;	/* of listing.path, for this one */
	bool		 headed;	/* "total" and "path:" were printed */
};

struct listing {
	struct listentry look;
	struct listing_options opt;
	const char	*pattern;
	bool		 one;		/* listing_one() */
	unsigned	 depth;		/* of level[] in use, less one */
	unsigned	 dirs;
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
wanted(const struct listing *l, const char *name, size_t len)
{
	const enum listing_form form = l->look.form;

	if (!listentry_ok(form, name, len))
		return false;
	if (l->pattern != NULL && !glob_match(l->pattern, name))
		return false;
	if (name[0] != '.')
		return true;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return l->pattern == NULL && (l->opt.all ||
		    form == LISTING_FACTS);
	if (l->look.set->hide_dots)
		return false;
	return l->opt.all || l->opt.almost || form == LISTING_FACTS ||
	    (l->pattern != NULL && l->pattern[0] == '.');
}

/*
 * Those of the directory that are wanted: all, or up to some of them with
 * more to come.
 */
static int
gather(struct listing *l, struct level *v, size_t some)
{
	struct name name;
	int result = 1;

	if (v->more == NULL)
		v->more = names_open(v->dir.fd);
	if (v->more == NULL)
		return -1;
	while (v->names.n < some &&
	    (result = names_next(v->more, &name)) == 1)
		if (wanted(l, name.text, name.len) && entries_add(&v->names,
		    &name, LISTING_ENTRIES, LISTING_TEXT) == -1)
			return -1;
	if (result != 1) {
		names_close(v->more);
		v->more = NULL;
	}
	return result == -1 ? -1 : 0;
}

/* Rule 5. */
static bool
in_any_order(const struct listing *l)
{
	const struct listing_options *o = &l->opt;

	return l->look.form != LISTING_LONG && l->pattern == NULL &&
	    !o->by_time && !o->by_size && !o->reverse && !o->recursive;
}

static int
arrange(struct listing *l, struct level *v)
{
	bool by = l->opt.by_time || l->opt.by_size;

	if ((by || l->look.form == LISTING_LONG) &&
	    entries_stat(&v->names, v->dir.fd,
	    l->look.top && v == l->level) == -1)
		return -1;
	if (by)
		entries_sort_by(&v->names, l->opt.by_time ? ENTRIES_BY_TIME :
		    ENTRIES_BY_SIZE);
	else
		entries_sort(&v->names);
	return 0;
}

/* The first that are printed of a directory, in their order. */
static int
fill(struct listing *l, struct level *v)
{
	if (!in_any_order(l))
		return gather(l, v, SIZE_MAX) == 0 ? arrange(l, v) : -1;
	if (gather(l, v, LISTING_SORTED) == -1)
		return -1;
	if (v->more == NULL)
		return arrange(l, v);
	if (l->look.form == LISTING_NAMES)
		return 0;
	if (gather(l, v, SIZE_MAX) == -1)
		return -1;
	entries_sort_by_inode(&v->names);
	return 0;
}

static struct listing *
start(const struct listing_settings *set, enum listing_form form,
    const struct listing_options *opt, int dir, const char *prefix)
{
	struct listing *l = NULL;

	if (strlen(prefix) < sizeof(l->look.prefix))
		l = calloc(1, sizeof(*l));
	else
		errno = ENAMETOOLONG;
	if (l == NULL) {
		close(dir);
		return NULL;
	}
	l->opt = *opt;
	l->look.set = set;
	l->look.form = form;
	if (form == LISTING_NAMES && opt->long_form)
		l->look.form = LISTING_LONG;
	if (form == LISTING_LONG && opt->one && !opt->long_form)
		l->look.form = LISTING_NAMES;
	l->look.classify = opt->classify;
	line_begin(&l->look.style, (int64_t)time(NULL), set->hide_ids);
	l->level[0].dir.fd = dir;
	return l;
}

static void
learn_writable(const struct listing *l, struct level *v)
{
	struct stat st;

	v->dir.writable = l->look.form == LISTING_FACTS &&
	    fstat(v->dir.fd, &st) == 0 &&
	    facts_access(&st, &l->look.set->who, 3);
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
	l->look.top = top;
	l->pattern = pattern;
	if (l->look.form == LISTING_NAMES || pattern != NULL)
		memcpy(l->look.prefix, prefix, strlen(prefix) + 1);
	learn_writable(l, &l->level[0]);
	if (fill(l, &l->level[0]) == 0)
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
	struct name only = { .text = name, .len = strlen(name),
	    .type = DT_UNKNOWN };
	struct level *v;
	int error;

	if (l == NULL)
		return NULL;
	v = &l->level[0];
	l->one = true;
	l->opt.recursive = false;
	l->look.top = true;
	memcpy(l->look.prefix, prefix, strlen(prefix) + 1);
	learn_writable(l, v);
	if (entries_add(&v->names, &only, 1, LISTING_TEXT) == 0 &&
	    arrange(l, v) == 0) {
		if (v->names.n > 0 || l->look.form != LISTING_LONG)
			return l;
		errno = ENOENT;
	}
	error = errno;
	listing_free(l);
	errno = error;
	return NULL;
}

/* Where is the one that is printed as the i-th? */
static size_t
turn(const struct listing *l, const struct level *v, size_t i)
{
	return l->opt.reverse ? v->names.n - 1 - i : i;
}

static char *
entry(struct listing *l, const struct level *v, size_t i, char *to)
{
	const struct brief *b = v->names.briefs == NULL ? NULL :
	    &v->names.briefs[v->names.entry[i].index];

	entries_expect(&v->names, l->opt.reverse ? i - AHEAD : i + AHEAD);
	return listentry_put(&l->look, &v->dir, entries_name(&v->names, i), b,
	    to);
}

/* What comes before the entries: a person likes to see it. */
static char *
head(struct listing *l, struct level *v, char *to)
{
	v->headed = true;
	if (v != l->level) {
		memcpy(to, "\r\n", 2);
		to = listentry_name(&l->look, to + 2, l->path);
		memcpy(to, ":\r\n", 3);
		to += 3;
	}
	if (l->look.form != LISTING_LONG || l->one || l->pattern != NULL)
		return to;
	/* In kB, as GNU's ls(1) counts. */
	return to + sprintf(to, "total %lld\r\n",
	    (long long)(v->names.blocks + 1) / 2);
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
	return fstatat(v->dir.fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISDIR(st.st_mode);
}

static void
ascend(struct listing *l)
{
	struct level *v = &l->level[l->depth--];

	names_close(v->more);
	entries_free(&v->names);
	close(v->dir.fd);
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
	below->dir.fd = openat(v->dir.fd, name, O_RDONLY | O_DIRECTORY |
	    O_NOFOLLOW | O_CLOEXEC);
	if (below->dir.fd == -1)
		return;
	below->path_len = v->path_len;
	if (v != l->level)
		l->path[below->path_len++] = '/';
	memcpy(l->path + below->path_len, name, len + 1);
	below->path_len += len;
	l->depth++;
	l->dirs++;
	if (fill(l, below) == -1)
		ascend(l);
}

/* 1: there may be more to print; 0: there is not; -1 with errno. */
static int
advance(struct listing *l)
{
	struct level *v = &l->level[l->depth];

	if (v->more != NULL) {
		entries_clear(&v->names);
		v->next = 0;
		return gather(l, v, LISTING_SORTED) == -1 ? -1 : 1;
	}
	l->path[v->path_len] = '\0';
	if (!l->opt.recursive || l->pattern != NULL)
		return 0;
	if (v->child < v->names.n) {
		size_t i = turn(l, v, v->child++);

		if (descend_into(v, i))
			descend(l, v, i);
		return 1;
	}
	if (l->depth == 0)
		return 0;
	ascend(l);
	return 1;
}

ssize_t
listing_read(void *listing, char *buf, size_t size)
{
	struct listing *l = listing;
	char *to = buf;
	struct level *v;
	int result;

	while (size - (size_t)(to - buf) >= LISTING_ROOM) {
		v = &l->level[l->depth];
		if (!v->headed)
			to = head(l, v, to);
		else if (v->next < v->names.n)
			to = entry(l, v, turn(l, v, v->next++), to);
		else if ((result = advance(l)) != 1) {
			if (result == -1)
				return -1;
			break;
		}
	}
	return to - buf;
}

void
listing_free(struct listing *l)
{
	if (l == NULL)
		return;
	while (l->depth > 0)
		ascend(l);
	ascend(l);
	free(l);
}
