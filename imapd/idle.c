#include <errno.h>
#include <poll.h>
#include <string.h>
#include <strings.h>

#include "imapd/command.h"
#include "imapd/notify.h"
#include "imapd/session.h"

enum {
	/* A word for firewalls that forget quiet connections; seconds. */
	KEEPALIVE = 280,

	/* Changes that no directory shows, or that nobody can watch. */
	LOOK = 60,
	LOOK_BLIND = 5,

	/*
	 * ms from what was told to what is told next: a burst comes in a few
	 * steps (7.8), and nothing later than 50 ms.
	 */
	COALESCE = 40
};

/* Watches the selected mailbox; -1: that does not work here. */
static int
watch_fd(struct session *s)
{
	struct mailbox *mb = &s->view.mb;

	if (s->state != STATE_SELECTED)
		return -1;
	if (mb->watch.fd == -1 && watch_begin(&mb->watch, &mb->md))
		watch_stop(&mb->watch);
	watch_index(&mb->watch, &mb->md);
	return mb->watch.fd;
}

/* What has been seen so far need not be seen again. */
static void
forget_events(struct session *s)
{
	struct mailbox *mb = &s->view.mb;

	if (watch_begin(&mb->watch, &mb->md))
		watch_stop(&mb->watch);
}

/* What it is waited for, and what of it has happened. */
struct waiting {
	bool	 idle;			/* or no command is under way */
	int	 fd;			/* of the mailbox, or -1 */
	bool	 mailbox, others;	/* events */
	int64_t	 told;			/* when there was something to tell */
};

/* Waits for the peer or an event; ms at most.  True: the peer. */
static bool
wait_for_any(struct session *s, struct waiting *w, bool events, int64_t ms)
{
	struct pollfd p[3] = {
		{ .fd = s->io.in, .events = POLLIN },
		{ .fd = events ? w->fd : -1, .events = POLLIN },
		{ .fd = events ? notify_fd(s) : -1, .events = POLLIN }
	};

	w->mailbox = w->others = false;
	if (s->io.pos < s->io.len)
		return true;
	if (poll(p, 3, ms > 0 ? (int)ms : 0) == -1)
		return errno != EINTR;
	w->mailbox = p[1].revents != 0;
	w->others = p[2].revents != 0;
	return p[0].revents != 0;
}

/* When to look at what nothing tells of. */
static int64_t
next_look(const struct session *s, const struct waiting *w, int64_t looked)
{
	int64_t look = looked + (w->fd == -1 && s->state == STATE_SELECTED ?
	    LOOK_BLIND : LOOK) * 1000;
	int64_t other = notify_look(s);

	if (other != -1 && line_now() + other < look)
		look = line_now() + other;
	return look;
}

/* Tells what there is, if anything.  False: the session is over. */
static bool
tell(struct session *s, struct waiting *w)
{
	uint64_t before = s->io.sent + s->io.pending;

	if (notify_wants_now(s, w->idle) && !session_update(s))
		return false;
	notify_tell(s);
	if (s->io.sent + s->io.pending != before)
		w->told = line_now();
	return true;
}

/* Until the peer says something.  False: the session is over. */
static bool
wait_for_peer(struct session *s, bool idle)
{
	int64_t now = line_now(), looked = now, spoke = now;
	int64_t end = now + (int64_t)s->io.timeout * 1000, until;
	struct waiting w = { .idle = idle, .fd = watch_fd(s) };
	bool pending = true;		/* what came before we watched */

	for (;;) {
		if (pending && !tell(s, &w))
			return false;
		if (pending)
			looked = line_now();
		if (spoke < w.told)
			spoke = w.told;
		pending = false;
		if (line_flush(&s->io) == -1)
			return true;		/* to be found out there */
		now = line_now();
		until = next_look(s, &w, looked);
		if (idle && until > spoke + KEEPALIVE * 1000)
			until = spoke + KEEPALIVE * 1000;
		if (until > end)
			until = end;
		if (wait_for_any(s, &w, true, until - now))
			return true;
		now = line_now();
		if (w.mailbox || w.others) {
			if (now < w.told + COALESCE && wait_for_any(s, &w,
			    false, w.told + COALESCE - now))
				return true;
			if (w.fd != -1)
				forget_events(s);
			pending = true;
		} else if (now >= end) {
			reply_bye(s, "timeout", "idle for too long");
			return false;
		} else if (idle && now >= spoke + KEEPALIVE * 1000) {
			out_text(&s->out, "* OK still here\r\n");
			spoke = now;
		} else if (now >= until) {
			pending = true;
		}
	}
}

/* RFC 5465: what is asked for is told at any time. */
bool
session_wait(struct session *s)
{
	if (s->io.pos < s->io.len)
		return true;
	s->command = NULL;
	s->uid = false;
	return wait_for_peer(s, false);
}

/* RFC 2177. */
void
do_idle(struct session *s, struct parse *p)
{
	char *line;
	size_t len;

	if (!command_end(s, p))
		return;
	out_text(&s->out, "+ idling\r\n");
	if (!wait_for_peer(s, true))
		return;
	switch (line_get(&s->io, &line, &len)) {
	case LINE_OK:
		if (strcasecmp(line, "DONE") == 0)
			reply_ok(s, "IDLE completed");
		else
			reply_bad(s, "[CLIENTBUG] IDLE: expected DONE");
		break;
	case LINE_TOOLONG:
	case LINE_BARE:
		reply_bad(s, "[CLIENTBUG] IDLE: expected DONE");
		break;
	case LINE_TIMEOUT:
		reply_bye(s, "timeout", "idle for too long");
		break;
	case LINE_EOF:
		session_done(s, "lost");
		break;
	}
}
