/*
 * tftpd: TFTP for booting a thousand machines (RFC 1350).
 *
 * Reads the command line, opens what needs privilege, gives it up, serves.
 */
#include <sys/random.h>
#include <sys/resource.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/daemon.h"
#include "common/jail.h"
#include "common/log.h"
#include "common/loop.h"
#include "common/options.h"
#include "tftpd/flags.h"
#include "tftpd/listen.h"
#include "tftpd/server.h"

#define USER_DEFAULT	"nobody"
#define IDLE_DEFAULT	900		/* seconds: as tftpd-hpa */

/*
 * Descriptors beside those of transfers; and what each of these needs, with
 * another one, whose file is closed, that dallies.
 */
#define FILES_OTHER	(SERVER_SOCKETS + FILE_ROOTS + 32)
#define FILES_EACH	(3 + 2)

/* Where the rules are: open from before the chroot until the end. */
struct map {
	int	 dir;
	char	 name[NAME_MAX + 1];
	unsigned long steps;
};

struct program {
	struct flags	 flags;
	struct daemon	 daemon;
	struct loop	 loop;
	struct server	 server;
	struct sockets	 sockets;
	struct map	 map;
	struct loop_timer idle;
};

/* Static: what is not touched of it costs nothing. */
static struct program program;

static _Noreturn void
refuse(const char *what)
{
	log_fail("%s: %s", what, strerror(errno));
	exit(EXIT_TEMPORARY);
}

/* --- the rules */

static void
open_map_dir(struct map *m, const char *path)
{
	char copy[PATH_MAX];

	if (strlen(path) >= sizeof(copy)) {
		errno = ENAMETOOLONG;
		refuse(path);
	}
	strcpy(copy, path);
	if (strlen(basename(copy)) >= sizeof(m->name)) {
		errno = ENAMETOOLONG;
		refuse(path);
	}
	strcpy(copy, path);
	strcpy(m->name, basename(copy));
	strcpy(copy, path);
	m->dir = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (m->dir == -1)
		refuse(path);
}

/* NULL, and error says why. */
static struct remap *
read_map(const struct map *m, char *error, size_t size)
{
	struct remap *r;
	int fd = openat(m->dir, m->name, O_RDONLY | O_CLOEXEC);

	if (fd == -1) {
		snprintf(error, size, "%s", strerror(errno));
		return NULL;
	}
	r = remap_read(fd, error, size);
	close(fd);
	if (r != NULL && m->steps != 0)
		remap_limit(r, m->steps);
	return r;
}

static void
first_map(struct program *p)
{
	const char *path = p->flags.map_file;
	char error[256];

	p->map.dir = -1;
	p->map.steps = p->flags.map_steps;
	if (path == NULL)
		return;
	open_map_dir(&p->map, path);
	p->flags.config.remap = read_map(&p->map, error, sizeof(error));
	if (p->flags.config.remap == NULL) {
		log_fail("%s: %s", path, error);
		exit(EXIT_TEMPORARY);
	}
}

/* SIGHUP: new rules, or, when these are wrong, the old ones. */
static void
next_map(struct program *p)
{
	struct remap *r;
	char error[256];

	if (p->map.dir == -1)
		return;
	r = read_map(&p->map, error, sizeof(error));
	if (r == NULL) {
		log_event(LOG_ERR, "reload file=%s error=\"%s\"",
		    p->flags.map_file, error);
		return;
	}
	remap_free(p->flags.config.remap);
	p->flags.config.remap = r;
	log_event(LOG_NOTICE, "reload file=%s", p->flags.map_file);
}

/* E asks for files when there are directories to look in. */
static bool
map_exists(void *arg, const char *name, bool write)
{
	struct program *p = arg;

	return file_exists(&p->flags.config.files, name, write);
}

/* -c: as for an upload; -6: as for a client of IPv6. */
static int
test_map(struct program *p)
{
	const char *path = p->flags.map_test;
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	struct flags *f = &p->flags;
	struct remap_request who = {
		.client = f->ipv6 ? (struct sockaddr *)&six :
		    (struct sockaddr *)&four,
		.write = f->config.files.create,
		.exists = map_exists,
		.ctx = p
	};
	FILE *in = stdin;
	int result;

	first_map(p);
	if (f->ndirs == 0)
		who.exists = NULL;
	else if (file_roots(&f->config.files, f->dirs, f->ndirs) == -1)
		refuse(f->dirs[0]);
	if (strcmp(path, "-") != 0) {
		in = fopen(path, "r");
		if (in == NULL)
			refuse(path);
	}
	result = remap_test(p->flags.config.remap, &who, in, stdout, stderr);
	if (result == -1 || fflush(stdout) == EOF)
		refuse(path);
	return 0;
}

/* --- signals and time */

static void
on_signal(void *arg, int signal_number)
{
	struct program *p = arg;
	char state[80];

	if (signal_number != SIGHUP) {
		p->loop.stop = true;
		return;
	}
	snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%lld",
	    (long long)loop_clock());
	daemon_notify(&p->daemon, state);
	next_map(p);
	daemon_notify(&p->daemon, "READY=1");
}

/* inetd starts us again when there is something to be done. */
static void
on_idle(struct loop_timer *t)
{
	struct program *p = t->arg;
	int64_t idle = (int64_t)p->flags.idle * LOOP_SECOND;

	if (p->server.table.entries > 0)
		loop_after(&p->loop, t, idle);
	else if (p->loop.now - p->server.busy_at < idle)
		loop_at(&p->loop, t, p->server.busy_at + idle);
	else
		p->loop.stop = true;
}

/* --- giving up privilege */

/* The table is no larger than what we may open. */
static void
limit_files(struct config *c)
{
	rlim_t wanted = (rlim_t)(c->active_max * FILES_EACH + FILES_OTHER);
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) == -1)
		return;
	if (r.rlim_cur < wanted) {
		r.rlim_cur = r.rlim_max < wanted ? r.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &r);
		getrlimit(RLIMIT_NOFILE, &r);
	}
	if (r.rlim_cur >= wanted)
		return;
	wanted = r.rlim_cur > FILES_OTHER ? r.rlim_cur - FILES_OTHER : 1;
	c->active_max = (size_t)(wanted / FILES_EACH) + 1;
	log_event(LOG_WARNING, "limit transfers=%zu because=RLIMIT_NOFILE",
	    c->active_max);
}

static void
enter_jail(const struct program *p)
{
	const struct file_rules *files = &p->flags.config.files;
	struct jail_dir dirs[FILE_ROOTS + 1];
	size_t i, n = 0;

	for (i = 0; i < files->nroots; i++)
		dirs[n++] = (struct jail_dir){ NULL, files->roots[i].fd,
		    false };
	if (p->map.dir != -1)
		dirs[n++] = (struct jail_dir){ NULL, p->map.dir, true };
	if (jail_enter_some(JAIL_TFTP, dirs, n) == -1)
		refuse("cannot give up privilege");
}

/*
 * From here on: files below the directories given, the directory of the
 * rules for reading, datagrams.  No other user, no program, no connection.
 */
static void
give_up(struct program *p)
{
	const struct flags *f = &p->flags;
	const char *user = f->user != NULL ? f->user : USER_DEFAULT;
	struct daemon_user who;
	bool root = geteuid() == 0, chrooted = root && f->config.files.secure;

	if (root || f->user != NULL) {
		/* nobody is in no group but his own. */
		if (daemon_user(&who, user, f->user != NULL ? NULL : "") ==
		    -1) {
			log_fail("%s: %s", user, errno == ENOENT ?
			    "no such user" : strerror(errno));
			exit(EXIT_TEMPORARY);
		}
	}
	/* By descriptor: daemon_detach() has gone to "/". */
	if (chrooted && fchdir(f->config.files.roots[0].fd) == -1)
		refuse(f->dirs[0]);
	if (daemon_drop(chrooted ? "." : NULL,
	    root || f->user != NULL ? &who : NULL) == -1)
		refuse(root ? "cannot become the user of -u (root may not be)"
		    : "-u: only root may become somebody else");
	enter_jail(p);
}

/* --- the whole */

static void
prepare(struct program *p)
{
	struct flags *f = &p->flags;
	char error[512];

	if (listen_find(&p->sockets, f, error, sizeof(error)) == -1) {
		log_fail("%s", error);
		exit(EXIT_TEMPORARY);
	}
	first_map(p);
	if (file_roots(&f->config.files, f->dirs, f->ndirs) == -1)
		refuse(f->dirs[0]);
	if (f->pid_file != NULL && f->alone &&
	    daemon_pidfile(&p->daemon, f->pid_file) == -1) {
		if (errno != EWOULDBLOCK)
			refuse(f->pid_file);
		log_fail("%s: another tftpd holds it", f->pid_file);
		exit(EXIT_TEMPORARY);
	}
	if (daemon_notify_open(&p->daemon) == -1)
		log_event(LOG_WARNING, "notify error=\"%s\"",
		    strerror(errno));
	if (f->alone && !f->foreground && daemon_detach(&p->daemon) == -1)
		refuse("cannot detach");
}

static void
begin(struct program *p)
{
	static const int signals[] = { SIGHUP, SIGTERM, SIGINT };
	uint64_t seed;
	size_t i;

	if (loop_init(&p->loop) == -1 ||
	    getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		refuse("cannot start");
	p->loop.arg = p;
	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (loop_signal(&p->loop, signals[i], on_signal) == -1)
			refuse("cannot start");
	limit_files(&p->flags.config);
	server_init(&p->server, &p->loop, &p->flags.config, seed);
	for (i = 0; i < p->sockets.n; i++)
		if (server_listen(&p->server, p->sockets.fds[i]) == -1)
			refuse("cannot listen");
	if (!p->sockets.inherited || p->flags.alone)
		return;
	if (p->flags.idle == 0)
		p->flags.idle = IDLE_DEFAULT;
	p->idle.due = on_idle;
	p->idle.arg = p;
	loop_after(&p->loop, &p->idle, (int64_t)p->flags.idle * LOOP_SECOND);
}

int
main(int argc, char **argv)
{
	struct program *p = &program;
	enum flags_end end;
	char error[256];

	signal(SIGPIPE, SIG_IGN);
	end = flags_read(&p->flags, argc, argv, error, sizeof(error));
	if (end == FLAGS_SHOWN)
		return 0;
	log_open("tftpd", LOG_DAEMON, p->flags.to_stderr);
	log_standalone();
	if (end == FLAGS_BAD) {
		log_fail("%s", error);
		return EXIT_USAGE;
	}
	if (p->flags.map_test != NULL)
		return test_map(p);
	daemon_init(&p->daemon);
	prepare(p);
	begin(p);
	give_up(p);
	if (daemon_ready(&p->daemon) == -1)
		refuse(p->flags.pid_file != NULL ? p->flags.pid_file :
		    "cannot report");
	if (loop_run(&p->loop) == -1)
		refuse("cannot wait");
	server_end(&p->server);
	daemon_end(&p->daemon);
	return 0;
}
