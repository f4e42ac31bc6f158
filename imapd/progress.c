#include <string.h>

#include "imapd/command.h"
#include "imapd/progress.h"

enum {
	EVERY = 10 * 1000,	/* ms; mobile clients wait for 30 s */
	STEPS = 64		/* a look at the clock costs something, too */
};

void
progress_begin(struct progress *p, struct session *s, uint64_t goal)
{
	memset(p, 0, sizeof(*p));
	p->s = s;
	p->goal = goal;
	p->next = line_now() + EVERY;
}

static void
speak(struct progress *p, uint64_t done)
{
	struct out *o = &p->s->out;

	if (!capability_has(p->s, "INPROGRESS")) {
		out_text(o, "* OK still here\r\n");
		return;
	}
	out_text(o, "* OK [INPROGRESS (");
	out_string(o, p->s->tag, strlen(p->s->tag));
	out_char(o, ' ');
	out_number(o, done);
	out_char(o, ' ');
	if (p->goal > 0)
		out_number(o, p->goal);
	else
		out_text(o, "NIL");
	out_text(o, ")] still at it\r\n");
}

bool
progress_step(struct progress *p, uint64_t done)
{
	if (++p->steps < STEPS)
		return true;
	p->steps = 0;
	if (line_now() >= p->next) {
		speak(p, done);
		(void)line_flush(&p->s->io);
		p->next = line_now() + EVERY;
	}
	return p->s->io.broken == LINE_OK;
}
