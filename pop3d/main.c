/*
 * pop3d: one POP3 session on descriptors 0 and 1 (RFC 1939).
 */
#include <sys/random.h>

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/check.h"
#include "common/clerk.h"
#include "common/jail.h"
#include "common/log.h"
#include "common/master.h"
#include "common/tls.h"
#include "pop3d/front.h"
#include "pop3d/session.h"

/* Static: what a session does not touch of it costs nothing. */
static struct settings	 settings = {
	.maildir = "Maildir",
	.format = UIDL_DEFAULT
};
static struct session	 session;
static struct option_list local;	/* joe may be joe@ this host */

static const struct option flags[] = {
	{ 'd', OPTION_NUMBER, &settings.delay, "seconds",
	    "time between two logins", 1, 86400 },
	{ 'm', OPTION_STRING, &settings.maildir, "dir",
	    "the Maildir, below the home directory", 0, 0 },
	{ 'u', OPTION_STRING, &settings.format, "format",
	    "unique-ids like another server's (dovecot)", 0, 0 },
	{ 'y', OPTION_SWITCH, &settings.no_lock, NULL,
	    "several sessions may share a maildrop", 0, 0 },
	{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
};

/* To the client where there is no session; root may be here, so no lineio. */
static bool
say(const char *text)
{
	return write(STDOUT_FILENO, text, strlen(text)) != -1;
}

/* There is no session yet, but there may be a client. */
static _Noreturn void
turn_away(int status)
{
	if (!isatty(STDOUT_FILENO) && !say(status == EXIT_USAGE ?
	    "-ERR [SYS/PERM] not available\r\n" :
	    "-ERR [SYS/TEMP] not available\r\n"))
		log_fail("nobody there to be told: %m");
	exit(status);
}

/* Flags and what they imply.  OPTIONS_OK: go on. */
static enum options_end
configure(int argc, char **argv, char *error, size_t size)
{
	enum options_end end;

	end = options_read(&settings.suite, "pop3d", flags, argc, argv,
	    error, size);
	if (end == OPTIONS_OK &&
	    !uidl_parse(&settings.uidl, settings.format)) {
		snprintf(error, size, "-u %s: neither a format nor the name "
		    "of one", settings.format);
		end = OPTIONS_BAD;
	}
	return end;
}

/*
 * RFC 1939 section 7: never the same twice, and a msg-id.  Behind the TLS
 * wrapper there was no second greeting, so it is still the first one's.
 */
static int
make_stamp(char stamp[POP3D_STAMP])
{
	const char *first = getenv(POP3D_STAMP_MARK);
	uint64_t random[2];
	int n;

	if (settings.suite.resumed) {
		snprintf(stamp, POP3D_STAMP, "%s", first != NULL ? first : "");
		return 0;
	}
	if (getrandom(random, sizeof(random), 0) != sizeof(random))
		return -1;
	n = snprintf(stamp, POP3D_STAMP, "<%llx%llx.%llx@%s>",
	    (unsigned long long)random[0], (unsigned long long)random[1],
	    (unsigned long long)time(NULL), settings.suite.host);
	if (n < 0 || n >= POP3D_STAMP)
		stamp[0] = '\0';
	return 0;
}

/* The front: from here on it can only talk, and ask the clerk. */
static int
front(struct session *s)
{
	if (sasl_init(&s->sasl, s->mechanisms) == -1 ||
	    jail_front() == -1 || jail_enter(JAIL_PARSER, NULL) == -1) {
		log_fail("cannot give up privilege: %m");
		turn_away(EXIT_TEMPORARY);
	}
	front_run(s);
	return 0;
}

static void
be_session(struct master *m)
{
	(void)m;
	session_run(&session);
}

static void
sorry(struct master *m)
{
	(void)m;
	(void)say("-ERR [SYS/PERM] cannot use your home\r\n");
}

/* The greeting's stamp is not made twice. */
static void
hand_on(struct master *m)
{
	(void)m;
	if (session.stamp[0] != '\0')
		setenv(POP3D_STAMP_MARK, session.stamp, 1);
}

static struct master	 master = {
	.gate = &session.gate, .suite = &settings.suite,
	.peer = &session.peer, .ask = &session.ask, .who = &session.who,
	.front_ms = GATE_FRONT_MS, .clerk = clerk_serve,
	.session = be_session, .sorry = sorry, .wrap = hand_on
};

/* All that is to be known before the fork. */
static int
prepare(struct session *s)
{
	const struct suite *suite = &settings.suite;
	const struct check_source source = {
		.passwd = suite->passwd,
		.command = suite->check.argc > 0 ? suite->check.argv : NULL
	};

	if (suite->passwd != NULL && access(suite->passwd, R_OK) == -1) {
		log_fail("%s: %m", suite->passwd);
		turn_away(EXIT_TEMPORARY);
	}
	s->set = &settings;
	peer_find(&s->peer, suite, STDIN_FILENO);
	s->mechanisms = check_mechanisms(&source);
	if ((s->mechanisms & MECHANISM_APOP) != 0 &&
	    make_stamp(s->stamp) == -1)
		return -1;
	line_init(&s->io, STDIN_FILENO, STDOUT_FILENO,
	    suite->timeout > 0 ? (unsigned)suite->timeout : POP3D_IDLE);
	local.item[local.n++] = suite->host;
	s->gate.local = &local;
	return master_fork(&master);
}

int
main(int argc, char **argv)
{
	struct session *s = &session;
	enum options_end end;
	char error[256];

	signal(SIGPIPE, SIG_IGN);
	end = configure(argc, argv, error, sizeof(error));
	if (end == OPTIONS_SHOWN)
		return 0;
	log_open("pop3d", LOG_MAIL, settings.suite.to_stderr);
	if (end == OPTIONS_BAD) {
		log_fail("%s", error);
		turn_away(EXIT_USAGE);
	}
	switch (prepare(s)) {
	case -1:
		log_fail("cannot start: %m");
		turn_away(EXIT_TEMPORARY);
	case 0:
		return front(s);
	default:
		return master_serve(&master);
	}
}
