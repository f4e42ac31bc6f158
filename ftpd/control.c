#include <string.h>
#include <strings.h>

#include "ftpd/command.h"
#include "ftpd/control.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

#ifndef POLLRDHUP
#define POLLRDHUP	0
#endif

/* NOOPs that are owed; whoever sends more does not want to know. */
#define NOOPS_MAX	1000

/* What Telnet has to say goes before any reply. */
static void
send_answer(struct session *s)
{
	struct telnet *t = &s->telnet;

	if (t->answer_len == 0)
		return;
	line_write(&s->io, t->answer, t->answer_len);
	t->answer_len = 0;
}

/* One line out of what is buffered, or TELNET_MORE. */
static enum telnet_end
buffered_line(struct session *s)
{
	const char *begin = s->io.ibuf + s->io.pos, *p = begin;
	enum telnet_end end;

	end = telnet_feed(&s->telnet, &p, s->io.ibuf + s->io.len);
	line_took(&s->io, (size_t)(p - begin));
	send_answer(s);
	return end;
}

static enum line
meaning(enum telnet_end end)
{
	switch (end) {
	case TELNET_LINE_LONG:
		return LINE_TOOLONG;
	case TELNET_LINE_NUL:
		return LINE_BARE;
	default:
		return LINE_OK;
	}
}

enum line
control_line(struct session *s, char **line)
{
	const char *data;
	enum telnet_end end;
	enum line result;
	size_t len;

	*line = s->telnet.line;
	if (s->held) {
		s->held = s->abort_waits = false;
		s->looked = 0;
		return s->held_as;
	}
	for (;;) {
		result = line_data(&s->io, &data, &len);
		if (result != LINE_OK)
			return result;
		end = buffered_line(s);
		if (end != TELNET_MORE)
			return meaning(end);
	}
}

/* Has what has been read no room for more? */
static bool
is_full(const struct lineio *io)
{
	return io->len - io->pos == io->room;
}

void
control_watch(const struct session *s, struct pollfd *p)
{
	p->fd = s->lost ? -1 : s->io.in;
	p->events = is_full(&s->io) ? POLLRDHUP : POLLIN | POLLRDHUP;
}

bool
control_ready(const struct session *s)
{
	return !s->abort && !s->abort_waits &&
	    s->io.pos + s->looked < s->io.len;
}

bool
control_leaving(const struct session *s)
{
	return s->leaving;
}

/* Is it this word and nothing else but blanks? */
static bool
is_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(line, word, n) == 0 &&
	    line[n + strspn(line + n, " \t")] == '\0';
}

/* From here on nothing is taken before the transfer ends. */
static void
wait_behind(struct session *s)
{
	telnet_init(&s->ahead);
	s->looked = 0;
}

/* One line during a transfer. */
static void
take_line(struct session *s, enum line as)
{
	const char *line = s->telnet.line;

	if (as == LINE_OK && is_word(line, "ABOR")) {
		s->abort = true;
	} else if (as == LINE_OK && is_word(line, "STAT")) {
		status_transfer(s);
		line_flush(&s->io);
	} else if (as == LINE_OK && is_word(line, "QUIT")) {
		s->quit = s->leaving = true;
		wait_behind(s);
	} else if (as == LINE_OK && is_word(line, "NOOP") &&
	    s->noops < NOOPS_MAX) {
		s->noops++;
	} else {
		s->held = true;
		s->held_as = as;
		wait_behind(s);
	}
}

/* What waits is looked through, and stays where it is. */
static void
look_ahead(struct session *s)
{
	const char *begin = s->io.ibuf + s->io.pos, *p = begin + s->looked;
	enum telnet_end end;

	while (!s->abort_waits && (end = telnet_feed(&s->ahead, &p,
	    s->io.ibuf + s->io.len)) != TELNET_MORE) {
		if (end != TELNET_LINE_OK)
			continue;
		s->abort_waits = is_word(s->ahead.line, "ABOR");
		s->leaving |= is_word(s->ahead.line, "QUIT");
	}
	s->looked = (size_t)(p - begin);
	s->ahead.answer_len = 0;	/* in their turn */
}

static void
take(struct session *s)
{
	enum telnet_end end;

	if (s->held || s->quit) {
		look_ahead(s);
		return;
	}
	end = buffered_line(s);
	if (end != TELNET_MORE)
		take_line(s, meaning(end));
}

static bool
hung_up(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLRDHUP };

	return poll(&p, 1, 0) == 1 &&
	    (p.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

/* Reads what has come, or sees that nothing will any more. */
static void
read_more(struct session *s)
{
	switch (line_more(&s->io)) {
	case LINE_OK:
		break;
	case LINE_TOOLONG:
		s->lost = hung_up(s->io.in);
		break;
	default:
		s->lost = true;
	}
}

static enum control
outcome(const struct session *s)
{
	if (s->abort || s->abort_waits)
		return CONTROL_ABORT;
	if (!s->lost)
		return CONTROL_GO;
	return s->leaving ? CONTROL_LEFT : CONTROL_LOST;
}

enum control
control_poll(struct session *s)
{
	do {
		while (control_ready(s))
			take(s);
		if (outcome(s) == CONTROL_GO)
			read_more(s);
	} while (control_ready(s));
	if (s->telnet.answer_len == 0 && s->io.pending > 0)
		line_flush(&s->io);
	return outcome(s);
}

void
control_settle(struct session *s)
{
	for (; s->noops > 0; s->noops--)
		reply(s, 200, "NOOP command successful.");
	if (s->abort) {
		s->abort = false;
		reply(s, 226, "ABOR command successful.");
	}
	if (s->lost && !s->leaving) {
		session_done(s, "lost");
	} else if (s->quit) {
		reply(s, 221, "Goodbye.");
		session_done(s, "quit");
	}
}
