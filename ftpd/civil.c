#include "ftpd/civil.h"

void
civil_date(int64_t day, int64_t *year, unsigned *month, unsigned *mday)
{
	int64_t era;
	unsigned of_era, year_of_era, of_year, m;

	day += 719468;			/* since 0000-03-01 */
	era = (day >= 0 ? day : day - 146096) / 146097;
	of_era = (unsigned)(day - era * 146097);
	year_of_era = (of_era - of_era / 1460 + of_era / 36524 -
	    of_era / 146096) / 365;
	of_year = of_era - (365 * year_of_era + year_of_era / 4 -
	    year_of_era / 100);
	m = (5 * of_year + 2) / 153;
	*mday = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = (int64_t)year_of_era + era * 400 + (*month <= 2);
}

int64_t
civil_day(int64_t year, unsigned month, unsigned mday)
{
	unsigned of_era, of_year, m = month > 2 ? month - 3 : month + 9;
	int64_t era;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	of_era = (unsigned)(year - era * 400);
	of_year = (153 * m + 2) / 5 + mday - 1;
	return era * 146097 + (int64_t)(of_era * 365 + of_era / 4 -
	    of_era / 100 + of_year) - 719468;
}
