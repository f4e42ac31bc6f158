#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "common/scan.h"
#include "ftpd/civil.h"
#include "ftpd/facts.h"

/* In the order of their bits. */
static const char *const names[] = {
	"type", "size", "modify", "perm", "unique", "UNIX.mode", "UNIX.uid",
	"UNIX.gid"
};

#define DAY	86400

/* What is appended to; at stays where it is when something does not fit. */
struct text {
	char	*at, *end;
	bool	 full;
};

static void
put(struct text *t, const char *s, size_t len)
{
	if (t->full || (size_t)(t->end - t->at) < len) {
		t->full = true;
		return;
	}
	memcpy(t->at, s, len);
	t->at += len;
}

static void
put_string(struct text *t, const char *s)
{
	put(t, s, strlen(s));
}

static void
put_number(struct text *t, uint64_t n)
{
	char digits[24], *p = digits + sizeof(digits);

	do
		*--p = (char)('0' + n % 10);
	while ((n /= 10) > 0);
	put(t, p, (size_t)(digits + sizeof(digits) - p));
}

static void
put_hex(struct text *t, uint64_t n)
{
	char digits[16], *p = digits + sizeof(digits);

	do
		*--p = "0123456789abcdef"[n & 15];
	while ((n >>= 4) > 0);
	put(t, p, (size_t)(digits + sizeof(digits) - p));
}

/* Two digits each; a year's four are two times two. */
static char *
two(char *p, unsigned n)
{
	*p++ = (char)('0' + n / 10 % 10);
	*p++ = (char)('0' + n % 10);
	return p;
}

void
facts_time(char text[FACTS_TIME], time_t when)
{
	int64_t t = when, day, year;
	unsigned month, mday, second;
	char *p = text;

	day = (t >= 0 ? t : t - (DAY - 1)) / DAY;
	second = (unsigned)(t - day * DAY);
	civil_date(day, &year, &month, &mday);
	if (year < 0 || year > 9999) {		/* cannot be said */
		memcpy(text, "19700101000000", FACTS_TIME);
		return;
	}
	p = two(p, (unsigned)year / 100);
	p = two(p, (unsigned)year % 100);
	p = two(p, month);
	p = two(p, mday);
	p = two(p, second / 3600);
	p = two(p, second / 60 % 60);
	p = two(p, second % 60);
	*p = '\0';
}

/* Exactly n digits, from min to max. */
static bool
digits(const char **p, size_t n, unsigned min, unsigned max, unsigned *number)
{
	uint64_t value;

	if (strspn(*p, "0123456789") < n ||
	    scan_digits(*p, n, max, &value) != n || value < min)
		return false;
	*p += n;
	*number = (unsigned)value;
	return true;
}

bool
facts_scan_time(const char *text, struct timespec *ts, const char **rest)
{
	static const unsigned last[] = {
		31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	unsigned year, month, mday, hour, minute, second;
	const char *p = text;
	long unit = 100000000;

	if (!digits(&p, 4, 0, 9999, &year) || !digits(&p, 2, 1, 12, &month) ||
	    !digits(&p, 2, 1, last[month - 1], &mday) ||
	    !digits(&p, 2, 0, 23, &hour) || !digits(&p, 2, 0, 59, &minute) ||
	    !digits(&p, 2, 0, 60, &second))
		return false;
	if (month == 2 && mday == 29 &&
	    (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
		return false;
	ts->tv_sec = (time_t)(civil_day(year, month, mday) * DAY +
	    hour * 3600 + minute * 60 + second);
	ts->tv_nsec = 0;
	if (p[0] == '.' && p[1] >= '0' && p[1] <= '9')
		for (p++; *p >= '0' && *p <= '9'; p++, unit /= 10)
			ts->tv_nsec += (*p - '0') * unit;
	*rest = p;
	return true;
}

bool
facts_access(const struct stat *st, const struct facts_who *who, unsigned how)
{
	unsigned mode = (unsigned)st->st_mode;
	size_t i;

	if (who->uid == 0)
		return true;
	if (st->st_uid == who->uid)
		return (mode >> 6 & how) == how;
	if (st->st_gid == who->gid)
		return (mode >> 3 & how) == how;
	for (i = 0; i < who->ngroups; i++)
		if (who->groups[i] == st->st_gid)
			return (mode >> 3 & how) == how;
	return (mode & how) == how;
}

/* RFC 3659 section 7.5.5, in the order of the alphabet. */
static void
put_perm(struct text *t, const struct stat *st, const struct facts_who *who,
    bool parent)
{
	const unsigned p = who->perms;
	bool dir = S_ISDIR(st->st_mode), file = S_ISREG(st->st_mode);
	bool r = facts_access(st, who, 4), w = facts_access(st, who, 2);
	bool x = facts_access(st, who, 1);
	char letters[12];
	size_t n = 0;

	if (file && w && (p & PERM_APPEND) != 0)
		letters[n++] = 'a';
	if (dir && w && x && (p & PERM_STORE) != 0)
		letters[n++] = 'c';
	if (parent && (p & PERM_DELETE) != 0)
		letters[n++] = 'd';
	if (dir && x && (p & PERM_ENTER) != 0)
		letters[n++] = 'e';
	if (parent && (p & PERM_RENAME) != 0)
		letters[n++] = 'f';
	if (dir && r && (p & PERM_LIST) != 0)
		letters[n++] = 'l';
	if (dir && w && x && (p & PERM_MKDIR) != 0)
		letters[n++] = 'm';
	if (dir && w && x && (p & PERM_DELETE) != 0)
		letters[n++] = 'p';
	if (file && r && (p & PERM_READ) != 0)
		letters[n++] = 'r';
	if (file && w && (p & PERM_STORE) != 0)
		letters[n++] = 'w';
	put(t, letters, n);
}

static void
put_type(struct text *t, const struct stat *st, const char *type,
    const char *target)
{
	if (type != NULL)
		put_string(t, type);
	else if (S_ISDIR(st->st_mode))
		put_string(t, "dir");
	else if (S_ISREG(st->st_mode))
		put_string(t, "file");
	else if (S_ISLNK(st->st_mode)) {
		/* A ';' would end the fact, so then it is not told. */
		put_string(t, "OS.unix=slink:");
		if (target != NULL && strpbrk(target, ";\r\n") == NULL)
			put_string(t, target);
	} else {
		put_string(t, S_ISFIFO(st->st_mode) ? "OS.unix=fifo" :
		    S_ISSOCK(st->st_mode) ? "OS.unix=socket" :
		    "OS.unix=device");
	}
}

static void
put_unique(struct text *t, const struct stat *st)
{
	put_hex(t, (uint64_t)st->st_dev);
	put(t, "g", 1);
	put_hex(t, (uint64_t)st->st_ino);
}

static void
put_mode(struct text *t, unsigned mode)
{
	char octal[4];

	octal[0] = (char)('0' + (mode >> 9 & 7));
	octal[1] = (char)('0' + (mode >> 6 & 7));
	octal[2] = (char)('0' + (mode >> 3 & 7));
	octal[3] = (char)('0' + (mode & 7));
	put(t, octal, sizeof(octal));
}

size_t
facts_line(char *text, size_t size, unsigned wanted, const struct stat *st,
    const char *type, const char *target, const struct facts_who *who,
    bool parent)
{
	struct text t = { .at = text, .end = text + size };
	char modify[FACTS_TIME];

	if ((wanted & FACT_TYPE) != 0) {
		put_string(&t, "type=");
		put_type(&t, st, type, target);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_SIZE) != 0 && S_ISREG(st->st_mode)) {
		put_string(&t, "size=");
		put_number(&t, (uint64_t)st->st_size);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_MODIFY) != 0) {
		put_string(&t, "modify=");
		facts_time(modify, st->st_mtime);
		put(&t, modify, FACTS_TIME - 1);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_PERM) != 0) {
		put_string(&t, "perm=");
		put_perm(&t, st, who, parent);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_UNIQUE) != 0) {
		put_string(&t, "unique=");
		put_unique(&t, st);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_MODE) != 0) {
		put_string(&t, "UNIX.mode=");
		put_mode(&t, (unsigned)st->st_mode);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_UID) != 0) {
		put_string(&t, "UNIX.uid=");
		put_number(&t, (uint64_t)st->st_uid);
		put(&t, ";", 1);
	}
	if ((wanted & FACT_GID) != 0) {
		put_string(&t, "UNIX.gid=");
		put_number(&t, (uint64_t)st->st_gid);
		put(&t, ";", 1);
	}
	put(&t, " ", 1);
	return t.full ? 0 : (size_t)(t.at - text);
}

unsigned
facts_opts(const char *arg)
{
	unsigned set = 0;
	size_t i, len;

	for (; *arg != '\0'; arg += len + (arg[len] == ';')) {
		len = strcspn(arg, ";");
		for (i = 0; i < nitems(names); i++)
			if (strlen(names[i]) == len &&
			    strncasecmp(names[i], arg, len) == 0)
				set |= 1u << i;
	}
	return set;
}

void
facts_names(char text[FACTS_NAMES], unsigned set, bool feat)
{
	size_t i, len = 0;

	text[0] = '\0';
	for (i = 0; i < nitems(names); i++)
		if (feat || (set & 1u << i) != 0)
			len += (size_t)snprintf(text + len, FACTS_NAMES - len,
			    "%s%s;", names[i], feat && (set & 1u << i) != 0 ?
			    "*" : "");
}
