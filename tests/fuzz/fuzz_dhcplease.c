/*
 * dhcplease: a lease file as if an enemy wrote it.  What was understood is
 * written, read and written again: the same; what then comes to its end
 * runs what the file says.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dhcpd/config.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/respond.h"
#include "dhcpd/scope.h"

int	 LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char text[] = "class \"c\" { spawn with hardware; lease limit "
    "1; } class \"foo\" { match if known; lease limit 1; } subnet 10.0.0.0 "
    "netmask 255.0.0.0 { range 10.0.0.0 10.77.0.255; }";

static struct config *config;
static struct scope *scope;

static void
complain(void *arg, size_t line, const char *why)
{
	(void)arg;
	if (line == 0 || *why == '\0')
		abort();
}

static void
again(const struct leases *t, const struct lease_format *format)
{
	static char block[LEASEFILE_BLOCK], second[LEASEFILE_BLOCK];
	struct leasefile_report report = { 0 };
	struct leasefile_other other = { NULL, 0, 0 };
	struct leases *u;
	size_t len, i;

	for (i = 0; i < leases_count(t); i++) {
		len = leasefile_format(block, sizeof(block), leases_at(t, i),
		    format);
		u = leases_new();
		if (len == 0 || u == NULL || leasefile_parse(u, &other, block,
		    len, &report, NULL, NULL) == -1)
			abort();
		if (report.bad != 0 || report.torn || leases_count(u) != 1 ||
		    leasefile_format(second, sizeof(second), leases_at(u, 0),
		    format) != len || memcmp(block, second, len) != 0) {
			fprintf(stderr, "%.*s---\n%s", (int)len, block,
			    second);
			abort();
		}
		leases_free(u);
	}
	free(other.text);
}

static void
expire(struct leases *t)
{
	struct lease_range range = { 0x0a000000, 0x0a4d00ff, 0 };
	struct responder r = { .config = config, .scope = scope,
	    .leases = t, .now = 0xfffffff0 };

	if (leases_pools(t, &range, 1, 1) == -1)
		abort();
	respond_configured(&r);
	while (respond_expire(&r, 100) == 100)
		continue;
	respond_usage(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct lease_format formats[] = {
		{ false, false }, { true, true }
	};
	static const struct scope_hooks hooks;
	static const struct config_env env;
	struct leasefile_report report = { 0 };
	struct leasefile_other other = { NULL, 0, 0 };
	struct leases *t = leases_new();
	char *copy = malloc(size > 0 ? size : 1);

	if (config == NULL) {
		config = config_parse("fuzz", text, strlen(text), &env);
		if (config == NULL)
			abort();
		scope = scope_new(config, &hooks);
	}
	if (t == NULL || copy == NULL || scope == NULL)
		abort();
	memcpy(copy, data, size);
	if (leasefile_parse(t, &other, copy, size, &report, complain, NULL)
	    == 0) {
		again(t, &formats[size & 1]);
		expire(t);
	}
	free(copy);
	free(other.text);
	leases_free(t);
	return 0;
}
