/*
 * The receiving half of transfer.h: DATA is stored and acknowledged.
 */
#include "tftpd/packet.h"
#include "tftpd/transfer_impl.h"

/* How long duplicates of the last DATA are answered. */
#define DALLY		5		/* first intervals */
#define DALLY_MAX	INT64_C(10000000)

#define HALF		0x8000u		/* of the 16-bit numbers: behind us */

/* The ACK of all that is stored: or the OACK, which is the first one. */
void
transfer_send_ack(struct transfer *t, int64_t now)
{
	if (t->oack) {
		transfer_send_oack(t, now);
		return;
	}
	t->next = t->base;
	t->io->ack(t->arg, t->base - 1);
	t->sent_at = now;
	transfer_set_due(t, now);
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
		transfer_measure(t, now);
	transfer_progressed(t, now);
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
		transfer_send_ack(t, now);
	} else {
		transfer_set_due(t, now);
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
	if (!again && t->went_back && !transfer_quiet(t, now))
		return;
	t->heard = now;
	transfer_repeat(t, now);
}

void
transfer_got_data(struct transfer *t, int64_t now, unsigned number,
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
	ahead = transfer_distance(t, t->base, number);
	if (ahead == 0)
		store(t, now, data, len);
	else
		out_of_turn(t, now, ahead, number);
}
