#include "tftpd/transfer.h"

#include <string.h>

#include "tftpd/packet.h"

/* No guess of a round trip makes us send again sooner (T 2.4). */
#define INTERVAL_MIN	INT64_C(100000)

/* Without progress it ends after so many first intervals: 25 s. */
#define PATIENCE	25

/*
 * A client that asks for a short timeout is not given up on in a moment,
 * one that asks for a long one gets three packets in the end.
 */
#define PATIENCE_MIN	INT64_C(5000000)
#define PATIENCE_MAX	INT64_C(25000000)
#define PATIENCE_SENDS	3

/* How long duplicates of the last DATA are answered. */
#define DALLY		5		/* first intervals */
#define DALLY_MAX	INT64_C(10000000)

/* The network takes no more: a queue of ours drains in about this time. */
#define FULL_WAIT	1000

/* A request that was under way twice, not a client that began anew. */
#define ECHO		INT64_C(1000000)

#define FAR		UINT64_MAX
#define HALF		0x8000u		/* of the 16-bit numbers: behind us */

static int64_t
max64(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
min64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

unsigned
transfer_wire(const struct transfer *t, uint64_t block)
{
	if (t->rollover == 0 || block == 0)
		return (unsigned)(block & 0xffff);
	return (unsigned)((block - 1) % 0xffff) + 1;
}

/* How far behind block `from` is the one with this number? */
static uint64_t
distance(const struct transfer *t, uint64_t from, unsigned number)
{
	if (t->rollover == 0)
		return (number - (unsigned)from) & 0xffff;
	if (number == 0)
		return from == 0 ? 0 : FAR;
	if (from == 0)
		return number;
	return (number + 0xffff - transfer_wire(t, from)) % 0xffff;
}

static int64_t
find_patience(int64_t timeout, bool fixed)
{
	if (!fixed)
		return PATIENCE * timeout;
	return max64(PATIENCE_SENDS * timeout,
	    max64(PATIENCE_MIN, min64(PATIENCE_MAX, PATIENCE * timeout)));
}

void
transfer_init(struct transfer *t, const struct transfer_io *io, void *arg,
    const struct terms *terms, bool write, bool oack, int64_t timeout)
{
	memset(t, 0, sizeof(*t));
	t->io = io;
	t->arg = arg;
	t->blksize = terms->blksize;
	t->window = terms->window;
	t->rollover = terms->rollover;
	t->oack = oack;
	t->fixed = terms->timeout != 0;
	t->timeout = t->fixed ? terms->timeout : timeout;
	t->patience = find_patience(t->timeout, t->fixed);
	t->state = write ? TRANSFER_RECEIVE :
	    oack ? TRANSFER_OFFER : TRANSFER_SEND;
	t->base = t->next = t->edge = 1;
}

/* All has been sent, and only the last ACK is missing. */
static bool
all_sent(const struct transfer *t)
{
	return t->state == TRANSFER_SEND && t->confirmed && t->last != 0 &&
	    t->edge > t->last;
}

void
transfer_end(struct transfer *t, enum transfer_result result)
{
	if ((result == RESULT_GONE || result == RESULT_TIMEOUT) && all_sent(t))
		result = RESULT_UNACKED;
	if (t->state != TRANSFER_OVER && t->state != TRANSFER_DALLY)
		t->result = result;
	t->state = TRANSFER_OVER;
}

/*
 * The first interval follows the round trip, where that may be guessed: not
 * for an upload in lock-step, whose client may be slow to read its file, and
 * some repeat their DATA for each ACK (RFC 1123 section 4.2.3.1).
 */
static int64_t
first_interval(const struct transfer *t)
{
	if (t->fixed || t->rtt == 0 ||
	    (t->state == TRANSFER_RECEIVE && t->window == 1))
		return t->timeout;
	return min64(t->timeout, max64(INTERVAL_MIN, 4 * t->rtt));
}

/* Sent at 0 1 2 4 8 16 first intervals. */
static void
set_due(struct transfer *t, int64_t now)
{
	int64_t interval = first_interval(t), end = t->progress + t->patience;
	unsigned i;

	if (!t->fixed)
		for (i = 2; i < t->tries && interval < t->patience; i++)
			interval *= 2;
	if (!t->confirmed)
		end = min64(end, t->progress + PATIENCE_MAX);
	t->due = max64(now + 1, min64(now + interval, end));
}

/* RFC 6298 in small: only what was sent once tells a round trip. */
static void
measure(struct transfer *t, int64_t now)
{
	int64_t sample = max64(1, now - t->sent_at);

	if (t->tries > 1 || t->went_back)
		return;
	t->rtt = t->rtt == 0 ? sample : t->rtt + (sample - t->rtt) / 8;
	if (t->rtt_min == 0 || sample < t->rtt_min)
		t->rtt_min = sample;
}

static void
progressed(struct transfer *t, int64_t now)
{
	t->confirmed = true;
	t->progress = t->heard = now;
	t->tries = 1;
}

/* Behind the last block that may be under way now. */
static uint64_t
window_end(const struct transfer *t)
{
	uint64_t end = t->base + t->window;

	return t->last != 0 && end > t->last ? t->last + 1 : end;
}

/* Sends what the window allows and the network takes. */
static void
push(struct transfer *t, int64_t now)
{
	unsigned wanted = (unsigned)(window_end(t) - t->next);
	uint64_t again = t->edge - t->next;
	bool last = false;
	int n;

	n = t->io->data(t->arg, t->next, wanted, &last);
	if (n == -1) {
		transfer_end(t, RESULT_FAILED);
		return;
	}
	t->resent += again < (uint64_t)n ? again : (uint64_t)n;
	t->next += (uint64_t)n;
	if (t->next > t->edge)
		t->edge = t->next;
	if (last)
		t->last = t->next - 1;
	if (n > 0)
		t->sent_at = now;
	if (t->next == window_end(t))
		set_due(t, now);
	else
		t->due = n > 0 ? now : now + FULL_WAIT;
}

static void
go_back(struct transfer *t, int64_t now)
{
	t->next = t->base;
	t->went_back = true;
	push(t, now);
}

static void
send_oack(struct transfer *t, int64_t now)
{
	t->io->oack(t->arg);
	t->sent_at = now;
	set_due(t, now);
}

/* The ACK of all that is stored: or the OACK, which is the first one. */
static void
send_ack(struct transfer *t, int64_t now)
{
	if (t->oack) {
		send_oack(t, now);
		return;
	}
	t->next = t->base;
	t->io->ack(t->arg, t->base - 1);
	t->sent_at = now;
	set_due(t, now);
}

/* What has no answer yet, once more. */
static void
repeat(struct transfer *t, int64_t now)
{
	if (t->state == TRANSFER_SEND) {
		go_back(t, now);
		return;
	}
	t->resent++;
	t->went_back = true;
	if (t->state == TRANSFER_OFFER)
		send_oack(t, now);
	else
		send_ack(t, now);
}

void
transfer_start(struct transfer *t, int64_t now)
{
	t->progress = t->heard = now;
	t->tries = 1;
	if (t->state == TRANSFER_OFFER)
		send_oack(t, now);
	else if (t->state == TRANSFER_SEND)
		push(t, now);
	else
		send_ack(t, now);
}

/* Time enough for an answer to what was sent last. */
static bool
quiet(const struct transfer *t, int64_t now)
{
	return now - t->sent_at >= max64(INTERVAL_MIN,
	    first_interval(t) / 2);
}

/*
 * The ACK before base came again.  It is an echo of a packet that was under
 * way twice, or a client that asks for base (U-Boot), or with windows the
 * loss of the first block, which cannot be known before a round trip is
 * over.
 */
static void
ack_again(struct transfer *t, int64_t now)
{
	bool due;

	if (t->window > 1 && !t->went_back)
		due = now - t->sent_at >= t->rtt_min / 2;
	else
		due = quiet(t, now);
	t->heard = now;
	if (due && t->edge > t->base)
		go_back(t, now);
}

static void
got_ack(struct transfer *t, int64_t now, unsigned number)
{
	uint64_t n = distance(t, t->base - 1, number);
	uint64_t acked = t->base - 1 + n;
	bool loss;

	if (n == 0)
		ack_again(t, now);
	if (n == 0 || n == FAR || acked >= t->edge)
		return;
	measure(t, now);
	progressed(t, now);
	if (t->last != 0 && acked == t->last) {
		transfer_end(t, RESULT_OK);
		return;
	}
	loss = acked + 1 < t->next;
	t->base = acked + 1;
	if (loss || t->next < t->base)
		t->next = t->base;
	t->went_back = loss;
	push(t, now);
}

/* RFC 2347: ACK 0 says that the client agrees. */
static void
got_agreement(struct transfer *t, int64_t now, unsigned number)
{
	if (number != 0)
		return;
	measure(t, now);
	progressed(t, now);
	t->state = TRANSFER_SEND;
	t->went_back = false;
	push(t, now);
}

static void
store(struct transfer *t, int64_t now, const uint8_t *data, size_t len)
{
	bool last = len < t->blksize;

	if (t->io->store(t->arg, data, len, last) == -1) {
		transfer_end(t, RESULT_FAILED);
		return;
	}
	if (t->base == t->next)
		measure(t, now);
	progressed(t, now);
	t->oack = false;
	t->went_back = false;
	t->base++;
	if (last) {
		t->last = t->base - 1;
		t->io->ack(t->arg, t->last);
		t->result = RESULT_OK;
		t->state = TRANSFER_DALLY;
		t->due = now + min64(DALLY_MAX, DALLY * t->timeout);
	} else if (t->base - t->next >= t->window) {
		send_ack(t, now);
	} else {
		set_due(t, now);
	}
}

/*
 * DATA out of turn.  A block that is missing is asked for at once, but only
 * once for all that came behind it; the end of a window that came again
 * means that our ACK is lost.
 */
static void
out_of_turn(struct transfer *t, int64_t now, uint64_t ahead, unsigned number)
{
	bool again = t->base > 1 && t->base == t->next &&
	    number == transfer_wire(t, t->base - 1);

	if (!again && (ahead >= HALF || t->window == 1))
		return;
	if (!again && t->went_back && !quiet(t, now))
		return;
	t->heard = now;
	repeat(t, now);
}

static void
got_data(struct transfer *t, int64_t now, unsigned number,
    const uint8_t *data, size_t len)
{
	uint64_t ahead;

	if (len > t->blksize)
		return;
	if (t->state == TRANSFER_DALLY) {
		if (number == transfer_wire(t, t->last)) {
			t->resent++;
			t->io->ack(t->arg, t->last);
		}
		return;
	}
	ahead = distance(t, t->base, number);
	if (ahead == 0)
		store(t, now, data, len);
	else
		out_of_turn(t, now, ahead, number);
}

/*
 * A client that wanted to know the size, or whether we know options, says
 * no to the OACK: BIOS PXE with code 0 or 8, EFI with 8 (T 2.3).
 */
static void
got_error(struct transfer *t, unsigned code, const uint8_t *text, size_t len)
{
	bool probe = !t->confirmed && t->oack &&
	    t->state == TRANSFER_OFFER &&
	    (code == ERROR_UNDEFINED || code == ERROR_OPTION);

	t->error_code = code;
	if (len >= sizeof(t->error_text))
		len = sizeof(t->error_text) - 1;
	memcpy(t->error_text, text, len);	/* it is zeroed behind */
	transfer_end(t, probe ? RESULT_PROBE : RESULT_ABORTED);
}

void
transfer_packet(struct transfer *t, int64_t now, const uint8_t *packet,
    size_t len)
{
	unsigned number, op = packet_opcode(packet, len);

	if (len < PACKET_HEADER || t->state == TRANSFER_OVER)
		return;
	number = packet_number(packet);
	if (op == OP_ERROR)
		got_error(t, number, packet + PACKET_HEADER,
		    len - PACKET_HEADER);
	else if (op == OP_ACK && t->state == TRANSFER_SEND)
		got_ack(t, now, number);
	else if (op == OP_ACK && t->state == TRANSFER_OFFER)
		got_agreement(t, now, number);
	else if (op == OP_DATA && (t->state == TRANSFER_RECEIVE ||
	    t->state == TRANSFER_DALLY))
		got_data(t, now, number, packet + PACKET_HEADER,
		    len - PACKET_HEADER);
}

void
transfer_tick(struct transfer *t, int64_t now)
{
	if (t->state == TRANSFER_OVER || now < t->due)
		return;
	if (t->state == TRANSFER_DALLY) {
		transfer_end(t, RESULT_OK);
	} else if (now - t->progress >= t->patience ||
	    (!t->confirmed && now - t->progress >= PATIENCE_MAX)) {
		transfer_end(t, RESULT_TIMEOUT);
	} else if (t->state == TRANSFER_SEND && t->next < window_end(t)) {
		push(t, now);
	} else if (!t->confirmed && t->tries >= TRANSFER_TRIES) {
		transfer_end(t, RESULT_TIMEOUT);
	} else {
		t->tries++;
		repeat(t, now);
	}
}

bool
transfer_again(struct transfer *t, int64_t now)
{
	if (t->state == TRANSFER_OVER)
		return false;
	if (t->confirmed)
		return now - t->heard < ECHO;
	if (now - t->sent_at >= INTERVAL_MIN)
		repeat(t, now);
	return true;
}

const char *
transfer_word(enum transfer_result result)
{
	static const char *const words[] = {
		[RESULT_NONE] = "running",
		[RESULT_OK] = "ok",
		[RESULT_UNACKED] = "unacknowledged",
		[RESULT_PROBE] = "probe",
		[RESULT_ABORTED] = "aborted",
		[RESULT_TIMEOUT] = "timeout",
		[RESULT_GONE] = "gone",
		[RESULT_REPLACED] = "replaced",
		[RESULT_STOPPED] = "stopped",
		[RESULT_FAILED] = "failed"
	};

	return words[result];
}
