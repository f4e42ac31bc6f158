/*
 * commit: what changed goes to the disk, and then its ACKs to the clients.
 *
 * While one batch is being synced by another process the next one gathers:
 * a disk that hesitates delays ACKs, but not the offers and the work before
 * them.  Without that process the server syncs itself, and waits.
 */
#include <errno.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "common/log.h"
#include "dhcpd/errand.h"
#include "dhcpd/server.h"
#include "dhcpd/syncer.h"

#define EXECUTE_AGAIN	10000		/* us: when too many are started */

/* --- programs */

static int
start_program(void *arg, char *const argv[])
{
	const struct server *s = arg;

	if (errand_execute(s->errands, argv) == 0)
		return 0;
	if (errno != EAGAIN)
		log_event(LOG_ERR, "execute %s: %s", argv[0],
		    strerror(errno));
	return -1;
}

static void
run_programs(struct server *s)
{
	if (!after_run(&s->after, start_program, s))
		loop_after(s->loop, &s->again, EXECUTE_AGAIN);
}

static void
on_again(struct loop_timer *t)
{
	run_programs(t->arg);
}

/* --- a batch */

static struct batch *
other_batch(struct server *s)
{
	return s->batch == &s->batches[0] ? &s->batches[1] : &s->batches[0];
}

/* Rule 1 of the lease file: on the disk first.  error: an errno, or 0. */
static void
finish(struct server *s, int error)
{
	struct batch *b = other_batch(s);
	size_t i;

	after_end(&s->after, error == 0);
	if (error != 0) {
		if (!s->failing)
			log_event(LOG_ERR, "lease file: %s; no lease is "
			    "acknowledged until it can be written",
			    strerror(error));
		s->failing = true;
	} else {
		if (s->failing && b->n > 0) {
			log_event(LOG_NOTICE, "lease file: written again");
			s->failing = false;
		}
		for (i = 0; i < b->n; i++)
			server_transmit(s, &b->waiting[i]);
	}
	b->n = 0;
	run_programs(s);
}

static void
finish_written(struct server *s, int error)
{
	finish(s, leasefile_written(s->file, error) == -1 ? errno : 0);
}

static void
lose_syncer(struct server *s)
{
	log_event(LOG_WARNING, "the process that syncs is gone; the server "
	    "does it itself");
	loop_remove(s->loop, &s->sync_fd);
	close(s->syncer);
	s->syncer = -1;
}

/* The batch that has gathered; the other one is empty. */
static void
begin(struct server *s)
{
	int fd;

	after_begin(&s->after);
	s->batch = other_batch(s);
	if (leasefile_write(s->file, &fd) == -1)
		finish(s, errno);
	else if (fd == -1)
		finish(s, 0);
	else if (s->syncer != -1 && syncer_ask(s->syncer, fd) == 0)
		s->syncing = true;
	else
		finish_written(s, fdatasync(fd) == -1 ? errno : 0);
}

/* wait: until there is an answer, if one is due. */
static void
end(struct server *s, bool wait)
{
	int error = EPIPE;

	if (s->syncer == -1)
		return;
	switch (syncer_answer(s->syncer, wait && s->syncing, &error)) {
	case SYNCER_BUSY:
		return;
	case SYNCER_GONE:
		lose_syncer(s);
		break;
	default:
		break;
	}
	if (!s->syncing)
		return;
	s->syncing = false;
	finish_written(s, error);
}

static void
on_synced(struct loop_fd *f, unsigned events)
{
	(void)events;
	end(f->arg, false);
}

/* --- what the rest of the server sees of it */

int
commit_start(struct server *s)
{
	s->again = (struct loop_timer){ .due = on_again, .arg = s };
	s->batch = &s->batches[0];
	s->sync_fd = (struct loop_fd){ .fd = s->syncer, .ready = on_synced,
	    .arg = s };
	return s->syncer == -1 ? 0 :
	    loop_add(s->loop, &s->sync_fd, LOOP_READ);
}

struct reply *
commit_reply(struct server *s)
{
	return &s->batch->waiting[s->batch->n];
}

void
commit_add(struct server *s)
{
	if (++s->batch->n < SERVER_WAITING)
		return;
	end(s, true);
	begin(s);
}

void
commit_round(struct server *s)
{
	if (!s->syncing && (s->batch->n > 0 || leasefile_pending(s->file) ||
	    (after_pending(&s->after) && s->again.at == 0)))
		begin(s);
}

void
commit_all(struct server *s)
{
	end(s, true);
	begin(s);
	end(s, true);
}
