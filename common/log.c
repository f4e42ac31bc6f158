#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "common/log.h"

static struct {
	const char	*program;
	bool		 to_stderr;
	bool		 nowhere;	/* there is no syslogd */
	unsigned	 lines, graver;	/* graver: above LOG_INFO */
	bool		 standalone;
	unsigned	 left_out;
	time_t		 second;	/* of which lines are counted */
} sink = { .program = "postern", .to_stderr = true };

bool
log_stderr_is_peer(void)
{
	struct stat in, err;

	return fstat(STDIN_FILENO, &in) == 0 &&
	    fstat(STDERR_FILENO, &err) == 0 && S_ISSOCK(err.st_mode) &&
	    in.st_dev == err.st_dev && in.st_ino == err.st_ino;
}

/*
 * Where nobody listens, syslog(3) tries again for each line; that fails, and
 * in a jail it is worse.
 */
static bool
no_syslogd(void)
{
#ifdef __linux__
	struct sockaddr_un a = { .sun_family = AF_UNIX,
		.sun_path = "/dev/log" };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool none;

	none = fd != -1 && connect(fd, (struct sockaddr *)&a,
	    sizeof(a)) == -1 && (errno == ENOENT || errno == ECONNREFUSED);
	if (fd != -1)
		close(fd);
	return none;
#else
	return false;
#endif
}

void
log_open(const char *program, int facility, bool to_stderr)
{
	sink.program = program;
	sink.to_stderr = to_stderr && !log_stderr_is_peer();
	if (sink.to_stderr)
		return;
	/* Its stamp is local time, and a jailed process cannot look it up. */
	tzset();
	sink.nowhere = no_syslogd();
	openlog(program, LOG_PID | LOG_NDELAY, facility);
}

static void
write_line(const char *text)
{
	char line[2048];
	int n;

	n = snprintf(line, sizeof(line), "%s[%ld]: %s\n", sink.program,
	    (long)getpid(), text);
	if (n < 0)
		return;
	if ((size_t)n >= sizeof(line)) {
		n = sizeof(line);
		line[n - 1] = '\n';
	}
	/* One write, so that lines of several sessions do not mix. */
	if (write(STDERR_FILENO, line, (size_t)n) == -1)
		return;		/* nobody is left to be told */
}

static void
put_line(int priority, const char *text)
{
	if (sink.to_stderr)
		write_line(text);
	else if (!sink.nowhere)
		syslog(priority, "%s", text);
}

void
log_standalone(void)
{
	sink.standalone = true;
}

/* A new second: what the last one kept back is told. */
static void
count_anew(void)
{
	struct timespec now;
	char text[64];
	unsigned n = sink.left_out;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec == sink.second)
		return;
	sink.second = now.tv_sec;
	sink.lines = sink.graver = sink.left_out = 0;
	if (n == 0)
		return;
	snprintf(text, sizeof(text), "log left_out=%u", n);
	put_line(LOG_WARNING, text);
}

/* What is graver than a client's doings is not crowded out by them. */
static bool
allowed(int priority, const char *fmt)
{
	if (!sink.standalone)
		return ++sink.lines <= LOG_LINES ||
		    strncmp(fmt, "end ", 4) == 0;
	count_anew();
	if ((priority < LOG_INFO ? ++sink.graver : ++sink.lines) <= LOG_RATE)
		return true;
	sink.left_out++;
	return false;
}

void
log_event(int priority, const char *fmt, ...)
{
	char text[1900];
	va_list ap;

	if (!allowed(priority, fmt))
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	put_line(priority, text);
}

void
log_fail(const char *fmt, ...)
{
	char text[1900];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (sink.to_stderr || isatty(STDERR_FILENO))
		write_line(text);
	else if (!sink.nowhere)
		syslog(LOG_ERR, "%s", text);
}

char *
log_quote(char *dst, size_t size, const char *src, size_t len)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char c;
	size_t i, used = 0;

	for (i = 0; i < len; i++) {
		c = (unsigned char)src[i];
		if (c > ' ' && c < 0x7f && c != '"' && c != '\\') {
			if (used + 1 >= size)
				break;
			dst[used++] = (char)c;
		} else {
			if (used + 4 >= size)
				break;
			dst[used++] = '\\';
			dst[used++] = 'x';
			dst[used++] = hex[c >> 4];
			dst[used++] = hex[c & 15];
		}
	}
	if (size > 0)
		dst[used] = '\0';
	return dst;
}
