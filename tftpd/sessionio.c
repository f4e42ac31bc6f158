/*
 * What a transfer wants done: blocks from the file to the client, or the
 * other way.
 */
#include <errno.h>

#include "tftpd/session_impl.h"

/* A turn ends after so many bytes, so that others get theirs. */
#define TURN_BYTES	(256 << 10)

static void
send_oack(void *arg)
{
	struct session *s = arg;

	if (udp_send(&s->path, s->oack, s->oack_len, NULL) == -1 &&
	    errno == ECONNREFUSED)
		s->refused = true;
}

static void
send_ack(void *arg, uint64_t number)
{
	struct session *s = arg;
	uint8_t packet[PACKET_HEADER];

	packet_header(packet, OP_ACK, transfer_wire(&s->transfer, number));
	if (udp_send(&s->path, packet, sizeof(packet), NULL) == -1 &&
	    errno == ECONNREFUSED)
		s->refused = true;
}

/* How many blocks one call of udp_send_blocks() takes. */
static unsigned
blocks_a_call(const struct session *s)
{
	unsigned n = UDP_BYTES / (PACKET_HEADER + s->blocks.blksize);

	return n == 0 ? 1 : n > UDP_BLOCKS ? UDP_BLOCKS : n;
}

/* Puts a header before each of n blocks in data[len]. */
static void
frame(struct session *s, uint64_t first, unsigned n, uint8_t *data,
    size_t len)
{
	struct scratch *x = &s->server->scratch;
	size_t size = s->blocks.blksize, rest;
	unsigned i;

	for (i = 0; i < n; i++) {
		packet_header(x->headers[i], OP_DATA,
		    transfer_wire(&s->transfer, first + i));
		x->iov[2 * i].iov_base = x->headers[i];
		x->iov[2 * i].iov_len = PACKET_HEADER;
		rest = len - i * size;
		x->iov[2 * i + 1].iov_base = data + i * size;
		x->iov[2 * i + 1].iov_len = rest < size ? rest : size;
	}
}

/* Counts what is sent for the first time. */
static void
count_bytes(struct session *s, uint64_t first, unsigned n, size_t len)
{
	uint64_t edge = s->transfer.edge;
	size_t old;

	if (first + n <= edge)
		return;
	old = edge > first ? (size_t)(edge - first) * s->blocks.blksize : 0;
	s->bytes += len > old ? len - old : 0;
}

/* Reads and sends some of them; *last as in struct transfer_io. */
static int
send_some(struct session *s, uint64_t first, unsigned n, bool *last)
{
	struct scratch *x = &s->server->scratch;
	size_t len, whole;
	int have, sent;
	uint8_t *data;

	have = blocks_read(&s->blocks, s->transfer.base, first, n, x->data,
	    &data, &len, last);
	if (have == -1) {
		s->error = errno;
		return -1;
	}
	frame(s, first, (unsigned)have, data, len);
	sent = udp_send_blocks(&s->path, x->iov, (unsigned)have,
	    PACKET_HEADER + s->blocks.blksize);
	if (sent == -1 && errno == EFAULT) {
		s->file.why = "has become shorter";
		s->error = EIO;
		return -1;
	}
	if (sent == -1) {
		s->refused = true;
		sent = 0;
	}
	if (sent < have)
		*last = false;
	whole = (size_t)sent * s->blocks.blksize;
	count_bytes(s, first, (unsigned)sent, sent < have ? whole : len);
	return sent;
}

static int
send_data(void *arg, uint64_t first, unsigned n, bool *last)
{
	struct session *s = arg;
	unsigned most = blocks_a_call(s), some;
	size_t turn = 0;
	int sent, done = 0;

	while ((unsigned)done < n && turn < TURN_BYTES && !*last) {
		some = n - (unsigned)done;
		if (some > most)
			some = most;
		sent = send_some(s, first + (uint64_t)done, some, last);
		if (sent == -1)
			return -1;
		done += sent;
		turn += (size_t)sent * s->blocks.blksize;
		if (sent == 0)
			break;
	}
	return done;
}

static int
store_data(void *arg, const uint8_t *data, size_t len, bool last)
{
	struct session *s = arg;

	if (blocks_write(&s->blocks, data, len, last,
	    s->server->scratch.data) == -1) {
		s->error = errno;
		return -1;
	}
	s->bytes += len;
	return 0;
}

const struct transfer_io session_io = {
	send_data, send_oack, send_ack, store_data
};
