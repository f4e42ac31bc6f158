#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "dhcpd/flags.h"

static const char usage[] =
    "usage: dhcpd [-dfqtT4] [-p port] [-cf config-file] [-lf lease-file]\n"
    "             [-pf pid-file] [--no-pid] [-user user] [-group group]\n"
    "             [-s address] [interface ...]\n";

enum what {
	SWITCH,			/* bool */
	TEXT,			/* const char *, the next word */
	PORT,
	ADDRESS,		/* uint32_t */
	IGNORED,		/* taken, with its word or none; nothing done */
	IGNORED_WORD,
	REFUSED,
	SHOWN
};

static const struct flag {
	const char	*name;
	enum what	 what;
	size_t		 at;		/* in struct flags */
	const char	*why;		/* REFUSED; SHOWN: the text */
} flags[] = {
	{ "-p", PORT, offsetof(struct flags, port), NULL },
	{ "-f", SWITCH, offsetof(struct flags, foreground), NULL },
	{ "-d", SWITCH, offsetof(struct flags, to_stderr), NULL },
	{ "-q", SWITCH, offsetof(struct flags, quiet), NULL },
	{ "-t", SWITCH, offsetof(struct flags, test), NULL },
	{ "-T", SWITCH, offsetof(struct flags, test_leases), NULL },
	{ "-cf", TEXT, offsetof(struct flags, config), NULL },
	{ "-lf", TEXT, offsetof(struct flags, leases), NULL },
	{ "-pf", TEXT, offsetof(struct flags, pid_file), NULL },
	{ "--no-pid", SWITCH, offsetof(struct flags, no_pid), NULL },
	{ "-no-pid", SWITCH, offsetof(struct flags, no_pid), NULL },
	{ "-user", TEXT, offsetof(struct flags, user), NULL },
	{ "-group", TEXT, offsetof(struct flags, group), NULL },
	{ "-s", ADDRESS, offsetof(struct flags, broadcast), NULL },
	{ "-4", IGNORED, 0, NULL },
	{ "-chroot", IGNORED_WORD, 0, NULL },
	{ "-tf", IGNORED_WORD, 0, NULL },
	{ "-play", REFUSED, 0, "traces are not replayed" },
	{ "-6", REFUSED, 0, "DHCPv6 is not served: remove -6, or keep "
	    "another server for it" },
	{ "-4o6", REFUSED, 0, "DHCPv4 over DHCPv6 is not served" },
	{ "--version", SHOWN, 0, "postern-dhcpd-" VERSION "\n" },
	{ "-V", SHOWN, 0, "postern-dhcpd-" VERSION "\n" },
	{ "--help", SHOWN, 0, usage },
	{ "-h", SHOWN, 0, usage },
};

static void
from_environment(const char **to, const char *name)
{
	const char *value = getenv(name);

	if (value != NULL && value[0] != '\0')
		*to = value;
}

/* False: error says why. */
static bool
set(struct flags *f, const struct flag *flag, const char *value,
    char *error, size_t size)
{
	char *at = (char *)f + flag->at;
	struct in_addr in;
	uint64_t n;

	switch (flag->what) {
	case SWITCH:
		*(bool *)(void *)at = true;
		break;
	case TEXT:
		memcpy(at, &value, sizeof(value));
		break;
	case PORT:
		if (!scan_number(value, 65534, &n) || n == 0) {
			snprintf(error, size, "%s %s: not a port", flag->name,
			    value);
			return false;
		}
		*(uint16_t *)(void *)at = (uint16_t)n;
		break;
	case ADDRESS:
		if (inet_pton(AF_INET, value, &in) != 1) {
			snprintf(error, size, "%s %s: not an address",
			    flag->name, value);
			return false;
		}
		*(uint32_t *)(void *)at = ntohl(in.s_addr);
		break;
	case REFUSED:
		snprintf(error, size, "%s: %s", flag->name, flag->why);
		return false;
	default:
		break;
	}
	return true;
}

static bool
takes_word(enum what what)
{
	return what == TEXT || what == PORT || what == ADDRESS ||
	    what == IGNORED_WORD;
}

static const struct flag *
find(const char *name)
{
	size_t i;

	for (i = 0; i < nitems(flags); i++)
		if (strcmp(flags[i].name, name) == 0)
			return &flags[i];
	return NULL;
}

enum flags_end
flags_read(struct flags *f, int argc, char **argv, char *error, size_t size)
{
	const struct flag *flag;
	int i;

	f->config = FLAGS_CONFIG;
	from_environment(&f->config, "PATH_DHCPD_CONF");
	from_environment(&f->leases, "PATH_DHCPD_DB");
	from_environment(&f->pid_file, "PATH_DHCPD_PID");
	for (i = 1; i < argc; i++) {
		if (argv[i][0] != '-') {
			if (f->ninterfaces == LINK_MAX) {
				snprintf(error, size, "more than %d "
				    "interfaces", LINK_MAX);
				return FLAGS_BAD;
			}
			f->interfaces[f->ninterfaces++] = argv[i];
			continue;
		}
		flag = find(argv[i]);
		if (flag == NULL) {
			snprintf(error, size, "Unknown command %s\n%s",
			    argv[i], usage);
			return FLAGS_BAD;
		}
		if (flag->what == SHOWN) {
			fputs(flag->why, stdout);
			return FLAGS_SHOWN;
		}
		if (takes_word(flag->what) && ++i == argc) {
			snprintf(error, size, "%s wants a word after it\n%s",
			    flag->name, usage);
			return FLAGS_BAD;
		}
		if (!set(f, flag, argv[i], error, size))
			return FLAGS_BAD;
	}
	if (f->to_stderr)
		f->foreground = true;
	return FLAGS_OK;
}
