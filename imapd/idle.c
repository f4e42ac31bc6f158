#include <errno.h>
#include <poll.h>
#include <string.h>
#include <strings.h>

#include "imapd/command.h"
#include "imapd/session.h"

enum {
	/* A word for firewalls that forget quiet connections; seconds. */
	KEEPALIVE = 280,

	/* Changes that no directory shows, or that nobody can watch. */
	LOOK = 60,
	LOOK_BLIND = 5,

	COALESCE = 100		/* ms: a burst is told in a few steps (7.8) */
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

/* Waits for the peer or the mailbox; ms at most.  True: the peer. */
static bool
wait_for_either(struct session *s, int fd, int64_t ms, bool *event)
{
	struct pollfd p[2] = {
		{ .fd = s->io.in, .events = POLLIN },
		{ .fd = fd, .events = POLLIN }
	};

	*event = false;
	if (s->io.pos < s->io.len)
		return true;
	if (poll(p, fd == -1 ? 1 : 2, ms > 0 ? (int)ms : 0) == -1)
		return errno != EINTR;
	*event = fd != -1 && p[1].revents != 0;
	return p[0].revents != 0;
}

/* Until the peer says something.  False: the session is over. */
static bool
idle(struct session *s)
{
	int64_t now = line_now(), told = now, spoke = now;
	int64_t end = now + (int64_t)s->io.timeout * 1000, look, until;
	int fd = watch_fd(s);
	bool event, pending = true;	/* what came before we watched */

	for (;;) {
		if (pending && !session_update(s))
			return false;
		if (pending)
			told = spoke = line_now();
		pending = false;
		if (line_flush(&s->io) == -1)
			return true;		/* to be found out there */
		look = told + (fd == -1 && s->state == STATE_SELECTED ?
		    LOOK_BLIND : LOOK) * 1000;
		until = look < spoke + KEEPALIVE * 1000 ? look :
		    spoke + KEEPALIVE * 1000;
		now = line_now();
		if (wait_for_either(s, fd, until - now, &event))
			return true;
		now = line_now();
		if (event) {
			if (now < told + COALESCE && wait_for_either(s, -1,
			    told + COALESCE - now, &event))
				return true;
			forget_events(s);
			pending = true;
		} else if (now >= end) {
			reply_bye(s, "timeout", "idle for too long");
			return false;
		} else if (now >= spoke + KEEPALIVE * 1000) {
			out_text(&s->out, "* OK still here\r\n");
			spoke = now;
		} else if (now >= look) {
			pending = true;
		}
	}
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
	if (!idle(s))
		return;
	switch (line_get(&s->io, &line, &len)) {
	case LINE_OK:
		if (strcasecmp(line, "DONE") == 0)
			reply_ok(s, "IDLE completed");
		else
			reply_bad(s, "IDLE: expected DONE");
		break;
	case LINE_TOOLONG:
	case LINE_BARE:
		reply_bad(s, "IDLE: expected DONE");
		break;
	case LINE_TIMEOUT:
		reply_bye(s, "timeout", "idle for too long");
		break;
	case LINE_EOF:
		session_done(s, "lost");
		break;
	}
}
