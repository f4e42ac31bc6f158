#include "tftpd/flags.h"

#include <sys/stat.h>

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "tftpd/transfer.h"

#define WINDOW_DEFAULT	256		/* -W: as tftpd-hpa 6.0 */
#define WINDOW_BYTES	(4ul << 20)	/* --window-bytes: the same */

/* Each costs two descriptors and 2 kB; twice the thousand of a big hall. */
#define ACTIVE_DEFAULT	2048
#define ACTIVE_MAX	65536

#define BLKSIZE_LIMIT_MIN	512	/* -B: as tftpd-hpa */

#define TIMEOUT_MIN	10000		/* -T, us */
#define TIMEOUT_MAX	255000000

/* Flags without a letter. */
enum {
	LONG_FIRST = 256,
	VERBOSITY, SYSTEMD, WINDOW, REJECT_ALL, STEPS, TEST, SINGLE, ALLOW,
	ACTIVE, HOST, FRAGMENTS, KEEP, UPLOAD, ROLLOVER
};

static const struct row {
	int		 value;
	const char	*name, *argument;	/* NULL: none */
	const char	*text;
} rows[] = {
	{ '4', "ipv4", NULL, "IPv4 only" },
	{ '6', "ipv6", NULL, "IPv6 only" },
	{ 'l', "listen", NULL, "stand alone, not under inetd" },
	{ 'L', "foreground", NULL, "the same, and do not detach" },
	{ 'a', "address", "[addr][:port]", "listen there (may repeat)" },
	{ 'S', "port", "port", "the port of all addresses (tftp)" },
	{ 'S', "service", "port", NULL },
	{ SYSTEMD, "systemd", NULL, "sockets of systemd's (found anyway)" },
	{ 's', "secure", NULL, "the directory is the root of all names" },
	{ 'u', "user", "user", "who to be (nobody)" },
	{ 'c', "create", NULL, "uploads may make new files" },
	{ 'p', "permissive", NULL, "ask the system alone who may do what" },
	{ 'U', "umask", "mask", "of new files, octal" },
	{ KEEP, "no-overwrite", NULL, "uploads replace no file" },
	{ UPLOAD, "max-upload", "bytes", "the largest upload" },
	{ 'm', "map-file", "file", "rules that rewrite names" },
	{ STEPS, "map-steps", "n", "of these rules for one name (4096)" },
	{ TEST, "map-test", "file", "show what becomes of the names in it" },
	{ 'r', "refuse", "option", "as if it were not known (may repeat)" },
	{ REJECT_ALL, "reject-all", NULL, "no option is known" },
	{ 'B', "blocksize", "bytes", "the largest block" },
	{ FRAGMENTS, "fragments", NULL, "blocks may exceed a packet" },
	{ 'W', "windowsize", "blocks", "the largest window (256)" },
	{ WINDOW, "window-bytes", "bytes", "the same in bytes (4194304)" },
	{ ROLLOVER, "rollover", "0|1", "the block after 65535 (0)" },
	{ 'R', "port-range", "from:to", "ports of transfers" },
	{ SINGLE, "single-port", NULL, "one port for all: NAT, containers" },
	{ 'T', "retransmit", "microseconds", "send again after (1000000)" },
	{ 't', "timeout", "seconds", "under inetd, end after idling (900)" },
	{ ALLOW, "allow", "network", "who may ask (may repeat)" },
	{ ACTIVE, "max-transfers", "n", "at a time (2048)" },
	{ HOST, "max-per-client", "n", "of those, one client's (half)" },
	{ 'P', "pidfile", "file", "holds our process id" },
	{ 'v', "verbose", NULL, "log requests too; thrice: rules too" },
	{ VERBOSITY, "verbosity", "n", "the same as so many -v" },
	{ 'e', "stderr", NULL, "log to standard error, not syslog" },
	{ 'V', "version", NULL, "version" },
	{ 'h', "help", NULL, "this help" },
};

static void
show_usage(void)
{
	char flag[64];
	size_t i;

	printf("usage: tftpd [flags] directory ...\n");
	for (i = 0; i < nitems(rows); i++) {
		if (rows[i].text == NULL)
			continue;
		if (rows[i].value < LONG_FIRST)
			snprintf(flag, sizeof(flag), "-%c, --%s %s",
			    rows[i].value, rows[i].name,
			    rows[i].argument == NULL ? "" : rows[i].argument);
		else
			snprintf(flag, sizeof(flag), "    --%s %s",
			    rows[i].name,
			    rows[i].argument == NULL ? "" : rows[i].argument);
		printf("  %-30s %s\n", flag, rows[i].text);
	}
	fflush(stdout);
}

/* What getopt_long(3) wants, out of the table. */
static void
make_tables(struct option *options, char *letters)
{
	size_t i, n = 0;

	letters[n++] = ':';
	for (i = 0; i < nitems(rows); i++) {
		options[i] = (struct option){ rows[i].name,
		    rows[i].argument == NULL ? no_argument :
		    required_argument, NULL, rows[i].value };
		if (rows[i].value >= LONG_FIRST || rows[i].text == NULL)
			continue;
		letters[n++] = (char)rows[i].value;
		if (rows[i].argument != NULL)
			letters[n++] = ':';
	}
	letters[n] = '\0';
	options[nitems(rows)] = (struct option){ NULL, 0, NULL, 0 };
}

static bool
number(const char *text, uint64_t min, uint64_t max, uint64_t *n)
{
	return scan_number(text, max, n) && *n >= min;
}

static bool
take_unsigned(const char *text, uint64_t min, uint64_t max, unsigned *to)
{
	uint64_t n;

	if (!number(text, min, max, &n))
		return false;
	*to = (unsigned)n;
	return true;
}

static bool
take_size(const char *text, uint64_t min, uint64_t max, size_t *to)
{
	uint64_t n;

	if (!number(text, min, max, &n))
		return false;
	*to = (size_t)n;
	return true;
}

static bool
take_long(const char *text, uint64_t min, uint64_t max, unsigned long *to)
{
	uint64_t n;

	if (!number(text, min, max, &n))
		return false;
	*to = (unsigned long)n;
	return true;
}

static bool
take_umask(const char *text, mode_t *to)
{
	char *end;
	unsigned long n;

	if (text[0] == '\0' || text[strspn(text, "01234567")] != '\0' ||
	    strlen(text) > 6)
		return false;
	n = strtoul(text, &end, 8);
	*to = (mode_t)(n & 0777);
	return n <= 0777;
}

/* "4096:8191"; tftpd-hpa takes one port too. */
static bool
take_ports(const char *text, struct config *c)
{
	size_t len = strcspn(text, ":");
	uint64_t low, high;

	if (scan_digits(text, len, 65535, &low) != len || len == 0)
		return false;
	high = low;
	if (text[len] == ':' && !scan_number(text + len + 1, 65535, &high))
		return false;
	c->low = (unsigned)low;
	c->high = (unsigned)high;
	return low > 0 && low <= high;
}

static bool
take_refused(const char *text, struct policy *p)
{
	enum option_name o = option_find(text);

	/* Of what we do not know tftpd-hpa says nothing either. */
	if (o != OPT_COUNT)
		p->refused |= 1u << o;
	return true;
}

static bool
take_network(const char *text, struct config *c)
{
	return c->nallow < SERVER_NETWORKS &&
	    network_parse(&c->allow[c->nallow++], text);
}

static bool
take_address(const char *text, struct flags *f)
{
	if (f->naddresses == SERVER_SOCKETS)
		return false;
	f->addresses[f->naddresses++] = text;
	return true;
}

static const char *
name_of(int flag)
{
	size_t i;

	for (i = 0; rows[i].value != flag; i++)
		continue;
	return rows[i].name;
}

/* What needs no look at its value. */
static bool
take_switch(struct flags *f, int flag, const char *value)
{
	struct config *c = &f->config;

	switch (flag) {
	case '4': f->ipv4 = true; return true;
	case '6': f->ipv6 = true; return true;
	case 'l': f->alone = true; return true;
	case 'L': f->alone = f->foreground = true; return true;
	case 'S': f->service = value; return *value != '\0';
	case 's': c->files.secure = true; return true;
	case 'u': f->user = value; return true;
	case 'c': c->files.create = true; return true;
	case 'p': c->files.permissive = true; return true;
	case 'm': f->map_file = value; return true;
	case 'P': f->pid_file = value; return true;
	case 'v': c->verbose++; return true;
	case 'e': f->to_stderr = true; return true;
	case KEEP: c->files.keep = true; return true;
	case TEST: f->map_test = value; return true;
	case REJECT_ALL: c->policy.refused = ~0u; return true;
	case FRAGMENTS: c->fragments = true; return true;
	case SINGLE: c->single = true; return true;
	case SYSTEMD: return true;
	default: return false;
	}
}

static bool
take_value(struct flags *f, int flag, const char *value)
{
	struct config *c = &f->config;
	uint64_t n;

	switch (flag) {
	case 'a': return take_address(value, f);
	case 'U': return take_umask(value, &c->files.umask);
	case 'r': return take_refused(value, &c->policy);
	case 'R': return take_ports(value, c);
	case ALLOW: return take_network(value, c);
	case 'B': return take_unsigned(value, BLKSIZE_LIMIT_MIN, BLKSIZE_MAX,
		    &c->policy.blksize);
	case 'W': return take_unsigned(value, 1, 65535, &c->policy.window);
	case WINDOW: return take_size(value, BLKSIZE_DEFAULT, SIZE_MAX / 2,
		    &c->policy.window_bytes);
	case ROLLOVER: return take_unsigned(value, 0, 1, &c->policy.rollover);
	case 't': return take_long(value, 1, 1000000000, &f->idle);
	case STEPS: return take_long(value, 1, 1000000000, &f->map_steps);
	case VERBOSITY: return take_unsigned(value, 0, 100, &c->verbose);
	case ACTIVE: return take_size(value, 1, ACTIVE_MAX, &c->active_max);
	case HOST: return take_size(value, 1, ACTIVE_MAX, &c->host_max);
	case 'T':
		if (!number(value, TIMEOUT_MIN, TIMEOUT_MAX, &n))
			return false;
		c->timeout = (int64_t)n;
		return true;
	case UPLOAD:
		if (!number(value, 1, INT64_MAX, &n))
			return false;
		c->files.upload_max = (off_t)n;
		return true;
	default:
		return false;
	}
}

static void
defaults(struct flags *f)
{
	struct config *c = &f->config;

	memset(f, 0, sizeof(*f));
	c->policy.window = WINDOW_DEFAULT;
	c->policy.window_bytes = WINDOW_BYTES;
	c->timeout = TRANSFER_TIMEOUT;
	c->active_max = ACTIVE_DEFAULT;
	c->files.umask = (mode_t)-1;
}

/* What depends on several flags. */
static enum flags_end
conclude(struct flags *f, int argc, char **argv, char *error, size_t size)
{
	struct config *c = &f->config;
	size_t i;

	for (; optind < argc; optind++) {
		if (f->ndirs == FILE_ROOTS) {
			snprintf(error, size, "more than %d directories",
			    FILE_ROOTS);
			return FLAGS_BAD;
		}
		f->dirs[f->ndirs++] = argv[optind];
	}
	if (f->map_test != NULL)
		return FLAGS_OK;
	if (f->ndirs == 0 || (c->files.secure && f->ndirs > 1)) {
		snprintf(error, size, c->files.secure ? "-s: exactly one "
		    "directory must be given" : "no directory is given");
		return FLAGS_BAD;
	}
	for (i = 0; i < f->ndirs && !c->files.secure; i++)
		if (f->dirs[i][0] != '/') {
			snprintf(error, size, "%s: must begin with / (or -s)",
			    f->dirs[i]);
			return FLAGS_BAD;
		}
	/* As tftpd-hpa: -p leaves it to who started us. */
	if (c->files.umask == (mode_t)-1) {
		c->files.umask = umask(0);
		if (!c->files.permissive)
			c->files.umask = 0;
	}
	if (c->host_max == 0)
		c->host_max = (c->active_max + 1) / 2;
	return FLAGS_OK;
}

enum flags_end
flags_read(struct flags *f, int argc, char **argv, char *error, size_t size)
{
	struct option options[nitems(rows) + 1];
	char letters[2 * nitems(rows) + 2];
	int flag;

	defaults(f);
	make_tables(options, letters);
	opterr = 0;
	while ((flag = getopt_long(argc, argv, letters, options, NULL)) !=
	    -1) {
		if (flag == 'h') {
			show_usage();
			return FLAGS_SHOWN;
		}
		if (flag == 'V') {
			printf("postern tftpd %s\n", VERSION);
			fflush(stdout);
			return FLAGS_SHOWN;
		}
		if (flag == '?' || flag == ':') {
			snprintf(error, size, "%s: %s; -h lists the flags",
			    argv[optind - 1], flag == ':' ?
			    "needs a value" : "no such flag");
			return FLAGS_BAD;
		}
		if (!take_switch(f, flag, optarg) &&
		    !take_value(f, flag, optarg)) {
			snprintf(error, size, "%s: not a usable value of --%s",
			    optarg, name_of(flag));
			return FLAGS_BAD;
		}
	}
	return conclude(f, argc, argv, error, size);
}
