#include <sys/stat.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/listentry.h"

#define DELETE	0x7f

bool
listentry_ok(enum listing_form form, const char *name, size_t len)
{
	return form == LISTING_LONG || (memchr(name, '\n', len) == NULL &&
	    memchr(name, '\r', len) == NULL);
}

static char *
put_string(char *to, const char *s)
{
	return names_copy(to, s, strlen(s));
}

static char *
put_end(char *to)
{
	*to++ = '\r';
	*to++ = '\n';
	return to;
}

char *
listentry_name(const struct listentry *l, char *to, const char *name)
{
	size_t len = strlen(name), i;

	(void)names_copy(to, name, len);
	if (l->form == LISTING_LONG)
		for (i = 0; i < len; i++)
			if ((unsigned char)to[i] < ' ' || to[i] == DELETE)
				to[i] = '?';
	return to + len;
}

/* A link's target into text, or "". */
static void
target_of(int dir, const char *name, char text[PATH_MAX])
{
	ssize_t n = readlinkat(dir, name, text, PATH_MAX - 1);

	text[n < 0 ? 0 : n] = '\0';
}

/* What ls(1) -F puts behind a name; NUL: nothing. */
static char
class(mode_t m)
{
	return S_ISDIR(m) ? '/' : S_ISLNK(m) ? '@' : S_ISFIFO(m) ? '|' :
	    S_ISSOCK(m) ? '=' : S_ISREG(m) && (m & 0111) != 0 ? '*' : '\0';
}

static char *
put_target(const struct listentry *l, int dir, const char *name, char *to)
{
	char target[PATH_MAX];

	target_of(dir, name, target);
	return listentry_name(l, put_string(to, " -> "), target);
}

static char *
put_long(struct listentry *l, const struct listentry_dir *d,
    const char *name, const struct brief *b, char *to)
{
	to = line_long(&l->style, to, b);
	to = listentry_name(l, put_string(to, l->prefix), name);
	if (S_ISLNK(b->mode))
		to = put_target(l, d->fd, name, to);
	else if (l->classify && class(b->mode) != '\0')
		*to++ = class(b->mode);
	return put_end(to);
}

static char *
put_names(const struct listentry *l, const struct listentry_dir *d,
    const char *name, char *to)
{
	struct stat st;

	to = put_string(put_string(to, l->prefix), name);
	if (l->classify && fstatat(d->fd, name, &st,
	    AT_SYMLINK_NOFOLLOW) == 0 && class(st.st_mode) != '\0')
		*to++ = class(st.st_mode);
	return put_end(to);
}

static char *
put_facts(const struct listentry *l, const struct listentry_dir *d,
    const char *name, char *to)
{
	bool self = strcmp(name, ".") == 0, up = strcmp(name, "..") == 0;
	const char *type = up ? "pdir" : self ? "cdir" : NULL;
	char target[PATH_MAX];
	struct stat st;

	if (fstatat(d->fd, up && l->top ? "." : name, &st,
	    AT_SYMLINK_NOFOLLOW) == -1)
		return to;
	target[0] = '\0';
	if (S_ISLNK(st.st_mode))
		target_of(d->fd, name, target);
	to += facts_line(to, FACTS_LINE + PATH_MAX, l->set->facts, &st, type,
	    target, &l->set->who, d->writable && type == NULL);
	return put_end(put_string(to, name));
}

char *
listentry_put(struct listentry *l, const struct listentry_dir *d,
    const char *name, const struct brief *b, char *to)
{
	switch (l->form) {
	case LISTING_LONG:
		return put_long(l, d, name, b, to);
	case LISTING_FACTS:
		return put_facts(l, d, name, to);
	default:
		return put_names(l, d, name, to);
	}
}
