#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "imapd/command.h"
#include "imapd/expunge.h"
#include "imapd/session.h"
#include "imapd/target.h"

#define COPY_BUFFER	65536

struct copy {
	struct view	*from;
	struct set	 numbers;
	struct set	 source;	/* UIDs that were copied */
	struct target	 to;
	bool		 move;
};

/* RFC 9051 section 6.4.7: with its flags; keywords have bits of their own. */
static bool
translate(struct copy *c, const struct message *m, struct flags *f)
{
	const char *name;
	unsigned n;
	int bit;

	f->system = m->flags & FLAGS_ALL;
	f->keywords = 0;
	for (n = 0; n < MAILBOX_KEYWORDS; n++) {
		if ((m->keywords >> n & 1) == 0 ||
		    (name = mailbox_keyword(&c->from->mb, n)) == NULL)
			continue;
		bit = mailbox_keyword_bit(&c->to.mb, name, true);
		if (bit != -1)
			f->keywords |= UINT64_C(1) << bit;
		else if (errno != ENOSPC)
			return false;
	}
	return true;
}

static int
copy_bytes(int from, int to)
{
	char buf[COPY_BUFFER], *p;
	ssize_t n, written;

	while ((n = read(from, buf, sizeof(buf))) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		for (p = buf; n > 0; p += written, n -= written) {
			written = write(to, p, (size_t)n);
			if (written == -1 && errno == EINTR)
				written = 0;
			if (written == -1)
				return -1;
		}
	}
	return 0;
}

/* Where there can be no second link. */
static int
duplicate(struct session *s, struct copy *c, uint32_t number,
    struct delivery *d, int64_t date)
{
	int fd = mailbox_openat(&c->from->mb, number - 1), r, e;

	if (fd == -1)
		return -1;
	r = delivery_begin(d, &c->to.mb.md, s->set->suite.host,
	    &s->deliveries);
	if (r == 0)
		r = copy_bytes(fd, d->fd);
	if (r == 0 && date >= 0)
		r = delivery_date(d, date);
	if (r == 0)
		r = delivery_prepare(d, -1);
	e = errno;
	close(fd);
	errno = e;
	return r;
}

static int
copy_one(struct session *s, struct copy *c, uint32_t number)
{
	struct delivery *d;
	struct message m;
	struct flags f;
	int64_t date;
	int r;

	errno = ENOENT;
	if (!view_message(c->from, number, &m) ||
	    (m.flags & FLAG_GONE) != 0 || !translate(c, &m, &f) ||
	    (d = target_next(&c->to)) == NULL)
		return -1;
	date = m.internaldate >= 0 ? m.internaldate :
	    mailbox_date(&c->from->mb, number - 1);
	r = mailbox_link(&c->from->mb, number - 1, d, &c->to.mb.md,
	    s->set->suite.host, &s->deliveries);
	if (r == -1 && (errno == EXDEV || errno == EMLINK || errno == EPERM))
		r = duplicate(s, c, number, d, date);
	if (r == 0) {
		target_describe(&c->to, &f, date);
		set_append(&c->source, m.uid);
	}
	return r;
}

/* Bytes of these messages, which all have known sizes afterwards. */
static bool
measure(const struct copy *c, uint64_t *bytes)
{
	struct message m;
	size_t r;
	uint32_t i;
	bool asked = false;

	*bytes = 0;
	for (r = 0; r < c->numbers.n; r++)
		for (i = c->numbers.range[r].from;
		    i <= c->numbers.range[r].to; i++) {
			if (!view_message(c->from, i, &m))
				continue;
			if ((m.size < 0 || m.vsize < 0) && !asked) {
				asked = true;
				if (mailbox_sizes(&c->from->mb) == -1 ||
				    !view_message(c->from, i, &m))
					return false;
			}
			*bytes += m.size > 0 ? (uint64_t)m.size : 0;
		}
	return true;
}

static int
copy_all(struct session *s, struct copy *c)
{
	size_t r;
	uint32_t i;

	for (r = 0; r < c->numbers.n; r++)
		for (i = c->numbers.range[r].from;
		    i <= c->numbers.range[r].to; i++)
			if (copy_one(s, c, i) == -1)
				return -1;
	return target_commit(&c->to);
}

/*
 * What could not be expunged was not moved: its copy goes again, if it is
 * still where it came from.  Both lists of UIDs ascend.
 */
static void
undo_move(struct copy *c, const uint32_t *uids, size_t n,
    const uint32_t *failed, size_t nfailed)
{
	uint32_t *copies = calloc(nfailed + 1, sizeof(*copies)), number;
	struct set moved;
	size_t i, at = 0, found = 0;
	int fd;

	memset(&moved, 0, sizeof(moved));
	for (i = 0; copies != NULL && i < n && i < c->to.n; i++) {
		bool stays = at < nfailed && failed[at] == uids[i];

		at += stays;
		fd = stays && mailbox_find(&c->from->mb, uids[i], &number) ?
		    mailbox_openat(&c->from->mb, number) : -1;
		if (fd == -1) {
			set_append(&moved, uids[i]);
			continue;
		}
		(void)close(fd);
		copies[found++] = c->to.addition[i].uid;
		c->to.addition[i].uid = 0;
	}
	if (found > 0)
		(void)mailbox_expunge(&c->to.mb, copies, found, NULL);
	free(copies);
	set_free(&c->source);
	c->source = moved;
}

/* RFC 6851 section 3.3: COPYUID, then the expunges. */
static void
finish_move(struct session *s, struct copy *c)
{
	uint64_t before = c->from->modseq;
	uint32_t *uids, *failed = NULL;
	int left = -1, e;
	size_t n;

	uids = view_uids(c->from, &c->numbers, &n);
	if (uids != NULL && (failed = calloc(n + 1, sizeof(*failed))) != NULL)
		left = mailbox_expunge(&c->from->mb, uids, n, failed);
	e = errno;
	if (left == -1)
		undo_move(c, uids, n, uids, n);
	else if (left > 0)
		undo_move(c, uids, n, failed, (size_t)left);
	if (c->source.n > 0) {
		out_text(&s->out, "* OK ");
		target_write_uids(&s->out, &c->to, "COPYUID", &c->source);
		out_text(&s->out, "moved\r\n");
	}
	errno = e;
	if (left == -1)
		reply_errno(s, "MOVE");
	else if (left == 0)
		expunge_reply_ok(s, before, "MOVE completed");
	else if (session_update(s))
		reply_no(s, "[SERVERBUG] %d messages could not be moved",
		    left);
	free(uids);
	free(failed);
}

static void
run(struct session *s, struct copy *c)
{
	uint64_t bytes;

	if (set_count(&c->numbers) == 0) {
		reply_ok(s, "nothing to copy");		/* I-22 */
		return;
	}
	if (!measure(c, &bytes)) {
		reply_errno(s, "COPY");
		return;
	}
	/* What is moved was counted before, but for what was in .Trash. */
	if ((!c->move || !c->from->mb.counts) && !target_quota_all(s, &c->to,
	    bytes, (size_t)set_count(&c->numbers)))
		return;
	if (copy_all(s, c) == -1) {
		if (errno == ENOENT)
			reply_no(s, "[EXPUNGEISSUED] some of the messages "
			    "are gone");
		else
			reply_errno(s, c->move ? "MOVE" : "COPY");
		return;
	}
	if (c->move) {
		finish_move(s, c);
		return;
	}
	reply_ok_begin(s);
	if (s->state == STATE_DONE)
		return;
	target_write_uids(&s->out, &c->to, "COPYUID", &c->source);
	out_text(&s->out, "COPY completed\r\n");
}

static void
copy_or_move(struct session *s, struct parse *p, bool move)
{
	char folder[NAME_FOLDER];
	struct copy c;

	memset(&c, 0, sizeof(c));
	c.move = move;
	c.from = &s->view;
	if (!messages_arg(s, p, &c.numbers))
		return;
	if (!folder_arg(s, p, folder) || !command_end(s, p))
		;			/* answered */
	else if (move && s->view.readonly)
		reply_no(s, "[NOPERM] the mailbox is read-only");
	else if (target_open(s, &c.to, folder)) {
		run(s, &c);
		target_close(&c.to);
	}
	set_free(&c.numbers);
	set_free(&c.source);
}

void
do_copy(struct session *s, struct parse *p)
{
	copy_or_move(s, p, false);
}

void
do_move(struct session *s, struct parse *p)
{
	copy_or_move(s, p, true);
}

/* The view is one of its own: INBOX need not be selected. */
static int
move_all(struct session *s, struct copy *c)
{
	uint64_t bytes;
	uint32_t *uids;
	size_t n;
	int r;

	if (c->from->count == 0)
		return 0;
	set_add(&c->numbers, 1, c->from->count);
	if (!measure(c, &bytes) || copy_all(s, c) == -1)
		return -1;
	uids = view_uids(c->from, &c->numbers, &n);
	if (uids == NULL)
		return -1;
	r = mailbox_expunge(&c->from->mb, uids, n, NULL);
	free(uids);
	return r;
}

int
copy_inbox(struct session *s, const char *folder)
{
	struct view inbox;
	struct copy c;
	int r, e;

	memset(&inbox, 0, sizeof(inbox));
	memset(&c, 0, sizeof(c));
	c.from = &inbox;
	if (view_open(&inbox, s->root, "", false) == -1)
		return -1;
	r = mailbox_open(&c.to.mb, s->root, folder, MAILBOX_CREATE);
	if (r == 0)
		r = move_all(s, &c);
	e = errno;
	target_close(&c.to);
	set_free(&c.numbers);
	set_free(&c.source);
	view_close(&inbox);
	errno = e;
	return r;
}
