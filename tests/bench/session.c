/*
 * The load generator's short sessions: how long until a server greets,
 * and how many POP3 logins it serves in a second.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/engine.h"
#include "tests/bench/load.h"

enum step { GREETING, USER, PASS, QUIT };

static const struct load	*opt;
static unsigned long		 unsent, finished;
static double			*times;

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Median and 95th percentile, in microseconds. */
static void
print_times(const char *name, double *t, unsigned long n)
{
	qsort(t, n, sizeof(*t), compare);
	printf("%s_us %.1f\n%s_p95_us %.1f\n", name, t[n / 2] * 1e6, name,
	    t[n - 1 - n / 20] * 1e6);
}

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
say(struct client *c, enum step step, const char *verb, const char *arg)
{
	int n = snprintf(c->text, 256, "%s%s\r\n", verb, arg);

	c->step = step;
	client_queue(c, c->text, (size_t)n);
	client_send(c);
}

static void
session_line(struct client *c, char *line, size_t len)
{
	char user[32];

	(void)len;
	if (strncmp(line, "+OK", 3) != 0)
		fail(c, "%s", line);
	switch ((enum step)c->step) {
	case GREETING:
		snprintf(user, sizeof(user), " user%d",
		    opt->first + c->id % opt->users);
		say(c, USER, "USER", user);
		break;
	case USER:
		say(c, PASS, "PASS ", opt->password);
		break;
	case PASS:
		say(c, QUIT, "QUIT", "");
		break;
	case QUIT:
		times[finished++] = now() - c->started;
		break;
	}
}

static void
greet_line(struct client *c, char *line, size_t len)
{
	if (c->step == QUIT || (len > 3 && line[3] == '-'))
		return;
	if (strncmp(line, "+OK", 3) != 0 && strncmp(line, "220", 3) != 0)
		fail(c, "%s", line);
	times[finished++] = now() - c->started;
	say(c, QUIT, "QUIT", "");
}

static void
closed(struct client *c)
{
	if (c->step != QUIT)
		fail(c, "closed by the server");
	begin(c);
}

static void
run(const struct load *load, const struct script *script, const char *name)
{
	double began, seconds;
	int i;

	opt = load;
	unsent = opt->total;
	times = calloc(opt->total, sizeof(*times));
	if (times == NULL)
		fail(NULL, "out of memory");
	began = now();
	for (i = 0; i < nclients; i++) {
		clients[i].text = malloc(256);
		if (clients[i].text == NULL)
			fail(NULL, "out of memory");
		begin(&clients[i]);
	}
	engine_run(script);
	seconds = now() - began;
	if (finished != opt->total)
		fail(NULL, "%lu of %lu finished", finished, opt->total);
	printf("seconds %.6f\nrate %.1f\n", seconds,
	    (double)finished / seconds);
	print_times(name, times, finished);
}

void
run_session(const struct load *load)
{
	static const struct script script = { session_line, closed };

	run(load, &script, "session");
}

void
run_greet(const struct load *load)
{
	static const struct script script = { greet_line, closed };

	run(load, &script, "greeting");
}
