/*
 * dhcpconf: a configuration, and behind the first NUL a packet that it is
 * evaluated for: expressions, statements, options of all codes, printed
 * statements read again.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/config.h"
#include "dhcpd/packet.h"
#include "dhcpd/scope.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
complain(void *arg, int priority, const char *text)
{
	(void)arg;
	(void)priority;
	(void)strlen(text);
}

static void
log_line(void *arg, int priority, const char *line)
{
	complain(arg, priority, line);
}

static void
execute(void *arg, char *const argv[])
{
	(void)arg;
	while (*argv != NULL)
		(void)strlen(*argv++);
}

static void
run_event(struct scope *s, enum event event, const struct tenure *tenure,
    const struct config_env *env)
{
	const struct statement *on = scope_on(s, event);

	scope_run(s, event);
	/* What goes to the lease file must come back. */
	if (on != NULL && on->text != NULL &&
	    scope_run_text(s, on->text, tenure, env) == -1) {
		fprintf(stderr, "%s\n", on->text);
		abort();
	}
}

static void
ask(struct scope *s, const struct config_env *env, struct place *place,
    const struct packet *p)
{
	struct binding *bindings = NULL;
	const struct tenure tenure = { .leased = true,
	    .address = 0x0a00000a, .lease_time = 600, .host_name = "h",
	    .bindings = &bindings };
	uint8_t codes[256];
	struct view view;
	unsigned code;
	uint32_t addr;

	memset(&view, 0, sizeof(view));
	view.packet = p->raw;
	view.chaddr = (struct bytes){ p->hardware.addr, p->hardware.len };
	view.htype = p->hardware.type;
	view.options = p->options;
	scope_begin(s, &view);
	place->tenure = &tenure;
	scope_enter(s, place, SCOPE_LOOK);
	(void)scope_codes(s, codes);
	scope_enter(s, place, SCOPE_ACT);
	for (code = 1; code < 255; code++)
		(void)scope_option(s, (uint8_t)code);
	for (code = 1; code < PARAM_END; code++) {
		(void)scope_number(s, code, 0);
		(void)scope_flag(s, code, false);
		(void)scope_ignored(s, code);
		(void)scope_text(s, code);
		(void)scope_address(s, code, &addr);
	}
	for (code = 0; code < EVENTS; code++)
		run_event(s, (enum event)code, &tenure, env);
	binding_free(&bindings);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct config_env env = { .complain = complain };
	static const struct scope_hooks hooks = { log_line, execute, NULL };
	static struct packet p;
	static const uint8_t nothing[PACKET_OPTIONS];
	const uint8_t *nul = memchr(data, '\0', size);
	size_t len = nul != NULL ? (size_t)(nul - data) : size;
	struct place place = { NULL, NULL, NULL, NULL, NULL };
	struct config *c;
	struct scope *s;
	char *copy = malloc(len > 0 ? len : 1);

	if (copy == NULL)
		abort();
	memcpy(copy, data, len);
	if (nul == NULL || !packet_parse(&p, nul + 1, size - len - 1))
		(void)packet_parse(&p, nothing, sizeof(nothing));
	c = config_parse("fuzz", copy, len, &env);
	if (c != NULL && (s = scope_new(c, &hooks)) != NULL) {
		place.network = c->networks;
		place.subnet = c->networks != NULL ? c->networks->subnets :
		    NULL;
		place.pool = c->networks != NULL ? c->networks->pools : NULL;
		place.host = c->hosts;
		ask(s, &env, &place, &p);
		scope_free(s);
	}
	if (c != NULL)
		config_free(c);
	free(copy);
	return 0;
}
