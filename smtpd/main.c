/*
 * smtpd(8): one SMTP or LMTP connection on descriptors 0 and 1.
 */
#include <sys/stat.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/check.h"
#include "common/jail.h"
#include "common/log.h"
#include "common/master.h"
#include "smtpd/session.h"
#include "smtpd/worker.h"

/* A delay before the greeting that no client would wait for is a mistake. */
#define GREET_DELAY_MAX	120

/*
 * What a front may write to the spool beyond the largest message: Received,
 * and what -M adds.
 */
#define SPOOL_SLACK	(1UL << 20)

/* A front has its own limit, and then some time to say so. */
#define FIRST_MS	((SMTPD_SECONDS + 60) * 1000)

/* -S: what a long holds on every machine; no mail is larger. */
#define SIZE_LARGEST	0x7fffffffUL

static struct settings set = { .maildir = "Maildir", .max_size = SMTPD_SIZE };
static struct session session;
static struct gate gate;
static struct gate_request ask;
static struct identity who;
static struct master master = {
	.gate = &gate, .suite = &set.suite, .peer = &session.peer,
	.ask = &ask, .who = &who,
	.jobs = worker_jobs, .njobs = WORKER_JOBS,
	.front_ms = FIRST_MS,
	.open = post_clerk_open, .clerk = post_clerk
};

static const struct option options[] = {
	{ 'a', OPTION_STRING, &set.aliases, "file",
	    "aliases, as in sendmail's /etc/aliases", 0, 0 },
	{ 'C', OPTION_STRING, &set.catchall, "user",
	    "gets the mail for unknown users", 0, 0 },
	{ 'd', OPTION_LIST, &set.domains, "domain",
	    "a local domain (may repeat)", 0, 0 },
	{ 'D', OPTION_COMMAND, &set.delivery, "command",
	    "delivers, instead of the Maildir", 0, 0 },
	{ 'F', OPTION_COMMAND, &set.filter, "command",
	    "sees each message before it is accepted", 0, 0 },
	{ 'g', OPTION_NUMBER, &set.greet_delay, "seconds",
	    "waits so long before the greeting", 0, GREET_DELAY_MAX },
	{ 'L', OPTION_SWITCH, &set.lmtp, NULL, "LMTP instead of SMTP", 0, 0 },
	{ 'm', OPTION_STRING, &set.maildir, "dir",
	    "the Maildir, below the home directory", 0, 0 },
	{ 'M', OPTION_SWITCH, &set.submission, NULL,
	    "submission: senders must log in", 0, 0 },
	{ 'o', OPTION_SWITCH, &set.any_sender, NULL,
	    "with -M: any sender address will do", 0, 0 },
	{ 'r', OPTION_COMMAND, &set.relay, "command",
	    "takes what logged-in users send elsewhere", 0, 0 },
	{ 'R', OPTION_LIST, &set.blocklists, "zone",
	    "a DNS block list (may repeat)", 0, 0 },
	{ 'S', OPTION_NUMBER, &set.max_size, "octets",
	    "the largest message", 1024, SIZE_LARGEST },
	{ 'z', OPTION_SWITCH, &set.lf_lines, NULL,
	    "takes lines that end with LF alone within messages", 0, 0 },
	{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
};

/* There is no session yet, but there may be a client (RFC 5321 3.1). */
static _Noreturn void
turn_away(int status)
{
	static const char text[] = "421 4.3.0 not available now\r\n";

	if (!isatty(STDOUT_FILENO) &&
	    write(STDOUT_FILENO, text, sizeof(text) - 1) == -1)
		log_fail("nobody there to be told: %m");
	exit(status);
}

static void
read_options(int argc, char **argv)
{
	char error[256];

	switch (options_read(&set.suite, "smtpd", options, argc, argv, error,
	    sizeof(error))) {
	case OPTIONS_SHOWN:
		exit(0);
	case OPTIONS_BAD:
		log_open("smtpd", LOG_MAIL, set.suite.to_stderr);
		log_fail("%s", error);
		turn_away(EXIT_USAGE);
	case OPTIONS_OK:
		log_open("smtpd", LOG_MAIL, set.suite.to_stderr);
		break;
	}
	if (set.domains.n == 0)
		set.domains.item[set.domains.n++] = set.suite.host;
}

/*
 * A login is worth asking for only where it changes something; elsewhere it
 * would just be one more place to guess passwords at.
 */
static void
choose_mechanisms(struct session *s)
{
	const struct check_source source = {
		.passwd = set.suite.passwd,
		.command = set.suite.check.argc > 0 ?
		    set.suite.check.argv : NULL,
		.local = &set.domains
	};

	if ((!set.submission && set.relay.argc == 0) ||
	    options_hides(&set.suite, "AUTH"))
		return;
	s->mechanisms = sasl_shown(check_mechanisms(&source) &
	    ~(unsigned)MECHANISM_APOP, &set.suite, "");
	if (sasl_init(&s->sasl, s->mechanisms) == -1)
		s->mechanisms = 0;
}

static void
start_session(struct session *s)
{
	struct stat st;

	s->set = &set;
	s->post = post_instance();
	s->pid = getpid();
	s->mistake_ms = gate_delay(MISTAKE_MS);
	peer_find(&s->peer, &set.suite, STDIN_FILENO);
	line_init(&s->io, STDIN_FILENO, STDOUT_FILENO, 0);
	line_bulk(&s->io);
	s->replayed = !s->io.in_socket && fstat(STDIN_FILENO, &st) == 0 &&
	    S_ISREG(st.st_mode);
}

/*
 * The front reads stdin, writes stdout and the spool, and asks the clerk.
 * It can open no file, make no socket and run no program.
 */
static void
enter_front(struct session *s)
{
	s->pid = getpid();
	s->gate = &gate;
	post_front(s->post, &gate);
	if (jail_limits(0, (off_t)(set.max_size + SPOOL_SLACK)) == -1 ||
	    jail_front() == -1 || jail_enter(JAIL_PARSER, NULL) == -1) {
		log_fail("cannot give up privilege: %m");
		turn_away(EXIT_TEMPORARY);
	}
}

/* Only the master returns. */
static void
split(struct session *s)
{
	choose_mechanisms(s);
	gate.local = &set.domains;
	switch (master_fork(&master)) {
	case -1:
		log_fail("fork: %m");
		turn_away(EXIT_TEMPORARY);
	case 0:
		enter_front(s);
		session_run(s);
		exit(0);
	}
}

int
main(int argc, char **argv)
{
	struct session *s = &session;
	const char *what = "";
	bool brokered;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);		/* EFBIG instead: 552 */
	read_options(argc, argv);
	start_session(s);
	if (post_open(s->post, &set, s->peer.local_ip, &brokered, &what) ==
	    -1) {
		log_fail("%s: %m", what);
		turn_away(EXIT_TEMPORARY);
	}
	if (brokered) {
		split(s);
		return master_serve(&master);
	}
	if (post_jail(s->post) == -1) {
		log_fail("cannot give up privilege: %m");
		turn_away(EXIT_TEMPORARY);
	}
	session_run(s);
	return 0;
}
