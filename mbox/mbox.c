#include <string.h>
#include <strings.h>
#include <time.h>

#include "common/scan.h"
#include "mbox/mbox.h"

#define FROM		"From "
#define FROM_LEN	(sizeof(FROM) - 1)
#define FROM_LINE	1024	/* a longer line is no From_ line */
#define UID_MAX		(UINT32_MAX - 1)

static const char *
line_end(const char *p, const char *end)
{
	const char *lf = p == end ? NULL : memchr(p, '\n', (size_t)(end - p));

	return lf == NULL ? end : lf + 1;
}

/* "\n", or "\r\n" where a program of another system wrote the file. */
static bool
empty(const char *p, const char *end)
{
	return end - p >= 1 && (p[0] == '\n' ||
	    (end - p >= 2 && p[0] == '\r' && p[1] == '\n'));
}

/*
 * "From joe@example.org Sat Nov 21 09:00:00 2026", with a zone before or
 * behind the year at most; text that begins with this word has no time of
 * day behind it.
 */
static bool
from_line(const char *p, const char *end, int64_t *date)
{
	char line[FROM_LINE];
	struct tm tm = { 0 };
	const char *at, *rest;
	size_t len = (size_t)(line_end(p, end) - p);

	*date = -1;
	if (len < FROM_LEN || len >= sizeof(line) ||
	    memcmp(p, FROM, FROM_LEN) != 0 || memchr(p, '\0', len) != NULL)
		return false;
	memcpy(line, p, len);
	line[len] = '\0';
	for (at = line + FROM_LEN; (at = strchr(at, ' ')) != NULL; at++) {
		rest = strptime(at, " %a %b %d %H:%M:%S", &tm);
		if (rest == NULL)
			rest = strptime(at, " %a %b %d %H:%M", &tm);
		if (rest == NULL)
			continue;
		while (*rest != '\0' && strptime(rest, " %Y", &tm) == NULL)
			rest += 1 + strcspn(rest + 1, " ");
		tm.tm_isdst = -1;
		if (*rest != '\0')
			*date = mktime(&tm);
		return true;
	}
	return false;
}

bool
mbox_is(const char *buf, size_t len)
{
	int64_t date;

	return len == 0 || from_line(buf, buf + len, &date);
}

void
mbox_init(struct mbox *m, const char *buf, size_t len)
{
	memset(m, 0, sizeof(*m));
	m->next = buf;
	m->end = buf + len;
}

size_t
mbox_field(const char *p, const char *end)
{
	const char *q = p;

	if (p == end || empty(p, end))
		return 0;
	do
		q = line_end(q, end);
	while (q < end && (*q == ' ' || *q == '\t'));
	return (size_t)(q - p);
}

/* The value of the field at p, when it is called that; NULL: it is not. */
static const char *
value_of(const char *name, const char *p, size_t len)
{
	size_t n = strlen(name);

	if (len <= n || strncasecmp(p, name, n) != 0 || p[n] != ':')
		return NULL;
	return p + n + 1;
}

bool
mbox_bookkeeping(const char *p, size_t len)
{
	static const char *const names[] = { "Status", "X-Status",
	    "X-Keywords", "X-UID", "X-IMAP", "X-IMAPbase" };
	size_t i;

	for (i = 0; i < nitems(names); i++)
		if (value_of(names[i], p, len) != NULL)
			return true;
	return false;
}

/* The next word of [*p, end), cut off at blanks and line ends. */
static size_t
word(const char **p, const char *end, const char **w)
{
	while (*p < end && strchr(" \t\r\n", **p) != NULL && **p != '\0')
		(*p)++;
	*w = *p;
	while (*p < end && (**p == '\0' || strchr(" \t\r\n", **p) == NULL))
		(*p)++;
	return (size_t)(*p - *w);
}

static bool
number(const char **p, const char *end, uint32_t *out)
{
	const char *w;
	size_t len = word(p, end, &w);
	uint64_t n;

	if (len == 0 || scan_digits(w, len, UID_MAX, &n) != len)
		return false;
	*out = (uint32_t)n;
	return true;
}

static uint32_t
keyword(struct mbox *m, const char *w, size_t len)
{
	size_t i;

	if (len == 0 || len >= MBOX_KEYWORD || *w == '\\' ||
	    memchr(w, '\0', len) != NULL)
		return 0;
	for (i = 0; i < m->nkeywords; i++)
		if (strlen(m->keyword[i]) == len &&
		    strncasecmp(m->keyword[i], w, len) == 0)
			return (uint32_t)1 << i;
	if (i == MAILDIR_LETTERS) {
		m->more_keywords = true;
		return 0;
	}
	memcpy(m->keyword[i], w, len);
	m->keyword[m->nkeywords++][len] = '\0';
	return (uint32_t)1 << i;
}

static uint32_t
keywords(struct mbox *m, const char *p, const char *end)
{
	uint32_t bits = 0;
	const char *w;
	size_t len;

	while ((len = word(&p, end, &w)) > 0)
		bits |= keyword(m, w, len);
	return bits;
}

/* "1795186599 0000000007 work home", at the head of the file only. */
static bool
base(struct mbox *m, const char *p, const char *end)
{
	uint32_t uidvalidity, uidlast;

	if (!number(&p, end, &uidvalidity) || !number(&p, end, &uidlast) ||
	    uidvalidity == 0 || m->uidvalidity != 0 || m->seen != 0)
		return false;
	m->uidvalidity = uidvalidity;
	m->uidlast = uidlast;
	(void)keywords(m, p, end);
	return true;
}

static void
letters(struct mbox_message *msg, const char *p, const char *end)
{
	static const struct {
		char	 letter;
		unsigned flag;
	} known[] = {
		{ 'R', FLAG_SEEN }, { 'A', FLAG_ANSWERED },
		{ 'F', FLAG_FLAGGED }, { 'D', FLAG_DELETED },
		{ 'T', FLAG_DRAFT },
	};
	size_t i;

	for (; p < end; p++) {
		msg->old |= *p == 'O';
		for (i = 0; i < nitems(known); i++)
			if (*p == known[i].letter)
				msg->flags |= known[i].flag;
	}
}

/* Reads the bookkeeping; true: this message holds nothing else. */
static bool
read_header(struct mbox *m, struct mbox_message *msg)
{
	const char *p = msg->text, *end = p + msg->len, *v, *to;
	size_t len;
	bool pseudo = false;

	for (; (len = mbox_field(p, end)) > 0; p += len) {
		to = p + len;
		if ((v = value_of("Status", p, len)) != NULL ||
		    (v = value_of("X-Status", p, len)) != NULL)
			letters(msg, v, to);
		else if ((v = value_of("X-Keywords", p, len)) != NULL)
			msg->keywords |= keywords(m, v, to);
		else if ((v = value_of("X-UID", p, len)) != NULL)
			(void)number(&v, to, &msg->uid);
		else if ((v = value_of("X-IMAPbase", p, len)) != NULL)
			(void)base(m, v, to);
		else if ((v = value_of("X-IMAP", p, len)) != NULL)
			pseudo = base(m, v, to);
	}
	return pseudo;
}

static void
number_it(struct mbox *m, struct mbox_message *msg)
{
	if (m->uidvalidity == 0 || msg->uid <= m->seen ||
	    msg->uid > m->uidlast)
		msg->uid = ++m->uidlast;
	m->seen = msg->uid;
}

/* Where the message that begins behind p ends. */
static const char *
message_end(const char *p, const char *end)
{
	int64_t date;
	bool after_empty = false;

	for (; p < end; p = line_end(p, end)) {
		if (after_empty && *p == 'F' && from_line(p, end, &date))
			break;
		after_empty = empty(p, end);
	}
	return p;
}

/* The empty line between messages is of neither; one ends the header. */
static size_t
without_gap(const char *p, size_t len)
{
	const char *body = p, *end = p + len;
	size_t n;

	while ((n = mbox_field(body, end)) > 0)
		body += n;
	body = line_end(body, end);
	if (end - body >= 1 && memcmp(end - 2, "\n\n", 2) == 0)
		return len - 1;
	if (end - body >= 2 && len >= 4 && memcmp(end - 4, "\r\n\r\n", 4) == 0)
		return len - 2;
	return len;
}

bool
mbox_next(struct mbox *m, struct mbox_message *msg)
{
	do {
		if (m->next == m->end || m->uidlast >= UID_MAX)
			return false;
		memset(msg, 0, sizeof(*msg));
		msg->date = -1;
		if (from_line(m->next, m->end, &msg->date))
			m->next = line_end(m->next, m->end);
		msg->text = m->next;
		m->next = message_end(msg->text, m->end);
		msg->len = without_gap(msg->text,
		    (size_t)(m->next - msg->text));
	} while (read_header(m, msg));
	number_it(m, msg);
	return true;
}
