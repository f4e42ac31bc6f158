/* check: dhcpd -t. */
#include <stdio.h>
#include <syslog.h>

#include "dhcpd/check.h"
#include "dhcpd/config.h"
#include "dhcpd/names.h"

struct check {
	struct names	 names;
	const char	*path;
	bool		 quiet, silent;
};

static void
complain(void *arg, int priority, const char *text)
{
	const struct check *k = arg;

	if (priority == LOG_ERR || !k->quiet)
		fprintf(stderr, "%s\n", text);
}

/* That the name server is down is no error of the file: said once. */
static size_t
resolve(void *arg, const char *name, uint32_t *addresses, size_t max)
{
	struct check *k = arg;
	int n = names_find(&k->names, name, addresses, max);

	if (n != -1)
		return (size_t)n;
	if (!k->silent && !k->quiet)
		fprintf(stderr, "%s: host names are not checked: no name "
		    "server answers\n", k->path);
	k->silent = true;
	return CONFIG_UNASKED;
}

int
check_config(const char *path, bool quiet)
{
	struct check k = { .path = path, .quiet = quiet };
	struct config_env env = { .complain = complain, .resolve = resolve,
	    .arg = &k };
	struct config *c;

	names_init(&k.names);
	c = config_load(path, &env);
	names_free(&k.names);
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
