#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/scan.h"

size_t
scan_digits(const char *s, size_t len, uint64_t max, uint64_t *number)
{
	uint64_t n = 0;
	unsigned digit;
	size_t i;

	for (i = 0; i < len && s[i] >= '0' && s[i] <= '9'; i++) {
		digit = (unsigned)(s[i] - '0');
		if (n > max / 10 || n * 10 > max - digit)
			return 0;
		n = n * 10 + digit;
	}
	if (i > 0)
		*number = n;
	return i;
}

bool
scan_number(const char *s, uint64_t max, uint64_t *number)
{
	size_t len = strlen(s);
	uint64_t n;

	if (len == 0 || scan_digits(s, len, max, &n) != len)
		return false;
	*number = n;
	return true;
}

char *
scan_word(char **s)
{
	char *word = *s + strspn(*s, " \t");
	char *end = word + strcspn(word, " \t");

	if (*word == '\0') {
		*s = word;
		return NULL;
	}
	if (*end != '\0')
		*end++ = '\0';
	*s = end;
	return word;
}

/*
 * Length of the well-formed sequence at s, 0 when it is none.  Overlong
 * forms, surrogates and what is above U+10FFFF are not (RFC 3629 section 4).
 */
static size_t
utf8_length(const unsigned char *s, size_t len)
{
	unsigned char low = 0x80, high = 0xbf;
	size_t n, i;

	if (s[0] < 0x80)
		return s[0] != 0;
	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		n = 2;
	else if (s[0] >= 0xe0 && s[0] <= 0xef)
		n = 3;
	else if (s[0] >= 0xf0 && s[0] <= 0xf4)
		n = 4;
	else
		return 0;
	if (n > len)
		return 0;
	if (s[0] == 0xe0)
		low = 0xa0;
	else if (s[0] == 0xed)
		high = 0x9f;
	else if (s[0] == 0xf0)
		low = 0x90;
	else if (s[0] == 0xf4)
		high = 0x8f;
	if (s[1] < low || s[1] > high)
		return 0;
	for (i = 2; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return n;
}

bool
scan_utf8(const char *s, size_t len)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t n;

	while (len > 0) {
		n = utf8_length(p, len);
		if (n == 0)
			return false;
		p += n;
		len -= n;
	}
	return true;
}

bool
scan_copy(char *dst, size_t size, const char *src, size_t len)
{
	if (len >= size) {
		dst[0] = '\0';
		return false;
	}
	memcpy(dst, src, len);
	dst[len] = '\0';
	return true;
}

void
scan_lower(char *s)
{
	for (; *s != '\0'; s++)
		if (*s >= 'A' && *s <= 'Z')
			*s = (char)(*s + ('a' - 'A'));
}

void
scan_date(char date[SCAN_DATE], int64_t seconds)
{
	static const char days[][4] = {
		"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
	};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec"
	};
	time_t t = (time_t)seconds;
	struct tm tm;

	/* UTC: a jailed process has no time zone files. */
	if (gmtime_r(&t, &tm) == NULL || tm.tm_year > 8099) {
		date[0] = '\0';
		return;
	}
	snprintf(date, SCAN_DATE, "%s, %d %s %d %02d:%02d:%02d +0000",
	    days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
	    tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}
