#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>

#include "common/log.h"
#include "dhcpd/errand.h"
#include "dhcpd/server.h"

#define CLOCK_EVERY	(5 * LOOP_SECOND)
#define CLOCK_JUMP	2		/* seconds: more is no slewing */
#define EXPIRE_BATCH	500		/* leases ended at a time */
#define COMPACT_AGAIN	(10 * LOOP_SECOND)	/* after one that failed */
#define EXECUTE_AGAIN	10000		/* us: when too many are started */
#define COMPACT_PAUSE	200		/* microseconds between steps */

/* --- the clock: that of the file is the wall's, timers are monotonic */

static int64_t
monotonic_seconds(void)
{
	return loop_clock() / LOOP_SECOND;
}

uint32_t
server_now(const struct server *s)
{
	int64_t now = monotonic_seconds() + s->offset;

	if (now < 1)
		return 1;
	return now < LEASE_NEVER ? (uint32_t)now : LEASE_NEVER - 1;
}

static void
on_clock(struct loop_timer *t)
{
	struct server *s = t->arg;
	int64_t offset = (int64_t)time(NULL) - monotonic_seconds();
	int64_t jump = offset - s->offset;

	if (jump > CLOCK_JUMP || jump < -CLOCK_JUMP) {
		log_event(LOG_WARNING, "clock jump=%lld: times of leases are "
		    "moved with it", (long long)jump);
		leases_shift(s->leases, jump);
		if (leasefile_compact(s->file) == 0)
			loop_after(s->loop, &s->compact, COMPACT_PAUSE);
	}
	s->offset = offset;
	leasefile_tick(s->file);
	loop_after(s->loop, t, CLOCK_EVERY);
}

/* --- what respond() asks of us */

static void
put(void *arg, struct lease *l)
{
	struct server *s = arg;

	if (leasefile_put(s->file, l) == -1)
		log_event(LOG_ERR, "lease file: %s", strerror(errno));
}

static void
say(void *arg, int priority, const char *line)
{
	(void)arg;
	log_event(priority, "%s", line);
}

static bool
ours(void *arg, uint32_t addr)
{
	const struct server *s = arg;

	return links_ours(s->links, addr);
}

/* --- sending */

static void
transmit(struct server *s, const struct reply *reply)
{
	char addr[ADDRESS_TEXT];

	if (link_send(s->links, reply) == -1)
		log_event(LOG_WARNING, "send_packet to %s via %s: %s",
		    address_text(reply->address, addr),
		    reply->interface->name, strerror(errno));
}

static int
start_program(void *arg, char *const argv[])
{
	const struct server *s = arg;

	if (errand_execute(s->errands, argv) == 0)
		return 0;
	if (errno != EAGAIN)
		log_event(LOG_ERR, "execute %s: %s", argv[0],
		    strerror(errno));
	return -1;
}

static void
run_programs(struct server *s)
{
	if (!after_run(&s->after, start_program, s))
		loop_after(s->loop, &s->again, EXECUTE_AGAIN);
}

static void
on_again(struct loop_timer *t)
{
	run_programs(t->arg);
}

/* Rule 1 of the lease file: on the disk first. */
static void
flush(struct server *s)
{
	size_t i;

	if (leasefile_sync(s->file) == -1) {
		if (!s->failing)
			log_event(LOG_ERR, "lease file: %s; no lease is "
			    "acknowledged until it can be written",
			    strerror(errno));
		s->failing = true;
		after_forget(&s->after);
	} else {
		if (s->failing && s->nwaiting > 0) {
			log_event(LOG_NOTICE, "lease file: written again");
			s->failing = false;
		}
		for (i = 0; i < s->nwaiting; i++)
			transmit(s, &s->waiting[i]);
		run_programs(s);
	}
	s->nwaiting = 0;
}

static int64_t
milliseconds(const struct server *s)
{
	return s->loop->now / 1000;
}

static void
set_due(struct server *s)
{
	int64_t at = 0, probe = -1;
	uint32_t next = lease_next_due(s->leases);

	if (next != LEASE_NEVER)
		at = ((int64_t)next - s->offset) * LOOP_SECOND;
	if (s->probes != NULL)
		probe = probe_next(s->probes);
	if (probe != -1 && (at == 0 || probe * 1000 < at))
		at = probe * 1000;
	if (at > 0)
		loop_at(s->loop, &s->due, at);
	else if (next != LEASE_NEVER)
		loop_after(s->loop, &s->due, 0);
	else
		loop_cancel(s->loop, &s->due);
}

/* --- packets */

static void
take(void *arg, const uint8_t *data, size_t len, const struct arrival *a)
{
	struct server *s = arg;
	static struct packet packet;	/* too large for a stack */
	struct reply *reply = &s->waiting[s->nwaiting];
	enum outcome outcome;

	if (!packet_parse(&packet, data, len))
		return;
	s->responder.now = server_now(s);
	outcome = respond(&s->responder, &packet, a, reply);
	after_request(&s->after, outcome == RESPOND_COMMIT);
	switch (outcome) {
	case RESPOND_COMMIT:
		if (++s->nwaiting == SERVER_WAITING)
			flush(s);
		break;
	case RESPOND_PROBE:
		if (s->probes != NULL && probe_start(s->probes, reply, a,
		    data, len, milliseconds(s)))
			break;
		/* FALLTHROUGH */
	case RESPOND_SEND:
		transmit(s, reply);
		break;
	default:
		break;
	}
}

static void
on_packet(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;
	size_t i = (size_t)(f - s->packet_fds);
	struct link *l = &s->links->item[i];

	(void)events;
	if (link_read(s->links, l, s->deaf[i] ? NULL : take, s) != -1)
		return;
	if (errno != ENETDOWN)
		log_event(LOG_ERR, "interface %s: %s", l->interface.name,
		    strerror(errno));
	if (errno == ENODEV || errno == ENXIO)
		loop_remove(s->loop, f);
}

static void
on_udp(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;

	(void)events;
	if (link_read_udp(s->links, take, s) == -1)
		log_event(LOG_ERR, "udp: %s", strerror(errno));
}

static void
on_probed(struct loop_fd *f, unsigned events)
{
	struct server *s = f->arg;
	const struct probe *p;

	(void)events;
	while ((p = probe_answered(s->probes)) != NULL) {
		s->responder.now = server_now(s);
		respond_conflict(&s->responder, p->address);
		take(s, p->request, p->len, &p->arrival);
	}
}

static void
on_due(struct loop_timer *t)
{
	struct server *s = t->arg;
	const struct probe *p;

	while (s->probes != NULL &&
	    (p = probe_due(s->probes, milliseconds(s))) != NULL)
		transmit(s, &p->reply);
	s->responder.now = server_now(s);
	respond_expire(&s->responder, EXPIRE_BATCH);
	after_request(&s->after, false);
}

/* --- the lease file's history */

static void
begin_compact(struct server *s)
{
	if (!leasefile_wasteful(s->file) || s->compact.at != 0 ||
	    s->loop->now < s->quiet_until)
		return;
	s->quiet_until = s->loop->now + COMPACT_AGAIN;
	if (leasefile_compact(s->file) == -1)
		log_event(LOG_ERR, "lease file: new one: %s",
		    strerror(errno));
	else
		loop_after(s->loop, &s->compact, COMPACT_PAUSE);
}

static void
on_compact(struct loop_timer *t)
{
	struct server *s = t->arg;

	flush(s);
	switch (leasefile_step(s->file)) {
	case LEASEFILE_MORE:
		loop_after(s->loop, t, COMPACT_PAUSE);
		break;
	case LEASEFILE_FAILED:
		log_event(LOG_ERR, "lease file: new one: %s",
		    strerror(errno));
		break;
	case LEASEFILE_DONE:
		log_event(LOG_INFO, "Wrote %zu leases to leases file.",
		    leases_count(s->leases));
		break;
	default:
		break;
	}
}

static void
on_round(void *arg)
{
	struct server *s = arg;

	if (s->nwaiting > 0 || leasefile_pending(s->file) ||
	    (s->after.first != NULL && s->again.at == 0))
		flush(s);
	begin_compact(s);
	set_due(s);
}

/* --- configuration */

static int
open_by_errand(void *arg, const char *path)
{
	const struct server *s = arg;

	return errand_open(s->errands, path);
}

static size_t
resolve_by_errand(void *arg, const char *name, uint32_t *addresses,
    size_t max)
{
	const struct server *s = arg;

	return errand_resolve(s->errands, name, addresses, max);
}

/* One line of the log each: file and line, source, caret. */
static void
complain(void *arg, int priority, const char *text)
{
	size_t len;

	(void)arg;
	for (; *text != '\0'; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		log_event(priority, "%.*s", (int)len, text);
	}
}

void
server_environment(struct server *s, struct config_env *env)
{
	env->open = open_by_errand;
	env->resolve = resolve_by_errand;
	env->complain = complain;
	env->arg = s;
}

static void
execute(void *arg, char *const argv[])
{
	struct server *s = arg;

	if (after_add(&s->after, argv) == -1)
		log_event(LOG_ERR, "execute %s: %s", argv[0],
		    strerror(errno));
}

static int
set_pools(struct leases *leases, const struct config *c)
{
	struct lease_range *ranges = calloc(c->nranges + 1,
	    sizeof(ranges[0]));
	size_t i;
	int result;

	if (ranges == NULL)
		return -1;
	for (i = 0; i < c->nranges; i++) {
		ranges[i].low = c->ranges[i]->low;
		ranges[i].high = c->ranges[i]->high;
		ranges[i].pool = c->ranges[i]->pool->index;
	}
	result = leases_pools(leases, ranges, c->nranges, c->npools);
	free(ranges);
	return result;
}

/* What is said outside all subnets, of files and sockets. */
static void
set_globals(struct server *s)
{
	const struct place nowhere = { NULL, NULL, NULL, NULL, NULL };
	struct lease_format format;

	scope_begin(s->scope, NULL);
	scope_enter(s->scope, &nowhere, SCOPE_LOOK);
	format.local_time = scope_number(s->scope, PARAM_DB_TIME_FORMAT,
	    DB_TIME_DEFAULT) == DB_TIME_LOCAL;
	format.hex_ids = scope_number(s->scope, PARAM_LEASE_ID_FORMAT,
	    LEASE_ID_OCTAL) == LEASE_ID_HEX;
	if (s->file != NULL)
		leasefile_set_format(s->file, &format);
	if (!scope_address(s->scope, PARAM_LIMITED_BROADCAST_ADDRESS,
	    &s->links->broadcast))
		s->links->broadcast = s->broadcast;
}

int
server_configure(struct server *s, struct config *config)
{
	const struct scope_hooks hooks = { say, execute, s };
	struct scope *scope = scope_new(config, &hooks);

	if (scope == NULL || set_pools(s->leases, config) == -1) {
		scope_free(scope);
		return -1;
	}
	if (s->scope != NULL)
		scope_free(s->scope);
	if (s->config != NULL)
		config_free(s->config);
	s->config = config;
	s->scope = scope;
	s->responder = (struct responder){
		.config = config,
		.scope = scope,
		.leases = s->leases,
		.now = server_now(s),
		.server_port = s->links->server_port,
		.client_port = s->links->client_port,
		.arg = s,
		.put = put,
		.say = say,
		.ours = ours
	};
	set_globals(s);
	respond_configured(&s->responder);
	return 0;
}

static const struct network *
network_of(const struct config *c, const struct interface *i)
{
	const struct subnet *subnet = config_subnet(c, i->address);
	const struct network *n;

	if (subnet != NULL)
		return subnet->network;
	for (n = c->networks; n != NULL; n = n->next)
		if (n->interface != NULL &&
		    strcmp(n->interface, i->name) == 0)
			return n;
	return NULL;
}

size_t
server_interfaces(struct server *s, bool quiet)
{
	char addr[ADDRESS_TEXT], mac[HARDWARE_TEXT];
	const struct interface *i;
	const struct network *n;
	size_t k, count = 0;

	for (k = 0; k < s->links->n; k++) {
		i = &s->links->item[k].interface;
		n = network_of(s->config, i);
		s->deaf[k] = n == NULL;
		if (n == NULL) {
			log_event(LOG_WARNING, "No subnet declaration for %s "
			    "(%s): requests on it are ignored", i->name,
			    address_text(i->address, addr));
			continue;
		}
		count++;
		if (!quiet)
			log_event(LOG_INFO, "Listening on LPF/%s/%s/%s",
			    i->name, hardware_text(&i->hardware, mac),
			    n->name);
	}
	return count;
}

void
server_reload(struct server *s)
{
	struct config_env env;
	struct config *config;

	server_environment(s, &env);
	config = config_load(s->path, &env);
	if (config == NULL || server_configure(s, config) == -1) {
		if (config != NULL)
			config_free(config);
		log_event(LOG_ERR, "%s: not taken; the old configuration "
		    "stays in force", s->path);
		return;
	}
	log_event(LOG_NOTICE, "%s: taken", s->path);
	(void)server_interfaces(s, true);
}

void
server_usage(struct server *s)
{
	respond_usage(&s->responder);
}

/* --- the loop */

static int
add(struct server *s, struct loop_fd *f, int fd,
    void (*ready)(struct loop_fd *, unsigned))
{
	f->fd = fd;
	f->ready = ready;
	f->arg = s;
	return loop_add(s->loop, f, LOOP_READ);
}

int
server_start(struct server *s)
{
	size_t i;

	for (i = 0; i < s->links->n; i++)
		if (add(s, &s->packet_fds[i], s->links->item[i].fd,
		    on_packet) == -1)
			return -1;
	if (add(s, &s->udp_fd, s->links->udp, on_udp) == -1)
		return -1;
	if (s->probes != NULL &&
	    add(s, &s->probe_fd, probes_fd(s->probes), on_probed) == -1)
		return -1;
	if (s->probes != NULL && probes_arp_fd(s->probes) != -1 &&
	    add(s, &s->arp_fd, probes_arp_fd(s->probes), on_probed) == -1)
		return -1;
	s->due = (struct loop_timer){ .due = on_due, .arg = s };
	s->compact = (struct loop_timer){ .due = on_compact, .arg = s };
	s->again = (struct loop_timer){ .due = on_again, .arg = s };
	s->clock = (struct loop_timer){ .due = on_clock, .arg = s };
	s->loop->round = on_round;
	s->loop->arg = s;
	loop_after(s->loop, &s->clock, CLOCK_EVERY);
	loop_after(s->loop, &s->due, 0);
	return 0;
}

void
server_end(struct server *s)
{
	flush(s);
	after_free(&s->after);
	leasefile_close(s->file);
	scope_free(s->scope);
	config_free(s->config);
}
