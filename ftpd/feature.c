#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "common/tls.h"
#include "ftpd/command.h"
#include "ftpd/dataverbs.h"
#include "ftpd/hash.h"
#include "ftpd/reply.h"
#include "ftpd/site.h"

/* What is always there; -x hides by the first word. */
static const char *const features[] = {
	"AVBL", "CLNT", "CSID", "EPRT", "EPSV", "HOST", "MDTM",
	"MFF modify;UNIX.mode;", "MFMT", "RANG STREAM", "REST STREAM",
	"SIZE", "TVFS", "UTF8", "XCRC", "XMD5", "XSHA1", "XSHA256",
	"XSHA512"
};

static void
feature(struct session *s, const char *text)
{
	char word[16];

	if (scan_copy(word, sizeof(word), text, strcspn(text, " ")) &&
	    !options_hides(&s->set->suite, word))
		reply_text(s, "%s", text);
}

/* RFC 2389 section 3: each line begins with one blank. */
void
do_feat(struct session *s, char *arg)
{
	char text[256];
	size_t i;

	if (!no_arg(s, arg))
		return;
	reply_part(s, 211, "Extensions supported:");
	if (tls_offered(&s->set->suite))
		feature(s, "AUTH TLS");
	for (i = 0; i < nitems(features); i++)
		feature(s, features[i]);
	hash_feature(s, text, sizeof(text));
	feature(s, text);
	facts_feature(s, text, sizeof(text));
	feature(s, text);
	if (s->set->suite.wrapper.argc > 0 || s->secure) {
		feature(s, "PBSZ");
		feature(s, "PROT");
	}
	reply(s, 211, "End.");
}

/*
 * RFC 2640: names are passed through as they are, so there is nothing to
 * switch; clients of the draft before it ask for "UTF8 NLST".
 */
static void
opts_utf8(struct session *s, char *arg)
{
	const char *word = next_word(&arg);

	if (word == NULL || strcasecmp(word, "ON") == 0 ||
	    strcasecmp(word, "NLST") == 0)
		reply(s, 200, "Names are UTF-8.");
	else
		reply_bad(s, 504, "Names are UTF-8 always.");
}

void
do_opts(struct session *s, char *arg)
{
	const char *word = next_word(&arg);

	arg += strspn(arg, " \t");
	if (word == NULL)
		reply_bad(s, 501, "A command must follow.");
	else if (strcasecmp(word, "UTF8") == 0 ||
	    strcasecmp(word, "UTF-8") == 0)
		opts_utf8(s, arg);
	else if (strcasecmp(word, "MLST") == 0)
		opts_mlst(s, arg);
	else if (strcasecmp(word, "HASH") == 0)
		opts_hash(s, arg);
	else
		reply_bad(s, 501, "%s has no options.", word);
}

/* What clients say of themselves; FileZilla and WS_FTP do. */
static void
log_client(const struct session *s, const char *text)
{
	char quoted[256];

	log_event(LOG_INFO, "client rip=%s name=\"%s\"", peer_ip(&s->peer),
	    log_quote(quoted, sizeof(quoted), text, strlen(text)));
}

void
do_clnt(struct session *s, char *arg)
{
	if (*arg == '\0') {
		reply_bad(s, 501, "A name must follow.");
		return;
	}
	log_client(s, arg);
	reply(s, 200, "Noted.");
}

void
do_csid(struct session *s, char *arg)
{
	log_client(s, arg);
	reply(s, 200, "Name=postern; OS=Unix; CaseSensitive=1; DirSep=/;");
}

/* RFC 2640 section 4: replies are English, and nothing else. */
void
do_lang(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 504, "Replies are in English.");
}

/* No file here has a time of its making that could be set. */
void
do_mfct(struct session *s, char *arg)
{
	(void)arg;
	reply(s, 504, "Creation times cannot be set.");
}
