/*
 * The load generator's SMTP client.  Lock-step it waits for every reply;
 * pipelined (RFC 2920 section 3.1) the envelope is one write, and the next
 * one goes with the end of the message before it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/engine.h"
#include "tests/bench/load.h"

enum { ENVELOPE_SIZE = 16 * 1024, LINE = 78 };

enum step { GREETING, EHLO, MAIL, RCPT, DATA, GROUP, BODY, QUIT };

static const struct load	*opt;
static unsigned long		 unsent, accepted, connections;
static char			*message;	/* with the final dot */
static size_t			 message_len;

/* Lines of 76 letters; none begins with a dot. */
static void
make_message(size_t size)
{
	static const char head[] = "From: <bench@bench.test>\r\n"
	    "To: <user0@bench.test>\r\n"
	    "Subject: a message of the load generator\r\n"
	    "Date: Sat, 21 Nov 2026 09:00:00 +0000\r\n"
	    "Message-ID: <bench@bench.test>\r\n\r\n";
	size_t i, len = sizeof(head) - 1;

	message = malloc(size + sizeof(head) + LINE + 8);
	if (message == NULL)
		fail(NULL, "out of memory");
	memcpy(message, head, len);
	for (i = 0; len + 2 < size; i++)
		message[len++] = i % LINE == LINE - 2 ? '\r' :
		    i % LINE == LINE - 1 ? '\n' : (char)('a' + i % 26);
	while (message[len - 1] == '\r' || message[len - 1] == '\n')
		len--;
	memcpy(message + len, "\r\n.\r\n", 5);
	message_len = len + 5;
}

static size_t
rcpt_line(struct client *c, unsigned long i, char *buf, size_t size)
{
	unsigned long user = (unsigned long)opt->first +
	    ((unsigned long)c->id + i) % (unsigned long)opt->users;

	return (size_t)snprintf(buf, size, "RCPT TO:<user%lu@%s>\r\n",
	    user, opt->domain);
}

static void
say(struct client *c, enum step step, const char *text)
{
	c->step = step;
	c->want = 1;
	client_queue(c, text, strlen(text));
	client_send(c);
}

/* Queues MAIL, every RCPT and DATA; the caller sends. */
static void
queue_group(struct client *c)
{
	size_t len;
	unsigned long i;

	len = (size_t)snprintf(c->text, ENVELOPE_SIZE,
	    "MAIL FROM:<bench@bench.test>\r\n");
	for (i = 0; i < opt->rcpts; i++)
		len += rcpt_line(c, i, c->text + len, ENVELOPE_SIZE - len);
	memcpy(c->text + len, "DATA\r\n", 6);
	client_queue(c, c->text, len + 6);
}

static void
begin_message(struct client *c)
{
	if (!opt->pipelined) {
		say(c, MAIL, "MAIL FROM:<bench@bench.test>\r\n");
		return;
	}
	queue_group(c);
	client_send(c);
	c->step = GROUP;
	c->want = opt->rcpts + 2;
}

static void
send_rcpt(struct client *c)
{
	unsigned long i = opt->rcpts - c->want;

	client_queue(c, c->text, rcpt_line(c, i, c->text, ENVELOPE_SIZE));
	client_send(c);
}

/*
 * The message, and pipelined the next envelope with it.  The text buffer
 * is free again: the envelope before has been answered.
 */
static void
send_body(struct client *c)
{
	c->step = BODY;
	c->want = 1;
	c->left--;
	client_queue(c, message, message_len);
	if (opt->pipelined && c->left > 0) {
		queue_group(c);
		c->want = opt->rcpts + 3;
	} else if (opt->pipelined) {
		client_queue(c, "QUIT\r\n", 6);
		c->want = 2;
	}
	client_send(c);
}

static void
begin_connection(struct client *c)
{
	c->left = opt->per < unsent ? opt->per : unsent;
	if (c->left == 0) {
		c->busy = false;
		return;
	}
	unsent -= c->left;
	connections++;
	c->busy = true;
	c->step = GREETING;
	client_connect(c);
}

/* The reply to the message itself, and what was pipelined behind it. */
static void
body_reply(struct client *c, const char *line)
{
	bool first = c->want == (!opt->pipelined ? 1 :
	    c->left > 0 ? opt->rcpts + 3 : 2);

	if (first) {
		if (strncmp(line, "250", 3) != 0)
			fail(c, "message refused: %s", line);
		accepted++;
		c->want--;
		if (c->want > 0)
			c->step = c->left > 0 ? GROUP : QUIT;
		else if (c->left > 0)
			begin_message(c);
		else
			say(c, QUIT, "QUIT\r\n");
	}
}

/* Every 250 of a pipelined envelope, then the 354. */
static void
group_reply(struct client *c, const char *line)
{
	const char *expected = c->want == 1 ? "354" : "250";

	if (strncmp(line, expected, 3) != 0)
		fail(c, "expected %s: %s", expected, line);
	if (--c->want == 0)
		send_body(c);
}

static void
expect(struct client *c, const char *line, const char *code)
{
	if (strncmp(line, code, 3) != 0)
		fail(c, "expected %s: %s", code, line);
}

/*
 * The first connections come one after the other: ten at once are more
 * than some listeners' queue holds, and the loser waits a second.
 */
static void
begin_next(void)
{
	static int begun = 1;

	if (begun < nclients)
		begin_connection(&clients[begun++]);
}

static void
smtp_line(struct client *c, char *line, size_t len)
{
	if (len < 6 || line[3] == '-')
		return;			/* more of this reply follows */
	switch ((enum step)c->step) {
	case GREETING:
		expect(c, line, "220");
		begin_next();
		say(c, EHLO, "EHLO bench.test\r\n");
		break;
	case EHLO:
		expect(c, line, "250");
		begin_message(c);
		break;
	case MAIL:
		expect(c, line, "250");
		c->step = RCPT;
		c->want = opt->rcpts;
		send_rcpt(c);
		break;
	case RCPT:
		expect(c, line, "250");
		if (--c->want > 0)
			send_rcpt(c);
		else
			say(c, DATA, "DATA\r\n");
		break;
	case DATA:
		expect(c, line, "354");
		send_body(c);
		break;
	case GROUP:
		group_reply(c, line);
		break;
	case BODY:
		body_reply(c, line);
		break;
	case QUIT:
		expect(c, line, "221");
		c->want = 0;
		break;
	}
}

static void
smtp_closed(struct client *c)
{
	if (c->step != QUIT || c->want != 0)
		fail(c, "closed by the server");
	begin_connection(c);
}

void
run_smtp(const struct load *load)
{
	static const struct script script = { smtp_line, smtp_closed };
	double began, seconds;
	int i;

	opt = load;
	unsent = opt->total;
	make_message(opt->size);
	began = now();
	for (i = 0; i < nclients; i++) {
		clients[i].text = malloc(ENVELOPE_SIZE);
		if (clients[i].text == NULL)
			fail(NULL, "out of memory");
	}
	begin_connection(&clients[0]);
	engine_run(&script);
	seconds = now() - began;
	if (accepted != opt->total)
		fail(NULL, "%lu of %lu accepted", accepted, opt->total);
	printf("seconds %.6f\nmessages %lu\nconnections %lu\noctets %zu\n"
	    "rate %.1f\nmbytes_rate %.1f\n", seconds, accepted, connections,
	    message_len - 3, (double)accepted / seconds,
	    (double)accepted * (double)(message_len - 3) / seconds / 1e6);
}
