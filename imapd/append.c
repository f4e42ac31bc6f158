#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "imapd/command.h"
#include "imapd/session.h"
#include "imapd/target.h"

enum {
	WRITE_BUFFER = 65536,

	/* Messages of one MULTIAPPEND: all are kept until the last. */
	APPEND_MAX = 10000
};

/* A message on its way in: CRLF becomes LF (M-10). */
struct writer {
	int		 fd;
	bool		 cr;		/* one is held back */
	bool		 binary;	/* NULs and bare LFs matter */
	char		 last;
	size_t		 len;
	char		 buf[WRITE_BUFFER];
};

static int
write_out(struct writer *w)
{
	const char *p = w->buf;
	ssize_t n;

	while (w->len > 0) {
		n = write(w->fd, p, w->len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		p += n;
		w->len -= (size_t)n;
	}
	return 0;
}

static int
put(struct writer *w, const char *p, size_t len)
{
	size_t n;

	while (len > 0) {
		n = WRITE_BUFFER - w->len < len ? WRITE_BUFFER - w->len : len;
		memcpy(w->buf + w->len, p, n);
		w->len += n;
		p += n;
		len -= n;
		if (w->len == WRITE_BUFFER && write_out(w) == -1)
			return -1;
	}
	return 0;
}

/* What has been held back goes before what comes now. */
static int
release(struct writer *w, char next)
{
	bool held = w->cr;

	w->cr = false;
	if (!held || next == '\n')
		return 0;
	return put(w, "\r", 1);
}

/* Would it come back as it is?  A Maildir holds lines. */
static bool
is_text(struct writer *w, const char *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (p[i] == '\0' || (p[i] == '\n') != (w->last == '\r'))
			return false;
		w->last = p[i];
	}
	return true;
}

static int
writer_add(struct writer *w, const char *p, size_t len)
{
	const char *end = p + len, *stop;

	if (w->binary && !is_text(w, p, len)) {
		errno = EILSEQ;
		return -1;
	}
	while (p < end) {
		if (release(w, *p) == -1)
			return -1;
		if (*p == '\r') {
			w->cr = true;
			p++;
			continue;
		}
		stop = memchr(p, '\r', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		if (put(w, p, (size_t)(stop - p)) == -1)
			return -1;
		p = stop;
	}
	return 0;
}

/* One message of the command. */
struct message_args {
	struct flag_list list;
	bool		 dated;
	bool		 utf8;		/* "UTF8 (~{n} ... )" */
	int64_t		 date;
};

/* " (\Seen) "date" {n}": all but the literal's bytes. */
static bool
parse_message(struct parse *p, struct message_args *a, bool utf8)
{
	memset(a, 0, sizeof(*a));
	if (!parse_space(p))
		return false;
	if (parse_peek(p) == '(' &&
	    (!parse_flags(p, &a->list, false) || !parse_space(p)))
		return false;
	if (parse_peek(p) == '"') {
		a->dated = true;
		if (!parse_date_time(p, &a->date) || !parse_space(p))
			return false;
	}
	if (utf8 && parse_word(p, "UTF8")) {
		/* RFC 6855 section 4: a message, whatever its header has. */
		a->utf8 = true;
		return parse_space(p) && parse_char(p, '(') &&
		    (parse_peek(p) == '~' || parse_fail(p, "literal8")) &&
		    parse_stream(p);
	}
	return parse_stream(p);
}

/* RFC 6855 section 4: only for who has said ENABLE UTF8=ACCEPT. */
static bool
takes_utf8(const struct session *s)
{
	return (s->enabled & (ENABLED_UTF8 | ENABLED_REV2)) != 0;
}

uint64_t
append_limit(const struct session *s)
{
	return s->set->append > 0 ? s->set->append : IMAPD_APPEND;
}

/* False: it was answered, and the client need not send it. */
static bool
may_come(struct session *s, struct target *t, const struct literal *l)
{
	if (l->size == 0) {
		reply_no(s, "cancelled: an empty message");	/* I-23 */
		return false;
	}
	if (l->size > append_limit(s)) {
		reply_no(s, "[TOOBIG] a message has at most %llu bytes",
		    (unsigned long long)append_limit(s));
		return false;
	}
	if (t->n >= APPEND_MAX) {
		reply_no(s, "[LIMIT] at most %d messages at once", APPEND_MAX);
		return false;
	}
	return target_quota(s, t->bytes + l->size, t->n + 1);
}

/* The literal goes to the file.  -1 with errno: the peer, or the disk. */
static int
receive(struct session *s, struct delivery *d)
{
	struct writer *w = malloc(sizeof(*w));
	const char *data;
	size_t len;
	int r = 0, e;

	if (w == NULL)
		return -1;
	w->fd = d->fd;
	w->cr = false;
	w->last = '\0';
	w->binary = s->input.literal.binary;
	w->len = 0;
	(void)input_begin_stream(&s->input);
	while (r == 0 && input_stream(&s->input, &data, &len) == INPUT_OK &&
	    len > 0)
		r = writer_add(w, data, len);
	if (s->input.broken == INPUT_GONE) {
		errno = ECONNRESET;
		r = -1;
	}
	if (r == 0 && release(w, '\0') == 0)
		r = write_out(w);
	e = errno;
	free(w);
	errno = e;
	return r;
}

/* One message.  False: it was answered. */
static bool
take_message(struct session *s, struct target *t,
    const struct message_args *a)
{
	int64_t date = a->dated ? a->date : (int64_t)time(NULL);
	struct delivery *d;
	struct flags f;

	switch (flags_resolve(&t->mb, &a->list, true, &f)) {
	case FLAGS_OK:
		break;
	case FLAGS_LIMIT:
		reply_no(s, "[LIMIT] no room for another keyword");
		return false;
	default:
		reply_errno(s, "APPEND");
		return false;
	}
	d = target_next(t);
	if (d == NULL || delivery_begin(d, &t->mb.md, s->set->suite.host,
	    &s->deliveries) == -1 || receive(s, d) == -1 ||
	    delivery_date(d, date) == -1 ||
	    delivery_prepare(d, -1) == -1) {
		if (s->input.broken == INPUT_GONE)
			session_done(s, "lost");
		else if (errno == EILSEQ)
			reply_no(s, "[UNKNOWN-CTE] NULs and lines without "
			    "CRLF cannot be kept");
		else
			reply_errno(s, "APPEND");
		return false;
	}
	target_describe(t, &f, date);
	return true;
}

/* All messages of the command; the first has been read up to its literal. */
static bool
take_all(struct session *s, struct target *t, struct parse *p,
    struct message_args *a)
{
	for (;;) {
		if (!may_come(s, t, &s->input.literal) ||
		    !take_message(s, t, a))
			return false;
		if (input_line(&s->input) != INPUT_OK) {
			p->in = &s->input;
			(void)parse_fail(p, "the end of the command");
			reply_syntax(s, p);
			return false;
		}
		parse_begin(p, &s->input);
		if (a->utf8 && !parse_char(p, ')')) {
			reply_syntax(s, p);
			return false;
		}
		if (parse_peek(p) != ' ')
			return command_end(s, p);
		if (!parse_message(p, a, takes_utf8(s))) {
			reply_syntax(s, p);
			return false;
		}
	}
}

/* RFC 9051 section 6.3.12; several messages: RFC 3502. */
void
do_append(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	struct message_args a;
	struct target t;

	if (!folder_arg(s, p, folder))
		return;
	if (!parse_message(p, &a, takes_utf8(s))) {
		reply_syntax(s, p);
		return;
	}
	if (!target_open(s, &t, folder))
		return;
	if (!take_all(s, &t, p, &a)) {
		target_close(&t);
		return;
	}
	if (target_commit(&t) == -1) {
		reply_errno(s, "APPEND");
	} else {
		s->appended += t.n;
		reply_ok_begin(s);
		if (s->state != STATE_DONE) {
			target_write_uids(&s->out, &t, "APPENDUID", NULL);
			out_text(&s->out, "APPEND completed\r\n");
		}
	}
	target_close(&t);
}
