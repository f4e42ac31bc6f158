/*
 * Packets from a session's client, and from others who send to its port.
 */
#include <errno.h>
#include <unistd.h>

#include "tftpd/session_impl.h"

/* So many packets of an upload are read in one turn. */
#define TURN_PACKETS	32

/*
 * A client that is alone and answers at once is waited for by receiving
 * itself, which saves a call for each block; so long at a time, then all
 * others are looked at.  One that falls silent ends it after a clock tick or
 * two, in which a request may have to wait, and must then send some packets
 * before it is waited for again.
 */
#define ALONE_TURN	2000		/* us */
#define ALONE_ROUNDTRIP	1000
#define ALONE_AGAIN	64		/* packets */

/*
 * A socket that is tied to its peer is cheaper for each packet, but it
 * takes a second one to hear strangers: not worth it for a few blocks.
 */
#define TIE_AFTER	16		/* packets */

/* RFC 1350 section 4: the stranger is told, the transfer goes on. */
static void
tell_stranger(const struct udp_path *p, const union address *stranger)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];

	udp_send(p, packet, packet_error(packet, ERROR_TID,
	    "Unknown transfer ID"), stranger);
}

/* One packet, into buf; false: there are no more for now. */
static bool
receive_one(struct session *s, uint8_t *buf, size_t size, bool wait)
{
	union address stranger;
	ssize_t n;

	n = udp_receive_own(&s->path, buf, size, wait, &stranger);
	if (n >= 0) {
		if (wait)
			s->server->loop->now = loop_clock();
		s->packets++;
		transfer_packet(&s->transfer, s->server->loop->now, buf,
		    (size_t)n);
		return true;
	}
	if (errno == ECONNREFUSED)
		s->refused = true;
	if (errno == ENOMSG)
		tell_stranger(&s->path, &stranger);
	return false;
}

/* --- a socket for strangers */

static void
on_stranger(struct loop_fd *f, unsigned events)
{
	struct session *s = f->arg;
	struct scratch *x = &s->server->scratch;
	struct udp_path others = s->path;
	union address stranger;
	ssize_t n;

	(void)events;
	others.fd = f->fd;
	others.tied = false;
	n = udp_receive_own(&others, x->packet, sizeof(x->packet), false,
	    &stranger);
	if (n == -1 && errno == ENOMSG)
		tell_stranger(&others, &stranger);
	if (n < 0)
		return;
	/* It came before the other socket was tied. */
	transfer_packet(&s->transfer, s->server->loop->now, x->packet,
	    (size_t)n);
	session_settle(s);
}

/* Without a socket for them strangers are told by ICMP. */
static void
tie(struct session *s)
{
	s->tied = true;
	s->strangers.fd = udp_tie(&s->path);
	if (s->strangers.fd == -1)
		return;
	s->strangers.ready = on_stranger;
	s->strangers.arg = s;
	if (loop_add(s->server->loop, &s->strangers, LOOP_READ) == -1) {
		close(s->strangers.fd);
		s->strangers.fd = -1;
	}
}

/* --- its own */

/* May the whole server wait for its next packet? */
static bool
is_alone(const struct session *s)
{
	const struct transfer *t = &s->transfer;

	return s->server->table.entries == 1 && !s->refused &&
	    s->packets >= s->alone_at &&
	    (t->state == TRANSFER_SEND || t->state == TRANSFER_RECEIVE) &&
	    t->rtt != 0 && t->rtt < ALONE_ROUNDTRIP &&
	    t->due > s->server->loop->now;
}

void
session_on_packet(struct loop_fd *f, unsigned events)
{
	struct session *s = f->arg;
	struct scratch *x = &s->server->scratch;
	/* In lock-step there is one; to look for another costs a call. */
	unsigned turns = s->write && s->transfer.window > 1 ?
	    TURN_PACKETS : 1;
	int64_t end = s->server->loop->now + ALONE_TURN;

	(void)events;
	while (turns-- > 0 &&
	    receive_one(s, x->packet, sizeof(x->packet), false))
		if (s->transfer.state == TRANSFER_OVER)
			break;
	while (is_alone(s) && s->server->loop->now < end)
		if (!receive_one(s, x->packet, sizeof(x->packet), true))
			s->alone_at = s->packets + ALONE_AGAIN;
	if (s->packets >= TIE_AFTER && !s->tied &&
	    s->transfer.state != TRANSFER_OVER)
		tie(s);
	session_settle(s);
}

void
session_packet(struct session *s, const uint8_t *packet, size_t len)
{
	transfer_packet(&s->transfer, s->server->loop->now, packet, len);
	session_settle(s);
}

void
session_catch_up(struct session *s)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];

	while (s->transfer.state != TRANSFER_OVER &&
	    receive_one(s, packet, sizeof(packet), false))
		continue;
}
