/* The load generator's IMAP sessions: LOGIN and LOGOUT, as fast as it goes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/engine.h"
#include "tests/bench/load.h"

enum step { GREETING, LOGIN, LOGOUT, OVER };

static const struct load	*opt;
static unsigned long		 unsent, finished;

static void
begin(struct client *c)
{
	if (unsent == 0) {
		c->busy = false;
		return;
	}
	unsent--;
	c->busy = true;
	c->step = GREETING;
	client_connect(c);
}

static void
say(struct client *c, enum step step, const char *text)
{
	c->step = step;
	client_queue(c, text, strlen(text));
	client_send(c);
}

static void
line(struct client *c, char *text, size_t len)
{
	(void)len;
	switch ((enum step)c->step) {
	case GREETING:
		if (strncmp(text, "* OK", 4) != 0)
			fail(c, "%s", text);
		say(c, LOGIN, "a LOGIN joe secret\r\n");
		break;
	case LOGIN:
		if (strncmp(text, "a OK", 4) == 0)
			say(c, LOGOUT, "b LOGOUT\r\n");
		else if (text[0] != '*')
			fail(c, "%s", text);
		break;
	case LOGOUT:
		if (strncmp(text, "b OK", 4) == 0) {
			c->step = OVER;
			finished++;
		}
		break;
	case OVER:
		fail(c, "%s", text);
	}
}

static void
closed(struct client *c)
{
	if (c->step != OVER)
		fail(c, "closed by the server");
	begin(c);
}

void
run_login(const struct load *load)
{
	static const struct script script = { line, closed };
	double began = now(), seconds;
	int i;

	opt = load;
	unsent = opt->total;
	for (i = 0; i < nclients; i++)
		begin(&clients[i]);
	engine_run(&script);
	seconds = now() - began;
	if (finished != opt->total)
		fail(NULL, "%lu of %lu finished", finished, opt->total);
	printf("seconds %.6f\nrate %.1f\n", seconds,
	    (double)finished / seconds);
}
