/* look: see look.h. */
#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/journal.h"
#include "common/look.h"

int
look_init(struct look *l, struct image *img, const struct maildir *md)
{
	uint32_t n = index_count(img);

	memset(l, 0, sizeof(*l));
	l->img = img;
	l->md = md;
	l->nrecords = n;
	l->modseq = journal_modseq(img);
	l->seen = calloc((size_t)n + 1, 1);
	if (l->seen == NULL || table_init(&l->files, 32) == -1) {
		look_free(l);
		return -1;
	}
	return 0;
}

/* False: that is not in the index as it should be. */
static bool
name_of(struct look *l, uint32_t i, struct name *name)
{
	if (index_name(l->img, index_record(l->img, i), name))
		return true;
	l->img->damaged = true;
	errno = EIO;
	return false;
}

/* The table of all records. */
static int
build(struct look *l)
{
	struct name name;
	uint32_t i;

	if (l->built)
		return 0;
	if (table_init(&l->records, l->nrecords) == -1)
		return -1;
	for (i = 0; i < l->nrecords; i++) {
		if ((index_record(l->img, i)->flags & FLAG_GONE) != 0)
			continue;
		if (!name_of(l, i, &name) || table_put(&l->records,
		    table_hash(name.base, name.base_len), i) == -1)
			return -1;
	}
	l->built = true;
	return 0;
}

void
look_free(struct look *l)
{
	free(l->seen);
	free(l->found);
	free(l->names);
	table_free(&l->records);
	table_free(&l->files);
	l->seen = NULL;
	l->found = NULL;
	l->names = NULL;
}

/* The index of the record of a file, or -1; its name goes to *out. */
static int64_t
find_record(const struct look *l, uint32_t hash, const struct maildir_name *n,
    struct name *out)
{
	uint32_t i;
	size_t at = 0;

	while (table_next(&l->records, hash, &at, &i))
		if (index_name(l->img, index_record(l->img, i), out) &&
		    out->base_len == n->base_len &&
		    memcmp(out->base, n->base, n->base_len) == 0)
			return i;
	return -1;
}

/*
 * Two names with one base name.  A file that was renamed while we read: the
 * first name is gone by now.  Or a second link to it.  Or another file.
 */
enum second { RENAMED, SAME_FILE, ANOTHER_FILE };

static enum second
second_name(const struct look *l, const char *first, bool first_new,
    const char *name)
{
	struct stat a, b;

	if (fstatat(first_new ? l->md->new : l->md->cur, first, &a,
	    AT_SYMLINK_NOFOLLOW) == -1)
		return errno == ENOENT ? RENAMED : SAME_FILE;
	if (fstatat(l->in_new ? l->md->new : l->md->cur, name, &b,
	    AT_SYMLINK_NOFOLLOW) == -1)
		return SAME_FILE;
	return a.st_dev == b.st_dev && a.st_ino == b.st_ino ? SAME_FILE :
	    ANOTHER_FILE;
}

static int	 one_name(void *, const char *, size_t);

/*
 * Another message with a base name that is taken (restored from a backup,
 * copied by hand): it gets a name, and so a UID, of its own.
 */
static int
set_apart(struct look *l, const char *name, size_t len)
{
	char new[MAILDIR_NAME + 1], rest[MAILDIR_NAME + 1];
	struct maildir_name n;
	int dir = l->in_new ? l->md->new : l->md->cur;
	size_t at;

	if (!maildir_parse(&n, name, len))
		return 0;
	(void)snprintf(rest, sizeof(rest), "%.*s", (int)(len - n.unique_len),
	    name + n.unique_len);
	if (maildir_unique(new, sizeof(new), NULL, &l->unique) == -1)
		return -1;
	at = strlen(new);
	if (at + strlen(rest) > MAILDIR_NAME)
		return 0;
	memcpy(new + at, rest, strlen(rest) + 1);
	if (maildir_rename(dir, name, dir, new) == -1)
		return 0;		/* the next look tries again */
	return one_name(l, new, strlen(new));
}

static int
keep_name(struct look *l, struct found *f, const char *name, size_t len)
{
	if (l->names_len + len + 1 > l->names_size) {
		size_t size = l->names_size * 2 + 4096;
		char *names = realloc(l->names, size);

		if (names == NULL)
			return -1;
		l->names = names;
		l->names_size = size;
	}
	f->name = (uint32_t)l->names_len;
	f->len = (uint16_t)len;
	memcpy(l->names + l->names_len, name, len);
	l->names[l->names_len + len] = '\0';
	l->names_len += len + 1;
	return 0;
}

static int
new_file(struct look *l, uint32_t hash, const char *name, size_t len,
    const struct maildir_name *n)
{
	struct found *f;

	if (l->nfound == MAILBOX_MAX) {
		errno = EOVERFLOW;
		return -1;
	}
	if (l->nfound == l->found_size) {
		uint32_t size = l->found_size != 0 ? l->found_size * 2 : 64;

		f = realloc(l->found, size * sizeof(*f));
		if (f == NULL)
			return -1;
		l->found = f;
		l->found_size = size;
	}
	f = &l->found[l->nfound];
	memset(f, 0, sizeof(*f));
	f->base_len = (uint16_t)n->base_len;
	f->in_new = l->in_new;
	f->pass = l->pass;
	f->time = maildir_time(n->base, n->base_len);
	if (keep_name(l, f, name, len) == -1 ||
	    table_put(&l->files, hash, l->nfound) == -1)
		return -1;
	l->nfound++;
	return 0;
}

/* A file seen before in this look, but not in the index. */
static int
seen_again(struct look *l, struct found *f, const char *name, size_t len)
{
	char first[MAILDIR_NAME + 1];

	memcpy(first, look_name(l, f), f->len + 1u);
	if (f->pass == l->pass) {
		enum second s = second_name(l, first, f->in_new, name);

		if (s == ANOTHER_FILE)
			return set_apart(l, name, len);
		if (s == SAME_FILE)
			return 0;
	}
	f->pass = l->pass;
	f->in_new = l->in_new;
	if (len == f->len && memcmp(first, name, len) == 0)
		return 0;
	return keep_name(l, f, name, len);
}

static int
not_in_index(struct look *l, uint32_t hash, const char *name, size_t len,
    const struct maildir_name *n)
{
	size_t at = 0;
	uint32_t i;

	while (table_next(&l->files, hash, &at, &i)) {
		struct found *f = &l->found[i];

		if (f->base_len == n->base_len && memcmp(look_name(l, f),
		    n->base, n->base_len) == 0)
			return seen_again(l, f, name, len);
	}
	return new_file(l, hash, name, len, n);
}

static int
one_name(void *arg, const char *name, size_t len)
{
	struct look *l = arg;
	struct maildir_name n;
	struct name known;
	char current[MAILDIR_NAME + 1];
	uint32_t hash;
	int64_t i;

	if (!maildir_parse(&n, name, len))
		return 0;
	hash = table_hash(n.base, n.base_len);
	if (!l->built)
		return not_in_index(l, hash, name, len, &n);
	i = find_record(l, hash, &n, &known);
	if (i < 0)
		return not_in_index(l, hash, name, len, &n);
	if (l->seen[i] == l->pass) {
		const struct record *r = index_record(l->img, (uint32_t)i);

		enum second s = SAME_FILE;

		if (index_filename(l->img, r, current) != 0)
			s = second_name(l, current,
			    (r->flags & FLAG_IN_NEW) != 0, name);
		if (s == ANOTHER_FILE)
			return set_apart(l, name, len);
		if (s == SAME_FILE)
			return 0;
	}
	l->seen[i] = l->pass;
	look_compare(l, (uint32_t)i, &n, &known);
	return 0;
}

static struct found *
find_found(struct look *l, const struct name *name)
{
	uint32_t i, hash = table_hash(name->base, name->base_len);
	size_t at = 0;

	while (table_next(&l->files, hash, &at, &i)) {
		struct found *f = &l->found[i];

		if (f->base_len == name->base_len && memcmp(look_name(l, f),
		    name->base, name->base_len) == 0)
			return f;
	}
	return NULL;
}

/* Which of the files collected are in the index? */
static int
find_in_index(struct look *l)
{
	uint8_t wanted[65536 / 8] = { 0 };
	struct maildir_name n;
	struct name name;
	struct found *f;
	uint32_t i;

	for (i = 0; i < l->nfound; i++) {
		uint16_t h = index_hash(table_hash(look_name(l, &l->found[i]),
		    l->found[i].base_len));

		wanted[h / 8] |= (uint8_t)(1u << h % 8);
	}
	for (i = 0; i < l->nrecords && l->nfound > 0; i++) {
		const struct record *r = index_record(l->img, i);

		if ((wanted[r->hash / 8] & 1u << r->hash % 8) == 0 ||
		    (r->flags & FLAG_GONE) != 0)
			continue;
		if (!name_of(l, i, &name))
			return -1;
		f = find_found(l, &name);
		if (f == NULL || !maildir_parse(&n, look_name(l, f), f->len))
			continue;
		f->in_index = true;
		l->seen[i] = l->pass;
		look_compare(l, i, &n, &name);
	}
	return 0;
}

int
look_pass(struct look *l, bool new, bool cur)
{
	if (cur && build(l) == -1)
		return -1;
	l->pass++;
	l->in_new = true;
	if (new && maildir_list(l->md->new, one_name, l) != 0)
		return -1;
	if (!l->built && find_in_index(l) == -1)
		return -1;
	l->in_new = false;
	if (cur && maildir_list(l->md->cur, one_name, l) != 0)
		return -1;
	return 0;
}

void
look_rename(struct look *l, uint32_t i, const char *name)
{
	struct maildir_name n;
	struct name known;

	l->in_new = false;
	if (maildir_parse(&n, name, strlen(name)) &&
	    index_name(l->img, index_record(l->img, i), &known))
		look_compare(l, i, &n, &known);
}

uint32_t
look_missing(const struct look *l, bool new, bool cur)
{
	uint32_t i, missing = 0;

	if (!cur && l->img->h.in_new == 0)
		return 0;
	for (i = 0; i < l->nrecords; i++) {
		const struct record *r = index_record(l->img, i);
		bool in_new = (r->flags & FLAG_IN_NEW) != 0;

		if ((r->flags & FLAG_GONE) == 0 && l->seen[i] != l->pass &&
		    (in_new ? new : cur))
			missing++;
	}
	return missing;
}
