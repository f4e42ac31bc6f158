#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "ftpd/abuse.h"
#include "ftpd/command.h"
#include "ftpd/control.h"
#include "ftpd/dataverbs.h"
#include "ftpd/file.h"
#include "ftpd/front.h"
#include "ftpd/reply.h"
#include "ftpd/session.h"
#include "ftpd/site.h"

#define BOTH	(STATE_LOGIN | STATE_FILES)
#define FILES	STATE_FILES

/* In the order of RFC 959, then what came later; HELP shows them so. */
static const struct command commands[] = {
	{ "USER", BOTH,		do_user,	"name" },
	{ "PASS", BOTH,		do_pass,	"password" },
	{ "ACCT", BOTH,		do_acct,	"account" },
	{ "REIN", BOTH,		do_rein,	"" },
	{ "QUIT", BOTH,		do_quit,	"" },
	{ "PORT", FILES,	do_port,	"h1,h2,h3,h4,p1,p2" },
	{ "PASV", FILES,	do_pasv,	"" },
	{ "TYPE", FILES,	do_type,	"A [N] | I | L 8" },
	{ "STRU", FILES,	do_stru,	"F" },
	{ "MODE", FILES,	do_mode,	"S" },
	{ "RETR", FILES,	do_retr,	"file" },
	{ "STOR", FILES,	do_stor,	"file" },
	{ "STOU", FILES,	do_stou,	"[file]" },
	{ "APPE", FILES,	do_appe,	"file" },
	{ "ALLO", FILES,	do_allo,	"bytes [R size]" },
	{ "REST", FILES,	do_rest,	"bytes" },
	{ "RNFR", FILES,	do_rnfr,	"file" },
	{ "RNTO", FILES,	do_rnto,	"file" },
	{ "ABOR", BOTH,		do_abor,	"" },
	{ "DELE", FILES,	do_dele,	"file" },
	{ "CWD",  FILES,	do_cwd,		"directory" },
	{ "XCWD", FILES,	do_cwd,		"directory" },
	{ "CDUP", FILES,	do_cdup,	"" },
	{ "XCUP", FILES,	do_cdup,	"" },
	{ "RMD",  FILES,	do_rmd,		"directory" },
	{ "XRMD", FILES,	do_rmd,		"directory" },
	{ "MKD",  FILES,	do_mkd,		"directory" },
	{ "XMKD", FILES,	do_mkd,		"directory" },
	{ "PWD",  FILES,	do_pwd,		"" },
	{ "XPWD", FILES,	do_pwd,		"" },
	{ "LIST", FILES,	do_list,	"[-options] [path]" },
	{ "NLST", FILES,	do_nlst,	"[-options] [path]" },
	{ "SITE", FILES,	do_site,	"command [arguments]" },
	{ "SYST", BOTH,		do_syst,	"" },
	{ "STAT", BOTH,		do_stat,	"[path]" },
	{ "HELP", BOTH,		do_help,	"[command]" },
	{ "NOOP", BOTH,		do_noop,	"" },
	{ "SMNT", BOTH,		NULL,		NULL },
	{ "EPRT", FILES,	do_eprt,	"|family|address|port|" },
	{ "EPSV", FILES,	do_epsv,	"[1 | 2 | ALL]" },
	{ "LPRT", BOTH,		NULL,		NULL },
	{ "LPSV", BOTH,		NULL,		NULL },
	{ "AUTH", BOTH,		do_auth,	"TLS" },
	{ "PBSZ", BOTH,		do_pbsz,	"0" },
	{ "PROT", BOTH,		do_prot,	"C | P" },
	{ "CCC",  BOTH,		do_ccc,		"" },
	{ "ADAT", BOTH,		NULL,		NULL },
	{ "MIC",  BOTH,		NULL,		NULL },
	{ "CONF", BOTH,		NULL,		NULL },
	{ "ENC",  BOTH,		NULL,		NULL },
	{ "FEAT", BOTH,		do_feat,	"" },
	{ "OPTS", BOTH,		do_opts,	"command [options]" },
	{ "SIZE", FILES,	do_size,	"file" },
	{ "MDTM", FILES,	do_mdtm,	"[YYYYMMDDhhmmss] file" },
	{ "MLST", FILES,	do_mlst,	"[path]" },
	{ "MLSD", FILES,	do_mlsd,	"[directory]" },
	{ "MFMT", FILES,	do_mfmt,	"YYYYMMDDhhmmss path" },
	{ "MFCT", FILES,	do_mfct,	"YYYYMMDDhhmmss path" },
	{ "MFF",  FILES,	do_mff,		"fact=value;... path" },
	{ "LANG", BOTH,		do_lang,	"[language]" },
	{ "HOST", BOTH,		do_host,	"name" },
	{ "CLNT", BOTH,		do_clnt,	"name" },
	{ "CSID", BOTH,		do_csid,	"name=value;..." },
	{ "RANG", FILES,	do_rang,	"first last" },
	{ "HASH", FILES,	do_hash,	"file" },
	{ "XCRC", FILES,	do_xcrc,	"file [first [last]]" },
	{ "XMD5", FILES,	do_xmd5,	"file [first [last]]" },
	{ "XSHA1", FILES,	do_xsha1,	"file [first [last]]" },
	{ "XSHA256", FILES,	do_xsha256,	"file [first [last]]" },
	{ "XSHA512", FILES,	do_xsha512,	"file [first [last]]" },
	{ "AVBL", FILES,	do_avbl,	"[directory]" },
};

const struct command *
command_table(size_t *n)
{
	*n = nitems(commands);
	return commands;
}

void
session_done(struct session *s, const char *why)
{
	s->state = STATE_DONE;
	s->why = why;
}

bool
file_arg(struct session *s, const char *arg, unsigned need,
    char path[FTPD_PATH])
{
	if (*arg == '\0') {
		reply_bad(s, 501, "A name must follow.");
		return false;
	}
	if (path_make(&s->tree, arg, path) == -1) {
		reply_errno(s, 550, arg);
		return false;
	}
	if (!permission_ok(&s->rights, need, path)) {
		reply(s, 550, "%s: Permission denied.", arg);
		return false;
	}
	return true;
}

char *
next_word(char **arg)
{
	return scan_word(arg);
}

bool
no_arg(struct session *s, const char *arg)
{
	if (arg[strspn(arg, " \t")] == '\0')
		return true;
	reply_bad(s, 501, "No argument may follow.");
	return false;
}

bool
data_allowed(struct session *s)
{
	if (!s->set->need_tls || s->prot == 'P')
		return true;
	reply(s, 521, "Data connections must be protected: "
	    "send PROT P first.");
	return false;
}

static const struct command *
find(char *line, char **arg)
{
	char *end = line + strcspn(line, " \t");
	size_t i;

	*arg = end;
	if (*end != '\0') {
		*end = '\0';
		*arg = end + 1;
	}
	for (i = 0; i < nitems(commands); i++)
		if (strcasecmp(commands[i].name, line) == 0)
			return &commands[i];
	return NULL;
}

bool
command_there(const struct session *s, const struct command *c)
{
	return c->run != NULL && !options_hides(&s->set->suite, c->name);
}

static void
log_command(const struct session *s, const struct command *c, const char *arg)
{
	char text[1024], quoted[1024];

	if (strcmp(c->name, "PASS") == 0 || strcmp(c->name, "ACCT") == 0)
		arg = "***";
	snprintf(text, sizeof(text), "%s%s%s", c->name,
	    *arg != '\0' ? " " : "", arg);
	log_event(LOG_INFO, "command rip=%s text=\"%s\"", peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

/*
 * RNFR is for the next command, whatever that is (RFC 959 section 4.1.3);
 * what a REST or RANG is for, the transfers know.
 */
static void
forget(struct session *s, const struct command *c)
{
	if (c->run != do_rnfr && c->run != do_rnto)
		s->rename_from[0] = '\0';
}

static void
unknown(struct session *s, const char *word)
{
	if (!abuse_foreign(word)) {
		reply_bad(s, 500, "Unknown command.");
		return;
	}
	reply(s, 421, "This is FTP, closing the connection.");
	session_done(s, "foreign");
}

void
command_line(struct session *s, char *line)
{
	const struct command *c;
	char *arg;

	s->commands++;
	c = find(line, &arg);
	if (c == NULL) {
		s->rename_from[0] = '\0';
		unknown(s, line);
		return;
	}
	if (s->set->suite.verbose > 0)
		log_command(s, c, arg);
	forget(s, c);
	if (!command_there(s, c))
		reply_bad(s, 502, "%s command not implemented.", c->name);
	else if ((c->states & s->state) == 0)
		reply_bad(s, 530, "Please login with USER and PASS.");
	else
		c->run(s, arg);
}

void
command_loop(struct session *s)
{
	char *line;

	while (s->state != STATE_DONE)
		switch (control_line(s, &line)) {
		case LINE_OK:
			command_line(s, line);
			control_settle(s);
			break;
		case LINE_TOOLONG:
			reply_bad(s, 500, "Line too long.");
			break;
		case LINE_BARE:
			reply_bad(s, 501, "A NUL cannot be in a command.");
			break;
		case LINE_EOF:
			session_done(s, "lost");
			break;
		case LINE_TIMEOUT:
			reply(s, 421, "Timeout: closing the control "
			    "connection.");
			session_done(s, "timeout");
			break;
		}
}
