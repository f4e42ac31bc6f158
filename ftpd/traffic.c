#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/lineio.h"
#include "common/log.h"
#include "common/record.h"
#include "common/writeall.h"
#include "ftpd/dataverbs.h"
#include "ftpd/facts.h"
#include "ftpd/xferlog.h"

/* Name servers have so long, of which the client waits for its 230; ms. */
#define RESOLVE_MS	10000

bool
traffic_configure(struct traffic_settings *set, unsigned silence,
    char *error, size_t size)
{
	set->stall_timeout = silence > 0 ? silence : TRAFFIC_STALL;
	set->connect_timeout = set->stall_timeout < TRAFFIC_CONNECT ?
	    set->stall_timeout : TRAFFIC_CONNECT;
	if (set->ports == NULL || data_range(&set->data, set->ports))
		return true;
	snprintf(error, size, "-p %s: two ports from 1024 on, LOW:HIGH",
	    set->ports);
	return false;
}

/* The user's process, who alone hears what a name server says. */
static _Noreturn void
be_resolver(const struct session *s, const char *name, int out)
{
	struct in_addr address;

	if (gate_become(&s->who) == 0 && data_announce(&address, name) == 0)
		(void)write_all(out, &address, sizeof(address));
	_exit(0);
}

/* False: there is no such name, or nobody who knows. */
static bool
resolve(const struct session *s, const char *name, struct in_addr *address)
{
	bool good;
	int fd[2];
	pid_t pid;

	if (inet_pton(AF_INET, name, address) == 1)
		return true;
	if (pipe2(fd, O_CLOEXEC) == -1)
		return false;
	pid = fork();
	if (pid == 0)
		be_resolver(s, name, fd[1]);
	close(fd[1]);
	good = pid != -1 && record_read(fd[0], address, sizeof(*address),
	    line_now() + RESOLVE_MS);
	if (pid != -1)
		(void)record_reap(pid, fd[0], 0);
	close(fd[0]);
	return good;
}

/* Of a name that cannot be found now: the address that we have ourselves. */
static void
find_announce(struct session *s)
{
	const char *name = s->set->traffic.announce;

	if (name == NULL || resolve(s, name, &s->traffic.set.announce))
		return;
	s->traffic.set.announce.s_addr = INADDR_ANY;
	log_event(LOG_ERR, "announce name=%s error=\"not found\"", name);
}

int
transfer_prepare(struct session *s)
{
	const struct traffic_settings *set = &s->set->traffic;
	struct traffic *f = &s->traffic;

	f->set = set->data;
	f->xferlog = f->hook.fd = f->helper.fd = -1;
	f->facts = FACT_DEFAULT;
	find_announce(s);
	f->usable = data_init(&f->data, &f->set, &s->peer);
	f->data.helper = &f->helper;
	if (set->xferlog != NULL &&
	    (f->xferlog = xferlog_open(set->xferlog)) == -1) {
		log_event(LOG_ERR, "xferlog path=%s error=\"%s\"",
		    set->xferlog, strerror(errno));
		return -1;
	}
	if (f->usable && helper_start(&f->helper, &s->set->suite, &f->data,
	    !set->any_port) == -1)
		return -1;
	return hook_start(&f->hook, &set->hook, &s->who, &s->peer,
	    s->who.home);
}

void
transfer_limit(struct session *s)
{
	rate_init(&s->traffic.down, s->rights.rate_down, line_now());
	rate_init(&s->traffic.up, s->rights.rate_up, line_now());
}

void
transfer_status(const struct session *s, char *text, size_t size)
{
	const struct traffic_now *now = &s->traffic.now;
	char of[32] = "";

	if (now->verb == NULL) {
		snprintf(text, size, "No transfer.");
		return;
	}
	if (now->size >= 0)
		snprintf(of, sizeof(of), " of %lld", (long long)now->size);
	snprintf(text, size, "%s '%s': %llu%s bytes, %lld seconds%s",
	    now->verb, now->path, (unsigned long long)now->progress->bytes,
	    of, (long long)(line_now() - now->began) / 1000,
	    now->progress->open ? "" : ", waiting for the connection");
}

void
transfer_totals(const struct session *s, char *text, size_t size)
{
	const struct traffic *f = &s->traffic;

	snprintf(text, size, " in=%llu bytes_in=%llu out=%llu bytes_out=%llu",
	    (unsigned long long)f->files_in,
	    (unsigned long long)f->bytes_in,
	    (unsigned long long)f->files_out,
	    (unsigned long long)f->bytes_out);
}
