/*
 * dhcpd: DHCP and BOOTP with ISC dhcpd's files (RFC 2131, RFC 951).
 *
 * Reads the command line, opens what needs privilege, gives it up, reads the
 * configuration, serves.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/daemon.h"
#include "common/jail.h"
#include "common/log.h"
#include "common/loop.h"
#include "common/scan.h"
#include "dhcpd/check.h"
#include "dhcpd/early.h"
#include "dhcpd/errand.h"
#include "dhcpd/flags.h"
#include "dhcpd/privilege.h"
#include "dhcpd/server.h"
#include "dhcpd/syncer.h"

#define EXIT_ISC	1		/* ISC's, for whatever is wrong */
#define SERVER_PORT	67
#define FUTURE		60		/* seconds; clocks differ by less */

struct program {
	struct flags	 flags;
	struct early	 early;
	struct daemon	 daemon;
	struct loop	 loop;
	struct links	 links;
	struct server	 server;
	struct privilege privilege;
	int		 lease_dir;
	bool		 lease_dir_usual;	/* FLAGS_LEASES is in it */
	char		 lease_dir_name[PATH_MAX], lease_name[NAME_MAX + 1];
};

/* Static: what is not touched of it costs nothing. */
static struct program program;

static _Noreturn void
refuse(const char *what)
{
	log_fail("%s: %s", what, strerror(errno));
	exit(EXIT_ISC);
}

static _Noreturn void
refuse_user(const struct flags *f)
{
	if (errno != ENOENT || f->user == NULL)
		refuse(f->user != NULL ? f->user : "the lease directory");
	if (f->group == NULL)
		log_fail("-user %s: no such user", f->user);
	else
		log_fail("-user %s, -group %s: no such user or group",
		    f->user, f->group);
	exit(EXIT_ISC);
}

static int
facility(const struct program *p)
{
	return p->early.facility != -1 ? p->early.facility : LOG_DAEMON;
}

/*
 * In a process beside the server: nobody waits for what it writes, and its
 * log is a descriptor of its own.
 */
static void
step_aside(const struct program *p)
{
	int fd, null;

	if (p->flags.to_stderr)
		return;
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (fd = 0; null != -1 && fd <= STDERR_FILENO; fd++)
		(void)dup2(null, fd);
	closelog();
	log_open("dhcpd", facility(p), false);
}

static int
begin_errands(void *arg)
{
	struct program *p = arg;

	if (!p->flags.foreground)
		(void)setsid();
	step_aside(p);
	return privilege_drop_but_read(&p->privilege);
}

static int
open_file(void *arg, const char *path)
{
	struct program *p = arg;

	return privilege_open(&p->privilege, path);
}

static void
seal(void *arg)
{
	struct program *p = arg;

	privilege_seal(&p->privilege);
}

static void
read_early(struct program *p)
{
	if (early_read(&p->early, p->flags.config, &p->privilege) == -1)
		refuse("cannot start");
	if (!p->early.good) {
		log_fail("Configuration file errors encountered -- exiting");
		exit(EXIT_ISC);
	}
}

/* --- the lease file's place */

static void
find_leases(struct program *p)
{
	const char *path = p->flags.leases;
	char copy[PATH_MAX];

	if (path == NULL)
		path = p->early.leases[0] != '\0' ? p->early.leases :
		    FLAGS_LEASES;
	if (strlen(path) >= sizeof(copy)) {
		errno = ENAMETOOLONG;
		refuse(path);
	}
	strcpy(copy, path);
	snprintf(p->lease_name, sizeof(p->lease_name), "%s", basename(copy));
	strcpy(copy, path);
	if (realpath(dirname(copy), p->lease_dir_name) == NULL)
		refuse(path);
	p->lease_dir_usual = strcmp(path, FLAGS_LEASES) == 0;
	p->lease_dir = open(p->lease_dir_name,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (p->lease_dir == -1)
		refuse(p->lease_dir_name);
}

/* --- sockets */

static void
open_links(struct program *p)
{
	struct links *l = &p->links;
	const struct early *e = &p->early;
	const char *bad;

	l->server_port = SERVER_PORT;
	if (e->local_port != 0)
		l->server_port = e->local_port;
	if (p->flags.port != 0)
		l->server_port = p->flags.port;
	l->client_port = (uint16_t)(l->server_port + 1);
	if (e->remote_port != 0)
		l->client_port = e->remote_port;
	l->local = e->local_address;
	if (links_discover(l) == -1)
		refuse("interfaces");
	if (p->flags.ninterfaces > 0 &&
	    links_only(l, p->flags.interfaces, &bad) == -1)
		refuse(bad);
	if (links_open(l) == -1) {
		log_fail("UDP port %u, packet sockets: %s", l->server_port,
		    strerror(errno));
		exit(EXIT_ISC);
	}
	p->server.probes = probes_open();
	if (p->server.probes == NULL)
		log_event(LOG_WARNING, "no address is probed: %s",
		    strerror(errno));
}

/* --- leases */

static void
complain_lease(void *arg, size_t line, const char *why)
{
	const struct program *p = arg;

	log_event(LOG_WARNING, "%s line %zu: %s", p->lease_name, line, why);
}

static void
load_leases(struct program *p)
{
	const struct lease_format format = { false, false };
	struct leasefile_report report;

	p->server.leases = leases_new();
	if (p->server.leases == NULL)
		refuse("leases");
	p->server.file = leasefile_open(p->lease_dir, p->lease_name,
	    leasefile_lock(p->lease_dir, p->lease_name), p->server.leases,
	    &format, &report, complain_lease, p);
	if (p->server.file == NULL) {
		log_fail("%s/%s: %s%s", p->lease_dir_name, p->lease_name,
		    errno == EWOULDBLOCK ? "another dhcpd has it" :
		    strerror(errno), errno == EACCES ? ": give the directory "
		    "to the user that dhcpd runs as" : "");
		exit(EXIT_ISC);
	}
	if (report.latest > (uint64_t)time(NULL) + FUTURE)
		log_event(LOG_WARNING, "%s is from the future: is the clock "
		    "right?", p->lease_name);
	if (report.torn)
		log_event(LOG_WARNING, "%s: its end was cut off; repaired",
		    p->lease_name);
	if (!p->flags.quiet)
		log_event(LOG_INFO, "Read %zu leases.",
		    leases_count(p->server.leases));
}

/* --- giving up privilege */

/*
 * From here on: files below the lease directory, the sockets that are
 * open, and what the errands' process does for it.
 */
static void
give_up(struct program *p)
{
	bool chrooted = geteuid() == 0;
	const char *dir = p->lease_dir_name;

	if (privilege_drop(&p->privilege, chrooted ? dir : NULL) == -1)
		refuse("cannot give up privilege");
	if (jail_enter(JAIL_DHCP, chrooted ? "/" : dir) == -1)
		refuse("cannot enter the jail");
}

/* The process that syncs has the same jail; it reads nothing. */
static int
begin_syncing(void *arg)
{
	step_aside(arg);
	give_up(arg);
	return 0;
}

static void
on_signal(void *arg, int signal_number)
{
	struct server *s = arg;

	switch (signal_number) {
	case SIGHUP:
		daemon_notify(&program.daemon, "RELOADING=1");
		server_reload(s);
		daemon_notify(&program.daemon, "READY=1");
		break;
	case SIGUSR1:
		server_usage(s);
		break;
	default:
		s->loop->stop = true;
	}
}

static void
prepare(struct program *p)
{
	static const struct errand_process errands = { begin_errands,
	    open_file, seal };
	const char *pid = p->flags.pid_file;

	read_early(p);
	if (!p->flags.to_stderr)
		log_open("dhcpd", facility(p), false);
	find_leases(p);
	if (privilege_find(&p->privilege, &p->flags, p->lease_dir_name,
	    p->lease_dir_usual) == -1)
		refuse_user(&p->flags);
	if (pid == NULL)
		pid = p->early.pid_file[0] != '\0' ? p->early.pid_file :
		    FLAGS_PID;
	if (!p->flags.no_pid && daemon_pidfile(&p->daemon, pid) == -1) {
		if (errno != EWOULDBLOCK)
			refuse(pid);
		log_fail("%s: another dhcpd holds it", pid);
		exit(EXIT_ISC);
	}
	if (daemon_notify_open(&p->daemon) == -1)
		log_event(LOG_WARNING, "notify: %s", strerror(errno));
	/* Before the directory changes: paths may be relative to it. */
	p->server.errands = errand_start(&errands, p);
	if (p->server.errands == -1)
		refuse("cannot start");
	if (!p->flags.foreground && daemon_detach(&p->daemon) == -1)
		refuse("cannot detach");
	p->server.syncer = syncer_start(begin_syncing, p);
	if (p->server.syncer == -1)
		refuse("cannot start");
	open_links(p);
}

static void
begin(struct program *p)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGINT, SIGUSR1 };
	struct server *s = &p->server;
	struct config_env env;
	struct config *config;
	size_t i;

	s->loop = &p->loop;
	s->links = &p->links;
	s->path = p->flags.config;
	s->broadcast = p->flags.broadcast != 0 ? p->flags.broadcast :
	    UINT32_MAX;
	s->offset = (int64_t)time(NULL) - loop_clock() / LOOP_SECOND;
	load_leases(p);
	server_environment(s, &env);
	config = config_load(s->path, &env);
	if (config == NULL || server_configure(s, config) == -1) {
		log_fail("Configuration file errors encountered -- exiting");
		exit(EXIT_ISC);
	}
	if (server_interfaces(s, p->flags.quiet) == 0) {
		log_fail("Not configured to listen on any interfaces!");
		exit(EXIT_ISC);
	}
	errand_seal(s->errands);
	if (server_start(s) == -1)
		refuse("cannot start");
	server_names(s);
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (loop_signal(&p->loop, signals[i], on_signal) == -1)
			refuse("cannot start");
}

int
main(int argc, char **argv)
{
	struct program *p = &program;
	enum flags_end end;
	char error[1024];

	signal(SIGPIPE, SIG_IGN);
	end = flags_read(&p->flags, argc, argv, error, sizeof(error));
	if (end == FLAGS_SHOWN)
		return 0;
	log_open("dhcpd", LOG_DAEMON, p->flags.to_stderr ||
	    p->flags.test_leases || end == FLAGS_BAD);
	log_standalone();
	if (end == FLAGS_BAD) {
		log_fail("%s", error);
		return EXIT_ISC;
	}
	if (p->flags.test)
		return check_config(p->flags.config, p->flags.quiet);
	daemon_init(&p->daemon);
	if (p->flags.test_leases) {
		find_leases(p);
		return check_leases(p->lease_dir, p->lease_name);
	}
	prepare(p);
	signal(SIGCHLD, SIG_IGN);	/* it cannot wait for who ends */
	if (loop_init(&p->loop) == -1)
		refuse("cannot start");
	give_up(p);
	begin(p);
	if (daemon_ready(&p->daemon) == -1)
		refuse("cannot report");
	if (loop_run(&p->loop) == -1)
		refuse("cannot wait");
	server_end(&p->server);
	daemon_end(&p->daemon);
	return 0;
}
