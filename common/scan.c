#include <stdio.h>
#include <string.h>

#include "common/scan.h"

#define DAY		86400		/* seconds */
#define DATE_LAST	253402300799	/* of the year 9999 */

size_t
scan_digits(const char *s, size_t len, uint64_t max, uint64_t *number)
{
	uint64_t n = 0;
	unsigned digit;
	size_t i;

	for (i = 0; i < len && s[i] >= '0' && s[i] <= '9'; i++) {
		digit = (unsigned)(s[i] - '0');
		if (digit > max || n > (max - digit) / 10)
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
scan_ends(const char *field, size_t size)
{
	return memchr(field, '\0', size) != NULL;
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

static bool
leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Takes whole years off days since 1970, and gives the year. */
static int64_t
take_years(int64_t *days)
{
	int64_t year = 1970, length;

	while (*days >= (length = leap(year) ? 366 : 365)) {
		*days -= length;
		year++;
	}
	return year;
}

/* Takes whole months of that year off, and gives the month from 0. */
static unsigned
take_months(int64_t *days, int64_t year)
{
	static const int lengths[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	unsigned month = 0;
	int length;

	for (;;) {
		length = lengths[month] + (month == 1 && leap(year));
		if (*days < length)
			return month;
		*days -= length;
		month++;
	}
}

/*
 * Without gmtime(3), since glibc's looks for the time zone's file first,
 * and a jailed process has none.
 */
void
scan_date(char date[SCAN_DATE], int64_t seconds)
{
	static const char days[][4] = {
		"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"
	};
	static const char months[][4] = {
		"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec"
	};
	int64_t day = seconds / DAY, year;
	int second = (int)(seconds % DAY), weekday = (int)(day % 7);
	unsigned month;

	if (seconds < 0 || seconds > DATE_LAST) {
		date[0] = '\0';
		return;
	}
	year = take_years(&day);
	month = take_months(&day, year);
	snprintf(date, SCAN_DATE, "%s, %d %s %d %02d:%02d:%02d +0000",
	    days[weekday], (int)day + 1, months[month], (int)year,
	    second / 3600, second / 60 % 60, second % 60);
}
