#include "tftpd/server.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/log.h"
#include "tftpd/session.h"

/* Requests a turn on each socket: sessions must get theirs. */
#define TURN_REQUESTS	32

#define LOG_NAME	1024		/* a name, escaped */

/* A datagram for the server's own port, while it is looked at. */
struct asked {
	struct server	*server;
	struct udp_path	 path;
	const uint8_t	*packet;
	size_t		 len;
	uint64_t	 hash;
	struct request	*request;
	char		 name[REMAP_NAME];	/* after remap */
};

void
server_init(struct server *s, struct loop *loop, struct config *config,
    uint64_t seed)
{
	s->loop = loop;
	s->config = config;
	s->nsockets = 0;
	s->busy_at = loop->now;
	table_init(&s->table, seed);
}

/* --- answers without a session */

static void
answer_error(const struct asked *a, unsigned code, const char *text)
{
	uint8_t packet[PACKET_HEADER + ERROR_TEXT];

	udp_send(&a->path, packet, packet_error(packet, code, text), NULL);
}

static void
log_refused(const struct asked *a, const char *why, const char *more)
{
	const struct request *r = a->request;
	char ip[ADDRESS_TEXT], asked[LOG_NAME], name[LOG_NAME];
	bool same = strcmp(r->name, a->name) == 0;

	log_quote(asked, sizeof(asked), r->name, strlen(r->name));
	log_quote(name, sizeof(name), a->name, strlen(a->name));
	log_event(LOG_NOTICE,
	    "refused rip=%s rport=%u op=%s file=\"%s\"%s%s%s error=\"%s%s%s\"",
	    address_print(&a->path.peer, ip), address_port(&a->path.peer),
	    r->write ? "write" : "read", name, same ? "" : " asked=\"",
	    same ? "" : asked, same ? "" : "\"", why,
	    *more != '\0' ? ": " : "", more);
}

static void
log_stranger(const struct asked *a, const char *why)
{
	char ip[ADDRESS_TEXT];

	log_event(LOG_NOTICE, "refused rip=%s rport=%u error=\"%s\"",
	    address_print(&a->path.peer, ip), address_port(&a->path.peer),
	    why);
}

static void
log_request(const struct asked *a)
{
	const struct request *r = a->request;
	char ip[ADDRESS_TEXT], name[LOG_NAME], one[LOG_NAME], all[LOG_NAME];
	size_t i, len = 0;

	if (a->server->config->verbose == 0)
		return;
	all[0] = '\0';
	for (i = 0; i < r->noptions && len < sizeof(all) / 2; i++) {
		log_quote(one, sizeof(one) / 4, r->options[i].name,
		    strlen(r->options[i].name));
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s%s=",
		    i == 0 ? "" : ",", one);
		log_quote(one, sizeof(one) / 4, r->options[i].value,
		    strlen(r->options[i].value));
		len += (size_t)snprintf(all + len, sizeof(all) - len, "%s",
		    one);
	}
	log_quote(name, sizeof(name), r->name, strlen(r->name));
	log_event(LOG_INFO, "request rip=%s rport=%u op=%s file=\"%s\" "
	    "mode=%s options=\"%s\"", address_print(&a->path.peer, ip),
	    address_port(&a->path.peer), r->write ? "write" : "read", name,
	    r->netascii ? "netascii" : "octet", all);
}

/* --- what the name becomes */

static bool
name_exists(void *ctx, const char *name, bool write)
{
	const struct asked *a = ctx;

	return file_exists(&a->server->config->files, name, write);
}

static void
trace_rule(void *ctx, unsigned line, const char *name)
{
	const struct asked *a = ctx;
	char ip[ADDRESS_TEXT], quoted[LOG_NAME];

	log_event(LOG_DEBUG, "remap rip=%s line=%u file=\"%s\"",
	    address_print(&a->path.peer, ip), line,
	    log_quote(quoted, sizeof(quoted), name, strlen(name)));
}

/* False: the client has been told. */
static bool
remap_name(struct asked *a)
{
	const struct config *c = a->server->config;
	const struct remap_request who = {
		.client = &a->path.peer.sa,
		.write = a->request->write,
		.exists = name_exists,
		.trace = c->verbose >= 3 ? trace_rule : NULL,
		.ctx = a
	};
	char text[REMAP_TEXT];
	enum remap_result result;

	/* A request may hold more, but no file has such a name. */
	if (strlen(a->request->name) >= sizeof(a->name)) {
		a->name[0] = '\0';
		log_refused(a, "name too long", "");
		answer_error(a, ERROR_NOT_FOUND, "File not found");
		return false;
	}
	strcpy(a->name, a->request->name);
	result = remap_apply(c->remap, &who, a->name, text);
	if (result == REMAP_OK)
		return true;
	log_refused(a, "remap", text);
	if (result == REMAP_REFUSED)
		answer_error(a, ERROR_ACCESS,
		    *text != '\0' ? text : "Access violation");
	else
		answer_error(a, ERROR_UNDEFINED, "Remap table failure");
	return false;
}

/* --- who may ask, and how much */

static bool
may_ask(const struct asked *a)
{
	const struct config *c = a->server->config;
	size_t i;

	for (i = 0; i < c->nallow; i++)
		if (network_holds(&c->allow[i], &a->path.peer))
			return true;
	return c->nallow == 0;
}

/*
 * Beyond the limits there is no answer: a client that is told "no" gives
 * up, one that hears nothing asks again, and then there may be room.
 */
static bool
has_room(const struct asked *a)
{
	const struct server *s = a->server;
	const struct config *c = s->config;

	if (s->table.active >= c->active_max ||
	    s->table.entries >= 2 * c->active_max) {
		log_stranger(a, "too many transfers");
		return false;
	}
	if (table_host(&s->table, &a->path.peer) >= c->host_max) {
		log_stranger(a, "too many transfers of this client");
		return false;
	}
	return true;
}

/* --- a session */

static int
open_file(const struct asked *a, struct file *f)
{
	const struct config *c = a->server->config;
	const struct request *r = a->request;
	struct terms terms;
	off_t size = -1;

	file_init(f);
	if (!r->write)
		return file_open(f, &c->files, a->name);
	negotiate(&terms, r, &c->policy, 0);
	if (terms.tsize && terms.size <= INT64_MAX)
		size = (off_t)terms.size;
	return file_create(f, &c->files, a->name, size);
}

/*
 * The largest block that needs no fragments; asked of the kernel only when
 * the client wants more than every path takes.
 */
static unsigned
path_limit(const struct asked *a)
{
	const struct config *c = a->server->config;
	struct terms terms;
	unsigned payload;

	if (c->fragments)
		return 0;
	negotiate(&terms, a->request, &c->policy, 0);
	if (terms.blksize <= BLKSIZE_DEFAULT)
		return 0;
	payload = udp_payload(&a->path);
	return payload > PACKET_HEADER ? payload - PACKET_HEADER : 0;
}

static void
refuse_file(const struct asked *a, const struct file *f)
{
	const char *text;
	int error = errno;
	unsigned code;

	code = (unsigned)file_error(error, &text);
	log_refused(a, f->why != NULL ? f->why : strerror(error), "");
	answer_error(a, code, text);
}

static void
start_session(struct asked *a)
{
	struct session_start b;
	struct terms terms;
	struct file file;

	if (open_file(a, &file) == -1) {
		refuse_file(a, &file);
		return;
	}
	negotiate(&terms, a->request, &a->server->config->policy,
	    path_limit(a));
	b.path = &a->path;
	b.file = &file;
	b.request = a->request;
	b.name = a->name;
	b.terms = &terms;
	b.hash = a->hash;
	if (session_begin(a->server, &b) == -1) {
		log_refused(a, "no session", strerror(errno));
		answer_error(a, ERROR_UNDEFINED, "The server is out of means");
		file_close(&file);
	}
}

/* --- what comes in */

/* Not a request: for a session with one port for all, or a mistake. */
static void
other_packet(struct asked *a, struct table_entry *e)
{
	unsigned op = packet_opcode(a->packet, a->len);

	if (e != NULL && a->server->config->single)
		session_packet((struct session *)e, a->packet, a->len);
	else if (op == OP_DATA || op == OP_ACK || op == OP_OACK)
		answer_error(a, ERROR_TID, "Unknown transfer ID");
	else if (a->len >= 2 && op != OP_ERROR)
		answer_error(a, ERROR_ILLEGAL,
		    request_problem(REQUEST_OPCODE));
}

static void
take_request(struct asked *a)
{
	struct server *s = a->server;
	unsigned op = packet_opcode(a->packet, a->len);
	struct table_entry *e = table_find(&s->table, &a->path.peer);
	enum request_end end;

	if (!may_ask(a)) {
		log_stranger(a, "not allowed");
		if (op == OP_RRQ || op == OP_WRQ)
			answer_error(a, ERROR_ACCESS, "Access violation");
		return;
	}
	if (op != OP_RRQ && op != OP_WRQ) {
		other_packet(a, e);
		return;
	}
	a->hash = table_hash(s->table.seed, a->packet, a->len);
	if (e != NULL && session_again((struct session *)e, a->hash))
		return;
	end = request_read(a->request, a->packet, a->len);
	if (end != REQUEST_OK) {
		log_stranger(a, request_problem(end));
		answer_error(a, ERROR_ILLEGAL, request_problem(end));
		return;
	}
	s->busy_at = s->loop->now;
	log_request(a);
	if (has_room(a) && remap_name(a))
		start_session(a);
}

static void
on_request(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;
	struct asked a;
	unsigned i;
	ssize_t n;

	(void)events;
	for (i = 0; i < TURN_REQUESTS; i++) {
		n = udp_receive(f->fd, s->scratch.packet,
		    sizeof(s->scratch.packet), &a.path);
		if (n == -1 && errno == ENOMSG)
			continue;
		if (n == -1)
			return;
		a.server = s;
		a.packet = s->scratch.packet;
		a.len = (size_t)n;
		a.request = &s->scratch.request;
		take_request(&a);
	}
}

int
server_listen(struct server *s, int fd)
{
	struct loop_fd *f = &s->sockets[s->nsockets];

	if (s->nsockets == SERVER_SOCKETS) {
		errno = E2BIG;
		return -1;
	}
	f->fd = fd;
	f->ready = on_request;
	f->arg = s;
	if (loop_add(s->loop, f, LOOP_READ) == -1)
		return -1;
	s->nsockets++;
	return 0;
}

void
server_end(struct server *s)
{
	size_t i;

	while (s->table.newest != NULL)
		session_stop((struct session *)s->table.newest);
	for (i = 0; i < s->nsockets; i++)
		loop_remove(s->loop, &s->sockets[i]);
}
