/*
 * ftpd: one FTP session on descriptors 0 and 1 (RFC 959).
 */
#include <sys/socket.h>

#include <netinet/in.h>
#include <netinet/tcp.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/jail.h"
#include "common/log.h"
#include "common/master.h"
#include "common/scan.h"
#include "common/tls.h"
#include "ftpd/admit.h"
#include "ftpd/dataverbs.h"
#include "ftpd/front.h"
#include "ftpd/message.h"
#include "ftpd/session.h"

/* Tells ourselves, behind the TLS wrapper, what HOST was given. */
#define HOST_MARK	"POSTERN_FTP_HOST"

/* Static: what a session does not touch of it costs nothing. */
static struct settings	 settings = { .umask_text = "022" };
static struct session	 session;
static struct option_list local;	/* joe may be joe@ these hosts */

static const struct option flags[] = {
	{ 'a', OPTION_STRING, &settings.anonymous, "dir",
	    "anonymous logins, in this directory (~name: that account's)",
	    0, 0 },
	{ 'A', OPTION_SWITCH, &settings.anonymous_only, NULL,
	    "only anonymous logins", 0, 0 },
	{ 'b', OPTION_STRING, &settings.banner, "file",
	    "sent before the greeting", 0, 0 },
	{ 'B', OPTION_STRING, &settings.rate, "rate[:up]",
	    "bytes a second, k, m or g behind", 0, 0 },
	{ 'C', OPTION_STRING, &settings.guest_rate, "rate[:up]",
	    "the same for anonymous users", 0, 0 },
	{ 'd', OPTION_SWITCH, &settings.hide_dots, NULL,
	    "names that begin with a dot are not there", 0, 0 },
	{ 'E', OPTION_SWITCH, &settings.traffic.data.any_peer, NULL,
	    "data connections may come from any address", 0, 0 },
	{ 'i', OPTION_STRING, &settings.incoming, "dir",
	    "where anonymous users may upload, as they see it", 0, 0 },
	{ 'I', OPTION_SWITCH, &settings.same_owner, NULL,
	    "listings show every owner as ftp", 0, 0 },
	{ 'j', OPTION_SWITCH, &settings.rename, NULL,
	    "an upload never replaces a file but gets another name", 0, 0 },
	{ 'K', OPTION_SWITCH, &settings.keep, NULL,
	    "nothing is deleted or overwritten", 0, 0 },
	{ 'L', OPTION_STRING, &settings.traffic.xferlog, "file",
	    "log of transfers, in the format of wu-ftpd", 0, 0 },
	{ 'm', OPTION_STRING, &settings.motd, "file",
	    "sent after login", 0, 0 },
	{ 'N', OPTION_STRING, &settings.traffic.announce, "host",
	    "our address as PASV shall tell it, behind NAT", 0, 0 },
	{ 'O', OPTION_SWITCH, &settings.no_overwrite, NULL,
	    "existing files are not overwritten", 0, 0 },
	{ 'p', OPTION_STRING, &settings.traffic.ports, "low:high",
	    "ports for passive data connections", 0, 0 },
	{ 'P', OPTION_SWITCH, &settings.traffic.any_port, NULL,
	    "active data comes from any port, not from 20", 0, 0 },
	{ 'q', OPTION_STRING, &settings.letters, "letters",
	    "what users may do that have no perm= (elradfmwMT)", 0, 0 },
	{ 'r', OPTION_SWITCH, &settings.read_only, NULL,
	    "nobody can change anything", 0, 0 },
	{ 'R', OPTION_SWITCH, &settings.traffic.keep_partial, NULL,
	    "uploads that broke off are kept", 0, 0 },
	{ 'S', OPTION_SWITCH, &settings.need_tls, NULL,
	    "TLS is required, for logins and for data", 0, 0 },
	{ 'T', OPTION_NUMBER, &settings.max_idle, "seconds",
	    "the most that SITE IDLE may ask for", 30, 86400 },
	{ 'u', OPTION_STRING, &settings.umask_text, "umask",
	    "of new files and directories (022)", 0, 0 },
	{ 'U', OPTION_STRING, &settings.ftpusers, "file",
	    "those who may not log in (" ADMIT_FTPUSERS ")", 0, 0 },
	{ 'v', OPTION_LIST, &settings.hosts, "host[=dir]",
	    "a name for HOST, and its anonymous directory", 0, 0 },
	{ 'W', OPTION_SWITCH, &settings.traffic.in_place, NULL,
	    "uploads are written in place, not beside and renamed", 0, 0 },
	{ 'X', OPTION_COMMAND, &settings.traffic.hook, "command",
	    "run with the file's name after each upload", 0, 0 },
	{ 'y', OPTION_SWITCH, &settings.traffic.no_sync, NULL,
	    "do not wait for the disk before an upload is acknowledged",
	    0, 0 },
	{ 'z', OPTION_STRING, &settings.max_size_text, "size",
	    "the largest file that is taken", 0, 0 },
	{ '4', OPTION_SWITCH, &settings.any_family, NULL,
	    "no effect: the super-server chooses", 0, 0 },
	{ '6', OPTION_SWITCH, &settings.any_family, NULL,
	    "no effect: the super-server chooses", 0, 0 },
	{ '\0', OPTION_SWITCH, NULL, NULL, NULL, 0, 0 }
};

static void
say(const char *text)
{
	if (write(STDOUT_FILENO, text, strlen(text)) == -1)
		log_fail("nobody there to be told: %m");
}

/* There is no session yet, but there may be a client. */
static _Noreturn void
turn_away(int status)
{
	if (!isatty(STDOUT_FILENO))
		say("421 Service not available.\r\n");
	exit(status);
}

/* The values that have a grammar of their own; NULL or the bad flag. */
static const char *
read_values(void)
{
	struct rights *r = &settings.rights, *g = &settings.guest_rights;

	r->perms = PERM_ALL;
	r->file_mode = 0666;
	r->hide_dots = settings.hide_dots;
	r->auto_rename = settings.rename;
	r->no_overwrite = settings.no_overwrite;
	if (!permission_umask(settings.umask_text, &r->umask))
		return "-u: not a umask";
	if (settings.letters != NULL &&
	    !permission_letters(settings.letters, &r->perms))
		return "-q: not a list of letters out of elradfmwMT";
	if (settings.max_size_text != NULL &&
	    !permission_bytes(settings.max_size_text, &r->max_size))
		return "-z: not a size";
	if (settings.rate != NULL &&
	    !permission_rate(settings.rate, &r->rate_down, &r->rate_up))
		return "-B: not a rate";
	*g = *r;
	if (settings.guest_rate != NULL && !permission_rate(
	    settings.guest_rate, &g->rate_down, &g->rate_up))
		return "-C: not a rate";
	if (settings.incoming != NULL && (settings.incoming[0] != '/' ||
	    settings.incoming[1] == '\0'))
		return "-i: a directory as anonymous users see it, /incoming";
	if (settings.anonymous != NULL && settings.anonymous[0] != '/' &&
	    settings.anonymous[0] != '~')
		return "-a: an absolute directory, or ~ and an account";
	if (settings.need_tls && !settings.suite.tls &&
	    settings.suite.wrapper.argc == 0)
		return "-S: needs -w or -s";
	return NULL;
}

/* Flags and what they imply.  OPTIONS_OK: go on. */
static enum options_end
configure(int argc, char **argv, char *error, size_t size)
{
	enum options_end end;
	const char *bad;

	end = options_read(&settings.suite, "ftpd", flags, argc, argv, error,
	    size);
	if (end != OPTIONS_OK)
		return end;
	bad = read_values();
	if (bad != NULL) {
		snprintf(error, size, "%s", bad);
		return OPTIONS_BAD;
	}
	return traffic_configure(&settings.traffic,
	    (unsigned)settings.suite.timeout, error, size) ? OPTIONS_OK :
	    OPTIONS_BAD;
}

/* The control connection: alive behind NAT, urgent data in line (RFC 959). */
static void
set_socket(int fd)
{
	int on = 1;

	(void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
	(void)setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof(on));
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

/* The front: from here on it can only talk, and ask the clerk. */
static int
front(struct session *s)
{
	transfer_close(s);
	admit_close(s);
	if (jail_front() == -1 || jail_enter(JAIL_PARSER, NULL) == -1) {
		log_fail("cannot give up privilege: %m");
		turn_away(EXIT_TEMPORARY);
	}
	front_run(s);
	return 0;
}

/*
 * As who may be root, with the processes that stay beside the session.  The
 * helper is the later one: a command of -X that runs for long may not keep
 * it.  As root the home becomes the root directory for good; without, the
 * tree is kept to by path.h and Landlock.
 */
static int
become(struct master *m)
{
	const struct identity *who = m->who;

	if (hook_start(&session.traffic.hook, &settings.traffic.hook, who,
	    m->peer) == -1 || helper_start(&session.traffic.helper) == -1 ||
	    chdir(who->home) == -1 || (m->root && chroot(".") == -1) ||
	    jail_become(who->uid, who->gid, who->groups, who->ngroups) == -1)
		return -1;
	return session_enter(&session, m->root);
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
	say("421 Cannot use your home directory.\r\n");
}

/* HOST holds inside TLS, too (RFC 7151 section 3.2.2). */
static void
hand_on(struct master *m)
{
	if (m->ask->user[0] != '\0')
		setenv(HOST_MARK, m->ask->user, 1);
}

static void
clerk(struct master *m)
{
	admit_serve(&session, m);
}

static struct master	 master = {
	.gate = &session.gate, .suite = &settings.suite,
	.peer = &session.peer, .ask = &session.ask, .who = &session.who,
	.own = &session.traffic.announce,
	.own_size = sizeof(session.traffic.announce),
	.front_ms = GATE_FRONT_MS, .clerk = clerk, .become = become,
	.session = be_session, .sorry = sorry, .wrap = hand_on
};

static void
load(char **text, const char *path)
{
	if (path == NULL)
		return;
	*text = message_load(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC),
	    FTPD_MESSAGE);
	if (*text == NULL) {
		log_fail("%s: %m", path);
		turn_away(EXIT_TEMPORARY);
	}
}

/* joe@host is joe where the file has no such line. */
static void
name_hosts(void)
{
	const char *item;
	char *name;
	size_t i;

	local.item[local.n++] = settings.suite.host;
	for (i = 0; i < settings.hosts.n && local.n < OPTION_LIST_MAX; i++) {
		item = settings.hosts.item[i];
		name = strndup(item, strcspn(item, "="));
		if (name != NULL)
			local.item[local.n++] = name;
	}
}

/* HOST from before AUTH TLS holds behind it (RFC 7151 section 3.2.2). */
static void
recall_host(struct session *s)
{
	const char *host = getenv(HOST_MARK);

	if (settings.suite.resumed && host != NULL &&
	    admit_host(&settings, host, NULL))
		snprintf(s->host, sizeof(s->host), "%s", host);
	unsetenv(HOST_MARK);
}

/* All that is to be known before the fork. */
static int
prepare(struct session *s)
{
	const struct suite *suite = &settings.suite;

	if (suite->passwd != NULL && access(suite->passwd, R_OK) == -1) {
		log_fail("%s: %m", suite->passwd);
		turn_away(EXIT_TEMPORARY);
	}
	if (admit_system(&settings) && access(ADMIT_NOLOGIN, F_OK) == 0) {
		log_event(LOG_NOTICE, "nologin path=" ADMIT_NOLOGIN);
		turn_away(EXIT_TEMPORARY);
	}
	load(&settings.banner_text, settings.banner);
	load(&settings.motd_text, settings.motd);
	tzset();		/* before any chroot: listings, the xferlog */
	s->set = &settings;
	s->secure = suite->tls;
	/* Implicit TLS has its data inside TLS from the start, if it can. */
	s->pbsz = suite->tls && !suite->resumed;
	s->prot = s->pbsz && suite->wrapper.argc > 0 ? 'P' : 'C';
	peer_find(&s->peer, suite, STDIN_FILENO);
	admit_open(s);
	if (transfer_open(s) == -1)
		return -1;
	recall_host(s);
	set_socket(STDIN_FILENO);
	telnet_init(&s->telnet);
	line_init(&s->io, STDIN_FILENO, STDOUT_FILENO,
	    suite->timeout > 0 ? (unsigned)suite->timeout : FTPD_IDLE);
	name_hosts();
	s->gate.local = &local;
	s->gate.need_shell = admit_system(&settings);
	return master_fork(&master);
}

int
main(int argc, char **argv)
{
	struct session *s = &session;
	enum options_end end;
	char error[256];

	signal(SIGPIPE, SIG_IGN);
	if (helper_wanted())
		return helper_copy();
	end = configure(argc, argv, error, sizeof(error));
	if (end == OPTIONS_SHOWN)
		return 0;
	log_open("ftpd", LOG_FTP, settings.suite.to_stderr);
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
