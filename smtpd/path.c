/*
 * The grammar is that of RFC 5321 section 4.1.2, widened where nothing can
 * go wrong: dots may stand anywhere in a local part (some mobile carriers
 * gave out such addresses), domains may have underscores.
 */
#include <stdio.h>
#include <string.h>

#include "common/scan.h"
#include "smtpd/path.h"

/* Where we are in the text; it ends with a NUL. */
struct cursor {
	const char	*p;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
skip_blanks(struct cursor *c)
{
	while (is_blank(*c->p))
		c->p++;
}

static bool
is_alnum(unsigned char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
	    (ch >= '0' && ch <= '9');
}

/* RFC 5322 section 3.2.3 atext, the dot, and UTF-8 (RFC 6531 3.3). */
static bool
is_local_char(unsigned char ch)
{
	return is_alnum(ch) || ch >= 0x80 ||
	    (ch != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", ch) != NULL);
}

static bool
is_domain_char(unsigned char ch)
{
	return is_alnum(ch) || ch >= 0x80 || ch == '-' || ch == '_' ||
	    ch == '.';
}

/* A backslash quotes any printable character (RFC 5321 quoted-pairSMTP). */
static enum path_result
quoted_local(struct cursor *c, char *local)
{
	size_t n = 0;
	unsigned char ch;

	for (c->p++; *c->p != '"'; c->p++) {
		if (*c->p == '\\')
			c->p++;
		ch = (unsigned char)*c->p;
		if (ch < ' ' || ch == 0x7f)
			return PATH_SYNTAX;
		if (n + 1 >= PATH_LOCAL)
			return PATH_LONG;
		local[n++] = (char)ch;
	}
	c->p++;
	local[n] = '\0';
	return n == 0 ? PATH_SYNTAX : PATH_OK;
}

static enum path_result
local_part(struct cursor *c, char *local)
{
	const char *start = c->p;

	if (*c->p == '"')
		return quoted_local(c, local);
	while (is_local_char((unsigned char)*c->p))
		c->p++;
	if (c->p == start)
		return PATH_SYNTAX;
	if (!scan_copy(local, PATH_LOCAL, start, (size_t)(c->p - start)))
		return PATH_LONG;
	return PATH_OK;
}

/* "[192.0.2.1]", "[IPv6:2001:db8::1]": kept as it stands. */
static enum path_result
literal(struct cursor *c, char *domain)
{
	const char *start = c->p++;

	while (is_alnum((unsigned char)*c->p) ||
	    (*c->p != '\0' && strchr(".:-", *c->p) != NULL))
		c->p++;
	if (*c->p != ']' || c->p == start + 1)
		return PATH_SYNTAX;
	c->p++;
	if (!scan_copy(domain, PATH_DOMAIN, start, (size_t)(c->p - start)))
		return PATH_LONG;
	scan_lower(domain);
	return PATH_OK;
}

static enum path_result
domain_part(struct cursor *c, char *domain)
{
	const char *start = c->p;
	size_t len;

	if (*c->p == '[')
		return literal(c, domain);
	while (is_domain_char((unsigned char)*c->p))
		c->p++;
	len = (size_t)(c->p - start);
	if (len > 1 && start[len - 1] == '.')
		len--;				/* the root, spelled out */
	if (len == 0 || start[0] == '.' || start[len - 1] == '.')
		return PATH_SYNTAX;
	if (!scan_copy(domain, PATH_DOMAIN, start, len))
		return PATH_LONG;
	if (strstr(domain, "..") != NULL)
		return PATH_SYNTAX;
	scan_lower(domain);
	return PATH_OK;
}

/* "@one,@two:" before the mailbox means nothing today. */
static enum path_result
skip_route(struct cursor *c)
{
	char domain[PATH_DOMAIN];
	enum path_result result;

	while (*c->p == '@') {
		c->p++;
		result = domain_part(c, domain);
		if (result != PATH_OK)
			return result;
		skip_blanks(c);
		if (*c->p == ',') {
			c->p++;
			skip_blanks(c);
			if (*c->p == '@')
				continue;
		}
		if (*c->p != ':')
			return PATH_SYNTAX;
		c->p++;
		skip_blanks(c);
		break;
	}
	return PATH_OK;
}

/* Quoted only where RFC 5321 section 4.1.2 needs it. */
static void
canonical(struct path *path)
{
	const char *p, *at = path->domain[0] == '\0' ? "" : "@";
	char local[2 * PATH_LOCAL + 2];
	size_t n = 0;

	p = path->local;
	while (is_local_char((unsigned char)*p))
		p++;
	if (*p == '\0') {
		snprintf(path->text, sizeof(path->text), "%s%s%s",
		    path->local, at, path->domain);
		return;
	}
	for (p = path->local; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			local[n++] = '\\';
		local[n++] = *p;
	}
	local[n] = '\0';
	snprintf(path->text, sizeof(path->text), "\"%s\"%s%s", local, at,
	    path->domain);
}

static enum path_result
check_utf8(struct path *path)
{
	const char *p;

	for (p = path->local; *p != '\0'; p++)
		path->utf8 |= (unsigned char)*p >= 0x80;
	for (p = path->domain; *p != '\0'; p++)
		path->utf8 |= (unsigned char)*p >= 0x80;
	if (path->utf8 && (!scan_utf8(path->local, strlen(path->local)) ||
	    !scan_utf8(path->domain, strlen(path->domain))))
		return PATH_SYNTAX;
	return PATH_OK;
}

static enum path_result
mailbox(struct path *path, struct cursor *c)
{
	enum path_result result = local_part(c, path->local);

	if (result == PATH_OK && *c->p == '@') {
		c->p++;
		result = domain_part(c, path->domain);
	}
	if (result == PATH_OK)
		result = check_utf8(path);
	if (result == PATH_OK)
		canonical(path);
	return result;
}

/* "<...>", with blanks where a mail client of 2003 puts them. */
static enum path_result
bracketed(struct path *path, struct cursor *c)
{
	enum path_result result;

	c->p++;
	skip_blanks(c);
	if (*c->p == '>') {
		c->p++;
		path->null = true;
		return PATH_OK;
	}
	result = skip_route(c);
	if (result == PATH_OK)
		result = mailbox(path, c);
	if (result != PATH_OK)
		return result;
	skip_blanks(c);
	if (*c->p != '>')
		return PATH_SYNTAX;
	c->p++;
	return PATH_OK;
}

/*
 * The '<' behind a display name (S-20), or NULL.  A first word with an '@'
 * is an address without brackets, and what follows it are parameters.
 */
static const char *
behind_name(const char *p)
{
	const char *start = p;

	if (*p != '"' && memchr(p, '@', strcspn(p, " \t<")) != NULL)
		return NULL;
	for (; *p != '\0' && *p != '<'; p++)
		if (*p == '"') {
			for (p++; *p != '\0' && *p != '"'; p++)
				if (*p == '\\' && p[1] != '\0')
					p++;
			if (*p == '\0')
				return NULL;
			if (p[1] == '@')	/* a quoted local part */
				return NULL;
		}
	return *p == '<' && p > start ? p : NULL;
}

enum path_result
path_parse(struct path *path, char **s)
{
	struct cursor c = { *s };
	const char *bracket;
	enum path_result result;

	path->null = path->utf8 = false;
	path->local[0] = path->domain[0] = path->text[0] = '\0';
	skip_blanks(&c);
	if (*c.p == ':')
		c.p++;
	skip_blanks(&c);
	if (*c.p == '\0')
		return PATH_EMPTY;
	bracket = behind_name(c.p);
	if (bracket != NULL)
		c.p = bracket;
	result = *c.p == '<' ? bracketed(path, &c) : mailbox(path, &c);
	if (result != PATH_OK)
		return result;
	if (*c.p != '\0' && !is_blank(*c.p))
		return PATH_SYNTAX;
	*s += c.p - *s;
	return PATH_OK;
}
