#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/metadata.h"
#include "imapd/name.h"
#include "imapd/out.h"
#include "imapd/whole.h"

#define FILE_NAME	"postern-metadata"
#define PATH		(NAME_FOLDER + sizeof(FILE_NAME) + 8)

static void
file_path(char path[PATH], const char *folder)
{
	if (folder == NULL)
		(void)snprintf(path, PATH, FILE_NAME ".server");
	else
		(void)snprintf(path, PATH, "%s%s" FILE_NAME, folder,
		    *folder != '\0' ? "/" : "");
}

/* One entry; where the next begins, or NULL. */
static char *
parse_one(char *p, char *end, struct annotation *a)
{
	char *lf = memchr(p, '\n', (size_t)(end - p));
	uint64_t n = 0;
	size_t used;

	if (lf == NULL)
		return NULL;
	used = scan_digits(p, (size_t)(lf - p), METADATA_VALUE, &n);
	if (used == 0 || p[used] != ' ')
		return NULL;
	a->name = p + used + 1;
	a->name_len = (size_t)(lf - a->name);
	a->value = lf + 1;
	a->len = (size_t)n;
	if (!metadata_name_ok(a->name, a->name_len) ||
	    (size_t)(end - a->value) < a->len + 1 ||
	    a->value[a->len] != '\n')
		return NULL;
	return lf + 1 + n + 1;
}

void
metadata_parse(struct metadata *m, char *text, size_t len)
{
	char *p = text, *end = text + len;

	m->n = 0;
	while (p != NULL && p < end && m->n < METADATA_ENTRIES) {
		p = parse_one(p, end, &m->item[m->n]);
		m->n += p != NULL;
	}
}

int
metadata_read(int root, const char *folder, struct metadata *m)
{
	char path[PATH];
	size_t len;

	m->n = 0;
	file_path(path, folder);
	m->text = whole_read(root, path, METADATA_FILE, &len);
	if (m->text == NULL)
		return errno == ENOENT ? 0 : -1;
	metadata_parse(m, m->text, len);
	return 0;
}

void
metadata_free(struct metadata *m)
{
	free(m->text);
	m->text = NULL;
	m->n = 0;
}

int
metadata_write(int root, const char *folder, const struct metadata *m)
{
	char path[PATH];
	struct out o;
	size_t i;
	int r = -1;

	file_path(path, folder);
	out_memory(&o, METADATA_FILE);
	for (i = 0; i < m->n; i++) {
		out_number(&o, m->item[i].len);
		out_char(&o, ' ');
		out_bytes(&o, m->item[i].name, m->item[i].name_len);
		out_char(&o, '\n');
		out_bytes(&o, m->item[i].value, m->item[i].len);
		out_char(&o, '\n');
	}
	if (o.failed)
		errno = ENOMEM;
	else
		r = whole_replace(root, path, o.p, o.len);
	out_free(&o);
	return r;
}

struct annotation *
metadata_find(struct metadata *m, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (m->item[i].name_len == len &&
		    strncasecmp(m->item[i].name, name, len) == 0)
			return &m->item[i];
	return NULL;
}

bool
metadata_set(struct metadata *m, const char *name, size_t name_len,
    const char *value, size_t len)
{
	struct annotation *a = metadata_find(m, name, name_len);

	if (value == NULL) {
		if (a != NULL)
			*a = m->item[--m->n];
		return true;
	}
	if (a == NULL) {
		if (m->n == METADATA_ENTRIES)
			return false;
		a = &m->item[m->n++];
		a->name = name;
		a->name_len = name_len;
	}
	a->value = value;
	a->len = len;
	return true;
}

bool
metadata_name_ok(const char *p, size_t len)
{
	size_t i;

	if (len > METADATA_NAME ||
	    ((len <= strlen(METADATA_PRIVATE) ||
	    strncasecmp(p, METADATA_PRIVATE, strlen(METADATA_PRIVATE)) != 0) &&
	    (len <= strlen(METADATA_SHARED) ||
	    strncasecmp(p, METADATA_SHARED, strlen(METADATA_SHARED)) != 0)) ||
	    p[len - 1] == '/')
		return false;
	for (i = 0; i < len; i++)
		if (p[i] < ' ' || p[i] == 0x7f || p[i] == '*' || p[i] == '%' ||
		    (i > 0 && p[i] == '/' && p[i - 1] == '/'))
			return false;
	return true;
}

int
metadata_depth(const char *name, size_t len, const char *above,
    size_t above_len)
{
	int depth = 0;
	size_t i;

	if (len < above_len || strncasecmp(name, above, above_len) != 0 ||
	    (len > above_len && name[above_len] != '/'))
		return -1;
	for (i = above_len; i < len; i++)
		depth += name[i] == '/';
	return depth;
}
