#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/md5.h"
#include "common/scan.h"
#include "mbox/uniqueid.h"

bool
uniqueid_parse(enum uniqueid *format, const char *name)
{
	static const struct {
		const char	*name;
		enum uniqueid	 format;
	} formats[] = {
		{ "popa3d", UNIQUEID_POPA3D }, { "uw", UNIQUEID_UW },
		{ "x-uidl", UNIQUEID_XUIDL }, { "qpopper", UNIQUEID_XUIDL },
	};
	size_t i;

	for (i = 0; i < nitems(formats); i++)
		if (strcmp(name, formats[i].name) == 0) {
			*format = formats[i].format;
			return true;
		}
	return false;
}

static bool
is(const char *name, const char *p, size_t len)
{
	size_t n = strlen(name);

	return len >= n && strncasecmp(p, name, n) == 0;
}

/* Four bytes as popa3d prints them: a number, on a little-endian machine. */
static uint32_t
little(const unsigned char *p)
{
	return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[1] << 8 | p[0];
}

/* Trace fields count up to the first Received, which is the local MTA's. */
static void
popa3d(const struct mbox_message *m, char out[UNIQUEID_SIZE])
{
	const char *p = m->text, *end = p + m->len;
	unsigned char digest[MD5_SIZE];
	struct md5 md5;
	bool received = false, counts;
	size_t len;

	md5_init(&md5);
	for (; (len = mbox_field(p, end)) > 0; p += len) {
		counts = is("Delivered-To:", p, len) ||
		    is("X-Delivery-ID:", p, len);
		if (!received)
			counts |= is("Received:", p, len) ||
			    is("Date:", p, len) || is("Message-ID:", p, len);
		received |= is("Received:", p, len);
		if (counts)
			md5_update(&md5, p, len);
	}
	md5_final(&md5, digest);
	snprintf(out, UNIQUEID_SIZE, "%08x%08x", little(digest),
	    little(digest + 4));
}

/* RFC 1939 section 7: 1 to 70 bytes, each from 0x21 to 0x7e. */
static void
x_uidl(const struct mbox_message *m, char out[UNIQUEID_SIZE])
{
	const char *p = m->text, *end = p + m->len, *v;
	size_t len, n = 0;

	for (; (len = mbox_field(p, end)) > 0; p += len)
		if (is("X-UIDL:", p, len))
			break;
	if (len == 0)
		return;
	for (v = p + sizeof("X-UIDL:") - 1; v < p + len &&
	    (*v == ' ' || *v == '\t'); )
		v++;
	while (v + n < p + len && v[n] > ' ' && v[n] < 0x7f)
		n++;
	(void)scan_copy(out, UNIQUEID_SIZE, v, n);
}

void
uniqueid_make(enum uniqueid format, const struct mbox_message *m,
    uint32_t uidvalidity, char out[UNIQUEID_SIZE])
{
	out[0] = '\0';
	switch (format) {
	case UNIQUEID_NONE:
		break;
	case UNIQUEID_POPA3D:
		popa3d(m, out);
		break;
	case UNIQUEID_UW:
		snprintf(out, UNIQUEID_SIZE, "%08x%08x", uidvalidity, m->uid);
		break;
	case UNIQUEID_XUIDL:
		x_uidl(m, out);
		break;
	}
}
