#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/log.h"
#include "common/scan.h"
#include "common/tls.h"
#include "imapd/command.h"
#include "imapd/resync.h"
#include "imapd/session.h"

enum {
	BEFORE	= 1,		/* login */
	AFTER	= 2,
	BOTH	= 3
};

/*
 * What works whole and is tested; nothing else (I-31).  STARTTLS,
 * LOGINDISABLED and AUTH= depend on the connection and are made below.
 */
static const struct capability {
	const char	*name;
	unsigned	 when;
	unsigned	 enables;	/* by ENABLE, which brings these */
} capabilities[] = {
	{ "IMAP4rev1",		BOTH,	0 },
	{ "IMAP4rev2",		BOTH,	ENABLED_REV2 },
	{ "UTF8=ACCEPT",	AFTER,	ENABLED_UTF8 },
	{ "SASL-IR",		BEFORE,	0 },
	{ "LITERAL-",		BEFORE,	0 },
	{ "LITERAL+",		AFTER,	0 },
	{ "ID",			BOTH,	0 },
	{ "ENABLE",		BOTH,	0 },
	{ "IDLE",		BOTH,	0 },
	{ "NAMESPACE",		AFTER,	0 },
	{ "CHILDREN",		AFTER,	0 },
	{ "UNSELECT",		AFTER,	0 },
	{ "UIDPLUS",		AFTER,	0 },
	{ "MOVE",		AFTER,	0 },
	{ "MULTIAPPEND",	AFTER,	0 },
	{ "LIST-EXTENDED",	AFTER,	0 },
	{ "LIST-STATUS",	AFTER,	0 },
	{ "STATUS=SIZE",	AFTER,	0 },
	{ "SPECIAL-USE",	AFTER,	0 },
	{ "CREATE-SPECIAL-USE",	AFTER,	0 },
	{ "REPLACE",		AFTER,	0 },
	{ "CATENATE",		AFTER,	0 },
	{ "URL-PARTIAL",	AFTER,	0 },
	{ "METADATA",		AFTER,	0 },
	{ "SAVEDATE",		AFTER,	0 },
	{ "PREVIEW",		AFTER,	0 },
	{ "OBJECTID",		AFTER,	0 },
	{ "QUOTA",		AFTER,	0 },
	{ "QUOTA=RES-STORAGE",	AFTER,	0 },
	{ "QUOTA=RES-MESSAGE",	AFTER,	0 },
	{ "BINARY",		AFTER,	0 },
	{ "CONDSTORE",		AFTER,	ENABLED_CONDSTORE },
	{ "QRESYNC",		AFTER,	ENABLED_CONDSTORE | ENABLED_QRESYNC },
	{ "UIDONLY",		AFTER,	ENABLED_UIDONLY },
	{ "ESEARCH",		AFTER,	0 },
	{ "SEARCHRES",		AFTER,	0 },
	{ "WITHIN",		AFTER,	0 },
	{ "SORT",		AFTER,	0 },
	{ "SORT=DISPLAY",	AFTER,	0 },
	{ "ESORT",		AFTER,	0 },
	{ "CONTEXT=SEARCH",	AFTER,	0 },
	{ "CONTEXT=SORT",	AFTER,	0 },
	{ "NOTIFY",		AFTER,	0 },
	{ "THREAD=ORDEREDSUBJECT", AFTER, 0 },
	{ "THREAD=REFERENCES",	AFTER,	0 },
	{ "THREAD=REFS",	AFTER,	0 },
	{ "MULTISEARCH",	AFTER,	0 },
	{ "PARTIAL",		AFTER,	0 },
	{ "I18NLEVEL=1",	AFTER,	0 },
	{ "INPROGRESS",		AFTER,	0 },
};

/* By -x; CANCELUPDATE and RETURN belong to those that come before it. */
static bool
is_hidden(const struct session *s, const char *name)
{
	const struct suite *suite = &s->set->suite;

	return options_hides(suite, name) ||
	    (strcasecmp(name, "CONTEXT=SORT") == 0 &&
	    (options_hides(suite, "CONTEXT=SEARCH") ||
	    options_hides(suite, "ESORT")));
}

static bool
announced(const struct session *s, const struct capability *c)
{
	unsigned now = s->state == STATE_FRONT ? BEFORE : AFTER;

	return (c->when & now) != 0 &&
	    (c->enables != ENABLED_UIDONLY || s->set->uidonly) &&
	    !is_hidden(s, c->name);
}

bool
capability_has(const struct session *s, const char *name)
{
	const struct suite *suite = &s->set->suite;
	size_t i;

	if (strcmp(name, "STARTTLS") == 0)
		return suite->tls || (tls_offered(suite) &&
		    !options_hides(suite, name));
	for (i = 0; i < nitems(capabilities); i++)
		if (strcasecmp(capabilities[i].name, name) == 0)
			return !is_hidden(s, name);
	return false;
}

bool
password_allowed(const struct session *s)
{
	return options_password(&s->set->suite, s->peer.loopback);
}

unsigned
usable_mechanisms(const struct session *s)
{
	unsigned mask = s->mechanisms & ~(unsigned)MECHANISM_APOP;

	if (!password_allowed(s))
		mask &= ~(unsigned)(MECHANISM_PLAIN | MECHANISM_LOGIN);
	return sasl_shown(mask, &s->set->suite, "AUTH=");
}

void
capability_write(struct session *s)
{
	const struct suite *suite = &s->set->suite;
	char names[96];
	size_t i;

	out_text(&s->out, "CAPABILITY");
	for (i = 0; i < nitems(capabilities); i++)
		if (announced(s, &capabilities[i])) {
			out_char(&s->out, ' ');
			out_text(&s->out, capabilities[i].name);
		}
	if (s->state != STATE_FRONT) {
		if (!options_hides(suite, "APPENDLIMIT")) {
			out_text(&s->out, " APPENDLIMIT=");
			out_number(&s->out, append_limit(s));
		}
		return;
	}
	if (!suite->tls && capability_has(s, "STARTTLS"))
		out_text(&s->out, " STARTTLS");
	if (!password_allowed(s))
		out_text(&s->out, " LOGINDISABLED");
	sasl_names(usable_mechanisms(s), "AUTH=", names, sizeof(names));
	if (names[0] != '\0') {
		out_char(&s->out, ' ');
		out_text(&s->out, names);
	}
}

void
do_capability(struct session *s, struct parse *p)
{
	if (!command_end(s, p))
		return;
	out_text(&s->out, "* ");
	capability_write(s);
	out_text(&s->out, "\r\n");
	reply_ok(s, "CAPABILITY completed");
}

/* RFC 5161, I-32: what was not offered, or is no extension, is ignored. */
static unsigned
enable_one(struct session *s, const struct text *name)
{
	size_t i;

	for (i = 0; i < nitems(capabilities); i++) {
		const struct capability *c = &capabilities[i];

		if (c->enables == 0 || !text_is(name, c->name) ||
		    !announced(s, c))
			continue;
		out_char(&s->out, ' ');
		out_text(&s->out, c->name);
		return c->enables;
	}
	return 0;
}

void
do_enable(struct session *s, struct parse *p)
{
	struct parse again = *p;
	struct text name;
	unsigned bits = 0;

	do {
		if (!parse_space(p) || !parse_atom(p, &name)) {
			reply_syntax(s, p);
			return;
		}
	} while (parse_peek(p) == ' ');
	if (!command_end(s, p))
		return;
	out_text(&s->out, "* ENABLED");
	while (parse_space(&again) && parse_atom(&again, &name))
		bits |= enable_one(s, &name);
	out_text(&s->out, "\r\n");
	if ((bits & ENABLED_CONDSTORE) != 0)
		condstore_enable(s);
	s->enabled |= bits;
	s->out.utf8 = (s->enabled & (ENABLED_UTF8 | ENABLED_REV2)) != 0;
	reply_ok(s, "ENABLE completed");
}

/* RFC 2971 section 3.3. */
enum {
	ID_PAIRS = 30,
	ID_KEY = 30,
	ID_VALUE = 1024
};

/* "(key value ...)"; what the client is goes to the log. */
static bool
parse_id(struct parse *p, char *log, size_t size)
{
	struct text key, value;
	char quoted[256];
	size_t n = 0, len = 0;
	int added;

	if (!parse_char(p, '('))
		return false;
	while (parse_peek(p) != ')') {
		if (n > 0 && !parse_space(p))
			return false;
		if (!parse_string(p, &key) || !parse_space(p) ||
		    !parse_nstring(p, &value))
			return false;
		if (++n > ID_PAIRS || key.len > ID_KEY || value.len > ID_VALUE)
			return parse_fail(p, "fewer and shorter values");
		if (value.p == NULL || len >= size)
			continue;
		added = snprintf(log + len, size - len, "%s%s",
		    len > 0 ? " " : "",
		    log_quote(quoted, sizeof(quoted), value.p, value.len));
		len += added > 0 ? (size_t)added : 0;
	}
	return parse_char(p, ')');
}

void
do_id(struct session *s, struct parse *p)
{
	char client[512] = "";

	if (!parse_space(p) || (!parse_word(p, "NIL") &&
	    !parse_id(p, client, sizeof(client)))) {
		reply_syntax(s, p);
		return;
	}
	if (!command_end(s, p))
		return;
	if (client[0] != '\0')
		log_event(LOG_INFO, "client rip=%s id=\"%s\"",
		    peer_ip(&s->peer), client);
	out_text(&s->out,
	    "* ID (\"name\" \"postern\" \"version\" \"" VERSION "\")\r\n");
	reply_ok(s, "ID completed");
}

/* RFC 2342: everything is the user's own. */
void
do_namespace(struct session *s, struct parse *p)
{
	const struct naming *n = &s->set->naming;

	if (!command_end(s, p))
		return;
	out_text(&s->out, "* NAMESPACE ((");
	out_string(&s->out, n->prefix, n->prefix_len);
	out_text(&s->out, n->separator == '.' ? " \".\"" : " \"/\"");
	out_text(&s->out, ")) NIL NIL\r\n");
	reply_ok(s, "NAMESPACE completed");
}
