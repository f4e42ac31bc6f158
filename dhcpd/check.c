/* check: dhcpd -t and -T. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "common/log.h"
#include "dhcpd/check.h"
#include "dhcpd/config.h"
#include "dhcpd/leasefile.h"
#include "dhcpd/names.h"

#define READ_AT_ONCE	(1 << 20)	/* bytes of a lease file */

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

/* --- -T */

static void
complain_lease(void *arg, size_t line, const char *why)
{
	log_event(LOG_WARNING, "%s line %zu: %s", (const char *)arg, line,
	    why);
}

/* *text is the caller's to free.  -1 with errno. */
static int
read_whole(int dirfd, const char *name, char **text, size_t *len)
{
	int fd = openat(dirfd, name, O_RDONLY | O_CLOEXEC), error;
	ssize_t n = 0;
	char *wider;

	if (fd == -1)
		return -1;
	do {
		*len += (size_t)n;
		wider = realloc(*text, *len + READ_AT_ONCE);
		if (wider == NULL) {
			n = -1;
			break;
		}
		*text = wider;
	} while ((n = read(fd, *text + *len, READ_AT_ONCE)) > 0);
	error = errno;
	close(fd);
	errno = error;
	return n == -1 ? -1 : 0;
}

int
check_leases(int dirfd, const char *name)
{
	struct leasefile_report report = { 0 };
	struct leasefile_other other = { NULL, 0, 0 };
	struct leases *leases = leases_new();
	char *text = NULL, copy[256];
	size_t len = 0;

	snprintf(copy, sizeof(copy), "%s", name);
	if (leases == NULL || read_whole(dirfd, name, &text, &len) == -1 ||
	    leasefile_parse(leases, &other, text, len, &report,
	    complain_lease, copy) == -1) {
		log_fail("%s: %s", name, strerror(errno));
		return 1;
	}
	printf("%zu blocks, %zu leases, %zu bad\n", report.blocks,
	    leases_count(leases), report.bad);
	leases_free(leases);
	free(other.text);
	free(text);
	return report.bad > 0;
}
