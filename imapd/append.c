#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "imapd/catenate.h"
#include "imapd/command.h"
#include "imapd/expunge.h"
#include "imapd/session.h"
#include "imapd/target.h"

enum {
	/* Messages of one MULTIAPPEND: all are kept until the last. */
	APPEND_MAX = 10000
};

/* One message of the command. */
struct message_args {
	struct flag_list list;
	bool		 dated;
	bool		 utf8;		/* "UTF8 (~{n} ... )" */
	bool		 catenate;	/* "CATENATE (" was read */
	int64_t		 date;
};

/* " (\Seen) "date" {n}": all but the literal's bytes, or CATENATE's parts. */
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
	if (parse_word(p, "CATENATE")) {
		a->catenate = true;
		return parse_space(p) && parse_char(p, '(');
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

/*
 * May the literal that is announced come, after what the writer has?  False:
 * it was answered, and the client need not send it.
 */
static bool
may_come(struct session *s, struct target *t, uint64_t so_far)
{
	uint64_t size = s->input.literal.size, limit = append_limit(s);

	if (size > limit || so_far > limit - size) {
		reply_no(s, "[TOOBIG] a message has at most %llu bytes",
		    (unsigned long long)limit);
		return false;
	}
	return target_quota(s, t, so_far + size);
}

/* Something went wrong on the way to the file. */
static void
refuse(struct session *s)
{
	if (s->input.broken == INPUT_GONE)
		session_done(s, "lost");
	else if (errno == EILSEQ)
		reply_no(s, "[UNKNOWN-CTE] NULs and lines without CRLF "
		    "cannot be kept");
	else
		reply_errno(s, "APPEND");
}

/*
 * The literal that is announced goes to the file; then p reads the line
 * behind it.  False: it was answered.
 */
static bool
take_literal(struct session *s, struct target *t, struct parse *p,
    struct writer *w)
{
	const char *data;
	size_t len;
	int r = 0;

	if (!may_come(s, t, w->octets))
		return false;
	(void)input_begin_stream(&s->input);
	while (r == 0 && input_stream(&s->input, &data, &len) == INPUT_OK &&
	    len > 0)
		r = writer_add(w, data, len);
	if (r == -1 || s->input.broken == INPUT_GONE) {
		refuse(s);
		return false;
	}
	if (input_line(&s->input) != INPUT_OK) {
		(void)parse_fail(p, "the end of the command");
		reply_syntax(s, p);
		return false;
	}
	parse_begin(p, &s->input);
	return true;
}

/* "URL "/Drafts/;UID=20"".  False: it was answered. */
static bool
take_url(struct session *s, struct parse *p, struct writer *w)
{
	struct text url;

	if (!parse_space(p) || !parse_astring(p, &url)) {
		reply_syntax(s, p);
		return false;
	}
	switch (catenate_url(s, w, &url, append_limit(s))) {
	case CATENATE_OK:
		return true;
	case CATENATE_TOOBIG:
		reply_no(s, "[TOOBIG] a message has at most %llu bytes",
		    (unsigned long long)append_limit(s));
		return false;
	case CATENATE_ERROR:
		refuse(s);
		return false;
	default:
		catenate_refuse(s, &url);
		return false;
	}
}

/* RFC 4469 section 3: "TEXT {n}" and URLs, up to ")". */
static bool
take_parts(struct session *s, struct target *t, struct parse *p,
    struct writer *w)
{
	do {
		if (parse_word(p, "URL")) {
			if (!take_url(s, p, w))
				return false;
		} else if (parse_word(p, "TEXT") && parse_space(p) &&
		    parse_stream(p)) {
			if (!take_literal(s, t, p, w))
				return false;
		} else {
			(void)parse_fail(p, "TEXT or URL");
			reply_syntax(s, p);
			return false;
		}
	} while (parse_peek(p) == ' ' && parse_space(p));
	if (!parse_char(p, ')')) {
		reply_syntax(s, p);
		return false;
	}
	if (w->octets > 0)
		return target_quota(s, t, w->octets);
	reply_no(s, "cancelled: an empty message");
	return false;
}

/* All that is one message, into its file.  False: it was answered. */
static bool
fill(struct session *s, struct target *t, struct parse *p,
    const struct message_args *a, struct writer *w)
{
	if (a->catenate)
		return take_parts(s, t, p, w);
	if (!take_literal(s, t, p, w))
		return false;
	if (!a->utf8 || parse_char(p, ')'))
		return true;
	reply_syntax(s, p);
	return false;
}

/* False: it was answered. */
static bool
resolve_flags(struct session *s, struct target *t,
    const struct message_args *a, struct flags *f)
{
	switch (flags_resolve(&t->mb, &a->list, true, f)) {
	case FLAGS_OK:
		return true;
	case FLAGS_LIMIT:
		reply_no(s, "[LIMIT] no room for another keyword");
		return false;
	default:
		reply_errno(s, "APPEND");
		return false;
	}
}

/* One message.  False: it was answered. */
static bool
take_message(struct session *s, struct target *t, struct parse *p,
    const struct message_args *a)
{
	int64_t date = a->dated ? a->date : (int64_t)time(NULL);
	struct writer *w = NULL;
	struct delivery *d;
	struct flags f;
	bool done = false;

	if (!a->catenate && s->input.literal.size == 0) {
		reply_no(s, "cancelled: an empty message");	/* I-23 */
		return false;
	}
	/* What it says of flags is in the buffer only up to the literal. */
	if (!resolve_flags(s, t, a, &f))
		return false;
	d = target_next(t);
	if (d == NULL || delivery_begin(d, &t->mb.md, s->set->suite.host,
	    &s->deliveries) == -1 || (w = writer_begin(d->fd,
	    !a->catenate && s->input.literal.binary)) == NULL) {
		reply_errno(s, "APPEND");
	} else if (fill(s, t, p, a, w)) {
		/* Of several, all are synced at once. */
		if (t->n > 1 || parse_peek(p) == ' ')
			d->synced = t->unsynced = true;
		done = writer_end(w) == 0 && delivery_date(d, date) == 0 &&
		    delivery_prepare(d, (int64_t)w->vsize) == 0;
		if (!done)
			refuse(s);
	}
	free(w);
	if (done)
		target_describe(t, &f, date);
	return done;
}

/* All messages of the command; the first has been read up to its literal. */
static bool
take_all(struct session *s, struct target *t, struct parse *p,
    struct message_args *a)
{
	for (;;) {
		if (!take_message(s, t, p, a))
			return false;
		if (parse_peek(p) != ' ')
			return command_end(s, p);
		if (t->n == APPEND_MAX) {
			reply_no(s, "[LIMIT] at most %d messages at once",
			    APPEND_MAX);
			return false;
		}
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

/* The one message that REPLACE names.  False: it was answered. */
static bool
replaced_arg(struct session *s, struct parse *p, struct message *m)
{
	struct set numbers;
	bool one;

	if (!messages_arg(s, p, &numbers))
		return false;
	one = set_count(&numbers) == 1 &&
	    view_message(&s->view, numbers.range[0].from, m);
	if (one && m->size < 0 && mailbox_sizes(&s->view.mb) == 0)
		(void)view_message(&s->view, numbers.range[0].from, m);
	if (!one)
		reply_no(s, "[NONEXISTENT] that is not one message");
	set_free(&numbers);
	return one;
}

/* The new one is there: the old one goes (RFC 8508 section 3.4). */
static void
finish_replace(struct session *s, struct target *t, uint32_t uid)
{
	uint64_t before = s->view.modseq;
	int left;

	s->appended++;
	out_text(&s->out, "* OK ");
	target_write_uids(&s->out, t, "APPENDUID", NULL);
	out_text(&s->out, "replacement stored\r\n");
	left = mailbox_expunge(&s->view.mb, &uid, 1, NULL);
	if (left == -1)
		reply_errno(s, "REPLACE");
	else if (left > 0)
		reply_no(s, "[SERVERBUG] the old message is still here");
	else
		expunge_reply_ok(s, before, "REPLACE completed");
}

/* RFC 8508. */
void
do_replace(struct session *s, struct parse *p)
{
	char folder[NAME_FOLDER];
	struct message_args a;
	struct message m;
	struct target t;

	if (!replaced_arg(s, p, &m) || !folder_arg(s, p, folder))
		return;
	if (!parse_message(p, &a, takes_utf8(s))) {
		reply_syntax(s, p);
		return;
	}
	if (s->view.readonly) {
		reply_no(s, "[NOPERM] the mailbox is read-only");
		return;
	}
	if (!target_open(s, &t, folder))
		return;
	/* Only what is needed beyond the old one counts (section 3.4). */
	t.credit = m.size > 0 && (m.flags & FLAG_DELETED) == 0 ?
	    (uint64_t)m.size : 0;
	if (take_message(s, &t, p, &a) && command_end(s, p)) {
		if (target_commit(&t) == -1)
			reply_errno(s, "REPLACE");
		else
			finish_replace(s, &t, m.uid);
	}
	target_close(&t);
}
