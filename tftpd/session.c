#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/log.h"
#include "tftpd/session_impl.h"

/*
 * With more transfers than these their files are read, not mapped: it is
 * little slower then, and "ps" shows what we use.
 */
#define VIEWS		64

/* Of a name in the log: escapes make it four times as long. */
#define LOG_NAME	1024
#define LOG_REASON	(4 * TRANSFER_TEXT + 32)

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
	loop_remove(s->server->loop, &s->strangers);
	table_remove(&s->server->table, &s->entry);
	file_close(&s->file);
	if (!s->path.shared && s->path.fd != -1)
		close(s->path.fd);
	if (s->strangers.fd != -1)
		close(s->strangers.fd);
	free(s);
}

static void
finish(struct session *s)
{
	const char *text;
	int code;

	/* Who hears that it failed finds nothing of it. */
	file_close(&s->file);
	if (s->transfer.result == RESULT_FAILED) {
		code = file_error(s->error, &text);
		send_error(s, (unsigned)code, text);
	}
	if (!s->logged)
		write_log(s);
	s->server->busy_at = s->server->loop->now;
	session_free(s);
}

void
session_settle(struct session *s)
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
	session_settle(s);
}

bool
session_again(struct session *s, uint64_t hash)
{
	/*
	 * What has come to the session's own port is older than the request:
	 * its last ACK, when the next client on that machine was given the
	 * same port.  Of an upload it may be DATA.
	 */
	if (!s->write && !s->path.shared)
		session_catch_up(s);
	if (s->refused || s->transfer.state == TRANSFER_OVER) {
		session_settle(s);
		return false;
	}
	if (hash == s->request &&
	    transfer_again(&s->transfer, s->server->loop->now)) {
		session_settle(s);
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
	s->io.ready = session_on_packet;
	s->io.arg = s;
	s->strangers.fd = -1;
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
	transfer_init(&s->transfer, &session_io, s, b->terms, s->write, oack > 0,
	    server->config->timeout);
	transfer_start(&s->transfer, server->loop->now);
	session_settle(s);
	return 0;
}
