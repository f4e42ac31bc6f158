#include <arpa/inet.h>
#include <netinet/in.h>

#include <stdlib.h>
#include <string.h>

#include "common/scan.h"
#include "tftpd/remap_impl.h"

#define GROUPS	10		/* \0 and \1 to \9 */

/* One name on its way through the rules. */
struct run {
	const struct remap		*m;
	const struct remap_request	*req;
	unsigned long			 steps;		/* still allowed */
	unsigned			 never;		/* rules for others */
	char				*text;
	char				 ip[INET6_ADDRSTRLEN];
	char				 hex[2 * 16 + 1];
};

/* Text being put together; full once something did not fit. */
struct out {
	char	*buf;
	size_t	 size, len;
	char	 letter_case;		/* 'U', 'L', or 'E': as they are */
	bool	 full;
};

/* --- \i and \x */

static void
hex(char *dst, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; n > 0; n--, bytes++) {
		*dst++ = digits[*bytes >> 4];
		*dst++ = digits[*bytes & 15];
	}
	*dst = '\0';
}

/* A client of IPv4 is one also when it comes through an IPv6 socket. */
static void
describe_client(struct run *r)
{
	const struct sockaddr *sa = r->req->client;
	const struct sockaddr_in6 *six = (const void *)sa;
	const void *four = NULL;

	r->ip[0] = r->hex[0] = '\0';
	r->never = RULE_IPV4 | RULE_IPV6;
	if (sa == NULL)
		return;
	if (sa->sa_family == AF_INET)
		four = &((const struct sockaddr_in *)(const void *)sa)->sin_addr;
	else if (sa->sa_family == AF_INET6 &&
	    IN6_IS_ADDR_V4MAPPED(&six->sin6_addr))
		four = six->sin6_addr.s6_addr + 12;
	if (four != NULL) {
		r->never = RULE_IPV6;
		(void)inet_ntop(AF_INET, four, r->ip, sizeof(r->ip));
		hex(r->hex, four, 4);
	} else if (sa->sa_family == AF_INET6) {
		r->never = RULE_IPV4;
		(void)inet_ntop(AF_INET6, &six->sin6_addr, r->ip,
		    sizeof(r->ip));
		hex(r->hex, six->sin6_addr.s6_addr, 16);
	}
}

/* --- replacements */

static void
put(struct out *o, const char *s, size_t len)
{
	char c;

	for (; len > 0; len--, s++) {
		if (o->len + 1 >= o->size) {
			o->full = true;
			return;
		}
		c = *s;
		if (o->letter_case == 'U' && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		else if (o->letter_case == 'L' && c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		o->buf[o->len++] = c;
	}
	o->buf[o->len] = '\0';
}

static void
put_group(struct out *o, const char *name, const regmatch_t *match)
{
	if (match->rm_so != -1)
		put(o, name + match->rm_so,
		    (size_t)(match->rm_eo - match->rm_so));
}

/* pattern with its escapes replaced; name is what the groups are of. */
static void
expand(const struct run *r, struct out *o, const char *pattern,
    const char *name, const regmatch_t match[GROUPS])
{
	size_t n;

	o->letter_case = 'E';
	for (; *pattern != '\0'; pattern += n) {
		n = strcspn(pattern, "\\");
		put(o, pattern, n);
		if (pattern[n] == '\0')
			continue;
		pattern += n + 1;
		n = *pattern != '\0';
		if (*pattern >= '0' && *pattern <= '9')
			put_group(o, name, &match[*pattern - '0']);
		else if (*pattern == 'i')
			put(o, r->ip, strlen(r->ip));
		else if (*pattern == 'x')
			put(o, r->hex, strlen(r->hex));
		else if (*pattern == 'U' || *pattern == 'L' ||
		    *pattern == 'E')
			o->letter_case = *pattern;
		else if (n == 0)
			put(o, "\\", 1);
		else
			put(o, pattern, 1);
	}
	o->letter_case = 'E';
}

/* --- rules */

static enum remap_result
fail(const struct run *r, const struct rule *rule, const char *why)
{
	(void)snprintf(r->text, REMAP_TEXT, "remap: line %u: %s", rule->line,
	    why);
	return REMAP_FAILED;
}

/* Takes a step.  1 when the rule matches name from offset on, 0, -1. */
static int
match_at(struct run *r, const struct rule *rule, const char *name,
    size_t offset, regmatch_t match[GROUPS])
{
	bool inverse = (rule->flags & RULE_INVERSE) != 0;
	size_t i;
	int result;

	if (r->steps == 0)
		return -1;
	r->steps--;
	for (i = 0; i < GROUPS; i++)
		match[i].rm_so = match[i].rm_eo = -1;
	result = regexec(&rule->regex, name + offset, inverse ? 0 : GROUPS,
	    match, offset > 0 ? REG_NOTBOL : 0);
	if (result != 0 && result != REG_NOMATCH)
		return 0;		/* out of memory: as if unmatched */
	return (result == 0) != inverse;
}

/*
 * What matched becomes the replacement.  *offset, which the match was
 * counted from, is moved behind what was put in; behind an empty match also
 * over one more character, or gg would stay there.
 */
static bool
replace(const struct run *r, const struct rule *rule, char name[REMAP_NAME],
    size_t *offset, const regmatch_t match[GROUPS])
{
	char buf[REMAP_NAME] = "";
	struct out o = { buf, sizeof(buf), 0, 'E', false };
	const char *from = name + *offset, *tail = from + match[0].rm_eo;

	put(&o, name, *offset + (size_t)match[0].rm_so);
	expand(r, &o, rule->text, from, match);
	if (match[0].rm_so == match[0].rm_eo && *tail != '\0')
		put(&o, tail++, 1);
	*offset = o.len;
	if (*tail == '\0' && match[0].rm_so == match[0].rm_eo)
		*offset = REMAP_NAME;	/* gg is at the end */
	put(&o, tail, strlen(tail));
	if (o.full)
		return false;
	memcpy(name, buf, o.len + 1);
	return true;
}

/* An r rule that has matched: once, or as often as it does. */
static enum remap_result
rewrite(struct run *r, const struct rule *rule, char name[REMAP_NAME],
    regmatch_t match[GROUPS])
{
	size_t offset = 0;
	int found = 1;

	while (found == 1) {
		if (!replace(r, rule, name, &offset, match))
			return fail(r, rule, "the name grows too long");
		if ((rule->flags & RULE_REPEAT) == 0)
			return REMAP_OK;
		if ((rule->flags & RULE_ONWARD) == 0)
			offset = 0;
		else if (offset >= strlen(name))
			return REMAP_OK;
		found = match_at(r, rule, name, offset, match);
	}
	return found == 0 ? REMAP_OK : fail(r, rule, "too many steps");
}

/* Where j goes: the label may have been made of the name. */
static enum remap_result
jump(const struct run *r, const struct rule *rule, const char *name,
    const regmatch_t match[GROUPS], size_t *next)
{
	char label[REMAP_NAME] = "";
	struct out o = { label, sizeof(label), 0, 'E', false };

	expand(r, &o, rule->text, name, match);
	*next = o.full ? r->m->n : remap_label(r->m, label);
	if (*next == r->m->n)
		return fail(r, rule, "no such label");
	return REMAP_OK;
}

/* What follows from a match; *next is the rule to go on with. */
static enum remap_result
consequence(struct run *r, const struct rule *rule, const char *name,
    const regmatch_t match[GROUPS], size_t *next)
{
	struct out o = { r->text, REMAP_TEXT, 0, 'E', false };

	if (r->req->trace != NULL)
		r->req->trace(r->req->ctx, rule->line, name);
	if ((rule->flags & RULE_ABORT) != 0) {
		expand(r, &o, rule->text, name, match);
		return REMAP_REFUSED;
	}
	if ((rule->flags & (RULE_END | RULE_EXISTS)) != 0)
		*next = r->m->n;
	else if ((rule->flags & RULE_START) != 0)
		*next = 0;
	else if ((rule->flags & RULE_JUMP) != 0)
		return jump(r, rule, name, match, next);
	return REMAP_OK;
}

static enum remap_result
apply_rule(struct run *r, const struct rule *rule, char name[REMAP_NAME],
    size_t *next)
{
	char result[REMAP_NAME];
	regmatch_t match[GROUPS];
	enum remap_result end;
	int found;

	found = match_at(r, rule, name, 0, match);
	if (found == -1)
		return fail(r, rule, "too many steps");
	if (found == 0)
		return REMAP_OK;
	memcpy(result, name, strlen(name) + 1);
	if ((rule->flags & RULE_REPLACE) != 0) {
		end = rewrite(r, rule, result, match);
		if (end != REMAP_OK)
			return end;
	}
	if ((rule->flags & RULE_EXISTS) != 0 && (r->req->exists == NULL ||
	    !r->req->exists(r->req->ctx, result, r->req->write)))
		return REMAP_OK;	/* as if it had not matched */
	/* The groups are of the name as it was. */
	if ((rule->flags & RULE_REPLACE) == 0)
		return consequence(r, rule, name, match, next);
	memcpy(name, result, strlen(result) + 1);
	return consequence(r, rule, name, match, next);
}

enum remap_result
remap_apply(const struct remap *m, const struct remap_request *req,
    char name[REMAP_NAME], char text[REMAP_TEXT])
{
	struct run r = { .m = m, .req = req, .text = text };
	enum remap_result result = REMAP_OK;
	size_t i, next;

	text[0] = '\0';
	if (m == NULL)
		return REMAP_OK;
	describe_client(&r);
	r.steps = m->steps;
	r.never |= RULE_LABEL | (req->write ? RULE_GET : RULE_PUT);
	for (i = 0; i < m->n && result == REMAP_OK; i = next) {
		next = i + 1;
		if ((m->rules[i]->flags & r.never) == 0)
			result = apply_rule(&r, m->rules[i], name, &next);
	}
	return result;
}

/* --- --map-test */

static void
test_name(const struct remap *m, const struct remap_request *req,
    const char *line, FILE *out, FILE *errors)
{
	char name[REMAP_NAME], text[REMAP_TEXT];
	enum remap_result result;

	if (!scan_copy(name, sizeof(name), line, strlen(line))) {
		(void)fprintf(errors, "%s: too long\n", line);
		return;
	}
	result = remap_apply(m, req, name, text);
	if (result == REMAP_OK)
		(void)fprintf(out, "%s\n", name);
	else
		(void)fprintf(errors, "%s: %s%s%s\n", line,
		    result == REMAP_REFUSED ? "refused" : "failed",
		    text[0] == '\0' ? "" : ": ", text);
}

int
remap_test(const struct remap *m, const struct remap_request *req, FILE *in,
    FILE *out, FILE *errors)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, in)) != -1) {
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		test_name(m, req, line, out, errors);
	}
	free(line);
	return ferror(in) || fflush(out) == EOF ? -1 : 0;
}
