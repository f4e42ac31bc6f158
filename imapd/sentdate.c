#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "imapd/date.h"
#include "imapd/sentdate.h"
#include "imapd/token.h"

#define DAY	86400

/* Colons separate, as do commas; "-" does in "1-Feb-1994". */
#define DATE_SPECIALS	"()<>[]:;@\\,\"-"

enum { YEAR_MAX = 9999, ZONE_MAX = 9999 };

/* The next word; what separates words is passed over but for `stop`. */
static bool
next_word(struct lexer *l, struct token *t, char stop)
{
	for (;;)
		switch (token_next(l, t)) {
		case TOKEN_END:
			return false;
		case TOKEN_SPECIAL:
			if (*t->p == stop)
				return false;
			break;
		default:
			if (t->len > 0)
				return true;
		}
}

static bool
number(const struct token *t, uint64_t max, int64_t *n)
{
	uint64_t value;

	if (scan_digits(t->p, t->len, max, &value) != t->len)
		return false;
	*n = (int64_t)value;
	return true;
}

/* RFC 5322 section 4.3: two digits are of 1950 to 2049, three of 1900 on. */
static int64_t
full_year(int64_t year, size_t digits)
{
	if (digits <= 2)
		return year < 50 ? year + 2000 : year + 1900;
	return digits == 3 ? year + 1900 : year;
}

/* "1 Feb 1994", with the name of a day before it or without. */
static bool
read_day(struct lexer *l, int64_t *days)
{
	static const unsigned char length[12] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	struct token t;
	int64_t day, year;
	int month;

	if (!next_word(l, &t, '\0'))
		return false;
	if (!number(&t, 31, &day) && (!next_word(l, &t, '\0') ||
	    !number(&t, 31, &day)))
		return false;
	if (!next_word(l, &t, '\0') || t.len < 3 ||
	    (month = date_month(t.p)) == -1)
		return false;
	if (day < 1 || day > length[month] || !next_word(l, &t, '\0') ||
	    !number(&t, YEAR_MAX, &year))
		return false;
	year = full_year(year, t.len);
	/* There is a 29 February once in four years; else it is 1 March. */
	*days = date_days(year, (unsigned)month + 1, (unsigned)day);
	return true;
}

/* "12:30:00"; *seconds stays 0 if it makes no sense. */
static void
read_time(struct lexer *l, int64_t *seconds)
{
	static const unsigned char max[3] = { 23, 59, 60 };
	int64_t part[3] = { 0, 0, 0 };
	struct token t;
	struct lexer ahead;
	size_t n;

	for (n = 0; n < 3; n++) {
		ahead = *l;
		if (n > 0 && (token_next(&ahead, &t) != TOKEN_SPECIAL ||
		    *t.p != ':'))
			break;
		if (!next_word(&ahead, &t, ':') || !number(&t, max[n],
		    &part[n]))
			break;
		*l = ahead;
	}
	if (n >= 2)
		*seconds = part[0] * 3600 + part[1] * 60 + part[2];
}

/* RFC 5322 section 4.3: the old names that mean something. */
static int32_t
named_zone(const struct token *t)
{
	static const struct {
		const char *name;
		int32_t	    hours;
	} names[] = {
		{ "EDT", -4 }, { "EST", -5 }, { "CDT", -5 }, { "CST", -6 },
		{ "MDT", -6 }, { "MST", -7 }, { "PDT", -7 }, { "PST", -8 }
	};
	size_t i;

	for (i = 0; i < nitems(names); i++)
		if (t->len == 3 && strncasecmp(t->p, names[i].name, 3) == 0)
			return names[i].hours * 3600;
	return 0;
}

static int32_t
read_zone(struct lexer *l)
{
	struct token t;
	int64_t n;
	int32_t sign = 1;

	if (token_next(l, &t) == TOKEN_SPECIAL && *t.p == '-') {
		sign = -1;
		if (token_next(l, &t) != TOKEN_WORD)
			return 0;
	} else if (t.kind != TOKEN_WORD || t.len == 0) {
		return 0;
	} else if (*t.p == '+') {
		t.p++;
		t.len--;
	} else {
		return named_zone(&t);
	}
	if (t.len != 4 || !number(&t, ZONE_MAX, &n) || n % 100 > 59)
		return 0;
	return sign * ((int32_t)n / 100 * 3600 + (int32_t)n % 100 * 60);
}

bool
sentdate_read(const char *p, size_t len, struct sentdate *d)
{
	struct lexer l;
	int64_t days, time = 0;

	token_init(&l, DATE_SPECIALS, p, len);
	if (!read_day(&l, &days))
		return false;
	read_time(&l, &time);
	d->zone = read_zone(&l);
	d->seconds = days * DAY + time - d->zone;
	return true;
}

int64_t
sentdate_day(const struct sentdate *d)
{
	int64_t local = d->seconds + d->zone;

	return (local >= 0 ? local : local - (DAY - 1)) / DAY;
}
