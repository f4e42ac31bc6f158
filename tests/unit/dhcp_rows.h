/*
 * dhcp_rows: scenarios for respond() as rows of steps; the words are those
 * of dhcp_fixture.h.
 */
#ifndef DHCP_ROWS_H
#define DHCP_ROWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "dhcp_fixture.h"

#define TEXT_50	"01234567890123456789012345678901234567890123456789"
#define TEXT_200	TEXT_50 TEXT_50 TEXT_50 TEXT_50
#define STEPS	14

/* log: words that must be in what was logged; NULL: not looked at. */
struct step {
	const char	*in, *out, *log;
};

struct row {
	const char	*name;
	const char	*conf;		/* besides NET, or, with a subnet, all */
	struct step	 step[STEPS];
};

static const char net[] =
    "default-lease-time 600; max-lease-time 7200;\n"
    "subnet 10.0.0.0 netmask 255.255.255.0 { option routers 10.0.0.1;\n"
    "  range 10.0.0.10 10.0.0.19; }\n"
    "subnet 10.9.0.0 netmask 255.255.255.0 { option routers 10.9.0.1;\n"
    "  range 10.9.0.10 10.9.0.19; }\n";

static void
run_row(const struct row *row)
{
	const struct step *s;
	const char *missing;
	char conf[8192];
	struct dhcp *d;

	if (strstr(row->conf, "subnet 10.0.0.0") != NULL)
		snprintf(conf, sizeof(conf), "%s", row->conf);
	else
		snprintf(conf, sizeof(conf), "ping-check off;\n%s\n%s",
		    row->conf, net);
	d = dhcp_new(conf);
	for (s = row->step; s < row->step + STEPS && s->in != NULL; s++) {
		dhcp_do(d, s->in);
		missing = dhcp_missing(d, s->out);
		if (missing != NULL)
			fail_msg("%s: \"%s\" lacks \"%s\":\n%s\n%s", row->name,
			    s->in, missing, d->out, d->log);
		if (s->log != NULL && strstr(d->log, s->log) == NULL)
			fail_msg("%s: \"%s\" does not log \"%s\":\n%s",
			    row->name, s->in, s->log, d->log);
	}
	dhcp_free(d);
}

static void
run_rows(const struct row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		run_row(&rows[i]);
}

/* A test that is its rows. */
#define ROWS_TEST(name, rows)						\
static void								\
name(void **state)							\
{									\
	(void)state;							\
	run_rows(rows, nitems(rows));					\
}

#define AUTH	"authoritative; "
/* The whole of an exchange by client n, who gets .addr. */
#define DORA(n, addr)							\
	{ "discover mac=" #n, "offer yi=10.0.0." #addr, NULL },		\
	{ "request mac=" #n " 50=." #addr " 54=.1",			\
	  "commit puts=1 ack yi=10.0.0." #addr, NULL }

#endif
