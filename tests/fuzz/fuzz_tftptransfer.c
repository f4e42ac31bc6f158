/*
 * tftpd/transfer: a transfer and all that can come to it, in any order: each
 * step is three bytes, what happens, when, and with which number.  It sends no
 * more than it was asked for, stores each block once and in order, and
 * comes to an end.
 */
#include <stdint.h>
#include <string.h>

#include "tests/fuzz/must.h"
#include "tftpd/packet.h"
#include "tftpd/transfer.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define HEAD	5		/* bytes that say what kind of transfer it is */
#define STEP	3
#define BLOCK	16
#define SECOND	INT64_C(1000000)

struct world {
	struct transfer	 t;
	uint64_t	 last;		/* the block that ends the file */
	uint64_t	 top;		/* the highest block sent */
	uint64_t	 stored, acked;
	bool		 whole;		/* the last block is stored */
	unsigned	 room, packets;	/* sent in this step */
};

static int
world_data(void *arg, uint64_t first, unsigned n, bool *last)
{
	struct world *w = arg;
	unsigned i;

	must(first >= 1 && n >= 1 && first <= w->top + 1);
	must(first <= w->last && n <= w->t.window);
	for (i = 0; i < n && i < w->room && first + i <= w->last; i++)
		*last = first + i == w->last;
	if (i > 0 && first + i - 1 > w->top)
		w->top = first + i - 1;
	must(w->top < w->t.base + w->t.window);
	w->packets += i;
	return (int)i;
}

static void
world_oack(void *arg)
{
	((struct world *)arg)->packets++;
}

static void
world_ack(void *arg, uint64_t number)
{
	struct world *w = arg;

	must(number <= w->stored && number >= w->acked);
	w->acked = number;
	w->packets++;
}

static int
world_store(void *arg, const uint8_t *data, size_t len, bool last)
{
	struct world *w = arg;

	must(!w->whole && last == (len < BLOCK));
	/* The block's own number is its first byte. */
	must(len == 0 || data[0] == (uint8_t)transfer_wire(&w->t,
	    w->stored + 1));
	w->stored++;
	w->whole = last;
	return 0;
}

static const struct transfer_io io = {
	world_data, world_oack, world_ack, world_store
};

/* A number near where it is. */
static unsigned
number(const struct world *w, uint8_t near)
{
	return transfer_wire(&w->t, w->t.base + 100 > 128u + near ?
	    w->t.base - 128 + near + 100 : near);
}

static void
step(struct world *w, int64_t *now, const uint8_t *s)
{
	uint8_t p[PACKET_HEADER + BLOCK + 1] = { 0 };
	static const int64_t waits[] = { 0, 1, 1000, 50000, 100000, SECOND,
		10 * SECOND, 30 * SECOND };
	unsigned op = s[0] & 7, n = number(w, s[2]);
	uint64_t most = (uint64_t)w->t.window + 1;

	*now += waits[s[1] & 7];
	w->packets = 0;
	w->room = s[1] >> 3;
	packet_header(p, op == 0 ? OP_ERROR : op < 4 ? OP_ACK : OP_DATA, n);
	p[PACKET_HEADER] = (uint8_t)n;
	if (op == 7)
		transfer_tick(&w->t, *now);
	else if (op == 6)
		(void)transfer_again(&w->t, *now);
	else
		transfer_packet(&w->t, *now, p, PACKET_HEADER +
		    (op == 5 ? s[0] >> 3 & 15 : BLOCK));
	/* No packet makes us send more than a window. */
	must(w->packets <= most);
}

/* Nobody answers any more: it must end by itself, and soon. */
static void
leave_alone(struct world *w, int64_t now)
{
	int64_t began = now;
	unsigned turns = 0;

	w->room = 1000;
	while (w->t.state != TRANSFER_OVER) {
		must(w->t.due >= 0 && turns++ < 10000);
		now = w->t.due > now ? w->t.due : now;
		transfer_tick(&w->t, now);
	}
	must(now - began <= 800 * SECOND);
	must(w->t.result != RESULT_NONE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct terms terms = { .blksize = BLOCK };
	static struct world w;
	int64_t now = SECOND;

	if (len < HEAD)
		return 0;
	memset(&w, 0, sizeof(w));
	terms.window = data[0] == 0 ? 1 : data[0];
	terms.rollover = data[1] & 1;
	terms.timeout = data[2] * INT64_C(1000000);
	w.last = 1 + ((uint64_t)data[3] << (data[4] & 15));
	w.room = 1000;
	transfer_init(&w.t, &io, &w, &terms, (data[1] & 2) != 0,
	    (data[1] & 4) != 0, SECOND);
	transfer_start(&w.t, now);
	for (data += HEAD, len -= HEAD; len >= STEP; data += STEP, len -= STEP)
		step(&w, &now, data);
	leave_alone(&w, now);
	/* Nobody is told that all is well when it is not. */
	must(w.t.result != RESULT_OK ||
	    (w.whole ? w.acked == w.stored : w.top == w.last));
	return 0;
}
