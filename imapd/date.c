#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/date.h"

#define DAY	86400

static const char months[12][4] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
	"Nov", "Dec"
};

/*
 * The year begins in March here, so that the day that comes and goes is its
 * last; 400 years are 146097 days.
 */
int64_t
date_days(int64_t year, unsigned month, unsigned day)
{
	int64_t y = month <= 2 ? year - 1 : year, era, of_era, of_year;

	era = (y >= 0 ? y : y - 399) / 400;
	y -= era * 400;
	of_year = (153 * ((int64_t)month + (month > 2 ? -3 : 9)) + 2) / 5 +
	    day - 1;
	of_era = y * 365 + y / 4 - y / 100 + of_year;
	return era * 146097 + of_era - 719468;
}

void
date_of_days(int64_t days, int64_t *year, unsigned *month, unsigned *day)
{
	int64_t era, of_era, y, of_year, m;

	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	of_era = days - era * 146097;
	y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	of_year = of_era - (365 * y + y / 4 - y / 100);
	m = (5 * of_year + 2) / 153;
	*day = (unsigned)(of_year - (153 * m + 2) / 5 + 1);
	*month = (unsigned)(m < 10 ? m + 3 : m - 9);
	*year = y + era * 400 + (*month <= 2);
}

static void
two_digits(char *to, unsigned n)
{
	to[0] = (char)('0' + n / 10 % 10);
	to[1] = (char)('0' + n % 10);
}

/* Asked for every message of a list: printf(3) is half of what that costs. */
void
date_write(char out[DATE_TIME], int64_t seconds)
{
	int64_t days = seconds / DAY, rest = seconds % DAY, year;
	unsigned month, day;

	if (rest < 0) {
		rest += DAY;
		days--;
	}
	date_of_days(days, &year, &month, &day);
	if (year < 0 || year > 9999) {		/* four digits are all */
		date_write(out, 0);
		return;
	}
	memcpy(out, "00-Jan-0000 00:00:00 +0000", DATE_TIME);
	two_digits(out, day);
	if (out[0] == '0')
		out[0] = ' ';
	memcpy(out + 3, months[month - 1], 3);
	two_digits(out + 7, (unsigned)year / 100);
	two_digits(out + 9, (unsigned)year % 100);
	two_digits(out + 12, (unsigned)(rest / 3600));
	two_digits(out + 15, (unsigned)(rest / 60 % 60));
	two_digits(out + 18, (unsigned)(rest % 60));
}

int
date_month(const char *name)
{
	size_t i;

	for (i = 0; i < nitems(months); i++)
		if (strncasecmp(name, months[i], 3) == 0)
			return (int)i;
	return -1;
}

/* Exactly n digits. */
static bool
digits(const char *p, size_t n, unsigned *number)
{
	uint64_t value;

	if (scan_digits(p, n, 9999, &value) != n)
		return false;
	*number = (unsigned)value;
	return true;
}

/* "-Feb-1994", with the day before it known. */
static bool
month_and_year(const char *p, unsigned day, int64_t *days)
{
	static const unsigned char length[12] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	unsigned year, month, d;
	int64_t y;
	int m;

	if (p[0] != '-' || p[4] != '-' || (m = date_month(p + 1)) == -1 ||
	    !digits(p + 5, 4, &year) || day < 1 || day > length[m])
		return false;
	*days = date_days(year, (unsigned)m + 1, day);
	date_of_days(*days, &y, &month, &d);
	return d == day;		/* 29 February */
}

bool
date_read(const char *p, size_t len, int64_t *days)
{
	unsigned day;
	size_t n = len >= 2 && p[1] != '-' ? 2 : 1;

	return len == n + 9 && digits(p, n, &day) &&
	    month_and_year(p + n, day, days);
}

bool
date_time_read(const char *p, size_t len, int64_t *seconds)
{
	unsigned day, hour, minute, second, zh, zm;
	int64_t days, zone;

	if (len != DATE_TIME - 1)
		return false;
	if (p[0] == ' ' ? !digits(p + 1, 1, &day) : !digits(p, 2, &day))
		return false;
	if (!month_and_year(p + 2, day, &days) || p[11] != ' ' ||
	    !digits(p + 12, 2, &hour) || p[14] != ':' ||
	    !digits(p + 15, 2, &minute) || p[17] != ':' ||
	    !digits(p + 18, 2, &second) || p[20] != ' ' ||
	    (p[21] != '+' && p[21] != '-') || !digits(p + 22, 2, &zh) ||
	    !digits(p + 24, 2, &zm))
		return false;
	if (hour > 23 || minute > 59 || second > 60 || zm > 59)
		return false;
	zone = (int64_t)zh * 3600 + (int64_t)zm * 60;
	*seconds = days * DAY + (int64_t)hour * 3600 + (int64_t)minute * 60 +
	    second + (p[21] == '-' ? zone : -zone);
	return true;
}
