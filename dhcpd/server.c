#include <errno.h>
#include <string.h>
#include <syslog.h>
#include <time.h>

#include "common/log.h"
#include "dhcpd/server.h"

#define CLOCK_EVERY	(5 * LOOP_SECOND)
#define CLOCK_JUMP	2		/* seconds: more is no slewing */
#define EXPIRE_BATCH	500		/* leases ended at a time */
#define COMPACT_AGAIN	(10 * LOOP_SECOND)	/* after one that failed */
#define COMPACT_PAUSE	200		/* microseconds between steps */

/* --- the clock: that of the file is the wall's, timers are monotonic */

static int64_t
monotonic_seconds(void)
{
	return loop_clock() / LOOP_SECOND;
}

uint32_t
server_now(const struct server *s)
{
	int64_t now = monotonic_seconds() + s->offset;

	if (now < 1)
		return 1;
	return now < LEASE_NEVER ? (uint32_t)now : LEASE_NEVER - 1;
}

static void
on_clock(struct loop_timer *t)
{
	struct server *s = t->arg;
	int64_t offset = (int64_t)time(NULL) - monotonic_seconds();
	int64_t jump = offset - s->offset;

	if (jump > CLOCK_JUMP || jump < -CLOCK_JUMP) {
		log_event(LOG_WARNING, "clock jump=%lld: times of leases are "
		    "moved with it", (long long)jump);
		leases_shift(s->leases, jump);
		if (leasefile_compact(s->file) == 0)
			loop_after(s->loop, &s->compact, COMPACT_PAUSE);
	}
	s->offset = offset;
	leasefile_tick(s->file);
	loop_after(s->loop, t, CLOCK_EVERY);
}

/* --- sending */

void
server_transmit(struct server *s, const struct reply *reply)
{
	char addr[ADDRESS_TEXT];

	if (link_send(s->links, reply) == -1)
		log_event(LOG_WARNING, "send_packet to %s via %s: %s",
		    address_text(reply->address, addr),
		    reply->interface->name, strerror(errno));
}

static int64_t
milliseconds(const struct server *s)
{
	return s->loop->now / 1000;
}

static void
set_due(struct server *s)
{
	int64_t at = 0, probe = -1;
	uint32_t next = lease_next_due(s->leases);

	if (next != LEASE_NEVER)
		at = ((int64_t)next - s->offset) * LOOP_SECOND;
	if (s->probes != NULL)
		probe = probe_next(s->probes);
	if (probe != -1 && (at == 0 || probe * 1000 < at))
		at = probe * 1000;
	if (at > 0)
		loop_at(s->loop, &s->due, at);
	else if (next != LEASE_NEVER)
		loop_after(s->loop, &s->due, 0);
	else
		loop_cancel(s->loop, &s->due);
}

/* --- packets */

static void
take(void *arg, const uint8_t *data, size_t len, const struct arrival *a)
{
	struct server *s = arg;
	static struct packet packet;	/* too large for a stack */
	struct reply *reply = commit_reply(s);
	enum outcome outcome;

	if (!packet_parse(&packet, data, len))
		return;
	s->responder.now = server_now(s);
	outcome = respond(&s->responder, &packet, a, reply);
	after_request(&s->after, outcome == RESPOND_COMMIT);
	switch (outcome) {
	case RESPOND_COMMIT:
		commit_add(s);
		break;
	case RESPOND_PROBE:
		if (s->probes != NULL && probe_start(s->probes, reply, a,
		    data, len, milliseconds(s)))
			break;
		/* FALLTHROUGH */
	case RESPOND_SEND:
		server_transmit(s, reply);
		break;
	default:
		break;
	}
}

static void
on_packet(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;
	size_t i = (size_t)(f - s->packet_fds);
	struct link *l = &s->links->item[i];

	(void)events;
	if (link_read(s->links, l, s->deaf[i] ? NULL : take, s) != -1)
		return;
	if (errno != ENETDOWN)
		log_event(LOG_ERR, "interface %s: %s", l->interface.name,
		    strerror(errno));
	if (errno == ENODEV || errno == ENXIO)
		loop_remove(s->loop, f);
}

static void
on_udp(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;

	(void)events;
	if (link_read_udp(s->links, take, s) == -1)
		log_event(LOG_ERR, "udp: %s", strerror(errno));
}

static void
on_probed(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;
	const struct probe *p;

	(void)events;
	while ((p = probe_answered(s->probes)) != NULL) {
		s->responder.now = server_now(s);
		respond_conflict(&s->responder, p->address);
		take(s, p->request, p->len, &p->arrival);
	}
}

static void
on_due(struct loop_timer *t)
{
	struct server *s = t->arg;
	const struct probe *p;

	while (s->probes != NULL &&
	    (p = probe_due(s->probes, milliseconds(s))) != NULL)
		server_transmit(s, &p->reply);
	s->responder.now = server_now(s);
	respond_expire(&s->responder, EXPIRE_BATCH);
	after_request(&s->after, false);
}

/* --- the lease file's history */

static void
begin_compact(struct server *s)
{
	if (!leasefile_wasteful(s->file) || s->compact.at != 0 ||
	    s->loop->now < s->quiet_until)
		return;
	s->quiet_until = s->loop->now + COMPACT_AGAIN;
	if (leasefile_compact(s->file) == -1)
		log_event(LOG_ERR, "lease file: new one: %s",
		    strerror(errno));
	else
		loop_after(s->loop, &s->compact, COMPACT_PAUSE);
}

static void
on_compact(struct loop_timer *t)
{
	struct server *s = t->arg;

	commit_all(s);
	switch (leasefile_step(s->file)) {
	case LEASEFILE_MORE:
		loop_after(s->loop, t, COMPACT_PAUSE);
		break;
	case LEASEFILE_FAILED:
		log_event(LOG_ERR, "lease file: new one: %s",
		    strerror(errno));
		break;
	case LEASEFILE_DONE:
		log_event(LOG_INFO, "Wrote %zu leases to leases file.",
		    leases_count(s->leases));
		break;
	default:
		break;
	}
}

static void
on_round(void *arg)
{
	struct server *s = arg;

	commit_round(s);
	begin_compact(s);
	set_due(s);
}

/* --- the loop */

static int
add(struct server *s, struct loop_fd *f, int fd,
    void (*ready)(struct loop_fd *, unsigned))
{
	f->fd = fd;
	f->ready = ready;
	f->arg = s;
	return loop_add(s->loop, f, LOOP_READ);
}

int
server_start(struct server *s)
{
	size_t i;

	if (commit_start(s) == -1)
		return -1;
	for (i = 0; i < s->links->n; i++)
		if (add(s, &s->packet_fds[i], s->links->item[i].fd,
		    on_packet) == -1)
			return -1;
	if (add(s, &s->udp_fd, s->links->udp, on_udp) == -1)
		return -1;
	if (s->probes != NULL &&
	    add(s, &s->probe_fd, probes_fd(s->probes), on_probed) == -1)
		return -1;
	if (s->probes != NULL && probes_arp_fd(s->probes) != -1 &&
	    add(s, &s->arp_fd, probes_arp_fd(s->probes), on_probed) == -1)
		return -1;
	s->due = (struct loop_timer){ .due = on_due, .arg = s };
	s->compact = (struct loop_timer){ .due = on_compact, .arg = s };
	s->clock = (struct loop_timer){ .due = on_clock, .arg = s };
	s->loop->round = on_round;
	s->loop->arg = s;
	loop_after(s->loop, &s->clock, CLOCK_EVERY);
	loop_after(s->loop, &s->due, 0);
	return 0;
}

void
server_end(struct server *s)
{
	commit_all(s);
	after_free(&s->after);
	leasefile_close(s->file);
	scope_free(s->scope);
	config_free(s->config);
}
