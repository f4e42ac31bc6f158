#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/account.h"
#include "common/log.h"
#include "common/password.h"
#include "common/scan.h"
#include "common/tls.h"
#include "ftpd/admit.h"
#include "ftpd/command.h"
#include "ftpd/front.h"
#include "ftpd/message.h"
#include "ftpd/reply.h"

_Static_assert((int)LINE_INPUT <= (int)GATE_REST, "pipelined input");

static bool
guests_welcome(const struct session *s)
{
	return s->set->anonymous != NULL || s->set->anonymous_only;
}

/* RFC 1635; "ftp" is what saves typing. */
static bool
is_guest(const struct session *s, const char *name)
{
	return guests_welcome(s) && (strcasecmp(name, "anonymous") == 0 ||
	    strcasecmp(name, "ftp") == 0);
}

static void
log_in_first(struct session *s)
{
	reply_bad(s, 503, "Login with USER first.");
}

/* After login nobody can become somebody else: nothing is left to do it. */
static void
user_again(struct session *s, const char *name)
{
	if (s->anonymous ? is_guest(s, name) :
	    strcasecmp(name, s->who.user) == 0)
		reply(s, 230, "Already logged in.");
	else
		reply_bad(s, 530, "Already logged in as another user.");
}

void
do_user(struct session *s, char *arg)
{
	const struct suite *suite = &s->set->suite;

	if (s->state == STATE_FILES) {
		user_again(s, arg);
		return;
	}
	s->user[0] = '\0';
	s->guest = is_guest(s, arg);
	if (*arg == '\0')
		reply_bad(s, 501, "A user name must follow.");
	else if (!s->secure && (s->set->need_tls || (!s->guest &&
	    !options_password(suite, s->peer.loopback))))
		reply_bad(s, 530, tls_offered(suite) ?
		    "Passwords only inside TLS: send AUTH TLS first." :
		    "Passwords only inside TLS.");
	else if (!scan_copy(s->user, sizeof(s->user), arg, strlen(arg)))
		reply_bad(s, 501, "That name is too long.");
	else if (s->guest)
		reply(s, 331, "Guest login ok, send your e-mail address as "
		    "password.");
	else
		reply(s, 331, "Password required for %s.", s->user);
}

/* Nobody can have that name or password: nobody need be asked. */
static void
refuse(struct session *s)
{
	if (++s->refused < GATE_TRIES) {
		reply(s, 530, "Login incorrect.");
		return;
	}
	reply(s, 421, "Too many failed logins.");
	session_done(s, "logins");
}

static void
reply_failed(struct session *s)
{
	if (s->answer.number == 0) {
		reply(s, 421, "Too many failed logins.");
		session_done(s, "logins");
	} else if (s->answer.verdict == GATE_TEMPORARY) {
		reply(s, 530, "Login cannot be checked now.");
	} else {
		reply(s, 530, "Login incorrect.");
	}
}

/*
 * Asks the clerk.  When it says yes the master becomes the user, answers the
 * login itself and goes on with what the client has sent behind it, so
 * this process has nothing left to do.
 */
static void
ask(struct session *s)
{
	struct gate_request *q = &s->ask;

	q->number = (s->prot == 'P' ? LOGIN_PROTECTED : 0) |
	    (s->pbsz ? LOGIN_PBSZ : 0) | (s->quiet ? LOGIN_QUIET : 0);
	q->rest_len = (uint32_t)(s->io.len - s->io.pos);
	memcpy(q->rest, s->io.ibuf + s->io.pos, q->rest_len);
	memcpy(q->ip, s->peer.ip, sizeof(q->ip));
	q->port = s->peer.port;
	if (line_flush(&s->io) == -1 ||
	    !gate_ask(&s->gate, q, &s->answer)) {
		reply(s, 421, "Service not available.");
		session_done(s, "clerk-gone");
		return;
	}
	explicit_bzero(q->secret, sizeof(q->secret));
	if (s->answer.verdict == GATE_YES)
		session_done(s, NULL);
	else
		reply_failed(s);
}

/*
 * What a guest gives as password is for the logs; of old a '-' before it
 * asks for short replies (BSD).
 */
static void
guest_login(struct session *s, const char *arg)
{
	struct gate_request *q = &s->ask;

	s->quiet = *arg == '-';
	arg += s->quiet;
	q->what = ADMIT_GUEST;
	q->mechanism = GATE_PLAIN;
	snprintf(q->user, sizeof(q->user), "%.*s",
	    (int)sizeof(q->user) - 1, arg);
	q->secret_len = (uint32_t)strlen(s->host);
	memcpy(q->secret, s->host, q->secret_len);
	ask(s);
}

/* After HOST joe is joe@host, or joe if the file has no such line. */
static bool
account_of(const struct session *s, char out[ACCOUNT_NAME_SIZE])
{
	char name[2 * GATE_USER];
	int n;

	n = snprintf(name, sizeof(name), "%s%s%s", s->user,
	    s->host[0] != '\0' && strchr(s->user, '@') == NULL ? "@" : "",
	    strchr(s->user, '@') == NULL ? s->host : "");
	return n > 0 && account_name(name, (size_t)n, out);
}

/* All that follows the blank is the password. */
static void
user_login(struct session *s, const char *arg)
{
	struct gate_request *q = &s->ask;
	size_t len = strlen(arg);

	q->what = GATE_LOGIN;
	q->mechanism = GATE_PLAIN;
	q->secret_len = (uint32_t)len;
	if (s->set->anonymous_only || len > sizeof(q->secret) ||
	    !password_usable(arg, len) || !account_of(s, q->user)) {
		refuse(s);
		return;
	}
	memcpy(q->secret, arg, len);
	ask(s);
}

void
do_pass(struct session *s, char *arg)
{
	if (s->state == STATE_FILES)
		reply(s, 202, "Already logged in.");
	else if (s->user[0] == '\0')
		log_in_first(s);
	else if (s->guest)
		guest_login(s, arg);
	else
		user_login(s, arg);
	explicit_bzero(arg, strlen(arg));
	if (s->state == STATE_LOGIN)
		s->user[0] = '\0';
}

/* The name without the brackets of an IPv6 address (RFC 7151 section 3). */
static bool
host_name(char *out, size_t size, const char *arg)
{
	size_t len = strlen(arg);

	if (arg[0] == '[' && len > 2 && arg[len - 1] == ']') {
		arg++;
		len -= 2;
	}
	if (len == 0 || arg[strcspn(arg, " \t@")] != '\0' ||
	    !scan_copy(out, size, arg, len))
		return false;
	scan_lower(out);
	return true;
}

/* RFC 7151: before USER, and only a name that this server has. */
void
do_host(struct session *s, char *arg)
{
	char name[GATE_USER];

	if (s->state != STATE_LOGIN || s->user[0] != '\0') {
		reply_bad(s, 503, "HOST comes before USER.");
	} else if (!host_name(name, sizeof(name), arg)) {
		reply_bad(s, 501, "A host name must follow.");
	} else if (strcasecmp(name, s->set->suite.host) == 0 ||
	    strcasecmp(name, s->peer.local_ip) == 0) {
		s->host[0] = '\0';
		reply(s, 220, "Host accepted.");
	} else if (admit_host(s->set, name, NULL)) {
		snprintf(s->host, sizeof(s->host), "%s", name);
		reply(s, 220, "Host accepted.");
	} else {
		reply_bad(s, 504, "There is no such host here.");
	}
}

/*
 * RFC 4217 section 4.  What the client has sent behind it in clear ends
 * with this process (RFC 3207 section 4.2 tells why).
 */
static void
start_tls(struct session *s)
{
	reply(s, 234, "Begin TLS now.");
	if (line_flush(&s->io) == -1) {
		session_done(s, "lost");
		return;
	}
	memset(s->ask.user, 0, sizeof(s->ask.user));
	snprintf(s->ask.user, sizeof(s->ask.user), "%s", s->host);
	s->ask.what = GATE_TLS;
	s->ask.rest_len = 0;
	memcpy(s->ask.ip, s->peer.ip, sizeof(s->ask.ip));
	s->ask.port = s->peer.port;
	(void)gate_tell(&s->gate, &s->ask);
	session_done(s, NULL);
}

void
do_auth(struct session *s, char *arg)
{
	static const char *const mechanisms[] = { "TLS", "TLS-C", "SSL" };
	const char *word = next_word(&arg);
	size_t i;

	if (word == NULL) {
		reply_bad(s, 501, "A mechanism must follow: TLS.");
		return;
	}
	for (i = 0; i < nitems(mechanisms); i++)
		if (strcasecmp(word, mechanisms[i]) == 0)
			break;
	if (i == nitems(mechanisms))
		reply_bad(s, 504, "There is only AUTH TLS.");
	else if (s->secure)
		reply_bad(s, 503, "TLS is already active.");
	else if (!tls_offered(&s->set->suite))
		reply_bad(s, 534, "TLS is not available here.");
	else if (s->state != STATE_LOGIN)
		reply_bad(s, 503, "AUTH comes before the login.");
	else
		start_tls(s);
}

void
front_greet(struct session *s)
{
	if (s->set->banner_text != NULL)
		message_put(s, 220, s->set->banner_text);
	reply(s, 220, "%s FTP server ready.", s->set->suite.host);
}

/* False: the session is over. */
static bool
greet(struct session *s)
{
	const struct suite *suite = &s->set->suite;

	if (suite->proxy && !suite->resumed &&
	    !peer_read_proxy(&s->peer, &s->io)) {
		session_done(s, "no-proxy-header");
		return false;
	}
	line_phase(&s->io, FTPD_LOGIN);
	if (!suite->resumed) {		/* RFC 4217 section 4 */
		front_greet(s);
		line_flush(&s->io);
	}
	peer_log(&s->peer, suite->tls);
	return true;
}

void
front_run(struct session *s)
{
	s->state = STATE_LOGIN;
	if (greet(s))
		command_loop(s);
	if (s->why == NULL)
		return;			/* the master goes on */
	line_end(&s->io);
	log_event(LOG_INFO, "end rip=%s reason=%s", peer_ip(&s->peer), s->why);
}
