/*
 * alias: reads the alias file and takes it apart.  See alias.h.
 *
 * A logical line is a line and those after it that begin with a blank; an
 * empty line, and one whose first character behind blanks is #, counts for
 * nothing wherever it stands.
 */
#include <sys/stat.h>
#include <sys/types.h>

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "smtpd/alias.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static const char *
line_end(const char *p, const char *end)
{
	const char *lf = memchr(p, '\n', (size_t)(end - p));

	return lf == NULL ? end : lf;
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* Nothing but blanks and a comment up to the line's end? */
static bool
is_void(const char *p, const char *end)
{
	p = skip_blanks(p, end);
	return p == end || *p == '\n' || *p == '#';
}

/* The end of the logical line that begins at p. */
static const char *
logical_end(const char *p, const char *end)
{
	const char *last = line_end(p, end);

	for (p = last; p < end; p = line_end(p, end)) {
		p++;
		if (is_void(p, end))
			continue;
		if (!is_blank(*p))
			break;
		last = line_end(p, end);
	}
	return last;
}

/*
 * Reads the name before the colon, quoted or not.  Returns what follows the
 * colon, NULL when there is no name or it does not fit.
 */
static const char *
read_name(const char *p, const char *end, char *name, size_t size)
{
	size_t n = 0;
	bool quoted = false;

	for (; p < end && *p != '\n' && (quoted || *p != ':'); p++) {
		if (*p == '"') {
			quoted = !quoted;
			continue;
		}
		if (quoted && *p == '\\' && p + 1 < end && p[1] != '\n')
			p++;
		if (*p == '\0' || n + 1 >= size)
			return NULL;
		name[n++] = *p;
	}
	if (p == end || *p != ':' || quoted)
		return NULL;
	while (n > 0 && is_blank(name[n - 1]))
		n--;
	name[n] = '\0';
	return n == 0 ? NULL : p + 1;
}

/*
 * The next logical line that has a name.  *p is moved behind it.  False at
 * the end.
 */
static bool
next_alias(const char **p, const char *end, char *name,
    struct alias_list *list)
{
	const char *line, *value;

	while (*p < end) {
		line = *p;
		if (is_void(line, end) || is_blank(*line)) {
			*p = line_end(line, end);
			if (*p < end)
				(*p)++;
			continue;
		}
		value = read_name(line, end, name, ALIAS_NAME);
		*p = logical_end(line, end);
		list->end = *p;
		if (*p < end)
			(*p)++;
		if (value == NULL)
			continue;
		list->p = value;
		list->lines = false;
		return true;
	}
	return false;
}

bool
alias_find(const char *text, size_t len, const char *name,
    struct alias_list *list)
{
	char found[ALIAS_NAME];
	const char *p = text, *end = text + len;

	while (next_alias(&p, end, found, list))
		if (strcasecmp(found, name) == 0)
			return true;
	return false;
}

bool
alias_includes(const char *text, size_t len)
{
	char name[ALIAS_NAME], member[ALIAS_PATH];
	struct alias_list list;
	const char *p = text, *end = text + len;
	enum alias_kind kind;

	while (next_alias(&p, end, name, &list))
		while ((kind = alias_next(&list, member)) != ALIAS_END)
			if (kind == ALIAS_INCLUDE)
				return true;
	return false;
}

/*
 * Over blanks, separators, and whole lines that count for nothing.  A # can
 * only be a comment at the head of a line.
 */
static void
skip_between(struct alias_list *l, bool at_head)
{
	for (; l->p < l->end; l->p++) {
		if (at_head && is_void(l->p, l->end)) {
			l->p = line_end(l->p, l->end);
			if (l->p == l->end)
				return;
		}
		if (*l->p == '\n')
			at_head = true;
		else if (is_blank(*l->p) || *l->p == ',')
			at_head = false;
		else
			return;
	}
}

/* Does the member end here?  In a file of lines no quote goes past one. */
static bool
separates(const struct alias_list *l, bool quoted)
{
	return (*l->p == ',' && !quoted) || (*l->p == '\n' && l->lines);
}

/*
 * Copies one member without its quotes.  False when it does not fit, a
 * quote is not closed, or it holds a NUL.  *spaced is set by a blank
 * outside of quotes.
 */
static bool
copy_member(struct alias_list *l, char *text, bool *spaced)
{
	size_t n = 0, used = 0;		/* used: up to the last non-blank */
	bool quoted = false, ok = true;

	*spaced = false;
	for (; l->p < l->end && !separates(l, quoted); l->p++) {
		char c = *l->p;

		if (c == '"') {
			quoted = !quoted;
			continue;
		}
		if (!quoted && (is_blank(c) || c == '\n')) {
			c = ' ';
		} else {
			if (c == '\\' && l->p + 1 < l->end)
				c = *++l->p;
			if (c == '\0' || c == '\n')
				ok = false;
			*spaced |= n > used;
			used = n + 1;
		}
		if (n + 1 >= ALIAS_PATH)
			ok = false;
		else
			text[n++] = c;
	}
	text[used < n ? used : n] = '\0';
	return ok && !quoted;
}

enum alias_kind
alias_next(struct alias_list *l, char *text)
{
	static const char include[] = ":include:";
	bool final, ok, spaced;
	const char *path;

	skip_between(l, l->lines);
	if (l->p == l->end)
		return ALIAS_END;
	final = *l->p == '\\';
	if (final)
		l->p++;
	ok = copy_member(l, text, &spaced);
	if (text[0] == '|' || text[0] == '/')
		return ALIAS_REFUSED;
	if (!ok)
		return ALIAS_BAD;
	if (strncasecmp(text, include, sizeof(include) - 1) == 0) {
		path = text + sizeof(include) - 1;
		path += strspn(path, " ");
		memmove(text, path, strlen(path) + 1);
		return text[0] == '/' ? ALIAS_INCLUDE : ALIAS_BAD;
	}
	if (text[0] == '\0' || spaced || strlen(text) >= ALIAS_NAME)
		return ALIAS_BAD;
	return final ? ALIAS_FINAL : ALIAS_MEMBER;
}

/* Reads it all into a new buffer; the old one stays when that fails. */
static int
read_all(struct alias_file *f, const struct stat *st)
{
	char *text;
	size_t len = 0, size;
	ssize_t n;

	if (st->st_size < 0 || (uintmax_t)st->st_size > ALIAS_FILE_MAX) {
		errno = EFBIG;
		return -1;
	}
	size = (size_t)st->st_size;
	if ((text = malloc(size + 1)) == NULL)
		return -1;
	while (len < size) {
		n = pread(f->fd, text + len, size - len, (off_t)len);
		if (n == -1) {
			int saved = errno;

			free(text);
			errno = saved;
			return -1;
		}
		if (n == 0)
			break;
		len += (size_t)n;
	}
	free(f->text);
	f->text = text;
	f->len = len;
	f->size = size;
	f->changed = st->st_mtim;
	return 0;
}

/* O_NONBLOCK: a FIFO in its place must not hold us up. */
int
alias_open_file(const char *path)
{
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

int
alias_take(struct alias_file *f, int fd)
{
	struct stat st;
	int saved;

	memset(f, 0, sizeof(*f));
	f->fd = fd;
	if (fstat(f->fd, &st) == 0) {
		if (S_ISREG(st.st_mode))
			return 0;
		errno = EINVAL;
	}
	saved = errno;
	alias_close(f);
	errno = saved;
	return -1;
}

int
alias_open(struct alias_file *f, const char *path)
{
	int fd = alias_open_file(path);

	return fd == -1 ? -1 : alias_take(f, fd);
}

int
alias_refresh(struct alias_file *f)
{
	struct stat st;

	if (f->fd == -1)
		return 0;
	if (fstat(f->fd, &st) == -1)
		return -1;
	if (f->text != NULL && (uintmax_t)st.st_size == f->size &&
	    st.st_mtim.tv_sec == f->changed.tv_sec &&
	    st.st_mtim.tv_nsec == f->changed.tv_nsec)
		return 0;
	return read_all(f, &st);
}

void
alias_close(struct alias_file *f)
{
	if (f->fd != -1)
		close(f->fd);
	free(f->text);
	f->text = NULL;
	f->len = f->size = 0;
	f->fd = -1;
}
