#include <string.h>
#include <time.h>

#include "dhcpd/lease.h"
#include "dhcpd/leaseout.h"
#include "dhcpd/leasetext.h"

#define DAY	86400		/* seconds */

void
out_bytes(struct out *o, const char *text, size_t len)
{
	if ((size_t)(o->end - o->p) < len) {
		o->full = true;
		return;
	}
	memcpy(o->p, text, len);
	o->p += len;
}

void
out_text(struct out *o, const char *text)
{
	out_bytes(o, text, strlen(text));
}

void
out_char(struct out *o, char c)
{
	out_bytes(o, &c, 1);
}

void
out_number(struct out *o, uint64_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	do {
		*--p = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	out_bytes(o, p, (size_t)(digits + sizeof(digits) - p));
}

void
out_address(struct out *o, uint32_t addr)
{
	int shift;

	for (shift = 24; shift >= 0; shift -= 8) {
		out_number(o, addr >> shift & 255);
		if (shift > 0)
			out_char(o, '.');
	}
}

static void
put2(char *p, int n)
{
	p[0] = (char)('0' + n / 10);
	p[1] = (char)('0' + n % 10);
}

/* "6 2026/11/21 12:10:24", in UTC; 6 is Saturday. */
static void
add_utc(struct out *o, uint32_t when)
{
	char text[] = "W YYYY/MM/DD HH:MM:SS";
	int year, month, day, left = (int)(when % DAY);

	date_from_days(when / DAY, &year, &month, &day);
	text[0] = (char)('0' + (when / DAY + 4) % 7);
	put2(text + 2, year / 100);
	put2(text + 4, year % 100);
	put2(text + 7, month);
	put2(text + 10, day);
	put2(text + 13, left / 3600);
	put2(text + 16, left / 60 % 60);
	put2(text + 19, left % 60);
	out_bytes(o, text, sizeof(text) - 1);
}

void
out_date(struct out *o, const char *name, uint32_t when, bool local)
{
	time_t t = (time_t)when;
	char text[64];
	struct tm tm;

	if (when == 0)
		return;
	out_text(o, "  ");
	out_text(o, name);
	if (when == LEASE_NEVER) {
		out_text(o, " never;\n");
		return;
	}
	if (!local) {
		out_char(o, ' ');
		add_utc(o, when);
		out_text(o, ";\n");
		return;
	}
	out_text(o, " epoch ");
	out_number(o, when);
	out_text(o, "; # ");
	if (localtime_r(&t, &tm) != NULL &&
	    strftime(text, sizeof(text), "%a %b %d %H:%M:%S %Y", &tm) > 0)
		out_text(o, text);
	out_char(o, '\n');
}

void
out_string(struct out *o, struct bytes s)
{
	char octal[4] = "\\";
	size_t i;
	uint8_t c;

	out_char(o, '"');
	for (i = 0; i < s.len; i++) {
		c = s.data[i];
		if (c == '"' || c == '\\') {
			out_char(o, '\\');
			out_char(o, (char)c);
		} else if (c < ' ' || c > '~' || c == '}' || c == '#' ||
		    c == ';') {
			octal[1] = (char)('0' + (c >> 6));
			octal[2] = (char)('0' + (c >> 3 & 7));
			octal[3] = (char)('0' + (c & 7));
			out_bytes(o, octal, sizeof(octal));
		} else
			out_char(o, (char)c);
	}
	out_char(o, '"');
}

void
out_hex(struct out *o, struct bytes s, bool padded)
{
	static const char hex[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < s.len; i++) {
		if (i > 0)
			out_char(o, ':');
		if (padded || s.data[i] > 15)
			out_char(o, hex[s.data[i] >> 4]);
		out_char(o, hex[s.data[i] & 15]);
	}
}
