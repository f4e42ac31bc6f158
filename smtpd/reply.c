#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "common/scan.h"
#include "smtpd/reply.h"
#include "smtpd/session.h"

#define TEXT	(GATE_TEXT + 256)	/* a filter's line and ours */

static const struct text {
	unsigned	 code;
	const char	*status;	/* RFC 3463 */
	const char	*text;
} texts[] = {
	[REPLY_BYE]		= { 221, "2.0.0", "goodbye" },
	[REPLY_AUTHENTICATED]	= { 235, "2.7.0", "authenticated" },
	[REPLY_SENDER_OK]	= { 250, "2.1.0", "sender ok" },
	[REPLY_RCPT_OK]		= { 250, "2.1.5", "recipient ok" },
	[REPLY_ACCEPTED]	= { 250, "2.0.0", "message accepted" },
	[REPLY_CHUNK]		= { 250, "2.0.0", "octets received" },
	[REPLY_RESET]		= { 250, "2.0.0", "reset" },
	[REPLY_NOOP]		= { 250, "2.0.0", "ok" },
	[REPLY_GO_AHEAD]	= { 220, "2.0.0", "go ahead" },
	[REPLY_HELP]		= { 214, "2.0.0", "" },
	[REPLY_VRFY]		= { 252, "2.0.0",
		"cannot verify; send it some mail" },
	[REPLY_SEND_DATA]	= { 354, "",
		"send the message; end with <CRLF>.<CRLF>" },

	[REPLY_TIMEOUT]		= { 421, "4.4.2", "too slow, closing" },
	[REPLY_TOO_MANY_ERRORS]	= { 421, "4.7.0", "too many errors" },
	[REPLY_TOO_MANY_UNKNOWN] = { 421, "4.7.0",
		"too many unknown recipients" },
	[REPLY_TOO_MANY_LOGINS]	= { 421, "4.7.0", "too many failed logins" },
	[REPLY_TOO_MANY_MAILS]	= { 421, "4.7.0",
		"too many messages in one session" },
	[REPLY_BROKEN]		= { 421, "4.3.0", "internal trouble" },

	[REPLY_TEMPORARY]	= { 451, "4.3.0", "local trouble, try later" },
	[REPLY_CONFIG]		= { 451, "4.3.5",
		"trouble with our configuration, try later" },
	[REPLY_NO_SPACE]	= { 452, "4.3.1", "disk full, try later" },
	[REPLY_TOO_MANY_RCPTS]	= { 452, "4.5.3", "too many recipients" },
	[REPLY_QUOTA_SOON]	= { 452, "4.2.2", "mailbox full, try later" },
	[REPLY_DEFERRED]	= { 451, "4.7.1", "deferred by policy" },
	[REPLY_AUTH_TEMPORARY]	= { 454, "4.7.0",
		"cannot check passwords now, try later" },

	[REPLY_UNKNOWN_COMMAND]	= { 500, "5.5.1", "unknown command" },
	[REPLY_LONG_LINE]	= { 500, "5.5.2", "line too long" },
	[REPLY_BAD_LINE]	= { 500, "5.5.2", "NUL or bare CR in the line" },
	[REPLY_LONG_AUTH]	= { 500, "5.5.6", "response too long" },
	[REPLY_NO_PARAMETERS]	= { 501, "5.5.4", "no parameters, please" },
	[REPLY_NO_NAME]		= { 501, "5.5.4", "say who you are: EHLO name" },
	[REPLY_MAIL_SYNTAX]	= { 501, "5.5.4",
		"say from whom: MAIL FROM:<user@example.org>" },
	[REPLY_RCPT_SYNTAX]	= { 501, "5.5.4",
		"say to whom: RCPT TO:<user@example.org>" },
	[REPLY_BAD_SENDER]	= { 501, "5.1.7", "bad sender address" },
	[REPLY_BAD_RCPT]	= { 501, "5.1.3", "bad recipient address" },
	[REPLY_LONG_SENDER]	= { 501, "5.1.7", "sender address too long" },
	[REPLY_LONG_RCPT]	= { 501, "5.1.3", "recipient address too long" },
	[REPLY_BAD_VALUE]	= { 501, "5.5.4", "bad parameter value" },
	[REPLY_BDAT_SYNTAX]	= { 501, "5.5.4",
		"say how many octets: BDAT 1000 [LAST]" },
	[REPLY_AUTH_SYNTAX]	= { 501, "5.5.4",
		"say how: AUTH mechanism [initial-response]" },
	[REPLY_AUTH_MALFORMED]	= { 501, "5.5.2", "cannot decode that" },
	[REPLY_AUTH_CANCELLED]	= { 501, "5.7.0", "cancelled" },
	[REPLY_NO_EXPN]		= { 502, "5.5.1", "not implemented" },
	[REPLY_HELLO_FIRST]	= { 503, "5.5.1", "say EHLO or HELO first" },
	[REPLY_LHLO_FIRST]	= { 503, "5.5.1", "say LHLO first" },
	[REPLY_MAIL_FIRST]	= { 503, "5.5.1", "say MAIL first" },
	[REPLY_MAIL_TWICE]	= { 503, "5.5.1", "sender already given" },
	[REPLY_IN_TRANSACTION]	= { 503, "5.5.1", "not within a transaction" },
	[REPLY_IN_CHUNKS]	= { 503, "5.5.1", "say BDAT or RSET now" },
	[REPLY_CHUNK_REFUSED]	= { 503, "5.5.1",
		"octets dropped; say RSET and start again" },
	[REPLY_TLS_TWICE]	= { 503, "5.5.1", "TLS is on already" },
	[REPLY_AUTH_TWICE]	= { 503, "5.5.1", "you are logged in already" },
	[REPLY_NO_MECHANISM]	= { 504, "5.5.4", "unknown mechanism" },
	[REPLY_AUTH_FIRST]	= { 530, "5.7.0", "say AUTH first" },
	[REPLY_TLS_FIRST]	= { 530, "5.7.0", "say STARTTLS first" },
	[REPLY_AUTH_FAILED]	= { 535, "5.7.8", "wrong user or password" },
	[REPLY_AUTH_NEEDS_TLS]	= { 538, "5.7.11",
		"no passwords outside TLS, please" },

	[REPLY_UNKNOWN_USER]	= { 550, "5.1.1", "no such user" },
	[REPLY_RELAY]		= { 550, "5.7.1", "we do not relay" },
	[REPLY_REJECTED]	= { 550, "5.7.1", "rejected by policy" },
	[REPLY_BARE_CR]		= { 550, "5.6.0", "bare CR in the message" },
	[REPLY_BARE_LF]		= { 550, "5.6.0",
		"bare LF in the message; lines end with CRLF" },
	[REPLY_NUL]		= { 550, "5.6.0", "NUL in the message" },
	[REPLY_OVER_QUOTA]	= { 552, "5.2.2", "mailbox full" },
	[REPLY_TOO_BIG]		= { 552, "5.3.4", "message too big" },
	[REPLY_NOT_YOURS]	= { 553, "5.7.1", "not your address" },
	[REPLY_NEEDS_UTF8]	= { 553, "5.6.7",
		"this address needs MAIL with SMTPUTF8" },
	[REPLY_NO_RCPTS]	= { 554, "5.5.1", "no valid recipients" },
	[REPLY_EARLY]		= { 554, "5.5.0", "you spoke before we did" },
	[REPLY_PIPELINED]	= { 554, "5.5.0",
		"you did not wait for our reply" },
	[REPLY_BLOCKED]		= { 554, "5.7.1", "your address is listed" },
	[REPLY_HOPS]		= { 554, "5.4.6", "too many hops: a loop" },
	[REPLY_FAILED]		= { 554, "5.3.0", "delivery failed" },
	[REPLY_UNKNOWN_PARAMETER] = { 555, "5.5.4", "unknown parameter" },
};

/*
 * What the peer has to wait grows with these (abuse.c).  When MAIL was
 * refused, all of a group behind it gets "say MAIL first": one mistake.
 */
static void
count(struct session *s, enum reply id)
{
	if (id == REPLY_UNKNOWN_USER) {
		s->unknown++;
	} else if (id == REPLY_MAIL_FIRST) {
		abuse_junk(s);
	} else if (texts[id].code >= 500) {
		s->errors++;
		s->strikes++;
	}
}

static void
send_line(struct session *s, enum reply id, const char *text)
{
	const struct text *t = &texts[id];
	bool plain = !s->enhanced || t->status[0] == '\0';
	char quoted[TEXT * 2];

	count(s, id);
	line_put(&s->io, "%u %s%s%s\r\n", t->code, plain ? "" : t->status,
	    plain ? "" : " ", text);
	if (s->set->suite.verbose > 1)
		log_event(LOG_INFO, "reply rip=%s text=\"%u\\x20%s\"",
		    peer_ip(&s->peer), t->code,
		    log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

const char *
reply_words(enum reply id)
{
	return texts[id].text;
}

void
reply(struct session *s, enum reply id)
{
	send_line(s, id, texts[id].text);
}

void
reply_text(struct session *s, enum reply id, const char *fmt, ...)
{
	char text[TEXT], *p;
	va_list ap;

	va_start(ap, fmt);
	if (vsnprintf(text, sizeof(text), fmt, ap) < 0)
		text[0] = '\0';
	va_end(ap);
	for (p = text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			*p = '?';
	send_line(s, id, text);
}

void
reply_lines(struct session *s, unsigned code, char *lines)
{
	char *end;

	while ((end = strchr(lines, '\n')) != NULL) {
		*end++ = '\0';
		line_put(&s->io, "%u%c%s\r\n", code, *end == '\0' ? ' ' : '-',
		    lines);
		lines = end;
	}
}

enum reply
reply_verdict(enum post_verdict verdict)
{
	static const enum reply replies[] = {
		[POST_OK]		= REPLY_ACCEPTED,
		[POST_UNKNOWN]		= REPLY_UNKNOWN_USER,
		[POST_RELAY]		= REPLY_RELAY,
		[POST_TOO_MANY]		= REPLY_TOO_MANY_RCPTS,
		[POST_OVER_QUOTA]	= REPLY_OVER_QUOTA,
		[POST_QUOTA_SOON]	= REPLY_QUOTA_SOON,
		[POST_TOO_BIG]		= REPLY_TOO_BIG,
		[POST_NO_SPACE]		= REPLY_NO_SPACE,
		[POST_REJECTED]		= REPLY_REJECTED,
		[POST_DEFERRED]		= REPLY_DEFERRED,
		[POST_FAILED]		= REPLY_FAILED,
		[POST_CONFIG]		= REPLY_CONFIG,
		[POST_TEMPORARY]	= REPLY_TEMPORARY
	};

	if ((size_t)verdict >= nitems(replies))
		return REPLY_TEMPORARY;
	return replies[verdict];
}
