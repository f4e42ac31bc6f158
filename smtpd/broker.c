/*
 * broker: the front's questions.  broker.h says what is in them.
 */
#include <stdio.h>
#include <string.h>

#include "common/scan.h"
#include "smtpd/broker.h"

static struct gate_request request;
static struct gate_reply reply;

static void
begin(enum broker_what what)
{
	memset(&request, 0, offsetof(struct gate_request, rest));
	request.what = (uint32_t)what;
}

static bool
set_user(const char *s)
{
	return scan_copy(request.user, sizeof(request.user), s, strlen(s));
}

static bool
set_secret(const char *s)
{
	request.secret_len = (uint32_t)strlen(s);
	return scan_copy(request.secret, sizeof(request.secret), s,
	    request.secret_len);
}

static enum post_verdict
ask(struct gate *g)
{
	if (!gate_ask(g, &request, &reply) || reply.number > POST_TEMPORARY)
		return POST_TEMPORARY;
	return (enum post_verdict)reply.number;
}

enum post_verdict
broker_mail(struct gate *g, const struct peer *named,
    const char *reverse_path, uint64_t size)
{
	begin(BROKER_MAIL);
	request.number = size;
	if (named != NULL) {
		request.port = named->port;
		if (!scan_copy(request.ip, sizeof(request.ip), named->ip,
		    strlen(named->ip)))
			return POST_TEMPORARY;
	}
	return set_secret(reverse_path) ? ask(g) : POST_TEMPORARY;
}

enum post_verdict
broker_rcpt(struct gate *g, const char *local, const char *domain)
{
	begin(BROKER_RCPT);
	return set_user(local) && set_secret(domain) ? ask(g) : POST_UNKNOWN;
}

static enum post_verdict
ask_each(struct gate *g, enum post_verdict each[], size_t n)
{
	size_t done = 0, i;

	while (done < n) {
		begin(BROKER_EACH);
		request.number = done;
		if (!gate_ask(g, &request, &reply) || reply.number == 0 ||
		    reply.number > n - done ||
		    reply.number > sizeof(reply.text))
			return POST_TEMPORARY;
		for (i = 0; i < reply.number; i++)
			each[done + i] = (enum post_verdict)reply.text[i];
		done += reply.number;
	}
	return POST_OK;
}

enum post_verdict
broker_deliver(struct gate *g, const struct post_message *m,
    enum post_verdict each[], size_t n, char *text)
{
	enum post_verdict v;

	begin(BROKER_DELIVER);
	request.number = m->size;
	request.rest_len = sizeof(m->crlf_size);
	memcpy(request.rest, &m->crlf_size, sizeof(m->crlf_size));
	text[0] = '\0';
	if (!set_user(m->id) || !set_secret(m->helo))
		return POST_TEMPORARY;
	v = ask(g);
	(void)snprintf(text, GATE_TEXT, "%.*s", GATE_TEXT - 1, reply.text);
	return v == POST_OK && each != NULL ? ask_each(g, each, n) : v;
}

void
broker_reset(struct gate *g)
{
	begin(BROKER_RESET);
	(void)ask(g);
}

bool
broker_owns(struct gate *g, const char *local, const char *domain)
{
	begin(BROKER_OWNS);
	return set_user(local) && set_secret(domain) &&
	    gate_ask(g, &request, &reply) && reply.number == 1;
}

bool
broker_blocked(struct gate *g, const char *ip, char *zone)
{
	zone[0] = '\0';
	begin(BROKER_BLOCKED);
	if (!set_user(ip) || !gate_ask(g, &request, &reply) ||
	    reply.number != 1)
		return false;
	(void)snprintf(zone, GATE_TEXT, "%.*s", GATE_TEXT - 1, reply.text);
	return true;
}
