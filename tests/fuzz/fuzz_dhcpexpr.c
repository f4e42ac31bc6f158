/*
 * dhcpexpr: an expression, and behind the first NUL the packet that it is
 * evaluated for.  The first byte says what it is: data, a condition, a
 * variable or a number.
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
execute(void *arg, char *const argv[])
{
	(void)arg;
	while (*argv != NULL)
		(void)strlen(*argv++);
}

static void
evaluate(const char *text, size_t len, const struct packet *p)
{
	static const struct scope_hooks hooks = { NULL, execute, NULL };
	static const struct config_env env;
	struct binding *bindings = NULL;
	const struct tenure tenure = { .leased = true,
	    .address = 0x0a00000a, .lease_time = 600, .host_name = "h",
	    .bindings = &bindings };
	const struct place place = { .tenure = &tenure };
	struct view view = { .packet = p->raw };
	struct config *c = config_parse("fuzz", text, len, &env);
	struct scope *s = c == NULL ? NULL : scope_new(c, &hooks);

	if (s != NULL) {
		view.chaddr = (struct bytes){ p->hardware.addr,
		    p->hardware.len };
		view.htype = p->hardware.type;
		view.options = p->options;
		scope_begin(s, &view);
		scope_enter(s, &place, SCOPE_ACT);
		(void)scope_option(s, 15);
		(void)scope_number(s, PARAM_DEFAULT_LEASE_TIME, 1);
		(void)scope_text(s, PARAM_FILENAME);
		scope_free(s);
	}
	binding_free(&bindings);
	if (c != NULL)
		config_free(c);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct {
		const char	*before, *behind;
	} forms[] = {
		{ "option domain-name = ", ";" },
		{ "if ", " { filename \"x\"; }" },
		{ "set v = ", "; filename = v; execute(\"/x\", v);" },
		{ "default-lease-time = ", ";" },
	};
	static struct packet p;
	static const uint8_t nothing[PACKET_OPTIONS];
	const uint8_t *nul;
	size_t len, room, form;
	char *text;
	int n;

	if (size < 1)
		return 0;
	form = *data++ % (sizeof(forms) / sizeof(forms[0]));
	size--;
	nul = memchr(data, '\0', size);
	len = nul != NULL ? (size_t)(nul - data) : size;
	if (nul == NULL || !packet_parse(&p, nul + 1, size - len - 1))
		(void)packet_parse(&p, nothing, sizeof(nothing));
	room = len + 128;
	text = malloc(room);
	if (text == NULL)
		abort();
	n = snprintf(text, room, "%s%.*s%s\n", forms[form].before, (int)len,
	    (const char *)data, forms[form].behind);
	evaluate(text, (size_t)n, &p);
	free(text);
	return 0;
}
