#include "tftpd/session.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"

/* A turn ends after so many bytes, so that others get theirs. */
#define TURN_BYTES	(256 << 10)

/* So many packets of an upload are read in one turn. */
#define TURN_PACKETS	32

/*
 * With more transfers than these their files are read, not mapped: it is
 * little slower then, and "ps" shows what we use.
 */
#define VIEWS		64

/* Of a name in the log: escapes make it four times as long. */
#define LOG_NAME	1024
#define LOG_REASON	(4 * TRANSFER_TEXT + 32)

static void settle(struct session *);

/* --- what the transfer wants done */

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

static const struct transfer_io io = {
	send_data, send_oack, send_ack, store_data
};

/* --- the end */

static const char *
reason(const struct session *s, char text[LOG_REASON])
{
	const struct transfer *t = &s->transfer;
	char said[4 * TRANSFER_TEXT];

	if (t->result == RESULT_FAILED)
		snprintf(text, LOG_REASON, " error=\"%s\"", s->file.why != NULL ?
		    s->file.why : strerror(s->error));
	else if (t->result == RESULT_ABORTED)
		snprintf(text, LOG_REASON, " error=%u text=\"%s\"",
		    t->error_code, log_quote(said, sizeof(said),
		    t->error_text, strlen(t->error_text)));
	else
		text[0] = '\0';
	return text;
}

/* The one line that there is about each transfer. */
static void
write_log(struct session *s)
{
	const struct transfer *t = &s->transfer;
	char ip[ADDRESS_TEXT], text[LOG_REASON];
	int64_t took = loop_clock() - s->began;

	s->logged = true;
	log_event(t->result == RESULT_FAILED ? LOG_WARNING : LOG_INFO,
	    "transfer rip=%s rport=%u op=%s file=\"%s\" mode=%s bytes=%"
	    PRIu64 " seconds=%" PRId64 ".%03d blksize=%u window=%u resent=%"
	    PRIu64 " result=%s%s", address_print(&s->path.peer, ip),
	    address_port(&s->path.peer), s->write ? "write" : "read",
	    s->name, s->netascii ? "netascii" : "octet", s->bytes,
	    took / LOOP_SECOND, (int)(took % LOOP_SECOND / 1000),
	    t->blksize, t->window, t->resent, transfer_word(t->result),
	    reason(s, text));
}

static void
send_error(struct session *s, unsigned code, const char *text)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];

	udp_send(&s->path, packet, packet_error(packet, code, text), NULL);
}

/* What of a half-made session is there goes. */
static void
session_free(struct session *s)
{
	loop_cancel(s->server->loop, &s->timer);
	loop_remove(s->server->loop, &s->io);
	table_remove(&s->server->table, &s->entry);
	file_close(&s->file);
	if (!s->path.shared && s->path.fd != -1)
		close(s->path.fd);
	free(s);
}

static void
finish(struct session *s)
{
	const char *text;
	int code;

	if (s->transfer.result == RESULT_FAILED) {
		code = file_error(s->error, &text);
		send_error(s, (unsigned)code, text);
	}
	if (!s->logged)
		write_log(s);
	s->server->busy_at = s->server->loop->now;
	session_free(s);
}

/* After each step: over, or until the next. */
static void
settle(struct session *s)
{
	struct transfer *t = &s->transfer;

	if (s->refused)
		transfer_end(t, RESULT_GONE);
	if (t->state == TRANSFER_OVER) {
		finish(s);
		return;
	}
	if (t->state == TRANSFER_DALLY && !s->logged) {
		write_log(s);
		table_idle(&s->server->table, &s->entry);
	}
	loop_at(s->server->loop, &s->timer, t->due);
}

/* --- what happens to it */

static void
on_time(struct loop_timer *timer)
{
	struct session *s = timer->arg;

	transfer_tick(&s->transfer, s->server->loop->now);
	settle(s);
}

/* One packet, into buf; false: there are no more for now. */
static bool
receive_one(struct session *s, uint8_t *buf, size_t size)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];
	union address stranger;
	ssize_t n;

	n = udp_receive_own(&s->path, buf, size, &stranger);
	if (n >= 0) {
		transfer_packet(&s->transfer, s->server->loop->now, buf,
		    (size_t)n);
		return true;
	}
	if (errno == ECONNREFUSED)
		s->refused = true;
	/* RFC 1350 section 4: the stranger is told, the transfer goes on. */
	if (errno == ENOMSG)
		udp_send(&s->path, packet, packet_error(packet, ERROR_TID,
		    "Unknown transfer ID"), &stranger);
	return false;
}

static void
on_packet(struct loop_fd *f, unsigned events)
{
	struct session *s = f->arg;
	struct scratch *x = &s->server->scratch;
	/* In lock-step there is one; to look for another costs a call. */
	unsigned turns = s->write && s->transfer.window > 1 ?
	    TURN_PACKETS : 1;

	(void)events;
	while (turns-- > 0 && receive_one(s, x->packet, sizeof(x->packet)))
		if (s->transfer.state == TRANSFER_OVER)
			break;
	settle(s);
}

void
session_packet(struct session *s, const uint8_t *packet, size_t len)
{
	transfer_packet(&s->transfer, s->server->loop->now, packet, len);
	settle(s);
}

/*
 * What has come to the session's own port is older than the request: its
 * last ACK, when the next client on that machine was given the same port.
 * Of an upload it may be DATA, for which there is no room here.
 */
static void
catch_up(struct session *s)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];

	if (s->write || s->path.shared)
		return;
	while (s->transfer.state != TRANSFER_OVER &&
	    receive_one(s, packet, sizeof(packet)))
		continue;
}

bool
session_again(struct session *s, uint64_t hash)
{
	catch_up(s);
	if (s->refused || s->transfer.state == TRANSFER_OVER) {
		settle(s);
		return false;
	}
	if (hash == s->request &&
	    transfer_again(&s->transfer, s->server->loop->now)) {
		settle(s);
		return true;
	}
	transfer_end(&s->transfer, RESULT_REPLACED);
	finish(s);
	return false;
}

void
session_stop(struct session *s)
{
	if (s->transfer.state != TRANSFER_DALLY)
		send_error(s, ERROR_UNDEFINED, "The server is stopping");
	s->error = ECANCELED;
	transfer_end(&s->transfer, RESULT_STOPPED);
	finish(s);
}

/* --- the beginning */

static struct session *
session_new(struct server *server, const struct session_start *b,
    const uint8_t *oack, size_t oack_len)
{
	char name[LOG_NAME];
	struct session *s;
	size_t len;

	log_quote(name, sizeof(name), b->name, strlen(b->name));
	len = strlen(name) + 1;
	s = calloc(1, sizeof(*s) + len + oack_len);
	if (s == NULL)
		return NULL;
	memcpy(s->text, name, len);
	memcpy(s->text + len, oack, oack_len);
	s->name = (const char *)s->text;
	s->oack = s->text + len;
	s->oack_len = oack_len;
	s->server = server;
	s->path = *b->path;
	s->entry.peer = b->path->peer;
	s->write = b->request->write;
	s->netascii = b->request->netascii;
	s->request = b->hash;
	s->began = loop_clock();
	s->timer.due = on_time;
	s->timer.arg = s;
	s->io.ready = on_packet;
	s->io.arg = s;
	file_init(&s->file);
	return s;
}

/* A socket and a place in the table. */
static int
join(struct session *s)
{
	const struct config *c = s->server->config;

	if (!c->single) {
		s->path.fd = -1;
		s->path.shared = false;
		if (udp_own(&s->path, c->low, c->high) == -1)
			return -1;
		s->io.fd = s->path.fd;
		if (loop_add(s->server->loop, &s->io, LOOP_READ) == -1)
			return -1;
	}
	return table_add(&s->server->table, &s->entry);
}

int
session_begin(struct server *server, const struct session_start *b)
{
	struct scratch *x = &server->scratch;
	struct session *s;
	size_t oack = 0;
	int error;

	if (terms_oack(b->terms))
		oack = oack_write(x->oack, b->terms, b->request,
		    (uint64_t)b->file->size);
	s = session_new(server, b, x->oack, oack);
	if (s == NULL)
		return -1;
	if (join(s) == -1) {
		error = errno;
		session_free(s);
		errno = error;
		return -1;
	}
	s->file = *b->file;
	file_init(b->file);
	blocks_init(&s->blocks, &s->file, b->terms->blksize, s->netascii);
	s->blocks.views = server->table.active <= VIEWS;
	transfer_init(&s->transfer, &io, s, b->terms, s->write, oack > 0,
	    server->config->timeout);
	transfer_start(&s->transfer, server->loop->now);
	settle(s);
	return 0;
}
