#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/tls.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

#define COLUMNS		6	/* commands in a line of HELP */

/* FileZilla and others take the listing's format from this very line. */
void
do_syst(struct session *s, char *arg)
{
	if (no_arg(s, arg))
		reply(s, 215, "UNIX Type: L8");
}

/* An argument was never forbidden, and clients send some. */
void
do_noop(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 200, "NOOP command successful.");
}

/* BSD's form: a star marks what there is not. */
static void
help_all(struct session *s)
{
	const struct command *c;
	char text[COLUMNS * 12 + 1];
	size_t i, n, len = 0, column = 0;

	c = command_table(&n);
	reply_part(s, 214, "These commands are recognized (* is not "
	    "implemented):");
	for (i = 0; i < n; i++) {
		len += (size_t)snprintf(text + len, sizeof(text) - len,
		    "%s%c%*s", c[i].name, command_there(s, &c[i]) ? ' ' : '*',
		    (int)(9 - strlen(c[i].name)), "");
		if (++column < COLUMNS && i + 1 < n)
			continue;
		reply_text(s, "%s", text);
		len = column = 0;
	}
	reply(s, 214, "HELP and a command tells how it is written.");
}

static const struct command *
find(const struct session *s, const char *word)
{
	const struct command *c;
	size_t i, n;

	(void)s;
	c = command_table(&n);
	for (i = 0; i < n; i++)
		if (strcasecmp(c[i].name, word) == 0)
			return &c[i];
	return NULL;
}

void
do_help(struct session *s, char *arg)
{
	const char *word = next_word(&arg);
	const struct command *c;
	char site[] = "HELP";

	if (word == NULL) {
		help_all(s);
		return;
	}
	c = find(s, word);
	if (c == NULL)
		reply_bad(s, 502, "Unknown command %s.", word);
	else if (!command_there(s, c))
		reply(s, 214, "%s: not implemented.", c->name);
	else if (c->run == do_site && s->state == STATE_FILES)
		do_site(s, site);
	else
		reply(s, 214, "Syntax: %s%s%s", c->name,
		    *c->syntax != '\0' ? " " : "", c->syntax);
}

/* RFC 959 section 4.1.3: STAT while a transfer runs. */
void
status_transfer(struct session *s)
{
	char text[FTPD_PATH + 128];

	transfer_status(s, text, sizeof(text));
	reply_part(s, 211, "Status of the transfer:");
	reply_text(s, "%s", text);
	reply(s, 211, "End of status.");
}

static void
stat_session(struct session *s)
{
	char rate[64];

	if (s->state != STATE_FILES) {
		reply_text(s, "Waiting for a user name or password");
		return;
	}
	reply_text(s, "Logged in as %s", s->who.user);
	reply_text(s, "Working directory: %s", s->tree.cwd);
	reply_text(s, "TYPE: %s; STRUcture: File; transfer MODE: Stream",
	    s->type == 'A' ? "ASCII, FORM: Nonprint" : "Image");
	reply_text(s, "Data connection: %s, %s", data_open(s) ?
	    "prepared" : "none", s->prot == 'P' ? "protected" : "in clear");
	reply_text(s, "Idle limit: %u seconds", s->idle);
	if (s->rights.rate_down == 0 && s->rights.rate_up == 0)
		return;
	snprintf(rate, sizeof(rate), "%llu down, %llu up",
	    (unsigned long long)s->rights.rate_down,
	    (unsigned long long)s->rights.rate_up);
	reply_text(s, "Bytes a second: %s (0: any)", rate);
}

void
do_stat(struct session *s, char *arg)
{
	if (*arg != '\0') {
		if (s->state == STATE_FILES)
			stat_path(s, arg);
		else
			reply_bad(s, 530, "Please login with USER and PASS.");
		return;
	}
	reply_part(s, 211, "%s FTP server status:", s->set->suite.host);
	reply_text(s, "Connected to %s", peer_ip(&s->peer));
	reply_text(s, "Control connection is %s", s->secure ? "inside TLS" :
	    "in clear");
	stat_session(s);
	reply(s, 211, "End of status.");
}
