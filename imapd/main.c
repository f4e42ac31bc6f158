/*
 * imapd: one IMAP session on descriptors 0 and 1 (RFC 9051, RFC 3501).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/check.h"
#include "common/clerk.h"
#include "common/jail.h"
#include "common/log.h"
#include "common/master.h"
#include "common/tls.h"
#include "imapd/front.h"
#include "imapd/session.h"

/* Static: what a session does not touch of it costs nothing. */
static struct settings	 settings = {
	.maildir = "Maildir",
	.prefix = "."
};
static struct session	 session;
static struct option_list local;	/* joe may be joe@ this host */

static const struct option flags[] = {
	{ 'a', OPTION_SWITCH, &settings.folders, NULL,
	    "make folders for sent mail, drafts ... at the first login", 0,
	    0 },
	{ 'm', OPTION_STRING, &settings.maildir, "dir",
	    "the Maildir, below the home directory", 0, 0 },
	{ 'p', OPTION_STRING, &settings.prefix, "prefix",
	    "of all mailboxes but INBOX; ends in the separator (.)", 0, 0 },
	{ 'S', OPTION_NUMBER, &settings.append, "bytes",
	    "the largest message that can be appended", 1, 1UL << 31 },
	{ 'u', OPTION_SWITCH, &settings.uidonly, NULL,
	    "offer UIDONLY, which some clients break with", 0, 0 },
	{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
};

/*
 * A mapped message was cut short under us (M-9 says that nobody does that).
 * Everything acknowledged is on the disk; what is being sent cannot be
 * finished.
 */
static void
cut_short(int sig)
{
	(void)sig;
	_exit(EXIT_TEMPORARY);
}

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
	if (!isatty(STDOUT_FILENO) &&
	    !say("* BYE [UNAVAILABLE] not available\r\n"))
		log_fail("nobody there to be told: %m");
	exit(status);
}

/* Flags and what they imply.  OPTIONS_OK: go on. */
static enum options_end
configure(int argc, char **argv, char *error, size_t size)
{
	enum options_end end;

	end = options_read(&settings.suite, "imapd", flags, argc, argv,
	    error, size);
	if (end == OPTIONS_OK &&
	    !naming_set(&settings.naming, settings.prefix)) {
		snprintf(error, size, "-p %s: must end in \".\" or \"/\"",
		    settings.prefix);
		end = OPTIONS_BAD;
	}
	return end;
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
	(void)say("* BYE [UNAVAILABLE] cannot use your home\r\n");
	(void)say(m->ask->tag);
	(void)say(" NO [CONTACTADMIN] cannot use your home\r\n");
}

static struct master	 master = {
	.gate = &session.gate, .suite = &settings.suite,
	.peer = &session.peer, .ask = &session.ask, .who = &session.who,
	.front_ms = GATE_FRONT_MS, .clerk = clerk_serve,
	.session = be_session, .sorry = sorry
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
	line_init(&s->io, STDIN_FILENO, STDOUT_FILENO,
	    suite->timeout > 0 ? (unsigned)suite->timeout : IMAPD_IDLE);
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
	signal(SIGBUS, cut_short);
	end = configure(argc, argv, error, sizeof(error));
	if (end == OPTIONS_SHOWN)
		return 0;
	log_open("imapd", LOG_MAIL, settings.suite.to_stderr);
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
