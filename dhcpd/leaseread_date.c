/* leaseread_date: dates of ISC's three kinds and of OpenBSD's. */
#include "common/scan.h"
#include "dhcpd/leaseread.h"
#include "dhcpd/leasetext.h"

#define DAY	86400		/* seconds */

/* Two digits at p. */
static bool
two(const char *p, int *n)
{
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return false;
	*n = (p[0] - '0') * 10 + p[1] - '0';
	return true;
}

/* "2026/11/21 12:10:24" as ISC writes it; slower for what is not so. */
static bool
plain_date(struct reader *r, int64_t *when)
{
	int century, year, month, day, hour, minute, second;
	const char *p = r->p;

	if (r->end - p < 19 || p[4] != '/' || p[7] != '/' || p[10] != ' ' ||
	    p[13] != ':' || p[16] != ':' || !two(p, &century) ||
	    !two(p + 2, &year) || !two(p + 5, &month) || !two(p + 8, &day) ||
	    !two(p + 11, &hour) || !two(p + 14, &minute) ||
	    !two(p + 17, &second) || month < 1 || month > 12 || day < 1 ||
	    day > 31 || hour > 23 || minute > 59 || second > 60)
		return false;
	*when = days_from_date(century * 100 + year, month, day) * DAY +
	    hour * 3600 + minute * 60 + second;
	r->p += 19;
	return true;
}

static bool
part(struct reader *r, char before, uint64_t max, int64_t *n)
{
	uint64_t value;
	size_t digits;

	if (before != '\0') {
		if (r->p == r->end || *r->p != before)
			return read_wrong(r, "date expected");
		r->p++;
	} else
		read_blanks(r);
	digits = scan_digits(r->p, (size_t)(r->end - r->p), max, &value);
	r->p += digits;
	*n = (int64_t)value;
	return digits > 0 || read_wrong(r, "date expected");
}

static bool
odd_date(struct reader *r, int64_t *when)
{
	int64_t year = 0, month = 0, day = 0, hour = 0, minute = 0,
	    second = 0;

	if (!part(r, '\0', 9999, &year) || !part(r, '/', 12, &month) ||
	    !part(r, '/', 31, &day) || !part(r, '\0', 23, &hour) ||
	    !part(r, ':', 59, &minute) || !part(r, ':', 60, &second) ||
	    month < 1 || day < 1)
		return read_wrong(r, "date expected");
	if (year < 100)
		year += 1900;
	*when = days_from_date((int)year, (int)month, (int)day) * DAY +
	    hour * 3600 + minute * 60 + second;
	return true;
}

/*
 * Behind it may stand "UTC" (OpenBSD), or the seconds that the writer's
 * clock is off it, which ISC has not written for twenty years: not looked
 * at.
 */
bool
read_date(struct reader *r, uint32_t *when)
{
	struct bytes w = read_word(r);
	uint64_t n;
	int64_t t = 0;

	if (read_is(w, "never"))
		*when = LEASE_NEVER;
	else if (read_is(w, "epoch")) {
		if (!read_number(r, UINT64_MAX, &n))
			return false;
		*when = n < LEASE_NEVER ? (uint32_t)n : LEASE_NEVER;
	} else {
		if (w.len != 1)
			return read_wrong(r, "date expected");
		read_blanks(r);
		if (!plain_date(r, &t) && !odd_date(r, &t))
			return false;
		*when = t < 1 ? 1 : t < LEASE_NEVER ? (uint32_t)t :
		    LEASE_NEVER;
		if (r->p < r->end && *r->p != ';')
			(void)read_word(r);
	}
	return read_semicolon(r);
}
