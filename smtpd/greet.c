/*
 * Who is there: the PROXY header, the greeting and those who cannot wait
 * for it, EHLO and what it offers, STARTTLS.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/scan.h"
#include "common/tls.h"
#include "smtpd/session.h"

/*
 * Only who does not read what servers say speaks before the greeting (RFC
 * 5321 section 4.3.1).  One who has already gone did not speak.
 */
static bool
spoke_early(struct session *s)
{
	const char *data;
	size_t len;

	return !s->replayed &&
	    line_waiting(&s->io, (int)s->set->greet_delay * 1000) &&
	    line_data(&s->io, &data, &len) == LINE_OK;
}

bool
greet(struct session *s)
{
	const struct suite *suite = &s->set->suite;

	if (suite->proxy && !suite->resumed &&
	    !peer_read_proxy(&s->peer, &s->io)) {
		session_end(s, "no-proxy-header");
		return false;
	}
	if (suite->proxy)
		post_named(s->post, &s->peer);
	session_phase(s);
	peer_log(&s->peer, suite->tls);
	if (suite->resumed)			/* RFC 3207 section 4.2 */
		return true;
	if (spoke_early(s)) {
		reply(s, REPLY_EARLY);
		session_end(s, "early");
		return false;
	}
	line_put(&s->io, "220 %s %s postern\r\n", suite->host,
	    s->set->lmtp ? "LMTP" : "ESMTP");
	return true;
}

/* S-18: any name will do, but there must be one. */
static bool
take_name(struct session *s, char *arg)
{
	char *name = scan_word(&arg);

	if (name == NULL) {
		reply(s, REPLY_NO_NAME);
		return false;
	}
	session_reset(s);
	snprintf(s->helo, sizeof(s->helo), "%s", name);
	s->state = READY;
	return true;
}

void
do_helo(struct session *s, char *arg)
{
	if (!take_name(s, arg))
		return;
	s->extended = false;
	line_put(&s->io, "250 %s\r\n", s->set->suite.host);
}

bool
greet_tls(const struct session *s)
{
	return s->gate != NULL && tls_offered(&s->set->suite) &&
	    !options_hides(&s->set->suite, "STARTTLS");
}

/* Adds a line to the answer unless its keyword is hidden. */
static void
offer(const struct session *s, char *lines, size_t size, const char *line)
{
	size_t used = strlen(lines), len = strcspn(line, " ");
	char word[32];

	if (scan_copy(word, sizeof(word), line, len) &&
	    !options_hides(&s->set->suite, word))
		snprintf(lines + used, size - used, "%s\n", line);
}

static void
offer_auth(const struct session *s, char *lines, size_t size)
{
	unsigned mechanisms = auth_offered(s);
	char names[80], line[100];

	if (mechanisms == 0)
		return;
	sasl_names(mechanisms, "", names, sizeof(names));
	snprintf(line, sizeof(line), "AUTH %s", names);
	offer(s, lines, size, line);
}

void
do_ehlo(struct session *s, char *arg)
{
	char lines[1024], line[80];
	const size_t size = sizeof(lines);

	if (!take_name(s, arg))
		return;
	s->extended = true;
	snprintf(lines, size, "%s\n", s->set->suite.host);
	offer(s, lines, size, "PIPELINING");
	snprintf(line, sizeof(line), "SIZE %lu", s->set->max_size);
	offer(s, lines, size, line);
	offer(s, lines, size, "8BITMIME");
	if (mail_takes_utf8(s))
		offer(s, lines, size, "SMTPUTF8");
	offer(s, lines, size, "ENHANCEDSTATUSCODES");
	offer(s, lines, size, "CHUNKING");
	snprintf(line, sizeof(line), "LIMITS RCPTMAX=%d MAILMAX=%d",
	    SMTPD_RCPT_MAX, MAIL_MAX);
	offer(s, lines, size, line);
	if (greet_tls(s))
		offer(s, lines, size, "STARTTLS");
	offer_auth(s, lines, size);
	offer(s, lines, size, "HELP");
	reply_lines(s, 250, lines);
}

/*
 * RFC 3207 section 4.2: nothing said in clear is kept.  Whatever was
 * pipelined behind this line is in our memory, which ends here (S-6).
 */
void
do_starttls(struct session *s, char *arg)
{
	struct gate_request *request = &s->request;

	if (!greet_tls(s)) {
		reply(s, REPLY_TLS_TWICE);
		return;
	}
	if (*arg != '\0') {
		reply(s, REPLY_NO_PARAMETERS);
		return;
	}
	post_reset(s->post);
	reply(s, REPLY_GO_AHEAD);
	if (line_flush(&s->io) == -1) {
		session_end(s, "lost");
		return;
	}
	memset(request, 0, sizeof(*request));
	request->what = GATE_TLS;
	snprintf(request->ip, sizeof(request->ip), "%s", s->peer.ip);
	request->port = s->peer.port;
	if (!gate_tell(s->gate, request)) {
		session_end(s, "clerk-gone");
		return;
	}
	_exit(0);
}
