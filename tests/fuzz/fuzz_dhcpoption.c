/*
 * dhcpoption: any bytes as the value of any option: printed, taken apart,
 * and, where what was printed can be read, the same bytes again.  The
 * first byte is the code, the second the space.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/config.h"
#include "dhcpd/scope.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct config *config;

static void
read_again(const struct option *o, const char *printed)
{
	static const struct config_env env;
	static const struct scope_hooks hooks;
	const struct place place = { NULL, NULL, NULL, NULL, NULL };
	char text[8192];
	struct config *c;
	struct scope *s;
	int n;

	n = snprintf(text, sizeof(text), "option %s.%s %s;\n",
	    o->space->name, o->name, printed);
	if (n < 0 || (size_t)n >= sizeof(text))
		return;
	c = config_parse("fuzz", text, (size_t)n, &env);
	if (c == NULL)
		return;
	s = scope_new(c, &hooks);
	if (s == NULL)
		abort();
	scope_begin(s, NULL);
	scope_enter(s, &place, SCOPE_LOOK);
	(void)scope_option(s, (uint8_t)o->code);
	scope_free(s);
	config_free(c);
}

static void
inside(const struct space *space, struct bytes value)
{
	struct arena arena;
	uint32_t code;

	arena_init(&arena, 1 << 20);
	for (code = 1; code < 256; code++)
		(void)option_inside(&arena, space, value, code);
	(void)option_dotted(&arena, value);
	arena_free(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct config_env env;
	const struct space *space;
	const struct option *o;
	char text[4096], small[7];
	struct bytes value;
	uint8_t *copy;
	size_t len;

	if (config == NULL)
		config = config_parse("fuzz", "", 0, &env);
	if (config == NULL)
		abort();
	if (size < 2)
		return 0;
	space = (data[1] & 3) == 0 ? config->options.agent :
	    (data[1] & 3) == 1 ? config->options.fqdn :
	    (data[1] & 3) == 2 ? config->options.vivso : config->options.dhcp;
	copy = malloc(size > 2 ? size - 2 : 1);
	if (copy == NULL)
		abort();
	memcpy(copy, data + 2, size - 2);
	value = (struct bytes){ copy, size - 2 };
	o = option_coded(space, data[0]);
	if (o == NULL)
		o = option_coded(config->options.dhcp, data[0]);
	inside(space, value);
	if (o != NULL) {
		len = option_print(text, sizeof(text), o, value);
		if (strlen(text) != (len < sizeof(text) ? len :
		    sizeof(text) - 1) ||
		    option_print(small, sizeof(small), o, value) != len)
			abort();
		if (len < sizeof(text))
			read_again(o, text);
	}
	free(copy);
	return 0;
}
