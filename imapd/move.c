/*
 * move: MOVE, and RENAME of INBOX.
 *
 * Within a file system the files are renamed (mailbox_move()); else, and
 * within one mailbox, the messages are copied and then expunged.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "imapd/command.h"
#include "imapd/copy.h"
#include "imapd/expunge.h"
#include "imapd/session.h"

enum { TRIES = 8 };	/* when others give them keywords at the same time */

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
	for (i = 0; copies != NULL && i < n && i < c->to.made; i++) {
		bool stays = at < nfailed && failed[at] == uids[i];

		at += stays;
		fd = stays && mailbox_find(&c->from->mb, uids[i], &number) ?
		    mailbox_openat(&c->from->mb, number) : -1;
		if (fd == -1) {
			set_append(&moved, uids[i]);
			continue;
		}
		(void)close(fd);
		copies[found++] = c->to.uids[i];
		c->to.uids[i] = 0;
	}
	if (found > 0)
		(void)mailbox_expunge(&c->to.mb, copies, found, NULL);
	free(copies);
	set_free(&c->source);
	c->source = moved;
}

/* How many stay where they were; -1: all do. */
static int
copy_and_expunge(struct session *s, struct copy *c, const uint32_t *uids,
    size_t n)
{
	uint32_t *failed;
	int left = -1, e;

	if (copy_all(s, c) == -1)
		return -1;
	failed = calloc(n + 1, sizeof(*failed));
	if (failed != NULL)
		left = mailbox_expunge(&c->from->mb, uids, n, failed);
	e = errno;
	if (left == -1)
		undo_move(c, uids, n, uids, n);
	else if (left > 0)
		undo_move(c, uids, n, failed, (size_t)left);
	free(failed);
	errno = e;
	return left;
}

/* Which bits the keywords of these messages have in the target. */
static bool
map_keywords(struct copy *c, struct mailbox_move *move)
{
	struct message m;
	unsigned bit;
	uint32_t i;
	size_t r;
	int there;

	move->known = 0;
	for (r = 0; r < c->numbers.n; r++)
		for (i = c->numbers.range[r].from;
		    i <= c->numbers.range[r].to; i++)
			if (view_message(c->from, i, &m))
				move->known |= m.keywords;
	for (bit = 0; bit < MAILBOX_KEYWORDS; bit++) {
		if ((move->known >> bit & 1) == 0)
			continue;
		if (!copy_keyword(c, bit, &there))
			return false;
		move->bit[bit] = (int8_t)there;
	}
	return true;
}

static int
rename_all(struct session *s, struct copy *c, const uint32_t *uids, size_t n)
{
	struct mailbox_move move;
	int tries, r = -1;
	size_t i;

	memset(&move, 0, sizeof(move));
	move.to = &c->to.mb;
	move.uids = uids;
	move.n = n;
	move.host = s->set->suite.host;
	move.count = &s->deliveries;
	move.made = calloc(n + 1, sizeof(*move.made));
	if (move.made == NULL)
		return -1;
	for (tries = 0; tries < TRIES; tries++) {
		if (!map_keywords(c, &move))
			break;
		r = mailbox_move(&c->from->mb, &move);
		if (r == 0 || errno != EAGAIN ||
		    mailbox_hear(&c->from->mb) == -1)
			break;
	}
	if (r == -1) {
		int e = errno;

		free(move.made);
		errno = e;
		return -1;
	}
	for (i = 0; i < n; i++)
		set_append(&c->source, uids[i]);
	target_has(&c->to, move.made, n);
	return 0;
}

/* How many stay where they were; -1 with errno: all do. */
static int
move_all(struct session *s, struct copy *c)
{
	uint32_t *uids;
	size_t n;
	int r, e;

	uids = view_uids(c->from, &c->numbers, &n);
	if (uids == NULL)
		return -1;
	r = rename_all(s, c, uids, n);
	if (r == -1 && (errno == EXDEV || errno == EMLINK || errno == EPERM))
		r = copy_and_expunge(s, c, uids, n);
	e = errno;
	free(uids);
	errno = e;
	return r;
}

static void
run(struct session *s, struct copy *c)
{
	uint64_t before = c->from->modseq, bytes;
	int left, e;

	if (!copy_measure(c, &bytes)) {
		reply_errno(s, "MOVE");
		return;
	}
	/* It was counted before, but for what was in .Trash. */
	if (!c->from->mb.counts && !target_quota_all(s, &c->to, bytes,
	    (size_t)set_count(&c->numbers)))
		return;
	left = move_all(s, c);
	e = errno;
	/* RFC 6851 section 3.3: COPYUID, then the expunges. */
	if (c->source.n > 0 && c->to.made > 0) {
		out_text(&s->out, "* OK ");
		target_write_uids(&s->out, &c->to, "COPYUID", &c->source);
		out_text(&s->out, "moved\r\n");
	}
	errno = e;
	if (left == -1)
		copy_reply_failed(s, "MOVE");
	else if (left == 0)
		expunge_reply_ok(s, before, "MOVE completed");
	else if (session_update(s))
		reply_no(s, "[SERVERBUG] %d messages could not be moved",
		    left);
}

void
do_move(struct session *s, struct parse *p)
{
	copy_command(s, p, true, run);
}

/* The view is one of its own: INBOX need not be selected. */
int
move_inbox(struct session *s, const char *folder)
{
	struct view inbox;
	struct copy c;
	uint64_t bytes;
	int r, e;

	memset(&inbox, 0, sizeof(inbox));
	memset(&c, 0, sizeof(c));
	c.from = &inbox;
	if (view_open(&inbox, s->root, "", false) == -1)
		return -1;
	r = mailbox_open(&c.to.mb, s->root, folder, MAILBOX_CREATE);
	if (r == 0 && inbox.count > 0) {
		set_add(&c.numbers, 1, inbox.count);
		r = copy_measure(&c, &bytes) ? move_all(s, &c) : -1;
	}
	e = errno;
	copy_free(&c);
	view_close(&inbox);
	errno = e;
	return r;
}
