#include <string.h>

#include "tftpd/packet.h"
#include "tftpd/transfer_impl.h"

/* Without progress it ends after so many first intervals: 25 s. */
#define PATIENCE	25

/*
 * A client that asks for a short timeout is not given up on in a moment,
 * one that asks for a long one gets three packets in the end.
 */
#define PATIENCE_MIN	INT64_C(5000000)
#define PATIENCE_MAX	INT64_C(25000000)
#define PATIENCE_SENDS	3

/* A request that was under way twice, not a client that began anew. */
#define ECHO		INT64_C(1000000)

unsigned
transfer_wire(const struct transfer *t, uint64_t block)
{
	if (t->rollover == 0 || block == 0)
		return (unsigned)(block & 0xffff);
	return (unsigned)((block - 1) % 0xffff) + 1;
}

/* How far behind block `from` is the one with this number? */
uint64_t
transfer_distance(const struct transfer *t, uint64_t from, unsigned number)
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
void
transfer_set_due(struct transfer *t, int64_t now)
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
void
transfer_measure(struct transfer *t, int64_t now)
{
	int64_t sample = max64(1, now - t->sent_at);

	if (t->tries > 1 || t->went_back)
		return;
	t->rtt = t->rtt == 0 ? sample : t->rtt + (sample - t->rtt) / 8;
	if (t->rtt_min == 0 || sample < t->rtt_min)
		t->rtt_min = sample;
}

void
transfer_progressed(struct transfer *t, int64_t now)
{
	t->confirmed = true;
	t->progress = t->heard = now;
	t->tries = 1;
}

void
transfer_send_oack(struct transfer *t, int64_t now)
{
	t->io->oack(t->arg);
	t->sent_at = now;
	transfer_set_due(t, now);
}

/* What has no answer yet, once more. */
void
transfer_repeat(struct transfer *t, int64_t now)
{
	if (t->state == TRANSFER_SEND) {
		transfer_go_back(t, now);
		return;
	}
	t->resent++;
	t->went_back = true;
	if (t->state == TRANSFER_OFFER)
		transfer_send_oack(t, now);
	else
		transfer_send_ack(t, now);
}

void
transfer_start(struct transfer *t, int64_t now)
{
	t->progress = t->heard = now;
	t->tries = 1;
	if (t->state == TRANSFER_OFFER)
		transfer_send_oack(t, now);
	else if (t->state == TRANSFER_SEND)
		transfer_push(t, now);
	else
		transfer_send_ack(t, now);
}

/* Time enough for an answer to what was sent last. */
bool
transfer_quiet(const struct transfer *t, int64_t now)
{
	return now - t->sent_at >= max64(INTERVAL_MIN,
	    first_interval(t) / 2);
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
		transfer_got_ack(t, now, number);
	else if (op == OP_ACK && t->state == TRANSFER_OFFER)
		transfer_agreed(t, now, number);
	else if (op == OP_DATA && (t->state == TRANSFER_RECEIVE ||
	    t->state == TRANSFER_DALLY))
		transfer_got_data(t, now, number, packet + PACKET_HEADER,
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
	} else if (t->state == TRANSFER_SEND && t->next < transfer_window_end(t)) {
		transfer_push(t, now);
	} else if (!t->confirmed && t->tries >= TRANSFER_TRIES) {
		transfer_end(t, RESULT_TIMEOUT);
	} else {
		t->tries++;
		transfer_repeat(t, now);
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
		transfer_repeat(t, now);
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
