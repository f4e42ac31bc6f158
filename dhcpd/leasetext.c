#include "common/scan.h"
#include "dhcpd/lease.h"
#include "dhcpd/leasetext.h"

const char *const leasetext_states[] = {
	NULL, "free", "active", "expired", "released", "abandoned", "reset",
	"backup"
};
const size_t leasetext_nstates = nitems(leasetext_states);

const struct leasetext_hardware leasetext_hardware[] = {
	{ HTYPE_ETHERNET, "ethernet" },
	{ 6, "token-ring" },
	{ 8, "fddi" },
	{ HTYPE_INFINIBAND, "infiniband" },
};
const size_t leasetext_nhardware = nitems(leasetext_hardware);

const struct leasetext_agent leasetext_agent[] = {
	{ AGENT_CIRCUIT_ID, 'X', "circuit-id" },
	{ AGENT_REMOTE_ID, 'X', "remote-id" },
	{ 3, 'I', "agent-id" },
	{ 4, 'L', "DOCSIS-device-class" },
	{ AGENT_LINK_SELECTION, 'I', "link-selection" },
};
const size_t leasetext_nagent = nitems(leasetext_agent);

/*
 * A year that begins in March ends with the day that may be missing; 400 of
 * them have 146,097 days.
 */
#define DAYS_400	146097
#define DAYS_TO_1970	719468		/* from 0000-03-01 */

int64_t
days_from_date(int year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t m = month > 2 ? month - 3 : month + 9;
	int64_t cycle = y / 400, left = y % 400;

	return cycle * DAYS_400 + left * 365 + left / 4 - left / 100 +
	    (153 * m + 2) / 5 + day - 1 - DAYS_TO_1970;
}

void
date_from_days(int64_t days, int *year, int *month, int *day)
{
	int64_t n = days + DAYS_TO_1970, cycle = n / DAYS_400, left, y, m;

	n %= DAYS_400;
	y = (n - n / 1460 + n / 36524 - n / 146096) / 365;
	left = n - (365 * y + y / 4 - y / 100);
	m = (5 * left + 2) / 153;
	*day = (int)(left - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(cycle * 400 + y + (*month <= 2));
}

bool
leasetext_room(const char *line)
{
	size_t i;

	for (i = 0; i < LEASETEXT_LINE - 1; i++)
		if (line[i] != '#')
			return false;
	return line[i] == '\n';
}
