/*
 * What is done about those who want no mail delivered: guessers of
 * addresses and passwords, programs that speak something else, and clients
 * that go on and on.  The mistakes are counted where they are answered
 * (reply.c).
 */
#include <poll.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "smtpd/session.h"

/* Postfix's figures, to which clients have been used for twenty years. */
#define ERRORS_MAX	20
#define JUNK_MAX	100

/* More unknown recipients than a stale list has, fewer than a harvest. */
#define UNKNOWN_MAX	10

/* From the fourth mistake on each waits longer by mistake_ms. */
#define MISTAKES_FREE	3
#define MISTAKE_MS_MAX	5000

/*
 * Browsers that were made to talk to us, and proxies' clients, say these;
 * answering them would help an attacker (ALPACA).
 */
static const char *const forbidden[] = {
	"GET", "POST", "PUT", "HEAD", "OPTIONS", "CONNECT", "DELETE",
	"PATCH", "TRACE", "PRI", "Host:", "User-Agent:"
};

/* Also a TLS handshake, which begins with a control character, and SSH. */
bool
abuse_forbidden(const char *line)
{
	size_t i, len = strcspn(line, " \t");

	if (*line != '\0' && ((unsigned char)*line < ' ' ||
	    (unsigned char)*line >= 0x7f) && *line != '\t')
		return true;
	if (strncmp(line, "SSH-", 4) == 0)
		return true;
	for (i = 0; i < nitems(forbidden); i++)
		if (strlen(forbidden[i]) == len &&
		    strncasecmp(forbidden[i], line, len) == 0)
			return true;
	return false;
}

void
abuse_junk(struct session *s)
{
	if (++s->junk > JUNK_MAX)
		s->strikes++;
}

static void
slow_down(const struct session *s, unsigned mistakes)
{
	unsigned long ms = (mistakes - MISTAKES_FREE) * s->mistake_ms;

	poll(NULL, 0, (int)(ms < MISTAKE_MS_MAX ? ms : MISTAKE_MS_MAX));
}

/* Who has logged in, or is a mail system of ours (LMTP), harvests nothing. */
static unsigned
harvested(const struct session *s)
{
	return s->user[0] != '\0' || s->set->lmtp ? 0 : s->unknown;
}

unsigned
abuse_mistakes(const struct session *s)
{
	return s->strikes + harvested(s);
}

void
abuse_judge(struct session *s, unsigned before)
{
	unsigned mistakes = abuse_mistakes(s);

	if (mistakes <= before || s->state == DONE)
		return;
	if (s->strikes >= ERRORS_MAX) {
		reply(s, REPLY_TOO_MANY_ERRORS);
		session_end(s, "errors");
	} else if (harvested(s) >= UNKNOWN_MAX) {
		reply(s, REPLY_TOO_MANY_UNKNOWN);
		session_end(s, "harvest");
	} else if (mistakes > MISTAKES_FREE) {
		slow_down(s, mistakes);
	}
}
