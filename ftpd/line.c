#include <string.h>
#include <time.h>

#include "ftpd/civil.h"
#include "ftpd/line.h"

/* Older than this, or so much newer, and the year stands for the time. */
#define RECENT		(180 * 86400)
#define FUTURE		3600

/* An owner's column. */
#define OWNER		8

#define DAY		86400

/*
 * No zone has changed twice within this and back to what it was; so if it
 * is the same at both ends of a stretch, it is between them.
 */
#define STRETCH		(2 * DAY)

void
line_begin(struct line_style *s, int64_t now, bool hide_ids)
{
	memset(s, 0, sizeof(*s));
	s->now = now;
	s->hide_ids = hide_ids;
}

static int32_t
offset_at(int64_t t)
{
	time_t when = (time_t)t;
	struct tm tm;

	return localtime_r(&when, &tm) != NULL ? (int32_t)tm.tm_gmtoff : 0;
}

/* Seconds east of UTC then. */
static int32_t
zone(struct line_style *s, int64_t t)
{
	int64_t stretch = t / STRETCH - (t % STRETCH < 0);
	size_t i = (size_t)((uint64_t)stretch % LINE_ZONES);
	int32_t last;

	if (!s->zones[i].known || s->zones[i].stretch != stretch) {
		s->zones[i].known = true;
		s->zones[i].stretch = stretch;
		s->zones[i].offset = offset_at(stretch * STRETCH);
		last = offset_at(stretch * STRETCH + STRETCH - 1);
		s->zones[i].varies = last != s->zones[i].offset;
	}
	return s->zones[i].varies ? offset_at(t) : s->zones[i].offset;
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
owner(struct line_owner *o, char *to, uint32_t id)
{
	char *end;

	if (!o->known || o->id != id) {
		end = number(o->text, id, 1);
		while (end < o->text + OWNER)
			*end++ = ' ';
		*end++ = ' ';
		o->known = true;
		o->id = id;
		o->len = (size_t)(end - o->text);
	}
	memcpy(to, o->text, sizeof(o->text));
	return to + o->len;
}

static char *
owners(struct line_style *s, char *to, const struct brief *b)
{
	static const char hidden[] = "ftp      ftp      ";

	if (s->hide_ids) {
		memcpy(to, hidden, sizeof(hidden) - 1);
		return to + sizeof(hidden) - 1;
	}
	to = owner(&s->uid, to, b->uid);
	return owner(&s->gid, to, b->gid);
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

static void
learn_day(struct line_style *s, int64_t day)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned month, mday;
	int64_t year;

	civil_date(day, &year, &month, &mday);
	if (year < 1 || year > 9999) {		/* cannot be said */
		year = 1970;
		month = mday = 1;
	}
	memcpy(s->month_day, months + (size_t)(month - 1) * 3, 3);
	(void)number(s->month_day + 3, mday, 3);
	s->day = day;
	s->year = (unsigned)year;
}

static char *
two(char *to, unsigned n)
{
	*to++ = (char)('0' + n / 10);
	*to++ = (char)('0' + n % 10);
	return to;
}

/* "Mmm dd hh:mm" or "Mmm dd  YYYY". */
static char *
date(struct line_style *s, char *to, int64_t t)
{
	int64_t local = t + zone(s, t);
	int64_t day = local / DAY - (local % DAY < 0);
	unsigned minute = (unsigned)(local - day * DAY) / 60;

	if (s->year == 0 || day != s->day)
		learn_day(s, day);
	memcpy(to, s->month_day, sizeof(s->month_day));
	to += sizeof(s->month_day);
	*to++ = ' ';
	if (t > s->now - RECENT && t <= s->now + FUTURE) {
		to = two(to, minute / 60);
		*to++ = ':';
		to = two(to, minute % 60);
	} else {
		to = number(to, s->year, 5);
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
	to = owners(s, to, b);
	to = number(to, (uint64_t)b->size, 8);
	*to++ = ' ';
	return date(s, to, b->mtime);
}
