/* foreign: the parsers; see foreign.h.  Files are read in foreign_load.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/foreign.h"

enum {
	UIDL_ROOM	= 32,		/* "UID4294967295-4294967295" */
	COURIER_FIRST	= MAILDIR_LETTERS	/* bits not in file names */
};

/* A list that goes further leaves no room for new messages (I-4). */
#define FOREIGN_UID_MAX	UINT32_C(0xf0000000)

#define PLAIN_NAME	UINT32_MAX	/* newest of Courier's updates */

/* A place in a buffer; the end is never passed. */
struct text {
	const char	*p, *end;
};

static bool
next_line(struct text *t, struct text *line)
{
	const char *lf;

	if (t->p == t->end)
		return false;
	lf = memchr(t->p, '\n', (size_t)(t->end - t->p));
	line->p = t->p;
	line->end = lf != NULL ? lf : t->end;
	t->p = lf != NULL ? lf + 1 : t->end;
	return true;
}

static size_t
left(const struct text *t)
{
	return (size_t)(t->end - t->p);
}

static bool
take_number(struct text *t, uint64_t max, uint64_t *out)
{
	const char *start = t->p;
	uint64_t n = 0;

	for (; t->p < t->end && *t->p >= '0' && *t->p <= '9'; t->p++) {
		uint64_t digit = (uint64_t)(*t->p - '0');

		if (n > (max - digit) / 10)
			return false;
		n = n * 10 + digit;
	}
	*out = n;
	return t->p != start;
}

static bool
take_char(struct text *t, char c)
{
	if (t->p == t->end || *t->p != c)
		return false;
	t->p++;
	return true;
}

/* Up to a blank. */
static struct text
take_word(struct text *t)
{
	struct text w = { t->p, t->p };

	while (w.end < t->end && *w.end != ' ')
		w.end++;
	t->p = w.end;
	return w;
}

/* The base name that a file name begins with. */
static size_t
base_len(const char *p, size_t len)
{
	const char *colon = len == 0 ? NULL : memchr(p, ':', len);

	return colon != NULL ? (size_t)(colon - p) : len;
}

/* Version 3: the fields V and N, others of no use to us. */
static bool
header3(struct text *line, uint64_t *uidvalidity, uint64_t *uidnext)
{
	while (take_char(line, ' ')) {
		struct text w = take_word(line);
		uint64_t *out = NULL;

		if (take_char(&w, 'V'))
			out = uidvalidity;
		else if (take_char(&w, 'N'))
			out = uidnext;
		if (out != NULL && (!take_number(&w, UINT32_MAX, out) ||
		    left(&w) != 0))
			return false;
	}
	return true;
}

static bool
header(struct text *line, uint64_t *version, uint64_t *uidvalidity,
    uint64_t *uidnext)
{
	*uidvalidity = *uidnext = 0;
	if (!take_number(line, 9, version))
		return false;
	if (*version == 3)
		return header3(line, uidvalidity, uidnext) &&
		    *uidvalidity != 0;
	return *version == 1 && take_char(line, ' ') &&
	    take_number(line, UINT32_MAX, uidvalidity) &&
	    take_char(line, ' ') && take_number(line, UINT32_MAX, uidnext) &&
	    *uidvalidity != 0;
}

/* " W2481 Pold-uidl O3 :name": fields, then the name behind the colon. */
static bool
fields(struct text *line, struct known *f)
{
	uint64_t n;

	while (take_char(line, ' ')) {
		struct text w;
		char type;

		if (take_char(line, ':'))
			return true;
		w = take_word(line);
		if (left(&w) == 0)
			return false;
		type = *w.p++;
		if (type == 'W' && take_number(&w, INT64_MAX / 4, &n))
			f->vsize = (int64_t)n;
		else if (type == 'S' && take_number(&w, INT64_MAX / 4, &n))
			f->size = (int64_t)n;
		else if (type == 'O' && take_number(&w, UINT32_MAX, &n))
			f->order = (uint32_t)n;
		else if (type == 'P' && left(&w) <= KNOWN_UIDL) {
			f->uidl = w.p;
			f->uidl_len = (uint16_t)left(&w);
		} else if (type == 'G' && left(&w) <= KNOWN_UIDL) {
			f->guid = w.p;
			f->guid_len = (uint16_t)left(&w);
		}
	}
	return false;
}

/*
 * One line for one message.  UIDs ascend; a line out of order is not one of
 * the list (or not one of this list: a file torn and mended).
 */
static void
message_line(struct known_list *k, struct text *line, uint64_t version,
    uint64_t *last)
{
	struct known f, *item;
	uint64_t uid;

	memset(&f, 0, sizeof(f));
	f.size = f.vsize = MAILBOX_UNKNOWN;
	if (!take_number(line, FOREIGN_UID_MAX - 1, &uid) || uid <= *last)
		return;
	if (version == 3 ? !fields(line, &f) : !take_char(line, ' '))
		return;
	*last = uid;
	item = known_get(k, line->p, base_len(line->p, left(line)));
	if (item == NULL)
		return;
	/* Listed twice: the later line is the one that clients saw last. */
	f.base = item->base;
	f.base_len = item->base_len;
	f.uid = (uint32_t)uid;
	f.keywords = item->keywords;
	*item = f;
}

int
foreign_uidlist(struct known_list *k, const char *buf, size_t len)
{
	struct text t = { buf, buf + len }, line;
	uint64_t version, uidvalidity, uidnext, last = 0;

	if (!next_line(&t, &line) ||
	    !header(&line, &version, &uidvalidity, &uidnext) ||
	    uidnext > FOREIGN_UID_MAX)
		return -1;
	while (next_line(&t, &line))
		message_line(k, &line, version, &last);
	k->uidvalidity = (uint32_t)uidvalidity;
	/* N is stale: lines are appended without it (7.4). */
	k->uidnext = (uint32_t)(uidnext > last ? uidnext : last + 1);
	return 0;
}

void
foreign_keywords(struct known_list *k, const char *buf, size_t len)
{
	struct text t = { buf, buf + len }, line;
	uint64_t n;

	while (next_line(&t, &line)) {
		if (!take_number(&line, MAILDIR_LETTERS - 1, &n) ||
		    !take_char(&line, ' ') || left(&line) == 0 ||
		    left(&line) > MAILBOX_KEYWORD_LEN ||
		    memchr(line.p, '\0', left(&line)) != NULL)
			continue;
		free(k->keyword[n]);
		k->keyword[n] = strndup(line.p, left(&line));
	}
}

/*
 * Courier's keywords are not in file names.  They get bits that are not in
 * file names here either: no file has to be renamed.
 */
void
foreign_courier_keywords(struct known_list *k, const char *buf, size_t len)
{
	struct text t = { buf, buf + len }, line;
	int bits[256];
	size_t nbits = 0;

	while (next_line(&t, &line) && left(&line) != 0) {
		if (nbits == sizeof(bits) / sizeof(bits[0]))
			return;
		bits[nbits++] = known_keyword(k, line.p, left(&line),
		    COURIER_FIRST);
	}
	while (next_line(&t, &line)) {
		size_t n = base_len(line.p, left(&line));
		struct known *item = known_get(k, line.p, n);
		uint64_t index;

		line.p += n;
		if (item == NULL || !take_char(&line, ':'))
			continue;
		while (take_number(&line, 255, &index)) {
			if (index < nbits && bits[index] >= 0)
				item->keywords |= UINT64_C(1) << bits[index];
			if (!take_char(&line, ' '))
				break;
		}
	}
}

/* ".<N>.<base>" or "<base>"; the highest N wins, a plain name over all. */
static const char *
update_name(const char *name, uint32_t *version)
{
	struct text t = { name, name + strlen(name) };
	uint64_t n;

	*version = PLAIN_NAME;
	if (!take_char(&t, '.'))
		return name;
	if (!take_number(&t, PLAIN_NAME - 1, &n) || !take_char(&t, '.'))
		return NULL;
	*version = (uint32_t)n + 1 == 0 ? PLAIN_NAME - 1 : (uint32_t)n;
	return t.p;
}

void
foreign_courier_update(struct known_list *k, const char *name,
    const char *buf, size_t len)
{
	struct text t = { buf, buf + len }, line;
	struct known *item;
	uint32_t version;
	const char *base = update_name(name, &version);

	if (base == NULL)
		return;
	item = known_get(k, base, base_len(base, strlen(base)));
	if (item == NULL || item->version > version)
		return;
	item->version = version;
	item->keywords = 0;
	while (next_line(&t, &line)) {
		int bit = known_keyword(k, line.p, left(&line), COURIER_FIRST);

		if (bit >= 0)
			item->keywords |= UINT64_C(1) << bit;
	}
}

/* "<n>:<uidv>:<isutf8>" -> "UID<n>-<uidv>", or "UID<n>" when uidv is 0. */
static int
courier_uidl(struct text *t, char out[UIDL_ROOM])
{
	uint64_t n, v = 0;

	if (!take_number(t, UINT32_MAX, &n))
		return 0;
	if (take_char(t, ':') && !take_number(t, UINT32_MAX, &v))
		return 0;
	if (v == 0)
		return snprintf(out, UIDL_ROOM, "UID%lu", (unsigned long)n);
	return snprintf(out, UIDL_ROOM, "UID%lu-%lu", (unsigned long)n,
	    (unsigned long)v);
}

/* From the end, since nobody knows what is in the name. */
static bool
last_word(struct text *line, struct text *word)
{
	const char *p = line->end;

	while (p > line->p && p[-1] != ' ')
		p--;
	if (p == line->p)
		return false;
	word->p = p;
	word->end = line->end;
	line->end = p - 1;
	return true;
}

static void
pop3_line(struct known_list *k, struct text *line, char uidl[UIDL_ROOM])
{
	struct text id, size;
	struct known *item;
	int len;

	if (!last_word(line, &id) || !last_word(line, &size))
		return;
	len = courier_uidl(&id, uidl);
	if (len <= 0)
		return;
	item = known_get(k, line->p, base_len(line->p, left(line)));
	if (item == NULL || item->uidl != NULL)
		return;
	item->uidl = uidl;
	item->uidl_len = (uint16_t)len;
}

void
foreign_courier_pop3(struct known_list *k, const char *buf, size_t len)
{
	struct text t = { buf, buf + len }, line;
	uint64_t version;
	size_t lines = 0, i = 0;
	const char *p;
	char *uidls;

	if (!next_line(&t, &line) || !take_char(&line, '/') ||
	    !take_number(&line, 9, &version) || (version != 2 && version != 3))
		return;
	for (p = t.p; p < t.end; p++)
		lines += *p == '\n';
	if (lines >= KNOWN_MAX)
		return;
	uidls = malloc((lines + 1) * UIDL_ROOM);
	if (uidls == NULL || known_keep(k, uidls) == -1)
		return;
	for (; i <= lines && next_line(&t, &line); i++)
		pop3_line(k, &line, uidls + i * UIDL_ROOM);
}
