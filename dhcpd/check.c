/* check: dhcpd -t. */
#include <stdio.h>
#include <syslog.h>

#include "dhcpd/check.h"
#include "dhcpd/config.h"

static void
complain(void *arg, int priority, const char *text)
{
	const bool *quiet = arg;

	if (priority == LOG_ERR || !*quiet)
		fprintf(stderr, "%s\n", text);
}

/* Names are not resolved: that the network is down is no error of a file. */
int
check_config(const char *path, bool quiet)
{
	struct config_env env = { .complain = complain, .arg = &quiet };
	struct config *c = config_load(path, &env);

	if (c == NULL) {
		fprintf(stderr,
		    "Configuration file errors encountered -- exiting\n");
		return 1;
	}
	if (!quiet)
		fprintf(stderr, "Config file: %s\n%zu subnets, %zu pools, "
		    "%zu hosts, %zu classes: no errors\n", path, c->nsubnets,
		    c->npools, c->nhosts, c->nclasses);
	config_free(c);
	return 0;
}
