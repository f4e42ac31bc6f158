/*
 * scan: numbers and words out of what the peer sent.
 *
 * Nothing here reads past a NUL or the stated length; nothing allocates.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define nitems(a)	(sizeof(a) / sizeof((a)[0]))

/*
 * Digits only, at least one, no sign, at most max.  The whole string must
 * be the number.
 */
bool	 scan_number(const char *s, uint64_t max, uint64_t *number);

/* The same for the first len bytes; returns how many were digits, 0: bad. */
size_t	 scan_digits(const char *s, size_t len, uint64_t max,
	    uint64_t *number);

/*
 * Cuts the next word off *s at blanks and returns it; NULL at the end.
 * *s is moved behind it.
 */
char	*scan_word(char **s);

/* Well-formed UTF-8 (RFC 3629) without NUL? */
bool	 scan_utf8(const char *s, size_t len);

/* Does the string end within its field, of another process's record? */
bool	 scan_ends(const char *field, size_t size);

/* Copies; false, and an empty string, when it does not fit. */
bool	 scan_copy(char *dst, size_t size, const char *src, size_t len);

/* In place, ASCII only: names are compared so (P-5). */
void	 scan_lower(char *s);

/* The clock of RFC 5322 section 3.3: "Sat, 21 Nov 2026 09:00:00 +0000". */
#define SCAN_DATE	40
void	 scan_date(char date[SCAN_DATE], int64_t seconds);

#endif
