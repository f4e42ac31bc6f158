/*
 * date: the dates of IMAP (RFC 9051 section 9, "date-time" and "date").
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "17-Jul-1996 02:44:25 -0700" with its NUL. */
#define DATE_TIME	27

/* INTERNALDATE, in UTC. */
void	 date_write(char out[DATE_TIME], int64_t seconds);

/* False: it is not one, or there is no such day. */
bool	 date_time_read(const char *, size_t len, int64_t *seconds);

/* "1-Feb-1994": days since 1 January 1970. */
bool	 date_read(const char *, size_t len, int64_t *days);

/* Days of a date of the Gregorian calendar; month and day from 1. */
int64_t	 date_days(int64_t year, unsigned month, unsigned day);
void	 date_of_days(int64_t days, int64_t *year, unsigned *month,
	    unsigned *day);

/* 0 for "Jan" to 11, without regard to case; -1: no month. */
int	 date_month(const char *);

#endif
