#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ftpd/xferlog.h"

/* Of a name that is longer than this the rest is left out. */
#define NAME_PART	4200

/* One word: what would end it, or the line, becomes '_'. */
static void
word(char *to, size_t size, const char *from)
{
	size_t n;

	for (n = 0; from[n] != '\0' && n + 1 < size; n++)
		to[n] = from[n] > ' ' && from[n] <= '~' ? from[n] : '_';
	if (n == 0)
		to[n++] = '-';
	to[n] = '\0';
}

size_t
xferlog_line(char line[XFERLOG_LINE], const struct xfer *x)
{
	/* Not strftime(3)'s, for a locale is none of a log's business. */
	static const char days[] = "SunMonTueWedThuFriSat",
	    months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	char host[256], path[NAME_PART], user[512];
	struct tm tm;
	int n;

	memset(&tm, 0, sizeof(tm));
	localtime_r(&x->end, &tm);
	word(host, sizeof(host), x->host);
	word(path, sizeof(path), x->path);
	word(user, sizeof(user), x->user);
	n = snprintf(line, XFERLOG_LINE, "%.3s %.3s %2d %02d:%02d:%02d %d %u "
	    "%s %llu %s %c _ %c %c %s ftp 0 * %c\n",
	    days + 3 * tm.tm_wday, months + 3 * tm.tm_mon, tm.tm_mday,
	    tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_year + 1900, x->seconds,
	    host, (unsigned long long)x->bytes, path, x->ascii ? 'a' : 'b',
	    x->direction, x->anonymous ? 'a' : 'r', user,
	    x->complete ? 'c' : 'i');
	return n < 0 ? 0 : n < XFERLOG_LINE ? (size_t)n : XFERLOG_LINE - 1;
}

int
xferlog_open(const char *path)
{
	return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY |
	    O_NONBLOCK, 0640);
}

void
xferlog_write(int fd, const struct xfer *x)
{
	char line[XFERLOG_LINE];
	size_t len = xferlog_line(line, x);
	ssize_t n;

	do
		n = write(fd, line, len);
	while (n == -1 && errno == EINTR);
}
