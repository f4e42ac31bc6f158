/*
 * envelope: recipients and targets of one transaction.
 */
#include <stdio.h>
#include <string.h>

#include "smtpd/envelope.h"

void
envelope_clear(struct envelope *e)
{
	e->nrecipients = e->ntargets = e->nlinks = 0;
}

bool
envelope_begin(struct envelope *e, const char *local, const char *domain)
{
	struct recipient *r = &e->recipient[e->nrecipients];

	if (e->nrecipients == SMTPD_RCPT_MAX)
		return false;
	if (!envelope_address(r->address, sizeof(r->address), local, domain))
		return false;
	r->first = (uint16_t)e->nlinks;
	r->n = 0;
	e->nrecipients++;
	return true;
}

/* Only the last recipient can have links to targets that nobody else has. */
void
envelope_undo(struct envelope *e)
{
	struct recipient *r = &e->recipient[--e->nrecipients];
	size_t i, highest = 0;

	for (i = 0; i < r->first; i++)
		if (e->link[i] + 1U > highest)
			highest = e->link[i] + 1U;
	e->nlinks = r->first;
	e->ntargets = highest;
}

static bool
same(const struct target *a, const struct target *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == TARGET_REMOTE)
		return strcmp(a->address, b->address) == 0;
	return a->uid == b->uid && strcmp(a->user, b->user) == 0 &&
	    strcmp(a->tag, b->tag) == 0 && strcmp(a->home, b->home) == 0;
}

bool
envelope_add(struct envelope *e, const struct target *t)
{
	struct recipient *r = &e->recipient[e->nrecipients - 1];
	size_t i, k;

	for (i = 0; i < e->ntargets; i++)
		if (same(&e->target[i], t))
			break;
	for (k = r->first; k < e->nlinks; k++)
		if (e->link[k] == i)
			return true;
	if (i == TARGET_MAX || e->nlinks == LINK_MAX)
		return false;
	if (i == e->ntargets)
		e->target[e->ntargets++] = *t;
	e->link[e->nlinks++] = (uint16_t)i;
	r->n++;
	return true;
}

/* RFC 5321 section 4.1.2: Dot-string, or else a Quoted-string. */
static bool
needs_quotes(const char *local)
{
	static const char special[] = "()<>[]:;@\\,\" \t";
	const char *p;

	if (*local == '\0' || *local == '.')
		return true;
	for (p = local; *p != '\0'; p++)
		if (strchr(special, *p) != NULL ||
		    (*p == '.' && (p[1] == '.' || p[1] == '\0')))
			return true;
	return false;
}

bool
envelope_address(char *to, size_t size, const char *local, const char *domain)
{
	size_t n = 0;
	int len;

	if (size < 4)
		return false;
	if (!needs_quotes(local)) {
		len = snprintf(to, size, *domain == '\0' ? "%s" : "%s@%s",
		    local, domain);
		return len >= 0 && (size_t)len < size;
	}
	to[n++] = '"';
	for (; *local != '\0' && n + 3 < size; local++) {
		if (*local == '"' || *local == '\\')
			to[n++] = '\\';
		to[n++] = *local;
	}
	if (*local != '\0')
		return false;
	to[n++] = '"';
	len = snprintf(to + n, size - n, "%s%s", *domain == '\0' ? "" : "@",
	    domain);
	return len >= 0 && (size_t)len < size - n;
}

#define ENDS(s)	(memchr((s), '\0', sizeof(s)) != NULL)

bool
target_ok(const struct target *t, bool root)
{
	if (!ENDS(t->user) || !ENDS(t->home) || !ENDS(t->tag) ||
	    !ENDS(t->address))
		return false;
	if (t->kind == TARGET_REMOTE)
		return t->address[0] != '\0';
	if (t->kind != TARGET_MAILBOX || t->home[0] != '/')
		return false;
	return !root || (t->uid != 0 && t->uid != (uid_t)-1);
}
