/* server_config: a configuration for the server, at start and at SIGHUP. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "common/log.h"
#include "dhcpd/errand.h"
#include "dhcpd/ranges.h"
#include "dhcpd/server.h"

/* When names are looked for again that had no address. */
#define NAMES_FIRST	(5 * LOOP_SECOND)
#define NAMES_MOST	(300 * LOOP_SECOND)

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

/* --- what reading it asks of us */

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
	struct server *s = arg;
	size_t n = errand_resolve(s->errands, name, addresses, max);

	if (n == CONFIG_UNASKED)
		s->silent = true;
	if (n == CONFIG_UNASKED || n == 0)
		s->missing = true;
	return n;
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
	s->missing = s->silent = false;
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

/* Whoever names a range that we are in does not mean us. */
static int
set_ranges(struct server *s, const struct config *config)
{
	uint32_t own[LINK_MAX];
	char addr[ADDRESS_TEXT];
	size_t i, n = 0;

	for (i = 0; i < s->links->n; i++) {
		own[n] = s->links->item[i].interface.address;
		if (config_range(config, own[n]) == NULL)
			continue;
		log_event(LOG_WARNING, "%s is ours and lies in a range: "
		    "nobody gets it", address_text(own[n++], addr));
	}
	return ranges_set(s->leases, config, own, n);
}

int
server_configure(struct server *s, struct config *config)
{
	const struct scope_hooks hooks = { say, execute, s };
	struct scope *scope = scope_new(config, &hooks);

	if (scope == NULL || set_ranges(s, config) == -1) {
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
	bool missing = s->missing;

	server_environment(s, &env);
	config = config_load(s->path, &env);
	if (config == NULL || server_configure(s, config) == -1) {
		if (config != NULL)
			config_free(config);
		log_event(LOG_ERR, "%s: not taken; the old configuration "
		    "stays in force", s->path);
		s->missing = missing;
		s->silent = false;
		server_names(s);
		return;
	}
	log_event(LOG_NOTICE, "%s: taken", s->path);
	server_names(s);
	(void)server_interfaces(s, true);
}

static void
on_names(struct loop_timer *t)
{
	struct server *s = t->arg;

	if (errand_missing(s->errands) > 0) {
		server_reload(s);
		return;
	}
	s->names_wait *= 2;
	if (s->names_wait > NAMES_MOST)
		s->names_wait = NAMES_MOST;
	loop_after(s->loop, t, s->names_wait);
}

void
server_names(struct server *s)
{
	loop_cancel(s->loop, &s->names);
	if (!s->missing)
		return;
	if (s->silent)
		log_event(LOG_WARNING, "%s: no name server answers: what "
		    "has no address is left out, and looked for again", s->path);
	s->names = (struct loop_timer){ .due = on_names, .arg = s };
	s->names_wait = NAMES_FIRST;
	(void)errand_missing(s->errands);
	loop_after(s->loop, &s->names, s->names_wait);
}

void
server_usage(struct server *s)
{
	respond_usage(&s->responder);
}
