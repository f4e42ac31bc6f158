#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "ftpd/entries.h"

#define FIRST_ENTRIES	256
#define FIRST_TEXT	8192

/* Fewer than this are sorted by insertion. */
#define FEW		24

#define DIGITS		8	/* bytes of a key */

/* So many system calls are enough time for the memory. */
#define AHEAD		4

int
entries_add(struct entries *e, const struct name *name, size_t max_entries,
    size_t max_text)
{
	struct entry *entry;
	size_t size;
	char *text;

	if (e->n == e->size) {
		size = e->size == 0 ? FIRST_ENTRIES : 2 * e->size;
		entry = e->n >= max_entries ? NULL :
		    realloc(e->entry, size * sizeof(*entry));
		if (entry == NULL)
			goto full;
		e->entry = entry;
		e->size = size;
	}
	if (e->room - e->used < name->len + 2) {
		size = e->room == 0 ? FIRST_TEXT : 2 * e->room;
		text = e->used >= max_text ? NULL : realloc(e->text, size);
		if (text == NULL)
			goto full;
		e->text = text;
		e->room = size;
	}
	entry = &e->entry[e->n];
	e->text[e->used++] = (char)name->type;
	entry->name = (uint32_t)e->used;
	entry->index = (uint32_t)e->n++;
	entry->key = name->ino;
	(void)names_copy(e->text + e->used, name->text, name->len);
	e->used += name->len;
	e->text[e->used++] = '\0';
	return 0;
full:
	errno = ENOMEM;
	return -1;
}

void
entries_clear(struct entries *e)
{
	e->n = e->used = 0;
}

/* Eight bytes of a name, as a number that sorts as they do. */
static uint64_t
key_at(const char *s)
{
	uint64_t key = 0;
	unsigned i;

	for (i = 0; i < DIGITS; i++) {
		key = key << 8 | (unsigned char)*s;
		if (*s != '\0')
			s++;
	}
	return key;
}

/* In place, by the names from offset on. */
static void
sort_few(struct entry *e, size_t n, const char *text, size_t offset)
{
	struct entry moved;
	size_t i, j;

	for (i = 1; i < n; i++) {
		moved = e[i];
		for (j = i; j > 0 && strcmp(text + e[j - 1].name + offset,
		    text + moved.name + offset) > 0; j--)
			e[j] = e[j - 1];
		e[j] = moved;
	}
}

/* By key: a pass for each of its bytes that is not the same in all. */
static void
radix(struct entry *e, struct entry *spare, size_t n)
{
	static const size_t zero[256];
	size_t count[256], i, sum, c;
	struct entry *from = e, *to = spare, *swap;
	uint64_t differ = 0;
	unsigned shift;

	for (i = 0; i < n; i++)
		differ |= e[i].key ^ e[0].key;
	for (shift = 0; shift < 8 * DIGITS; shift += 8) {
		if ((differ >> shift & 0xff) == 0)
			continue;
		memcpy(count, zero, sizeof(count));
		for (i = 0; i < n; i++)
			count[from[i].key >> shift & 0xff]++;
		for (i = sum = 0; i < 256; i++) {
			c = count[i];
			count[i] = sum;
			sum += c;
		}
		for (i = 0; i < n; i++)
			to[count[from[i].key >> shift & 0xff]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	if (from != e)
		memcpy(e, from, n * sizeof(*e));
}

void
entries_sort_by_inode(struct entries *e)
{
	struct entry *spare;

	if (e->n < FEW)
		return;
	spare = malloc(e->n * sizeof(*spare));
	if (spare != NULL)
		radix(e->entry, spare, e->n);
	free(spare);
}

int
entries_stat(struct entries *e, int dir, bool top)
{
	const char *name;
	struct stat st;
	struct brief *b;
	size_t i, n = 0;

	if (e->n == 0)
		return 0;
	entries_sort_by_inode(e);
	e->briefs = malloc(e->n * sizeof(*e->briefs));
	if (e->briefs == NULL)
		return -1;
	for (i = 0; i < e->n; i++) {
		name = entries_name(e, i);
		entries_expect(e, i + AHEAD);
		if (fstatat(dir, top && strcmp(name, "..") == 0 ? "." : name,
		    &st, AT_SYMLINK_NOFOLLOW) == -1)
			continue;
		b = &e->briefs[n];
		b->mode = st.st_mode;
		b->uid = st.st_uid;
		b->gid = st.st_gid;
		b->nlink = (uint32_t)st.st_nlink;
		b->size = st.st_size;
		b->mtime = st.st_mtime;
		e->blocks += st.st_blocks;
		e->entry[n].name = e->entry[i].name;
		e->entry[n].index = (uint32_t)n;
		n++;
	}
	e->n = n;
	return 0;
}

/* How many bytes all names have in common from offset on. */
static size_t
common(const struct entry *e, size_t n, const char *text, size_t offset)
{
	const char *first = text + e[0].name + offset, *other;
	size_t len = strlen(first), i, k;

	for (i = 1; i < n && len > 0; i++) {
		other = text + e[i].name + offset;
		for (k = 0; k < len && other[k] == first[k]; k++)
			;
		len = k;
	}
	return len;
}

/*
 * The names are equal up to offset.  Each level of the recursion takes at
 * least DIGITS bytes of them, so there are NAME_MAX / DIGITS at most.
 */
static void
sort(struct entry *e, struct entry *spare, size_t n, const char *text,
    size_t offset)
{
	size_t i, begin;

	if (n < FEW || spare == NULL) {
		sort_few(e, n, text, offset);
		return;
	}
	offset += common(e, n, text, offset);
	for (i = 0; i < n; i++)
		e[i].key = key_at(text + e[i].name + offset);
	radix(e, spare, n);
	for (begin = 0; begin < n; begin = i) {
		for (i = begin + 1; i < n && e[i].key == e[begin].key; i++)
			;
		/* A key that ends in NUL holds the rest of the name. */
		if (i - begin > 1 && (e[begin].key & 0xff) != 0)
			sort(e + begin, spare, i - begin, text,
			    offset + DIGITS);
	}
}

void
entries_sort(struct entries *e)
{
	struct entry *spare = NULL;

	if (e->n >= FEW)
		spare = malloc(e->n * sizeof(*spare));
	sort(e->entry, spare, e->n, e->text, 0);
	free(spare);
}

void
entries_sort_by(struct entries *e, enum entries_by by)
{
	struct entry *spare;
	size_t i;

	entries_sort(e);
	spare = e->n == 0 || e->briefs == NULL ? NULL :
	    malloc(e->n * sizeof(*spare));
	if (spare == NULL)
		return;
	/* Signed numbers in order, and the greatest first. */
	for (i = 0; i < e->n; i++)
		e->entry[i].key = ~((uint64_t)(by == ENTRIES_BY_TIME ?
		    e->briefs[e->entry[i].index].mtime :
		    e->briefs[e->entry[i].index].size) ^ (uint64_t)1 << 63);
	radix(e->entry, spare, e->n);
	free(spare);
}

void
entries_expect(const struct entries *e, size_t i)
{
	if (i >= e->n)
		return;
	__builtin_prefetch(e->text + e->entry[i].name);
	if (e->briefs != NULL)
		__builtin_prefetch(&e->briefs[e->entry[i].index]);
}

const char *
entries_name(const struct entries *e, size_t i)
{
	return e->text + e->entry[i].name;
}

unsigned char
entries_type(const struct entries *e, size_t i)
{
	return (unsigned char)e->text[e->entry[i].name - 1];
}

void
entries_free(struct entries *e)
{
	free(e->entry);
	free(e->text);
	free(e->briefs);
	memset(e, 0, sizeof(*e));
}
