#include <string.h>
#include <strings.h>

#include "ftpd/command.h"
#include "ftpd/control.h"
#include "ftpd/site.h"

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
		s->held = false;
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

int
control_fd(const struct session *s)
{
	return s->held || s->quit || s->abort || s->lost ? -1 : s->io.in;
}

bool
control_ready(const struct session *s)
{
	return control_fd(s) != -1 && s->io.pos < s->io.len;
}

/* Is it this word and nothing else but blanks? */
static bool
is_word(const char *line, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(line, word, n) == 0 &&
	    line[n + strspn(line + n, " \t")] == '\0';
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
		s->quit = true;
	} else if (as == LINE_OK && is_word(line, "NOOP") &&
	    s->noops < NOOPS_MAX) {
		s->noops++;
	} else {
		s->held = true;
		s->held_as = as;
	}
}

static enum control
outcome(const struct session *s)
{
	return s->lost ? CONTROL_LOST : s->abort ? CONTROL_ABORT : CONTROL_GO;
}

enum control
control_poll(struct session *s)
{
	enum telnet_end end;
	const char *data;
	size_t len;

	while (control_fd(s) != -1) {
		if (!control_ready(s)) {
			if (!line_waiting(&s->io, 0))
				break;
			if (line_data(&s->io, &data, &len) != LINE_OK) {
				s->lost = true;
				break;
			}
		}
		end = buffered_line(s);
		if (end != TELNET_MORE)
			take_line(s, meaning(end));
	}
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
	if (s->lost) {
		session_done(s, "lost");
	} else if (s->quit) {
		reply(s, 221, "Goodbye.");
		session_done(s, "quit");
	}
}
