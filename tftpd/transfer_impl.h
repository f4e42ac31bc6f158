/*
 * transfer_impl: what the halves of transfer.h share, and nobody else.
 */
#ifndef TFTPD_TRANSFER_IMPL_H
#define TFTPD_TRANSFER_IMPL_H

#include "tftpd/transfer.h"

/* No guess of a round trip makes us send again sooner (T 2.4). */
#define INTERVAL_MIN	INT64_C(100000)

#define FAR		UINT64_MAX	/* of no use as a distance */

static inline int64_t
max64(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static inline int64_t
min64(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

/* --- transfer.c */

/* How far behind block `from` is the one with this number?  Or FAR. */
uint64_t transfer_distance(const struct transfer *, uint64_t from,
	    unsigned number);

/* The next interval begins. */
void	 transfer_set_due(struct transfer *, int64_t now);

/* What came now answers what was sent last. */
void	 transfer_measure(struct transfer *, int64_t now);

/* Something new was acknowledged or stored. */
void	 transfer_progressed(struct transfer *, int64_t now);

/* Is there nothing under way any more that could explain a duplicate? */
bool	 transfer_quiet(const struct transfer *, int64_t now);

void	 transfer_send_oack(struct transfer *, int64_t now);

/* Sends once more what has no answer yet. */
void	 transfer_repeat(struct transfer *, int64_t now);

/* --- transfer_send.c */

/* Behind the last block that may be under way now. */
uint64_t transfer_window_end(const struct transfer *);

/* Sends what the window allows and the network takes. */
void	 transfer_push(struct transfer *, int64_t now);

/* The same, from the first block without an ACK. */
void	 transfer_go_back(struct transfer *, int64_t now);

void	 transfer_got_ack(struct transfer *, int64_t now, unsigned number);

/* An ACK while the OACK waits for one. */
void	 transfer_agreed(struct transfer *, int64_t now, unsigned number);

/* --- transfer_receive.c */

/* The ACK of all that is stored: or the OACK, which is the first one. */
void	 transfer_send_ack(struct transfer *, int64_t now);

void	 transfer_got_data(struct transfer *, int64_t now, unsigned number,
	    const uint8_t *data, size_t len);

#endif
