/*
 * parse_inactive: what ISC dhcpd does and this one does not.
 *
 * Keys, zones, failover peers and the parameters of DHCPv6 and LDAP are
 * read, so that a configuration need not be changed, and announced.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "dhcpd/parse.h"
#include "dhcpd/suggest.h"

static bool
key_line(struct parser *p, bool *secret)
{
	struct token t;

	if (parse_take_word(p, "algorithm"))
		return parse_name(p, &t) && parse_end(p);
	if (!parse_take_word(p, "secret"))
		return parse_error(p, lexer_peek(p->x),
		    "expecting \"algorithm\" or \"secret\".");
	lexer_raw(p->x, &t);
	if (t.len == 0 || t.kind == TOKEN_END || t.kind == TOKEN_BAD)
		return parse_error(p, &t, "expecting a secret in base64.");
	*secret = true;
	return parse_end(p);
}

/* An empty one makes ISC's crash (T 4.5): here it is a poor key. */
bool
parse_key(struct parser *p, struct block *b, const struct token *word)
{
	struct token name;
	bool secret = false;

	(void)b;
	if (!parse_name(p, &name) || !parse_mark(p, '{'))
		return false;
	while (!parse_peek_mark(p, '}')) {
		if (lexer_peek(p->x)->kind == TOKEN_END)
			return parse_error(p, word, "unexpected end of file "
			    "in this key");
		if (!key_line(p, &secret))
			parse_skip(p);
	}
	parse_take_mark(p, '}');
	parse_take_mark(p, ';');
	if (!secret)
		parse_warn(p, &name, "the key has no secret");
	parse_mention(p, &p->keys, &name);
	p->saw_ddns = true;
	return true;
}

static bool
zone_line(struct parser *p)
{
	static const char *const words[] = { "primary", "secondary",
	    "primary6", "secondary6" };
	struct token t;
	size_t i;

	if (parse_take_word(p, "key")) {
		if (!parse_name(p, &t))
			return false;
		if (parse_mentioned(p->keys, t.text) == NULL)
			return parse_error(p, &t, "unknown key %.64s",
			    t.text);
		return parse_end(p);
	}
	for (i = 0; i < nitems(words); i++)
		if (parse_take_word(p, words[i]))
			break;
	if (i == nitems(words))
		return parse_error(p, lexer_peek(p->x), "expecting "
		    "\"primary\", \"secondary\" or \"key\".");
	if (lexer_peek(p->x)->kind != TOKEN_WORD && !parse_peek_mark(p, ':'))
		return parse_error(p, lexer_peek(p->x),
		    "expecting IP address or hostname");
	while (lexer_peek(p->x)->kind == TOKEN_WORD ||
	    parse_peek_mark(p, ':') || parse_peek_mark(p, ','))
		lexer_next(p->x, &t);
	return parse_end(p);
}

bool
parse_zone(struct parser *p, struct block *b, const struct token *word)
{
	struct token name;

	(void)b;
	if (!parse_name(p, &name) || !parse_mark(p, '{'))
		return false;
	while (!parse_peek_mark(p, '}')) {
		if (lexer_peek(p->x)->kind == TOKEN_END)
			return parse_error(p, word, "unexpected end of file "
			    "in this zone");
		if (!zone_line(p))
			parse_skip(p);
	}
	parse_take_mark(p, '}');
	p->saw_ddns = true;
	return true;
}

/* What a peer's block may say: n number, a address, h octets, "" nothing. */
static const struct {
	const char	*word;
	const char	*value;
} failover_words[] = {
	{ "primary", "" }, { "secondary", "" }, { "address", "a" },
	{ "port", "n" }, { "max-response-delay", "n" },
	{ "max-unacked-updates", "n" }, { "mclt", "n" }, { "split", "n" },
	{ "hba", "h" }, { "load", "l" }, { "auto-partner-down", "n" },
	{ "max-lease-misbalance", "n" }, { "max-lease-ownership", "n" },
	{ "min-balance", "n" }, { "max-balance", "n" },
};

static bool
failover_value(struct parser *p, char value)
{
	struct build b = { .arena = &p->c->arena };
	int64_t n;

	switch (value) {
	case 'n':
		return parse_number(p, 0, UINT32_MAX, &n);
	case 'a':
		return parse_addresses(p, &b, 1);
	case 'h':
		return parse_hex(p, &b);
	case 'l':
		if (!parse_take_word(p, "balance") ||
		    !parse_take_word(p, "max") ||
		    !parse_take_word(p, "seconds"))
			return parse_error(p, lexer_peek(p->x), "expecting "
			    "\"load balance max seconds\".");
		return parse_number(p, 0, UINT32_MAX, &n);
	default:
		return true;
	}
}

static bool
failover_line(struct parser *p)
{
	struct suggest s;
	struct token t;
	size_t i;

	parse_take_word(p, "peer");
	if (!parse_word(p, &t, "a parameter of the peer"))
		return false;
	suggest_init(&s, t.text);
	for (i = 0; i < nitems(failover_words); i++) {
		if (token_is(&t, failover_words[i].word))
			return failover_value(p, failover_words[i].value[0]) &&
			    parse_end(p);
		suggest_try(&s, failover_words[i].word);
	}
	return parse_error(p, &t, "unknown parameter of a failover peer%s%s%s",
	    s.best != NULL ? ": did you mean \"" : "",
	    s.best != NULL ? s.best : "", s.best != NULL ? "\"?" : "");
}

static bool
failover_peer(struct parser *p, const struct token *name)
{
	if (!parse_mark(p, '{'))
		return false;
	while (!parse_peek_mark(p, '}')) {
		if (lexer_peek(p->x)->kind == TOKEN_END)
			return parse_error(p, name, "unexpected end of file "
			    "in this peer");
		if (!failover_line(p))
			parse_skip(p);
	}
	parse_take_mark(p, '}');
	parse_mention(p, &p->peers, name);
	p->saw_failover = true;
	return true;
}

/* "failover peer NAME { ... }", or "failover peer NAME;" in a pool. */
bool
parse_failover(struct parser *p, struct block *b, const struct token *word)
{
	struct mention *m;
	struct token name;

	(void)word;
	if (!parse_take_word(p, "peer"))
		return parse_error(p, lexer_peek(p->x), "expecting \"peer\".");
	if (!parse_name(p, &name))
		return false;
	if (!parse_take_mark(p, ';'))
		return failover_peer(p, &name);
	m = parse_mentioned(p->peers, name.text);
	if (m == NULL) {
		parse_error(p, &name, "failover peer %.64s: no such peer",
		    name.text);
		return true;
	}
	m->uses++;
	if (b->kind == IN_POOL)
		b->pool->failover = name.text;
	return true;
}

/* Of DHCPv6 and LDAP. */
static const char *const others[] = {
	"preferred-lifetime", "prefix-length-mode", "dhcpv6-lease-file-name",
	"dhcpv6-pid-file-name", "dhcpv6-set-tee-times", "dhcpv6-lease-query",
	"limit-addrs-per-ia", "limit-prefs-per-ia", "persist-eui-64-leases",
	"use-eui-64", "bind-local-address6", "local-address6",
	"ddns-local-address6", "server-duid", "release-on-roam",
	"ldap-server", "ldap-port", "ldap-username", "ldap-password",
	"ldap-base-dn", "ldap-dhcp-server-cn", "ldap-method",
	"ldap-debug-file", "ldap-init-retry", "ldap-referrals", "ldap-ssl",
	"ldap-tls-reqcert", "ldap-tls-ca-file", "ldap-tls-ca-dir",
	"ldap-tls-cert", "ldap-tls-key", "ldap-tls-crlcheck",
	"ldap-tls-ciphers", "ldap-tls-randfile", "ldap-gssapi-keytab",
	"ldap-gssapi-user"
};

/* *known says whether it was one of them. */
bool
parse_other(struct parser *p, const struct token *word, bool *known)
{
	struct token t;
	size_t i;

	*known = true;
	for (i = 0; i < nitems(others); i++)
		if (token_is(word, others[i])) {
			parse_warn(p, word, "%s is not for this server: "
			    "ignored", others[i]);
			while (!parse_peek_mark(p, ';') &&
			    !parse_peek_mark(p, '{') &&
			    !parse_peek_mark(p, '}') &&
			    lexer_peek(p->x)->kind != TOKEN_END)
				lexer_next(p->x, &t);
			return parse_end(p);
		}
	if (token_is(word, "subnet6") || token_is(word, "pool6") ||
	    token_is(word, "range6") || token_is(word, "prefix6") ||
	    token_is(word, "fixed-address6") || token_is(word,
	    "fixed-prefix6") || token_is(word, "shared-network6"))
		return parse_error(p, word, "%s is of DHCPv6, which this "
		    "server does not do.", word->text);
	*known = false;
	return false;
}

static void
announce(struct parser *p, const char *path, const char *what)
{
	char text[512];

	snprintf(text, sizeof(text), "%.200s: %s", path, what);
	if (p->env != NULL && p->env->complain != NULL)
		p->env->complain(p->env->arg, LOG_INFO, text);
}

/* Once each, never silently. */
void
parse_announce(struct parser *p, const char *path)
{
	if (p->saw_ddns)
		announce(p, path, "dynamic DNS is not done: keys, zones and "
		    "ddns-update-style have no effect");
	if (p->saw_omapi)
		announce(p, path, "OMAPI is not done: omapi-port and "
		    "omapi-key have no effect; after a change of this file, "
		    "send SIGHUP");
	if (p->saw_failover)
		announce(p, path, "failover is not done: its pools are "
		    "served whole, so the other peer must not serve them");
}
