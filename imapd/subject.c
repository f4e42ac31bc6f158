#include <string.h>
#include <strings.h>

#include "imapd/casemap.h"
#include "imapd/subject.h"
#include "imapd/words.h"

/* Nobody reads on; a thousand blobs are to be cheap, too. */
#define SUBJECT_MAX	2048

static bool
is_wsp(char c)
{
	return c == ' ' || c == '\t';
}

/* Behind a "subj-blob" at p; p if there is none. */
static const char *
skip_blob(const char *p, const char *end)
{
	const char *at = p;

	if (at == end || *at != '[')
		return p;
	for (at++; at < end && *at != '[' && *at != ']'; at++)
		continue;
	if (at == end || *at != ']')
		return p;
	for (at++; at < end && is_wsp(*at); at++)
		continue;
	return at;
}

/* Behind a "subj-refwd" at p; p if there is none. */
static const char *
skip_refwd(const char *p, const char *end)
{
	const char *at = p;

	if (end - at < 3)
		return p;
	if (strncasecmp(at, "re", 2) == 0)
		at += 2;
	else if (strncasecmp(at, "fw", 2) == 0)
		at += (at[2] | 32) == 'd' ? 3 : 2;
	else
		return p;
	while (at < end && is_wsp(*at))
		at++;
	at = skip_blob(at, end);
	return at < end && *at == ':' ? at + 1 : p;
}

/* (3): behind a "subj-leader"; p if there is none. */
static const char *
skip_leader(const char *p, const char *end, bool *reply)
{
	const char *at = p, *next;

	if (at < end && is_wsp(*at))
		return at + 1;
	while ((next = skip_blob(at, end)) > at)
		at = next;
	next = skip_refwd(at, end);
	if (next == at)
		return p;
	*reply = true;
	return next;
}

/* (2) */
static const char *
cut_trailer(const char *p, const char *end, bool *reply)
{
	for (;;) {
		if (end > p && is_wsp(end[-1])) {
			end--;
		} else if (end - p >= 5 &&
		    strncasecmp(end - 5, "(fwd)", 5) == 0) {
			end -= 5;
			*reply = true;
		} else {
			return end;
		}
	}
}

bool
subject_base(const char **start, size_t *len)
{
	const char *p = *start, *end = p + *len, *next;
	bool reply = false;

	for (;;) {
		end = cut_trailer(p, end, &reply);
		for (;;) {			/* (3) to (5) */
			next = skip_leader(p, end, &reply);
			if (next == p) {
				next = skip_blob(p, end);
				if (next == p || next == end)
					break;
			}
			p = next;
		}
		if (end - p < 6 || strncasecmp(p, "[fwd:", 5) != 0 ||
		    end[-1] != ']')
			break;
		p += 5;				/* (6) */
		end--;
		reply = true;
	}
	*start = p;
	*len = (size_t)(end - p);
	return reply;
}

/* (1): blanks become one. */
static size_t
collapse(char *p, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++) {
		char c = is_wsp(p[i]) || p[i] == '\r' || p[i] == '\n' ? ' ' :
		    p[i];

		if (c != ' ' || n == 0 || p[n - 1] != ' ')
			p[n++] = c;
	}
	return n;
}

bool
subject_write(struct out *o, const char *value, size_t len, struct out *text)
{
	char mapped[CASEMAP_SIZE(64)];
	const char *p, *end, *stop;
	bool reply;

	text->len = 0;
	text->failed = false;
	words_write(text, value, len < SUBJECT_MAX ? len : SUBJECT_MAX);
	if (text->len == 0)
		return false;
	p = text->p;
	len = collapse(text->p, text->len);
	reply = subject_base(&p, &len);
	for (end = p + len; p < end; p = stop) {
		stop = end - p > 64 ? p + 64 : end;
		while (stop < end && stop > p + 1 && (*stop & 0xc0) == 0x80)
			stop--;
		out_bytes(o, mapped, casemap(p, (size_t)(stop - p), mapped));
	}
	return reply;
}
