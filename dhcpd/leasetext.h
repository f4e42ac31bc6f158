/*
 * leasetext: words and dates of the lease file, for its reader and writer.
 */
#ifndef DHCPD_LEASETEXT_H
#define DHCPD_LEASETEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* By enum lease_state; [0] is NULL. */
extern const char *const leasetext_states[];
extern const size_t leasetext_nstates;

/* Hardware types that have a name; the others are "unknown-N". */
struct leasetext_hardware {
	uint8_t		 type;
	const char	*name;
};
extern const struct leasetext_hardware leasetext_hardware[];
extern const size_t leasetext_nhardware;

/* Sub-options of 82 by name; those of type 'I' are an address. */
struct leasetext_agent {
	uint8_t		 code;
	char		 type;		/* 'I', 'S' or 'X' */
	const char	*name;
};
extern const struct leasetext_agent leasetext_agent[];
extern const size_t leasetext_nagent;

/*
 * Room at the end of a busy file (rule 5 of leasefile.h) is comments, whose
 * lines end where an offset is divisible: the rest of one is a comment too.
 * (ISC dhcpd takes at most 1500 blanks.)
 */
#define LEASETEXT_LINE	64
/* Is this one of them? */
bool	 leasetext_room(const char *line);

/* Days since 1970 of a date, and the date of a day. */
int64_t	 days_from_date(int year, int month, int day);
void	 date_from_days(int64_t days, int *year, int *month, int *day);

#endif
