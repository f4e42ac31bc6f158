/*
 * load: many mail clients at once, for tests/bench/run and imap.
 *
 *	load smtp [-P] [-c clients] [-m per] [-n total] [-r rcpts] [-s size]
 *	load pop3 [-c clients] -n messages phase ...
 *	load session [-c clients] -n total
 *	load greet [-c clients] -n total
 *	load imap [-c clients] -n total
 *
 * each with -p port, -f first user, -u users, -d domain, -w password and
 * -T seconds.  It connects to 127.0.0.1 only, and every count and the time
 * are bounded.
 */
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/bench/engine.h"
#include "tests/bench/load.h"

enum { SIZE_MIN = 256, SIZE_LIMIT = 256 * 1024 * 1024, RCPTS_MAX = 200 };

static const struct mode {
	const char	*name;
	void		(*run)(const struct load *);
} modes[] = {
	{ "smtp",	run_smtp },
	{ "pop3",	run_pop3 },
	{ "session",	run_session },
	{ "greet",	run_greet },
	{ "imap",	run_login },
	{ NULL,		NULL }
};

static void
usage(void)
{
	fprintf(stderr, "usage: load smtp|pop3|session|greet|imap -p port "
	    "[-P] [-c clients] [-d domain]\n"
	    "\t[-f first] [-m per-connection] [-n total] [-r recipients] [-s size] "
	    "[-T seconds]\n\t[-u users] [-w password] [phase ...]\n");
	exit(100);
}

static unsigned long
number(const char *s, unsigned long min, unsigned long max)
{
	char *end;
	unsigned long n = strtoul(s, &end, 10);

	if (end == s || *end != '\0' || n < min || n > max)
		fail(NULL, "%s is not a number from %lu to %lu", s, min, max);
	return n;
}

static int
options(struct load *o, int argc, char **argv)
{
	int ch, seconds = 120;

	while ((ch = getopt(argc, argv, "Pc:d:f:m:n:p:r:s:T:u:w:")) != -1)
		switch (ch) {
		case 'P':
			o->pipelined = true;
			break;
		case 'c':
			o->clients = (int)number(optarg, 1, CLIENTS_MAX);
			break;
		case 'd':
			o->domain = optarg;
			break;
		case 'f':
			o->first = (int)number(optarg, 0, CLIENTS_MAX);
			break;
		case 'm':
			o->per = number(optarg, 1, TOTAL_MAX);
			break;
		case 'n':
			o->total = number(optarg, 1, TOTAL_MAX);
			break;
		case 'p':
			o->port = (int)number(optarg, 1, 65535);
			break;
		case 'r':
			o->rcpts = number(optarg, 1, RCPTS_MAX);
			break;
		case 's':
			o->size = number(optarg, SIZE_MIN, SIZE_LIMIT);
			break;
		case 'T':
			seconds = (int)number(optarg, 1, SECONDS_MAX);
			break;
		case 'u':
			o->users = (int)number(optarg, 1, CLIENTS_MAX);
			break;
		case 'w':
			o->password = optarg;
			break;
		default:
			usage();
		}
	return seconds;
}

int
main(int argc, char *argv[])
{
	struct load o = { .clients = 1, .total = 1, .per = 1, .rcpts = 1,
	    .size = 4096, .users = 1, .domain = "bench.test",
	    .password = "secret" };
	const struct mode *mode;
	int seconds;

	if (argc < 2)
		usage();
	for (mode = modes; mode->name != NULL; mode++)
		if (strcmp(mode->name, argv[1]) == 0)
			break;
	if (mode->name == NULL)
		usage();
	seconds = options(&o, argc - 1, argv + 1);
	o.phases = argv + 1 + optind;
	if (o.port == 0)
		usage();
	signal(SIGPIPE, SIG_IGN);
	engine_init(o.clients, o.port, seconds);
	mode->run(&o);
	return 0;
}
