/*
 * The load generator's POP3 client.  A run is a list of phases; every
 * client must have finished one before any begins the next, so that what
 * is timed is the phase alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/engine.h"
#include "tests/bench/load.h"

enum { COMMAND_MAX = 20 };		/* "RETR 1000000\r\n" */

static const struct load	*opt;

static void	 done(struct client *);
static void	 user_reply(struct client *, const char *);
static void	 stat_reply(struct client *, const char *);
static void	 quit_reply(struct client *, const char *);
static void	 ok_reply(struct client *, const char *);
static void	 list_line(struct client *, const char *, size_t);
static void	 uidl_line(struct client *, const char *, size_t);
static void	 retr_line(struct client *, const char *, size_t);

/* The commands of a phase, and what becomes of the replies. */
static const struct phase {
	const char	*name, *command;
	bool		 every;		/* sent for every message, at once */
	void		(*reply)(struct client *, const char *);
	void		(*body)(struct client *, const char *, size_t);
} phases[] = {
	{ "connect",	NULL,		false,	ok_reply,	NULL },
	{ "login",	NULL,		false,	user_reply,	NULL },
	{ "stat",	"STAT\r\n",	false,	stat_reply,	NULL },
	{ "noop",	"NOOP\r\n",	false,	ok_reply,	NULL },
	{ "list",	"LIST\r\n",	false,	ok_reply,	list_line },
	{ "uidl",	"UIDL\r\n",	false,	ok_reply,	uidl_line },
	{ "retr",	"RETR",		true,	ok_reply,	retr_line },
	{ "dele",	"DELE",		true,	ok_reply,	NULL },
	{ "quit",	"QUIT\r\n",	false,	quit_reply,	NULL },
	{ NULL,		NULL,		false,	NULL,		NULL }
};
static const struct phase	*phase;

static void
done(struct client *c)
{
	c->busy = false;
}

static void
ok_reply(struct client *c, const char *line)
{
	(void)line;
	if (phase->body != NULL) {
		c->body = true;
		return;
	}
	if (--c->want == 0)
		done(c);
}

static void
user_reply(struct client *c, const char *line)
{
	int n;

	(void)line;
	if (--c->want == 0) {
		done(c);
		return;
	}
	n = snprintf(c->text, 256, "PASS %s\r\n", opt->password);
	client_queue(c, c->text, (size_t)n);
	client_send(c);
}

static void
stat_reply(struct client *c, const char *line)
{
	unsigned long n;
	unsigned long long octets;

	if (sscanf(line, "+OK %lu %llu", &n, &octets) != 2)
		fail(c, "bad STAT: %s", line);
	if (n != opt->total)
		fail(c, "STAT says %lu messages, not %lu", n, opt->total);
	c->stat_octets = octets;
	c->octets = octets;
	done(c);
}

/* Over only when the server has closed as well: see pop3_closed. */
static void
quit_reply(struct client *c, const char *line)
{
	(void)line;
	c->want--;
}

static void
list_line(struct client *c, const char *line, size_t len)
{
	char *end;
	unsigned long n = strtoul(line, &end, 10);

	(void)len;
	if (n != ++c->lines || *end != ' ')
		fail(c, "bad LIST: %s", line);
	c->octets += strtoull(end, NULL, 10);
}

static void
uidl_line(struct client *c, const char *line, size_t len)
{
	char *end;
	unsigned long n = strtoul(line, &end, 10);

	if (n != ++c->lines || *end != ' ' ||
	    len < (size_t)(end - line) + 4)
		fail(c, "bad UIDL: %s", line);
	c->octets = c->stat_octets;
}

static void
retr_line(struct client *c, const char *line, size_t len)
{
	c->octets += len - (line[0] == '.');
}

static void
pop3_line(struct client *c, char *line, size_t len)
{
	if (!c->body) {
		if (strncmp(line, "+OK", 3) != 0)
			fail(c, "%s: %s", phase->name, line);
		phase->reply(c, line);
		return;
	}
	if (line[0] == '.' && line[1] == '\0') {
		c->body = false;
		if (--c->want == 0)
			done(c);
		return;
	}
	phase->body(c, line, len);
}

static void
pop3_closed(struct client *c)
{
	if (strcmp(phase->name, "quit") != 0 || c->want != 0)
		fail(c, "closed by the server in %s", phase->name);
	done(c);
}

/* Writes this phase's commands into the client's text. */
static size_t
commands(struct client *c)
{
	unsigned long i;
	size_t len = 0;

	if (phase->reply == user_reply)
		return (size_t)snprintf(c->text, 256, "USER user%d\r\n",
		    opt->first + c->id % opt->users);
	if (!phase->every) {
		len = strlen(phase->command);
		memcpy(c->text, phase->command, len);
		return len;
	}
	for (i = 1; i <= opt->total; i++)
		len += (size_t)snprintf(c->text + len, COMMAND_MAX,
		    "%s %lu\r\n", phase->command, i);
	return len;
}

static void
find_phase(const char *name)
{
	for (phase = phases; phase->name != NULL; phase++)
		if (strcmp(phase->name, name) == 0)
			return;
	fail(NULL, "no phase %s", name);
}

/* Returns the length of the commands to send; 0 is to connect. */
static size_t
prepare(struct client *c)
{
	c->busy = true;
	c->lines = 0;
	if (phase->body != NULL)
		c->octets = 0;
	c->want = phase->every ? opt->total :
	    phase->reply == user_reply ? 2 : 1;
	return phase->command == NULL && phase->reply == ok_reply ? 0 :
	    commands(c);
}

static void
check(struct client *c)
{
	if (phase->body == NULL)
		return;
	if (c->octets != c->stat_octets)
		fail(c, "%s adds up to %llu, STAT said %llu", phase->name,
		    (unsigned long long)c->octets,
		    (unsigned long long)c->stat_octets);
	if (phase->body != retr_line && c->lines != opt->total)
		fail(c, "%s: %lu lines", phase->name, c->lines);
}

static void
run_phase(const char *name)
{
	static const struct script script = { pop3_line, pop3_closed };
	static size_t len[CLIENTS_MAX];
	double began;
	int i;

	find_phase(name);
	for (i = 0; i < nclients; i++)
		len[i] = prepare(&clients[i]);
	began = now();
	for (i = 0; i < nclients; i++) {
		if (len[i] == 0) {
			client_connect(&clients[i]);
			continue;
		}
		client_queue(&clients[i], clients[i].text, len[i]);
		client_send(&clients[i]);
	}
	engine_run(&script);
	printf("%s %.6f\n", name, now() - began);
	for (i = 0; i < nclients; i++)
		check(&clients[i]);
}

void
run_pop3(const struct load *load)
{
	uint64_t octets = 0;
	int i;

	opt = load;
	for (i = 0; i < nclients; i++) {
		clients[i].text = malloc((opt->total + 16) * COMMAND_MAX);
		if (clients[i].text == NULL)
			fail(NULL, "out of memory");
	}
	for (i = 0; opt->phases[i] != NULL; i++)
		run_phase(opt->phases[i]);
	for (i = 0; i < nclients; i++)
		octets += clients[i].stat_octets;
	printf("octets %llu\n", (unsigned long long)octets);
}
