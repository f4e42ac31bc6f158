#include <stdio.h>
#include <string.h>

#include "smtpd/trace.h"

void
trace_protocol(const struct trace *t, char *with, size_t size)
{
	const char *base = t->lmtp ? "LMTP" : "ESMTP";

	/* HELO has none of the extensions that the letters stand for. */
	if (!t->lmtp && !t->extended)
		base = "SMTP";
	else if (t->utf8)
		base = t->lmtp ? "UTF8LMTP" : "UTF8SMTP";
	snprintf(with, size, "%s%s%s", base,
	    t->tls && t->extended ? "S" : "",
	    t->authenticated && t->extended ? "A" : "");
}

/*
 * What the peer calls itself goes into a header and a comment follows it:
 * nothing that could end or open one (S-16).  dst holds what fits.
 */
static void
sanitise(char *dst, size_t size, const char *src)
{
	unsigned char c;
	size_t n = 0;

	for (; *src != '\0' && n + 1 < size; src++) {
		c = (unsigned char)*src;
		if (c <= ' ' || c >= 0x7f || strchr("()<>\\\";,", c) != NULL)
			c = '?';
		dst[n++] = (char)c;
	}
	dst[n] = '\0';
	if (n == 0)
		snprintf(dst, size, "unknown");
}

/* "(name [192.0.2.1])", as much of it as is known, with a blank before. */
static void
origin(const struct trace *t, char *out, size_t size)
{
	const char *tag = strchr(t->ip, ':') != NULL ? "IPv6:" : "";
	char name[256];

	out[0] = '\0';
	if (t->ip[0] == '\0')
		return;
	sanitise(name, sizeof(name), t->name);
	snprintf(out, size, " (%s%s[%s%s])", t->name[0] == '\0' ? "" : name,
	    t->name[0] == '\0' ? "" : " ", tag, t->ip);
}

size_t
trace_received(const struct trace *t, char *out, size_t size)
{
	char helo[256], from[340], with[16], date[SCAN_DATE];
	int n;

	sanitise(helo, sizeof(helo), t->helo);
	origin(t, from, sizeof(from));
	trace_protocol(t, with, sizeof(with));
	scan_date(date, t->seconds);
	n = snprintf(out, size, "Received: from %s%s\n\tby %s with %s id %s%s",
	    helo, from, t->host, with, t->id, t->rcpt == NULL ? "; " : "");
	if (n < 0 || (size_t)n >= size)
		return 0;
	if (t->rcpt != NULL)
		n += snprintf(out + n, size - (size_t)n, "\n\tfor <%s>; ",
		    t->rcpt);
	if ((size_t)n < size)
		n += snprintf(out + n, size - (size_t)n, "%s\n", date);
	return (size_t)n < size ? (size_t)n : 0;
}

void
trace_id(char id[TRACE_ID], int64_t microseconds, long pid, unsigned count)
{
	snprintf(id, TRACE_ID, "%llx.%lx.%x",
	    (unsigned long long)microseconds, (unsigned long)pid, count);
}
