#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "smtpd/header.h"

enum state {
	BEGIN,			/* of a line; a blank continues the field */
	NAME,			/* held, up to the colon */
	GAP,			/* blanks before the colon (RFC 5322 4.5) */
	CLAIM,			/* held: Authentication-Results of whom? */
	CLAIM_LINE,		/* behind its LF */
	PASS			/* in a field that is kept or dropped */
};

void
header_init(struct header *h, const char *host, bool submission)
{
	h->host = host;
	h->submission = submission;
	h->received = 0;
	h->has_date = h->has_message_id = false;
	h->ended = h->bare = false;
	h->first = true;
	h->keep = true;
	h->state = BEGIN;
	h->used = 0;
}

/* Skips blanks, line ends and comments; NULL when a comment has no end. */
static const char *
skip_cfws(const char *p, const char *end)
{
	unsigned depth = 0;

	for (; p < end; p++) {
		if (*p == '(')
			depth++;
		else if (*p == ')' && depth > 0)
			depth--;
		else if (*p == '\\' && depth > 0)
			p++;
		else if (depth == 0 && *p != ' ' && *p != '\t' && *p != '\n')
			break;
	}
	return depth > 0 || p > end ? NULL : p;
}

/*
 * RFC 8601 section 5: whoever reads our name there believes we said it.
 * What cannot be read is taken for a lie.
 */
static bool
claims_host(const struct header *h)
{
	const char *end = h->hold + h->used, *p, *id;
	size_t len;

	p = memchr(h->hold, ':', h->used);
	p = p == NULL ? NULL : skip_cfws(p + 1, end);
	if (p == NULL || p == end)
		return true;
	id = *p == '"' ? ++p : p;
	while (p < end && memchr("\" \t\n;(/", *p, 7) == NULL)
		p++;
	len = (size_t)(p - id);
	return p == end || (len == strlen(h->host) &&
	    strncasecmp(id, h->host, len) == 0);
}

static bool
is_name(const struct header *h, size_t len, const char *name)
{
	return len == strlen(name) && strncasecmp(h->hold, name, len) == 0;
}

/* The held name is whole, its colon seen: what becomes of the field? */
static void
decide(struct header *h)
{
	size_t len = h->used;

	while (len > 0 && memchr(": \t", h->hold[len - 1], 3) != NULL)
		len--;
	h->state = PASS;
	h->keep = true;
	if (is_name(h, len, "Received"))
		h->received++;
	else if (is_name(h, len, "Date"))
		h->has_date = true;
	else if (is_name(h, len, "Message-ID"))
		h->has_message_id = true;
	else if (is_name(h, len, "Return-Path"))
		h->keep = false;
	else if (is_name(h, len, "Bcc") || is_name(h, len, "Resent-Bcc"))
		h->keep = !h->submission;
	else if (is_name(h, len, "Authentication-Results"))
		h->state = CLAIM;
}

/* Lets go of what is held, or drops it. */
static size_t
release(struct header *h, char *out)
{
	size_t n = h->keep ? h->used : 0;

	memcpy(out, h->hold, n);
	h->used = 0;
	h->first = false;
	return n;
}

static size_t
decide_claim(struct header *h, char *out)
{
	h->keep = !claims_host(h);
	return release(h, out);
}

/* The line is no field: the body has begun without an empty line. */
static void
no_field(struct header *h)
{
	h->ended = true;
	h->bare = h->first;
}

/* c is the first byte of a line.  True when it was used. */
static bool
begin(struct header *h, char c)
{
	if (c == '\n') {
		h->ended = true;
	} else if (c == ' ' || c == '\t') {
		if (h->first)
			no_field(h);
		else
			h->state = PASS;
	} else {
		h->state = NAME;
		h->keep = true;
		h->used = 0;
	}
	return false;
}

/* Some mailers leave the separator of mbox files on top. */
static bool
is_mbox_line(const struct header *h)
{
	return h->first &&
	    ((h->used >= 5 && memcmp(h->hold, "From ", 5) == 0) ||
	    (h->used >= 6 && memcmp(h->hold, ">From ", 6) == 0));
}

/* c belongs, or not, to a field name.  True when it was used. */
static bool
name(struct header *h, char c)
{
	if (c == ':' && h->used > 0) {
		h->hold[h->used++] = c;
		decide(h);
		return true;
	}
	if (c == ' ' || c == '\t') {
		if (h->used == 0)
			no_field(h);
		else
			h->state = GAP;
	} else if (h->state == GAP && is_mbox_line(h)) {
		h->keep = false;
		h->state = PASS;
		return false;
	} else if (h->state == GAP || c <= ' ' || c > '~') {
		no_field(h);
	}
	if (h->ended)
		return false;
	h->hold[h->used++] = c;
	return true;
}

/*
 * One byte of the states that hold.  True when it was used.  What the hold
 * lets go goes to out.
 */
static bool
hold(struct header *h, char c, char *out, size_t *made)
{
	*made = 0;
	if (h->state == BEGIN)
		return begin(h, c);
	if (h->used == HEADER_HOLD - 1) {	/* longer than any we know */
		if (h->state == CLAIM || h->state == CLAIM_LINE)
			h->keep = false;
		h->state = PASS;
		return false;
	}
	if (h->state == NAME || h->state == GAP)
		return name(h, c);
	if (h->state == CLAIM_LINE && c != ' ' && c != '\t') {
		*made = decide_claim(h, out);
		h->state = BEGIN;
		return false;
	}
	h->hold[h->used++] = c;
	h->state = c == ';' ? PASS : c == '\n' ? CLAIM_LINE : CLAIM;
	if (h->state == PASS)
		*made = decide_claim(h, out);
	return true;
}

/* The rest of the field's line, if it is all there. */
static size_t
pass(struct header *h, const char *in, size_t len, char *out, size_t *made)
{
	const char *lf = memchr(in, '\n', len);
	size_t n = lf == NULL ? len : (size_t)(lf - in) + 1, put = 0;

	if (h->used > 0)
		put = release(h, out);
	h->first = false;
	if (h->keep) {
		memcpy(out + put, in, n);
		put += n;
	}
	if (lf != NULL)
		h->state = BEGIN;
	*made = put;
	return n;
}

size_t
header_feed(struct header *h, const char *in, size_t len, char *out,
    size_t *made)
{
	size_t used = 0, put = 0, n;

	while (used < len && !h->ended) {
		if (h->state == PASS)
			used += pass(h, in + used, len - used, out + put, &n);
		else
			used += hold(h, in[used], out + put, &n);
		put += n;
	}
	*made = put;
	return used;
}

size_t
header_end(struct header *h, char *out)
{
	size_t n = 0;

	if (h->ended)
		return 0;
	if (h->state == CLAIM || h->state == CLAIM_LINE) {
		n = decide_claim(h, out);
	} else if (h->state == NAME || h->state == GAP) {
		no_field(h);
	} else if (h->state == PASS) {
		n = h->used > 0 ? release(h, out) : 0;
		if (h->keep)
			out[n++] = '\n';
	}
	h->ended = true;
	return n;
}

size_t
header_rest(struct header *h, char *out)
{
	size_t n = h->used;

	memcpy(out, h->hold, n);
	h->used = 0;
	return n;
}
