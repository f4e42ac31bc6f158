#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "smtpd/content.h"

/* So much at a time begins its way to the disk while more comes in. */
#define WRITEBACK	(4 << 20)

void
content_begin(struct content *c, bool dots, bool lf_lines)
{
	c->error = 0;
	c->octets = c->size = c->lines = c->started = 0;
	c->used = 0;
	c->in_body = false;
	data_init(&c->data, dots, lf_lines);
	header_init(&c->header, c->host, c->submission);
}

bool
content_failed(const struct content *c)
{
	return c->error != 0 || c->data.fault != 0 || c->octets > c->limit;
}

/*
 * The fsync that 250 waits for has less to do then.  It promises nothing,
 * so where it does not exist or is refused nothing is lost.
 */
static void
start_writing(struct content *c)
{
#ifdef SYNC_FILE_RANGE_WRITE
	int saved = errno;

	(void)sync_file_range(c->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	errno = saved;
#endif
	c->started = c->size;
}

static void
flush(struct content *c)
{
	size_t done = 0;
	ssize_t n;

	while (done < c->used && !content_failed(c)) {
		n = write(c->fd, c->buf + done, c->used - done);
		if (n > 0)
			done += (size_t)n;
		else if (n == 0)
			c->error = ENOSPC;
		else if (errno != EINTR)
			c->error = errno;
	}
	c->size += c->used;
	c->used = 0;
	if (c->to_disk && c->size - c->started >= WRITEBACK)
		start_writing(c);
}

void
content_put(struct content *c, const char *bytes, size_t len)
{
	const char *end = bytes + len, *lf;
	size_t n;

	for (lf = bytes; (lf = memchr(lf, '\n', (size_t)(end - lf))) != NULL;
	    lf++)
		c->lines++;
	while (len > 0) {
		if (c->used == sizeof(c->buf))
			flush(c);
		n = sizeof(c->buf) - c->used;
		if (n > len)
			n = len;
		memcpy(c->buf + c->used, bytes, n);
		c->used += n;
		bytes += n;
		len -= n;
	}
}

/* RFC 6409 section 8: what a submission server may add. */
static void
put_missing(struct content *c)
{
	char line[400], date[SCAN_DATE];
	int n;

	if (!c->header.has_date) {
		scan_date(date, c->seconds);
		n = snprintf(line, sizeof(line), "Date: %s\n", date);
		content_put(c, line, (size_t)n);
	}
	if (!c->header.has_message_id) {
		n = snprintf(line, sizeof(line), "Message-ID: <%s@%s>\n",
		    c->id, c->host);
		content_put(c, line, (size_t)n);
	}
}

static void
end_header(struct content *c)
{
	char rest[HEADER_HOLD];
	size_t n;

	n = header_end(&c->header, rest);
	content_put(c, rest, n);
	if (c->submission)
		put_missing(c);
	if (c->header.bare)
		content_put(c, "\n", 1);
	n = header_rest(&c->header, rest);
	content_put(c, rest, n);
	c->in_body = true;
}

/* Text whose line ends are decoded already. */
static void
take_text(struct content *c, const char *text, size_t len)
{
	size_t used, made;

	if (!c->in_body) {
		used = header_feed(&c->header, text, len, c->edited, &made);
		content_put(c, c->edited, made);
		if (c->header.ended)
			end_header(c);
		text += used;
		len -= used;
	}
	content_put(c, text, len);
}

/* The body needs no look: it is decoded into its place. */
static size_t
take_body(struct content *c, const char *bytes, size_t len)
{
	uint64_t lines = c->data.lines;
	size_t n, made;

	if (len > LINE_BULK)
		len = LINE_BULK;
	if (sizeof(c->buf) - c->used < len + 2)
		flush(c);
	n = data_decode(&c->data, bytes, len, c->buf + c->used, &made);
	lines = c->data.lines - lines;
	c->used += made;
	c->lines += lines;
	c->octets += made + lines;
	return n;
}

size_t
content_take(struct content *c, const char *bytes, size_t len)
{
	uint64_t lines = c->data.lines;
	size_t used, made;

	if (c->in_body)
		return take_body(c, bytes, len);
	if (len > CONTENT_PIECE)
		len = CONTENT_PIECE;
	used = data_decode(&c->data, bytes, len, c->text, &made);
	c->octets += made + c->data.lines - lines;
	take_text(c, c->text, made);
	return used;
}

void
content_end(struct content *c)
{
	char last[1];
	size_t n;

	n = data_finish(&c->data, last);
	take_text(c, last, n);
	if (!c->in_body)
		end_header(c);
	flush(c);
}
