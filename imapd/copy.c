/* copy: COPY, and what MOVE has in common with it (copy.h). */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "imapd/command.h"
#include "imapd/copy.h"
#include "imapd/session.h"

#define COPY_BUFFER	65536

bool
copy_keyword(struct copy *c, unsigned n, int *there)
{
	const char *name = mailbox_keyword(&c->from->mb, n);

	*there = -1;
	if (name == NULL)
		return true;
	*there = mailbox_keyword_bit(&c->to.mb, name, true);
	return *there != -1 || errno == ENOSPC;
}

/* RFC 9051 section 6.4.7: with its flags. */
static bool
translate(struct copy *c, const struct message *m, struct flags *f)
{
	unsigned n;
	int bit;

	f->system = m->flags & FLAGS_ALL;
	f->keywords = 0;
	for (n = 0; n < MAILBOX_KEYWORDS; n++) {
		if ((m->keywords >> n & 1) == 0)
			continue;
		if (!copy_keyword(c, n, &bit))
			return false;
		if (bit != -1)
			f->keywords |= UINT64_C(1) << bit;
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

bool
copy_measure(const struct copy *c, uint64_t *bytes)
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

int
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

void
copy_reply_failed(struct session *s, const char *verb)
{
	if (errno == ENOENT)
		reply_no(s, "[EXPUNGEISSUED] some of the messages are gone");
	else
		reply_errno(s, verb);
}

void
copy_command(struct session *s, struct parse *p, bool move,
    void (*run)(struct session *, struct copy *))
{
	char folder[NAME_FOLDER];
	struct copy c;

	memset(&c, 0, sizeof(c));
	c.from = &s->view;
	if (!messages_arg(s, p, &c.numbers))
		return;
	if (!folder_arg(s, p, folder) || !command_end(s, p))
		;			/* answered */
	else if (move && s->view.readonly)
		reply_no(s, "[NOPERM] the mailbox is read-only");
	else if (!target_open(s, &c.to, folder))
		;			/* likewise */
	else if (set_count(&c.numbers) == 0)
		reply_ok(s, "nothing to copy");		/* I-22 */
	else
		run(s, &c);
	copy_free(&c);
}

void
copy_free(struct copy *c)
{
	target_close(&c->to);
	set_free(&c->numbers);
	set_free(&c->source);
}

static void
run(struct session *s, struct copy *c)
{
	uint64_t bytes;

	if (!copy_measure(c, &bytes)) {
		reply_errno(s, "COPY");
		return;
	}
	if (!target_quota_all(s, &c->to, bytes,
	    (size_t)set_count(&c->numbers)))
		return;
	if (copy_all(s, c) == -1) {
		copy_reply_failed(s, "COPY");
		return;
	}
	reply_ok_begin(s);
	if (s->state == STATE_DONE)
		return;
	target_write_uids(&s->out, &c->to, "COPYUID", &c->source);
	out_text(&s->out, "COPY completed\r\n");
}

void
do_copy(struct session *s, struct parse *p)
{
	copy_command(s, p, false, run);
}
