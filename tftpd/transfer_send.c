/*
 * The sending half of transfer.h: windows of DATA, and their ACKs.
 */
#include "tftpd/packet.h"
#include "tftpd/transfer_impl.h"

/* The network takes no more: a queue of ours drains in about this time. */
#define FULL_WAIT	1000

/* Behind the last block that may be under way now. */
uint64_t
transfer_window_end(const struct transfer *t)
{
	uint64_t end = t->base + t->window;

	return t->last != 0 && end > t->last ? t->last + 1 : end;
}

/* Sends what the window allows and the network takes. */
void
transfer_push(struct transfer *t, int64_t now)
{
	unsigned wanted = (unsigned)(transfer_window_end(t) - t->next);
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
	if (t->next == transfer_window_end(t))
		transfer_set_due(t, now);
	else
		t->due = n > 0 ? now : now + FULL_WAIT;
}

void
transfer_go_back(struct transfer *t, int64_t now)
{
	t->next = t->base;
	t->went_back = true;
	transfer_push(t, now);
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
		due = transfer_quiet(t, now);
	t->heard = now;
	if (due && t->edge > t->base)
		transfer_go_back(t, now);
}

void
transfer_got_ack(struct transfer *t, int64_t now, unsigned number)
{
	uint64_t n = transfer_distance(t, t->base - 1, number);
	uint64_t acked = t->base - 1 + n;
	bool loss;

	if (n == 0)
		ack_again(t, now);
	if (n == 0 || n == FAR || acked >= t->edge)
		return;
	transfer_measure(t, now);
	transfer_progressed(t, now);
	if (t->last != 0 && acked == t->last) {
		transfer_end(t, RESULT_OK);
		return;
	}
	loss = acked + 1 < t->next;
	t->base = acked + 1;
	if (loss || t->next < t->base)
		t->next = t->base;
	t->went_back = loss;
	transfer_push(t, now);
}

/* RFC 2347: ACK 0 says that the client agrees. */
void
transfer_agreed(struct transfer *t, int64_t now, unsigned number)
{
	if (number != 0)
		return;
	transfer_measure(t, now);
	transfer_progressed(t, now);
	t->state = TRANSFER_SEND;
	t->went_back = false;
	transfer_push(t, now);
}
