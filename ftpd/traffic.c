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

/* False: there is no such name, or nobody who knows in time. */
static bool
resolve(const char *name, struct in_addr *address)
{
	bool good;
	int fd[2];
	pid_t pid;

	if (inet_pton(AF_INET, name, address) == 1)
		return true;
	if (pipe2(fd, O_CLOEXEC) == -1)
		return false;
	pid = fork();
	if (pid == 0) {
		if (data_announce(address, name) == 0)
			(void)write_all(fd[1], address, sizeof(*address));
		_exit(0);
	}
	close(fd[1]);
	good = pid != -1 && record_read(fd[0], address, sizeof(*address),
	    line_now() + RESOLVE_MS);
	if (pid != -1)
		(void)record_reap(pid, fd[0], 0);
	close(fd[0]);
	return good;
}

int
transfer_open(struct session *s)
{
	const struct traffic_settings *set = &s->set->traffic;
	struct traffic *f = &s->traffic;

	f->hook.fd = f->xferlog = -1;
	if (helper_prepare(&f->helper, &s->set->suite, &s->peer,
	    !set->any_port) == -1)
		return -1;
	if (set->xferlog == NULL)
		return 0;
	f->xferlog = xferlog_open(set->xferlog);
	if (f->xferlog != -1)
		return 0;
	log_event(LOG_ERR, "xferlog path=%s error=\"%s\"", set->xferlog,
	    strerror(errno));
	return -1;
}

void
transfer_close(struct session *s)
{
	if (s->traffic.xferlog != -1)
		close(s->traffic.xferlog);
	s->traffic.xferlog = -1;
}

void
transfer_announce(struct session *s)
{
	const char *name = s->set->traffic.announce;

	if (name == NULL || resolve(name, &s->traffic.announce))
		return;
	s->traffic.announce.s_addr = INADDR_ANY;
	log_event(LOG_ERR, "announce name=%s error=\"not found\"", name);
}

void
transfer_prepare(struct session *s)
{
	struct traffic *f = &s->traffic;

	f->set = s->set->traffic.data;
	f->set.announce = f->announce;
	f->facts = FACT_DEFAULT;
	f->usable = data_init(&f->data, &f->set, &s->peer);
	f->data.helper = &f->helper;
	rate_init(&f->down, s->rights.rate_down, line_now());
	rate_init(&f->up, s->rights.rate_up, line_now());
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
