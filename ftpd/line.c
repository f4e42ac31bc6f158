#include <string.h>
#include <time.h>

#include "ftpd/line.h"

/* Older than this, or so much newer, and the year stands for the time. */
#define RECENT		(180 * 86400)
#define FUTURE		3600

/* Time zones change at no time but a multiple of this since 1970. */
#define STRETCH		900

void
line_begin(struct line_style *s, int64_t now, bool hide_ids)
{
	memset(s, 0, sizeof(*s));
	s->now = now;
	s->hide_ids = hide_ids;
}

/* Seconds east of UTC then. */
static int32_t
zone(struct line_style *s, int64_t t)
{
	int64_t stretch = t / STRETCH - (t % STRETCH < 0);
	size_t i = (size_t)((uint64_t)stretch % LINE_ZONES);
	time_t when = (time_t)t;
	struct tm tm;

	if (!s->zones[i].known || s->zones[i].stretch != stretch) {
		s->zones[i].known = true;
		s->zones[i].stretch = stretch;
		s->zones[i].offset = localtime_r(&when, &tm) != NULL ?
		    (int32_t)tm.tm_gmtoff : 0;
	}
	return s->zones[i].offset;
}

/* Right-aligned in width, with no more than 20 digits. */
static char *
number(char *to, uint64_t n, unsigned width)
{
	char digits[20];
	unsigned len = 0;

	do
		digits[len++] = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	for (; width > len; width--)
		*to++ = ' ';
	while (len > 0)
		*to++ = digits[--len];
	return to;
}

/* Left-aligned. */
static char *
owner(char *to, uint64_t id, bool hide)
{
	char *end = to + 8;

	if (hide) {
		memcpy(to, "ftp", 3);
		to += 3;
	} else {
		to = number(to, id, 1);
	}
	while (to < end)
		*to++ = ' ';
	*to++ = ' ';
	return to;
}

static char *
mode(char *to, mode_t m)
{
	static const char bits[] = "rwxrwxrwx";
	int i;

	*to++ = S_ISDIR(m) ? 'd' : S_ISREG(m) ? '-' : S_ISLNK(m) ? 'l' :
	    S_ISFIFO(m) ? 'p' : S_ISSOCK(m) ? 's' : S_ISBLK(m) ? 'b' :
	    S_ISCHR(m) ? 'c' : '?';
	for (i = 0; i < 9; i++)
		to[i] = (m >> (8 - i) & 1) != 0 ? bits[i] : '-';
	if ((m & S_ISUID) != 0)
		to[2] = to[2] == 'x' ? 's' : 'S';
	if ((m & S_ISGID) != 0)
		to[5] = to[5] == 'x' ? 's' : 'S';
	if ((m & S_ISVTX) != 0)
		to[8] = to[8] == 'x' ? 't' : 'T';
	return to + 9;
}

/* "Mmm dd hh:mm" or "Mmm dd  YYYY". */
static char *
date(struct line_style *s, char *to, int64_t t)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t local = (time_t)(t + zone(s, t));
	struct tm tm;

	/* By hand it is in UTC, so this is plain arithmetic. */
	if (gmtime_r(&local, &tm) == NULL || tm.tm_year + 1900 > 9999 ||
	    tm.tm_year + 1900 < 0)
		memset(&tm, 0, sizeof(tm));
	memcpy(to, months + (size_t)tm.tm_mon * 3, 3);
	to = number(to + 3, (uint64_t)tm.tm_mday, 3);
	*to++ = ' ';
	if (t > s->now - RECENT && t <= s->now + FUTURE) {
		*to++ = (char)('0' + tm.tm_hour / 10);
		*to++ = (char)('0' + tm.tm_hour % 10);
		*to++ = ':';
		*to++ = (char)('0' + tm.tm_min / 10);
		*to++ = (char)('0' + tm.tm_min % 10);
	} else {
		to = number(to, (uint64_t)(tm.tm_year + 1900), 5);
	}
	*to++ = ' ';
	return to;
}

char *
line_long(struct line_style *s, char *to, const struct brief *b)
{
	to = mode(to, b->mode);
	to = number(to, b->nlink, 4);
	*to++ = ' ';
	to = owner(to, b->uid, s->hide_ids);
	to = owner(to, b->gid, s->hide_ids);
	to = number(to, (uint64_t)b->size, 8);
	*to++ = ' ';
	return date(s, to, b->mtime);
}
