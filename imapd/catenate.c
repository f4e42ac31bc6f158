#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "common/scan.h"
#include "imapd/catenate.h"
#include "imapd/command.h"
#include "imapd/content.h"
#include "imapd/section.h"

#define URL_TEXT	512		/* of it in an answer */

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undoes %XX.  False: that is none, is NUL, or does not fit. */
static bool
undo_percent(const char *p, size_t len, char *out, size_t size, size_t *n)
{
	const char *end = p + len;
	int hi, lo;

	for (*n = 0; p < end; p++) {
		if (*n + 1 >= size)
			return false;
		if (*p != '%') {
			out[(*n)++] = *p;
			continue;
		}
		if (end - p < 3 || (hi = hex_value(p[1])) == -1 ||
		    (lo = hex_value(p[2])) == -1 || hi + lo == 0)
			return false;
		out[(*n)++] = (char)(hi << 4 | lo);
		p += 2;
	}
	out[*n] = '\0';
	return true;
}

/* "NAME=" at the cursor. */
static bool
take_name(const char **p, const char *end, const char *name)
{
	size_t len = strlen(name);

	if ((size_t)(end - *p) < len || strncasecmp(*p, name, len) != 0)
		return false;
	*p += len;
	return true;
}

static bool
take_number(const char **p, const char *end, uint64_t max, uint64_t *n)
{
	size_t used = scan_digits(*p, (size_t)(end - *p), max, n);

	*p += used;
	return used > 0;
}

/* "/;SECTION=..." and "/;PARTIAL=0.100" (RFC 5092 section 6.2) */
static bool
parse_rest(const char *p, const char *end, struct url *u)
{
	char text[sizeof(u->section) - 2];
	const char *stop;
	size_t n;

	if (take_name(&p, end, "/;SECTION=")) {
		stop = memchr(p, '/', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		if (!undo_percent(p, (size_t)(stop - p), text, sizeof(text),
		    &n))
			return false;
		(void)snprintf(u->section, sizeof(u->section), "[%s]", text);
		p = stop;
	}
	if (take_name(&p, end, "/;PARTIAL=")) {
		u->partial = true;
		u->count = INT64_MAX;
		if (!take_number(&p, end, INT64_MAX, &u->offset) ||
		    (p < end && (*p++ != '.' ||
		    !take_number(&p, end, INT64_MAX, &u->count))))
			return false;
	}
	return p == end;
}

bool
url_parse(const struct naming *naming, const char *p, size_t len,
    struct url *u)
{
	const char *end = p + len, *stop;
	char name[NAME_SIZE];
	uint64_t number;
	size_t n;

	memset(u, 0, sizeof(*u));
	(void)snprintf(u->section, sizeof(u->section), "[]");
	if (p == end || *p++ != '/')
		return false;
	for (stop = p; stop < end && *stop != ';'; stop++)
		continue;
	if (stop > p && stop < end && stop[-1] == '/')
		stop--;
	if (!undo_percent(p, (size_t)(stop - p), name, sizeof(name), &n) ||
	    name_to_folder(naming, name, n, true, u->folder) != NAME_OK)
		return false;
	p = stop;
	if (take_name(&p, end, ";UIDVALIDITY=")) {
		if (!take_number(&p, end, UINT32_MAX, &number))
			return false;
		u->uidvalidity = (uint32_t)number;
	}
	if (!take_name(&p, end, "/;UID=") ||
	    !take_number(&p, end, UINT32_MAX, &number) || number == 0)
		return false;
	u->uid = (uint32_t)number;
	return parse_rest(p, end, u);
}

/* What of these bytes is wanted, as a client counts them: with CRLF. */
static enum catenate
add_part(struct writer *w, const struct url *u, const char *p, size_t len,
    uint64_t limit)
{
	uint64_t octets = content_octets(p, len), skip = 0, count = octets;
	struct out piece;
	int r;

	if (u->partial) {
		skip = u->offset < octets ? u->offset : octets;
		count = octets - skip < u->count ? octets - skip : u->count;
	}
	if (count > limit || w->octets > limit - count)
		return CATENATE_TOOBIG;
	if (!u->partial)
		return writer_add(w, p, len) == 0 ? CATENATE_OK :
		    CATENATE_ERROR;
	out_memory(&piece, limit < SIZE_MAX ? (size_t)limit : SIZE_MAX);
	content_write(&piece, p, len, skip, count);
	errno = ENOMEM;
	r = piece.failed ? -1 : writer_add(w, piece.p, piece.len);
	out_free(&piece);
	return r == 0 ? CATENATE_OK : CATENATE_ERROR;
}

static enum catenate
add_section(struct writer *w, const struct url *u, const struct content *c,
    uint64_t limit)
{
	char text[sizeof(u->section)];
	enum catenate r = CATENATE_BADURL;
	struct sections *list = calloc(1, sizeof(*list));
	struct mime mime;
	struct out fields;
	struct parse p;
	const char *at;
	size_t len;

	if (list == NULL)
		return CATENATE_ERROR;
	memset(&mime, 0, sizeof(mime));
	out_memory(&fields, sizeof(text) + c->len);
	memcpy(text, u->section, sizeof(text));
	parse_buffer(&p, text, strlen(text));
	if (mime_parse(&mime, c->p, c->len) == -1)
		r = CATENATE_ERROR;
	else if (parse_section(&p, list) && parse_end(&p) &&
	    !list->item[0].partial &&
	    section_bytes(list, 0, c, &mime, &at, &len, &fields))
		r = add_part(w, u, at, len, limit);
	out_free(&fields);
	mime_free(&mime);
	free(list);
	return r;
}

/* The message of u in an open mailbox. */
static enum catenate
add_message(struct mailbox *mb, struct writer *w, const struct url *u,
    uint64_t limit)
{
	enum catenate r = CATENATE_BADURL;
	struct mailbox_status st;
	struct content c;
	uint32_t n;
	int fd;

	mailbox_status(mb, &st);
	if ((u->uidvalidity != 0 && u->uidvalidity != st.uidvalidity) ||
	    !mailbox_find(mb, u->uid, &n))
		return CATENATE_BADURL;
	fd = mailbox_openat(mb, n);
	if (fd == -1)
		return errno == ENOENT ? CATENATE_BADURL : CATENATE_ERROR;
	memset(&c, 0, sizeof(c));
	r = content_open(&c, fd) == -1 ? CATENATE_ERROR :
	    add_section(w, u, &c, limit);
	close(fd);
	content_free(&c);
	return r;
}

enum catenate
catenate_url(struct session *s, struct writer *w, const struct text *url,
    uint64_t limit)
{
	enum catenate r;
	struct mailbox mb;
	struct url u;

	if (!url_parse(&s->set->naming, url->p, url->len, &u) ||
	    mailbox_open(&mb, s->root, u.folder, 0) == -1)
		return CATENATE_BADURL;
	r = add_message(&mb, w, &u, limit);
	mailbox_close(&mb);
	return r;
}

void
catenate_refuse(struct session *s, const struct text *url)
{
	char text[URL_TEXT];
	size_t i, len = url->len < URL_TEXT - 1 ? url->len : URL_TEXT - 1;

	for (i = 0; i < len; i++)
		text[i] = url->p[i] < ' ' || url->p[i] >= 0x7f ||
		    url->p[i] == ']' || url->p[i] == '\\' ? '?' : url->p[i];
	text[len] = '\0';
	reply_no(s, "[BADURL %s] it leads to no message here", text);
}
