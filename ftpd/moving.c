#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/lineio.h"
#include "common/log.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/moving.h"
#include "ftpd/reply.h"
#include "ftpd/xferlog.h"

bool
moving_ready(struct session *s)
{
	if (!data_allowed(s))
		return false;
	if (s->traffic.data.how != DATA_NONE)
		return true;
	reply(s, 425, "Use PASV, EPSV, PORT or EPRT first.");
	return false;
}

const char *
moving_type(const struct session *s)
{
	return s->type == 'A' ? "ASCII" : "BINARY";
}

void
moving_begin(struct session *s, struct transfer *t, const char *verb,
    const char *path, int64_t size)
{
	const struct traffic_settings *set = &s->set->traffic;
	struct traffic_now *now = &s->traffic.now;

	memset(t, 0, sizeof(*t));
	t->data = &s->traffic.data;
	t->session = s;
	t->connect_timeout = set->connect_timeout;
	t->timeout = set->stall_timeout;
	s->traffic.data.tls = s->prot == 'P';
	now->verb = verb;
	now->path = path;
	now->size = size;
	now->began = line_now();
	now->progress = &t->progress;
	s->transferring = true;
}

enum transfer_end
moving_open(struct session *s, struct transfer *t)
{
	if (line_flush(&s->io) == -1) {
		data_close(t->data);
		return TRANSFER_ABORTED;
	}
	return transfer_connect(t);
}

/* Is it a file, and which way?  '\0': a listing. */
static char
direction(const char *verb)
{
	return strcmp(verb, "RETR") == 0 ? 'o' :
	    verb[0] == 'S' || verb[0] == 'A' ? 'i' : '\0';
}

static void
log_transfer(struct session *s, const struct transfer *t, bool complete)
{
	const struct traffic_now *now = &s->traffic.now;
	int64_t ms = line_now() - now->began;
	char user[4 * GATE_USER], path[2 * FTPD_PATH], real[2 * FTPD_PATH];
	struct xfer x = {
		.end = time(NULL),
		.seconds = (unsigned)((ms + 500) / 1000),
		.bytes = t->progress.bytes,
		.host = s->peer.name[0] != '\0' ? s->peer.name :
		    peer_ip(&s->peer),
		.path = real,
		.user = s->who.user,
		.ascii = t->ascii,
		.direction = direction(now->verb),
		.anonymous = s->anonymous,
		.complete = complete
	};

	log_event(LOG_INFO, "transfer rip=%s user=%s verb=%s path=%s "
	    "bytes=%llu ms=%lld result=%s", peer_ip(&s->peer),
	    log_quote(user, sizeof(user), s->who.user, strlen(s->who.user)),
	    now->verb, log_quote(path, sizeof(path), now->path,
	    strlen(now->path)), (unsigned long long)x.bytes, (long long)ms,
	    complete ? "complete" : "incomplete");
	if (s->traffic.xferlog == -1)
		return;
	snprintf(real, sizeof(real), "%s%s", strcmp(s->who.home, "/") == 0 ?
	    "" : s->who.home, now->path);
	xferlog_write(s->traffic.xferlog, &x);
}

static void
count(struct session *s, const struct transfer *t, bool complete)
{
	struct traffic *f = &s->traffic;
	char way = direction(f->now.verb);

	if (way == 'o') {
		f->files_out += complete;
		f->bytes_out += t->progress.bytes;
	} else if (way == 'i') {
		f->files_in += complete;
		f->bytes_in += t->progress.bytes;
	}
	if (way != '\0')
		log_transfer(s, t, complete);
}

void
moving_end(struct session *s, struct transfer *t, enum transfer_end end,
    const char *name, const char *done)
{
	int error = errno;

	data_close(t->data);
	count(s, t, end == TRANSFER_DONE);
	s->traffic.now.verb = NULL;
	s->transferring = false;
	errno = error;
	switch (end) {
	case TRANSFER_DONE:
		reply(s, 226, "%s", done);
		break;
	case TRANSFER_NOT_OPENED:
		reply(s, 425, "Cannot open the data connection: %s.",
		    strerror(error));
		break;
	case TRANSFER_BROKEN:
		reply(s, 426, "Data connection broken; transfer aborted.");
		break;
	case TRANSFER_STALLED:
		reply(s, 426, "Nothing moved for %u seconds; transfer "
		    "aborted.", t->timeout);
		break;
	case TRANSFER_ABORTED:
		reply(s, 426, "Transfer aborted.");
		break;
	default:
		reply_errno(s, 451, name);
	}
}
