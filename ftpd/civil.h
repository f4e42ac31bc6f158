/*
 * civil: days and dates, by the calendar that begins its years in March, so
 * that the odd day is the last one (Gregorian, for ever).
 */
#ifndef CIVIL_H
#define CIVIL_H

#include <stdint.h>

/* The date of a day counted from 1970-01-01; month from 1. */
void	 civil_date(int64_t day, int64_t *year, unsigned *month,
	    unsigned *mday);

/* The inverse. */
int64_t	 civil_day(int64_t year, unsigned month, unsigned mday);

#endif
